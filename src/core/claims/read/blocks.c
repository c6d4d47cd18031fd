#include "core/claims/claims_priv.h"

#include <string.h>

/* A heading has at most these many bytes and lines. */
#define HEADING_BYTES 170
#define HEADING_LINES 3

str
line_text(const struct model *m, int line)
{
	size_t from = m->line_off[line - 1], to = m->line_off[line];

	if (m->furniture[line - 1])
		return str_sub(m->doc.text, from, from);
	if (to > from && m->doc.text.p[to - 1] == '\n')
		to--;
	return str_sub(m->doc.text, from, to);
}

int
line_of(const struct model *m, size_t off)
{
	int lo = 1, hi = m->n_line;

	while (lo < hi) {
		int mid = lo + (hi - lo + 1) / 2;
		if (m->line_off[mid - 1] <= off)
			lo = mid;
		else
			hi = mid - 1;
	}
	return lo;
}

static void
lines_find(struct model *m)
{
	str t = m->doc.text;
	size_t n = 1;

	for (size_t i = 0; i < t.n; i++)
		n += t.p[i] == '\n';
	m->line_off = arena_array(m->mem, n + 1, size_t);
	n = 0;
	m->line_off[n++] = 0;
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] == '\n' && i + 1 < t.n)
			m->line_off[n++] = i + 1;
	m->line_off[n] = t.n;
	m->n_line = (int)n;
}

static bool
is_blank(str s)
{
	size_t n;

	for (size_t i = 0; i < s.n; i += n)
		if ((n = lex_space(s, i)) == 0)
			return false;
	return true;
}

static bool
is_upper(str s)
{
	if (s.n == 0)
		return false;
	unsigned char c = (unsigned char)s.p[0], d = s.n > 1 ? (unsigned char)s.p[1] : 0;
	return (c >= 'A' && c <= 'Z') || (c == 0xC3 && d >= 0x80 && d <= 0x9E);
}

static bool
is_lower(str s)
{
	if (s.n == 0)
		return false;
	unsigned char c = (unsigned char)s.p[0], d = s.n > 1 ? (unsigned char)s.p[1] : 0;
	return (c >= 'a' && c <= 'z') || (c == 0xC3 && d >= 0x9F);
}

/* Trimmed at both ends of everything that lex_space knows. */
static str
trim(str s)
{
	size_t n;

	while (s.n > 0 && (n = lex_space(s, 0)) > 0)
		s = str_sub(s, n, s.n);
	for (bool more = true; more && s.n > 0;) {
		more = false;
		for (n = 1; n <= 3 && n <= s.n; n++)
			if (lex_space(s, s.n - n) == n) {
				s.n -= n;
				more = true;
				break;
			}
	}
	return s;
}

/* A list sign and a space at the start of the line; *skip are the bytes before
 * the item's text.  Signs of private use are the bullets of text out of PDF. */
bool
block_is_bullet(str line, size_t *skip)
{
	str s = trim(line);
	size_t n = 0;

	if (s.n == 0)
		return false;
	unsigned char c = (unsigned char)s.p[0];
	if (c == '-' || c == '*' || c == '+')
		n = 1;
	else if (c == 0xE2 || (c == 0xEF && s.n > 2 && (unsigned char)s.p[1] < 0xA4) || c == 0xEE)
		n = 3;
	else if (c == 0xC2 && s.n > 1 && (unsigned char)s.p[1] == 0xB7)
		n = 2;
	if (n == 0 || s.n <= n)
		return false;
	size_t gap = 0;
	while (n + gap < s.n && lex_space(s, n + gap) > 0)
		gap += lex_space(s, n + gap);
	if (gap == 0 || (c == '-' && s.p[n + gap] >= '0' && s.p[n + gap] <= '9'))
		return false;
	*skip = (size_t)(s.p - line.p) + n + gap;
	return true;
}

/* "2.1 Perioden som gått": how deep; 0 without such a number. */
static int
numbering(str s, size_t *skip)
{
	int level = 0;
	size_t i = 0;

	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9') {
		size_t n = 0;
		while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
			i++, n++;
		if (n > 2)
			return 0;
		level++;
		if (i < s.n && s.p[i] == '.')
			i++;
		else
			break;
	}
	if (level == 0 || i >= s.n || s.p[i] != ' ' || !is_upper(trim(str_sub(s, i, s.n))))
		return 0;
	*skip = i;
	return level;
}

static bool
ends_sentence(str s)
{
	return s.n > 0 && strchr(".!?:;,", s.p[s.n - 1]) != NULL;
}

/* "2024" alone on its line. */
static bool
is_year(str s)
{
	int64_t y;

	return s.n == 4 && str_i64(s, &y) && y >= 1990 && y <= 2099;
}

static bool
is_heading(const struct model *m, int first, int last, bool bullet)
{
	size_t skip = 0;
	str all = str_sub(m->doc.text, m->line_off[first - 1], m->line_off[last]);
	str s = trim(all);

	if (bullet && block_is_bullet(s, &skip))
		s = str_sub(s, skip, s.n);
	if (last - first + 1 > HEADING_LINES || s.n > HEADING_BYTES || s.n < 2 || ends_sentence(s))
		return false;
	return is_upper(s) || numbering(s, &skip) > 0 || is_year(s);
}

/* The set of stems in a piece of text, without those that say nothing. */
struct set
stems_of(struct words *w, struct arena *mem, str text, bool *generic)
{
	struct toks t = {.mem = mem};
	struct set set = {0};
	bool all_generic = true, any = false;

	lex(&t, w, text, 0, text.n, 1);
	for (size_t i = 0; i < t.n; i++) {
		if (t.v[i].kind != TOK_WORD && t.v[i].kind != TOK_NAME)
			continue;
		if (t.v[i].kind == TOK_NAME && t.v[i].word == 0)
			continue;
		const struct word *v = &w->v[t.v[i].word];
		bool region = i > 0 && t.v[i].cap && t.v[i - 1].kind == TOK_WORD &&
		    str_eq(w->v[t.v[i - 1].word].lower, STR("region"));
		if (!(v->flags & (W_GENERIC | W_STOP | W_SUMMARY)))
			all_generic = false;
		any = true;
		bool other = str_has_prefix(v->lower,
		    STR("övrig")); /* "Övriga kostnader" is a row of its own */
		bool generic_word = (v->flags & W_GENERIC) &&
		    !str_eq(w->stem[v->stem], STR("investering"));
		if (other ||
		    (!generic_word && !(v->flags & (W_STOP | W_NUMBER)) && !region &&
		        v->lower.n > 1))
			set_add(&set, v->stem);
	}
	if (generic != NULL)
		*generic = any && all_generic;
	return set;
}

static struct block *
add_block(struct model *m, enum block_kind kind, int first, int last)
{
	arena_grow(m->mem, m->block, m->n_block, m->room_block);
	struct block *b = &m->block[m->n_block++];
	*b = (struct block){.kind = kind,
	    .from = m->line_off[first - 1],
	    .to = m->line_off[last],
	    .line = first,
	    .last = last,
	    .section = kind == BLOCK_HEADING ? (int)m->n_heading - 1 : m->section,
	    .table = -1};
	return b;
}

/* A heading under which a bare "avvikelsen" is the whole body's. */
static bool
speaks_of_money(struct arena *mem, str title)
{
	static const char *const word[] = {"ekonomi", "resultat", "driftredovisning",
	    "sammanfattning", "budget", "avvikelse", "nettokostnad", "bokslut", "korthet",
	    "investering"};
	str s = words_lower(mem, title);

	for (size_t i = 0; i < COUNTOF(word); i++)
		if (str_find(s, str_of(word[i]), 0) < s.n)
			return true;
	return false;
}

bool
block_is_caption(str s)
{
	static const char *const kind[] = {"Tabell ", "Figur ", "Diagram ", "Bild "};

	for (size_t i = 0; i < COUNTOF(kind); i++)
		if (str_has_prefix(s, str_of(kind[i]))) {
			size_t n = str_of(kind[i]).n;
			return s.n > n && s.p[n] >= '0' && s.p[n] <= '9';
		}
	return false;
}

static void
add_heading(struct model *m, int first, int last, bool bullet)
{
	str s = trim(str_sub(m->doc.text, m->line_off[first - 1], m->line_off[last]));
	size_t skip = 0;
	struct heading h = {.line = first, .bullet = bullet, .level = 9};

	if (bullet && block_is_bullet(s, &skip))
		s = str_sub(s, skip, s.n);
	int level = numbering(s, &skip);
	if (level > 0) {
		h.level = level;
		s = trim(str_sub(s, skip, s.n));
	}
	h.title = quote_of(m->mem, s, 0, s.n);
	h.set = stems_of(m->words, m->mem, s, &h.generic);
	h.money = speaks_of_money(m->mem, s);
	struct toks t = {.mem = m->mem};
	lex(&t, m->words, s, 0, s.n, 1);
	for (size_t i = 0; i < t.n; i++)
		if (t.v[i].kind == TOK_WORD && (m->words->v[t.v[i].word].flags & W_SUMMARY))
			h.summary = true;
		else if (t.v[i].kind == TOK_YEAR)
			h.year = h.year == 0 ? t.v[i].year : -1;
	h.caption = block_is_caption(h.title);
	/* What stands under a heading without number belongs to the numbered one. */
	if (h.level == 9 && m->section >= 0 && !h.summary) {
		const struct heading *up = &m->heading[m->section];
		h.summary = up->summary && up->level == 1;
	}
	arena_grow(m->mem, m->heading, m->n_heading, m->room_heading);
	m->heading[m->n_heading++] = h;
	if (!h.caption)
		m->section = (int)m->n_heading - 1;
	add_block(m, BLOCK_HEADING, first, last);
}

/* A paragraph that a page break or blank line cut in the middle of a sentence
 * goes on in lower case: one block again. */
static bool
continues(const struct model *m, int first)
{
	if (m->n_block == 0)
		return false;
	const struct block *b = &m->block[m->n_block - 1];
	if (b->kind != BLOCK_PARA && b->kind != BLOCK_BULLET)
		return false;
	str before = trim(str_sub(m->doc.text, b->from, b->to));
	return before.n > 60 && !ends_sentence(before) && is_lower(trim(line_text(m, first))) &&
	    first - b->last <= 12;
}

/* The lines first..last hold text without a blank line, table or list sign inside. */
static void
add_text(struct model *m, int first, int last, bool bullet)
{
	if (!bullet && continues(m, first)) {
		struct block *b = &m->block[m->n_block - 1];
		b->to = m->line_off[last];
		b->last = last;
	} else if (is_heading(m, first, last, bullet)) {
		add_heading(m, first, last, bullet);
	} else {
		add_block(m, bullet ? BLOCK_BULLET : BLOCK_PARA, first, last);
	}
}

/* Lines that are items of their own though no sign begins them: a year, and
 * "label: value" under "label: value". */
static bool
stands_alone(const struct model *m, int line, int next)
{
	str s = trim(line_text(m, line)), t = trim(line_text(m, next));
	size_t colon = str_find_byte(s, ':', 0), other = str_find_byte(t, ':', 0);

	if (is_year(s))
		return true;
	return is_upper(t) && colon + 2 < s.n && other + 2 < t.n && colon < 50 && other < 50 &&
	    s.n < 90 && s.p[colon + 1] == ' ' && t.p[other + 1] == ' ';
}

/* A run of lines without a blank one: list items and paragraphs. */
static void
add_run(struct model *m, int first, int last)
{
	size_t skip;

	for (int l = first; l <= last;) {
		int end = l + 1;
		bool bullet = block_is_bullet(line_text(m, l), &skip);
		while (end <= last && !block_is_bullet(line_text(m, end), &skip)) {
			/* A short line that closes no sentence, then a capital after a heading's
			 * number: the heading stands right above its text. */
			if (end == l + 1 && numbering(trim(line_text(m, l)), &skip) > 0)
				break;
			if (stands_alone(m, end - 1, end))
				break;
			end++;
		}
		add_text(m, l, end - 1, bullet);
		l = end;
	}
}

void
blocks_find(struct model *m)
{
	m->section = -1;
	lines_find(m);
	furniture_find(m);
	for (int l = 1; l <= m->n_line;) {
		if (is_blank(line_text(m, l))) {
			l++;
			continue;
		}
		int end = cards_end(m, l);
		if (end > 0) {
			add_block(m, BLOCK_CARDS, l, end);
			l = end + 1;
			continue;
		}
		end = l;
		while (end < m->n_line && !is_blank(line_text(m, end + 1)))
			end++;
		while (l <= end) {
			struct table t;
			if (!table_find(m, l, end, &t)) {
				add_run(m, l, end);
				l = end + 1;
				break;
			}
			if (t.line > l)
				add_run(m, l, t.line - 1);
			struct block *b = add_block(m, BLOCK_TABLE, t.line, t.last);
			b->table = (int)m->n_table;
			t.section = b->section;
			arena_grow(m->mem, m->table, m->n_table, m->room_table);
			m->table[m->n_table++] = t;
			l = t.last + 1; /* beyond `end` when its rows stand apart */
		}
	}
}
