/* report_theme.c -- the look a report gets from its organisation, and its pictures. */
#include "base/base64.h"
#include "core/report/report_priv.h"
#include "doc/theme.h"

#include <string.h>

static const double pt_per_mm = 72 / 25.4;
static const double logo_width_mm = 42; /* where the theme does not say */
enum { MARGIN_MM_MIN = 10, MARGIN_MM_MAX = 60, LOGO_MM_MAX = 120 };

/* A colour of the theme by its field. */
static const struct {
	enum theme_color color;
	const char *name;
	size_t at;
} fields[] = {
    {TC_DEEP, "deep", offsetof(struct theme, deep)},
    {TC_ACCENT, "accent", offsetof(struct theme, accent)},
    {TC_INK, "ink", offsetof(struct theme, ink)},
    {TC_MUTED, "muted", offsetof(struct theme, muted)},
    {TC_LINE, "line", offsetof(struct theme, line)},
    {TC_TINT, "tint", offsetof(struct theme, tint)},
    {TC_S0, "series1", offsetof(struct theme, series1)},
    {TC_S1, "series2", offsetof(struct theme, series2)},
    {TC_S2, "series3", offsetof(struct theme, series3)},
    {TC_S3, "series4", offsetof(struct theme, series4)},
    {TC_MET, "met", offsetof(struct theme, met)},
    {TC_PARTLY, "partly", offsetof(struct theme, partly)},
    {TC_NOT, "not_met", offsetof(struct theme, not_met)},
    {TC_NEUTRAL, "neutral", offsetof(struct theme, neutral)},
};

static struct place
place_of(const struct theme *t, const char *field)
{
	(void)t;
	return (struct place){.file = STR("rapport/tema.yaml"), .node = str_of(field)};
}

static str
field_at(const struct theme *t, size_t at)
{
	str s;

	memcpy(&s, (const char *)t + at, sizeof s);
	return s;
}

static const char *
field_of(enum theme_color c)
{
	for (size_t i = 0; i < COUNTOF(fields); i++)
		if (fields[i].color == c)
			return fields[i].name;
	return "";
}

static str
hex(struct arena *mem, uint32_t rgb)
{
	return str_fmt(mem, "#%06x", (unsigned)rgb);
}

/* "4,5": a ratio as it is printed, rounded down so that what fails never looks met. */
static str
ratio_text(struct build *b, double ratio)
{
	return show_dec(b, dec_of((int)(ratio * 10), 1), 1);
}

/* ---- the parts of a theme ---- */

static void
colors(struct build *b, const struct theme *row, struct doc_theme *t)
{
	for (size_t i = 0; i < COUNTOF(fields); i++) {
		str text = field_at(row, fields[i].at);
		if (text.n > 0 && !theme_color_read(text, &t->color[fields[i].color]))
			diag_add(b->d, SEV_ERROR, place_of(row, fields[i].name), MSG_theme_color,
			    ARG(fields[i].name), ARG(text));
	}
}

static void
contrasts(struct build *b, const struct theme *row, const struct doc_theme *t)
{
	struct theme_pair p;

	for (size_t i = 0; theme_pair_at(t, i, &p); i++)
		if (p.ratio < p.least)
			diag_add(b->d, SEV_ERROR, place_of(row, field_of(p.color)),
			    MSG_theme_contrast, ARG(field_of(p.color)), ARG(hex(b->mem, p.rgb)),
			    ARG(hex(b->mem, p.ground)), ARG(ratio_text(b, p.ratio)),
			    ARG(ratio_text(b, p.least)),
			    ARG(hex(b->mem, theme_readable(p.rgb, p.ground, p.least))));
}

static double
margin(struct build *b, const struct theme *row, const char *field, int mm)
{
	if (mm != 0 && (mm < MARGIN_MM_MIN || mm > MARGIN_MM_MAX))
		diag_add(b->d, SEV_ERROR, place_of(row, field), MSG_theme_measure, ARG(field),
		    ARG(mm), ARG(MARGIN_MM_MIN), ARG(MARGIN_MM_MAX));
	return mm * pt_per_mm;
}

/* The bytes of a file of the organisation; "" when there is none. */
static str
file_bytes(struct build *b, str id)
{
	const struct asset *a = id.n > 0 ? find_asset(b->m, id) : NULL;
	str bytes;

	return a != NULL && base64_read(b->mem, a->data, &bytes) ? bytes : STR("");
}

static bool
is_picture(str bytes)
{
	return str_has_prefix(bytes, STR("\x89PNG")) || str_has_prefix(bytes, STR("\xff\xd8"));
}

static void
logo(struct build *b, const struct theme *row, struct doc_theme *t)
{
	str bytes = file_bytes(b, row->logo);
	int mm = row->logo_width_mm;

	if (row->logo.n == 0)
		return;
	if (!is_picture(bytes) || row->logo_text.n == 0 || mm < 0 || mm > LOGO_MM_MAX) {
		diag_add(b->d, SEV_ERROR, place_of(row, "logo"), MSG_theme_logo, ARG(row->logo),
		    ARG(LOGO_MM_MAX));
		return;
	}
	struct doc_image *im = arena_new(b->mem, struct doc_image);
	*im = (struct doc_image){.data = (const unsigned char *)bytes.p,
	    .n = bytes.n,
	    .alt = row->logo_text,
	    .width_pt = (int)((mm > 0 ? mm : logo_width_mm) * pt_per_mm)};
	t->logo = im;
}

/* A family's name goes into style sheets: plain words only. */
static bool
family_ok(str name)
{
	for (size_t i = 0; i < name.n;) {
		uint32_t c = utf8_next(name, &i);
		bool ok = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == ' ' || c == '-' || (c >= 0xc0 && c < 0x250);
		if (!ok)
			return false;
	}
	return name.n <= 60;
}

static void
fonts(struct build *b, const struct theme *row, struct doc_theme *t)
{
	const str face[TF__COUNT] = {[TF_REGULAR] = row->font_regular,
	    [TF_ITALIC] = row->font_italic,
	    [TF_BOLD] = row->font_bold,
	    [TF_BOLD_ITALIC] = row->font_bold_italic};

	if (family_ok(row->font))
		t->font = row->font;
	else
		diag_add(b->d, SEV_ERROR, place_of(row, "font"), MSG_theme_font, ARG(row->font));
	for (int i = 0; i < TF__COUNT; i++) {
		t->face[i] = file_bytes(b, face[i]);
		/* A face that is not given is set in the regular one, not in another family. */
		if (t->face[i].n == 0)
			t->face[i] = t->face[TF_REGULAR];
	}
}

void
theme_build(struct build *b)
{
	const struct theme *row = b->in->report->theme.n > 0
	    ? find_theme(b->m, b->in->report->theme)
	    : b->m->n_theme > 0 ? &b->m->theme[0]
	                        : NULL;

	if (row == NULL)
		return;
	struct doc_theme *t = arena_new(b->mem, struct doc_theme);
	size_t n_err = b->d->n_err;
	*t = doc_theme_house;
	colors(b, row, t);
	if (b->d->n_err == n_err)
		contrasts(b, row, t);
	t->side = margin(b, row, "margin_mm", row->margin_mm);
	t->top = margin(b, row, "margin_top_mm", row->margin_top_mm);
	t->bottom = margin(b, row, "margin_bottom_mm", row->margin_bottom_mm);
	if (row->indent_mm > 0)
		t->indent = margin(b, row, "indent_mm", row->indent_mm);
	logo(b, row, t);
	fonts(b, row, t);
	b->doc->theme = t;
}

/* ---- ::: bild ---- */

enum { PICTURE_MM_MAX = 170 };

bool
block_picture(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	str file = tpl_arg(c, STR("fil")), alt = tpl_arg(c, STR("beskrivning"));
	str title = tpl_arg(c, STR("rubrik")), width = tpl_arg(c, STR("bredd"));
	str id = tpl_arg(c, STR("id")), *names = arena_array(b->mem, b->m->n_asset + 1, str);
	str bytes = file_bytes(b, file);
	int64_t mm = 0;

	(void)body;
	if (!is_picture(bytes)) {
		for (size_t i = 0; i < b->m->n_asset; i++)
			names[i] = b->m->asset[i].id;
		str near = tpl_nearest(file, names, b->m->n_asset);
		if (near.n > 0 && !str_eq(near, file))
			diag_add(b->d, SEV_ERROR, c->at, MSG_report_picture_near, ARG(file),
			    ARG(near));
		else
			diag_add(b->d, SEV_ERROR, c->at, MSG_report_picture, ARG(file));
		return true;
	}
	if (alt.n == 0 || title.n == 0)
		diag_add(b->d, SEV_ERROR, c->at, MSG_report_picture_words, ARG(file));
	if (width.n > 0 && (!str_i64(width, &mm) || mm < 10 || mm > PICTURE_MM_MAX))
		diag_add(b->d, SEV_ERROR, c->at, MSG_theme_measure, ARG("bredd"), ARG(width),
		    ARG(10), ARG(PICTURE_MM_MAX));
	struct doc_node *n = doc_add(b->doc, under, DOC_IMAGE);
	n->image = arena_new(b->mem, struct doc_image);
	*n->image = (struct doc_image){.data = (const unsigned char *)bytes.p,
	    .n = bytes.n,
	    .alt = alt,
	    .width_pt = (int)((double)mm * pt_per_mm)};
	n->caption = title;
	n->source = tpl_arg(c, STR("kalla"));
	label_add(b, LABEL_CHART, tpl_fold(b->mem, id.n > 0 ? id : file), n, c->at);
	return true;
}
