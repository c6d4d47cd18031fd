/* Civil dates and periods: calendar arithmetic against its own laws. */
#include "base/date.h"
#include "check.h"

static void
calendar(void)
{
	date d;

	check_i64(date_days((date){1, 1, 1}), 0);
	check_i64(date_days((date){1970, 1, 1}), 719162);
	for (int n = 0; n < 800000; n += 37) {
		d = date_of_days(n);
		check(date_ok(d));
		check_i64(date_days(d), n);
	}
	check(date_parse(STR("2024-02-29"), &d) && !date_parse(STR("2025-02-29"), &d));
	check(!date_parse(STR("2025-1-31"), &d) && !date_parse(STR("2025-01-31x"), &d));
	check(date_parse_compact(STR("20251231"), &d) && d.m == 12);
	check(date_cmp(date_add_months((date){2025, 1, 31}, 1), (date){2025, 2, 28}) == 0);
	check(date_cmp(date_add_months((date){2025, 1, 31}, -2), (date){2024, 11, 30}) == 0);
}

static void
periods(struct arena *mem)
{
	static const char *const text[] = {"2025-12-31", "2025-12", "2025-T2", "2025",
	    "2024-11..2025-10"};
	static const char *const bad[] = {"", "2025-13", "2025-T4", "25", "2025-12-32",
	    "2025-08..2025-01", "2025-1", "2025-12 ", "0000"};
	period p, q = {0};

	for (size_t i = 0; i < COUNTOF(text); i++) {
		check(period_parse(str_of(text[i]), &p));
		check_str(period_str(mem, p), text[i]);
	}
	for (size_t i = 0; i < COUNTOF(bad); i++)
		check(!period_parse(str_of(bad[i]), &p));
	check(period_parse(STR("2025-12"), &p) && period_parse(STR("2025"), &q));
	check(!period_eq(p, q)); /* a month never equals a year */
	check_str(period_str(mem, period_r12(p)), "2025-01..2025-12");
	check(period_parse(STR("2025-11"), &p));
	check_str(period_str(mem, period_r12(p)), "2024-12..2025-11");
	check_str(period_str(mem, period_ytd(p)), "2025-01..2025-11");
	check(period_parse(STR("2024-02"), &p));
	check_str(period_str(mem, period_shift_years(p, -1)), "2023-02");
	check_i64(period_shift_years(p, -1).to.d, 28);
	check_str(period_show(mem, period_tertial(2025, 3), LANG_SV), "tertial 3 2025");
	check_str(period_show(mem, period_month(2025, 12), LANG_SV), "december 2025");
	check_i64(period_tertial_of(period_month(2025, 8)), 2);
}

int
main(void)
{
	struct arena mem;

	arena_init(&mem, (size_t)64 << 20);
	calendar();
	periods(&mem);
	arena_end(&mem);
	return check_done();
}
