#include "base/date.h"
#include "core/claims/claims_priv.h"

#include <string.h>

/* Decimals a step has: 1 000 000 none, 100 000 one. */
static int
decimals_of(int64_t step)
{
	int n = 0;

	for (int64_t s = MICRO; s > step && n < 6; s /= 10)
		n++;
	return n;
}

static const char *
unit_word(enum claims_unit unit, int scale, enum lang lang)
{
	static const char *const word[CLAIMS__UNITS][LANG__COUNT] = {
	    [CLAIMS_PLAIN] = {"", ""},
	    [CLAIMS_KR] = {"kronor", "kronor"},
	    [CLAIMS_PERCENT] = {"procent", "per cent"},
	    [CLAIMS_POINTS] = {"procentenheter", "percentage points"},
	    [CLAIMS_COUNT] = {"", ""},
	    [CLAIMS_HOURS] = {"timmar", "hours"},
	    [CLAIMS_DAYS] = {"dagar", "days"},
	    [CLAIMS_MONTHS] = {"månader", "months"},
	    [CLAIMS_YEARS] = {"år", "years"},
	};

	if (unit == CLAIMS_KR && scale == 3)
		return "tkr";
	if (unit == CLAIMS_KR && scale == 6)
		return lang == LANG_SV ? "miljoner kronor" : "million kronor";
	if (unit == CLAIMS_KR && scale == 9)
		return lang == LANG_SV ? "miljarder kronor" : "billion kronor";
	return word[unit][lang];
}

/* The value in its scale, with as many decimals as its printed step has. */
struct texts
figure_show(struct arena *mem, int64_t value, enum claims_unit unit, int scale, int64_t half)
{
	struct texts out = {{STR(""), STR("")}};
	int64_t step = half * 2;

	for (int i = 0; i < scale; i++)
		step /= 10;
	dec d = dec_of(value, 6);
	for (int i = 0; i < scale; i++)
		d = dec_div(d, dec_int(10), 6 + i + 1, DEC_HALF_UP);
	d = dec_rescale(d, step > 0 ? decimals_of(step) : 1, DEC_HALF_UP);
	for (int l = 0; l < LANG__COUNT; l++) {
		const char *w = unit_word(unit, scale, (enum lang)l);
		struct sb b;
		sb_init(&b, mem, 128);
		dec_show(&b, d, (enum lang)l);
		if (*w != '\0')
			sb_printf(&b, " %s", w);
		if (!sb_done(&b, &out.text[l]))
			never("a figure with its unit is short");
	}
	return out;
}

struct texts
month_texts(int month)
{
	return (struct texts){
	    {[LANG_SV] = month_name(month, LANG_SV), [LANG_EN] = month_name(month, LANG_EN)}};
}

struct found *
report(struct check *c, const char *rule, enum severity sev, struct place_in at,
    struct msg_args text)
{
	arena_grow(c->mem, c->found, c->n_found, c->room_found);
	struct found *f = &c->found[c->n_found++];
	*f = (struct found){.f = {.rule = rule,
	                        .sev = sev,
	                        .off = at.off,
	                        .end = at.end,
	                        .line = at.line,
	                        .line_end = at.line_end,
	                        .quote = quote_of(c->mem, c->doc->doc.text, at.off, at.end)}};
	for (int l = 0; l < LANG__COUNT; l++) {
		struct sb b;
		sb_init(&b, c->mem, 2000);
		msg_put(&b, &text, (enum lang)l);
		if (!sb_done(&b, &f->f.message[l]))
			f->f.message[l] = str_of(text.msg->text[l]);
	}
	return f;
}

/* Proofs are kept in blocks of the most that one finding names. */
void
found_proof(struct found *f, const struct claims_proof *p)
{
	struct claims_proof *v = f->proof;

	for (int i = 0; i < f->f.n_by; i++)
		if (v[i].other == p->other && v[i].line == p->line && str_eq(v[i].fact, p->fact) &&
		    str_eq(v[i].text, p->text))
			return;
	if (f->f.n_by < CLAIMS_PROOFS_MAX)
		v[f->f.n_by++] = *p;
}

struct claims_proof
proof_of_claim(const struct check *c, const struct claim *k)
{
	const struct model *m = k->old ? c->old : c->doc;

	return (struct claims_proof){.other = k->old,
	    .line = k->line,
	    .line_end = k->line_end,
	    .text = quote_of(c->mem, m->doc.text, k->off, k->end)};
}

struct claims_proof
proof_of_fact(const struct check *c, const struct claims_fact *f)
{
	int64_t exact = f->half > 0 ? f->half : 500;

	return (struct claims_proof){.fact = f->name,
	    .text = str_fmt(c->mem, "%.*s: %.*s", STR_ARG(f->label[LANG_SV]),
	        STR_ARG(figure_show(c->mem, f->value, f->unit, f->scale, exact).text[LANG_SV]))};
}

struct claims_proof
proof_of_cell(const struct check *c, const struct model *m, const struct table *t, int row, int col)
{
	const struct row *r = &t->row[row];
	struct sb b;
	str text;

	sb_init(&b, c->mem, 400);
	str label = r->label.n > 0 ? str_sub(r->label, 0, 120) : t->caption;
	sb_str(&b, str_sub(label, 0, 120));
	if (t->col[col].header.n > 0) {
		sb_lit(&b, ", ");
		sb_str(&b, str_sub(t->col[col].header, 0, 120));
	}
	sb_lit(&b, ": ");
	sb_str(&b, str_sub(r->cell[col].text, 0, 40));
	if (t->unit == CLAIMS_KR && t->col[col].unit == CLAIMS_PLAIN)
		sb_printf(&b, " %s", t->scale == 3 ? "tkr" : t->scale == 6 ? "Mkr" : "kr");
	if (!sb_done(&b, &text))
		text = r->cell[col].text;
	return (struct claims_proof){.other = m->old,
	    .line = r->line,
	    .line_end = r->line,
	    .text = text};
}
