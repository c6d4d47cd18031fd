/* What sentences may say in other words: for each kind of statement a list of sentences
 * about one small document, with the figure or word that is right and one that is wrong.
 *
 * A sentence that is right is never an error.  How many of the right ones are verified and how
 * many of the wrong ones are found as errors is printed for each kind and may not fall. */
#include "check.h"
#include "core/claims/claims.h"

#include <stdlib.h>
#include <string.h>

static const char document[] =
    "Årsrapport 2025\n"
    "Kulturnämnden\n"
    "\n"
    "Ekonomi\n"
    "\n"
    "Driftredovisning 2025 (tkr)\n"
    "Enhet\tUtfall 2024\tUtfall 2025\tBudget 2025\tAvvikelse\tFörändring, %%\n"
    "Biblioteket\t−48 200\t−51 600\t−50 000\t−1 600\t7,1\n"
    "Musikskolan\t−30 500\t−29 400\t−31 200\t1 800\t−3,6\n"
    "Museet\t−22 400\t−24 900\t−25 300\t400\t11,2\n"
    "Konsthallen\t−9 300\t−9 700\t−9 700\t0\t4,3\n"
    "Totalt\t−110 400\t−115 600\t−116 200\t600\t4,7\n"
    "\n"
    "Nöjda besökare (procent)\n"
    "Enhet\tUtfall 2024\tUtfall 2025\n"
    "Biblioteket\t81\t84\n"
    "Musikskolan\t77\t74\n"
    "Museet\t68\t73\n"
    "\n"
    "Iakttagelser\n"
    "\n"
    "%s\n";

struct example {
	const char *text, *right, *wrong; /* %s in the text is one of the two */
};

struct kind {
	const char *name;
	int verified, found; /* at least so many of the right and of the wrong */
	const struct example *v;
	size_t n;
};

static const struct example variance[] = {
    {"Biblioteket gick %s miljoner kronor sämre än budgeten.", "1,6", "2,6"},
    {"Biblioteket gick 1,6 miljoner kronor %s än budgeten.", "sämre", "bättre"},
    {"Musikskolan kostade %s miljoner kronor mindre än budgeterat.", "1,8", "1,1"},
    {"Biblioteket överskred sin budget med %s miljoner kronor.", "1,6", "6,1"},
    {"Musikskolan klarade sig %s miljoner kronor under budget.", "1,8", "2,8"},
    {"Musikskolan använde %s miljoner kronor mindre än planerat.", "1,8", "0,8"},
    {"Biblioteket drog över budgeten med %s miljoner kronor.", "1,6", "2,1"},
    {"Musikskolan lämnar ett överskott om %s miljoner kronor mot budget.", "1,8", "1,3"},
    {"För biblioteket blev det ett underskott på %s miljoner kronor gentemot budget.", "1,6",
        "1,9"},
    {"Musikskolan höll sig %s miljoner kronor inom sin budget.", "1,8", "3,8"},
    {"Jämfört med budget har biblioteket ett underskott motsvarande %s miljoner kronor.", "1,6",
        "1,2"},
    {"Biblioteket ligger %s miljoner kronor över budget.", "1,6", "2,4"},
    {"Musikskolan redovisar ett plus på %s miljoner kronor mot budget.", "1,8", "2,3"},
    {"Biblioteket redovisar ett minus på %s miljoner kronor mot budget.", "1,6", "2,3"},
    {"Nämnden gick %s miljoner kronor bättre än budgeten.", "0,6", "0,9"},
    {"Biblioteket blev %s miljoner kronor dyrare än planerat.", "1,6", "2,2"},
    {"Musikskolan blev %s miljoner kronor billigare än budgeterat.", "1,8", "2,2"},
};

static const struct example last_year[] = {
    {"Biblioteket kostade %s miljoner kronor mer än året innan.", "3,4", "4,3"},
    {"Musikskolans kostnader sjönk med %s miljoner kronor jämfört med 2024.", "1,1", "2,1"},
    {"Musikskolans kostnader %s med 1,1 miljoner kronor jämfört med 2024.", "sjönk", "steg"},
    {"Jämfört med föregående år har museet blivit %s miljoner kronor dyrare.", "2,5", "3,5"},
    {"Museet kostade %s miljoner kronor mer än 2024.", "2,5", "1,5"},
    {"Museet kostade 2,5 miljoner kronor %s än 2024.", "mer", "mindre"},
    {"Under 2024 kostade museet %s miljoner kronor.", "22,4", "24,2"},
    {"Året innan kostade biblioteket %s miljoner kronor.", "48,2", "46,2"},
    {"Musikskolan blev %s miljoner kronor billigare än i fjol.", "1,1", "1,9"},
    {"Sedan förra året har bibliotekets kostnader ökat med %s miljoner kronor.", "3,4", "5,4"},
    {"Kostnaden för museet gick från 22,4 miljoner kronor till %s miljoner kronor.", "24,9",
        "25,9"},
    {"Biblioteket kostade %s miljoner kronor, mot 48,2 miljoner kronor året före.", "51,6", "56,1"},
    {"Biblioteket kostade 51,6 miljoner kronor, mot %s miljoner kronor året före.", "48,2", "42,8"},
    {"Kostnaden för museet blev %s miljoner kronor högre än föregående år.", "2,5", "5,2"},
    {"Kostnaden för musikskolan var %s miljoner kronor lägre än året före.", "1,1", "1,7"},
};

static const struct example percent[] = {
    {"Bibliotekets kostnader ökade med %s procent.", "7,1", "8,1"},
    {"Bibliotekets kostnader %s med 7,1 procent.", "ökade", "minskade"},
    {"Musikskolans kostnader minskade med %s procent sedan 2024.", "3,6", "6,3"},
    {"Biblioteket kostade %s procent mer än 2024.", "7,1", "9,1"},
    {"Museet blev %s procent dyrare än året innan.", "11,2", "12,1"},
    {"Musikskolan blev %s procent billigare än året före.", "3,6", "4,6"},
    {"Kostnaden för museet steg %s procent jämfört med föregående år.", "11,2", "10,2"},
    {"Museets kostnader växte med %s procent under året.", "11,2", "14,2"},
    {"Kostnadsökningen för biblioteket är %s procent.", "7,1", "1,7"},
    {"Kostnaden för biblioteket gick upp med %s procent.", "7,1", "7,9"},
    {"Kostnaden för musikskolan gick ner med %s procent.", "3,6", "2,6"},
    {"Museet hade en kostnadsökning på %s procent.", "11,2", "13,2"},
    {"Biblioteket kostade 51,6 miljoner kronor mot 48,2 miljoner kronor 2024, en ökning med %s procent.",
        "7,1", "9,9"},
};

static const struct example share[] = {
    {"Andelen nöjda besökare på biblioteket är %s procent.", "84", "87"},
    {"På biblioteket är %s procent av besökarna nöjda.", "84", "48"},
    {"Av bibliotekets besökare är %s procent nöjda.", "84", "88"},
    {"På museet var %s procent nöjda besökare, mot 68 procent året före.", "73", "78"},
    {"Andelen nöjda besökare på museet har ökat från 68 procent till %s procent.", "73", "83"},
    {"Andelen nöjda besökare på museet har %s från 68 procent till 73 procent.", "ökat", "minskat"},
    {"Andelen nöjda besökare på museet har ökat med %s procentenheter.", "5", "6"},
    {"På musikskolan minskade andelen nöjda besökare med %s procentenheter.", "3", "4"},
    {"Av 400 tillfrågade svarade 300, alltså %s procent.", "75", "70"},
    {"Av 400 tillfrågade svarade 300, vilket motsvarar %s procent.", "75", "65"},
    {"300 av 400 tillfrågade svarade, vilket är %s procent.", "75", "79"},
    {"Enkäten gick till 400 personer och 300 svarade, en svarsfrekvens på %s procent.", "75", "57"},
    {"Av de 400 tillfrågade svarade 300 (%s procent).", "75", "72"},
};

static const struct example target[] = {
    {"Målet är minst 80 procent nöjda besökare. Utfallet på biblioteket är 84 procent, målet är %s.",
        "nått", "inte nått"},
    {"Målet minst 80 procent nöjda nås %s: utfallet är 74 procent.", "inte", "väl"},
    {"Målvärdet är 80 procent och utfallet 84 procent, så målet %s.", "uppfylls", "uppfylls inte"},
    {"Målet är högst 5 procent, och utfallet blev 4 procent. Målet är %s.", "uppfyllt",
        "inte uppfyllt"},
    {"Sjukfrånvaron ska vara högst 5 procent. Den blev 6 procent, och målet nåddes %s.", "inte",
        "därmed"},
    {"Utfallet 84 procent är %s än målet 80 procent.", "högre", "lägre"},
    {"Utfallet 74 procent ligger %s målet på 80 procent.", "under", "över"},
    {"Utfallet 84 procent %s målet på 80 procent.", "överträffar", "understiger"},
    {"Utfallet 74 procent %s målet på 80 procent.", "understiger", "överstiger"},
    {"Med 84 procent nöjda är målet på minst 80 procent %s.", "nått", "inte nått"},
    {"Målet om minst 80 procent är %s, eftersom utfallet är 84 procent.", "uppnått",
        "inte uppnått"},
};

static const struct example part[] = {
    {"Av nämndens 12 mål uppfylls nio, två uppfylls delvis och %s uppfylls inte.", "ett", "två"},
    {"Av 12 mål nås nio, två nås delvis och %s nås inte.", "ett", "tre"},
    {"Av de 12 målen är nio uppfyllda, två delvis uppfyllda och %s inte uppfyllt.", "ett", "tre"},
    {"Totalt besvarades enkäten av 300 personer, 180 kvinnor och %s män.", "120", "140"},
    {"Bland de 300 som svarade var 180 kvinnor och %s män.", "120", "130"},
    {"Minskningen är 9,2 miljoner kronor, varav 6,7 miljoner kronor på personal och %s miljoner kronor på konsulter.",
        "2,5", "3,5"},
    {"Minskningen blev 9,2 miljoner kronor: 6,7 miljoner kronor på personal och %s miljoner kronor på konsulter.",
        "2,5", "1,5"},
    {"Besparingen uppgår till 9,2 miljoner kronor. Av dessa kommer 6,7 miljoner kronor från personal och %s miljoner kronor från konsulter.",
        "2,5", "3,1"},
    {"Besparingen uppgår till 9,2 miljoner kronor. Den fördelas på personal med 6,7 miljoner kronor och konsulter med %s miljoner kronor.",
        "2,5", "4,1"},
    {"Utgifterna sjönk med 9,2 miljoner kronor. Sänkningen på lokaler är 6,7 miljoner kronor och sänkningen på resor %s miljoner kronor.",
        "2,5", "1,9"},
    {"Investeringarna uppgick till 40 miljoner kronor, fördelat på 25 miljoner kronor för byggnader och %s miljoner kronor för inventarier.",
        "15", "18"},
};

static const struct example rounding[] = {
    {"Biblioteket kostade drygt %s miljoner kronor.", "51", "57"},
    {"Biblioteket kostade cirka %s miljoner kronor.", "52", "58"},
    {"Museet kostade knappt %s miljoner kronor.", "25", "29"},
    {"Museet kostade ungefär %s miljoner kronor.", "25", "35"},
    {"Musikskolan kostade nästan %s miljoner kronor.", "30", "36"},
    {"Musikskolan kostade omkring %s miljoner kronor.", "29", "39"},
    {"Biblioteket kostade nära %s miljoner kronor.", "52", "62"},
    {"Konsthallen kostade runt %s miljoner kronor.", "10", "18"},
    {"Konsthallen kostade inte fullt %s miljoner kronor.", "10", "15"},
    {"Museet kostade i runda tal %s miljoner kronor.", "25", "45"},
    {"Biblioteket kostade strax över %s miljoner kronor.", "51", "41"},
    {"Musikskolan kostade strax under %s miljoner kronor.", "30", "20"},
    {"Totalt kostade nämnden i storleksordningen %s miljoner kronor.", "116", "161"},
};

#define KIND(name, verified, found)                         \
	{                                                   \
#name, verified, found, name, COUNTOF(name) \
	}
static const struct kind kinds[] = {
    KIND(variance, 17, 12),
    KIND(last_year, 14, 12),
    KIND(percent, 12, 10),
    KIND(share, 10, 10),
    KIND(target, 8, 9),
    KIND(part, 11, 9),
    KIND(rounding, 12, 12),
};

static struct arena mem;
static bool loud;

static str
filled(const struct example *x, const char *with)
{
	str s = str_of(x->text), before, whole;
	size_t at = str_find(s, STR("%s"), 0);

	must(at < s.n);
	before = str_sub(s, 0, at);
	whole = str_fmt(&mem, "%.*s%s%.*s", STR_ARG(before), with,
	    STR_ARG(str_sub(s, at + 2, s.n)));
	return str_fmt(&mem, document, str_z(&mem, whole));
}

static struct claims_result
checked(str text)
{
	static struct err e;
	struct claims_doc doc = {.name = STR("a.txt"), .text = text};
	struct claims_result r;

	check(claims_check(&doc, NULL, &mem, &r, &e));
	return r;
}

/* A figure of the sentence is proved. */
static bool
is_verified(const struct claims_result *r, int line)
{
	for (size_t i = 0; i < r->n_claim; i++) {
		const struct claims_claim *c = &r->claim[i];
		if (c->line < line || c->n_figure == 0)
			continue;
		if (c->verdict == CLAIMS_VERIFIED || c->verdict == CLAIMS_ROUNDING)
			return true;
	}
	return false;
}

static int
last_line(str text)
{
	int n = 0;

	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '\n';
	return n;
}

static void
run(const struct kind *k)
{
	int verified = 0, found = 0;

	for (size_t i = 0; i < k->n; i++) {
		str good = filled(&k->v[i], k->v[i].right), bad = filled(&k->v[i], k->v[i].wrong);
		struct claims_result r = checked(good);
		for (size_t f = 0; f < r.n_finding; f++)
			if (r.finding[f].sev == SEV_ERROR)
				fprintf(stderr, "false error: %s [%s]: %.*s\n", k->v[i].text,
				    k->v[i].right, STR_ARG(r.finding[f].message[LANG_SV]));
		check_i64((int64_t)r.n_sev[SEV_ERROR], 0);
		bool ok = is_verified(&r, last_line(good));
		verified += ok;
		r = checked(bad);
		found += r.n_sev[SEV_ERROR] > 0;
		if (loud && (!ok || r.n_sev[SEV_ERROR] == 0))
			printf("  %s%s: %s [%s|%s]\n", ok ? "" : "not verified ",
			    r.n_sev[SEV_ERROR] > 0 ? "" : "not found", k->v[i].text, k->v[i].right,
			    k->v[i].wrong);
	}
	printf("%-10s %2d of %2zu verified, %2d of %2zu found\n", k->name, verified, k->n, found,
	    k->n);
	check(verified >= k->verified);
	check(found >= k->found);
}

int
main(void)
{
	loud = getenv("CLAIMS_WORDS_LIST") != NULL;
	arena_init(&mem, (size_t)1 << 30);
	for (size_t i = 0; i < COUNTOF(kinds); i++)
		run(&kinds[i]);
	arena_end(&mem);
	return check_done();
}
