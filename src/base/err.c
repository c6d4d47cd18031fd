#include "base/err.h"

#include <string.h>

struct arg
arg_i64_(int64_t v)
{
	return (struct arg){.kind = ARG_I64, .i = v};
}

struct arg
arg_u64_(uint64_t v)
{
	return arg_i64_(v > INT64_MAX ? INT64_MAX : (int64_t)v);
}

struct arg
arg_texts_(struct texts t)
{
	return (struct arg){.kind = ARG_STR, .s = t};
}

struct arg
arg_str_(str s)
{
	return arg_texts_((struct texts){{[LANG_SV] = s, [LANG_EN] = s}});
}

struct arg
arg_z_(const char *z)
{
	return arg_str_(str_of(z));
}

/* Text from outside may hold anything: control characters and broken UTF-8
 * are shown as U+FFFD, so that a message is always one clean line. */
static void
put_clean(struct sb *b, str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		sb_utf8(b, c < 0x20 || c == 0x7f ? 0xfffd : c);
	}
}

void
msg_put(struct sb *b, const struct msg_args *m, enum lang lang)
{
	const char *t = m->msg->text[lang];

	while (*t != '\0') {
		size_t lit = strcspn(t, "{");
		sb_put(b, t, lit);
		t += lit;
		if (*t == '\0')
			break;
		if (t[1] < '1' || t[1] > '0' + MSG_ARGS_MAX || t[2] != '}') {
			sb_chr(b, *t++);
			continue;
		}
		const struct arg *a = &m->arg[t[1] - '1'];
		must(a->kind != ARG_NOTHING); /* the sentence asks for what was not given */
		if (a->kind == ARG_I64)
			sb_i64(b, a->i);
		else
			put_clean(b, a->s.text[lang]);
		t += 3;
	}
}

bool
err_set_(struct err *e, enum rc rc, const char *file, int line, struct msg_args m)
{
	must(rc > RC_OK && rc < RC__COUNT);
	if (e->rc != RC_OK)
		return false; /* the first cause is the one reported */
	*e = (struct err){.rc = rc, .file = file, .line = line};
	for (int lang = 0; lang < LANG__COUNT; lang++) {
		struct arena mem;
		struct sb b;
		arena_init(&mem, (size_t)16 << 20);
		sb_init(&b, &mem, (size_t)4 << 20);
		msg_put(&b, &m, (enum lang)lang);
		size_t n = b.n < ERR_TEXT_MAX ? b.n : ERR_TEXT_MAX - 1;
		while (n > 0 && n < b.n && ((unsigned char)b.p[n] & 0xc0) == 0x80)
			n--; /* never cut inside a character */
		memcpy(e->text[lang], b.p != NULL ? b.p : "", n);
		arena_end(&mem);
	}
	return false;
}

void
diag_init(struct diag *d, struct arena *mem, size_t max)
{
	must(max > 0);
	*d = (struct diag){.mem = mem, .max = max};
}

void
diag_append(struct diag *d, const struct diag *from)
{
	d->n_err += from->n_err;
	d->dropped += from->dropped;
	for (size_t i = 0; i < from->n; i++) {
		if (d->n == d->max) {
			d->dropped++;
			continue;
		}
		arena_grow(d->mem, d->v, d->n, d->room);
		d->v[d->n++] = from->v[i];
	}
}

void
diag_add_(struct diag *d, enum severity sev, const char *rule, struct place at, struct msg_args m)
{
	d->n_err += sev == SEV_ERROR;
	if (d->n == d->max) {
		d->dropped++;
		return;
	}
	arena_grow(d->mem, d->v, d->n, d->room);
	struct finding *f = &d->v[d->n++];
	*f = (struct finding){.sev = sev,
	    .rule = strncmp(rule, "MSG_", 4) == 0 ? rule + 4 : rule,
	    .file = at.file,
	    .line = at.line,
	    .col = at.col,
	    .node = at.node};
	for (int lang = 0; lang < LANG__COUNT; lang++) {
		struct sb b;
		sb_init(&b, d->mem, (size_t)1 << 16);
		msg_put(&b, &m, (enum lang)lang);
		(void)!sb_done(&b, &f->text[lang]);
	}
}
