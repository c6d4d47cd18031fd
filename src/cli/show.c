/* What commands print: findings, and tables in columns. */
#include "cli/cli.h"
#include "fmt/json.h"

#include <stdio.h>

static const char *const sev_word[LANG__COUNT][3] = {
    [LANG_SV] = {[SEV_NOTE] = "notering", [SEV_WARNING] = "varning", [SEV_ERROR] = "fel"},
    [LANG_EN] = {[SEV_NOTE] = "note", [SEV_WARNING] = "warning", [SEV_ERROR] = "error"},
};
static const char *const sev_id[] = {
    [SEV_NOTE] = "note", [SEV_WARNING] = "warning", [SEV_ERROR] = "error"};

static void
put_finding(struct sb *b, const struct finding *f, enum lang lang)
{
	if (f->file.n > 0)
		sb_printf(b, "%.*s:", STR_ARG(f->file));
	if (f->line > 0)
		sb_printf(b, "%d:", f->line);
	if (f->col > 0)
		sb_printf(b, "%d:", f->col);
	sb_printf(b, "%s%s: %.*s", f->file.n > 0 ? " " : "", sev_word[lang][f->sev],
	    STR_ARG(f->text[lang]));
	sb_printf(b, " [%s%s%.*s]\n", f->rule, f->node.n > 0 ? " " : "", STR_ARG(f->node));
}

static void
put_json(struct cli *c, const struct diag *d)
{
	struct json j;

	json_init(&j, &c->out, true);
	json_object(&j);
	json_key(&j, STR("findings"));
	json_array(&j);
	for (size_t i = 0; i < d->n; i++) {
		const struct finding *f = &d->v[i];
		json_object(&j);
		json_key(&j, STR("rule"));
		json_str(&j, str_of(f->rule));
		json_key(&j, STR("severity"));
		json_str(&j, str_of(sev_id[f->sev]));
		json_key(&j, STR("file"));
		json_str(&j, f->file);
		json_key(&j, STR("line"));
		json_i64(&j, f->line);
		json_key(&j, STR("place"));
		json_str(&j, f->node);
		json_key(&j, STR("message"));
		json_str(&j, f->text[c->lang]);
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
	sb_chr(&c->out, '\n');
}

void
cli_findings(struct cli *c, const struct diag *d)
{
	if (c->json) {
		put_json(c, d);
		return;
	}
	for (size_t i = 0; i < d->n; i++)
		put_finding(&c->out, &d->v[i], c->lang);
	if (d->dropped > 0)
		sb_printf(&c->out, "... + %zu\n", d->dropped);
}

void
cli_complain(const struct cli *c, const struct diag *d)
{
	for (size_t i = 0; i < d->n; i++) {
		struct sb b;
		str line;
		if (c->quiet && d->v[i].sev != SEV_ERROR)
			continue;
		sb_init(&b, c->mem, (size_t)1 << 16);
		put_finding(&b, &d->v[i], c->lang);
		if (sb_done(&b, &line))
			fprintf(stderr, "%.*s", STR_ARG(line));
	}
	if (d->dropped > 0)
		fprintf(stderr, "... + %zu\n", d->dropped);
}

void
cli_table_init(struct cli_table *t, struct cli *c, int n_col, const char *align)
{
	*t = (struct cli_table){.c = c, .n_col = n_col};
	must(n_col <= CLI_COLS_MAX);
	for (int i = 0; i < n_col; i++)
		t->right[i] = align[i] == 'r';
}

void
cli_cell(struct cli_table *t, str s)
{
	arena_grow(t->c->mem, t->cell, t->n, t->room);
	t->cell[t->n++] = (struct cli_value){s, dec_bad()};
}

void
cli_num(struct cli_table *t, dec v)
{
	struct sb b;
	str text;

	if (!dec_ok(v)) {
		cli_cell(t, STR(""));
		return;
	}
	sb_init(&b, t->c->mem, 128);
	dec_show(&b, v, t->c->lang);
	must(sb_done(&b, &text));
	cli_cell(t, text);
	t->cell[t->n - 1].value = v;
}

/* Columns on the screen, not bytes. */
static int
width(str s)
{
	int n = 0;

	for (size_t i = 0; i < s.n; n++)
		(void)utf8_next(s, &i);
	return n;
}

/* The table as a part of the file that is asked for. */
static void
put_book(struct cli_table *t)
{
	struct cli *c = t->c;
	struct doc_col col[CLI_COLS_MAX];
	struct doc_node *row = NULL;

	for (int i = 0; i < t->n_col; i++)
		col[i] = (struct doc_col){t->right[i] ? DOC_RIGHT : DOC_LEFT, 0};
	struct doc_node *table = doc_table(c->book, c->book->root, c->command, STR(""), col,
	    t->n_col);
	for (size_t i = 0; i < t->n; i++) {
		int at = (int)(i % (size_t)t->n_col);
		if (at == 0)
			row = doc_row(c->book, table, i == 0 ? DOC_ROW_HEAD : DOC_ROW_BODY);
		struct doc_node *cell = doc_cell(c->book, row, t->cell[i].text);
		cell->header = at == 0;
		cell->has_value = dec_ok(t->cell[i].value);
		cell->value = t->cell[i].value;
	}
	t->n = 0;
}

void
cli_table_end(struct cli_table *t)
{
	int w[CLI_COLS_MAX] = {0};

	must(t->n % (size_t)t->n_col == 0);
	if (t->c->file != NULL) {
		put_book(t);
		return;
	}
	for (size_t i = 0; i < t->n; i++) {
		int n = width(t->cell[i].text), col = (int)(i % (size_t)t->n_col);
		if (n > w[col])
			w[col] = n;
	}
	for (size_t i = 0; i < t->n; i++) {
		int col = (int)(i % (size_t)t->n_col);
		bool last = col == t->n_col - 1;
		int pad = w[col] - width(t->cell[i].text);
		if (t->right[col])
			sb_printf(&t->c->out, "%*s", pad, "");
		sb_str(&t->c->out, t->cell[i].text);
		if (!t->right[col] && !last)
			sb_printf(&t->c->out, "%*s", pad, "");
		sb_str(&t->c->out, last ? STR("\n") : STR("  "));
	}
	t->n = 0;
}

void
cli_files(struct cli *c, size_t n, str dir)
{
	if (c->json)
		sb_printf(&c->out, "{\"files\":%zu}\n", n);
	else
		sb_printf(&c->out,
		    c->lang == LANG_SV ? "%zu filer i %.*s\n" : "%zu files in %.*s\n", n,
		    STR_ARG(dir));
}
