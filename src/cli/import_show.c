#include "cli/import_show.h"

#define UNMAPPED_MAX 20

str
import_kronor(struct cli *c, int64_t ore)
{
	struct sb b;
	str out;

	sb_init(&b, c->mem, 128);
	dec_show(&b, ore_as(ore, 2), c->lang);
	(void)!sb_done(&b, &out);
	return out;
}

/* ---- tables ---- */

static void
field(struct cli *c, const char *sv, const char *en, str value)
{
	const char *label = c->lang == LANG_SV ? sv : en;
	size_t shown = 0, i = 0;

	while (i < str_of(label).n) {
		(void)utf8_next(str_of(label), &i);
		shown++;
	}
	sb_printf(&c->out, "  %s%*s%.*s\n", label, (int)(shown < 14 ? 14 - shown : 1), "",
	    STR_ARG(value));
}

static str
mark_word(const struct cli *c, char mark)
{
	bool sv = c->lang == LANG_SV;

	switch (mark) {
	case '\t':
		return sv ? STR("tabb") : STR("tab");
	case ';':
		return sv ? STR("semikolon ;") : STR("semicolon ;");
	case ',':
		return sv ? STR("komma ,") : STR("comma ,");
	case '.':
		return sv ? STR("punkt .") : STR("point .");
	case '|':
		return STR("|");
	default:
		return sv ? STR("inget (hela kronor)") : STR("none (whole kronor)");
	}
}

static str
sign_word(const struct cli *c, enum intake_sign s)
{
	static const char *const word[LANG__COUNT][INTAKE_SIGN__COUNT] = {
	    [LANG_SV] = {[INTAKE_SIGN_find] = "inte avgjord",
	        [INTAKE_SIGN_debit] = "debit: kostnad +, intäkt − (som bokfört)",
	        [INTAKE_SIGN_result] = "result: intäkt +, kostnad −",
	        [INTAKE_SIGN_natural] = "natural: intäkt +, kostnad +"},
	    [LANG_EN] = {[INTAKE_SIGN_find] = "not decided",
	        [INTAKE_SIGN_debit] = "debit: cost +, income − (as booked)",
	        [INTAKE_SIGN_result] = "result: income +, cost −",
	        [INTAKE_SIGN_natural] = "natural: income +, cost +"}};

	return str_of(word[c->lang][s]);
}

static void
put_columns(struct cli *c, const struct intake_layout *l)
{
	struct cli_table t;

	cli_table_init(&t, c, 3, "lll");
	cli_cell(&t, c->lang == LANG_SV ? STR("  kolumn") : STR("  column"));
	cli_cell(&t, c->lang == LANG_SV ? STR("läses som") : STR("read as"));
	cli_cell(&t, STR(""));
	for (size_t i = 0; i < l->n_head; i++) {
		const struct intake_layout_col *col = NULL;
		for (size_t k = 0; k < l->n_col; k++)
			if (l->col[k].at == i)
				col = &l->col[k];
		if (l->head[i].n == 0)
			continue;
		cli_cell(&t, str_fmt(c->mem, "  %.*s", STR_ARG(str_sub(l->head[i], 0, 60))));
		if (col == NULL || col->role == COLUMN_ROLE_skip) {
			cli_cell(&t, STR("–"));
			cli_cell(&t, STR(""));
			continue;
		}
		int n = col->role == COLUMN_ROLE_object ? col->dim : col->month;
		cli_cell(&t,
		    n > 0 ? str_fmt(c->mem, "%s:%d", column_role_names[col->role], n)
		          : str_of(column_role_names[col->role]));
		cli_cell(&t,
		    col->told                ? STR("")
		        : c->lang == LANG_SV ? STR("(av rubriken)")
		                             : STR("(by its heading)"));
	}
	cli_table_end(&t);
}

static void
put_samples(struct cli *c, const struct intake_table *t)
{
	size_t n = t->layout.n_col < 12 ? t->layout.n_col : 12;
	struct cli_table ct;

	if (t->n_sample == 0)
		return;
	cli_table_init(&ct, c, (int)n, "llllllllllll");
	for (size_t i = 0; i < n; i++)
		cli_cell(&ct,
		    str_fmt(c->mem, "%s%.*s", i == 0 ? "  " : "",
		        STR_ARG(str_sub(t->layout.col[i].head, 0, 24))));
	for (size_t r = 0; r < t->n_sample; r++)
		for (size_t i = 0; i < n; i++)
			cli_cell(&ct,
			    str_fmt(c->mem, "%s%.*s", i == 0 ? "  " : "",
			        STR_ARG(str_sub(t->sample[r][i], 0, 24))));
	cli_table_end(&ct);
}

static void
put_sums(struct cli *c, const struct intake_table *t)
{
	struct cli_table ct;

	cli_table_init(&ct, c, 3, "lrr");
	cli_cell(&ct, c->lang == LANG_SV ? STR("  period") : STR("  period"));
	cli_cell(&ct, c->lang == LANG_SV ? STR("rader") : STR("lines"));
	cli_cell(&ct, c->lang == LANG_SV ? STR("summa i filen, kr") : STR("sum in the file, SEK"));
	for (size_t i = 0; i < t->n_sum; i++) {
		const struct intake_sum *s = &t->sum[i];
		cli_cell(&ct,
		    s->month == 0 ? str_fmt(c->mem, "  %d", s->year)
		                  : str_fmt(c->mem, "  %d-%02d", s->year, s->month));
		cli_cell(&ct, str_fmt(c->mem, "%lld", (long long)s->lines));
		cli_cell(&ct, import_kronor(c, s->ore));
	}
	cli_table_end(&ct);
}

static void
put_table(struct cli *c, const struct import_table *it)
{
	const struct intake_table *t = &it->t;
	const struct intake_layout *l = &t->layout;
	bool sv = c->lang == LANG_SV, budget = it->told->content == INTAKE_CONTENT_budget;

	sb_printf(&c->out, "%.*s\n", STR_ARG(it->file));
	field(c, "innehåll", "content",
	    budget            ? STR("budget")
	        : l->vouchers ? (sv ? STR("rader med verifikationer") : STR("lines with vouchers"))
	                      : (sv ? STR("saldolista utan verifikationer")
	                            : STR("balance list without vouchers")));
	if (l->workbook)
		field(c, "blad", "sheet", l->sheet);
	else
		field(c, "teckenkod", "encoding", str_of(l->charset));
	if (!l->workbook)
		field(c, "avgränsare", "separator", mark_word(c, l->sep));
	if (!l->workbook || l->decimal != 0)
		field(c, "decimaltecken", "decimal mark", mark_word(c, l->decimal));
	if (l->header_line == 0)
		return;
	field(c, "rubrikrad", "heading row", str_fmt(c->mem, "%d", l->header_line));
	field(c, "tecken", "signs", sign_word(c, l->sign));
	put_columns(c, l);
	put_samples(c, t);
	if (t->n_sum > 0)
		put_sums(c, t);
	sb_printf(&c->out,
	    sv ? "  %lld rader, summa %.*s kr%s\n" : "  %lld lines, sum SEK %.*s%s\n",
	    (long long)t->lines, STR_ARG(import_kronor(c, t->sum_ore)),
	    !t->total_agreed ? ""
	        : sv         ? "; summaraden stämmer"
	                     : "; the total row agrees");
}

void
import_show_tables(struct cli *c, const struct import_report *r)
{
	for (size_t i = 0; i < r->n_table; i++)
		put_table(c, &r->table[i]);
}

/* ---- accounts ---- */

static void
put_unmapped(struct cli *c, const struct import_report *r)
{
	struct cli_table t;
	bool sv = c->lang == LANG_SV;

	if (r->n_unmapped == 0)
		return;
	sb_str(&c->out,
	    sv ? STR("Okopplade konton (i ingen rad av resultatrapporten, hela året):\n")
	       : STR("Unmapped accounts (in no line of the result report, the whole year):\n"));
	cli_table_init(&t, c, 5, "llllr");
	for (size_t i = 0; i < r->n_unmapped && i < UNMAPPED_MAX; i++) {
		const struct unmapped *u = &r->unmapped[i];
		cli_cell(&t, str_fmt(c->mem, "  %d", u->year));
		cli_cell(&t,
		    str_fmt(c->mem, "%.*s %.*s", STR_ARG(u->account), STR_ARG(u->account_name)));
		cli_cell(&t,
		    str_fmt(c->mem, "%.*s %.*s", STR_ARG(u->object), STR_ARG(u->object_name)));
		cli_cell(&t,
		    u->no_line ? (sv ? STR("ingen rad") : STR("no line"))
		               : (sv ? STR("okänd enhet") : STR("unknown unit")));
		cli_cell(&t, import_kronor(c, u->ore));
	}
	cli_table_end(&t);
	if (r->n_unmapped > UNMAPPED_MAX)
		sb_printf(&c->out, sv ? "  ... och %zu till\n" : "  ... and %zu more\n",
		    r->n_unmapped - UNMAPPED_MAX);
}

void
import_show_accounts(struct cli *c, const struct import_report *r)
{
	bool sv = c->lang == LANG_SV;

	for (size_t i = 0; i < r->n_ledger; i++) {
		const struct ledger_receipt *l = &r->ledger[i];
		str sum = import_kronor(c, l->debit_ore), file = r->ledger_file[i];
		if (l->known) {
			sb_printf(&c->out, sv ? "%.*s: oförändrad\n" : "%.*s: unchanged\n",
			    STR_ARG(file));
			continue;
		}
		sb_printf(&c->out,
		    sv ? "%.*s: %lld verifikationer, %lld rader, debet %.*s kr\n"
		       : "%.*s: %lld vouchers, %lld lines, debit SEK %.*s\n",
		    STR_ARG(file), (long long)l->vouchers, (long long)l->lines, STR_ARG(sum));
		if (l->same > 0)
			sb_printf(&c->out,
			    sv ? "  %lld verifikationer fanns redan, likadana\n"
			       : "  %lld vouchers were there already, the same\n",
			    (long long)l->same);
		if (l->replaced > 0)
			sb_printf(&c->out,
			    sv ? "  %lld verifikationer ersatta\n" : "  %lld vouchers replaced\n",
			    (long long)l->replaced);
		if (l->recon.n > 0)
			sb_printf(&c->out,
			    sv ? "  avstämning: %zu av %zu konton stämmer (IB + verifikationer = UB, RES)\n"
			       : "  reconciliation: %zu of %zu accounts agree (IB + vouchers = UB, RES)\n",
			    l->recon.n_ok, l->recon.n);
	}
	put_unmapped(c, r);
}

/* ---- JSON ---- */

static void
json_text(struct json *j, const char *key, str v)
{
	json_key(j, str_of(key));
	json_str(j, v);
}

static void
json_layout(struct json *j, const struct intake_layout *l)
{
	json_text(j, "encoding", str_of(l->charset));
	json_text(j, "sheet", l->sheet);
	json_text(j, "separator", (str){&l->sep, l->sep != 0});
	json_text(j, "decimal", (str){&l->decimal, l->decimal != 0});
	json_key(j, STR("header_line"));
	json_i64(j, l->header_line);
	json_text(j, "sign", str_of(intake_sign_names[l->sign]));
	json_key(j, STR("columns"));
	json_array(j);
	for (size_t i = 0; i < l->n_col; i++) {
		json_object(j);
		json_text(j, "column", l->col[i].head);
		json_text(j, "role", str_of(column_role_names[l->col[i].role]));
		json_key(j, STR("dim"));
		json_i64(j, l->col[i].dim);
		json_key(j, STR("month"));
		json_i64(j, l->col[i].month);
		json_end(j);
	}
	json_end(j);
}

static void
json_table(struct json *j, const struct import_table *it)
{
	const struct intake_table *t = &it->t;

	json_object(j);
	json_text(j, "file", it->file);
	json_text(j, "content", str_of(intake_content_names[it->told->content]));
	json_layout(j, &t->layout);
	json_key(j, STR("lines"));
	json_i64(j, t->lines);
	json_key(j, STR("sum_ore"));
	json_i64(j, t->sum_ore);
	json_key(j, STR("periods"));
	json_array(j);
	for (size_t i = 0; i < t->n_sum; i++) {
		json_object(j);
		json_key(j, STR("year"));
		json_i64(j, t->sum[i].year);
		json_key(j, STR("month"));
		json_i64(j, t->sum[i].month);
		json_key(j, STR("lines"));
		json_i64(j, t->sum[i].lines);
		json_key(j, STR("sum_ore"));
		json_i64(j, t->sum[i].ore);
		json_end(j);
	}
	json_end(j);
	json_end(j);
}

void
import_json_tables(struct json *j, const struct import_report *r)
{
	json_key(j, STR("tables"));
	json_array(j);
	for (size_t i = 0; i < r->n_table; i++)
		json_table(j, &r->table[i]);
	json_end(j);
	json_key(j, STR("unmapped"));
	json_array(j);
	for (size_t i = 0; i < r->n_unmapped; i++) {
		const struct unmapped *u = &r->unmapped[i];
		json_object(j);
		json_key(j, STR("year"));
		json_i64(j, u->year);
		json_text(j, "account", u->account);
		json_text(j, "unit", u->object);
		json_text(j, "missing", u->no_line ? STR("line") : STR("unit"));
		json_key(j, STR("ore"));
		json_i64(j, u->ore);
		json_end(j);
	}
	json_end(j);
}
