/* Expat calls us for each element; a stack of what we are inside of tells what an
 * element means, since names such as Object come in several places. */
#include "fmt/sie5.h"

#include "fmt/sie4_value.h"
#include "fmt/sie_build.h"

#include <expat.h>
#include <string.h>

#define NAMESPACE "http://www.sie.se/sie5"
#define SEPARATOR '|'

enum {
	DEPTH_MAX = 32,
	CHUNK = 1 << 20,
	ATTRIBUTE_MAX = 1 << 16, /* bytes of one value */
	SNIFF_BYTES = 4096
};

enum element {
	EL_OTHER, /* of no interest, with everything in it */
	EL_ROOT,
	EL_FILE_INFO,
	EL_FISCAL_YEARS,
	EL_ACCOUNTS,
	EL_ACCOUNT,
	EL_BALANCE,
	EL_DIMENSIONS,
	EL_DIMENSION,
	EL_JOURNAL,
	EL_ENTRY,
	EL_ROW,
	EL_LEAF
};

struct sie5 {
	struct sie_build b;
	XML_Parser p;
	bool ok;
	enum element at[DEPTH_MAX + 1];
	int depth;
	int skip;         /* levels inside an element of no interest */
	int primary;      /* index of the primary year, or -1 */
	uint32_t account; /* of EL_ACCOUNT */
	bool account_ok;
	bool result_account; /* it has no balance but a result */
	uint32_t dim;        /* of EL_DIMENSION */
	bool dim_ok;
	str series; /* of EL_JOURNAL */
	struct sie_balance balance;
	bool balance_ok;
	struct sie_row row;
	bool row_ok;
	uint32_t obj[SIE_OBJS_MAX];
	size_t n_obj;
};

typedef const XML_Char **atts;

static uint32_t
line_of(const struct sie5 *r)
{
	return (uint32_t)XML_GetCurrentLineNumber(r->p);
}

static uint64_t
offset_of(const struct sie5 *r)
{
	XML_Index i = XML_GetCurrentByteIndex(r->p);

	return i < 0 ? 0 : (uint64_t)i;
}

static void
stop(struct sie5 *r)
{
	r->ok = false;
	XML_StopParser(r->p, XML_FALSE);
}

/* The value of an attribute, or "" when it is not there; gone when the handler
 * returns. */
static str
attr(atts a, const char *name)
{
	for (; a[0] != NULL; a += 2)
		if (strcmp(a[0], name) == 0)
			return str_sub(str_of(a[1]), 0, ATTRIBUTE_MAX);
	return STR("");
}

static str
kept(struct sie5 *r, atts a, const char *name)
{
	return str_dup(r->b.mem, attr(a, name));
}

static str
for_batch(struct sie5 *r, atts a, const char *name)
{
	str s = attr(a, name);

	if (s.n == 0)
		return STR("");
	r->b.text_bytes += s.n + 32;
	return str_dup(&r->b.text, s);
}

static bool
is_true(str s)
{
	return str_eq(s, STR("true")) || str_eq(s, STR("1"));
}

/* A day; a time or zone after it is cut off. */
static date
day_of(struct sie5 *r, str s)
{
	date d = {0};

	if (s.n > 0 && !date_parse(str_sub(s, 0, 10), &d)) {
		sie_say(&r->b, SEV_WARNING, line_of(r), MSG_sie_date_bad, ARG(s));
		d = (date){0};
	}
	return d;
}

/* "2014-01" as 201401; 0 when it is none. */
static int
month_of(str s)
{
	date d;
	char text[10];

	if (s.n != 7)
		return 0;
	memcpy(text, s.p, 7);
	memcpy(text + 7, "-01", 3);
	return date_parse((str){text, 10}, &d) ? d.y * 100 + d.m : 0;
}

static bool
amount_of(struct sie5 *r, str s, int64_t *ore)
{
	switch (sie4_amount(s, ore)) {
	case VALUE_OK:
		return true;
	case VALUE_LENIENT:
		sie_say(&r->b, SEV_NOTE, line_of(r), MSG_sie_number_odd, ARG(s));
		return true;
	case VALUE_ROUNDED:
		sie_say(&r->b, SEV_WARNING, line_of(r), MSG_sie_number_rounded, ARG(s));
		return true;
	case VALUE_BIG:
		sie_say(&r->b, SEV_ERROR, line_of(r), MSG_sie_number_big, ARG(s));
		return false;
	default:
		sie_say(&r->b, SEV_ERROR, line_of(r), MSG_sie_number_bad, ARG(s));
		return false;
	}
}

static bool
quantity_of(struct sie5 *r, str s, dec *out)
{
	enum value v = sie4_quantity(s, out);

	if (v == VALUE_BAD || v == VALUE_BIG)
		sie_say(&r->b, SEV_WARNING, line_of(r), MSG_sie_quantity_bad, ARG(s));
	return v == VALUE_OK || v == VALUE_LENIENT;
}

static enum element
file_info(struct sie5 *r, const char *name, atts a)
{
	struct sie *f = r->b.f;

	if (strcmp(name, "SoftwareProduct") == 0) {
		f->program = kept(r, a, "name");
		f->program_version = kept(r, a, "version");
	} else if (strcmp(name, "FileCreation") == 0) {
		f->gen = day_of(r, attr(a, "time"));
		f->gen_sign = kept(r, a, "by");
	} else if (strcmp(name, "Company") == 0) {
		f->orgnr = kept(r, a, "organizationId");
		f->name = kept(r, a, "name");
		f->company_id = kept(r, a, "clientId");
	} else if (strcmp(name, "AccountingCurrency") == 0) {
		f->currency = kept(r, a, "currency");
	} else if (strcmp(name, "FiscalYears") == 0) {
		return EL_FISCAL_YEARS;
	}
	return EL_LEAF;
}

static enum element
fiscal_year(struct sie5 *r, const char *name, atts a)
{
	struct sie *f = r->b.f;
	int from = month_of(attr(a, "start")), to = month_of(attr(a, "end"));
	struct sie_year y = {.line = (int)line_of(r), .no = (int)f->n_year};

	if (strcmp(name, "FiscalYear") != 0)
		return EL_OTHER;
	if (from == 0 || to < from) {
		sie_say(&r->b, SEV_ERROR, line_of(r), MSG_sie_year_backwards, ARG(y.no));
		return EL_LEAF;
	}
	y.from = (date){(int16_t)(from / 100), (int8_t)(from % 100), 1};
	y.to = (date){(int16_t)(to / 100), (int8_t)(to % 100),
	    (int8_t)date_month_days(to / 100, to % 100)};
	if (is_true(attr(a, "primary")))
		r->primary = (int)f->n_year;
	if (!sie_build_year(&r->b, y))
		stop(r);
	return EL_LEAF;
}

/* Number the years from the primary one: those before it are -1, -2 ... */
static void
number_years(struct sie5 *r)
{
	struct sie *f = r->b.f;
	date zero;

	if (f->n_year == 0)
		return;
	zero = f->year[r->primary >= 0 ? (size_t)r->primary : f->n_year - 1].from;
	for (size_t i = 0; i < f->n_year; i++) {
		int cmp = date_cmp(f->year[i].from, zero), no = 0;

		for (size_t k = 0; k < f->n_year; k++) {
			int other = date_cmp(f->year[k].from, f->year[i].from);

			no += cmp > 0 && other < 0 && date_cmp(f->year[k].from, zero) >= 0;
			no -= cmp < 0 && other > 0 && date_cmp(f->year[k].from, zero) <= 0;
		}
		f->year[i].no = no;
	}
}

static enum element
account(struct sie5 *r, const char *name, atts a)
{
	static const struct {
		str name;
		char type;
	} TYPE[] = {{{"asset", 5}, 'T'}, {{"liability", 9}, 'S'}, {{"equity", 6}, 'S'},
	    {{"cost", 4}, 'K'}, {{"income", 6}, 'I'}};
	str id = str_trim(attr(a, "id")), type = attr(a, "type");

	if (strcmp(name, "Account") != 0)
		return EL_OTHER;
	r->account_ok = id.n > 0;
	if (!r->account_ok) {
		sie_say0(&r->b, SEV_ERROR, line_of(r), MSG_sie_no_account);
		return EL_ACCOUNT;
	}
	if (!sie_build_account(&r->b, id, line_of(r), &r->account)) {
		stop(r);
		return EL_OTHER;
	}
	struct sie_account *acc = &r->b.f->account[r->account];
	acc->name = kept(r, a, "name");
	acc->declared = true;
	for (size_t i = 0; i < COUNTOF(TYPE); i++)
		if (str_eq(type, TYPE[i].name))
			acc->type = TYPE[i].type;
	r->result_account = acc->type == 'K' || acc->type == 'I';
	return EL_ACCOUNT;
}

static enum element
balance(struct sie5 *r, const char *name, atts a)
{
	struct sie_balance *v = &r->balance;
	bool opening = str_has_prefix(str_of(name), STR("OpeningBalance"));
	bool closing = str_has_prefix(str_of(name), STR("ClosingBalance"));
	bool budget = str_has_prefix(str_of(name), STR("Budget"));
	str month = attr(a, "month");
	int yyyymm = month_of(month);

	if (!opening && !closing && !budget)
		return EL_OTHER;
	*v = (struct sie_balance){.account = r->account, .line = (int)line_of(r)};
	v->kind = opening ? SIE_IB : budget ? SIE_PBUDGET : r->result_account ? SIE_RES : SIE_UB;
	v->period = budget ? yyyymm : 0;
	r->n_obj = 0;
	r->balance_ok = r->account_ok && amount_of(r, attr(a, "amount"), &v->ore);
	v->has_qty = quantity_of(r, attr(a, "quantity"), &v->qty);
	if (yyyymm == 0 || !sie_year_of_period(r->b.f, yyyymm, &v->year)) {
		sie_say(&r->b, SEV_ERROR, line_of(r), MSG_sie_period_bad, ARG(month));
		r->balance_ok = false;
	}
	v->year_stated = v->year;
	return EL_BALANCE;
}

static void
balance_end(struct sie5 *r)
{
	struct sie_balance *v = &r->balance;

	if (r->n_obj > 0 && v->kind == SIE_IB)
		v->kind = SIE_OIB;
	else if (r->n_obj > 0 && v->kind != SIE_PBUDGET)
		v->kind = SIE_OUB;
	if (r->balance_ok && !sie_build_balance(&r->b, *v, r->obj, r->n_obj))
		stop(r);
}

static bool
dim_no(struct sie5 *r, str s, uint32_t *out)
{
	int64_t v;

	if (!str_i64(str_trim(s), &v) || v < 1 || v > INT32_MAX) {
		sie_say(&r->b, SEV_ERROR, line_of(r), MSG_sie_dim_bad, ARG(s));
		return false;
	}
	if (!sie_build_dim(&r->b, (int)v, line_of(r), out)) {
		stop(r);
		return false;
	}
	return true;
}

static enum element
dimension(struct sie5 *r, const char *name, atts a)
{
	if (strcmp(name, "Dimension") != 0)
		return EL_OTHER;
	r->dim_ok = dim_no(r, attr(a, "id"), &r->dim);
	if (r->dim_ok) {
		r->b.f->dim[r->dim].name = kept(r, a, "name");
		r->b.f->dim[r->dim].declared = true;
	}
	return EL_DIMENSION;
}

static enum element
object(struct sie5 *r, const char *name, atts a)
{
	uint32_t at;

	if (strcmp(name, "Object") != 0 || !r->dim_ok)
		return EL_OTHER;
	if (!sie_build_object(&r->b, r->dim, attr(a, "id"), line_of(r), &at)) {
		stop(r);
		return EL_OTHER;
	}
	r->b.f->object[at].name = kept(r, a, "name");
	r->b.f->object[at].declared = true;
	return EL_LEAF;
}

/* ObjectReference, in a row or a balance. */
static enum element
reference(struct sie5 *r, const char *name, atts a)
{
	uint32_t dim;

	if (strcmp(name, "ObjectReference") != 0)
		return EL_OTHER;
	if (!dim_no(r, attr(a, "dimId"), &dim))
		return EL_LEAF;
	if (r->n_obj == SIE_OBJS_MAX) {
		(void)fail(r->b.e, RC_LIMIT, MSG_sie_objects_many, ARG(r->b.file), ARG(line_of(r)),
		    ARG(SIE_OBJS_MAX));
		stop(r);
	} else if (!sie_build_object(&r->b, dim, attr(a, "objectId"), line_of(r),
	               &r->obj[r->n_obj++])) {
		stop(r);
	}
	return EL_LEAF;
}

static enum element
entry(struct sie5 *r, const char *name, atts a)
{
	struct sie_ver v = {.series = r->series, .line = line_of(r), .at = offset_of(r)};
	str day = attr(a, "journalDate");

	if (strcmp(name, "JournalEntry") != 0)
		return EL_OTHER;
	v.no = for_batch(r, a, "id");
	v.text = for_batch(r, a, "text");
	v.day = day_of(r, day);
	if (v.day.y == 0) {
		v.flags |= SIE_VER_NO_DATE;
		sie_say(&r->b, SEV_ERROR, v.line, MSG_sie_ver_no_date, ARG(day));
	}
	if (v.no.n == 0)
		v.flags |= SIE_VER_NO_NUMBER;
	if (!sie_build_ver(&r->b, &v))
		stop(r);
	return EL_ENTRY;
}

static enum element
in_entry(struct sie5 *r, const char *name, atts a)
{
	struct sie_row *row = &r->row;
	str no = str_trim(attr(a, "accountId"));

	if (strcmp(name, "EntryInfo") == 0) {
		r->b.c.ver_reg[r->b.c.n_ver] = day_of(r, attr(a, "date"));
		r->b.c.ver_sign[r->b.c.n_ver] = for_batch(r, a, "by");
		return EL_LEAF;
	}
	if (strcmp(name, "LedgerEntry") != 0)
		return EL_OTHER;
	*row = (struct sie_row){.line = line_of(r), .at = offset_of(r), .obj = r->obj};
	r->n_obj = 0;
	r->row_ok = amount_of(r, attr(a, "amount"), &row->ore);
	if (no.n == 0) {
		sie_say0(&r->b, SEV_ERROR, row->line, MSG_sie_no_account);
		r->row_ok = false;
	} else if (r->row_ok && !sie_build_account(&r->b, no, row->line, &row->account)) {
		stop(r);
	}
	row->text = for_batch(r, a, "text");
	row->day = day_of(r, attr(a, "ledgerDate"));
	row->has_qty = quantity_of(r, attr(a, "quantity"), &row->qty);
	return EL_ROW;
}

static void
row_end(struct sie5 *r)
{
	uint64_t end = offset_of(r) + (uint64_t)XML_GetCurrentByteCount(r->p);

	r->row.len = end < r->row.at ? 0 : (uint32_t)(end - r->row.at);
	r->row.n_obj = r->n_obj;
	if (!r->row_ok)
		r->b.c.ver_flags[r->b.c.n_ver] |= SIE_VER_BAD_ROW;
	else if (!sie_build_row(&r->b, &r->row) || !sie_build_tidy(&r->b, r->row.line))
		stop(r);
}

static void
entry_end(struct sie5 *r)
{
	uint64_t end = offset_of(r) + (uint64_t)XML_GetCurrentByteCount(r->p);

	if (!sie_build_ver_end(&r->b, end))
		stop(r);
}

static enum element
root(struct sie5 *r, const char *name)
{
	bool entry_file = strcmp(name, "SieEntry") == 0;

	if (!entry_file && strcmp(name, "Sie") != 0) {
		(void)fail(r->b.e, RC_INVALID, MSG_sie5_not_sie, ARG(r->b.file));
		stop(r);
	}
	r->b.f->entry = entry_file;
	return EL_ROOT;
}

static enum element
in_root(struct sie5 *r, const char *name, atts a)
{
	if (strcmp(name, "FileInfo") == 0)
		return EL_FILE_INFO;
	if (strcmp(name, "Accounts") == 0)
		return EL_ACCOUNTS;
	if (strcmp(name, "Dimensions") == 0)
		return EL_DIMENSIONS;
	if (strcmp(name, "Journal") != 0)
		return EL_OTHER;
	r->series = kept(r, a, "id");
	return EL_JOURNAL;
}

static enum element
enter(struct sie5 *r, const char *name, atts a)
{
	switch (r->depth == 0 ? EL_OTHER : r->at[r->depth]) {
	case EL_OTHER:
		return root(r, name);
	case EL_ROOT:
		return in_root(r, name, a);
	case EL_FILE_INFO:
		return file_info(r, name, a);
	case EL_FISCAL_YEARS:
		return fiscal_year(r, name, a);
	case EL_ACCOUNTS:
		return account(r, name, a);
	case EL_ACCOUNT:
		return balance(r, name, a);
	case EL_DIMENSIONS:
		return dimension(r, name, a);
	case EL_DIMENSION:
		return object(r, name, a);
	case EL_BALANCE:
		return reference(r, name, a);
	case EL_JOURNAL:
		return entry(r, name, a);
	case EL_ENTRY:
		return in_entry(r, name, a);
	case EL_ROW:
		if (strcmp(name, "Overstrike") == 0)
			r->row.kind = SIE_BTRANS;
		return reference(r, name, a);
	case EL_LEAF:
		break;
	}
	return EL_OTHER;
}

static void XMLCALL
start_element(void *arg, const XML_Char *full, atts a)
{
	struct sie5 *r = arg;
	const char *name = full + sizeof NAMESPACE;
	size_t n = strlen(full);
	bool ours = n > sizeof NAMESPACE && memcmp(full, NAMESPACE, sizeof NAMESPACE - 1) == 0 &&
	    full[sizeof NAMESPACE - 1] == SEPARATOR;
	enum element el;

	if (!r->ok)
		return;
	if (r->depth + r->skip >= DEPTH_MAX) {
		(void)fail(r->b.e, RC_LIMIT, MSG_sie5_deep, ARG(r->b.file), ARG(line_of(r)));
		stop(r);
		return;
	}
	if (r->skip > 0 || (!ours && r->depth > 0)) {
		r->skip++;
		return;
	}
	el = enter(r, ours ? name : "", a);
	if (el == EL_OTHER)
		r->skip++;
	else
		r->at[++r->depth] = el;
}

static void XMLCALL
end_element(void *arg, const XML_Char *full)
{
	struct sie5 *r = arg;

	(void)full;
	if (!r->ok)
		return;
	if (r->skip > 0) {
		r->skip--;
		return;
	}
	must(r->depth > 0);
	switch (r->at[r->depth--]) {
	case EL_FISCAL_YEARS:
		number_years(r);
		break;
	case EL_BALANCE:
		balance_end(r);
		break;
	case EL_ROW:
		row_end(r);
		break;
	case EL_ENTRY:
		entry_end(r);
		break;
	default:
		break;
	}
}

static void XMLCALL
doctype(void *arg, const XML_Char *name, const XML_Char *system, const XML_Char *public_,
    int subset)
{
	struct sie5 *r = arg;

	(void)name;
	(void)system;
	(void)public_;
	(void)subset;
	(void)fail(r->b.e, RC_INVALID, MSG_xml_doctype, ARG(r->b.file));
	stop(r);
}

bool
sie5_sniff(str bytes)
{
	str head = str_sub(bytes, 0, SNIFF_BYTES);

	return str_find(head, STR(NAMESPACE), 0) < head.n;
}

/* Is it XML at all, for a better message than a syntax error? */
static bool
is_xml(str s)
{
	if (str_has_prefix(s, STR("\xef\xbb\xbf")))
		s = str_sub(s, 3, s.n);
	return str_has_prefix(str_trim(s), STR("<")) || str_has_prefix(s, STR("\xff\xfe")) ||
	    str_has_prefix(s, STR("\xfe\xff"));
}

static bool
run(struct sie5 *r, str bytes)
{
	size_t i = 0;
	bool last;

	do {
		size_t n = bytes.n - i < CHUNK ? bytes.n - i : CHUNK;

		last = i + n == bytes.n;
		if (XML_Parse(r->p, bytes.p + i, (int)n, last) != XML_STATUS_OK) {
			if (!r->ok)
				return false;
			return fail(r->b.e, RC_INVALID, MSG_xml_syntax, ARG(r->b.file),
			    ARG(line_of(r)), ARG(XML_ErrorString(XML_GetErrorCode(r->p))));
		}
		i += n;
	} while (!last);
	return r->ok;
}

bool
sie5_read(struct arena *mem, str bytes, str file, const struct sie_sink *sink, struct sie *out,
    struct diag *d, struct err *e)
{
	struct sie5 *r = arena_new(mem, struct sie5);
	bool ok;

	*out = (struct sie){.xml = true,
	    .type = 5,
	    .type_stated = true,
	    .set = CHARSET_UTF8,
	    .bytes = bytes.n};
	if (!is_xml(bytes))
		return fail(e, RC_INVALID, MSG_sie5_not_sie, ARG(file));
	r->p = XML_ParserCreateNS(NULL, SEPARATOR);
	if (r->p == NULL)
		return fail(e, RC_LIMIT, MSG_xml_memory, ARG(file));
	r->ok = true;
	r->primary = -1;
	r->b.file = file;
	r->b.sink = sink;
	r->b.d = d;
	r->b.e = e;
	sie_build_init(&r->b, mem, out, str_hash(str_sub(bytes, 0, 4096), bytes.n));
	XML_SetUserData(r->p, r);
	XML_SetElementHandler(r->p, start_element, end_element);
	XML_SetStartDoctypeDeclHandler(r->p, doctype);
	ok = run(r, bytes) && sie_build_end(&r->b);
	out->n_line = XML_GetCurrentLineNumber(r->p);
	XML_ParserFree(r->p);
	sie_build_free(&r->b);
	if (ok && out->currency.n == 0)
		out->currency = STR("SEK");
	return ok;
}
