/* Vouchers and their rows. */
#include "fmt/sie4_priv.h"
#include "fmt/sie4_value.h"

static const struct sie4_field NO_FIELD = {.raw = {"", 0}, .plain = true};

static const struct sie4_field *
field(const struct sie4 *r, size_t i)
{
	return i < r->l.n && !r->l.f[i].list ? &r->l.f[i] : &NO_FIELD;
}

static void
say_value(struct sie4 *r, enum value v, str text)
{
	if (v == VALUE_LENIENT)
		sie_say(&r->b, SEV_NOTE, r->line, MSG_sie_number_odd, ARG(text));
	else if (v == VALUE_ROUNDED)
		sie_say(&r->b, SEV_WARNING, r->line, MSG_sie_number_rounded, ARG(text));
	else if (v == VALUE_BAD || v == VALUE_NONE)
		sie_say(&r->b, SEV_ERROR, r->line, MSG_sie_number_bad, ARG(text));
	else if (v == VALUE_BIG)
		sie_say(&r->b, SEV_ERROR, r->line, MSG_sie_number_big, ARG(text));
}

/* Most days are the one before again. */
static enum value
date_of(struct sie4 *r, str text, date *out)
{
	uint64_t key;

	*out = (date){0};
	if (text.n == 0)
		return VALUE_NONE;
	if (text.n != sizeof key)
		return sie4_date(text, out);
	key = load8(text.p);
	if (key == r->near_day) {
		*out = r->day;
		return VALUE_OK;
	}
	const enum value v = sie4_date(text, out);
	if (v == VALUE_OK) {
		r->near_day = key;
		r->day = *out;
	}
	return v;
}

static date
ver_date(struct sie4 *r, str text, uint8_t *flags)
{
	date day;

	switch (date_of(r, text, &day)) {
	case VALUE_OK:
		break;
	case VALUE_LENIENT:
		sie_say(&r->b, SEV_WARNING, r->line, MSG_sie_date_odd, ARG(text),
		    ARG(date_str(r->b.mem, day)));
		break;
	default:
		*flags |= SIE_VER_NO_DATE;
		sie_say(&r->b, SEV_ERROR, r->line, MSG_sie_ver_no_date, ARG(text));
	}
	return day;
}

static bool
ver(struct sie4 *r)
{
	struct sie_ver v = {.line = r->line, .at = r->at};
	str reg = sie4_batch_text(r, field(r, 5));

	if (!sie4_ver_close(r))
		return false;
	v.series = sie4_batch_text(r, field(r, 1));
	v.no = sie4_batch_text(r, field(r, 2));
	v.day = ver_date(r, sie4_batch_text(r, field(r, 3)), &v.flags);
	v.text = sie4_batch_text(r, field(r, 4));
	v.sign = sie4_batch_text(r, field(r, 6));
	if (date_of(r, reg, &v.reg) == VALUE_BAD)
		sie_say(&r->b, SEV_NOTE, r->line, MSG_sie_date_bad, ARG(reg));
	if (v.no.n == 0)
		v.flags |= SIE_VER_NO_NUMBER;
	if (!sie_build_ver(&r->b, &v))
		return false;
	r->where = SIE4_VER_MET;
	r->ver_end = r->end;
	/* The brace at the end of the record instead of on a line of its own. */
	if ((r->l.flags & SIE4_LEX_OPEN_LIST) && r->l.n_member == 0)
		r->where = SIE4_IN_VER;
	return true;
}

bool
sie4_ver_close(struct sie4 *r)
{
	if (r->where == SIE4_OUTSIDE)
		return true;
	if (r->where == SIE4_IN_VER)
		sie_say0(&r->b, SEV_WARNING, r->line, MSG_sie_brace_missing);
	r->where = SIE4_OUTSIDE;
	r->mirror_due = false;
	return sie_build_ver_end(&r->b, r->ver_end);
}

/* The row after an #RTRANS must be the #TRANS it stands for. */
static void
check_mirror(struct sie4 *r, const struct sie_row *row)
{
	if (r->mirror_due &&
	    !(row->kind == SIE_TRANS && row->account == r->mirror_account &&
	        row->ore == r->mirror_ore))
		sie_say0(&r->b, SEV_WARNING, row->line, MSG_sie_no_mirror);
	r->mirror_due = row->kind == SIE_RTRANS;
	r->mirror_account = row->account;
	r->mirror_ore = row->ore;
}

/* Date and text of a row; some programs leave the date out and write the text
 * in its place. */
static void
row_date_text(struct sie4 *r, size_t i, struct sie_row *row)
{
	str day = sie4_batch_text(r, field(r, i));

	row->text = sie4_batch_text(r, field(r, i + 1));
	switch (date_of(r, day, &row->day)) {
	case VALUE_LENIENT:
		sie_say(&r->b, SEV_NOTE, r->line, MSG_sie_date_odd, ARG(day),
		    ARG(date_str(r->b.mem, row->day)));
		break;
	case VALUE_BAD:
		if (row->text.n == 0) {
			row->text = day;
			sie_say(&r->b, SEV_NOTE, r->line, MSG_sie_text_for_date, ARG(day));
		} else {
			sie_say(&r->b, SEV_WARNING, r->line, MSG_sie_date_bad, ARG(day));
		}
		break;
	default:
		break;
	}
}

static void
row_quantity(struct sie4 *r, size_t i, struct sie_row *row)
{
	str text = sie4_batch_text(r, field(r, i));
	enum value v = text.n > 0 ? sie4_quantity(text, &row->qty) : VALUE_NONE;

	row->has_qty = v == VALUE_OK || v == VALUE_LENIENT;
	if (v == VALUE_BAD || v == VALUE_BIG)
		sie_say(&r->b, SEV_WARNING, r->line, MSG_sie_quantity_bad, ARG(text));
}

/* A row that cannot be booked: the voucher tells. */
static bool
left_out(struct sie4 *r)
{
	r->b.c.ver_flags[r->b.c.n_ver] |= SIE_VER_BAD_ROW;
	return true;
}

static bool
trans(struct sie4 *r, enum sie_row_kind kind)
{
	struct sie_row row = {.kind = kind,
	    .line = r->line,
	    .at = r->at,
	    .len = (uint32_t)(r->end - r->at)};
	bool has_list = r->l.n > 2 && r->l.f[2].list;
	size_t at = has_list ? 3 : 2;
	uint32_t obj[SIE_OBJS_MAX];
	str no = str_trim(sie4_batch_text(r, field(r, 1)));
	str amount = sie4_batch_text(r, field(r, at));
	enum value v = sie4_amount(amount, &row.ore);

	if (r->where == SIE4_OUTSIDE) {
		sie_say0(&r->b, SEV_ERROR, r->line, MSG_sie_row_outside);
		return true;
	}
	if (r->where == SIE4_VER_MET)
		sie_say0(&r->b, SEV_WARNING, r->line, MSG_sie_brace_missing);
	r->where = SIE4_IN_VER;
	r->ver_end = r->end;
	say_value(r, v, amount);
	if (v == VALUE_BAD || v == VALUE_BIG || v == VALUE_NONE)
		return left_out(r);
	if (no.n == 0) {
		sie_say0(&r->b, SEV_ERROR, r->line, MSG_sie_no_account);
		return left_out(r);
	}
	if (!has_list)
		sie_say0(&r->b, SEV_NOTE, r->line, MSG_sie_no_list);
	if (!sie4_used_account(r, no, &row.account) || !sie4_objects(r, obj, &row.n_obj))
		return false;
	row.obj = obj;
	row_date_text(r, at + 1, &row);
	row_quantity(r, at + 3, &row);
	row.sign = sie4_batch_text(r, field(r, at + 4));
	check_mirror(r, &row);
	return sie_build_row(&r->b, &row);
}

static inline bool
is(str label, str want)
{
	return label.n == want.n && memcmp(label.p, want.p, want.n) == 0;
}

bool
sie4_ver_record(struct sie4 *r, bool *known)
{
	str label = r->l.f[0].raw;

	*known = true;
	if (is(label, STR("#TRANS")))
		return trans(r, SIE_TRANS);
	if (is(label, STR("#VER")))
		return ver(r);
	if (is(label, STR("#RTRANS")))
		return trans(r, SIE_RTRANS);
	if (is(label, STR("#BTRANS")))
		return trans(r, SIE_BTRANS);
	*known = false;
	return true;
}
