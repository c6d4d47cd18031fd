/* docs/format/template.md is a test: each example gives what it says it gives. */
#include "check.h"
#include "core/report/report_priv.h"
#include "report_made.h"
#include "sys/file.h"

static struct arena mem;

/* The text as a reader would hear it; blocks in brackets, marks of Markdown gone. */
struct plain {
	struct sb b;
	const struct tpl_text *t;
};

static void render(struct plain *p, const struct md_node *n);

static void
render_hole(struct plain *p, const struct tpl_hole *h)
{
	struct plain inner = {.t = h->body};
	struct md_node *root;
	struct err e = {0};
	str text = STR("");

	if (h->kind == TPL_HOLE_SHOWN && str_eq(h->call.name, STR("se"))) {
		sb_printf(&p->b, "%.*s 1", STR_ARG(h->call.arg[0].value));
		return;
	}
	if (h->kind == TPL_HOLE_SHOWN) {
		sb_str(&p->b, h->shown.text);
		return;
	}
	if (h->body != NULL) {
		sb_init(&inner.b, &mem, 1 << 16);
		check(md_read(&mem, h->body->md, &root, &e));
		render(&inner, root);
		check(sb_done(&inner.b, &text));
		text = str_trim(text);
	}
	sb_printf(&p->b, "[%.*s", STR_ARG(h->call.name));
	for (size_t i = 0; i < h->call.n_arg; i++)
		sb_printf(&p->b, " %.*s", STR_ARG(h->call.arg[i].value));
	if (h->body != NULL)
		sb_printf(&p->b, ": %.*s", STR_ARG(text));
	sb_chr(&p->b, ']');
}

static void
render_text(struct plain *p, str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		const struct tpl_hole *h = tpl_hole_of(p->t, utf8_next(s, &i));
		if (h != NULL)
			render_hole(p, h);
		else
			sb_str(&p->b, str_sub(s, from, i));
	}
}

static void
render(struct plain *p, const struct md_node *parent)
{
	for (const struct md_node *n = parent->first; n != NULL; n = n->next) {
		if (n->kind == MD_TEXT)
			render_text(p, n->text);
		if (n->kind == MD_ITEM)
			sb_lit(&p->b, "- ");
		render(p, n);
		bool line = n->kind == MD_PARA || n->kind == MD_ITEM || n->kind == MD_HEADING;
		if (line && p->b.n > 0 && p->b.p[p->b.n - 1] != '\n')
			sb_chr(&p->b, '\n');
	}
}

/* U+00A0 is a blank in the specification: it cannot be seen there. */
static str
plain_blanks(str s)
{
	struct sb b;
	str out;

	sb_init(&b, &mem, s.n + 1);
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		sb_utf8(&b, c == 0xa0 ? ' ' : c);
	}
	check(sb_done(&b, &out));
	return str_trim(out);
}

static void
run_fault(const struct diag *d, str want, int line)
{
	str part, rest = str_sub(want, STR("fel ").n, want.n), place, near = STR("");
	bool found = false;

	check(str_cut(&rest, ' ', &place));
	if (rest.p != NULL)
		near = str_trim(rest);
	for (size_t i = 0; i < d->n; i++) {
		const struct finding *f = &d->v[i];
		part = str_fmt(&mem, "%d:%d", f->line, f->col);
		found |= f->sev == SEV_ERROR && str_eq(part, str_trim(place)) &&
		    str_find(f->text[LANG_SV], near, 0) < f->text[LANG_SV].n + (near.n == 0);
	}
	if (!found) {
		fprintf(stderr, "template.md:%d: the fault \"%.*s\" was not found\n", line,
		    STR_ARG(want));
		for (size_t i = 0; i < d->n; i++)
			fprintf(stderr, "    %d:%d %.*s\n", d->v[i].line, d->v[i].col,
			    STR_ARG(d->v[i].text[LANG_SV]));
	}
	check(found);
}

static void
run(struct build *b, str in, str want, int line)
{
	const struct tpl_node *root;
	struct tpl_text t = {0};
	struct plain p = {.t = &t};
	struct md_node *md;
	struct diag d;
	str got;

	diag_init(&d, &mem, 50);
	b->d = &d;
	bool ok = tpl_read(&mem, in, STR("template.md"), 0, &report_grammar, &root, &d) &&
	    tpl_expand(&mem, root, &b->host, &t, &d);
	want = str_trim(want);
	if (str_has_prefix(want, STR("fel "))) {
		check(!ok);
		run_fault(&d, want, line);
		return;
	}
	for (size_t i = 0; !ok && i < d.n; i++)
		fprintf(stderr, "template.md:%d: %.*s\n", line, STR_ARG(d.v[i].text[LANG_SV]));
	check(ok);
	sb_init(&p.b, &mem, 1 << 16);
	check(md_read(&mem, t.md, &md, b->e));
	render(&p, md);
	check(sb_done(&p.b, &got));
	got = plain_blanks(got);
	if (!str_eq(got, want))
		fprintf(stderr, "template.md:%d:\n", line);
	check_str_at(got, want, __FILE__, __LINE__);
}

int
main(void)
{
	struct err e = {0};
	struct diag d;
	struct build b;
	str doc, line, example = STR(""), rest;
	int at = 0, n = 0, first = 0;
	bool inside = false;

	arena_init(&mem, (size_t)256 << 20);
	struct model *m = made_region(&mem);
	built(m);
	struct report_in in = {.model = m,
	    .report = find_report(m, STR("RS-2025-T3")),
	    .facts = made_facts(&mem, m, "2025-T3")};
	diag_init(&d, &mem, 50);
	check(report_begin(&b, &in, &mem, &d, &e));
	check(file_read(&mem, STR("docs/format/template.md"), (size_t)1 << 20, &doc, &e));
	for (rest = doc; str_cut(&rest, '\n', &line);) {
		at++;
		if (str_eq(line, STR("```exempel"))) {
			inside = true;
			first = at + 1;
			example = (str){line.p + line.n + 1, 0};
		} else if (inside && str_eq(line, STR("```"))) {
			size_t mid = str_find(example, STR("\n=>\n"), 0);
			check(mid < example.n);
			run(&b, str_sub(example, 0, mid), str_sub(example, mid + 4, example.n),
			    first);
			inside = false;
			n++;
		} else if (inside) {
			example.n = (size_t)(line.p + line.n + 1 - example.p);
		}
	}
	check(n > 15);
	arena_end(&mem);
	return check_done();
}
