/* claims_priv.h -- the checker's own picture of a document.
 *
 * A model is made of one document; two models share one `struct words`, so
 * that a stem has the same id in both.  All values are millionths of the base
 * unit; what a figure may really be is [value - half, value + half].
 *
 * Invariants
 *   (M1) blocks, tables, rows and claims are in the order of the text.
 *   (M2) a set of stems is sorted and holds each stem once. */
#ifndef TERTIAL_CORE_CLAIMS_PRIV_H
#define TERTIAL_CORE_CLAIMS_PRIV_H

#include "core/claims/claims.h"
#include "core/claims/read/lex.h"
#include "core/claims/messages.h"

#define SET_MAX 12  /* stems of one subject; more are dropped */
#define COLS_MAX 32 /* of a table; further cells are text */

struct set {
	uint32_t v[SET_MAX];
	int n;
};

void set_add(struct set *s, uint32_t stem);
bool set_has(const struct set *s, uint32_t stem);
bool set_eq(const struct set *a, const struct set *b);
/* Every stem of a is in b, and how many are in both. */
bool set_within(const struct set *a, const struct set *b);
int set_common(const struct set *a, const struct set *b);
uint64_t set_hash(const struct set *s);
/* set_eq and set_within that forgive one slip of the pen in a long word. */
bool set_near(const struct words *w, const struct set *a, const struct set *b);
bool set_near_within(const struct words *w, const struct set *a, const struct set *b);

enum block_kind { BLOCK_PARA, BLOCK_HEADING, BLOCK_BULLET, BLOCK_TABLE, BLOCK_CARDS };

struct block {
	enum block_kind kind;
	size_t from, to;
	int line, last;
	int section; /* index into headings, -1 before the first; of a heading its own */
	int table;   /* of BLOCK_TABLE */
};

struct heading {
	str title;
	int line;
	struct set set;
	bool generic; /* says "Ekonomi", not what or whose */
	bool money;   /* speaks of results and budgets */
	bool summary; /* this part or one that holds it repeats the rest */
	bool bullet;
	bool caption; /* "Tabell 19. …": names what stands under it, and begins no section */
	int year;     /* the one year it names; 0 none */
	int level;    /* 1 for "3", 2 for "3.1"; 9 without number */
	int part;     /* index into the result's sections: a caption's is that it stands in */
};

enum role { ROLE_NONE, ROLE_LEVEL, ROLE_VARIANCE, ROLE_CHANGE, ROLE_TARGET, ROLE_BUDGET };

enum cell_kind { CELL_BLANK, CELL_TEXT, CELL_NUMBER };

struct cell {
	str text;
	size_t off;
	enum cell_kind kind;
	int64_t value, step; /* as printed, not scaled */
	bool percent;
	uint8_t unit;                    /* enum claims_unit, when it says its own ("29,5 Mkr") */
	int8_t scale;                    /* of that unit */
	uint16_t good, bad;              /* relations of the table it keeps and breaks */
	uint16_t exact;                  /* of those it keeps: without the help of rounding */
	bool wrong;                      /* a finding says so: no proof of anything */
	int64_t should;                  /* what it should be, printed scale */
	const struct claims_proof *fact; /* the fact it prints; NULL when it is bound to none */
	bool by_fact;                    /* and agrees with it */
	const struct claims_proof *twin; /* a sentence or cell that says the same; NULL none */
};

struct row {
	int line;
	str label;
	struct cell *cell; /* n_col of the table */
	struct set set;    /* of the label */
	bool header;
	bool total; /* says so, or adds up the rest */
	bool grand; /* the last total: the whole table */
	int n_number;
	int year, month; /* that the label says; 0 not said */
};

/* What a cell is measured in: its own word for it, else its column's or its table's. */
struct measure {
	enum claims_unit unit;
	int scale; /* power of ten; -1 not said */
};

struct column {
	str header;
	enum role role;
	enum claims_unit unit;
	int scale; /* power of ten; -1 not said */
	int year, month;
	bool previous; /* "föreg år" */
	bool whole;    /* variance of the whole period: outcome and budget make it */
	bool numeric;
	bool additive;  /* sums of rows make sense */
	struct set set; /* of the header */
};

struct table {
	int line, last;
	int n_col, n_row;
	struct row *row;
	struct column col[COLS_MAX];
	struct set about; /* stems of the caption and the headings above */
	str caption;
	bool contents; /* a table of contents */
	int scale;     /* 0, 3, 6, 9; -1 not said */
	enum claims_unit unit;
	bool unit_inferred;
	int section;
};

struct figure {
	size_t off, end;
	int line, line_end;
	int64_t value, half;
	int8_t sign; /* written: minus -1, plus +1 */
	uint8_t unit;
	int8_t scale;
	bool about; /* "drygt", "cirka" */
	bool word;  /* "tre" */
	bool point;
	bool loose_unit; /* "miljoner" without "kronor" */
	bool qualifier;  /* an age, a number of days: says which, not how much */
	bool said_year;
	int16_t year; /* 0 not said */
	int8_t month;
	int64_t high; /* of a range, else equal to value */
};

enum move { MOVE_NONE, MOVE_FROM_TO };

struct claim {
	size_t off, end;
	int line, line_end;
	int block, sentence, section;
	enum role role;
	enum move move; /* figure[0] from, figure[1] to */
	struct figure figure[2];
	int n_figure;
	int8_t dir;        /* of the change or variance; 0 not said */
	bool dir_mixed;    /* the sentence says both up and down */
	struct set set;    /* what it is about */
	bool body;         /* the body is named as the subject */
	bool total;        /* "totalt" */
	bool inherited;    /* the set is the previous claim's */
	bool from_heading; /* the set is the heading's */
	bool develop;      /* "nettokostnadsutveckling på": a relative change */
	bool part;         /* "varav" */
	bool zero;         /* "i nivå med budget": no figure, variance 0 */
	bool previous;     /* compared with the year before */
	bool compared;     /* in so many words: "mer än 2024" */
	bool old;          /* of the other document */
	int whole;         /* claim whose parts this one and its neighbours are; -1 none */
	bool wrong;        /* an error was found in it: no evidence */
	int support;       /* rank of the best evidence that agrees */
	bool strict;       /* the subject is certain enough to contradict */
	bool limit;        /* a strict bound: "ska understiga" */

	enum claims_verdict verdict;
	int strength; /* of the verdict's reason; higher wins */
	struct claims_proof proof[CLAIMS_PROOFS_MAX];
	int n_proof;
	str expected;
	str why[LANG__COUNT];
};

/* "X består av A, B och C": what a sentence says of the structure. */
struct parts {
	struct set whole;
	struct set part[16];
	int n;
	int line, line_end;
};

struct sentence {
	uint32_t tok, n_tok; /* of the model's tokens */
	int block, section;
	int line, line_end;
	uint32_t claim, n_claim;
	bool joined; /* the previous sentence is of the same block */
};

struct model {
	struct arena *mem;
	struct words *words;
	struct claims_doc doc;
	bool old;
	size_t *line_off;
	bool *furniture; /* by line: a running head or foot, no part of the text */
	int n_line;
	struct block *block;
	size_t n_block, room_block;
	struct heading *heading;
	size_t n_heading, room_heading;
	int section; /* the last heading that is no caption; -1 before the first */
	struct table *table;
	size_t n_table, room_table;
	struct toks tok;
	struct sentence *sentence;
	size_t n_sentence, room_sentence;
	struct claim *claim;
	size_t n_claim, room_claim;
	bool english;      /* and therefore not read: neither its sentences nor its numbers */
	int year;          /* the report's */
	uint32_t body;     /* stem of the body whose document it is; UINT32_MAX none */
	struct set *label; /* what rows, lists and list headings name */
	size_t n_label, room_label;
	uint32_t *label_first, *label_next; /* by stem: 1 + label, then the chain; 0 ends it */
	size_t n_label_first;
	struct parts *parts;
	size_t n_parts, room_parts;
};

/* A found fault before it is written out. */
struct found {
	struct claims_finding f;
	struct claim *claim; /* its verdict follows; NULL none */
	struct claims_proof proof[CLAIMS_PROOFS_MAX];
};

struct check {
	struct arena *mem;
	struct model *doc, *old; /* old NULL when there is none */
	const struct claims_fact *fact;
	size_t n_fact;
	str body; /* whose facts */
	struct found *found;
	size_t n_found, room_found;
};

void model_make(struct model *m, struct arena *mem, struct words *w, const struct claims_doc *doc);
void blocks_find(struct model *m);    /* blocks.c */
void furniture_find(struct model *m); /* furniture.c */
/* "Tabell 19. Driftredovisning (tkr)", "Figur 4: …". */
bool block_is_caption(str s);
bool block_is_bullet(str line, size_t *skip);
struct set stems_of(struct words *w, struct arena *mem, str text, bool *generic);
/* cards.c: the last line of figures set beside each other from `line` on; 0 for none. */
int cards_end(const struct model *m, int line);
/* The words of one of them, its name and then its figure; how many there are, 0 past the
 * last. */
int cards_lex(struct model *m, int line, int card);
bool table_find(struct model *m, int first, int last, struct table *out); /* table.c */
void table_columns(struct model *m, struct table *t);                     /* table_head.c */
struct measure table_measure(const struct table *t, int row, int col);
void table_check(struct check *c, struct table *t);    /* table_blame.c */
void table_relate(struct arena *mem, struct table *t); /* the same without findings */
void facts_bind(struct check *c);                      /* match/bound.c */
void sentences_find(struct model *m);                  /* sentence.c */
void labels_find(struct model *m);                     /* labels.c */
void extract_claims(struct model *m);                  /* extract.c */
int figures_find(struct model *m, const struct sentence *s, struct figure *out, uint32_t *tok_from,
    uint32_t *tok_to, int max); /* figure.c */
/* The label with the most stems that ends at token `at` of a stretch. */
const struct word *word_at(const struct model *m, uint32_t tok);

int line_of(const struct model *m, size_t off);
str line_text(const struct model *m, int line);
str quote_of(struct arena *mem, str text, size_t from, size_t to);

/* out/report.c: money and words of a finding */
struct texts
figure_show(struct arena *mem, int64_t value, enum claims_unit unit, int scale, int64_t half);
struct texts month_texts(int month);
struct place_in {
	size_t off, end;
	int line, line_end;
};
struct found *report(struct check *c, const char *rule, enum severity sev, struct place_in at,
    struct msg_args text);
#define FOUND(c, sev, at, m, ...) \
	report((c), #m, (sev), (at), MSG_ARGS_(MSG_claims_##m, __VA_ARGS__, ARG_END_))
void found_proof(struct found *f, const struct claims_proof *p);
struct claims_proof proof_of_claim(const struct check *c, const struct claim *k);
struct claims_proof proof_of_fact(const struct check *c, const struct claims_fact *f);
struct claims_proof proof_of_cell(const struct check *c, const struct model *m,
    const struct table *t, int row, int col);

#endif
