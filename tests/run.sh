#!/bin/sh
# run.sh [NAME...] -- run the tests that are built, on both databases, and count.
#
# Unit tests and replayed corpora come from Meson (build-asan), then every script
# tests/*/*.test.sh with the release binary in $TERTIAL.  A script that exits 77 is
# skipped and has said why.
set -u
cd "$(dirname "$0")/.."
root=$PWD
tmp=$(mktemp -d)
chmod 755 "$tmp"
trap 'tests/pg.sh stop "$tmp/pg"; rm -rf "$tmp"' EXIT INT TERM

TERTIAL_TEST_PG=$(tests/pg.sh start "$tmp/pg") || exit 1
TERTIAL=$root/build/tertial
TERTIAL_TMP=$tmp
export TERTIAL_TEST_PG TERTIAL TERTIAL_TMP
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=0 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1

passed=0 failed=0 skipped=0

meson test -C build-asan --no-rebuild "$@" >"$tmp/meson.log" 2>&1
log=build-asan/meson-logs/testlog.json
while IFS= read -r line; do
	name=$(printf '%s' "$line" | sed 's/.*"name": "\([^"]*\)".*/\1/')
	case $line in
	*'"result": "OK"'*) passed=$((passed + 1)) ;;
	*'"result": "SKIP"'*)
		skipped=$((skipped + 1))
		echo "skipped: $name: $(printf '%s' "$line" | grep -o 'skipped: [^"\\]*' | head -n 1)"
		;;
	*)
		failed=$((failed + 1))
		echo "FAILED: $name"
		printf '%s\n' "$line" | sed -n 's/.*"result": "\([A-Z]*\)".*/\1/p'
		printf '%s\n' "$line" | sed -n 's/", "result".*"stderr": "/\n/; s/.*"stdout": "//p; s/^.*"stderr": "//p' |
			sed 's/\\n/\n/g' | tail -n 40
		;;
	esac
done <"$log"

for t in tests/*/*.test.sh; do
	[ -f "$t" ] || continue
	[ $# -eq 0 ] || continue
	sh "$t" >"$tmp/out" 2>&1
	case $? in
	0) passed=$((passed + 1)) ;;
	77)
		skipped=$((skipped + 1))
		echo "skipped: $t: $(tail -n 1 "$tmp/out")"
		;;
	*)
		failed=$((failed + 1))
		echo "FAILED: $t"
		tail -n 40 "$tmp/out"
		;;
	esac
done

[ "$skipped" -eq 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
