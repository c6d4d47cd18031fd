/* diff.c -- two trees, section by section. */
#include "core/report/diff.h"

#include "core/report/words.h"
#include "doc/chart.h"

#include <string.h>

struct shown_figure {
	str key, name, text;
	struct fact fact; /* value not dec_ok where the facts are not at hand */
	bool finer;       /* money in thousands: the short form hides the change */
};

struct figures {
	struct shown_figure *v;
	size_t n, room;
	struct map seen;
};

/* A block that is compared as a whole: a paragraph, an item, a row of a table. */
struct piece {
	str text;
};

struct part {
	str key, title;
	struct piece *v;
	size_t n, room;
};

struct parts {
	struct part *v;
	size_t n, room;
};

struct diff {
	const struct report_diff_in *in;
	struct arena *mem;
	struct doc *doc;
	size_t changes;
};

static str
word(const struct diff *x, enum word w)
{
	return word_of(w, x->in->lang);
}

/* ---- figures ---- */

/* "…:period=2025-12" of a report of 2025 is "…:period=+0-12" (RD2). */
static str
relative(struct arena *mem, str name, int year)
{
	struct sb b;
	str out;

	sb_init(&b, mem, name.n * 3 + 32);
	for (size_t i = 0; i < name.n;) {
		int64_t y = 0;
		bool at_year = i > 0 && (name.p[i - 1] == '=' || name.p[i - 1] == '.') &&
		    name.n - i >= 4 && str_i64(str_sub(name, i, i + 4), &y) && y > 1900;
		if (!at_year) {
			sb_chr(&b, name.p[i++]);
			continue;
		}
		sb_printf(&b, "%+d", (int)y - year);
		i += 4;
	}
	must(sb_done(&b, &out));
	return out;
}

static str
formatted(struct diff *x, const struct fact *f, const char *format)
{
	struct fact_format fmt;
	struct err e = {0};
	str out;

	if (!fact_format_parse(str_of(format), &fmt, &e) ||
	    !fact_show(f, &fmt, x->in->lang, x->mem, &out, &e))
		return STR("");
	return out;
}

/* The figure in the short form of its unit; as it was printed where that is not
 * to be had. */
static struct shown_figure
shown(struct diff *x, struct facts *fx, const struct doc_node *n)
{
	struct shown_figure out = {.name = n->fact, .text = n->text, .fact.value = dec_bad()};
	struct err e = {0};

	if (fx == NULL || !fact_get(fx, n->fact, &out.fact, &e) || !dec_ok(out.fact.value)) {
		out.fact.value = dec_bad();
		return out;
	}
	str text = formatted(x, &out.fact, "enhet");
	if (text.n > 0)
		out.text = text;
	return out;
}

/* Do the two differ as shown?  Money that is alike in millions is held against each other
 * in thousands, and then shown so. */
static bool
changed(struct diff *x, struct shown_figure *old, struct shown_figure *now)
{
	if (!str_eq(old->text, now->text))
		return true;
	if (old->fact.unit != FACT_KR || now->fact.unit != FACT_KR || !dec_ok(old->fact.value) ||
	    !dec_ok(now->fact.value))
		return false;
	str a = formatted(x, &old->fact, "tkr enhet"), z = formatted(x, &now->fact, "tkr enhet");
	if (str_eq(a, z))
		return false;
	old->text = a;
	now->text = z;
	now->finer = true;
	return true;
}

/* "+204 Mkr", "-0,5 p.e."; "" where there is nothing to subtract. */
static str
difference(struct diff *x, const struct shown_figure *old, const struct shown_figure *now)
{
	struct fact f = now->fact;

	f.value = dec_sub(now->fact.value, old->fact.value);
	if (!dec_ok(f.value) || old->fact.unit != now->fact.unit)
		return STR("");
	return formatted(x, &f,
	    f.unit == FACT_PERCENT ? "procentenheter enhet tecken"
	        : now->finer       ? "tkr enhet tecken"
	                           : "enhet tecken");
}

static void
collect_figures(struct diff *x, const struct doc *d, int year, struct facts *fx, struct figures *f)
{
	map_init(&f->seen, x->mem, 0x5eed);
	for (const struct doc_node *n = d->root; n != NULL; n = doc_next(n, d->root)) {
		if (n->kind != DOC_FACT || n->fact.n == 0)
			continue;
		str key = relative(x->mem, n->fact, year);
		if (map_add(&f->seen, key, f->n) != MAP_NONE)
			continue; /* the first place stands for all */
		arena_grow(x->mem, f->v, f->n, f->room);
		f->v[f->n] = shown(x, fx, n);
		f->v[f->n++].key = key;
	}
}

static str
figure_label(struct diff *x, str name)
{
	struct err e = {0};
	struct fact f;

	if (x->in->now_facts == NULL || !fact_get(x->in->now_facts, name, &f, &e))
		return name;
	return f.label[x->in->lang].n > 0 ? f.label[x->in->lang] : name;
}

static struct doc_node *
figure_table(struct diff *x)
{
	const struct doc_col col[] = {{DOC_LEFT, 2}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0},
	    {DOC_RIGHT, 0}};
	static const enum word head[] = {W_fact, W_diff_before, W_diff_now, W_diff_by};
	struct doc_node *t = doc_table(x->doc, x->doc->root, word(x, W_diff_figures), STR(""), col,
	    COUNTOF(col));
	struct doc_node *row = doc_row(x->doc, t, DOC_ROW_HEAD);

	for (size_t i = 0; i < COUNTOF(head); i++)
		doc_cell(x->doc, row, word(x, head[i]));
	return t;
}

static void
figure_row(struct diff *x, struct doc_node *t, const struct shown_figure *old,
    const struct shown_figure *now)
{
	struct doc_node *row = doc_row(x->doc, t, DOC_ROW_BODY);
	str dash = STR("\xe2\x80\x93");

	doc_cell(x->doc, row, figure_label(x, now != NULL ? now->name : old->name))->header = true;
	doc_cell(x->doc, row, old != NULL ? old->text : dash);
	doc_cell(x->doc, row, now != NULL ? now->text : dash);
	doc_cell(x->doc, row, old != NULL && now != NULL ? difference(x, old, now) : STR(""));
	x->changes++;
}

/* What changed, then what only one of the reports has: a group of rows each. */
static void
figures(struct diff *x)
{
	enum group { CHANGED, ADDED, REMOVED, GROUPS };
	static const enum word title[GROUPS] = {W_diff_changed, W_diff_new, W_diff_gone};
	struct figures old = {0}, now = {0};
	struct doc_node *t = NULL;

	collect_figures(x, x->in->old, x->in->old_year, x->in->old_facts, &old);
	collect_figures(x, x->in->now, x->in->now_year, x->in->now_facts, &now);
	doc_heading(x->doc, x->doc->root, 1, word(x, W_diff_figures));
	for (int g = CHANGED; g < GROUPS; g++) {
		struct figures *a = g == REMOVED ? &old : &now, *z = g == REMOVED ? &now : &old;
		bool any = false;
		for (size_t i = 0; i < a->n; i++) {
			size_t at = map_find(&z->seen, a->v[i].key);
			bool both = at != MAP_NONE;
			if (both != (g == CHANGED) || (both && !changed(x, &z->v[at], &a->v[i])))
				continue;
			t = t == NULL ? figure_table(x) : t;
			if (!any) {
				struct doc_node *row = doc_row(x->doc, t, DOC_ROW_GROUP);
				struct doc_node *cell = doc_cell(x->doc, row, word(x, title[g]));
				cell->header = true;
				cell->span = 4;
			}
			any = true;
			figure_row(x, t,
			    both               ? &z->v[at]
			        : g == REMOVED ? &a->v[i]
			                       : NULL,
			    g == REMOVED ? NULL : &a->v[i]);
		}
	}
	if (t == NULL)
		doc_para(x->doc, x->doc->root, word(x, W_diff_none));
}

/* ---- text ---- */

static bool
is_piece(const struct doc_node *n)
{
	return n->kind == DOC_PARA || n->kind == DOC_ROW || n->kind == DOC_DESC ||
	    n->kind == DOC_CHART;
}

static struct part *
add_part(struct diff *x, struct parts *p, str key, str title)
{
	arena_grow(x->mem, p->v, p->n, p->room);
	p->v[p->n] = (struct part){.key = key, .title = title};
	return &p->v[p->n++];
}

/* A value is compared together with its label. */
static void
add_piece(struct diff *x, struct part *p, const struct doc_node *n, const struct doc_node *term)
{
	str text = n->kind == DOC_CHART && n->chart != NULL ? n->chart->desc : doc_plain(x->mem, n);

	if (n->kind == DOC_DESC && term != NULL)
		text = str_fmt(x->mem, "%.*s: %.*s", STR_ARG(doc_plain(x->mem, term)),
		    STR_ARG(text));
	if (text.n == 0)
		return;
	arena_grow(x->mem, p->v, p->n, p->room);
	p->v[p->n++] = (struct piece){text};
}

/* Pieces under the heading they stand under.  A cell's paragraphs belong to
 * their row, which is one piece. */
static void
collect_parts(struct diff *x, const struct doc *d, struct parts *out)
{
	const struct doc_node *skip = NULL, *term = NULL;
	struct part *p = add_part(x, out, STR(""), STR(""));

	for (const struct doc_node *n = d->root; n != NULL; n = doc_next(n, d->root)) {
		if (skip != NULL) {
			const struct doc_node *up = n;
			while (up != NULL && up != skip)
				up = up->parent;
			if (up == skip)
				continue;
			skip = NULL;
		}
		if (n->kind == DOC_HEADING) {
			p = add_part(x, out, n->id, doc_plain(x->mem, n));
		} else if (is_piece(n)) {
			add_piece(x, p, n, term);
			skip = n;
		}
		if (n->kind == DOC_TERM)
			term = n;
	}
}

/* Longest common subsequence of n and m things: step[i][j] says which way. */
#define LCS_MAX ((size_t)64 << 20)

struct lcs {
	size_t n, m;
	uint16_t *len; /* (n+1) x (m+1), of the tails */
};
_Static_assert(DIFF_BLOCKS_MAX < UINT16_MAX && DIFF_WORDS_MAX < UINT16_MAX, "lengths fit");

static uint16_t *
cell(const struct lcs *l, size_t i, size_t j)
{
	return &l->len[i * (l->m + 1) + j];
}

static void
lcs_fill(struct arena *mem, struct lcs *l, const str *a, const str *z)
{
	l->len = arena_array(mem, (l->n + 1) * (l->m + 1), uint16_t);
	for (size_t i = l->n; i-- > 0;) {
		for (size_t j = l->m; j-- > 0;) {
			uint16_t down = *cell(l, i + 1, j), right = *cell(l, i, j + 1);
			*cell(l, i, j) = str_eq(a[i], z[j]) ? (uint16_t)(*cell(l, i + 1, j + 1) + 1)
			    : down > right                  ? down
			                                    : right;
		}
	}
}

static size_t
words_of(struct arena *mem, str s, str **out)
{
	size_t n = 0, room = 16;
	str w;

	*out = arena_array(mem, room, str);
	while (str_cut(&s, ' ', &w)) {
		arena_grow(mem, *out, n, room);
		(*out)[n++] = w;
	}
	return n;
}

/* The words of one side; those that the other lacks are strong. */
static void
marked_words(struct diff *x, struct doc_node *under, const str *w, size_t n, const bool *same)
{
	for (size_t i = 0; i < n;) {
		size_t k = i;
		struct sb b;
		str run;
		sb_init(&b, x->mem, (size_t)1 << 20);
		if (i > 0)
			sb_chr(&b, ' ');
		for (; k < n && same[k] == same[i]; k++) {
			if (k > i)
				sb_chr(&b, ' ');
			sb_str(&b, w[k]);
		}
		(void)!sb_done(&b, &run);
		doc_text(x->doc, same[i] ? under : doc_add(x->doc, under, DOC_STRONG), run);
		i = k;
	}
}

static void
replaced(struct diff *x, struct doc_node *row, str before, str now)
{
	str *a, *z;
	struct lcs l = {.n = words_of(x->mem, before, &a), .m = words_of(x->mem, now, &z)};
	struct doc_node *left = doc_cell(x->doc, row, STR(""));
	struct doc_node *right = doc_cell(x->doc, row, STR(""));

	if (l.n > DIFF_WORDS_MAX || l.m > DIFF_WORDS_MAX) {
		doc_text(x->doc, left, before);
		doc_text(x->doc, right, now);
		return;
	}
	bool *same_a = arena_array(x->mem, l.n + 1, bool),
	     *same_z = arena_array(x->mem, l.m + 1, bool);
	struct arena scratch;
	arena_init(&scratch, LCS_MAX);
	lcs_fill(&scratch, &l, a, z);
	for (size_t i = 0, j = 0; i < l.n && j < l.m;) {
		if (str_eq(a[i], z[j]))
			same_a[i++] = same_z[j++] = true;
		else if (*cell(&l, i + 1, j) >= *cell(&l, i, j + 1))
			i++;
		else
			j++;
	}
	arena_end(&scratch);
	marked_words(x, left, a, l.n, same_a);
	marked_words(x, right, z, l.m, same_z);
}

static void
change_row(struct diff *x, struct doc_node *t, const str *before, const str *now)
{
	struct doc_node *row = doc_row(x->doc, t, DOC_ROW_BODY);

	x->changes++;
	if (before != NULL && now != NULL) {
		replaced(x, row, *before, *now);
		return;
	}
	doc_cell(x->doc, row, before != NULL ? *before : word(x, W_diff_added));
	doc_cell(x->doc, row, now != NULL ? *now : word(x, W_diff_removed));
}

static str *
texts(struct diff *x, const struct part *p, size_t from, size_t to)
{
	str *v = arena_array(x->mem, to - from + 1, str);

	for (size_t i = from; i < to; i++)
		v[i - from] = p->v[i].text;
	return v;
}

/* A run of old pieces against a run of new ones: paired in order. */
static void
flush_run(struct diff *x, struct doc_node *t, const str *a, size_t na, const str *z, size_t nz)
{
	for (size_t i = 0; i < na || i < nz; i++)
		change_row(x, t, i < na ? &a[i] : NULL, i < nz ? &z[i] : NULL);
}

static void
compare_pieces(struct diff *x, struct doc_node *t, const str *a, size_t na, const str *z, size_t nz)
{
	struct lcs l = {.n = na, .m = nz};
	size_t i = 0, j = 0;

	if (na > DIFF_BLOCKS_MAX || nz > DIFF_BLOCKS_MAX) {
		flush_run(x, t, a, na < 1 ? na : 1, z, nz < 1 ? nz : 1);
		return;
	}
	struct arena scratch;
	arena_init(&scratch, LCS_MAX);
	lcs_fill(&scratch, &l, a, z);
	while (i < na || j < nz) {
		size_t i0 = i, j0 = j;
		while ((i < na || j < nz) && !(i < na && j < nz && str_eq(a[i], z[j]))) {
			if (j == nz || (i < na && *cell(&l, i + 1, j) >= *cell(&l, i, j + 1)))
				i++;
			else
				j++;
		}
		flush_run(x, t, a + i0, i - i0, z + j0, j - j0);
		for (; i < na && j < nz && str_eq(a[i], z[j]); i++)
			j++;
	}
	arena_end(&scratch);
}

static bool
same_part(const struct part *a, const struct part *z)
{
	const struct piece *p = a->v, *q = z->v;

	if (a->n != z->n)
		return false;
	for (size_t i = 0; p != NULL && q != NULL && i < a->n; i++)
		if (!str_eq(p[i].text, q[i].text))
			return false;
	return true;
}

static const struct part *
find_part(const struct parts *p, const struct part *like)
{
	for (size_t i = 0; i < p->n; i++)
		if (str_eq(p->v[i].key, like->key))
			return &p->v[i];
	for (size_t i = 0; i < p->n; i++)
		if (str_eq(p->v[i].title, like->title))
			return &p->v[i];
	return NULL;
}

static struct doc_node *
text_table(struct diff *x, str caption)
{
	const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_LEFT, 1}};
	struct doc_node *t = doc_table(x->doc, x->doc->root, caption, STR(""), col, COUNTOF(col));
	struct doc_node *row = doc_row(x->doc, t, DOC_ROW_HEAD);

	doc_cell(x->doc, row, word(x, W_diff_before));
	doc_cell(x->doc, row, word(x, W_diff_now));
	return t;
}

static void
part_changes(struct diff *x, const struct part *old, const struct part *now, str title)
{
	static const struct part nothing = {0};
	const struct part *a = old != NULL ? old : &nothing, *z = now != NULL ? now : &nothing;

	if (same_part(a, z))
		return;
	if (title.n == 0)
		title = x->doc->title;
	struct doc_node *h = doc_heading(x->doc, x->doc->root, 2, title);
	h->unnumbered = true;
	struct doc_node *t = text_table(x, title);
	compare_pieces(x, t, texts(x, a, 0, a->n), a->n, texts(x, z, 0, z->n), z->n);
}

static void
text_changes(struct diff *x)
{
	struct parts old = {0}, now = {0};
	size_t before = x->changes;

	collect_parts(x, x->in->old, &old);
	collect_parts(x, x->in->now, &now);
	doc_heading(x->doc, x->doc->root, 1, word(x, W_diff_text));
	doc_para(x->doc, x->doc->root, word(x, W_diff_intro));
	for (size_t i = 0; i < now.n; i++)
		part_changes(x, find_part(&old, &now.v[i]), &now.v[i], now.v[i].title);
	for (size_t i = 0; i < old.n; i++)
		if (find_part(&now, &old.v[i]) == NULL)
			part_changes(x, &old.v[i], NULL, old.v[i].title);
	if (x->changes == before)
		doc_para(x->doc, x->doc->root, word(x, W_diff_none));
}

bool
report_diff(const struct report_diff_in *in, struct arena *mem, struct doc **out, struct err *e)
{
	struct diff x = {.in = in, .mem = mem, .doc = doc_new(mem, in->lang)};
	struct doc *d = x.doc;

	d->title = word_fill(mem, W_diff_title, in->lang, in->now->title, STR(""), STR(""));
	d->subtitle = word_fill(mem, in->old_in.n > 0 ? W_diff_version : W_diff_against, in->lang,
	    in->old->title, in->old_in, STR(""));
	d->author = in->now->author;
	d->organisation = in->now->organisation;
	d->id = str_fmt(mem, "%.*s-mot-%.*s", STR_ARG(in->now->id),
	    STR_ARG(in->old_in.n > 0 ? STR("tidigare") : in->old->id));
	d->dated = in->now->dated;
	d->status_line = in->now->status_line;
	d->theme = in->now->theme;
	doc_add(d, d->root, DOC_TOC);
	figures(&x);
	text_changes(&x);
	if (!doc_finish(d, e))
		return false;
	*out = d;
	return true;
}
