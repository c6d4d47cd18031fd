/* Decimals against PostgreSQL's numeric, an implementation that is not ours: 10^5
 * random vectors of every operation and rounding; and against their own laws. */
#include "base/dec.h"
#include "check.h"

#include <libpq-fe.h>
#include <string.h>

#define VECTORS "100000"

/* a, b random up to 17 digits with 0-9 decimals; the quotient's magnitude is built
 * from whole-number division, so that nothing is rounded twice. */
static const char vectors[] =
    "SELECT a, b, a + b, a - b, trim_scale(a * b),"
    " CASE WHEN b = 0 THEN NULL ELSE trim_scale(sign(a) * sign(b) *"
    "  div(2 * abs(a) * 10000 + abs(b), 2 * abs(b)) * 0.0001) END,"
    " CASE WHEN b = 0 THEN NULL ELSE"
    "  trim_scale(sign(a) * sign(b) * div(abs(a) * 10000, abs(b)) * 0.0001) END,"
    " CASE WHEN b = 0 THEN NULL ELSE trim_scale(sign(a) * sign(b) *"
    "  -div(-abs(a) * 10000 - (abs(b) - 0.000000001), abs(b)) * 0.0001) END,"
    " round(a, 2), trunc(a, 2),"
    " CASE WHEN abs(a * 100) - trunc(abs(a * 100)) = 0.5"
    "  THEN trim_scale(sign(a) * (trunc(abs(a * 100)) + mod(trunc(abs(a * 100)), 2)) / 100)"
    "  ELSE round(a, 2) END,"
    " sign(a - b)"
    " FROM (SELECT"
    "  (CASE WHEN i % 7 = 0 THEN trim_scale(round(((random() * 2 - 1) * 1000)::numeric, 0) / 200)"
    "   ELSE round(((random() * 2 - 1) * 10 ^ (i % 17))::numeric, i % 10) END) AS a,"
    "  (CASE WHEN i % 501 = 0 THEN 0"
    "   ELSE round(((random() * 2 - 1) * 10 ^ (i % 13))::numeric, (i / 3) % 10) END) AS b"
    "  FROM generate_series(1, " VECTORS ") AS i, (SELECT setseed(0.20251121)) AS s) AS v";

static dec
parse(const char *t)
{
	dec d;

	if (!dec_parse(str_of(t), '.', &d))
		return dec_bad();
	return d;
}

static void
same(const char *what, const char *a, const char *b, dec got, const char *want)
{
	dec w = parse(want);
	bool ok = dec_ok(got) && dec_ok(w) && dec_cmp(got, w) == 0;

	check_n++;
	if (ok)
		return;
	check_failed++;
	char t[DEC_TEXT_MAX] = "bad";
	if (dec_ok(got))
		dec_text(got, t);
	fprintf(stderr, "%s of %s and %s: got %s, want %s\n", what, a, b, t, want);
}

static void
against_postgresql(const char *url)
{
	PGconn *c = PQconnectdb(url);
	PGresult *r = PQexec(c, vectors);

	check(PQresultStatus(r) == PGRES_TUPLES_OK);
	check_i64(PQntuples(r), 100000);
	for (int i = 0; i < PQntuples(r) && check_failed < 20; i++) {
		const char *v[12];
		for (int k = 0; k < 12; k++)
			v[k] = PQgetvalue(r, i, k);
		dec a = parse(v[0]), b = parse(v[1]);
		same("sum", v[0], v[1], dec_add(a, b), v[2]);
		same("difference", v[0], v[1], dec_sub(a, b), v[3]);
		same("product", v[0], v[1], dec_mul(a, b), v[4]);
		if (PQgetisnull(r, i, 5)) {
			check(!dec_ok(dec_div(a, b, 4, DEC_HALF_UP)));
		} else {
			same("quotient", v[0], v[1], dec_div(a, b, 4, DEC_HALF_UP), v[5]);
			same("quotient down", v[0], v[1], dec_div(a, b, 4, DEC_DOWN), v[6]);
			same("quotient up", v[0], v[1], dec_div(a, b, 4, DEC_UP), v[7]);
		}
		same("half up", v[0], "", dec_rescale(a, 2, DEC_HALF_UP), v[8]);
		same("down", v[0], "", dec_rescale(a, 2, DEC_DOWN), v[9]);
		same("half even", v[0], "", dec_rescale(a, 2, DEC_HALF_EVEN), v[10]);
		check_i64(dec_cmp(a, b), v[11][0] == '-' ? -1 : v[11][0] != '0');
	}
	PQclear(r);
	PQfinish(c);
}

static void
limits(void)
{
	dec big = parse("9999999999999999999999999999999999999"); /* 37 digits */
	char t[DEC_TEXT_MAX];

	check(dec_ok(big));
	check(!dec_ok(dec_add(big, dec_int(1)))); /* (D2): bad, never wrapped */
	check(!dec_ok(dec_mul(big, dec_int(10))));
	check(!dec_ok(dec_add(dec_bad(), dec_int(1))));
	check(!dec_ok(dec_div(dec_int(1), dec_int(0), 2, DEC_HALF_UP)));
	check(!dec_ok(parse("1e5")) && !dec_ok(parse("1,5")) && !dec_ok(parse("1.")));
	check(!dec_ok(parse(".")) && !dec_ok(parse("")) && !dec_ok(parse(" 1")) &&
	    !dec_ok(parse("--1")));
	dec_text(parse("-0.050"), t);
	check(strcmp(t, "-0.050") == 0);
	dec_text(dec_trim(parse("-0.050")), t);
	check(strcmp(t, "-0.05") == 0);
	dec_text(dec_rescale(parse("-0.001"), 2, DEC_HALF_UP), t);
	check(strcmp(t, "0.00") == 0); /* no negative zero */
}

static void
shown(struct arena *mem)
{
	static const struct {
		const char *v, *sv;
	} want[] = {
	    {"-19449",
	        "\xe2\x88\x92"
	        "19\xc2\xa0"
	        "449"},
	    {"4076.171",
	        "4\xc2\xa0"
	        "076,171"},
	    {"0.5", "0,5"},
	    {"999", "999"},
	    {"1000000",
	        "1\xc2\xa0"
	        "000\xc2\xa0"
	        "000"},
	    {"-0.1",
	        "\xe2\x88\x92"
	        "0,1"},
	};

	for (size_t i = 0; i < COUNTOF(want); i++) {
		struct sb b;
		str out;
		sb_init(&b, mem, 64);
		dec_show(&b, parse(want[i].v), LANG_SV);
		check(sb_done(&b, &out));
		check_str(out, want[i].sv);
	}
}

int
main(void)
{
	struct arena mem;
	const char *url = getenv("TERTIAL_TEST_PG");

	arena_init(&mem, (size_t)16 << 20);
	limits();
	shown(&mem);
	if (url != NULL && *url != '\0')
		against_postgresql(url);
	else
		puts("vectors left out: TERTIAL_TEST_PG is not set");
	arena_end(&mem);
	return check_done();
}
