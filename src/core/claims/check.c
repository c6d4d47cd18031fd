/* check.c -- the stages in their order, and the result put together. */
#include "core/claims/rules/rules.h"

#include <stdio.h>

static str
period_text(struct check *c, const struct claim *k)
{
	const struct figure *a = &k->figure[0],
	                    *b = &k->figure[k->n_figure > 0 ? k->n_figure - 1 : 0];
	char text[2][16] = {"", ""};
	const struct figure *f[2] = {a, b};

	for (int i = 0; i < 2; i++)
		if (f[i]->year > 0 && f[i]->month > 0)
			snprintf(text[i], sizeof text[i], "%d-%02d", f[i]->year, f[i]->month);
		else if (f[i]->year > 0)
			snprintf(text[i], sizeof text[i], "%d", f[i]->year);
	if (k->n_figure == 2 && text[0][0] != '\0' && text[1][0] != '\0')
		return str_fmt(c->mem, "%s..%s", text[0], text[1]);
	return str_dup(c->mem, str_of(text[0]));
}

static str
subject_text(struct check *c, const struct set *s)
{
	struct sb b;
	str out;

	sb_init(&b, c->mem, 1000);
	for (int i = 0; i < s->n; i++) {
		str w = c->doc->words->stem[s->v[i]];
		if (w.p[0] == '#')
			continue;
		if (b.n > 0)
			sb_chr(&b, ' ');
		sb_str(&b, w);
	}
	return sb_done(&b, &out) ? out : STR("");
}

/* The unit as the document writes it: what follows the digits. */
static str
unit_text(struct check *c, const struct figure *f)
{
	str s = str_sub(c->doc->doc.text, f->off, f->end);
	size_t i = 0, n;

	while (i < s.n &&
	    ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == ',' || s.p[i] == '.' || s.p[i] == '-' ||
	        (n = lex_space(s, i)) > 0))
		i += lex_space(s, i) > 0 ? lex_space(s, i) : 1;
	if (f->word || i >= s.n)
		return f->unit == CLAIMS_COUNT ? STR("antal") : STR("");
	return quote_of(c->mem, s, i, s.n);
}

static struct claims_claim
public_claim(struct check *c, const struct claim *k)
{
	struct claims_claim out = {.off = k->off,
	    .end = k->end,
	    .line = k->line,
	    .line_end = k->line_end,
	    .n_figure = k->n_figure,
	    .direction = k->dir,
	    .verdict = k->verdict,
	    .n_by = k->n_proof,
	    .expected = k->expected};

	out.quote = quote_of(c->mem, c->doc->doc.text, k->off, k->end);
	for (int i = 0; i < k->n_figure; i++) {
		const struct figure *f = &k->figure[i];
		out.figure[i] = (struct claims_figure){f->off, f->end, f->value, f->half,
		    (enum claims_unit)f->unit, f->scale};
	}
	out.unit = k->n_figure > 0 ? unit_text(c, &k->figure[k->n_figure - 1]) : STR("");
	out.subject = subject_text(c, &k->set);
	out.period = period_text(c, k);
	out.by = k->proof;
	for (int l = 0; l < LANG__COUNT; l++)
		out.why[l] = k->why[l];
	return out;
}

static struct claims_claim
public_cell(struct check *c, const struct table *t, int row, int col)
{
	const struct row *r = &t->row[row];
	const struct cell *x = &r->cell[col];
	struct claims_claim out = {.off = x->off,
	    .end = x->off + x->text.n,
	    .line = r->line,
	    .line_end = r->line,
	    .quote = x->text,
	    .n_figure = 1,
	    .expected = STR(""),
	    .period = t->col[col].year > 0 ? str_fmt(c->mem, "%d", t->col[col].year) : STR("")};
	struct measure in = table_measure(t, row, col);
	enum claims_unit unit = in.unit;
	int scale = in.scale >= 0 ? in.scale : 0;
	int64_t value = x->value, half = x->step;

	if (unit != CLAIMS_KR)
		scale = 0;
	bool fits = true;
	for (int i = 0; i < scale; i++)
		fits = fits && !__builtin_mul_overflow(value, (int64_t)10, &value) &&
		    !__builtin_mul_overflow(half, (int64_t)10, &half);
	if (!fits)
		value = x->value, half = x->step, scale = 0, unit = CLAIMS_PLAIN;
	out.figure[0] = (struct claims_figure){x->off, out.end, value, half / 2, unit, scale};
	out.unit = unit == CLAIMS_KR ? (scale == 3          ? STR("tkr")
	                                       : scale == 6 ? STR("Mkr")
	                                                    : STR("kr"))
	    : unit == CLAIMS_PERCENT ? STR("procent")
	                             : STR("");
	out.subject = str_fmt(c->mem, "%.*s, %.*s", STR_ARG(str_sub(r->label, 0, 100)),
	    STR_ARG(str_sub(t->col[col].header, 0, 100)));
	if (x->fact != NULL) {
		out.by = x->fact;
		out.n_by = 1;
	}
	if (x->wrong) {
		out.verdict = CLAIMS_CONTRADICTED;
	} else if (x->by_fact) {
		out.verdict = CLAIMS_VERIFIED;
		out.why[LANG_SV] = str_fmt(c->mem, "Stämmer med uppgiften %.*s.",
		    STR_ARG(x->fact->fact));
		out.why[LANG_EN] = str_fmt(c->mem, "Agrees with the figure %.*s.",
		    STR_ARG(x->fact->fact));
	} else if (x->twin != NULL && !(x->bad == 0 && x->exact > 0)) {
		out.verdict = CLAIMS_VERIFIED;
		out.by = x->twin;
		out.n_by = 1;
		out.why[LANG_SV] = str_fmt(c->mem, "Stämmer med rad %d: %.*s.", x->twin->line,
		    STR_ARG(x->twin->text));
		out.why[LANG_EN] = str_fmt(c->mem, "Agrees with line %d: %.*s.", x->twin->line,
		    STR_ARG(x->twin->text));
	} else if (x->good > 0 && x->bad == 0) {
		out.verdict = x->exact > 0 ? CLAIMS_VERIFIED : CLAIMS_ROUNDING;
		out.why[LANG_SV] = x->exact > 0
		    ? STR("Stämmer räknemässigt med tabellens övriga celler.")
		    : STR("Skiljer från tabellens övriga celler med högst deras avrundning.");
		out.why[LANG_EN] = x->exact > 0
		    ? STR("Agrees arithmetically with the table’s other cells.")
		    : STR("Differs from the table’s other cells by no more than their rounding.");
	}
	return out;
}

static void
put_claims(struct check *c, struct claims_result *out)
{
	struct model *m = c->doc;
	size_t n = m->n_claim, at = 0;

	for (size_t i = 0; i < m->n_table; i++)
		if (!m->table[i].contents)
			n += (size_t)m->table[i].n_row * (size_t)m->table[i].n_col;
	out->claim = arena_array(c->mem, n + 1, struct claims_claim);
	for (size_t b = 0, k = 0; b < m->n_block; b++) {
		const struct block *x = &m->block[b];
		if (x->kind != BLOCK_TABLE) {
			while (k < m->n_claim && m->claim[k].block == (int)b)
				out->claim[at++] = public_claim(c, &m->claim[k++]);
			continue;
		}
		const struct table *t = &m->table[x->table];
		for (int r = 0; r < t->n_row && !t->contents; r++)
			for (int col = 1; col < t->n_col; col++)
				if (!t->row[r].header && t->row[r].cell[col].kind == CELL_NUMBER)
					out->claim[at++] = public_cell(c, t, r, col);
	}
	out->n_claim = at;
}

/* A claim follows its worst finding (K3). */
static void
settle(struct check *c)
{
	for (size_t i = 0; i < c->n_found; i++) {
		struct found *f = &c->found[i];
		f->f.by = f->proof;
		struct claim *k = f->claim;
		if (k == NULL || f->f.sev == SEV_NOTE)
			continue;
		enum claims_verdict v = f->f.sev == SEV_ERROR ? CLAIMS_CONTRADICTED
		                                              : CLAIMS_SUSPICIOUS;
		if (k->verdict == CLAIMS_CONTRADICTED ||
		    (k->verdict == CLAIMS_SUSPICIOUS && v != CLAIMS_CONTRADICTED))
			continue;
		/* A warning beside a proof leaves the proof standing. */
		if (k->verdict == CLAIMS_VERIFIED && v == CLAIMS_SUSPICIOUS)
			continue;
		k->verdict = v;
		k->expected = f->f.expected;
		k->n_proof = f->f.n_by;
		for (int p = 0; p < f->f.n_by; p++)
			k->proof[p] = f->proof[p];
		for (int l = 0; l < LANG__COUNT; l++)
			k->why[l] = f->f.message[l];
	}
}

static int
finding_cmp(const struct found *a, const struct found *b)
{
	if (a->f.line != b->f.line)
		return a->f.line < b->f.line ? -1 : 1;
	if (a->f.sev != b->f.sev)
		return a->f.sev > b->f.sev ? -1 : 1;
	return a->f.off < b->f.off ? -1 : a->f.off > b->f.off;
}

/* Stable merge, bottom up. */
static void
sort_found(struct check *c)
{
	size_t n = c->n_found;
	struct found **a = arena_array(c->mem, n + 1, struct found *);
	struct found **b = arena_array(c->mem, n + 1, struct found *);
	struct found *out = arena_array(c->mem, n + 1, struct found);

	for (size_t i = 0; i < n; i++)
		a[i] = &c->found[i];
	for (size_t w = 1; w < n; w *= 2) {
		for (size_t lo = 0; lo < n; lo += 2 * w) {
			size_t mid = lo + w < n ? lo + w : n, hi = lo + 2 * w < n ? lo + 2 * w : n;
			size_t i = lo, j = mid;
			for (size_t k = lo; k < hi; k++)
				b[k] = j >= hi || (i < mid && finding_cmp(a[i], a[j]) <= 0)
				    ? a[i++]
				    : a[j++];
		}
		struct found **t = a;
		a = b;
		b = t;
	}
	for (size_t i = 0; i < n; i++)
		out[i] = *a[i];
	c->found = out;
}

static void
put_findings(struct check *c, struct claims_result *out)
{
	sort_found(c);
	out->finding = arena_array(c->mem, c->n_found + 1, struct claims_finding);
	for (size_t i = 0; i < c->n_found; i++) {
		struct claims_proof *by = arena_array(c->mem, CLAIMS_PROOFS_MAX,
		    struct claims_proof);
		struct claims_finding f = c->found[i].f;
		for (int p = 0; p < f.n_by; p++)
			by[p] = c->found[i].proof[p];
		f.by = by;
		must(f.line >= 1 && f.line <= f.line_end); /* (K1) */
		out->finding[out->n_finding++] = f;
		out->n_sev[f.sev]++;
	}
}

/* The section a line stands in: the last heading at or before it. */
static size_t
section_at(const struct claims_result *out, int line, size_t from)
{
	while (from + 1 < out->n_section && out->section[from + 1].line <= line)
		from++;
	return from;
}

static void
count_sections(struct claims_result *out)
{
	size_t at = 0;

	for (size_t i = 0; i < out->n_claim; i++) {
		at = section_at(out, out->claim[i].line, at);
		out->section[at].n_claim[out->claim[i].verdict]++;
	}
	at = 0;
	for (size_t i = 0; i < out->n_finding; i++) {
		at = section_at(out, out->finding[i].line, at);
		out->section[at].n_finding[out->finding[i].sev]++;
	}
}

static void
make_sections(struct check *c, struct claims_result *out)
{
	struct model *m = c->doc;

	out->section = arena_array(c->mem, m->n_heading + 1, struct claims_section);
	out->section[0] = (struct claims_section){.title = STR(""), .line = 1};
	out->n_section = 1;
	for (size_t i = 0; i < m->n_heading; i++) {
		struct heading *h = &m->heading[i];
		if (!h->caption)
			out->section[out->n_section++] = (struct claims_section){.title = h->title,
			    .line = h->line};
		h->part = (int)out->n_section - 1;
	}
}

static void
read_old(struct check *c, const struct claims_doc *old, struct words *w)
{
	c->old = arena_new(c->mem, struct model);
	c->old->old = true;
	model_make(c->old, c->mem, w, old);
	for (size_t i = 0; i < c->old->n_table; i++)
		table_relate(c->mem, &c->old->table[i]);
}

bool
claims_check(const struct claims_doc *doc, const struct claims_against *against, struct arena *mem,
    struct claims_result *out, struct err *e)
{
	struct words *w = arena_new(mem, struct words);
	struct check *c = arena_new(mem, struct check);
	static const struct claims_against alone;
	const struct claims_against *x = against != NULL ? against : &alone;

	*out = (struct claims_result){.doc = *doc,
	    .other = x->old != NULL ? x->old->name : STR("")};
	if (doc->text.n > CLAIMS_BYTES_MAX || (x->old != NULL && x->old->text.n > CLAIMS_BYTES_MAX))
		return fail(e, RC_LIMIT, MSG_claims_too_long,
		    ARG((int64_t)(CLAIMS_BYTES_MAX >> 20)));
	words_init(w, mem);
	*c = (struct check){.mem = mem,
	    .doc = arena_new(mem, struct model),
	    .fact = x->fact,
	    .n_fact = x->n_fact,
	    .body = x->body};
	model_make(c->doc, mem, w, doc);
	if (x->old != NULL)
		read_old(c, x->old, w);
	for (size_t i = 0; i < c->doc->n_table; i++)
		table_check(c, &c->doc->table[i]);
	make_sections(c, out);
	facts_bind(c);
	rules_shares(c);
	rules_arithmetic(c);
	rules_parts(c);
	rules_targets(c);
	rules_counts(c);
	match_claims(c);
	rules_structure(c);
	rules_years(c);
	rules_tables(c);
	rules_titles(c);
	rules_style(c);
	rules_plain(c, out);
	settle(c);
	put_claims(c, out);
	put_findings(c, out);
	count_sections(out);
	return true;
}
