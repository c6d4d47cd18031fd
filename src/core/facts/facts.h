/* facts.h -- every figure of a report by name: value, unit, period, source, derivation.
 *
 * A name is a path of the catalogue (catalogue.def) and its dimensions:
 *
 *     ekonomi.nettokostnad:enhet=RS:period=2025
 *     mal.delmal.antal:status=helt:organ=RS:period=2025
 *     personal.sjukfranvaro.r12:enhet=RS:kon=kvinna:period=2025-12
 *
 * What is left out comes from the context (body and period of the report), in
 * the type of period the row takes: in a report for 2025-T2 a flow means
 * 2025-01..2025-08, a rolling measure 2025-08, an assessment 2025-T2.  A period
 * may be relative: `period=-1` is the same period a year earlier.
 *
 * Ownership: everything lives in the arena given to facts_new.  Values are
 * computed on demand and kept; a `struct facts` is used by one thread.
 *
 * Invariants
 *   (F1) the canonical name holds every dimension that the context could change,
 *        in catalogue order, so it means the same everywhere and always.
 *   (F2) money is kept in kronor, exactly, with unit FACT_KR; percent as 5,3 for
 *        5,3 %; nothing is rounded before fact_show, except quotients, which
 *        carry FACT_QUOTIENT_SCALE decimals.
 *   (F3) a missing value is not an error: fact_get returns true, `value` is not
 *        dec_ok and `missing` says why.  fact_get fails on names that cannot be
 *        understood, and on a store that cannot be read.
 *   (F4) a share, an index and a cumulative series are never added up.
 *   (F5) two spellings of a name give one value; a value with a type of period
 *        that the row does not take is refused.
 *
 * Sign conventions: `ekonomi.nettokostnad` and its change are costs written as
 * positive figures; every other row of ekonomi.* has revenue + and cost -, and
 * a variance + is favourable.  investering.avvikelse is + when less was spent. */
#ifndef TERTIAL_CORE_FACTS_FACTS_H
#define TERTIAL_CORE_FACTS_FACTS_H

#include "core/model/model.h"

#define FACT_QUOTIENT_SCALE 12
#define FACT_DIMS_MAX 8

enum fact_unit {
	FACT_NONE,
	FACT_KR, /* money: the value is in kronor, formats scale it */
	FACT_PERCENT,
	FACT_POINTS, /* percentage points */
	FACT_COUNT,
	FACT_HOURS,
	FACT_INDEX,
	FACT_OTHER /* unit_text says which, as it was reported */
};

enum fact_kind { FACT_FLOW, FACT_CUMULATIVE, FACT_STOCK, FACT_SHARE };

/* What a period of the row may be, and what the context's period becomes. */
enum fact_period {
	FACT_P_FLOW,   /* month, tertial, year or span; from the context: the year so far */
	FACT_P_YEAR,   /* year */
	FACT_P_WINDOW, /* the month a rolling measure ends with */
	FACT_P_ASSESS, /* tertial, or the year for its third */
	FACT_P_STOCK,  /* day, month or year, as it was reported */
	FACT_P_ANY     /* as it was reported */
};

/* Where money comes from.  A source answers one cell: unit (its whole subtree),
 * result line (a line, or the id of a block or the net), and a span of whole
 * months.  core/facts has one over the ledger (facts_money); tests bring theirs. */
enum money_kind {
	MONEY_OUTCOME,
	MONEY_BUDGET,         /* revised: adopted + council + transfer */
	MONEY_BUDGET_ADOPTED, /* adopted + council */
	MONEY_FORECAST        /* full year, made at the end of the span */
};

struct money_query {
	str unit, line;
	enum money_kind kind;
	period span;
	date structure_day; /* the unit tree of that day; y 0: of the span's last day */
};

struct fact_node;
struct fact_money {
	void *ctx;
	/* *has is false where nothing is recorded for the cell: not the same as zero. */
	bool (
	    *cell)(void *ctx, const struct money_query *q, int64_t *ore, bool *has, struct err *e);
	/* What stands behind a cell: accounts, and vouchers where there are few.
	 * Adds children to `under`.  May be NULL. */
	bool (*explain)(void *ctx, const struct money_query *q, struct arena *mem,
	    struct fact_node *under, struct err *e);
};

struct fact_context {
	str body;      /* its unit is the default for enhet= */
	period period; /* the report's */
};

/* Where a row of the model was read: "personal/personal.csv:12".  Asked only when a
 * figure is explained; false where it is not known. */
struct fact_places {
	void *ctx;
	bool (*find)(void *ctx, enum kind_id kind, const void *row, struct arena *mem, str *place);
};

struct facts;

struct facts *facts_new(struct arena *mem, const struct model *m, const struct fact_money *money,
    struct fact_context ctx);
/* The same facts seen from another body or period; shares what is computed. */
struct facts *facts_in_context(struct facts *fx, struct fact_context ctx);
/* `places` must live as long as the facts. */
void facts_set_places(struct facts *fx, const struct fact_places *places);
const struct model *facts_model(const struct facts *fx);
struct fact_context facts_context(const struct facts *fx);
struct arena *facts_arena(const struct facts *fx);
struct economy;
struct db;
/* The source over the ledger's sums; with a database (in a transaction) also the
 * accounts and vouchers behind a cell.  db may be NULL. */
struct fact_money *
facts_money_economy(struct arena *mem, const struct economy *ec, struct db *db, int64_t org);

/* The money behind ekonomi.*, for what needs cells rather than facts; has is
 * false also where the facts were made without a source. */
bool facts_money_cell(struct facts *fx, const struct money_query *q, int64_t *ore, bool *has,
    struct err *e) MUST_USE;

/* How a figure is printed.  In words, any order:
 *
 *     tkr mkr kr            money; "mkr" → "4 076 miljoner kronor"
 *     procent procentenheter antal timmar
 *     ord                   whole numbers to twelve in words: "sex"
 *     riktning              "ökat" "minskat" "oförändrat"
 *     avvikelse             "positiv" "negativ"; "ingen" when it rounds to zero
 *     status                the text of an assessment
 *     kort                  without the unit: "4 076"
 *     enhet                 with the short unit: "4 076 Mkr", "5,3 %"
 *     abs                   without sign: "19 miljoner kronor"
 *     tecken                with sign: "+70"
 *     versal                the first letter large
 *     drygt                 "drygt"/"knappt" before a figure that rounding changed
 *     cirka                 "cirka" before a figure that rounding changed
 *     0..9                  decimals
 *
 * Rounded once, half away from zero.  U+00A0 groups digits and stands before units. */
enum fact_about { ABOUT_NOT, ABOUT_WHICH_WAY, ABOUT_ROUGHLY };
enum fact_form {
	FORM_AUTO,
	FORM_KR,
	FORM_TKR,
	FORM_MKR,
	FORM_PERCENT,
	FORM_POINTS,
	FORM_COUNT,
	FORM_HOURS,
	FORM_WORD,
	FORM_DIRECTION,
	FORM_VARIANCE,
	FORM_STATUS
};

/* One row of the catalogue, as it can be listed and documented. */
struct fact_def {
	const char *id; /* "ekonomi.nettokostnad", "serie.<serie>" */
	const char *label[LANG__COUNT];
	enum fact_unit unit;
	enum fact_kind kind;
	enum fact_period period;
	const char *dims;       /* "enhet period"; '?' after one that may be left out */
	const char *sign;       /* convention, "" where there is nothing to say */
	const char *aggregates; /* legal aggregations: "sum unit time", "none" */
	bool disclosure;        /* small groups are suppressed */
};

extern const struct fact_def fact_catalogue[];
extern const size_t fact_catalogue_n;

struct fact {
	str name; /* canonical (F1) */
	const struct fact_def *def;
	str label[LANG__COUNT]; /* of this very figure: "Nettokostnad, Regionstyrelsen, 2025" */
	enum fact_unit unit;
	str unit_text; /* FACT_OTHER: "platser"; else "" */
	period period;
	dec value;                /* not dec_ok: missing */
	str text;                 /* an outcome in words (yes/no, status); else "" */
	str missing[LANG__COUNT]; /* why there is no value; "" when there is one */
	int decimals;             /* as reported, or as the catalogue prints it */
	enum fact_form form;      /* what FORM_AUTO prints: money in the scale it came in */
	str source[LANG__COUNT];  /* "huvudboken", "uppgifter/uppgifter-2025.yaml" */
};

/* The figure with that name.  False with RC_NOT_FOUND and a suggestion for a
 * name, unit, status ... that does not exist. */
bool fact_get(struct facts *fx, str name, struct fact *out, struct err *e) MUST_USE;
/* Only the canonical spelling; nothing is computed. */
bool fact_canonical(struct facts *fx, str name, str *out, struct err *e) MUST_USE;
/* Value and nothing else; for rules and formulas.  Not dec_ok when missing. */
bool fact_value(struct facts *fx, str name, dec *out, struct err *e) MUST_USE;

/* A canonical name taken apart: for formats that have dimensions of their own. */
struct fact_dim {
	str key, value;         /* "enhet", "RS" */
	str label[LANG__COUNT]; /* "kvinnor", "women" */
};
struct fact_parts {
	const struct fact_def *def;
	str path; /* "uppdrag.resor.utfall": the row's path with its <pattern> filled in */
	str dims; /* what it takes, as fact_def writes it */
	struct fact_dim dim[FACT_DIMS_MAX];
	int n_dim;
	bool rolling; /* the period is the last month of twelve */
};
bool fact_take_apart(struct facts *fx, str name, struct fact_parts *out, struct err *e) MUST_USE;
/* Every dimension's key and what it is called; the period is none of them. */
struct fact_dim_def {
	const char *key;
	const char *label[LANG__COUNT];
};
extern const struct fact_dim_def fact_dims[];
extern const size_t fact_dims_n;

/* Figures that are sums of others of the same unit, dimensions and period (calc.def). */
struct fact_sum {
	const char *total, *part;
	int weight; /* 1 or -1 */
};
extern const struct fact_sum fact_sums[];
extern const size_t fact_sums_n;

/* The derivation: what the figure is made of, down to result cells, accounts and
 * vouchers, or the row it was reported in. */
struct fact_node {
	str label[LANG__COUNT];
	str fact;                 /* canonical name when the node is a fact; else "" */
	str formula[LANG__COUNT]; /* "utfall − budget"; "" for what was reported */
	dec value;                /* not dec_ok: missing, or a node without figure */
	enum fact_unit unit;
	str unit_text;
	str source[LANG__COUNT];  /* file, or who reported and when; "" */
	str link_unit, link_line; /* a result cell: for drill-down; "" */
	period link_span;
	struct fact_node *first, *last, *next;
};

bool fact_explain(struct facts *fx, str name, struct fact_node **out, struct err *e) MUST_USE;
struct fact_node *fact_node_add(struct arena *mem, struct fact_node *under);

/* Canonical names of every fact that has a value in the context and begins with
 * `prefix` ("" for all), sorted; at most max. */
bool facts_list(struct facts *fx, str prefix, size_t max, str **names, size_t *n,
    struct err *e) MUST_USE;
/* Names of the catalogue and ids of dimensions nearest to a misspelt one; may be "". */
str fact_suggest(struct facts *fx, struct arena *mem, str name);

struct fact_format {
	enum fact_form form;
	int decimals; /* -1: as the fact or the form says */
	bool bare;    /* no unit */
	bool abbrev;  /* "Mkr", "%" rather than "miljoner kronor", "procent" */
	bool absolute, sign;
	bool capital;
	enum fact_about about;
};

/* A unit as it was recorded, in the reader's language: "Mkr", "MSEK". */
str fact_unit_word(str unit, enum lang lang);

/* A missing value is printed as "uppgift saknas" whatever the format. */
bool fact_format_parse(str words, struct fact_format *out, struct err *e) MUST_USE;
/* False where the format does not fit the unit (a percentage in Mkr). */
bool fact_show(const struct fact *f, const struct fact_format *fmt, enum lang lang,
    struct arena *mem, str *out, struct err *e) MUST_USE;
/* The number that is printed, in the format's scale and rounding: for real
 * numbers in tables.  Not dec_ok when missing or no number. */
dec fact_shown_value(const struct fact *f, const struct fact_format *fmt);

#endif
