#include "doc/pdf/pdf_page.h"

#include <math.h>

static void
paint_init(struct pdf_paint *l, struct arena *mem)
{
	*l = (struct pdf_paint){.stroke = 0, .fill = 0, .width = 1, .face = -1};
	sb_init(&l->b, mem, PDF_TEXT_LIMIT);
}

void
pdf_page_init(struct pdf_page *p, struct arena *mem, int index, double w, double h)
{
	*p = (struct pdf_page){.index = index, .w = w, .h = h};
	paint_init(&p->back, mem);
	paint_init(&p->front, mem);
}

/* What was drawn stays as far from the upper edge as it was. */
static void
paint_lower(struct pdf_paint *l, double by)
{
	struct sb drawn = l->b;

	if (drawn.n == 0)
		return;
	paint_init(l, drawn.mem);
	sb_lit(&l->b, "q 1 0 0 1 0 ");
	pdf_num2(&l->b, -by);
	sb_lit(&l->b, "cm\n");
	sb_put(&l->b, drawn.p, drawn.n);
	sb_lit(&l->b, "Q\n");
}

void
pdf_page_lie(struct pdf_page *p)
{
	double h = p->h;

	pdf_unmark(p);
	paint_lower(&p->back, h - p->w);
	paint_lower(&p->front, h - p->w);
	p->h = p->w;
	p->w = h;
}

void
pdf_unmark(struct pdf_page *p)
{
	if (p->open != NULL || p->artifact)
		sb_lit(&p->front.b, "EMC\n");
	p->open = NULL;
	p->artifact = false;
}

void
pdf_mark(struct pdf_page *p, struct pdf_tree *t, struct pdf_elem *el)
{
	if (p->open == el)
		return;
	pdf_unmark(p);
	arena_grow(p->front.b.mem, p->owner, p->n_owner, p->owner_room);
	int mcid = (int)p->n_owner;
	p->owner[p->n_owner++] = el;
	pdf_elem_mark(t, el, p->index, mcid);
	sb_chr(&p->front.b, '/');
	sb_str(&p->front.b, str_of(el->type));
	sb_lit(&p->front.b, "<</MCID ");
	sb_i64(&p->front.b, mcid);
	sb_lit(&p->front.b, ">>BDC\n");
	p->open = el;
}

void
pdf_artifact(struct pdf_page *p)
{
	if (p->artifact)
		return;
	pdf_unmark(p);
	sb_lit(&p->front.b, "/Artifact BMC\n");
	p->artifact = true;
}

static void
put_rgb(struct sb *b, uint32_t rgb, const char *op)
{
	for (int shift = 16; shift >= 0; shift -= 8) {
		pdf_num(b, (rgb >> shift & 255) / 255.0);
		sb_chr(b, ' ');
	}
	sb_str(b, str_of(op));
	sb_chr(b, '\n');
}

void
pdf_fill(struct pdf_paint *l, uint32_t rgb)
{
	if (l->fill == rgb)
		return;
	l->fill = rgb;
	put_rgb(&l->b, rgb, "rg");
}

void
pdf_stroke(struct pdf_paint *l, uint32_t rgb, double width, int dash)
{
	static const char *const pattern[] = {"[]0 d\n", "[5 3]0 d\n", "[1.5 2.2]0 d\n",
	    "[7 2.4 1.6 2.4]0 d\n"};

	if (l->stroke != rgb) {
		l->stroke = rgb;
		put_rgb(&l->b, rgb, "RG");
	}
	if (fabs(l->width - width) > 1e-6) {
		l->width = width;
		pdf_num2(&l->b, width);
		sb_lit(&l->b, "w\n");
	}
	if (l->dash != dash) {
		must(dash >= 0 && (size_t)dash < COUNTOF(pattern));
		l->dash = dash;
		sb_str(&l->b, str_of(pattern[dash]));
	}
}

void
pdf_move(const struct pdf_page *p, struct pdf_paint *l, double x, double y)
{
	pdf_num2(&l->b, x);
	pdf_num2(&l->b, p->h - y);
	sb_lit(&l->b, "m ");
}

void
pdf_line_to(const struct pdf_page *p, struct pdf_paint *l, double x, double y)
{
	pdf_num2(&l->b, x);
	pdf_num2(&l->b, p->h - y);
	sb_lit(&l->b, "l ");
}

void
pdf_op(struct pdf_paint *l, const char *op)
{
	sb_str(&l->b, str_of(op));
	sb_chr(&l->b, '\n');
}

void
pdf_rect(const struct pdf_page *p, struct pdf_paint *l, double x, double y, double w, double h)
{
	pdf_num2(&l->b, x);
	pdf_num2(&l->b, p->h - y - h);
	pdf_num2(&l->b, w);
	pdf_num2(&l->b, h);
	sb_lit(&l->b, "re ");
}

static void
curve(const struct pdf_page *p, struct pdf_paint *l, const double v[6])
{
	for (int i = 0; i < 6; i += 2) {
		pdf_num2(&l->b, v[i]);
		pdf_num2(&l->b, p->h - v[i + 1]);
	}
	sb_lit(&l->b, "c ");
}

void
pdf_round_rect(const struct pdf_page *p, struct pdf_paint *l, double x, double y, double w,
    double h, double r)
{
	const double k = 0.5523; /* a quarter of a circle as one Bézier curve */
	double most = fmin(w, h) / 2;

	if (r > most)
		r = most;
	if (r < 0.05) {
		pdf_rect(p, l, x, y, w, h);
		return;
	}
	double c = r * (1 - k), x1 = x + w, y1 = y + h;
	pdf_move(p, l, x + r, y);
	pdf_line_to(p, l, x1 - r, y);
	curve(p, l, (double[]){x1 - c, y, x1, y + c, x1, y + r});
	pdf_line_to(p, l, x1, y1 - r);
	curve(p, l, (double[]){x1, y1 - c, x1 - c, y1, x1 - r, y1});
	pdf_line_to(p, l, x + r, y1);
	curve(p, l, (double[]){x + c, y1, x, y1 - c, x, y1 - r});
	pdf_line_to(p, l, x, y + r);
	curve(p, l, (double[]){x, y + c, x + c, y, x + r, y});
	sb_lit(&l->b, "h ");
}

void
pdf_hline(const struct pdf_page *p, struct pdf_paint *l, double x, double y, double w)
{
	pdf_move(p, l, x, y);
	pdf_line_to(p, l, x + w, y);
	pdf_op(l, "S");
}

void
pdf_pen_begin(struct pdf_pen *pen, struct pdf_page *p, struct pdf_paint *l, struct pdf_fonts *fs,
    double x, double y)
{
	*pen = (struct pdf_pen){.page = p, .layer = l, .fonts = fs};
	sb_lit(&l->b, "BT 1 0 0 1 ");
	pdf_num2(&l->b, x);
	pdf_num2(&l->b, p->h - y);
	sb_lit(&l->b, "Tm\n");
}

static void
string_close(struct pdf_pen *pen)
{
	if (pen->in_string)
		sb_lit(&pen->layer->b, ">]TJ\n");
	pen->in_string = false;
}

static void
string_open(struct pdf_pen *pen, int face, double size, double rise)
{
	struct pdf_paint *l = pen->layer;

	if (l->face != face || fabs(l->size - size) > 1e-6) {
		string_close(pen);
		sb_lit(&l->b, "/F");
		sb_i64(&l->b, face);
		sb_chr(&l->b, ' ');
		pdf_num2(&l->b, size);
		sb_lit(&l->b, "Tf\n");
		l->face = face;
		l->size = size;
	}
	if (fabs(pen->rise - rise) > 1e-6) {
		string_close(pen);
		pdf_num2(&l->b, rise);
		sb_lit(&l->b, "Ts\n");
		pen->rise = rise;
	}
	if (!pen->in_string)
		sb_lit(&l->b, "[<");
	pen->in_string = true;
}

static void
shift(struct pdf_pen *pen, int by)
{
	struct sb *b = &pen->layer->b;

	sb_chr(b, '>');
	sb_i64(b, by);
	sb_chr(b, '<');
}

void
pdf_pen_glyphs(struct pdf_pen *pen, const struct pdf_word *w, unsigned from, unsigned to,
    double size)
{
	must(to <= w->n);
	for (unsigned i = from; i < to; i++) {
		const struct pdf_glyph *g = &w->g[i];
		string_open(pen, g->face, size, g->dy * size / 1000);
		if (g->dx != 0)
			shift(pen, -g->dx);
		pdf_hex16(&pen->layer->b, g->gid);
		if (g->adj + g->dx != 0)
			shift(pen, g->adj + g->dx);
	}
}

void
pdf_pen_space(struct pdf_pen *pen, enum pdf_face face, double size)
{
	string_open(pen, (int)face, size, 0);
	pdf_hex16(&pen->layer->b, pdf_font_of(pen->fonts, face)->space);
}

void
pdf_pen_soft_hyphen(struct pdf_pen *pen, enum pdf_face face, double size)
{
	struct pdf_font *f = pdf_font_of(pen->fonts, face);

	f->soft_used = true;
	f->unicode[f->hyphen] = '-';
	string_open(pen, (int)face + PF__COUNT, size, 0);
	pdf_hex16(&pen->layer->b, f->hyphen);
}

void
pdf_pen_end(struct pdf_pen *pen)
{
	string_close(pen);
	if (fabs(pen->rise) > 1e-6)
		sb_lit(&pen->layer->b, "0 Ts\n");
	sb_lit(&pen->layer->b, "ET\n");
}

double
pdf_put_text(struct pdf_page *p, struct pdf_paint *l, struct pdf_fonts *fs, enum pdf_face face,
    double size, double x, double y, str text)
{
	struct pdf_pen pen;
	str part;
	bool first = true;
	double w = pdf_text_width(fs, face, text) * size;

	pdf_pen_begin(&pen, p, l, fs, x, y);
	while (str_cut(&text, ' ', &part)) {
		if (!first)
			pdf_pen_space(&pen, face, size);
		first = false;
		for (size_t i = 0, end; i < part.n; i = end) {
			end = pdf_word_end(part, i);
			const struct pdf_word *word = pdf_shape(fs, face, str_sub(part, i, end));
			pdf_pen_glyphs(&pen, word, 0, word->n, size);
		}
	}
	pdf_pen_end(&pen);
	return w;
}
