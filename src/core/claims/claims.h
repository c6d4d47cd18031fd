/* claims.h -- proves the figures and direction words of a finished document.
 *
 *     text -> blocks -> figures and claims -> matching -> verdicts and findings
 *
 * A document is held against its own tables, its summary against its body, its
 * sentences against each other; against another year's document and against the
 * facts of a database when they are given.  Nothing is asked of a database here:
 * claims_facts (facts.c) reads the facts before.  docs/format/check.md tells the
 * method, the rules and the JSON.
 *
 * Ownership: everything in the result lives in the arena given to claims_check
 * and borrows the documents and facts, which must live as long.
 *
 * Units: a figure is kept in millionths of its base unit (krona, percent,
 * piece, hour) in an int64, with half a step of its last printed digit.
 *
 * Invariants
 *   (K1) every claim and finding lies in the document: 1 <= line <= line_end,
 *        and its figures stand inside [off, end) of the text.
 *   (K2) claims are ordered by place, findings by place, then severity.
 *   (K3) a claim is CONTRADICTED only when a finding of severity error names it.
 *   (K4) the same texts give the same result, byte for byte. */
#ifndef TERTIAL_CORE_CLAIMS_CLAIMS_H
#define TERTIAL_CORE_CLAIMS_CLAIMS_H

#include "base/err.h"

#define CLAIMS_BYTES_MAX ((size_t)128 << 20) /* of one document's text */
#define CLAIMS_FIGURES_MAX 4                 /* of one claim */
#define CLAIMS_PROOFS_MAX 8                  /* places named by one finding */

enum claims_verdict {
	CLAIMS_UNVERIFIED,   /* nothing in the documents to hold it against */
	CLAIMS_VERIFIED,     /* a cell, a sentence or the arithmetic agrees */
	CLAIMS_ROUNDING,     /* differs by no more than rounding can explain */
	CLAIMS_SUSPICIOUS,   /* a warning names it */
	CLAIMS_CONTRADICTED, /* an error names it */
	CLAIMS__VERDICTS
};

enum claims_unit {
	CLAIMS_PLAIN, /* a number without unit */
	CLAIMS_KR,
	CLAIMS_PERCENT,
	CLAIMS_POINTS, /* procentenheter */
	CLAIMS_COUNT,
	CLAIMS_HOURS,
	CLAIMS_DAYS,
	CLAIMS_MONTHS,
	CLAIMS_YEARS,
	CLAIMS__UNITS
};

/* A stretch of the text that says itself which fact it prints (data-fact in our HTML). */
struct claims_bound {
	size_t off, end;
	str fact;
};

/* A finished document as lines of UTF-8; cells of a table row are parted by tabs. */
struct claims_doc {
	str name; /* as the reader knows it: a file name */
	str text;
	const struct claims_bound *bound; /* by off; none within another */
	size_t n_bound;
};

/* A figure of a database.  The words of the Swedish label are what a sentence must
 * say to speak of it; they also tell its role (a variance, a change, a budget). */
struct claims_fact {
	str name;               /* "ekonomi.avvikelse:enhet=RS:period=2025" */
	str label[LANG__COUNT]; /* "Budgetavvikelse, Regionstyrelsen, 2025" */
	enum claims_unit unit;
	int scale;       /* power of ten it is shown in: 6 for money in millions */
	int64_t value;   /* millionths of the base unit, with its sign */
	int64_t half;    /* 0 when it is exact */
	int year, month; /* month 0: of the year, or of the year so far */
	bool alias;      /* another name of the fact before it */
};

/* What a document is held against besides itself. */
struct claims_against {
	const struct claims_doc *old; /* another year's of the same body; NULL: none */
	const struct claims_fact *fact;
	size_t n_fact;
	str body; /* whose facts they are: a sentence need not say its name */
};

struct claims_figure {
	size_t off, end; /* in the text, unit included */
	int64_t value;   /* millionths of the base unit, sign as written */
	int64_t half;    /* half a step of the last printed digit */
	enum claims_unit unit;
	int scale; /* power of ten it is written in: 3 tkr, 6 Mkr */
};

/* Where a proof stands: a line of the document, or of the one it was held against, or a
 * fact of the database. */
struct claims_proof {
	bool other;         /* in the other document */
	str fact;           /* the fact's name; "" when it stands on a line */
	int line, line_end; /* 0 for a fact */
	str text;           /* the cell ("Totalt, Utfall 2025: 1009 Mkr") or the quoted sentence */
};

struct claims_claim {
	size_t off, end; /* the words the claim is made in */
	int line, line_end;
	str quote;
	struct claims_figure figure[CLAIMS_FIGURES_MAX];
	int n_figure;
	int direction; /* +1 increase, surplus; -1 decrease, deficit; 0 none said */
	str unit;      /* as it is written: "miljoner kronor" */
	str subject;   /* the words that say what it is about */
	str period;    /* "2025", "2024-11", "2023-12..2024-11"; "" not said */
	enum claims_verdict verdict;
	const struct claims_proof *by;
	int n_by;
	str expected;         /* what it should be, when it is contradicted */
	str why[LANG__COUNT]; /* one sentence on how the verdict was reached */
};

struct claims_finding {
	const char *rule;
	enum severity sev;
	size_t off, end;
	int line, line_end;
	str quote;
	str message[LANG__COUNT];
	str expected, found; /* "" when the rule has none */
	const struct claims_proof *by;
	int n_by;
};

/* A part of the document under one heading. */
struct claims_section {
	str title;
	int line;
	int n_claim[CLAIMS__VERDICTS];
	int n_finding[SEV_ERROR + 1];
	int lix; /* readability; 0 when the text is too short to say */
};

struct claims_result {
	struct claims_doc doc;
	str other; /* the name of the other document, "" when none */
	struct claims_claim *claim;
	size_t n_claim;
	struct claims_finding *finding;
	size_t n_finding;
	struct claims_section *section;
	size_t n_section;
	size_t n_sev[SEV_ERROR + 1];
};

/* Text of any encoding and line end, as a document.  Fails when it is too long
 * or holds bytes that no text has. */
bool claims_doc_from_text(struct arena *mem, str name, str bytes, struct claims_doc *out,
    struct err *e) MUST_USE;
/* The text of an HTML page: blocks as lines, table rows with tabs. */
bool claims_doc_from_html(struct arena *mem, str name, str bytes, struct claims_doc *out,
    struct err *e) MUST_USE;
/* The text of a Word document (the bytes of the .docx file). */
bool claims_doc_from_docx(struct arena *mem, str name, str bytes, struct claims_doc *out,
    struct err *e) MUST_USE;
/* By the file's name and first bytes one of the three. */
bool claims_doc_from_file(struct arena *mem, str name, str bytes, struct claims_doc *out,
    struct err *e) MUST_USE;

struct facts;
/* The facts that the document may speak of: those of the context and of the year before,
 * their changes, other names of their units, and every fact the document binds. */
bool claims_facts(struct facts *fx, const struct claims_doc *doc, struct arena *mem,
    struct claims_against *out, struct err *e) MUST_USE;

/* `against` may be NULL. */
bool claims_check(const struct claims_doc *doc, const struct claims_against *against,
    struct arena *mem, struct claims_result *out, struct err *e) MUST_USE;

/* Writers.  What does not fit `b` shows in its `full` flag. */
void claims_write_json(struct sb *b, const struct claims_result *r, enum lang lang);
void claims_write_sarif(struct sb *b, const struct claims_result *r, enum lang lang);
void claims_write_list(struct sb *b, const struct claims_result *r, enum lang lang, bool color);
void claims_write_html(struct sb *b, const struct claims_result *r, enum lang lang);

const char *claims_verdict_name(enum claims_verdict v);         /* "verified", in JSON */
str claims_verdict_word(enum claims_verdict v, enum lang lang); /* "bekräftad" */

#endif
