#include "web/html.h"

#include <inttypes.h>
#include <stdio.h>

void
html_lit(struct html *h, const char *p, size_t n)
{
	sb_put(&h->out, p, n);
}

/* One escape for text and for double-quoted attributes alike. */
void
html_put_str(struct html *h, str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		const char *as = NULL;
		size_t n = 0;
		switch (s.p[i]) {
		case '&':
			as = "&amp;";
			n = 5;
			break;
		case '<':
			as = "&lt;";
			n = 4;
			break;
		case '>':
			as = "&gt;";
			n = 4;
			break;
		case '"':
			as = "&quot;";
			n = 6;
			break;
		case '\'':
			as = "&#39;";
			n = 5;
			break;
		default:
			continue;
		}
		sb_put(&h->out, s.p + from, i - from);
		sb_put(&h->out, as, n);
		from = i + 1;
	}
	sb_put(&h->out, s.p + from, s.n - from);
}

void
html_put_int(struct html *h, int64_t v)
{
	char buf[24];
	int n = snprintf(buf, sizeof buf, "%" PRId64, v);

	must(n > 0 && (size_t)n < sizeof buf);
	sb_put(&h->out, buf, (size_t)n);
}

void
html_put_dec(struct html *h, dec v)
{
	if (dec_ok(v))
		dec_show(&h->out, v, h->lang);
}

void
html_put_part(struct html *h, struct html_part v)
{
	sb_put(&h->out, v.markup.p, v.markup.n);
}

void
html_put_url(struct html *h, struct url v)
{
	html_put_str(h, v.text);
}
