#include "doc/pdf/pdf_hyph.h"

#include <string.h>

/* Children of a node are a chain of siblings: most nodes have one or two. */
struct hyph_node {
	uint32_t child, sibling;
	uint32_t digits; /* 1 + offset into `digits`, 0: no pattern ends here */
	uint8_t letter;
	uint8_t n_digits;
};

static uint32_t
child_of(const struct hyph *h, uint32_t at, uint8_t letter)
{
	uint32_t c = h->node[at].child;

	while (c != 0 && h->node[c].letter != letter)
		c = h->node[c].sibling;
	return c;
}

static uint32_t
child_make(struct hyph *h, uint32_t at, uint8_t letter)
{
	uint32_t c = child_of(h, at, letter);

	if (c == 0) {
		c = h->n_node++;
		h->node[c] = (struct hyph_node){.letter = letter, .sibling = h->node[at].child};
		h->node[at].child = c;
	}
	return c;
}

/* A pattern is letters with digits between them: "a2f1ic". */
static void
pattern_add(struct hyph *h, char *digits, size_t *n_digits, str line)
{
	uint32_t at = 0;
	size_t first = *n_digits, n = 0;
	char value[HYPH_LETTERS_MAX + 2] = {0};

	for (size_t i = 0; i < line.n; i++) {
		char c = line.p[i];
		if (c >= '0' && c <= '9') {
			value[n] = (char)(c - '0');
		} else if (n < HYPH_LETTERS_MAX) {
			at = child_make(h, at, (uint8_t)c);
			n++;
		}
	}
	memcpy(digits + first, value, n + 1);
	h->node[at].digits = (uint32_t)first + 1;
	h->node[at].n_digits = (uint8_t)(n + 1);
	*n_digits = first + n + 1;
}

void
hyph_load(struct hyph *h, struct arena *mem, str patterns)
{
	char *digits = arena_array(mem, patterns.n + 64, char);
	size_t n_digits = 0;
	str line;

	*h = (struct hyph){.digits = digits, .n_node = 1};
	h->node = arena_array(mem, patterns.n + 1, struct hyph_node);
	while (str_cut(&patterns, '\n', &line)) {
		line = str_trim(line);
		/* The encoding's name and the minima are upper case; patterns never are. */
		if (line.n > 0 && (line.p[0] < 'A' || line.p[0] > 'Z') && line.p[0] != '%')
			pattern_add(h, digits, &n_digits, line);
	}
}

static uint8_t
lower_latin1(uint32_t c)
{
	return (uint8_t)utf8_lower(c);
}

static bool
is_letter(uint32_t c)
{
	uint8_t l = c < 256 ? lower_latin1(c) : 0;

	return (l >= 'a' && l <= 'z') || (l >= 0xdf && l != 0xf7);
}

int
hyph_points(const struct hyph *h, str word, uint16_t out[HYPH_LETTERS_MAX])
{
	uint8_t text[HYPH_LETTERS_MAX + 2]; /* the letters between two full stops */
	uint16_t at[HYPH_LETTERS_MAX + 1];
	char value[HYPH_LETTERS_MAX + 4] = {0};
	int n = 0, n_out = 0;

	text[0] = '.';
	for (size_t i = 0; i < word.n;) {
		size_t from = i;
		uint32_t c = utf8_next(word, &i);
		if (!is_letter(c)) {
			/* Quotes before and stops after a word are no part of it. */
			if (n == 0)
				continue;
			if (n < HYPH_LETTERS_MIN || i < word.n - 2)
				return 0;
			break;
		}
		if (n == HYPH_LETTERS_MAX)
			return 0;
		at[n] = (uint16_t)from;
		text[++n] = lower_latin1(c);
	}
	if (n < HYPH_LETTERS_MIN)
		return 0;
	text[n + 1] = '.';
	for (int i = 0; i < n + 2; i++) {
		uint32_t node = 0;
		for (int k = i; k < n + 2 && (node = child_of(h, node, text[k])) != 0; k++) {
			const struct hyph_node *x = &h->node[node];
			if (x->digits == 0)
				continue;
			const char *d = h->digits + x->digits - 1;
			for (int j = 0; j < x->n_digits; j++)
				if (d[j] > value[i + j])
					value[i + j] = d[j];
		}
	}
	/* value[k] is the weight between text[k-1] and text[k]; letter k-1 follows it. */
	for (int k = 1 + HYPH_LEFT; k <= n + 1 - HYPH_RIGHT; k++)
		if (value[k] & 1)
			out[n_out++] = at[k - 1];
	return n_out;
}
