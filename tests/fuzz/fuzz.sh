#!/bin/sh
# fuzz.sh BUILD SECONDS [NAME...] -- run every fuzzer for a while from its corpus.
#
# What is new goes to BUILD/corpus and is for a person to choose from; the executions
# are added to tests/fuzz/COUNTS.  A crash is kept in BUILD and ends the run with 1.
set -eu
build=$1 seconds=$2
shift 2
cd "$(dirname "$0")/../.."
counts=tests/fuzz/COUNTS
bad=0
# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- $(find tests/fuzz -name 'fuzz_*.c' | sed 's/.*fuzz_//; s/\.c$//' | LC_ALL=C sort)

for name in "$@"; do
	mkdir -p "$build/corpus/$name"
	log=$build/$name.log
	if ! "$build/tests/fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -print_final_stats=1 \
		-artifact_prefix="$build/$name-" "$build/corpus/$name" "tests/fuzz/corpus/$name" >"$log" 2>&1; then
		echo "$name: CRASH, see $log"
		bad=1
	fi
	n=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
	old=$(sed -n "s/^$name //p" "$counts" 2>/dev/null || true)
	{
		grep -v "^$name " "$counts" 2>/dev/null || true
		echo "$name $((${old:-0} + ${n:-0}))"
	} | LC_ALL=C sort >"$counts.new"
	mv "$counts.new" "$counts"
	echo "$name: ${n:-0} executions now, $((${old:-0} + ${n:-0})) in all"
done
exit "$bad"
