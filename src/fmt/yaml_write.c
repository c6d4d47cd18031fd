/* One spelling for each value, so that files written by the program change only
 * where their content does. */
#include "fmt/yaml.h"

enum { INDENT = 2 };

void
yaml_out_init(struct yaml_out *o, struct sb *b)
{
	*o = (struct yaml_out){.b = b};
}

static void
blanks(struct yaml_out *o, int n)
{
	for (int i = 0; i < n; i++)
		sb_chr(o->b, ' ');
}

/* What must stand before the next member (key or dash) of the current level. */
static void
member(struct yaml_out *o)
{
	if (o->level[o->depth].any)
		blanks(o, o->level[o->depth].indent);
	else if (o->lead == YAML_LEAD_KEY)
		sb_chr(o->b, '\n');
	if (o->lead == YAML_LEAD_KEY)
		blanks(o, o->level[o->depth].indent);
	o->level[o->depth].any = true;
	o->lead = YAML_LEAD_NONE;
}

/* Before any value: the dash of a sequence's item. */
static void
value(struct yaml_out *o)
{
	if (o->depth == 0) {
		must(!o->level[0].any);
		o->level[0].any = true;
		return;
	}
	if (o->level[o->depth].in_seq) {
		member(o);
		sb_lit(o->b, "- ");
		return;
	}
	must(o->keyed);
}

static void
open_level(struct yaml_out *o, bool seq)
{
	bool in_map = o->depth > 0 && !o->level[o->depth].in_seq;
	int indent = o->depth == 0 ? 0 : o->level[o->depth].indent + INDENT;

	value(o);
	must(o->depth < YAML_DEPTH_MAX);
	o->lead = o->depth == 0 ? YAML_LEAD_NONE : in_map ? YAML_LEAD_KEY : YAML_LEAD_DASH;
	o->keyed = false;
	o->depth++;
	o->level[o->depth].indent = indent;
	o->level[o->depth].in_seq = seq;
	o->level[o->depth].any = false;
}

void
yaml_put_map(struct yaml_out *o)
{
	open_level(o, false);
}

void
yaml_put_seq(struct yaml_out *o)
{
	open_level(o, true);
}

void
yaml_put_end(struct yaml_out *o)
{
	must(o->depth > 0);
	must(!o->keyed);
	if (!o->level[o->depth].any) {
		if (o->lead == YAML_LEAD_KEY)
			sb_chr(o->b, ' ');
		if (o->level[o->depth].in_seq)
			sb_lit(o->b, "[]\n");
		else
			sb_lit(o->b, "{}\n");
		o->lead = YAML_LEAD_NONE;
	}
	o->depth--;
}

/* Characters a reader of YAML 1.1 takes for a line break or cannot take at all. */
static bool
needs_escape(uint32_t c)
{
	if (c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0xfeff)
		return true;
	if (c < 0x20)
		return c != '\n' && c != '\t';
	return (c >= 0x7f && c < 0xa0) || c == 0xfffe || c == 0xffff;
}

static bool
any_escape(str s)
{
	for (size_t i = 0; i < s.n;)
		if (needs_escape(utf8_next(s, &i)))
			return true;
	return false;
}

/* Another reader would make a number of it. */
static bool
looks_numeric(str s)
{
	size_t digits = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool digit = s.p[i] >= '0' && s.p[i] <= '9';

		digits += digit;
		if (digit || s.p[i] == '.' || s.p[i] == '_' || s.p[i] == ':')
			continue;
		if (i == 0 && (s.p[i] == '-' || s.p[i] == '+'))
			continue;
		if (i > 0 && (s.p[i] == 'e' || s.p[i] == 'E' || s.p[i] == 'x' || s.p[i] == 'o'))
			continue;
		return false;
	}
	return digits > 0;
}

static bool
is_word(str s)
{
	static const char *const WORD[] = {"null", "Null", "NULL", "true", "True", "TRUE", "false",
	    "False", "FALSE", "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off",
	    "OFF", "y", "Y", "n", "N"};

	for (size_t i = 0; i < COUNTOF(WORD); i++)
		if (str_eq(s, str_of(WORD[i])))
			return true;
	return false;
}

/* Could stand without quotes and be read back as the same text. */
static bool
fits_plain(str s)
{
	const str INDICATOR = STR("-?:,[]{}#&*!|>'\"%@`~=<");
	char first, last;

	if (s.n == 0 || any_escape(s) || str_find_byte(s, '\n', 0) < s.n ||
	    str_find_byte(s, '\t', 0) < s.n)
		return false;
	first = s.p[0];
	last = s.p[s.n - 1];
	if (first == ' ' || last == ' ' || last == ':')
		return false;
	if (str_find_byte(INDICATOR, first, 0) < INDICATOR.n)
		return false;
	if (str_has_prefix(s, STR("---")) || str_has_prefix(s, STR("...")))
		return false;
	return str_find(s, STR(": "), 0) == s.n && str_find(s, STR(" #"), 0) == s.n;
}

/* A negative number of another writer: plain although it begins with a hyphen. */
static bool
fits_negative(str s)
{
	if (s.n < 2 || s.p[0] != '-' || s.p[1] < '0' || s.p[1] > '9')
		return false;
	return fits_plain(str_sub(s, 1, s.n));
}

static void
quoted(struct sb *b, str s)
{
	sb_chr(b, '"');
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		if (c == '"' || c == '\\') {
			sb_chr(b, '\\');
			sb_chr(b, (char)c);
		} else if (c == '\n') {
			sb_lit(b, "\\n");
		} else if (c == '\t') {
			sb_lit(b, "\\t");
		} else if (needs_escape(c)) {
			sb_printf(b, c < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)c);
		} else {
			sb_utf8(b, c);
		}
	}
	sb_chr(b, '"');
}

/* Several lines that a literal block gives back exactly. */
static bool
fits_block(str s)
{
	if (any_escape(s) || str_find_byte(s, '\n', 0) == s.n)
		return false;
	return s.p[0] != '\n' && s.p[0] != ' ' && s.p[0] != '\t';
}

static void
block(struct yaml_out *o, str s)
{
	int indent = o->depth == 0 ? INDENT : o->level[o->depth].indent + INDENT;
	str line, rest = s;

	sb_chr(o->b, '|');
	if (!str_has_suffix(s, STR("\n")))
		sb_chr(o->b, '-');
	else if (str_has_suffix(s, STR("\n\n")))
		sb_chr(o->b, '+');
	if (str_has_suffix(s, STR("\n")))
		rest.n--;
	while (str_cut(&rest, '\n', &line)) {
		sb_chr(o->b, '\n');
		if (line.n > 0)
			blanks(o, indent);
		sb_str(o->b, line);
	}
}

static void
scalar(struct yaml_out *o, str text, bool plain)
{
	value(o);
	if (o->keyed)
		sb_chr(o->b, ' ');
	o->keyed = false;
	if (plain)
		sb_str(o->b, text);
	else if (fits_block(text))
		block(o, text);
	else
		quoted(o->b, text);
	sb_chr(o->b, '\n');
}

void
yaml_put_key(struct yaml_out *o, str key)
{
	must(o->depth > 0 && !o->level[o->depth].in_seq);
	must(!o->keyed);
	member(o);
	if (fits_plain(key) && !is_word(key))
		sb_str(o->b, key);
	else
		quoted(o->b, key);
	sb_chr(o->b, ':');
	o->keyed = true;
}

void
yaml_put_str(struct yaml_out *o, str text)
{
	scalar(o, text, fits_plain(text) && !is_word(text) && !looks_numeric(text));
}

void
yaml_put_i64(struct yaml_out *o, int64_t v)
{
	yaml_put_dec(o, dec_int(v));
}

void
yaml_put_dec(struct yaml_out *o, dec v)
{
	char text[DEC_TEXT_MAX];

	if (dec_ok(v))
		scalar(o, (str){text, dec_text(v, text)}, true);
	else
		yaml_put_null(o);
}

void
yaml_put_bool(struct yaml_out *o, bool v)
{
	scalar(o, v ? STR("true") : STR("false"), true);
}

void
yaml_put_null(struct yaml_out *o)
{
	scalar(o, STR("null"), true);
}

void
yaml_put_pair(struct yaml_out *o, str key, str text)
{
	yaml_put_key(o, key);
	yaml_put_str(o, text);
}

static void
emit_scalar(struct yaml_out *o, const struct yaml *y)
{
	if (yaml_is_null(y))
		yaml_put_null(o);
	else if (y->style == YAML_IN_PLAIN && (fits_plain(y->text) || fits_negative(y->text)))
		scalar(o, y->text, true);
	else
		scalar(o, y->text, false);
}

void
yaml_emit(struct sb *b, const struct yaml *root)
{
	/* The nodes whose next sibling is to be written when their level ends. */
	const struct yaml *at[YAML_DEPTH_MAX + 1];
	struct yaml_out o;
	int depth = 0;

	yaml_out_init(&o, b);
	if (root == NULL)
		return;
	at[0] = root;
	for (;;) {
		const struct yaml *y = at[depth];

		if (y == NULL) {
			yaml_put_end(&o);
			at[depth - 1] = at[depth - 1]->next;
			if (--depth == 0)
				return;
			continue;
		}
		if (depth > 0 && !o.level[o.depth].in_seq)
			yaml_put_key(&o, y->key);
		if (y->kind == YAML_IS_SCALAR) {
			emit_scalar(&o, y);
			if (depth == 0)
				return;
			at[depth] = y->next;
			continue;
		}
		if (y->kind == YAML_IS_MAP)
			yaml_put_map(&o);
		else
			yaml_put_seq(&o);
		at[++depth] = y->first;
	}
}
