/* input_docx.c -- the words of a Word document: word/document.xml of the package
 * (ECMA-376 part 1, WordprocessingML), paragraphs as lines, tables with tabs.
 *
 * The package is limited before it is unpacked; DTDs are refused. */
#include "core/claims/input/input.h"

#include <expat.h>
#include <string.h>
#include <zip.h>

#define PART_MAX ((zip_uint64_t)96 << 20)
#define RATIO_MAX 300u
#define CHUNK 65536
#define DEPTH_MAX 200

struct docx_in {
	struct text_out out;
	XML_Parser p;
	bool text;       /* inside w:t */
	int cell, table; /* cells of the row so far; tables open */
	int depth;
	bool bad;
};

static const char *
local(const XML_Char *name)
{
	const char *bar = strrchr(name, '|');

	return bar != NULL ? bar + 1 : name;
}

static void XMLCALL
on_start(void *arg, const XML_Char *full, const XML_Char **atts)
{
	struct docx_in *d = arg;
	const char *name = local(full);

	(void)atts;
	if (++d->depth > DEPTH_MAX) {
		d->bad = true;
		XML_StopParser(d->p, XML_FALSE);
		return;
	}
	if (strcmp(name, "t") == 0) {
		d->text = true;
	} else if (strcmp(name, "tbl") == 0) {
		if (d->table++ == 0)
			text_out_line(&d->out, true);
	} else if (strcmp(name, "tr") == 0 && d->table == 1) {
		text_out_line(&d->out, false);
		d->cell = 0;
	} else if (strcmp(name, "tc") == 0 && d->table == 1) {
		if (d->cell++ > 0)
			text_out_tab(&d->out);
	} else if (strcmp(name, "numPr") == 0 && d->table == 0) {
		text_out_put(&d->out, STR("- "));
	} else if (strcmp(name, "tab") == 0) {
		text_out_space(&d->out);
	} else if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0) {
		text_out_space(&d->out);
	} else if (strcmp(name, "noBreakHyphen") == 0) {
		text_out_put(&d->out, STR("-"));
	}
}

static void XMLCALL
on_end(void *arg, const XML_Char *full)
{
	struct docx_in *d = arg;
	const char *name = local(full);

	d->depth--;
	if (strcmp(name, "t") == 0) {
		d->text = false;
	} else if (strcmp(name, "p") == 0) {
		if (d->table == 0)
			text_out_line(&d->out, true);
		else
			text_out_space(&d->out);
	} else if (strcmp(name, "tbl") == 0) {
		if (--d->table == 0)
			text_out_line(&d->out, true);
	}
}

static void XMLCALL
on_text(void *arg, const XML_Char *s, int n)
{
	struct docx_in *d = arg;
	size_t from = 0, len = (size_t)n;

	if (!d->text)
		return;
	for (size_t i = 0; i <= len; i++) {
		bool end = i == len;
		bool space = !end && (s[i] == ' ' || (s[i] >= '\t' && s[i] <= '\r'));
		if (!end && !space)
			continue;
		text_out_put(&d->out, (str){s + from, i - from});
		if (space)
			text_out_space(&d->out);
		from = i + 1;
	}
}

static void XMLCALL
on_doctype(void *arg, const XML_Char *name, const XML_Char *sys, const XML_Char *pub, int subset)
{
	struct docx_in *d = arg;

	(void)name, (void)sys, (void)pub, (void)subset;
	d->bad = true;
	XML_StopParser(d->p, XML_FALSE);
}

static bool
feed(struct docx_in *d, zip_file_t *in)
{
	zip_uint64_t total = 0;

	for (;;) {
		void *buf = XML_GetBuffer(d->p, CHUNK);
		zip_int64_t n = buf != NULL ? zip_fread(in, buf, CHUNK) : -1;
		if (n < 0 || (total += (zip_uint64_t)n) > PART_MAX)
			return false;
		if (XML_ParseBuffer(d->p, (int)n, n == 0) != XML_STATUS_OK)
			return false;
		if (n == 0)
			return !d->bad;
	}
}

static bool
read_part(struct docx_in *d, zip_t *z)
{
	zip_stat_t st;

	if (zip_stat(z, "word/document.xml", 0, &st) != 0 || st.size > PART_MAX ||
	    (st.comp_size > 0 && st.size / st.comp_size > RATIO_MAX && st.size > (1u << 20)))
		return false;
	zip_file_t *in = zip_fopen_index(z, st.index, 0);
	if (in == NULL)
		return false;
	d->p = XML_ParserCreateNS(NULL, '|');
	bool ok = d->p != NULL;
	if (ok) {
		XML_SetUserData(d->p, d);
		XML_SetElementHandler(d->p, on_start, on_end);
		XML_SetCharacterDataHandler(d->p, on_text);
		XML_SetStartDoctypeDeclHandler(d->p, on_doctype);
		ok = feed(d, in);
		XML_ParserFree(d->p);
	}
	zip_fclose(in);
	return ok;
}

bool
claims_doc_from_docx(struct arena *mem, str name, str bytes, struct claims_doc *out, struct err *e)
{
	struct docx_in d = {.cell = 0};
	zip_error_t ze;

	if (bytes.n > CLAIMS_BYTES_MAX)
		return fail(e, RC_LIMIT, MSG_claims_too_long,
		    ARG((int64_t)(CLAIMS_BYTES_MAX >> 20)));
	zip_error_init(&ze);
	zip_source_t *src = zip_source_buffer_create(bytes.p, bytes.n, 0, &ze);
	zip_t *z = src != NULL ? zip_open_from_source(src, ZIP_RDONLY, &ze) : NULL;
	if (z == NULL) {
		zip_source_free(src);
		zip_error_fini(&ze);
		return fail(e, RC_INVALID, MSG_claims_not_docx, ARG(name));
	}
	text_out_init(&d.out, mem);
	bool ok = read_part(&d, z);
	zip_discard(z);
	zip_error_fini(&ze);
	if (!ok)
		return fail(e, RC_INVALID, MSG_claims_not_docx, ARG(name));
	return text_out_done(&d.out, name, out, e);
}
