/* Every record but vouchers: one row of a table each. */
#include "fmt/sie4_priv.h"
#include "fmt/sie4_value.h"

/* What r->any_label remembers. */
enum { HAVE_FLAGGA, HAVE_PROGRAM, HAVE_FORMAT, HAVE_GEN, HAVE_FNAMN, HAVE_RAR, HAVE_OMFATTN };

static const struct sie4_field *
field(const struct sie4 *r, size_t i)
{
	static const struct sie4_field NONE = {.raw = {"", 0}, .plain = true};

	return i < r->l.n && !r->l.f[i].list ? &r->l.f[i] : &NONE;
}

str
sie4_head_text(struct sie4 *r, size_t i)
{
	return sie4_text(r->b.mem, field(r, i), r->b.f->set);
}

static void
missing(struct sie4 *r, enum severity sev, size_t at)
{
	sie_say(&r->b, sev, r->line, MSG_sie_value_missing, ARG(r->l.f[0].raw), ARG(at));
}

static void
twice(struct sie4 *r, bool declared, str no)
{
	if (declared)
		sie_say(&r->b, SEV_NOTE, r->line, MSG_sie_declared_twice, ARG(r->l.f[0].raw),
		    ARG(no));
}

static bool
flagga(struct sie4 *r)
{
	r->any_label[HAVE_FLAGGA] = true;
	r->b.f->flag = str_eq(sie4_head_text(r, 1), STR("1"));
	if (r->b.f->flag == 1)
		sie_say0(&r->b, SEV_NOTE, r->line, MSG_sie_flag_set);
	return true;
}

static bool
program(struct sie4 *r)
{
	r->any_label[HAVE_PROGRAM] = true;
	r->b.f->program = sie4_head_text(r, 1);
	r->b.f->program_version = sie4_head_text(r, 2);
	if (r->b.f->program_version.n == 0)
		missing(r, SEV_NOTE, 2);
	return true;
}

static bool
format(struct sie4 *r)
{
	r->any_label[HAVE_FORMAT] = true;
	r->b.f->format = sie4_head_text(r, 1);
	if (!str_eq(r->b.f->format, STR("PC8")) || r->l.n > 2)
		sie_say(&r->b, SEV_NOTE, r->line, MSG_sie_format_odd, ARG(r->b.f->format));
	return true;
}

/* The date of field i of a header record. */
static date
head_date(struct sie4 *r, size_t i)
{
	str text = sie4_head_text(r, i);
	date day;

	switch (sie4_date(text, &day)) {
	case VALUE_OK:
		break;
	case VALUE_NONE:
		missing(r, SEV_WARNING, i);
		break;
	case VALUE_LENIENT:
		sie_say(&r->b, SEV_NOTE, r->line, MSG_sie_date_odd, ARG(text),
		    ARG(date_str(r->b.mem, day)));
		break;
	default:
		sie_say(&r->b, SEV_WARNING, r->line, MSG_sie_date_bad, ARG(text));
	}
	return day;
}

static bool
gen(struct sie4 *r)
{
	r->any_label[HAVE_GEN] = true;
	r->b.f->gen = head_date(r, 1);
	r->b.f->gen_sign = sie4_head_text(r, 2);
	return true;
}

static bool
sietyp(struct sie4 *r)
{
	str text = str_trim(sie4_head_text(r, 1));

	if (text.n == 0 || text.p[0] < '1' || text.p[0] > '4') {
		sie_say(&r->b, SEV_WARNING, r->line, MSG_sie_type_bad, ARG(text));
		return true;
	}
	r->b.f->type = text.p[0] - '0';
	r->b.f->type_stated = true;
	if (text.n > 1)
		sie_say(&r->b, SEV_NOTE, r->line, MSG_sie_type_odd, ARG(text));
	return true;
}

static bool
prosa(struct sie4 *r)
{
	return sie_build_prose(&r->b, sie4_head_text(r, 1));
}

static bool
ftyp(struct sie4 *r)
{
	r->b.f->company_type = sie4_head_text(r, 1);
	return true;
}

/* "C:\..." or "\\server": what \" escapes is a quote, not a path. */
static bool
is_path(str s)
{
	if (str_has_prefix(s, STR("\\\\")))
		return true;
	return s.n > 3 && s.p[1] == ':' && s.p[2] == '\\' && s.p[3] != '"';
}

/* The sender's own id is often a path in the code page of Windows, in a file
 * that otherwise is cp437.  Only a path: "÷" written in cp437 is the byte of "ö"
 * in the other page. */
static bool
fnr(struct sie4 *r)
{
	const struct sie4_field *f = field(r, 1);
	struct charset_vote v = charset_vote(f->raw, CHARSET_CP437);
	enum charset set = r->b.f->set;

	if (set == CHARSET_CP437 && v.cp1252 > 0 && v.cp437 == 0 && is_path(f->raw))
		set = CHARSET_CP1252;
	r->b.f->company_id = sie4_text(r->b.mem, f, set);
	return true;
}

static bool
orgnr(struct sie4 *r)
{
	r->b.f->orgnr = sie4_head_text(r, 1);
	r->b.f->orgnr_acq = sie4_head_text(r, 2);
	r->b.f->orgnr_act = sie4_head_text(r, 3);
	if (str_trim(r->b.f->orgnr).n == 0)
		missing(r, SEV_WARNING, 1);
	return true;
}

static bool
bkod(struct sie4 *r)
{
	r->b.f->sni = sie4_head_text(r, 1);
	return true;
}

static bool
adress(struct sie4 *r)
{
	for (size_t i = 0; i < COUNTOF(r->b.f->address); i++)
		r->b.f->address[i] = sie4_head_text(r, i + 1);
	if (r->l.n < 5)
		missing(r, SEV_NOTE, r->l.n);
	return true;
}

static bool
fnamn(struct sie4 *r)
{
	r->any_label[HAVE_FNAMN] = true;
	r->b.f->name = sie4_head_text(r, 1);
	if (r->b.f->name.n == 0)
		missing(r, SEV_WARNING, 1);
	return true;
}

/* A year's number: 0, -1, -2 ... */
static bool
year_no(struct sie4 *r, size_t i, int *out)
{
	str text = str_trim(sie4_head_text(r, i));
	int64_t v;

	if (!str_i64(text, &v) || v < -1000 || v > 1000) {
		sie_say(&r->b, SEV_ERROR, r->line, MSG_sie_year_bad, ARG(text));
		return false;
	}
	*out = (int)v;
	return true;
}

static bool
rar(struct sie4 *r)
{
	struct sie_year y = {.line = (int)r->line};

	r->any_label[HAVE_RAR] = true;
	if (!year_no(r, 1, &y.no))
		return true;
	y.from = head_date(r, 2);
	if (y.from.y != 0)
		y.to = head_date(r, 3);
	if (y.to.y == 0 || date_cmp(y.to, y.from) < 0) {
		if (y.to.y != 0)
			sie_say(&r->b, SEV_ERROR, r->line, MSG_sie_year_backwards, ARG(y.no));
		y.from = y.to = (date){0};
	}
	return sie_build_year(&r->b, y);
}

static bool
taxar(struct sie4 *r)
{
	r->b.f->tax_year = sie4_head_text(r, 1);
	return true;
}

static bool
omfattn(struct sie4 *r)
{
	r->any_label[HAVE_OMFATTN] = true;
	r->b.f->upto = head_date(r, 1);
	return true;
}

static bool
kptyp(struct sie4 *r)
{
	r->b.f->plan = sie4_head_text(r, 1);
	return true;
}

static bool
valuta(struct sie4 *r)
{
	r->b.f->currency = sie4_head_text(r, 1);
	return true;
}

/* The account that field i names; *ok is false when there is none. */
static bool
account(struct sie4 *r, size_t i, uint32_t *out, bool *ok)
{
	str no = str_trim(sie4_head_text(r, i));

	*ok = no.n > 0;
	if (*ok)
		return sie4_used_account(r, no, out);
	sie_say0(&r->b, SEV_ERROR, r->line, MSG_sie_no_account);
	return true;
}

static bool
konto(struct sie4 *r)
{
	str no = str_trim(sie4_head_text(r, 1));
	uint32_t at;

	if (no.n == 0) {
		sie_say0(&r->b, SEV_ERROR, r->line, MSG_sie_no_account);
		return true;
	}
	if (!sie_build_account(&r->b, no, r->line, &at))
		return false;
	struct sie_account *a = &r->b.f->account[at];
	twice(r, a->declared, no);
	a->name = sie4_head_text(r, 2);
	a->declared = true;
	a->line = (int)r->line;
	return true;
}

static bool
ktyp(struct sie4 *r)
{
	str type = str_trim(sie4_head_text(r, 2));
	uint32_t at;
	bool ok;

	if (!account(r, 1, &at, &ok) || !ok)
		return !ok;
	if (type.n != 1 || str_find_byte(STR("TSKI"), type.p[0], 0) == 4) {
		missing(r, SEV_WARNING, 2);
		return true;
	}
	r->b.f->account[at].type = type.p[0];
	return true;
}

static bool
enhet(struct sie4 *r)
{
	uint32_t at;
	bool ok;

	if (!account(r, 1, &at, &ok) || !ok)
		return !ok;
	r->b.f->account[at].unit = sie4_head_text(r, 2);
	return true;
}

static bool
sru(struct sie4 *r)
{
	struct sie_sru s = {.code = sie4_head_text(r, 2)};
	bool ok;

	if (!account(r, 1, &s.account, &ok) || !ok)
		return !ok;
	if (s.code.n == 0) {
		missing(r, SEV_NOTE, 2);
		return true;
	}
	return sie_build_sru(&r->b, s);
}

static bool
dim_no(struct sie4 *r, size_t i, int *out)
{
	str text = str_trim(sie4_head_text(r, i));
	int64_t v;

	if (!str_i64(text, &v) || v < 1 || v > INT32_MAX) {
		sie_say(&r->b, SEV_ERROR, r->line, MSG_sie_dim_bad, ARG(text));
		return false;
	}
	*out = (int)v;
	return true;
}

static bool
dim(struct sie4 *r)
{
	uint32_t at;
	int no;

	if (!dim_no(r, 1, &no))
		return true;
	if (!sie_build_dim(&r->b, no, r->line, &at))
		return false;
	struct sie_dim *d = &r->b.f->dim[at];
	twice(r, d->declared, sie4_head_text(r, 1));
	d->name = sie4_head_text(r, 2);
	d->declared = true;
	d->line = (int)r->line;
	return true;
}

static bool
underdim(struct sie4 *r)
{
	uint32_t at;
	int no, super;

	if (!dim(r))
		return false;
	if (!dim_no(r, 1, &no) || !dim_no(r, 3, &super))
		return true;
	if (!sie_build_dim(&r->b, no, r->line, &at))
		return false;
	r->b.f->dim[at].super = super;
	return true;
}

static bool
objekt(struct sie4 *r)
{
	str no = sie4_head_text(r, 2);
	uint32_t d, at;
	int number;

	if (!dim_no(r, 1, &number))
		return true;
	if (no.n == 0)
		missing(r, SEV_WARNING, 2);
	if (!sie_build_dim(&r->b, number, r->line, &d) ||
	    !sie_build_object(&r->b, d, no, r->line, &at))
		return false;
	struct sie_object *o = &r->b.f->object[at];
	twice(r, o->declared, no);
	o->name = sie4_head_text(r, 3);
	o->declared = true;
	o->line = (int)r->line;
	return true;
}

/* The amount of field i; false when the record cannot be used. */
static bool
balance_amount(struct sie4 *r, size_t i, struct sie_balance *v)
{
	str text = sie4_head_text(r, i), qty = sie4_head_text(r, i + 1);
	enum value got = sie4_amount(text, &v->ore);

	switch (got) {
	case VALUE_OK:
		break;
	case VALUE_LENIENT:
		sie_say(&r->b, SEV_NOTE, r->line, MSG_sie_number_odd, ARG(text));
		break;
	case VALUE_ROUNDED:
		sie_say(&r->b, SEV_WARNING, r->line, MSG_sie_number_rounded, ARG(text));
		break;
	case VALUE_BIG:
		sie_say(&r->b, SEV_ERROR, r->line, MSG_sie_number_big, ARG(text));
		return false;
	default:
		sie_say(&r->b, SEV_ERROR, r->line, MSG_sie_number_bad, ARG(text));
		return false;
	}
	got = sie4_quantity(qty, &v->qty);
	v->has_qty = got == VALUE_OK || got == VALUE_LENIENT;
	if (got == VALUE_BAD || got == VALUE_BIG)
		sie_say(&r->b, SEV_WARNING, r->line, MSG_sie_quantity_bad, ARG(qty));
	return true;
}

/* year [period] account [objects] amount quantity */
static bool
balance(struct sie4 *r, enum sie_balance_kind kind)
{
	bool by_period = kind == SIE_PSALDO || kind == SIE_PBUDGET;
	struct sie_balance v = {.kind = kind, .line = (int)r->line};
	size_t i = by_period ? 3 : 2, n_obj;
	uint32_t obj[SIE_OBJS_MAX];
	bool ok;

	if (!year_no(r, 1, &v.year_stated))
		return true;
	v.year = v.year_stated;
	if (by_period && !sie4_period(sie4_head_text(r, 2), &v.period)) {
		sie_say(&r->b, SEV_ERROR, r->line, MSG_sie_period_bad, ARG(sie4_head_text(r, 2)));
		return true;
	}
	if (!account(r, i, &v.account, &ok) || !ok)
		return !ok;
	if (++i < r->l.n && r->l.f[i].list)
		i++;
	else if (kind != SIE_IB && kind != SIE_UB && kind != SIE_RES)
		sie_say0(&r->b, SEV_NOTE, r->line, MSG_sie_no_list);
	if (!balance_amount(r, i, &v))
		return true;
	return sie4_objects(r, obj, &n_obj) && sie_build_balance(&r->b, v, obj, n_obj);
}

static bool
ib(struct sie4 *r)
{
	return balance(r, SIE_IB);
}

static bool
ub(struct sie4 *r)
{
	return balance(r, SIE_UB);
}

static bool
res(struct sie4 *r)
{
	return balance(r, SIE_RES);
}

static bool
oib(struct sie4 *r)
{
	return balance(r, SIE_OIB);
}

static bool
oub(struct sie4 *r)
{
	return balance(r, SIE_OUB);
}

static bool
psaldo(struct sie4 *r)
{
	return balance(r, SIE_PSALDO);
}

static bool
pbudget(struct sie4 *r)
{
	return balance(r, SIE_PBUDGET);
}

static const struct {
	str label;
	bool (*read)(struct sie4 *r);
} RECORD[] = {
    {{"#PSALDO", 7}, psaldo},
    {{"#PBUDGET", 8}, pbudget},
    {{"#KONTO", 6}, konto},
    {{"#SRU", 4}, sru},
    {{"#IB", 3}, ib},
    {{"#UB", 3}, ub},
    {{"#RES", 4}, res},
    {{"#OIB", 4}, oib},
    {{"#OUB", 4}, oub},
    {{"#OBJEKT", 7}, objekt},
    {{"#KTYP", 5}, ktyp},
    {{"#ENHET", 6}, enhet},
    {{"#DIM", 4}, dim},
    {{"#UNDERDIM", 9}, underdim},
    {{"#FLAGGA", 7}, flagga},
    {{"#PROGRAM", 8}, program},
    {{"#FORMAT", 7}, format},
    {{"#GEN", 4}, gen},
    {{"#SIETYP", 7}, sietyp},
    {{"#PROSA", 6}, prosa},
    {{"#FTYP", 5}, ftyp},
    {{"#FNR", 4}, fnr},
    {{"#ORGNR", 6}, orgnr},
    {{"#BKOD", 5}, bkod},
    {{"#ADRESS", 7}, adress},
    {{"#FNAMN", 6}, fnamn},
    {{"#RAR", 4}, rar},
    {{"#TAXAR", 6}, taxar},
    {{"#OMFATTN", 8}, omfattn},
    {{"#KPTYP", 6}, kptyp},
    {{"#VALUTA", 7}, valuta},
};

bool
sie4_head_record(struct sie4 *r, bool *known)
{
	str label = r->l.f[0].raw;

	for (size_t i = 0; i < COUNTOF(RECORD); i++) {
		if (!str_eq(label, RECORD[i].label))
			continue;
		*known = true;
		/* None of these may stand inside a voucher. */
		if (!sie4_ver_close(r))
			return false;
		sie_build_settle(&r->b);
		return RECORD[i].read(r);
	}
	*known = false;
	return true;
}

/* The index in sie.year of the year a period lies in, or n_year. */
static size_t
year_at(const struct sie *f, int yyyymm)
{
	size_t i = 0;
	int no;

	if (!sie_year_of_period(f, yyyymm, &no))
		return f->n_year;
	while (f->year[i].no != no)
		i++;
	return i;
}

/* Some programs write last year's periods with this year's number; others write
 * last year's budget with this year's periods.  So the period decides, unless
 * the year it lies in has records of its own. */
static void
years_of_periods(struct sie4 *r)
{
	struct sie *f = r->b.f;
	bool *own[2] = {arena_array(r->b.mem, f->n_year + 1, bool),
	    arena_array(r->b.mem, f->n_year + 1, bool)};

	for (size_t i = 0; i < f->n_balance; i++) {
		const struct sie_balance *v = &f->balance[i];
		size_t y = v->period != 0 ? year_at(f, v->period) : f->n_year;

		if (y < f->n_year && f->year[y].no == v->year_stated)
			own[v->kind == SIE_PBUDGET][y] = true;
	}
	for (size_t i = 0; i < f->n_balance; i++) {
		struct sie_balance *v = &f->balance[i];
		size_t y = v->period != 0 ? year_at(f, v->period) : f->n_year;

		if (y == f->n_year || f->year[y].no == v->year_stated)
			continue;
		if (own[v->kind == SIE_PBUDGET][y]) {
			sie_say(&r->b, SEV_WARNING, (uint32_t)v->line, MSG_sie_period_taken,
			    ARG(v->period), ARG(v->year_stated), ARG(f->year[y].no));
			continue;
		}
		v->year = f->year[y].no;
		sie_say(&r->b, SEV_WARNING, (uint32_t)v->line, MSG_sie_period_year, ARG(v->period),
		    ARG(v->year_stated), ARG(v->year));
	}
}

static void
say_missing(struct sie4 *r)
{
	static const struct {
		int have;
		const char *label;
		bool always; /* in every type of file; else types 2 and 3 */
	} NEEDED[] = {{HAVE_FLAGGA, "#FLAGGA", true}, {HAVE_PROGRAM, "#PROGRAM", true},
	    {HAVE_FORMAT, "#FORMAT", true}, {HAVE_GEN, "#GEN", true}, {HAVE_FNAMN, "#FNAMN", true},
	    {HAVE_OMFATTN, "#OMFATTN", false}};
	const struct sie *f = r->b.f;
	bool middle = f->type == 2 || f->type == 3;

	for (size_t i = 0; i < COUNTOF(NEEDED); i++)
		if (!r->any_label[NEEDED[i].have] && (NEEDED[i].always || middle))
			diag_add(r->b.d, SEV_WARNING, sie_build_place(&r->b, 0, 0),
			    MSG_sie_record_missing, ARG(NEEDED[i].label));
	if (!r->any_label[HAVE_RAR] && !f->entry)
		diag_add(r->b.d, SEV_WARNING, sie_build_place(&r->b, 0, 0), MSG_sie_record_missing,
		    ARG("#RAR"));
}

bool
sie4_head_end(struct sie4 *r)
{
	struct sie *f = r->b.f;

	f->entry = f->type == 4 && f->n_balance == 0;
	if (f->currency.n == 0)
		f->currency = STR("SEK");
	years_of_periods(r);
	say_missing(r);
	return true;
}
