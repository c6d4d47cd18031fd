/* A report's own tree: what is bound, what is typed, and what its tables say of it. */
#include "check.h"
#include "core/proof/proof.h"

#include <string.h>

static struct arena mem;

static void
cells(struct doc *d, struct doc_node *row, const char *a, const char *b, const char *c, bool facts)
{
	doc_cell(d, row, str_of(a))->header = true;
	const char *const v[] = {b, c};
	for (int i = 0; i < 2; i++) {
		struct doc_node *cell = doc_add(d, row, DOC_CELL);
		if (facts)
			doc_fact(d, cell, str_fmt(&mem, "x.%s.%d", a, i), str_of(v[i]));
		else
			doc_text(d, cell, str_of(v[i]));
	}
}

/* A sentence of three figures, a table of three rows and a total. */
static struct doc *
report(const char *sentence, const char *total)
{
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}};
	struct doc *d = doc_new(&mem, LANG_SV);
	struct doc_node *p, *t;
	struct err e = {0};

	d->title = STR("Årsrapport 2025");
	doc_heading(d, d->root, 1, STR("Investeringar"));
	p = doc_para(d, d->root, STR("Regionens investeringar uppgår till "));
	doc_fact(d, p, STR("investering.utfall"), STR("60 miljoner kronor"));
	doc_text(d, p, STR("."));
	if (sentence[0] != '\0')
		doc_para(d, d->root, str_of(sentence));
	t = doc_table(d, d->root, STR("Investeringar 2025"), STR("Mkr"), col, 3);
	cells(d, doc_row(d, t, DOC_ROW_HEAD), "Område", "Utfall 2025", "Budget 2025", false);
	cells(d, doc_row(d, t, DOC_ROW_BODY), "Fastighet", "10", "11", true);
	cells(d, doc_row(d, t, DOC_ROW_BODY), "Medicinsk teknik", "20", "21", true);
	cells(d, doc_row(d, t, DOC_ROW_BODY), "Informationsteknik", "30", "31", true);
	cells(d, doc_row(d, t, DOC_ROW_TOTAL), "Totalt", total, "63", true);
	check(doc_finish(d, &e));
	return d;
}

static struct proof
proved(const struct doc *d)
{
	struct proof p;
	struct err e = {0};

	check(proof_of(d, NULL, &mem, &p, &e));
	for (size_t i = 0; i < p.n_mark; i++) {
		const struct proof_mark *m = &p.mark[i];
		check(m->from < m->end && m->end <= m->node->text.n);
		check(i == 0 || m->section > p.mark[i - 1].section ||
		    m->node != p.mark[i - 1].node || m->from >= p.mark[i - 1].end); /* (PR2) */
	}
	return p;
}

int
main(void)
{
	arena_init(&mem, (size_t)256 << 20);
	struct proof p = proved(report("Resan tog 17 timmar.", "60"));
	check(p.n[PROOF_BOUND] == 9 && p.n[PROOF_TYPED] == 1 && p.n[PROOF_WRONG] == 0);
	check(p.n_error == 0);
	check(p.n_section == 2);
	check_str(p.section[1].title, "Investeringar");
	for (size_t i = 0; i < p.n_mark; i++)
		if (p.mark[i].state == PROOF_TYPED)
			check_str(str_sub(p.mark[i].node->text, p.mark[i].from, p.mark[i].end),
			    "17 timmar");
	/* A total that its rows do not give: an error, on the bound figure too (PR3). */
	p = proved(report("", "66"));
	check(p.n_error > 0 && p.n[PROOF_WRONG] == 1 && p.n[PROOF_BOUND] == 8);
	check(p.error[0].finding->sev == SEV_ERROR && p.error[0].section == 1);
	/* What the text says twice, once typed. */
	p = proved(
	    report("Investeringarna inom fastighet uppgår till 10 miljoner kronor 2025.", "60"));
	check(p.n[PROOF_AGREES] == 1 && p.n_error == 0);
	p = proved(report("Investeringarna inom fastighet uppgår till 14 miljoner kronor.", "60"));
	check(p.n[PROOF_WRONG] == 1 && p.n_error == 1);
	for (int s = 0; s < PROOF__STATES; s++)
		for (int lang = 0; lang < LANG__COUNT; lang++)
			check(proof_word((enum proof_state)s, (enum lang)lang).n > 0 &&
			    proof_sign((enum proof_state)s)[0] != '\0' &&
			    proof_id((enum proof_state)s)[0] != '\0');
	arena_end(&mem);
	return check_done();
}
