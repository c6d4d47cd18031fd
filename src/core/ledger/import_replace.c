/* A file in the place of those that it holds whole, whatever their names (L1). */
#include "core/ledger/import_priv.h"

/* The row of a file that came back whole: not one of vouchers posted here, which are
 * never taken back. */
static const struct ledger_file *
superseded(const struct met *m, const struct ledger_file *f, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (f[i].id == m->file)
			return f[i].batch != 0 && f[i].vouchers == m->vouchers ? &f[i] : NULL;
	return NULL;
}

bool
ledger_import_replace(struct ledger_import *im, int64_t *replaced, bool *again, struct err *e)
{
	struct ledger_file *f;
	size_t n;

	*again = false;
	*replaced = 0;
	if (im->src.same != LEDGER_REPLACE || im->n_clash == 0 || im->n_fault > 0)
		return true;
	if (!db_pipeline_end(im->db, e) || !ledger_files(im->db, im->org, im->mem, &f, &n, e))
		return false;
	for (size_t i = 0; i < im->n_met; i++)
		if (im->met[i].clash && superseded(&im->met[i], f, n) == NULL)
			return true;
	for (size_t i = 0; i < im->n_met; i++) {
		if (!im->met[i].clash)
			continue;
		*replaced += im->met[i].vouchers;
		if (!file_remove(im->db, im->org, im->met[i].file, e))
			return false;
	}
	*again = true;
	return file_remove(im->db, im->org, im->file, e);
}
