/* example_view.h -- the example region in a database of its own, and a report of it. */
#ifndef TERTIAL_TESTS_EXAMPLE_VIEW_H
#define TERTIAL_TESTS_EXAMPLE_VIEW_H

#include "db/migrate.h"
#include "work/import.h"
#include "work/report.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct example {
	struct db *db;
	const char *path;
	struct view v;
	struct doc *d;
};

/* False after telling why.  example_end takes everything away again. */
static inline bool
example_open(struct arena *mem, const char *what, const char *when, struct example *x)
{
	struct err e = {0};
	struct diag found;
	struct import_report rep;
	struct import_opts o = {.as = STR(""), .who = STR("test"), .now_us = 1};
	str path = STR("examples/vasterbotten");
	period p;

	diag_init(&found, mem, 50);
	x->path = str_fmt(mem, "/tmp/tertial-test-%s-%d.db", what, (int)getpid()).p;
	(void)unlink(x->path);
	if (db_open(&x->db, x->path, true, &e) && db_migrate(x->db, &e) &&
	    import_paths(x->db, 1, &path, 1, &o, mem, &rep, &found, &e) &&
	    period_parse(str_of(when), &p) && view_open(x->db, 1, mem, STR("RS"), p, &x->v, &e) &&
	    report_document(&x->v, LANG_SV, mem, &x->d, &found, &e))
		return true;
	fprintf(stderr, "the example: %s\n", e.text[LANG_EN]);
	return false;
}

static inline void
example_end(struct example *x)
{
	view_end(&x->v);
	db_close(x->db);
	(void)unlink(x->path);
}

#endif
