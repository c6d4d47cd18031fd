#include "core/claims/read/words.h"

#include <string.h>

#define SEED 0x7465727469616cu /* words are the document's own: no outsider picks them */

/* Lower case of ASCII and the Latin-1 letters; the length never changes. */
str
words_lower(struct arena *mem, str s)
{
	char *p = arena_array(mem, s.n + 1, char);

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c + 32);
		else if (i > 0 && (unsigned char)s.p[i - 1] == 0xC3 && c >= 0x80 && c <= 0x9E &&
		    c != 0x97)
			c = (unsigned char)(c + 32);
		p[i] = (char)c;
	}
	return (str){p, s.n};
}

/* The ending is cut when at least `keep` bytes are left. */
static bool
cut(str *s, const char *ending, size_t keep)
{
	str e = str_of(ending);

	if (s->n < e.n + keep || !str_has_suffix(*s, e))
		return false;
	s->n -= e.n;
	return true;
}

static bool
cut_any(str *s, const char *const *ending, size_t n, size_t keep)
{
	for (size_t i = 0; i < n; i++)
		if (cut(s, ending[i], keep))
			return true;
	return false;
}

/* Definite forms, plurals and genitives, then the endings that make nouns of
 * verbs: "beställare" and "beställning" are both beställ. */
str
words_stem(str w)
{
	static const char *const inflection[] = {"heterna", "elserna", "ningarna", "arnas", "ernas",
	    "ornas", "arna", "erna", "orna", "aren", "ande", "ende", "anden", "andet", "ade", "are",
	    "ens", "ets", "en", "et", "ar", "er", "or", "at", "na", "a", "e", "t"};
	static const char *const noun[] = {"ningen", "ningar", "ning", "elsen", "elser", "else",
	    "els"};

	if (w.n >= 5 && w.p[w.n - 1] == 's' && strchr("ntadrlkgme", w.p[w.n - 2]) != NULL)
		w.n--;
	if (str_has_suffix(w, STR("aron")))
		w.n--;
	if (cut(&w, "heten", 3) || cut(&w, "heter", 3) || cut(&w, "heterna", 3))
		w.n += 3;
	if (str_has_suffix(w, STR("het")))
		return w;
	if (!cut_any(&w, noun, COUNTOF(noun), 4) && cut_any(&w, inflection, COUNTOF(inflection), 4))
		cut_any(&w, noun, COUNTOF(noun), 4);
	if (w.n >= 4 && w.p[w.n - 1] == w.p[w.n - 2] && w.p[w.n - 1] != 's')
		w.n--;
	return w;
}

/* Every pattern of a list, filed under the byte it begins with. */
static void
file_patterns(struct words *w, const char *list, size_t row)
{
	must(row < WORDS_ROWS_MAX);
	while (*list != '\0') {
		size_t n = strcspn(list, " ");
		if (n > 0) {
			bool head = list[0] == '*', tail = list[n - 1] == '*';
			struct pattern x = {
			    {list + (head ? 1 : 0), n - (head ? 1u : 0u) - (tail ? 1u : 0u)}, head,
			    tail, (uint8_t)row};
			unsigned char slot = head ? 0 : (unsigned char)list[0];
			arena_grow(w->mem, w->pattern[slot], w->n_pattern[slot],
			    w->room_pattern[slot]);
			w->pattern[slot][w->n_pattern[slot]++] = x;
		}
		list += n;
		while (*list == ' ')
			list++;
	}
}

static bool
fits(const struct pattern *x, str w)
{
	if (x->head && x->tail)
		return str_find(w, x->core, 0) < w.n;
	if (x->head)
		return str_has_suffix(w, x->core);
	return x->tail ? str_has_prefix(w, x->core) : str_eq(w, x->core);
}

void
words_init(struct words *w, struct arena *mem)
{
	*w = (struct words){.mem = mem};
	map_init(&w->by_text, mem, SEED);
	map_init(&w->by_stem, mem, SEED);
	for (size_t i = 0; i < words_lexicon_n; i++)
		file_patterns(w, words_lexicon[i].words, i);
	for (size_t i = 0; i < words_concept_n; i++)
		file_patterns(w, words_concept[i].words, words_lexicon_n + i);
	file_patterns(w, words_lexicon_not, words_lexicon_n + words_concept_n);
}

/* The rows that a word stands in. */
static void
rows_of(const struct words *w, str lower, bool hit[WORDS_ROWS_MAX])
{
	unsigned char slot[2] = {0, lower.n > 0 ? (unsigned char)lower.p[0] : 0};

	memset(hit, 0, WORDS_ROWS_MAX * sizeof *hit);
	for (int k = 0; k < (slot[1] == 0 ? 1 : 2); k++)
		for (size_t i = 0; i < w->n_pattern[slot[k]]; i++)
			if (fits(&w->pattern[slot[k]][i], lower))
				hit[w->pattern[slot[k]][i].row] = true;
}

uint32_t
words_stem_id(struct words *w, str stem)
{
	size_t at = map_add(&w->by_stem, stem, w->n_stem);

	if (at != MAP_NONE)
		return (uint32_t)at;
	arena_grow(w->mem, w->stem, w->n_stem, w->room_stem);
	w->stem[w->n_stem] = stem;
	return (uint32_t)w->n_stem++;
}

static int
month_of(str w)
{
	static const char *const name[12] = {"januari", "februari", "mars", "april", "maj", "juni",
	    "juli", "augusti", "september", "oktober", "november", "december"};
	static const char *const brief[12] = {"jan", "feb", "mar", "apr", "", "jun", "jul", "aug",
	    "sep", "okt", "nov", "dec"};

	for (int m = 0; m < 12; m++)
		if (str_eq(w, str_of(name[m])) ||
		    (brief[m][0] != '\0' && str_eq(w, str_of(brief[m]))))
			return m + 1;
	return 0;
}

static int
number_of(str w)
{
	static const char *const name[] = {"noll", "en", "två", "tre", "fyra", "fem", "sex", "sju",
	    "åtta", "nio", "tio", "elva", "tolv", "tretton", "fjorton", "femton", "sexton",
	    "sjutton", "arton", "nitton", "tjugo"};

	for (size_t i = 0; i < COUNTOF(name); i++)
		if (str_eq(w, str_of(name[i])))
			return (int)i;
	if (str_eq(w, STR("ett")))
		return 1;
	return str_eq(w, STR("trettio")) ? 30 : -1;
}

/* What changes, in a word like "personalkostnadsminskning". */
static str
compound_of_change(const struct word *v)
{
	static const char *const head[] = {"minskningarna", "minskningar", "minskningen",
	    "minskning", "ökningarna", "ökningar", "ökningen", "ökning"};
	str s = v->lower;

	if (!(v->flags & W_CHANGE) || !cut_any(&s, head, COUNTOF(head), 4))
		return (str){NULL, 0};
	if (s.p[s.n - 1] == 's')
		s.n--;
	return s;
}

/* Everything the lexicon knows of one word. */
static void
learn(struct words *w, struct word *v)
{
	str stem = words_stem(v->lower);
	int number = number_of(v->lower);

	v->month = (int8_t)month_of(v->lower);
	if (v->month > 0)
		v->flags |= W_MONTH | W_STOP;
	if (number >= 0) {
		v->flags |= W_NUMBER;
		v->number = number;
	}
	bool hit[WORDS_ROWS_MAX];
	rows_of(w, v->lower, hit);
	bool looks_only = hit[words_lexicon_n + words_concept_n];
	for (size_t i = 0; i < words_lexicon_n; i++) {
		const struct lexeme *x = &words_lexicon[i];
		if (!hit[i] || (looks_only && (x->flags & W_CHANGE)))
			continue;
		v->flags |= x->flags;
		if (x->dir != 0)
			v->dir = x->dir;
		if (x->unit != 0)
			v->unit = x->unit, v->scale = x->scale;
	}
	for (size_t i = 0; i < words_concept_n; i++)
		if (hit[words_lexicon_n + i]) {
			stem = str_of(words_concept[i].concept);
			break;
		}
	str base = compound_of_change(v);
	/* "kostnadsökning": of what costs, which names nothing. */
	if (base.n > 0 && !str_eq(base, STR("kostnad")) && !str_eq(base, STR("utgift"))) {
		stem = base;
		v->flags &= ~(uint32_t)W_STOP;
	}
	v->stem = words_stem_id(w, stem);
}

uint32_t
words_id(struct words *w, str text)
{
	char small[64];
	str key = text;

	if (text.n <= sizeof small) {
		bool same = true;
		for (size_t i = 0; i < text.n; i++) {
			unsigned char c = (unsigned char)text.p[i];
			unsigned char before = i > 0 ? (unsigned char)text.p[i - 1] : 0;
			if ((c >= 'A' && c <= 'Z') ||
			    (before == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97)) {
				c = (unsigned char)(c + 32);
				same = false;
			}
			small[i] = (char)c;
		}
		if (!same)
			key = (str){small, text.n};
	} else {
		key = words_lower(w->mem, text);
	}
	size_t at = map_find(&w->by_text, key);
	if (at != MAP_NONE)
		return (uint32_t)at;
	arena_grow(w->mem, w->v, w->n, w->room);
	struct word *v = &w->v[w->n];
	*v = (struct word){.lower = str_dup(w->mem, key)};
	learn(w, v);
	map_set(&w->by_text, v->lower, w->n);
	return (uint32_t)w->n++;
}

/* At most one letter differs, is missing or is added. */
bool
words_one_slip(str a, str b)
{
	if (a.n > b.n) {
		str t = a;
		a = b;
		b = t;
	}
	if (b.n - a.n > 1)
		return false;
	size_t head = 0, tail = 0;
	while (head < a.n && a.p[head] == b.p[head])
		head++;
	while (tail < a.n - head && a.p[a.n - 1 - tail] == b.p[b.n - 1 - tail])
		tail++;
	return a.n - head - tail <= 1 && b.n - head - tail <= 1;
}

bool
words_near(const struct words *w, uint32_t a, uint32_t b)
{
	if (a == b)
		return true;
	str x = w->stem[a], y = w->stem[b];
	if (x.n == 0 || y.n == 0 || x.p[0] == '#' || y.p[0] == '#')
		return false;
	if (x.n >= 8 && y.n >= 8)
		return words_one_slip(x, y);
	/* In a short word a letter more at the end is an inflection, another letter another word. */
	return x.n >= 5 && y.n >= 5 &&
	    (x.n == y.n + 1 ? str_has_prefix(x, y) : y.n == x.n + 1 && str_has_prefix(y, x));
}

bool
words_inside(const struct words *w, uint32_t part, uint32_t whole)
{
	str p = w->stem[part], q = w->stem[whole];

	if (p.n > 5 && str_has_suffix(p, STR("isk")))
		p.n -= 3; /* "medicinsk" in "medicinteknisk" */
	else if (p.n > 5 && str_has_suffix(p, STR("sk")))
		p.n -= 2;
	else if (p.n > 5 && str_has_suffix(p, STR("ik")))
		p.n -= 1; /* "teknik" in "teknisk" */
	return p.n >= 4 && q.n > p.n && str_find(q, p, 0) < q.n;
}
