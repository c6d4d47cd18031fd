/* rules_title.c -- one thing under two spellings: long titles and names of rows that
 * differ in one letter. */
#include "base/map.h"
#include "core/claims/rules/rules.h"

#define TITLE_LEAST 24 /* bytes: in a short name another letter is another name */
#define PREFIX 12      /* bytes that two spellings share at least */
#define CHAIN_MAX 64   /* titles of one beginning that are compared */
#define NOTES_MAX 50
#define SEED 0x7469746cu

struct title {
	str text;
	int line;
	size_t next; /* 1 + the next of the same beginning; 0 ends */
};

struct titles {
	struct check *c;
	struct map by_prefix;
	struct title *v;
	size_t n, room;
	int told;
};

/* Numbers tell things apart: "Tabell 1" is not a slip for "Tabell 2". */
static bool
only_letters_differ(str a, str b)
{
	size_t head = 0, tail = 0, least = a.n < b.n ? a.n : b.n;

	while (head < least && a.p[head] == b.p[head])
		head++;
	while (tail < least - head && a.p[a.n - 1 - tail] == b.p[b.n - 1 - tail])
		tail++;
	for (int k = 0; k < 2; k++) {
		str s = k == 0 ? a : b;
		for (size_t i = head; i < s.n - tail; i++)
			if ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == ' ' || s.p[i] == '.' ||
			    s.p[i] == ',' || s.p[i] == ':')
				return false;
	}
	return true;
}

static void
look(struct titles *t, str text, int line)
{
	if (text.n < TITLE_LEAST || text.n > 400 || t->told >= NOTES_MAX)
		return;
	size_t at = map_find(&t->by_prefix, str_sub(text, 0, PREFIX)), n = 0;
	for (size_t i = at != MAP_NONE ? at : 0; i != 0 && n < CHAIN_MAX;
	     i = t->v[i - 1].next, n++) {
		const struct title *other = &t->v[i - 1];
		if (str_eq(other->text, text))
			return;
		if (!words_one_slip(other->text, text) || !only_letters_differ(other->text, text))
			continue;
		size_t off = t->c->doc->line_off[line - 1];
		struct place_in place = {off, off + line_text(t->c->doc, line).n, line, line};
		struct found *f = FOUND(t->c, SEV_NOTE, place, two_spellings,
		    ARG(str_sub(text, 0, 200)), ARG((int64_t)other->line),
		    ARG(str_sub(other->text, 0, 200)));
		struct claims_proof p = {.line = other->line,
		    .line_end = other->line,
		    .text = other->text};
		found_proof(f, &p);
		t->told++;
		break;
	}
	arena_grow(t->c->mem, t->v, t->n, t->room);
	t->v[t->n] = (struct title){.text = text, .line = line, .next = at != MAP_NONE ? at : 0};
	t->n++;
	map_set(&t->by_prefix, str_sub(text, 0, PREFIX), t->n);
}

void
rules_titles(struct check *c)
{
	struct model *m = c->doc;
	struct titles t = {.c = c};
	size_t h = 0;

	map_init(&t.by_prefix, c->mem, SEED);
	for (size_t b = 0; b < m->n_block; b++) {
		const struct block *x = &m->block[b];
		if (x->kind == BLOCK_HEADING && h < m->n_heading) {
			look(&t, m->heading[h].title, m->heading[h].line);
			h++;
		} else if (x->kind == BLOCK_TABLE) {
			const struct table *y = &m->table[x->table];
			for (int r = 0; r < y->n_row && !y->contents; r++)
				for (int k = 0; k < y->n_col; k++)
					if (y->row[r].cell[k].kind == CELL_TEXT)
						look(&t, y->row[r].cell[k].text, y->row[r].line);
		}
	}
}
