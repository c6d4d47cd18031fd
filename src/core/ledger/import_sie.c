/* A whole SIE file, whichever edition, to the ledger. */
#include "core/ledger/import_priv.h"
#include "core/ledger/messages.h"
#include "fmt/sie4.h"
#include "fmt/sie5.h"

#define ALONE_BELOW ((size_t)1 << 20) /* a thread costs more than it saves */

struct reading {
	struct ledger_import *im;
	const uint8_t *months; /* of the vouchers to come, or NULL */
};

static bool
sink(void *arg, const struct sie *f, const struct sie_batch *b, struct err *e)
{
	struct reading *r = arg;
	const uint8_t *months = r->months;

	if (months != NULL)
		r->months += b->n_ver;
	return ledger_import_add(r->im, f, b, months, e);
}

bool
import_here(struct ledger_import *im, const struct ledger_source *src, struct sie *f,
    struct diag *d, struct err *e)
{
	struct reading reading = {im, src->ver_period};
	const struct sie_sink to = {.batch = sink, .arg = &reading};

	return sie5_sniff(src->bytes)
	    ? sie5_read(im->mem, src->bytes, src->name, &to, f, d, e)
	    : sie4_read(im->mem, src->bytes,
	          &(struct sie4_opts){.file = src->name, .set = src->set}, &to, f, d, e);
}

static bool
import_once(struct db *db, int64_t org, const struct ledger_source *src, struct arena *mem,
    struct ledger_receipt *out, int64_t *replaced, bool *again, struct diag *d, struct err *e)
{
	struct ledger_import *im;
	struct sie *f = arena_new(mem, struct sie);

	*again = false;
	if (!ledger_import_open(db, org, src, mem, d, &im, e))
		return false;
	im->made = !sie5_sniff(src->bytes);
	*out = im->got;
	if (im->got.known)
		return true;
	const bool beside = im->made && src->bytes.n >= ALONE_BELOW && src->ver_period == NULL;
	if (!(beside ? import_beside : import_here)(im, src, f, d, e))
		return false;
	if (f->n_ver == 0)
		return fail(e, RC_INVALID, MSG_ledger_no_vouchers, ARG(src->name), ARG(f->type));
	if (!ledger_import_close(im, f, out, e)) {
		struct err bad = {0};
		if (!ledger_import_replace(im, replaced, again, &bad))
			*e = bad;
		return false;
	}
	out->recon = sie_reconcile(f, mem);
	sie_reconcile_report(f, mem, src->name, d);
	return true;
}

bool
ledger_import_sie(struct db *db, int64_t org, const struct ledger_source *src, struct arena *mem,
    struct ledger_receipt *out, struct diag *d, struct err *e)
{
	const struct diag before = *d;
	int64_t replaced = 0, none;
	bool again;

	if (!sie4_sniff(src->bytes) && !sie5_sniff(src->bytes))
		return fail(e, RC_INVALID, MSG_ledger_not_sie, ARG(src->name));
	if (import_once(db, org, src, mem, out, &replaced, &again, d, e))
		return true;
	if (!again)
		return false;
	*d = before; /* what collided is gone */
	*e = (struct err){0};
	replaced += out->replaced;
	if (!import_once(db, org, src, mem, out, &none, &again, d, e))
		return false;
	out->replaced += replaced;
	return true;
}
