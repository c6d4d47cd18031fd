/* Binding by proposal: the example's own texts with every hole typed out as it prints
 * are bound again; whatever is called safe is the fact that stood there. */
#include "check.h"
#include "core/bind/bind.h"
#include "core/check/check.h"
#include "core/report/report.h"
#include "db/migrate.h"
#include "work/bind.h"
#include "work/import.h"
#include "work/state.h"

#include <string.h>
#include <unistd.h>

static struct arena mem;

/* A figure that was typed out: where it stands in the new text, and what it was. */
struct was {
	size_t off;
	str fact;
};

struct typed_out {
	str text;
	struct was *was;
	size_t n, room;
};

/* A hole that is a figure and nothing else. */
static bool
figure_hole(struct facts *fx, str hole, str *shown, str *canonical)
{
	size_t bar = str_find(hole, STR("|"), 0);
	str name = str_trim(str_sub(hole, 0, bar));
	str words = bar < hole.n ? str_trim(str_sub(hole, bar + 1, hole.n)) : STR("");
	struct fact_format fmt;
	struct err quiet = {0};
	struct fact f;

	if (str_find_byte(name, ' ', 0) < name.n || str_find_byte(name, '.', 0) == name.n ||
	    str_has_prefix(name, STR("rapport.")) || !fact_get(fx, name, &f, &quiet) ||
	    !dec_ok(f.value) || !fact_format_parse(words, &fmt, &quiet) ||
	    !fact_show(&f, &fmt, LANG_SV, &mem, shown, &quiet))
		return false;
	*canonical = f.name;
	return true;
}

static struct typed_out
type_out(struct facts *fx, str body)
{
	struct typed_out t = {0};
	struct sb b;
	size_t at = 0, open;

	sb_init(&b, &mem, (size_t)1 << 20);
	while ((open = str_find(body, STR("{{"), at)) < body.n) {
		size_t close = str_find(body, STR("}}"), open);
		str shown, fact;
		must(close < body.n);
		sb_str(&b, str_sub(body, at, open));
		at = close + 2;
		if (figure_hole(fx, str_sub(body, open + 2, close), &shown, &fact)) {
			arena_grow(&mem, t.was, t.n, t.room);
			t.was[t.n++] = (struct was){b.n, fact};
			sb_str(&b, shown);
		} else {
			sb_str(&b, str_sub(body, open, at));
		}
	}
	sb_str(&b, str_sub(body, at, body.n));
	must(sb_done(&b, &t.text));
	return t;
}

static const struct was *
was_at(const struct typed_out *t, size_t off)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->was[i].off == off)
			return &t->was[i];
	return NULL;
}

struct score {
	size_t typed, found, first, safe, safe_wrong;
};

static void
one_section(struct bind_facts *known, const struct section *s, const struct typed_out *t,
    struct score *score)
{
	struct bind_list l;
	struct err e = {0};

	check(bind_scan(known, s->title, t->text, &l, &e));
	score->typed += t->n;
	for (size_t i = 0; i < l.n; i++) {
		const struct bind_figure *f = &l.v[i];
		const struct was *w = was_at(t, f->off);
		if (w != NULL)
			score->found++;
		if (w != NULL && f->n_proposal > 0 && str_eq(f->proposal[0].fact, w->fact))
			score->first++;
		else if (w != NULL && getenv("TERTIAL_SHOW") != NULL)
			fprintf(stderr, "%.*s:%d: %.*s: %.*s (%d), was %.*s\n", STR_ARG(s->id),
			    f->line, STR_ARG(f->typed),
			    STR_ARG(f->n_proposal > 0 ? f->proposal[0].fact : STR("-")),
			    f->n_proposal > 0 ? f->proposal[0].score : 0, STR_ARG(w->fact));
		if (!f->safe)
			continue;
		score->safe++;
		if (w == NULL || !str_eq(f->proposal[0].fact, w->fact)) {
			score->safe_wrong++;
			fprintf(stderr, "%.*s:%d:%d: %.*s is bound to %.*s, was %.*s\n",
			    STR_ARG(s->id), f->line, f->col, STR_ARG(f->typed),
			    STR_ARG(f->proposal[0].fact),
			    STR_ARG(w != NULL ? w->fact : STR("nothing")));
		}
		check(f->proposal[0].can &&
		    bind_same(&mem, f->proposal[0].shown,
		        str_sub(t->text, f->off, f->proposal[0].end)));
	}
}

static void
measured(struct view *v, const char *report, struct score *score)
{
	struct bind_facts *known;
	struct err e = {0};

	check(bind_facts_new(v->facts, &mem, &known, &e));
	for (size_t i = 0; i < v->model->n_section; i++) {
		const struct section *s = &v->model->section[i];
		if (!str_eq(s->report, str_of(report)))
			continue;
		struct typed_out t = type_out(v->facts, s->body);
		one_section(known, s, &t, score);
	}
}

int
main(void)
{
	static const char *const reports[][2] = {{"RS-2025-T3", "2025-T3"},
	    {"RS-2024-T3", "2024-T3"}, {"RS-2025-T2", "2025-T2"}};
	char path[] = "/tmp/tertial-bind-XXXXXX";
	str dir = STR("examples/vasterbotten");
	struct import_report r;
	struct db *db = NULL;
	struct score score = {0};
	struct err e = {0};
	struct diag d;

	arena_init(&mem, (size_t)3 << 30);
	diag_init(&d, &mem, 100);
	if (mkdtemp(path) == NULL)
		return check_skip("no temporary folder");
	const char *file = str_z(&mem, str_fmt(&mem, "%s/t.db", path));
	if (!db_open(&db, file, true, &e) || !db_migrate(db, &e) ||
	    !import_paths(db, 1, &dir, 1, &(struct import_opts){.who = STR("test"), .now_us = 1},
	        &mem, &r, &d, &e)) {
		fprintf(stderr, "%s\n", e.text[LANG_SV]);
		return 1;
	}
	for (size_t i = 0; i < COUNTOF(reports); i++) {
		struct view v;
		period p;
		check(period_parse(str_of(reports[i][1]), &p));
		check(view_open(db, 1, &mem, STR("RS"), p, &v, &e));
		measured(&v, reports[i][0], &score);
		view_end(&v);
	}
	printf("%zu typed, %zu found, %zu right first, %zu safe, %zu of them wrong\n", score.typed,
	    score.found, score.first, score.safe, score.safe_wrong);
	check(score.safe_wrong == 0);
	check(score.typed > 100 && score.found * 100 >= score.typed * 85);
	check(score.first * 100 >= score.typed * 75);
	check(score.safe * 100 >= score.typed * 30);
	db_close(db);
	unlink(file);
	rmdir(path);
	arena_end(&mem);
	return check_done();
}
