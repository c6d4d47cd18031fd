#!/bin/sh
# coverage.sh BUILD -- the lines that the suite reaches in base, fmt, core and work.
#
# Runs the unit tests, the replayed corpora and the command line's scripts with a
# build made for it, prints the table, and fails below 90 percent of the lines.
set -eu
build=$(realpath "$1")
cd "$(dirname "$0")/.."
tmp=$(mktemp -d)
chmod 755 "$tmp"
trap 'tests/pg.sh stop "$tmp/pg"; rm -rf "$tmp"' EXIT INT TERM

find "$build" -name '*.gcda' -delete
TERTIAL_TEST_PG=$(tests/pg.sh start "$tmp/pg")
TERTIAL=$build/tertial
TERTIAL_TMP=$tmp
export TERTIAL_TEST_PG TERTIAL TERTIAL_TMP
meson test -C "$build" --no-rebuild >"$tmp/log" 2>&1 || grep -E '^ *[0-9]+/[0-9]+ .*(FAIL|TIMEOUT)' "$tmp/log" || true
for t in tests/cli/*.test.sh tests/http/*.test.sh; do
	[ ! -f "$t" ] || sh "$t" >"$tmp/out" 2>&1 || [ $? -eq 77 ] || echo "FAILED: $t"
done
gcovr --root . --object-directory "$build" --filter 'src/(base|fmt|core|work)/' --sort-percentage \
	--exclude-throw-branches --fail-under-line 90 "$build" -j 2
