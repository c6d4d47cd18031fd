/* furniture.c -- running heads and feet: lines that stand on every page of text out of PDF
 * and belong to none of it.
 *
 * A foot is a line that ends in the page's number, "22 (41)", and comes back with the next
 * number; a head is a line beside the feet that begins with the same words on half the pages. */
#include "base/map.h"
#include "core/claims/claims_priv.h"

#include <string.h>

#define SEED 0x706167u
#define LINE_BYTES 400 /* of a head or foot */
#define PAGES_LEAST 3
#define LINES_LEAST 8 /* between two feet */

struct foot {
	int line, page;
	size_t before; /* the foot of the page before; MAP_NONE */
	int run;       /* pages in a row so far */
};

struct feet {
	struct model *m;
	struct foot *v;
	size_t n, room;
};

static str
raw_line(const struct model *m, int line)
{
	return str_trim(str_sub(m->doc.text, m->line_off[line - 1], m->line_off[line]));
}

/* Up to the first gap of two spaces. */
static str
first_piece(str s)
{
	size_t gap = str_find(s, STR("  "), 0);

	return str_trim(str_sub(s, 0, gap));
}

/* The number at the end of a line ("22", "22 (41)", "22/41"); 0 when there is none.  *rest
 * is what stands before it. */
static int
page_number(str s, str *rest)
{
	size_t gap = s.n;
	int64_t page = 0;
	size_t digits = 0;

	if (s.n == 0 || s.n > LINE_BYTES || strchr("0123456789)", s.p[s.n - 1]) == NULL)
		return 0;
	while (gap > 0 && !(gap >= 2 && s.p[gap - 1] == ' ' && s.p[gap - 2] == ' '))
		gap--;
	*rest = str_trim(str_sub(s, 0, gap));
	str n = str_sub(s, gap, s.n);
	if (str_has_prefix(n, STR("Sida ")) || str_has_prefix(n, STR("sida ")))
		n = str_sub(n, 5, n.n);
	while (digits < n.n && n.p[digits] >= '0' && n.p[digits] <= '9')
		digits++;
	if (digits == 0 || digits > 4 || !str_i64(str_sub(n, 0, digits), &page))
		return 0;
	str tail = str_trim(str_sub(n, digits, n.n));
	if (tail.n > 0 && strchr("(/", tail.p[0]) == NULL && !str_has_prefix(tail, STR("av ")))
		return 0;
	for (size_t i = 0; i < tail.n; i++)
		if (strchr("0123456789()/av ", tail.p[i]) == NULL)
			return 0;
	/* A number alone on its line says its count too, or is anything. */
	if (rest->n == 0 && tail.n == 0)
		return 0;
	return (int)page;
}

/* Every line that may be a foot, linked to that of the page before. */
static void
find_feet(struct feet *f)
{
	struct model *m = f->m;
	struct map last;

	map_init(&last, m->mem, SEED);
	for (int l = 1; l <= m->n_line; l++) {
		str rest;
		struct foot x = {.line = l, .before = MAP_NONE, .run = 1};
		x.page = page_number(raw_line(m, l), &rest);
		if (x.page == 0)
			continue;
		size_t at = map_find(&last, rest);
		if (at != MAP_NONE && f->v[at].page + 1 == x.page &&
		    l - f->v[at].line >= LINES_LEAST) {
			x.before = at;
			x.run = f->v[at].run + 1;
		}
		arena_grow(m->mem, f->v, f->n, f->room);
		f->v[f->n] = x;
		map_set(&last, rest, f->n++);
	}
}

/* The nearest line with text above or below; 0 when there is none. */
static int
beside(const struct model *m, int line, int step)
{
	for (int l = line + step; l >= 1 && l <= m->n_line; l += step)
		if (raw_line(m, l).n > 0)
			return l;
	return 0;
}

/* Lines on one side of the feet that begin alike on half the pages. */
static void
mark_heads(struct feet *f, const int *foot, size_t n, int step)
{
	struct model *m = f->m;
	struct map count;
	size_t *times = arena_array(m->mem, n + 1, size_t), n_key = 0;

	map_init(&count, m->mem, SEED);
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < n; i++) {
			int l = beside(m, foot[i], step);
			str key = l > 0 ? first_piece(raw_line(m, l)) : STR("");
			if (key.n == 0 || key.n > LINE_BYTES)
				continue;
			size_t at = map_add(&count, key, n_key);
			if (at == MAP_NONE)
				at = n_key++;
			if (pass == 0)
				times[at]++;
			else if (times[at] >= PAGES_LEAST && times[at] * 2 >= n)
				m->furniture[l - 1] = true;
		}
}

void
furniture_find(struct model *m)
{
	struct feet f = {.m = m};
	size_t n = 0;

	m->furniture = arena_array(m->mem, (size_t)m->n_line + 1, bool);
	find_feet(&f);
	int *foot = arena_array(m->mem, f.n + 1, int);
	for (size_t i = f.n; i > 0; i--)
		for (size_t k = i - 1; f.v[i - 1].run >= PAGES_LEAST && k != MAP_NONE;
		     k = f.v[k].before) {
			if (m->furniture[f.v[k].line - 1])
				break;
			m->furniture[f.v[k].line - 1] = true;
			foot[n++] = f.v[k].line;
		}
	mark_heads(&f, foot, n, 1);
	mark_heads(&f, foot, n, -1);
}
