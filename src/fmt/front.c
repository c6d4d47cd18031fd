/* The rule is a line of its own: three hyphens, blanks after them allowed. */
#include "fmt/front.h"

#include "fmt/messages.h"

static bool
is_rule(str line)
{
	size_t n = line.n;

	while (n > 3 && (line.p[n - 1] == ' ' || line.p[n - 1] == '\t' || line.p[n - 1] == '\r'))
		n--;
	return n == 3 && str_has_prefix(line, STR("---"));
}

bool
front_read(struct arena *mem, str bytes, str file, struct front *out, struct err *e)
{
	str all = bytes, line, rest;

	*out = (struct front){.body = bytes};
	if (!utf8_ok(bytes))
		return fail(e, RC_INVALID, MSG_front_not_utf8, ARG(file));
	if (str_has_prefix(all, STR("\xef\xbb\xbf")))
		all = str_sub(all, 3, all.n);
	out->body = all;
	rest = all;
	if (!str_cut(&rest, '\n', &line) || !is_rule(line))
		return true;
	out->body_line = 1;
	while (str_cut(&rest, '\n', &line)) {
		out->body_line++;
		if (!is_rule(line))
			continue;
		size_t from = str_find_byte(all, '\n', 0) + 1;
		str meta = {all.p + from, (size_t)(line.p - (all.p + from))};

		out->body = rest.p != NULL ? rest : str_sub(all, all.n, all.n);
		return yaml_read(mem, meta, file, 1, &out->meta, e);
	}
	return fail(e, RC_INVALID, MSG_front_open, ARG(file));
}

void
front_write(struct sb *b, const struct yaml *meta, str body)
{
	/* A body that begins with a rule would be taken for front matter. */
	if (meta != NULL || str_has_prefix(body, STR("---"))) {
		sb_lit(b, "---\n");
		yaml_emit(b, meta);
		sb_lit(b, "---\n");
	}
	sb_str(b, body);
}
