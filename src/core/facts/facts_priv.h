/* facts_priv.h -- a call of a catalogue row, inside core/facts.
 *
 * A compute function fills `out` (value or missing) and, when `trace` is not
 * NULL, adds what the value is made of.  It is one function for both, so that a
 * derivation can never tell another story than the value. */
#ifndef TERTIAL_CORE_FACTS_FACTS_PRIV_H
#define TERTIAL_CORE_FACTS_FACTS_PRIV_H

#include "core/facts/facts.h"
#include "core/facts/messages.h"

enum dim {
	DIM_ENHET,
	DIM_RAD,
	DIM_OMRADE,
	DIM_PROJEKT,
	DIM_ORGAN,
	DIM_STATUS,
	DIM_MAL,
	DIM_TILL,
	DIM_DELMAL,
	DIM_INDIKATOR,
	DIM_UPPDRAG,
	DIM_KON,
	DIM_ALDER,
	DIM_LANGD,
	DIM_METOD,
	DIM_INITIATIV,
	DIM_GRANS,
	DIM_PERIOD,
	DIM__COUNT
};

struct fact_call;
typedef bool fact_fn(struct fact_call *c, struct fact *out, struct err *e);

struct fact_row {
	struct fact_def def;
	enum fact_form form;
	int decimals;
	fact_fn *compute;
};

struct fact_call {
	struct facts *fx;
	const struct model *m;
	struct arena *mem;
	const struct fact_row *row;
	str mid;             /* what <pattern> stands for; "" */
	str series;          /* the same of the innermost row: of x in x.forandring */
	str dim[DIM__COUNT]; /* "" where left out */
	period p;
	bool period_given;
	str name;                /* canonical */
	struct fact_node *trace; /* NULL: only the value */
};

struct shared {
	struct map index; /* canonical name -> entry */
	struct fact *entry;
	size_t n, room;
	int depth;                        /* of facts that ask for facts */
	const struct fact_places *places; /* NULL: not known */
};

struct facts {
	struct arena *mem;
	const struct model *m;
	const struct fact_money *money;
	struct fact_context ctx;
	struct shared *shared;
};

extern const struct fact_row fact_rows[];
extern const size_t fact_rows_n;

/* name.c: understand a name; nothing is computed. */
bool call_parse(struct facts *fx, str name, struct fact_call *c, struct err *e) MUST_USE;
str dim_key(enum dim d);
/* dims.c: is the value one of the dimension's, and its own spelling. */
bool dim_resolve(struct fact_call *c, enum dim d, str given, struct err *e) MUST_USE;
/* Is `slug` the text in small letters without accents, with '-' for blanks: how a
 * name with blanks is written inside a fact's name. */
bool slug_eq(str text, str slug);
str slug_of(struct arena *mem, str text);
/* The unit of a body, or "". */
str body_unit(const struct model *m, str body);
period period_plain(period p); /* a span of a whole year or one month as such */

/* facts.c */
bool call_run(struct fact_call *c, struct fact *out, struct err *e) MUST_USE;
/* No value, and why, in both languages. */
void fact_missing(struct fact_call *c, struct fact *out, const struct msg *why, str arg);
void fact_source(struct fact *out, str file);
/* A reported value, in the unit that its text says: money becomes kronor. */
void fact_reported(struct fact_call *c, struct fact *out, dec value, str unit);
/* "Sjukfrånvaro, Regionstyrelsen, kvinnor, december 2025", or with the label that the
 * row has set; in label.c. */
void fact_put_label(struct fact_call *c, struct fact *out, enum lang lang);
/* A dimension's value as people call it; in label.c. */
str dim_word(const struct fact_call *c, enum dim d, enum lang lang);
/* The text of a period, for sentences. */
str period_text(struct fact_call *c, period p);
/* Another fact as an input: its value; a node under trace when there is one. */
bool fact_input(struct fact_call *c, str name, struct fact *in, struct err *e) MUST_USE;
/* A line of a derivation that is no fact: NULL when nothing is traced.  The value
 * is in the unit of the fact being computed unless the caller changes it. */
struct fact_node *trace_row(struct fact_call *c, str label, dec value, str source);
/* The same with a label of ours, which has two languages. */
struct fact_node *
trace_said(struct fact_call *c, const char *sv, const char *en, dec value, str source);
/* The same for a row of the model: its source is the file and line it was read at, or
 * `file` where that is not known. */
struct fact_node *trace_model_row(struct fact_call *c, str label, dec value, str file,
    enum kind_id kind, const void *row);
void trace_formula(struct fact_call *c, const char *sv, const char *en);

/* An attainment's rule, inputs and arithmetic, as a line of the derivation. */
struct attainment;
void trace_attainment(struct fact_call *c, const struct attainment *a, str label);

#define FACT(fn, ...) fact_fn compute_##fn;
#define ALIAS(a, b)
#include "core/facts/catalogue.def"
#undef FACT
#undef ALIAS

#endif
