/* How a figure is printed, and how a format is written. */
#include "core/facts/facts_priv.h"

#include "core/plan/attain.h"

static const struct {
	const char *word;
	enum fact_form form;
} forms[] = {
    {"kr", FORM_KR},
    {"tkr", FORM_TKR},
    {"mkr", FORM_MKR},
    {"procent", FORM_PERCENT},
    {"procentenheter", FORM_POINTS},
    {"antal", FORM_COUNT},
    {"timmar", FORM_HOURS},
    {"ord", FORM_WORD},
    {"riktning", FORM_DIRECTION},
    {"avvikelse", FORM_VARIANCE},
    {"status", FORM_STATUS},
};

static const char *
form_word(enum fact_form form)
{
	for (size_t i = 0; i < COUNTOF(forms); i++)
		if (forms[i].form == form)
			return forms[i].word;
	return "auto";
}

static bool
format_word(str w, struct fact_format *f)
{
	if (w.n == 1 && w.p[0] >= '0' && w.p[0] <= '9') {
		f->decimals = w.p[0] - '0';
		return true;
	}
	for (size_t i = 0; i < COUNTOF(forms); i++) {
		if (!str_eq(w, str_of(forms[i].word)))
			continue;
		/* A scale and a word form go together ("mkr avvikelse"); the word wins. */
		if (f->form == FORM_AUTO || forms[i].form >= FORM_WORD)
			f->form = forms[i].form;
		return true;
	}
	if (str_eq(w, STR("kort")))
		f->bare = true;
	else if (str_eq(w, STR("enhet")))
		f->abbrev = true;
	else if (str_eq(w, STR("abs")))
		f->absolute = true;
	else if (str_eq(w, STR("tecken")))
		f->sign = true;
	else if (str_eq(w, STR("versal")))
		f->capital = true;
	else if (str_eq(w, STR("drygt")))
		f->about = ABOUT_WHICH_WAY;
	else if (str_eq(w, STR("cirka")))
		f->about = ABOUT_ROUGHLY;
	else
		return false;
	return true;
}

bool
fact_format_parse(str words, struct fact_format *out, struct err *e)
{
	str rest = words, w;

	*out = (struct fact_format){.form = FORM_AUTO, .decimals = -1};
	while (str_cut(&rest, ' ', &w)) {
		w = str_trim(w);
		if (w.n > 0 && !format_word(w, out))
			return fail(e, RC_INVALID, MSG_fact_bad_format, ARG(w));
	}
	return true;
}

static enum fact_form
form_of(const struct fact *f, const struct fact_format *fmt)
{
	if (fmt->form != FORM_AUTO)
		return fmt->form;
	if (f->form != FORM_AUTO)
		return f->form;
	switch (f->unit) {
	case FACT_KR:
		return FORM_MKR;
	case FACT_PERCENT:
		return FORM_PERCENT;
	case FACT_POINTS:
		return FORM_POINTS;
	case FACT_HOURS:
		return FORM_HOURS;
	default:
		return FORM_AUTO;
	}
}

static bool
fits(const struct fact *f, enum fact_form form)
{
	switch (form) {
	case FORM_KR:
	case FORM_TKR:
	case FORM_MKR:
		return f->unit == FACT_KR;
	case FORM_PERCENT:
		return f->unit == FACT_PERCENT;
	case FORM_POINTS:
		return f->unit == FACT_POINTS || f->unit == FACT_PERCENT;
	case FORM_HOURS:
		return f->unit == FACT_HOURS;
	case FORM_COUNT:
	case FORM_WORD:
		return f->unit != FACT_KR && f->unit != FACT_PERCENT && f->unit != FACT_NONE;
	default:
		return true;
	}
}

static int
money_exp(enum fact_form form)
{
	return form == FORM_TKR ? 3 : form == FORM_MKR ? 6 : 0;
}

/* What scale a fact's own decimals were counted in. */
static int
default_decimals(const struct fact *f, enum fact_form form)
{
	if (f->unit != FACT_KR || form == f->form || f->form == FORM_AUTO)
		return f->decimals;
	/* 6,7 Mkr in tkr is 6 700: finer scales need fewer decimals. */
	int d = f->decimals - (money_exp(f->form) - money_exp(form));
	return d < 0 ? 0 : d > 6 ? 6 : d;
}

static dec
scaled(const struct fact *f, enum fact_form form)
{
	dec v = f->value;
	int exp = f->unit == FACT_KR ? money_exp(form) : 0;

	if (exp > 0)
		v = dec_mul(v, dec_of(1, exp));
	return v;
}

dec
fact_shown_value(const struct fact *f, const struct fact_format *fmt)
{
	enum fact_form form = form_of(f, fmt);
	dec v;

	if (!dec_ok(f->value) || !fits(f, form))
		return dec_bad();
	if (f->unit == FACT_KR && form >= FORM_WORD)
		form = f->form >= FORM_KR && f->form <= FORM_MKR ? f->form : FORM_MKR;
	v = dec_rescale(scaled(f, form),
	    fmt->decimals >= 0 ? fmt->decimals : default_decimals(f, form), DEC_HALF_UP);
	return fmt->absolute && dec_ok(v) ? dec_abs(v) : v;
}

static const char *const numbers[][LANG__COUNT] = {{"noll", "zero"}, {"ett", "one"}, {"två", "two"},
    {"tre", "three"}, {"fyra", "four"}, {"fem", "five"}, {"sex", "six"}, {"sju", "seven"},
    {"åtta", "eight"}, {"nio", "nine"}, {"tio", "ten"}, {"elva", "eleven"}, {"tolv", "twelve"}};

static void
put_number(struct sb *b, const struct fact_format *fmt, enum fact_form form, dec shown,
    enum lang lang)
{
	int64_t n;

	if (form == FORM_WORD && dec_i64(dec_trim(shown), &n) && n >= 0 &&
	    n < (int64_t)COUNTOF(numbers)) {
		sb_str(b, str_of(numbers[n][lang]));
		return;
	}
	if (fmt->sign && dec_sign(shown) > 0)
		sb_chr(b, '+');
	dec_show(b, shown, lang);
}

#define NBSP "\xc2\xa0"

static void
put_unit(struct sb *b, const struct fact *f, const struct fact_format *fmt, enum fact_form form,
    enum lang lang)
{
	static const struct {
		enum fact_form form;
		const char *longer[LANG__COUNT], *shorter[LANG__COUNT];
	} units[] = {
	    {FORM_KR, {"kronor", "kronor"}, {"kr", "SEK"}},
	    {FORM_TKR, {"tusen kronor", "thousand kronor"}, {"tkr", "kSEK"}},
	    {FORM_MKR, {"miljoner kronor", "million kronor"}, {"Mkr", "MSEK"}},
	    {FORM_PERCENT, {"procent", "percent"}, {"%", "%"}},
	    {FORM_POINTS, {"procentenheter", "percentage points"}, {"p.e.", "pp"}},
	    {FORM_HOURS, {"timmar", "hours"}, {"tim", "h"}},
	};

	if (fmt->bare || form == FORM_WORD || form == FORM_COUNT)
		return;
	for (size_t i = 0; i < COUNTOF(units); i++) {
		if (units[i].form != form)
			continue;
		sb_lit(b, NBSP);
		sb_str(b, str_of(fmt->abbrev ? units[i].shorter[lang] : units[i].longer[lang]));
		return;
	}
	if (f->unit == FACT_OTHER && f->unit_text.n > 0) {
		sb_lit(b, NBSP);
		sb_str(b, f->unit_text);
	}
}

static str
word_of(enum fact_form form, dec shown, enum lang lang)
{
	static const char *const direction[3][LANG__COUNT] = {{"minskat", "decreased"},
	    {"oförändrat", "unchanged"}, {"ökat", "increased"}};
	static const char *const variance[3][LANG__COUNT] = {{"negativ", "negative"},
	    {"ingen", "no"}, {"positiv", "positive"}};
	int at = dec_sign(shown) + 1;

	return str_of(form == FORM_DIRECTION ? direction[at][lang] : variance[at][lang]);
}

/* Which way rounding went, in size, or that it went some way. */
static void
put_about(struct sb *b, const struct fact *f, const struct fact_format *fmt, enum fact_form form,
    dec shown, enum lang lang)
{
	static const char *const words[3][LANG__COUNT] = {{"knappt ", "just under "},
	    {"drygt ", "just over "}, {"cirka ", "about "}};
	int side = dec_cmp(dec_abs(scaled(f, form)), dec_abs(shown));

	if (fmt->about != ABOUT_NOT && side != 0)
		sb_str(b, str_of(words[fmt->about == ABOUT_ROUGHLY ? 2 : side > 0][lang]));
}

static str
finish(const struct sb *b, const struct fact_format *fmt, struct arena *mem)
{
	struct sb big;
	str s;
	size_t i = 0;

	must(sb_done(b, &s));
	if (!fmt->capital || s.n == 0)
		return s;
	uint32_t c = utf8_next(s, &i);
	if ((c >= 'a' && c <= 'z') || c == 0xe5 || c == 0xe4 || c == 0xf6)
		c -= 32;
	sb_init(&big, mem, s.n + 8);
	sb_utf8(&big, c);
	sb_str(&big, str_sub(s, i, s.n));
	must(sb_done(&big, &s));
	return s;
}

/* An assessment is kept in Swedish words. */
static str
words_of(const struct fact *f, enum lang lang)
{
	static const char *const absent[LANG__COUNT] = {"uppgift saknas", "not available"};

	if (lang != LANG_SV && f->unit == FACT_NONE) {
		for (int i = 0; i < STATUS__COUNT; i++)
			if (str_eq(f->text, status_word((enum status)i, LANG_SV)))
				return status_word((enum status)i, lang);
		for (int i = 0; i < EXECUTION__COUNT; i++)
			if (str_eq(f->text, execution_word((enum execution)i, LANG_SV)))
				return execution_word((enum execution)i, lang);
		for (int i = 0; i < VERDICT__COUNT; i++)
			if (str_eq(f->text, verdict_word((enum verdict)i, LANG_SV)))
				return verdict_word((enum verdict)i, lang);
	}
	return f->text.n > 0 ? f->text : str_of(absent[lang]);
}

bool
fact_show(const struct fact *f, const struct fact_format *fmt, enum lang lang, struct arena *mem,
    str *out, struct err *e)
{
	enum fact_form form = form_of(f, fmt);
	struct sb b;
	dec shown;

	sb_init(&b, mem, 1 << 16);
	if (!dec_ok(f->value)) {
		sb_str(&b, words_of(f, lang));
		*out = finish(&b, fmt, mem);
		return true;
	}
	if (!fits(f, form) || form == FORM_STATUS)
		return fail(e, RC_INVALID, MSG_fact_format_unit, ARG(f->name),
		    ARG(form_word(form)));
	shown = fact_shown_value(f, fmt);
	if (!dec_ok(shown))
		return fail(e, RC_INVALID, MSG_fact_overflow, ARG(f->name));
	if (form == FORM_DIRECTION || form == FORM_VARIANCE) {
		sb_str(&b, word_of(form, shown, lang));
	} else {
		put_about(&b, f, fmt, form, shown, lang);
		put_number(&b, fmt, form, shown, lang);
		put_unit(&b, f, fmt, form, lang);
	}
	*out = finish(&b, fmt, mem);
	return true;
}
