/* What a file's name tells: which kind it holds, and fields of its rows.
 *
 * A kind's FILE template, "ekonomi/budget-{year}.csv", is matched against the end
 * of the path, folder by folder, and if no folder fits against the name alone. */
#include "work/import_priv.h"

/* Match one template against one name; *value gets what {field} stood for. */
bool
template_match(const char *tmpl, str name, str field, str *value)
{
	str t = str_of(tmpl);
	size_t i = 0, at = 0;

	while (i < t.n) {
		if (t.p[i] != '{') {
			if (at >= name.n || name.p[at] != t.p[i])
				return false;
			i++;
			at++;
			continue;
		}
		size_t close = str_find_byte(t, '}', i);
		must(close < t.n);
		char stop = close + 1 < t.n ? t.p[close + 1] : '\0';
		/* A hole ends at the last place where the rest could begin: names hold dots. */
		size_t end = name.n;
		while (end > at && !(end < name.n && name.p[end] == stop) && stop != '\0')
			end--;
		if (end == at || str_find_byte(str_sub(name, at, end), '/', 0) < end - at)
			return false;
		if (value != NULL && str_eq(str_sub(t, i + 1, close), field))
			*value = str_sub(name, at, end);
		at = end;
		i = close + 1;
	}
	return at == name.n;
}

static size_t
depth_of(str path)
{
	size_t n = 0;

	for (size_t i = 0; i < path.n; i++)
		n += path.p[i] == '/';
	return n;
}

/* The last folders of a name, as many as the template has. */
static str
tail(str name, size_t depth)
{
	size_t seen = 0;

	for (size_t i = name.n; i > 0; i--)
		if (name.p[i - 1] == '/' && seen++ == depth)
			return str_sub(name, i, name.n);
	return name;
}

static int
kind_named(str as)
{
	for (int k = 0; k < KIND__COUNT; k++)
		if (str_eq(as, str_of(kinds[k].name)) || str_eq(as, str_of(kinds[k].list)))
			return k;
	return -1;
}

int
import_kind_of(const struct import *im, str name, str as)
{
	(void)im;
	if (as.n > 0)
		return kind_named(as);
	for (int k = 0; k < KIND__COUNT; k++)
		if (kinds[k].storage != STORE_YAML &&
		    template_match(kinds[k].file, tail(name, depth_of(str_of(kinds[k].file))),
		        STR(""), NULL))
			return k;
	int found = -1, n = 0;
	for (int k = 0; k < KIND__COUNT; k++) {
		str t = str_of(kinds[k].file);
		size_t slash = t.n;
		while (slash > 0 && t.p[slash - 1] != '/')
			slash--;
		/* "{series}.csv" alone would take every name. */
		if (kinds[k].storage != STORE_CSV || t.p[slash] == '{')
			continue;
		if (template_match(kinds[k].file + slash, tail(name, 0), STR(""), NULL)) {
			found = k;
			n++;
		}
	}
	return n == 1 ? found : -1;
}
