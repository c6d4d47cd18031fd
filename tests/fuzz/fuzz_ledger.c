/* What the database gives back may have been changed: every decoder of stored
 * blobs, chosen by the first byte. */
#include "core/ledger/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
ignore(void *arg, const struct ledger_block *b)
{
	(void)arg;
	(void)b;
}

/* Vouchers made again from rows that are nothing: wrong bytes, never a wrong access. */
static void
write_all(struct arena *mem, const struct forms *f, const struct vou *v, size_t n)
{
	const struct ledger_dict none = {0};
	struct form_writer w;

	form_init(&w, mem, &none, CHARSET_CP437);
	for (size_t i = 0; i < n; i++)
		if (v[i].form != 0)
			(void)form_write(&w, f, &v[i],
			    arena_array(mem, (size_t)v[i].n_row + 1, struct form_in));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena mem;
	struct packer z;
	struct seg g = {0};
	struct forms f = {0};
	struct vou *v, one;
	struct err e = {0};
	size_t k;
	bool pick;

	if (n == 0)
		return 0;
	arena_init(&mem, (size_t)1 << 30);
	struct unpack u = {.p = data + 1, .end = data + n};
	struct ledger_dict d = {.n_account = 5000, .n_object = 5000, .n_combo = 5000};
	switch (data[0] % 5) {
	case 0:
		(void)!seg_decode(&mem, &u, 1, &g);
		break;
	case 1:
		g.n = data[0] / 5;
		(void)!seg_decode_texts(&mem, &u, &g);
		break;
	case 2:
		pick = vblk_pick(&mem, u, data[0] / 5, &one);
		if (vblk_decode(&mem, &u, &v, &k, &f)) {
			/* What is picked out of a sound block is what is decoded. */
			must(pick == (data[0] / 5 < k));
			must(!pick ||
			    (str_eq(one.no, v[data[0] / 5].no) &&
			        str_eq(one.text, v[data[0] / 5].text) &&
			        one.line == v[data[0] / 5].line));
			write_all(&mem, &f, v, k);
		}
		break;
	case 3:
		(void)!cube_fold(&mem, &u, 1, &d, &(struct ledger_fold){ignore, NULL}, &e);
		break;
	case 4:
		packer_init(&z, &mem);
		(void)!unsqueeze(&z, &mem, (str){(const char *)data + 1, n - 1}, &u);
		break;
	}
	arena_end(&mem);
	return 0;
}
