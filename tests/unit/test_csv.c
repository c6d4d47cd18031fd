/* CSV: separators, quotes, code pages, limits, and writing what was read. */
#include "check.h"
#include "fmt/csv.h"

static struct arena mem;
static struct diag diag;
static struct err err;

static bool
read(str bytes, struct csv_opts o, struct csv *out)
{
	o.file = STR("test.csv");
	err = (struct err){0};
	diag_init(&diag, &mem, 20);
	return csv_read(&mem, bytes, &o, out, &diag, &err);
}

static void
separators(void)
{
	struct csv c;

	check(read(STR("Konto;Namn;Belopp\n1910;Kassa, liten;1,50\n1930;Bank;2,25\n"),
	    (struct csv_opts){0}, &c));
	check(c.sep == ';' && c.n == 3 && c.row[1].n == 3);
	check_str(c.row[1].v[1].text, "Kassa, liten");
	check(read(STR("a,b\n1,2\n3,4\n"), (struct csv_opts){0}, &c) && c.sep == ',');
	check(read(STR("a\tb;c\n1\t2\n"), (struct csv_opts){0}, &c) && c.sep == '\t');
	check(read(STR("one\ntwo\n"), (struct csv_opts){0}, &c) && c.n == 2 && c.row[0].n == 1);
	check(read(STR("sep=|\na;x|b\n"), (struct csv_opts){0}, &c) && c.sep == '|');
	check(c.n == 1 && c.row[0].n == 2 && c.row[0].line == 2);
	check(read(STR("a;b,c\n"), (struct csv_opts){.sep = ','}, &c) && c.row[0].n == 2);
	check(read(STR(""), (struct csv_opts){0}, &c) && c.n == 0);
}

static void
quotes(void)
{
	struct csv c;

	check(read(STR("a;b\r\n\"x \"\"y\"\"\r\nz\";2\r\n\r\n ;\"\"\r3;4"), (struct csv_opts){0},
	    &c));
	check_i64((int64_t)c.n, 4);
	check_str(c.row[1].v[0].text, "x \"y\"\r\nz");
	check(c.row[1].v[0].quoted && !c.row[1].v[1].quoted);
	check_i64(c.row[1].line, 2);
	check_i64(c.row[1].v[1].line, 3);
	check_i64(c.row[1].v[1].col, 4);
	check_i64(c.row[2].line, 5);
	check_str(c.row[2].v[1].text, "");
	check_i64(c.row[3].line, 6);
	check_i64((int64_t)diag.n, 0);
	check(read(STR("a;5\" tum;c\n"), (struct csv_opts){0}, &c));
	check_str(c.row[0].v[1].text, "5\" tum");
	check(read(STR("\"a\"b;c\n"), (struct csv_opts){0}, &c) && diag.n == 1);
	check_str(c.row[0].v[0].text, "ab");
	check(read(STR("a;b\n1;\"open\n2;3\n"), (struct csv_opts){0}, &c));
	check(diag.n == 1 && diag.v[0].sev == SEV_ERROR && diag.v[0].line == 2);
	check_i64(diag.v[0].col, 3);
}

static void
charsets(void)
{
	struct csv c;

	check(read(STR("\xef\xbb\xbfnamn\n\xc3\x85m\xc3\xa5l\n"), (struct csv_opts){0}, &c));
	check(c.bom && c.set == CHARSET_UTF8 && diag.n == 0);
	check_str(c.row[0].v[0].text, "namn");
	check(read(STR("namn\n\xc5m\xe5l\n"), (struct csv_opts){0}, &c));
	check(c.set == CHARSET_CP1252 && diag.n == 1);
	check_str(c.row[1].v[0].text, "\xc3\x85m\xc3\xa5l");
	check(read(STR("namn\n\x8fm\x86l\n"), (struct csv_opts){0}, &c));
	check(c.set == CHARSET_CP437);
	check_str(c.row[1].v[0].text, "\xc3\x85m\xc3\xa5l");
	check(!read((str){"a;b\0c", 5}, (struct csv_opts){0}, &c) && err.rc == RC_INVALID);
}

static void
limits(void)
{
	struct csv c;

	check(!read(STR("aaaa;b\n"), (struct csv_opts){.field_max = 3}, &c));
	check(err.rc == RC_LIMIT);
	check(!read(STR("\"aa\naa\";b\n"), (struct csv_opts){.field_max = 3}, &c));
	check(!read(STR("a;b;c\n"), (struct csv_opts){.fields_max = 2}, &c));
	check(!read(STR("a\nb\nc\n"), (struct csv_opts){.rows_max = 2}, &c));
}

static void
columns(void)
{
	struct csv c;

	check(read(STR(" Konto ;BELOPP\n 1910 ; 5\n"), (struct csv_opts){0}, &c));
	check_i64((int64_t)csv_col(&c.row[0], STR("konto")), 0);
	check_i64((int64_t)csv_col(&c.row[0], STR("belopp")), 1);
	check(csv_col(&c.row[0], STR("x")) == SIZE_MAX);
	check_str(csv_text(&c.row[1], 0), "1910");
	check_str(csv_text(&c.row[1], 7), "");
}

static void
writing(void)
{
	static const char *const FIELD[] = {"plain", "a;b", "say \"hi\"", "two\nlines", " lead",
	    "sep=;", "", "tail "};
	struct csv_out o;
	struct csv c;
	struct sb b;
	str out;

	sb_init(&b, &mem, 4096);
	csv_out_init(&o, &b, ';', true);
	for (size_t i = 0; i < COUNTOF(FIELD); i++)
		csv_put_str(&o, str_of(FIELD[i]));
	csv_put_end(&o);
	csv_put_i64(&o, -5);
	csv_put_dec(&o, dec_of(-12345, 2), ',');
	csv_put_dec(&o, dec_bad(), ',');
	csv_put_end(&o);
	check(sb_done(&b, &out));
	check(read(out, (struct csv_opts){.sep = ';'}, &c) && c.n == 2 && diag.n == 0);
	check_i64((int64_t)c.row[0].n, (int64_t)COUNTOF(FIELD));
	for (size_t i = 0; i < COUNTOF(FIELD); i++)
		check_str(c.row[0].v[i].text, FIELD[i]);
	check_str(c.row[1].v[1].text, "-123,45");
	check_str(c.row[1].v[2].text, "");
}

static void
pages(void)
{
	char all[256];
	size_t lost = 0;

	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	str s = {all, sizeof all};
	str up = charset_utf8(&mem, s, CHARSET_CP437);
	check(utf8_ok(up));
	check(str_eq(charset_bytes(&mem, up, CHARSET_CP437, &lost), s) && lost == 0);
	check(utf8_ok(charset_utf8(&mem, s, CHARSET_CP1252)));
	check(utf8_ok(charset_utf8(&mem, s, CHARSET_UTF8)));
	check_str(charset_bytes(&mem, STR("\xe2\x82\xac \xe5\x85\x83"), CHARSET_CP1252, &lost),
	    "\x80 ?");
	check_i64((int64_t)lost, 1);
	struct charset_vote v = charset_vote(STR("abc"), CHARSET_CP437);
	check(v.ascii && v.set == CHARSET_UTF8);
	v = charset_vote(STR("\xf7\xb3"), CHARSET_CP437);
	check(v.set == CHARSET_CP437);
	v = charset_vote(STR("\xef\xbf\xbd\xef\xbf\xbd"), CHARSET_CP437);
	check(v.set == CHARSET_UTF8 && v.replaced == 2);
}

int
main(void)
{
	arena_init(&mem, (size_t)64 << 20);
	separators();
	quotes();
	charsets();
	limits();
	columns();
	writing();
	pages();
	arena_end(&mem);
	return check_done();
}
