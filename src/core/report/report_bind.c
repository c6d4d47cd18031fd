/* report_bind.c -- the template's questions, answered from facts and the report. */
#include "core/report/report_priv.h"

static const struct tpl_rule block_rules[] = {
#define BLOCK(n, p, na, min, c, fn) \
	{.name = n, .pos = p, .named = na, .pos_min = min, .container = c},
#include "blocks.def"
#undef BLOCK
};

static block_fn *const block_fns[] = {
#define BLOCK(n, p, na, min, c, fn) fn,
#include "blocks.def"
#undef BLOCK
};

static const struct tpl_rule loop_rules[] = {
    {.name = "mal", .pos = "", .named = "", .fields = "id nummer namn"},
    {.name = "delmal", .pos = "", .named = "mal status", .fields = "id titel status regionmal"},
    {.name = "uppdrag", .pos = "", .named = "till status", .fields = "id titel status slutdatum"},
    {.name = "enhet", .pos = "", .named = "under", .fields = "id namn"},
    {.name = "omrade", .pos = "", .named = "enhet", .fields = "id namn"},
    {.name = "avvikelse", .pos = "", .named = "", .fields = "id omrade"},
    {.name = "bilaga", .pos = "", .named = "", .fields = "nummer titel"},
};

static const struct tpl_rule verb_rules[] = {
    {.name = "riktning", .open = true},
    {.name = "avvikelse", .open = true},
    {.name = "se", .open = true},
};

const struct tpl_grammar report_grammar = {
    .block = block_rules,
    .n_block = COUNTOF(block_rules),
    .loop = loop_rules,
    .n_loop = COUNTOF(loop_rules),
    .verb = verb_rules,
    .n_verb = COUNTOF(verb_rules),
};

block_fn *
block_of(str name)
{
	for (size_t i = 0; i < COUNTOF(block_rules); i++)
		if (str_eq(str_of(block_rules[i].name), name))
			return block_fns[i];
	return NULL;
}

void
bind_fault(struct diag *d, struct place at, struct err *e)
{
	size_t n = d->n;

	diag_add(d, SEV_ERROR, at, MSG_report_fact, ARG(e->text[LANG_SV]));
	if (d->n > n)
		d->v[n].text[LANG_EN] = str_dup(d->mem, str_of(e->text[LANG_EN]));
	*e = (struct err){0};
}

/* ---- the report's own names ---- */

static str
decision_text(const struct build *b)
{
	const struct report *r = b->in->report;

	if (!date_ok(r->decided) && r->paragraph.n == 0)
		return STR("");
	str day = date_ok(r->decided) ? show_date(b, r->decided) : STR("");
	if (r->paragraph.n == 0)
		return day;
	return str_fmt(b->mem, "%.*s%s\xc2\xa7\xc2\xa0%.*s", STR_ARG(day), day.n > 0 ? ", " : "",
	    STR_ARG(r->paragraph));
}

bool
bind_own(const struct build *b, struct arena *mem, str name, struct tpl_value *out)
{
	static const char *const known[] = {"titel", "undertitel", "organ", "organisation",
	    "period", "ar", "foregaende_ar", "tertial", "manad", "datum", "beslut", "uppfylls",
	    "uppnas"};
	str key = tpl_fold(mem, str_sub(name, STR("rapport.").n, name.n));
	size_t k = 0;
	str t = STR("");
	int number = -1;

	while (k < COUNTOF(known) && !str_eq(key, str_of(known[k])))
		k++;
	switch (k) {
	case 0:
		t = b->doc->title;
		break;
	case 1:
		t = b->doc->subtitle;
		break;
	case 2:
		t = b->doc->author;
		break;
	case 3:
		t = b->doc->organisation;
		break;
	case 4:
		t = period_label(b);
		break;
	case 5:
		number = b->year;
		break;
	case 6:
		number = b->year - 1;
		break;
	case 7:
		number = period_tertial_of(b->period);
		break;
	case 8:
		t = month_name(period_last_month(b->period), b->lang);
		break;
	case 9:
		t = show_date(b, b->doc->dated);
		break;
	case 10:
		t = decision_text(b);
		break;
	case 11:
		t = W(b, b->final ? W_is_met : W_expected_met);
		break;
	case 12:
		t = W(b, b->final ? W_is_reached : W_expected_reached);
		break;
	default:
		return false;
	}
	*out = (struct tpl_value){.kind = t.n > 0 ? TPL_TEXT : TPL_NONE, .text = t};
	if (number >= 0)
		*out = (struct tpl_value){.kind = TPL_NUMBER, .number = dec_int(number)};
	return true;
}

static bool
is_own(str name)
{
	return str_has_prefix(name, STR("rapport."));
}

static bool
own_or_fault(struct build *b, struct arena *mem, str name, struct place at, struct tpl_value *out,
    struct diag *d)
{
	if (bind_own(b, mem, name, out))
		return true;
	diag_add(d, SEV_ERROR, at, MSG_report_own_name, ARG(name));
	return false;
}

/* ---- figures ---- */

static bool
get(struct build *b, str name, struct place at, struct fact *f, struct diag *d)
{
	struct err e = {0};

	if (fact_get(b->in->facts, name, f, &e))
		return true;
	bind_fault(d, at, &e);
	return false;
}

static bool
host_value(void *ctx, struct arena *mem, str name, struct place at, struct tpl_value *out,
    struct diag *d)
{
	struct build *b = ctx;
	struct fact f;

	if (is_own(name))
		return own_or_fault(b, mem, name, at, out, d);
	if (!get(b, name, at, &f, d))
		return false;
	if (f.text.n > 0 && !dec_ok(f.value))
		*out = (struct tpl_value){.kind = TPL_TEXT, .text = f.text};
	else if (dec_ok(f.value))
		*out = (struct tpl_value){.kind = TPL_NUMBER, .number = f.value};
	else
		*out = (struct tpl_value){.kind = TPL_NONE};
	return true;
}

/* The words of a format that are ours, and the rest for the facts. */
struct form {
	bool capital;
	str mode; /* of riktning and avvikelse */
	str rest;
	struct fact_format fmt;
};

static bool
is_mode(str w)
{
	return tpl_has_word("presens imperfekt substantiv t a underskott", w);
}

static bool
read_form(struct build *b, const struct tpl_call *c, const char *otherwise, struct form *out,
    struct diag *d)
{
	struct sb s;
	struct err e = {0};
	str rest = c->format, word;
	bool open;

	*out = (struct form){0};
	sb_init(&s, b->mem, c->format.n + 64);
	while (tpl_word(&rest, &word, &open)) {
		str w = tpl_fold(b->mem, word);
		if (str_eq(w, STR("versal"))) {
			out->capital = true;
		} else if (is_mode(w)) {
			out->mode = w;
		} else {
			sb_str(&s, w);
			sb_chr(&s, ' ');
		}
	}
	(void)!sb_done(&s, &out->rest);
	out->rest = str_trim(out->rest);
	if (out->rest.n == 0)
		out->rest = str_of(otherwise);
	if (fact_format_parse(out->rest, &out->fmt, &e))
		return true;
	bind_fault(d, c->at, &e);
	return false;
}

/* The first letter large; ASCII and å ä ö é are what words begin with. */
static str
capital(struct arena *mem, str s)
{
	size_t i = 0;
	struct sb b;
	str out;

	if (s.n == 0)
		return s;
	uint32_t c = utf8_next(s, &i);
	if ((c >= 'a' && c <= 'z') || (c >= 0xe0 && c <= 0xfe && c != 0xf7))
		c -= 32;
	sb_init(&b, mem, s.n + 8);
	sb_utf8(&b, c);
	sb_str(&b, str_sub(s, i, s.n));
	must(sb_done(&b, &out));
	return out;
}

static bool
show_figure(struct build *b, struct arena *mem, const struct tpl_call *c, struct tpl_shown *out,
    struct diag *d)
{
	struct err e = {0};
	struct form form;
	struct fact f;

	if (!get(b, c->arg[0].value, c->at, &f, d) || !read_form(b, c, "", &form, d))
		return false;
	if (!fact_show(&f, &form.fmt, b->lang, mem, &out->text, &e)) {
		bind_fault(d, c->at, &e);
		return false;
	}
	if (!dec_ok(f.value) && f.text.n == 0)
		diag_add(d, SEV_WARNING, c->at, MSG_report_missing, ARG(f.name),
		    ARG(f.missing[LANG_SV]));
	if (form.capital)
		out->text = capital(mem, out->text);
	out->fact = f.name;
	out->has_value = dec_ok(f.value);
	out->value = f.value;
	return true;
}

/* ---- words that follow a figure ---- */

static bool
missing_word(struct build *b, const struct tpl_call *c, const struct fact *f, struct tpl_shown *out,
    struct diag *d)
{
	diag_add(d, SEV_ERROR, c->at, MSG_report_word_missing, ARG(c->name), ARG(f->name));
	out->text = MISSING_WORD(b);
	return false;
}

/* 1 up, -1 down, 0 unchanged, in the precision that is printed. */
static bool
direction_of(struct build *b, const struct tpl_call *c, const struct form *form, int *sign,
    struct tpl_shown *out, struct diag *d)
{
	struct fact now, then;
	dec a, z = dec_int(0);

	if (!get(b, c->arg[0].value, c->at, &now, d))
		return false;
	a = fact_shown_value(&now, &form->fmt);
	if (!dec_ok(a))
		return missing_word(b, c, &now, out, d);
	if (c->n_arg == 3) {
		if (!get(b, c->arg[2].value, c->at, &then, d))
			return false;
		z = fact_shown_value(&then, &form->fmt);
		if (!dec_ok(z))
			return missing_word(b, c, &then, out, d);
		if (form->fmt.absolute) {
			a = dec_abs(a);
			z = dec_abs(z);
		}
	}
	*sign = dec_cmp(a, z);
	out->fact = now.name;
	return true;
}

static bool
show_direction(struct build *b, const struct tpl_call *c, struct tpl_shown *out, struct diag *d)
{
	static const enum word table[4][3] = {
	    {W_has_fallen, W_has_same, W_has_risen},
	    {W_falls, W_same, W_rises},
	    {W_fell, W_was_same, W_rose},
	    {W_a_fall, W_no_change, W_a_rise},
	};
	struct form form;
	int sign = 0, row = 0;

	bool versus = c->n_arg == 3 && str_eq(tpl_fold(b->mem, c->arg[1].value), STR("mot"));
	if (c->n_arg != 1 && !versus) {
		diag_add0(d, SEV_ERROR, c->at, MSG_report_direction_form);
		return false;
	}
	if (!read_form(b, c, "", &form, d) || !direction_of(b, c, &form, &sign, out, d))
		return false;
	if (str_eq(form.mode, STR("presens")))
		row = 1;
	else if (str_eq(form.mode, STR("imperfekt")))
		row = 2;
	else if (str_eq(form.mode, STR("substantiv")))
		row = 3;
	out->text = W(b, table[row][(sign > 0) - (sign < 0) + 1]);
	if (form.capital)
		out->text = capital(b->mem, out->text);
	out->fact = STR(""); /* a word, not the figure */
	return true;
}

static bool
show_variance(struct build *b, const struct tpl_call *c, struct tpl_shown *out, struct diag *d)
{
	static const enum word table[4][3] = {
	    {W_negative, W_none, W_positive},
	    {W_negative_t, W_none_t, W_positive_t},
	    {W_negative_a, W_none_a, W_positive_a},
	    {W_deficit, W_zero_result, W_surplus},
	};
	struct form form;
	struct fact f;
	int row = 0;

	if (c->n_arg != 1) {
		diag_add0(d, SEV_ERROR, c->at, MSG_report_variance_form);
		return false;
	}
	if (!get(b, c->arg[0].value, c->at, &f, d) ||
	    !read_form(b, c, f.unit == FACT_KR ? "mkr" : "", &form, d))
		return false;
	dec v = fact_shown_value(&f, &form.fmt);
	if (!dec_ok(v))
		return missing_word(b, c, &f, out, d);
	if (str_eq(form.mode, STR("t")))
		row = 1;
	else if (str_eq(form.mode, STR("a")))
		row = 2;
	else if (str_eq(form.mode, STR("underskott")))
		row = 3;
	out->text = W(b, table[row][dec_sign(v) + 1]);
	if (form.capital)
		out->text = capital(b->mem, out->text);
	return true;
}

/* ---- the host ---- */

static bool
show_own(struct build *b, struct arena *mem, const struct tpl_call *c, struct tpl_shown *out,
    struct diag *d)
{
	struct tpl_value v;
	str name = c->arg[0].value;

	if (!own_or_fault(b, mem, name, c->at, &v, d))
		return false;
	if (v.kind == TPL_NONE)
		diag_add(d, SEV_WARNING, c->at, MSG_report_missing, ARG(name),
		    ARG(MISSING_WORD(b)));
	out->text = v.kind == TPL_NUMBER ? dec_str(mem, v.number) : v.text;
	if (v.kind == TPL_NONE)
		out->text = MISSING_WORD(b);
	if (tpl_has_word(str_z(mem, tpl_fold(mem, c->format)), STR("versal")))
		out->text = capital(mem, out->text);
	return true;
}

static bool
host_show(void *ctx, struct arena *mem, const struct tpl_call *c, struct tpl_shown *out,
    struct diag *d)
{
	struct build *b = ctx;

	if (str_eq(c->name, STR("riktning")))
		return show_direction(b, c, out, d);
	if (str_eq(c->name, STR("avvikelse")))
		return show_variance(b, c, out, d);
	if (str_eq(c->name, STR("se")))
		return true; /* the reference is made at the text node */
	if (is_own(c->arg[0].value))
		return show_own(b, mem, c, out, d);
	return show_figure(b, mem, c, out, d);
}

static bool
host_include(void *ctx, struct arena *mem, str id, struct place at, str *text, str *file,
    struct diag *d)
{
	struct build *b = ctx;
	str report = b->in->report->id;
	size_t slash = str_find_byte(id, '/', 0), n = 0;
	str section = id;
	str *ids = arena_array(mem, b->m->n_section + 1, str);

	if (slash < id.n) {
		report = str_sub(id, 0, slash);
		section = str_sub(id, slash + 1, id.n);
	}
	for (size_t i = 0; i < b->m->n_section; i++) {
		const struct section *s = &b->m->section[i];
		if (!str_eq(s->report, report))
			continue;
		ids[n++] = s->id;
		if (!str_eq(s->id, section))
			continue;
		*text = s->body;
		*file = str_fmt(mem, "rapport/%.*s/%.*s.md", STR_ARG(report), STR_ARG(section));
		return true;
	}
	str near = tpl_nearest(section, ids, n);
	if (near.n > 0)
		diag_add(d, SEV_ERROR, at, MSG_report_section_near, ARG(id), ARG(near));
	else
		diag_add(d, SEV_ERROR, at, MSG_report_section, ARG(id));
	return false;
}

void
bind_init(struct build *b)
{
	b->host = (struct tpl_host){.ctx = b,
	    .grammar = &report_grammar,
	    .value = host_value,
	    .show = host_show,
	    .items = bind_items,
	    .include = host_include};
}
