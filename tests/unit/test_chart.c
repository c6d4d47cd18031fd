/* test_chart.c -- laws of every drawing: texts fit, stay apart and are never small. */
#include "doc/chart_priv.h"
#include "doc_sample.h"
#include "check.h"

#include <string.h>

static const double widths[] = {160, 216, 299, 360, 454, 600};

static void
text_box(const struct shape *s, double box[4])
{
	double w = chart_text_width(s->text, s->size, s->bold);

	box[0] = s->anchor == ANCHOR_START ? s->x
	    : s->anchor == ANCHOR_END      ? s->x - w
	                                   : s->x - w / 2;
	box[1] = s->y - s->size * 0.72;
	box[2] = box[0] + w;
	box[3] = s->y + s->size * 0.1;
}

static void
complain(const char *what, const struct chart *c, double width, str a, str b)
{
	fprintf(stderr, "%s: %.*s at %.0f pt: \"%.*s\" \"%.*s\"\n", what, STR_ARG(c->id), width,
	    STR_ARG(a), STR_ARG(b));
}

/* (C1), (C2): sizes, places and distances of all texts; shapes inside the drawing. */
static void
check_drawing(struct arena *mem, const struct chart *c, double width)
{
	struct drawing *g = chart_draw(mem, c, width, LANG_SV);
	int apart = 0, inside = 0, small = 0;

	for (size_t i = 0; i < g->n; i++) {
		double a[4], b[4];

		if (g->v[i].kind == SHAPE_RECT &&
		    (g->v[i].w < 0 || g->v[i].h < 0 || g->v[i].x < -1 ||
		        g->v[i].x + g->v[i].w > g->w + 1 || g->v[i].y < -1 ||
		        g->v[i].y + g->v[i].h > g->h + 1)) {
			complain("rect outside", c, width, STR(""), STR(""));
			inside++;
		}
		if (g->v[i].kind != SHAPE_TEXT)
			continue;
		small += g->v[i].size < CHART_SIZE;
		text_box(&g->v[i], a);
		if (a[0] < -1.5 || a[2] > g->w + 1.5 || a[1] < -1.5 || a[3] > g->h + 1.5) {
			complain("text outside", c, width, g->v[i].text, STR(""));
			inside++;
		}
		for (size_t k = 0; k < i; k++) {
			if (g->v[k].kind != SHAPE_TEXT)
				continue;
			text_box(&g->v[k], b);
			if (a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]) {
				complain("texts overlap", c, width, g->v[i].text, g->v[k].text);
				apart++;
			}
		}
	}
	check_i64(apart, 0);
	check_i64(inside, 0);
	check_i64(small, 0);
}

static void
check_widths(struct arena *mem, const struct chart *c)
{
	for (size_t i = 0; i < COUNTOF(widths); i++)
		check_drawing(mem, c, widths[i]);
}

static uint64_t
next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

/* Charts of any kind with any number of values, names and holes. */
static struct chart *
random_chart(struct arena *mem, uint64_t *seed)
{
	static const char *const word[] = {"jan", "Q1", "Regionförvaltningen gemensamt och övrigt",
	    "Ett", "Mycket långt namn på en enhet som ingen hinner läsa", "2025", "å"};
	enum chart_kind kind = (enum chart_kind)(next_random(seed) % CHART__COUNT);
	int n_cat = (int)(next_random(seed) % 14), n = (int)(next_random(seed) % 4) + 1;
	struct chart *c = sample_chart(mem, kind, "slump", "Slump", "tkr", "", n_cat, n);
	int scale = (int)(next_random(seed) % 3);
	bool negative = next_random(seed) % 3 == 0;
	int64_t size = 10;

	for (uint64_t k = next_random(seed) % 7; k > 0; k--)
		size *= 10;
	c->id = str_fmt(mem, "kind-%d-cat-%d-series-%d", (int)kind, n_cat, n);
	c->decimals = scale;
	for (int i = 0; i < n_cat; i++)
		c->cat[i] = str_of(word[next_random(seed) % COUNTOF(word)]);
	for (int k = 0; k < n; k++) {
		sample_series(mem, c, k, word[next_random(seed) % COUNTOF(word)], "");
		c->series[k].status = (enum doc_status)(next_random(seed) % DOC_ST__COUNT);
		for (int i = 0; i < n_cat; i++) {
			int64_t v = (int64_t)(next_random(seed) % (uint64_t)size);

			if (next_random(seed) % 6 > 0)
				c->series[k].v[i] = dec_of(
				    negative && next_random(seed) % 2 ? -v : v, scale);
		}
	}
	if (next_random(seed) % 2) {
		c->target = dec_of((int64_t)(next_random(seed) % (uint64_t)size), scale);
		c->target_name = STR("Målnivå");
	}
	return c;
}

static void
test_samples(struct arena *mem)
{
	check_widths(mem, sample_travel(mem));
	check_widths(mem, sample_sick_leave(mem));
	check_widths(mem, sample_status(mem, 1));
	check_widths(mem, sample_status(mem, 2));
	check_widths(mem, sample_investments(mem));
	check_widths(mem, sample_variances(mem));
	check_widths(mem, sample_stack(mem));
	check_widths(mem, sample_columns(mem));
	check_widths(mem, sample_hme(mem));
}

static void
test_random(void)
{
	uint64_t seed = 20251231;

	for (int i = 0; i < 600; i++) {
		struct arena mem;

		arena_init(&mem, 64u << 20);
		check_widths(&mem, random_chart(&mem, &seed));
		arena_end(&mem);
	}
}

static bool
has_text(const struct drawing *g, const char *z)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->v[i].kind == SHAPE_TEXT && str_eq(g->v[i].text, str_of(z)))
			return true;
	return false;
}

static void
test_content(struct arena *mem)
{
	struct drawing *g = chart_draw(mem, sample_travel(mem), 600, LANG_SV);
	struct chart *c = sample_columns(mem);

	check(has_text(g,
	    "Utfall 2025 6\xc2\xa0"
	    "800"));
	check(has_text(g,
	    "8\xc2\xa0"
	    "000"));
	check(has_text(g, "dec") && has_text(g, "tkr"));
	g = chart_draw(mem, sample_variances(mem), 600, LANG_SV);
	check(has_text(g, "+52") &&
	    has_text(g,
	        "\xe2\x88\x92"
	        "63"));
	g = chart_draw(mem, sample_status(mem, 1), 600, LANG_SV);
	check(has_text(g, "Uppfylls helt 11 (65\xc2\xa0%)"));
	g = chart_draw(mem, c, 600, LANG_EN);
	check(has_text(g, "13.2") && has_text(g, "Mål 12.0"));
	g = chart_draw(mem, sample_hme(mem), 600, LANG_SV);
	check(has_text(g, "Ledarskap") && has_text(g, "82") && has_text(g, "2025") &&
	    has_text(g, "–"));
	c->kind = CHART_SPARK;
	g = chart_draw(mem, c, 68, LANG_SV);
	check(
	    g->w == 68 && g->h == 20 && g->n == 3); /* two lines around a gap, and the last point */
	check(has_text(chart_draw(mem, c, 110, LANG_SV), "12,6"));
	c->n_cat = 0;
	check(has_text(chart_draw(mem, c, 300, LANG_SV), "Uppgifter saknas"));
	/* A missing value leaves a gap: the line of the women is two lines. */
	g = chart_draw(mem, sample_sick_leave(mem), 600, LANG_SV);
	int lines = 0;
	for (size_t i = 0; i < g->n; i++)
		lines += g->v[i].kind == SHAPE_PATH && g->v[i].stroke == COL_S0 && g->v[i].n_pt > 2;
	check_i64(lines, 2);
}

/* Points stand where their months do, not side by side. */
static void
test_uneven(struct arena *mem)
{
	static const int at[] = {0, 11, 12, 24};
	struct chart *c = sample_chart(mem, CHART_LINE, "ojamnt", "Ojämnt", "%",
	    "dec 2023|nov 2024|dec 2024|dec 2025", 4, 1);
	double x[4] = {0};
	int n = 0;

	c->series[0] = (struct chart_series){.name = STR("Totalt"),
	    .v = sample_values(mem, "4 5 4 3", 4)};
	c->at = at;
	struct drawing *g = chart_draw(mem, c, 500, LANG_SV);
	for (size_t i = 0; i < g->n; i++)
		if (g->v[i].kind == SHAPE_PATH && g->v[i].stroke == COL_S0 && g->v[i].n_pt == 4)
			for (n = 0; n < 4; n++)
				x[n] = g->v[i].pt[2 * n];
	check_i64(n, 4);
	check((x[1] - x[0]) / (x[3] - x[0]) > 0.45 && (x[2] - x[1]) / (x[3] - x[0]) < 0.05);
	check(has_text(g, "dec 2025") && has_text(g, "dec 2024") && !has_text(g, "nov 2024"));
	for (size_t i = 0; i < COUNTOF(widths); i++)
		check_drawing(mem, c, widths[i]);
}

static void
test_axis(struct arena *mem)
{
	static const struct {
		double lo, hi;
		const char *first, *last;
	} want[] = {
	    {0, 6994, "0",
	        "8\xc2\xa0"
	        "000"},
	    {0, 1, "0,0", "1,0"},
	    {2.6, 6.1, "2", "7"},
	    {-63, 52,
	        "\xe2\x88\x92"
	        "75",
	        "75"},
	    {0, 0.00031, "0,0000", "0,0004"},
	    {0, 0, "0,0", "1,0"},
	};
	struct canvas cv = {.mem = mem, .c = sample_travel(mem)};

	for (size_t i = 0; i < COUNTOF(want); i++) {
		struct axis a;

		axis_make(&a, want[i].lo, want[i].hi, 5);
		check_str(axis_label(&a, &cv, 0), want[i].first);
		check_str(axis_label(&a, &cv, a.n - 1), want[i].last);
	}
}

static void
test_text(struct arena *mem)
{
	struct canvas cv = {.mem = mem, .c = sample_travel(mem)};
	str line[WRAP_MAX];

	check_str(cv_fit(&cv, STR("Fastighet"), 100, false), "Fastighet");
	check_str(cv_fit(&cv, STR("Regionförvaltningen"), 40, false), "Regio…");
	check_str(cv_fit(&cv, STR("åäö"), 1, false), "…");
	check_i64(cv_wrap(&cv, STR("Primärvård beställning"), 60, 3, line), 2);
	check_str(line[0], "Primärvård");
	check_i64(cv_wrap(&cv, STR(""), 60, 3, line), 1);
	check(chart_text_width(STR("WW"), 10, true) > chart_text_width(STR("ii"), 10, false));
}

static void
test_table(struct arena *mem)
{
	struct doc *d = doc_new(mem, LANG_SV);
	struct chart *c = sample_columns(mem);
	str facts[7] = {STR("a:period=2019")};
	struct err e;

	c->series[0].fact = facts;
	struct doc_node *t = chart_table(d, d->root, c);
	check(doc_finish(d, &e));
	check_i64(t->n_col, 3);
	check_str(doc_plain(mem, t->first), "År Utfall Mål");
	check_str(doc_plain(mem, t->first->next), "2019 5,1 12,0");
	check(t->first->next->first->next->first->kind == DOC_FACT);
	check_str(doc_plain(mem, t->first->next->next->next->next), "2022 – 12,0");
	t = chart_table(d, d->root, sample_status(mem, 1));
	check_str(doc_plain(mem, t->first), "Bedömning 2025");
	check_str(doc_plain(mem, t->last), "Ej bedömt 0");
}

/* Something else than colour tells the series apart: dashes of lines, textures of bars. */
static bool
told_without_color(const struct drawing *g, const struct chart *c)
{
	if (c->n_series == 1)
		return true;
	for (size_t i = 0; i < g->n; i++) {
		const struct shape *s = &g->v[i];
		if (c->kind == CHART_LINE && s->kind == SHAPE_PATH && !s->closed && s->n_pt > 2 &&
		    s->stroke >= COL_S0 && s->stroke <= COL_S3 &&
		    s->dash != (int)(s->stroke - COL_S0))
			return false;
		/* Only the first series is solid; the others are outlines, hatched from the second on. */
		if ((c->kind == CHART_BARS || c->kind == CHART_STACK) && s->kind == SHAPE_RECT &&
		    s->fill >= COL_S1 && s->fill <= COL_S3)
			return false;
	}
	return true;
}

/* Every value stands in the table, exactly, in the cell of its category and series. */
static void
check_table(struct arena *mem, const struct chart *c)
{
	struct doc *d = doc_new(mem, LANG_SV);
	struct doc_node *t = chart_table(d, d->root, c);
	struct err e;
	bool turned = c->kind == CHART_STATUS && c->n_cat == 1;

	check(doc_finish(d, &e));
	const struct doc_node *row = t->first->next;
	for (int i = 0; i < (turned ? c->n_series : c->n_cat); i++, row = row->next) {
		const struct doc_node *cell = row->first->next;
		for (int k = 0; k < (turned ? 1 : c->n_series); k++, cell = cell->next) {
			dec v = turned ? c->series[i].v[0] : c->series[k].v[i];
			struct sb b;
			str s;
			sb_init(&b, mem, 256);
			if (dec_ok(v))
				dec_show(&b, dec_rescale(v, c->decimals, DEC_HALF_UP), LANG_SV);
			else
				sb_lit(&b, "–");
			check(sb_done(&b, &s) && str_eq(doc_plain(mem, cell), s));
		}
	}
}

/* The nine kinds of chart that reports use: each is drawn wide and narrow, has a title, a
 * description, its numbers as a table, a number at what it shows, and needs no colour. */
static void
test_kinds(struct arena *mem)
{
	struct chart *spark = sample_columns(mem);
	spark->kind = CHART_SPARK;
	const struct {
		const char *what, *label; /* what a reader finds at the last or largest value */
		struct chart *c;
	} kind[] = {
	    {"outcome per year with target", "12,6", sample_columns(mem)},
	    {"rolling twelve months", "Kvinnor 5,2", sample_sick_leave(mem)},
	    {"sex, age and length", "5,9", sample_stack(mem)},
	    {"cumulative months",
	        "Utfall 2025 6\xc2\xa0"
	        "800",
	        sample_travel(mem)},
	    {"budget against outcome", "744", sample_investments(mem)},
	    {"status of goals", "11", sample_status(mem, 1)},
	    {"diverging variances", "+52", sample_variances(mem)},
	    {"small multiples", "82", sample_hme(mem)},
	    {"sparkline", "12,6", spark},
	};
	_Static_assert(COUNTOF(kind) == 9, "nine kinds");

	for (size_t i = 0; i < COUNTOF(kind); i++) {
		const struct chart *c = kind[i].c;
		int before = check_failed;
		struct drawing *wide = chart_draw(mem, c, c->kind == CHART_SPARK ? 110 : 600,
		    LANG_SV);
		struct drawing *narrow = chart_draw(mem, c, 216, LANG_SV);
		check(c->title.n > 0 && c->desc.n > 0);
		check(wide->n > 2 && narrow->n > 2 && narrow->w <= 216);
		check(has_text(wide, kind[i].label));
		check(told_without_color(wide, c) && told_without_color(narrow, c));
		check_table(mem, c);
		if (check_failed > before)
			fprintf(stderr, "in %s\n", kind[i].what);
	}
}

int
main(void)
{
	struct arena mem;

	arena_init(&mem, 256u << 20);
	test_samples(&mem);
	test_random();
	test_content(&mem);
	test_axis(&mem);
	test_uneven(&mem);
	test_text(&mem);
	test_table(&mem);
	test_kinds(&mem);
	arena_end(&mem);
	return check_done();
}
