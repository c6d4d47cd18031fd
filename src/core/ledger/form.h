/* form.h -- how a voucher's bytes in a SIE 4 file are made again from its rows.
 *
 * Most programs write all their vouchers in a few ways: the same blanks, the same
 * quotes, the same fields.  A voucher is then its rows and the number of its form, and
 * need not be kept a second time.  Whether that is so is not reasoned about: a
 * voucher has a form only when what form_write makes of its rows was compared with
 * its bytes in the file and is the same (FM1).  All other bytes of a file are kept as
 * they are.
 *
 * Included by core/ledger only. */
#ifndef TERTIAL_CORE_LEDGER_FORM_H
#define TERTIAL_CORE_LEDGER_FORM_H

#include "core/ledger/ledger.h"
#include "core/ledger/pack.h"
#include "fmt/charset.h"

#define FORMS_MAX 255

enum form_row_flag {
	FORM_CRLF = 1,
	FORM_SHORT = 2,      /* no decimals that are zero at the end */
	FORM_TAIL = 4,       /* "" follows the amount ... */
	FORM_DAY = 8,        /* ... or the row's day */
	FORM_EMPTY_TEXT = 16 /* a text is written although there is none */
};

struct form_row {
	uint8_t indent;
	uint8_t unit_at; /* where the unit stands among the objects */
	uint8_t quoted;  /* bits of objects in quotes; 0xff: all */
	uint8_t flags;
};

struct form_ver {
	uint8_t indent, open, close; /* blanks before #VER, { and } */
	uint8_t quoted;              /* bits of fields in quotes, the series first */
	uint8_t n_field;             /* 3..6 */
	uint8_t flags;               /* FORM_CRLF */
};

/* The forms that the vouchers of a block use. */
struct forms {
	bool made;     /* the original is made again; else it is kept whole */
	uint64_t kept; /* how much of the file is kept before the block's first voucher */
	struct form_ver ver[FORMS_MAX];
	struct form_row row[FORMS_MAX];
	size_t n_ver, n_row;
};

/* What a row is written from. */
struct form_in {
	int64_t ore;
	uint32_t account, unit;
	const uint32_t *object; /* in other dimensions */
	size_t n_object;
	int32_t days; /* from the voucher's day to its own */
	str text;
};

struct vou;

/* What is written again and again: an account, an object as it stands in a row
 * (`1 "100"`). */
struct form_text {
	str s;
	size_t code; /* where an object's code begins, after the quote */
};

/* Writes, and finds forms; used again and again. */
struct form_writer {
	struct arena *mem;
	const struct ledger_dict *d;
	enum charset set; /* of the file */
	struct bytes out;
	struct form_text *object, *account; /* by id, made when first needed */
	size_t n_object, n_account;
	uint8_t byte[256]; /* of the characters up to U+00FF; 0: ask */
	date day;          /* the last one written, and how */
	char day_text[8];
	uint8_t last_ver, last_row[128]; /* the form to try first, 1 + index; 0 none */
};
void
form_init(struct form_writer *w, struct arena *mem, const struct ledger_dict *d, enum charset set);
/* A new block begins: its forms are its own. */
void form_begin(struct form_writer *w);

/* The voucher's bytes from its rows by v->form and v->row_form, in w->out until the next
 * call.  Forms of a block that is damaged give wrong bytes, never a wrong access. */
str form_write(struct form_writer *w, const struct forms *f, const struct vou *v,
    const struct form_in *row);
/* One row alone, and an object; for form_find. */
str form_write_row(struct form_writer *w, const struct vou *v, struct form_row f,
    const struct form_in *in);
const struct form_text *form_object(struct form_writer *w, uint32_t id);
/* Find the form of a voucher that stands in its file as `bytes`: true when v->form and
 * row_form (room for v->n_row, which v->row_form will be) are set (FM1). */
bool form_find(struct form_writer *w, struct forms *f, struct vou *v, const struct form_in *row,
    uint8_t *row_form, str bytes);

#endif
