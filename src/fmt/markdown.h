/* markdown.h -- Markdown as a small neutral tree.
 *
 * CommonMark and tables, by md4c.  Raw HTML is plain text, never markup.
 *
 * Ownership: everything lies in the arena, the texts too.
 *
 * Invariants
 *   (MD1) input <= MD_TEXT_MAX, depth <= MD_DEPTH_MAX, nodes <= MD_NODES_MAX.
 *   (MD2) text is valid UTF-8 without U+0000; entities are resolved.
 *   (MD3) a table has one head row first, and every row has as many cells as it. */
#ifndef TERTIAL_FMT_MARKDOWN_H
#define TERTIAL_FMT_MARKDOWN_H

#include "base/err.h"

#define MD_TEXT_MAX ((size_t)4 << 20)
#define MD_DEPTH_MAX 24
#define MD_NODES_MAX 500000

enum md_kind {
	MD_ROOT,
	MD_HEADING,
	MD_PARA,
	MD_LIST,
	MD_ITEM,
	MD_QUOTE,
	MD_RULE,
	MD_CODE_BLOCK,
	MD_TABLE,
	MD_ROW,
	MD_CELL,
	MD_TEXT,
	MD_STRONG,
	MD_EMPH,
	MD_CODE,
	MD_LINK,
	MD_IMAGE,
	MD_BREAK
};

enum md_side { MD_SIDE_NONE, MD_SIDE_LEFT, MD_SIDE_CENTER, MD_SIDE_RIGHT };

struct md_node {
	enum md_kind kind;
	struct md_node *parent, *first, *last, *next;
	str text;          /* MD_TEXT and MD_CODE_BLOCK; a soft line end is a blank */
	str href, title;   /* MD_LINK, MD_IMAGE */
	int level;         /* heading */
	bool ordered;      /* list */
	bool head;         /* row, cell */
	enum md_side side; /* cell */
	size_t at;         /* byte of the input, as near as is known */
};

/* `e` tells a limit; Markdown itself has no errors. */
bool md_read(struct arena *mem, str text, struct md_node **out, struct err *e) MUST_USE;

#endif
