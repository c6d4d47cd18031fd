#include "cli/cli.h"
#include "cli/import_show.h"
#include "cli/messages.h"
#include "fmt/grid.h"
#include "fmt/json.h"
#include "sys/clock.h"
#include "work/import.h"

#include <stdio.h>

#define FINDINGS_MAX 200
#define SHOWN_MAX 60

static void
put_change(struct cli *c, const struct import_change *x)
{
	static const char mark[] =
	    {[IMPORT_ADDED] = '+', [IMPORT_CHANGED] = '~', [IMPORT_REMOVED] = '-'};
	struct sb *b = &c->out;
	str rest = x->key, part;
	bool first = true;

	sb_printf(b, "%c %s ", mark[x->op], kinds[x->kind].title[c->lang]);
	while (str_cut(&rest, '\x1f', &part)) {
		if (part.n == 0)
			continue;
		sb_printf(b, "%s%.*s", first ? "" : " / ", STR_ARG(part));
		first = false;
	}
	sb_chr(b, '\n');
	for (size_t i = 0; i < x->n_field; i++) {
		str was = x->field[i].before, now = x->field[i].after;
		if (was.n > 60 || now.n > 60)
			sb_printf(b, "    %s: %s\n", x->field[i].name,
			    c->lang == LANG_SV ? "ändrad text" : "changed text");
		else
			sb_printf(b, "    %s: %.*s → %.*s\n", x->field[i].name, STR_ARG(was),
			    STR_ARG(now));
	}
}

static void
put_report(struct cli *c, const struct import_report *r, bool dry)
{
	bool sv = c->lang == LANG_SV;
	size_t shown = 0;

	for (size_t i = 0; i < r->n_change; i++)
		if ((dry || r->change[i].op != IMPORT_ADDED) && shown++ < SHOWN_MAX)
			put_change(c, &r->change[i]);
	if (shown > SHOWN_MAX)
		sb_printf(&c->out, sv ? "... och %zu till\n" : "... and %zu more\n",
		    shown - SHOWN_MAX);
	import_show_accounts(c, r);
	sb_printf(&c->out,
	    sv ? "%zu filer: %zu nya, %zu ändrade, %zu borttagna, %zu oförändrade poster\n"
	       : "%zu files: %zu new, %zu changed, %zu removed, %zu unchanged entries\n",
	    r->files, r->n_added, r->n_changed, r->n_removed, r->unchanged);
	if (dry)
		sb_str(&c->out,
		    sv ? STR("Inget är skrivet (--dry-run).\n")
		       : STR("Nothing was written (--dry-run).\n"));
	else if (r->batch > 0)
		sb_printf(&c->out,
		    sv ? "Inläsning %lld; återta med: tertial import --undo %lld\n"
		       : "Import %lld; take it back with: tertial import --undo %lld\n",
		    (long long)r->batch, (long long)r->batch);
	else
		sb_str(&c->out, sv ? STR("Inget att ändra.\n") : STR("Nothing to change.\n"));
}

static void
report_json(struct cli *c, const struct import_report *r)
{
	static const char *const op[] =
	    {[IMPORT_ADDED] = "added", [IMPORT_CHANGED] = "changed", [IMPORT_REMOVED] = "removed"};
	struct json j;

	json_init(&j, &c->out, true);
	json_object(&j);
	const struct {
		const char *key;
		int64_t v;
	} count[] = {{"batch", r->batch}, {"files", (int64_t)r->files},
	    {"added", (int64_t)r->n_added}, {"changed", (int64_t)r->n_changed},
	    {"removed", (int64_t)r->n_removed}, {"unchanged", (int64_t)r->unchanged}};
	for (size_t i = 0; i < COUNTOF(count); i++) {
		json_key(&j, str_of(count[i].key));
		json_i64(&j, count[i].v);
	}
	json_key(&j, STR("changes"));
	json_array(&j);
	for (size_t i = 0; i < r->n_change; i++) {
		json_object(&j);
		json_key(&j, STR("kind"));
		json_str(&j, str_of(kinds[r->change[i].kind].name));
		json_key(&j, STR("op"));
		json_str(&j, str_of(op[r->change[i].op]));
		json_key(&j, STR("key"));
		json_str(&j, r->change[i].key);
		json_end(&j);
	}
	json_end(&j);
	json_key(&j, STR("accounts"));
	json_array(&j);
	for (size_t i = 0; i < r->n_ledger; i++) {
		json_object(&j);
		json_key(&j, STR("file"));
		json_str(&j, r->ledger_file[i]);
		json_key(&j, STR("vouchers"));
		json_i64(&j, r->ledger[i].vouchers);
		json_key(&j, STR("lines"));
		json_i64(&j, r->ledger[i].lines);
		json_key(&j, STR("debit_ore"));
		json_i64(&j, r->ledger[i].debit_ore);
		json_key(&j, STR("accounts_reconciled"));
		json_i64(&j, (int64_t)r->ledger[i].recon.n_ok);
		json_key(&j, STR("accounts_with_balances"));
		json_i64(&j, (int64_t)r->ledger[i].recon.n);
		json_end(&j);
	}
	json_end(&j);
	import_json_tables(&j, r);
	json_end(&j);
	sb_chr(&c->out, '\n');
}

static int
list(struct cli *c, struct err *e)
{
	struct db *db;
	struct batch_info *v;
	size_t n;
	struct cli_table t;

	if (!cli_db(c, &db, e) || !db_begin(db, DB_READ, e))
		return 1;
	if (!import_list(db, c->org, c->mem, &v, &n, e))
		return 1;
	db_rollback(db);
	cli_table_init(&t, c, 10, "rlllrrrrrl");
	static const char *const head[LANG__COUNT][10] = {
	    {"nr", "tid", "vem", "källa", "nya", "ändrade", "borta", "rader", "debet, kr", ""},
	    {"no", "time", "who", "source", "new", "changed", "removed", "lines", "debit, SEK",
	        ""}};
	for (size_t i = 0; i < 10 && !c->json; i++)
		cli_cell(&t, str_of(head[c->lang][i]));
	struct json j;
	json_init(&j, &c->out, true);
	if (c->json)
		json_array(&j);
	for (size_t i = 0; i < n; i++) {
		const struct batch_info *b = &v[i];
		if (c->json) {
			json_object(&j);
			const struct {
				const char *key;
				int64_t v;
			} f[] = {{"id", b->id}, {"files", b->files}, {"added", b->added},
			    {"changed", b->changed}, {"removed", b->removed}, {"lines", b->lines},
			    {"vouchers", b->vouchers}, {"control_sum_ore", b->control_ore},
			    {"undone_by", b->undone_by}};
			for (size_t k = 0; k < COUNTOF(f); k++) {
				json_key(&j, str_of(f[k].key));
				json_i64(&j, f[k].v);
			}
			json_key(&j, STR("source"));
			json_str(&j, b->source);
			json_end(&j);
			continue;
		}
		const int64_t num[] = {b->added, b->changed, b->removed, b->lines};
		cli_cell(&t, str_fmt(c->mem, "%lld", (long long)b->id));
		cli_cell(&t, clock_text(c->mem, b->at_us));
		cli_cell(&t, b->who);
		cli_cell(&t, str_fmt(c->mem, "%.*s %.*s", STR_ARG(b->kind), STR_ARG(b->source)));
		for (size_t k = 0; k < COUNTOF(num); k++)
			cli_cell(&t, str_fmt(c->mem, "%lld", (long long)num[k]));
		cli_cell(&t, b->lines > 0 ? import_kronor(c, b->control_ore) : STR(""));
		cli_cell(&t,
		    b->undone_by == 0
		        ? STR("")
		        : str_fmt(c->mem,
		              c->lang == LANG_SV ? "återtagen av %lld" : "undone by %lld",
		              (long long)b->undone_by));
	}
	if (c->json) {
		json_end(&j);
		sb_chr(&c->out, '\n');
	} else {
		cli_table_end(&t);
	}
	return 0;
}

static int
undo(struct cli *c, str text, struct err *e)
{
	struct db *db;
	struct import_report r;
	int64_t id;

	if (!str_i64(text, &id))
		return fail(e, RC_USAGE, MSG_cli_bad_number, ARG(text));
	if (!cli_db(c, &db, e) ||
	    !import_undo(db, c->org, id, cli_who(), clock_now_us(), c->mem, &r, e))
		return 1;
	if (c->json)
		report_json(c, &r);
	else
		put_report(c, &r, false);
	return 0;
}

#define MEMORY_MIN_MIB 128
#define MEMORY_MAX_MIB (1 << 20)

static bool
memory_opt(struct cli *c, struct import_opts *o, struct err *e)
{
	str text = cli_opt(c, "memory");
	int64_t mib;

	if (text.p == NULL)
		return true;
	if (!str_i64(text, &mib) || mib < MEMORY_MIN_MIB || mib > MEMORY_MAX_MIB)
		return fail(e, RC_USAGE, MSG_cli_bad_memory, ARG(text), ARG(MEMORY_MIN_MIB));
	o->memory = (size_t)mib << 20;
	return true;
}

/* Where in a large file the import is, with percent of its bytes and lines a second. */
struct reading {
	struct cli *c;
	int64_t from_us; /* when the file was begun */
	size_t done;
};

static void
reading(void *arg, str file, size_t done, size_t bytes, int64_t lines)
{
	struct reading *r = arg;
	const int64_t now = clock_now_us();

	if (r->c->quiet || !r->c->terminal)
		return;
	if (done < r->done || r->from_us == 0)
		r->from_us = now; /* another file */
	r->done = done;
	const int64_t us = now > r->from_us ? now - r->from_us : 1;
	fprintf(stderr,
	    r->c->lang == LANG_SV ? "\r\033[K%.*s %d %%, %lld rader, %lld rader/s"
	                          : "\r\033[K%.*s %d %%, %lld lines, %lld lines/s",
	    STR_ARG(file), (int)(done * 100 / bytes), (long long)lines,
	    (long long)(lines * 1000000 / us));
}

static void
read_files(void *arg, size_t done, size_t total, str file)
{
	struct reading *r = arg;

	r->from_us = 0;
	cli_progress(r->c, done, total, file);
}

/* --memory, --period, --control and --encoding. */
static bool
more_opts(struct cli *c, struct import_opts *o, struct err *e)
{
	str control = cli_opt(c, "control"), set = cli_opt(c, "encoding");
	int i = 0;

	if (!memory_opt(c, o, e))
		return false;
	if (cli_opt(c, "period").p != NULL && !cli_period(c, "period", &o->period, e))
		return false;
	if (control.p != NULL) {
		o->has_control = number_parse(control, ',', &o->control) ||
		    number_parse(control, '.', &o->control);
		if (!o->has_control)
			return fail(e, RC_USAGE, MSG_cli_bad_amount, ARG(control));
	}
	while (set.p != NULL && i < INTAKE_CHARSET__COUNT &&
	    !str_eq(set, str_of(intake_charset_names[i])))
		i++;
	if (i == INTAKE_CHARSET__COUNT)
		return fail(e, RC_USAGE, MSG_cli_bad_encoding, ARG(set));
	o->charset = (enum intake_charset)i;
	return true;
}

int
command_import(struct cli *c, struct err *e)
{
	struct db *db;
	struct diag d;
	struct import_report r;
	str back = cli_opt(c, "undo");
	struct reading at = {.c = c, .from_us = clock_now_us()};
	struct import_opts o = {.as = cli_opt(c, "as"),
	    .set = cli_opt(c, "set"),
	    .columns = cli_opt(c, "columns"),
	    .save = cli_opt(c, "save"),
	    .control = dec_bad(),
	    .dry_run = cli_flag(c, "dry-run"),
	    .prune = cli_flag(c, "prune"),
	    .who = cli_who(),
	    .now_us = clock_now_us(),
	    .same = cli_flag(c, "replace") ? LEDGER_REPLACE : LEDGER_REFUSE,
	    .progress = read_files,
	    .reading = reading,
	    .progress_arg = &at};

	if (cli_flag(c, "list"))
		return list(c, e);
	if (back.p != NULL)
		return undo(c, back, e);
	if (c->n_word == 0)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("import"), ARG("PATH"));
	if (!more_opts(c, &o, e) || !cli_db(c, &db, e))
		return 1;
	diag_init(&d, c->mem, FINDINGS_MAX);
	bool ok = import_paths(db, c->org, c->word, c->n_word, &o, c->mem, &r, &d, e);
	cli_complain(c, &d);
	if (!c->json && (ok || o.dry_run))
		import_show_tables(c, &r);
	if (!ok)
		return 1;
	if (c->json)
		report_json(c, &r);
	else
		put_report(c, &r, o.dry_run);
	return 0;
}
