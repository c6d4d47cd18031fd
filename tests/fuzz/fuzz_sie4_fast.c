/* The short way, with the widest and the plainest scan, gives what the general
 * reader gives: every column, every dictionary, every finding. */
#include "fmt/sie4.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* All that was read, as text. */
struct log {
	struct arena mem;
	struct sb b;
};

static void
log_str(struct sb *b, str s)
{
	sb_i64(b, (int64_t)s.n);
	sb_chr(b, ':');
	sb_str(b, s);
	sb_chr(b, ' ');
}

static void
log_date(struct sb *b, date d)
{
	sb_printf(b, "%d-%d-%d ", d.y, d.m, d.d);
}

static void
log_row(struct sb *b, const struct sie *f, const struct sie_batch *v, size_t r)
{
	sb_printf(b, "row %d %llu %u %u %lld ", v->row_kind[r], (unsigned long long)v->row_at[r],
	    v->row_len[r], v->row_line[r], (long long)v->row_ore[r]);
	log_str(b, f->account[v->row_account[r]].no);
	log_str(b, v->row_text[r]);
	log_date(b, v->row_day[r]);
	for (uint32_t k = v->row_obj[r]; k < v->row_obj[r + 1]; k++) {
		sb_printf(b, "%u %d ", v->obj[k], f->dim[f->object[v->obj[k]].dim].no);
		log_str(b, f->object[v->obj[k]].no);
	}
	sb_chr(b, '\n');
}

static bool
log_batch(void *arg, const struct sie *f, const struct sie_batch *v, struct err *e)
{
	struct sb *b = &((struct log *)arg)->b;

	(void)e;
	for (size_t i = 0; i < v->n_ver; i++) {
		sb_printf(b, "ver %u %llu %u %u %lld ", v->ver_flags[i],
		    (unsigned long long)v->ver_at[i], v->ver_len[i], v->ver_line[i],
		    (long long)v->ver_sum_ore[i]);
		log_str(b, f->series[v->ver_series[i]]);
		log_str(b, v->ver_no[i]);
		log_str(b, v->ver_text[i]);
		log_str(b, v->ver_sign[i]);
		log_date(b, v->ver_day[i]);
		log_date(b, v->ver_reg[i]);
		sb_chr(b, '\n');
		for (size_t r = v->ver_row[i]; r < v->ver_row[i + 1]; r++)
			log_row(b, f, v, r);
	}
	for (size_t i = 0; i < v->n_extra; i++) {
		sb_printf(b, "extra %u ", v->extra[i].row);
		log_str(b, v->extra[i].sign);
	}
	return true;
}

static str
read(struct log *l, str bytes, struct sie4_opts o)
{
	struct sie_sink sink = {.batch = log_batch, .arg = l};
	struct sie f;
	struct diag d;
	struct err e = {0};
	str out;

	arena_init(&l->mem, (size_t)1 << 30);
	sb_init(&l->b, &l->mem, (size_t)256 << 20);
	diag_init(&d, &l->mem, 1000);
	o.file = STR("x");
	o.accept_sum = true;
	if (!sie4_read(&l->mem, bytes, &o, &sink, &f, &d, &e))
		sb_str(&l->b, str_of(e.text[LANG_EN]));
	for (size_t i = 0; i < f.n_account; i++)
		log_str(&l->b, f.account[i].no);
	for (size_t i = 0; i < d.n; i++) {
		sb_printf(&l->b, "%d %d ", d.v[i].sev, d.v[i].line);
		log_str(&l->b, d.v[i].text[LANG_EN]);
	}
	sb_printf(&l->b, "%llu %llu %llu", (unsigned long long)f.n_record,
	    (unsigned long long)f.n_line, (unsigned long long)f.n_row[0]);
	must(sb_done(&l->b, &out));
	return out;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char HEAD[] = "#FLAGGA 0\n#SIETYP 4\n#VER A 1 20240115\n{\n";
	struct log general, wide, plain;
	struct sb b;
	struct arena mem;
	str all;

	/* The guard keeps the short way from the end of the input, so there is
	 * something after it here. */
	arena_init(&mem, (size_t)64 << 20);
	sb_init(&b, &mem, n + 1000);
	sb_str(&b, str_of(HEAD));
	sb_put(&b, (const char *)data, n);
	for (int i = 0; i < 300; i++)
		sb_chr(&b, '\n');
	must(sb_done(&b, &all));
	str want = read(&general, all, (struct sie4_opts){.general_only = true});
	must(str_eq(read(&wide, all, (struct sie4_opts){0}), want));
	must(str_eq(read(&plain, all, (struct sie4_opts){.no_wide = true}), want));
	arena_end(&general.mem);
	arena_end(&wide.mem);
	arena_end(&plain.mem);
	arena_end(&mem);
	return 0;
}
