#!/bin/sh
# fuzz.sh BUILD LIMIT [NAME...] -- run every fuzzer from its corpus, as long as libFuzzer's
# LIMIT says: -max_total_time=SECONDS or -runs=COUNT.
#
# What is new goes to BUILD/corpus and is for a person to choose from; the executions
# are added to tests/fuzz/COUNTS, at least every million.  A crash is kept in BUILD and
# ends the run with 1.  FLAGS in the environment go to libFuzzer (-max_len=400).
set -eu
build=$1 limit=$2
shift 2
cd "$(dirname "$0")/../.."
counts=tests/fuzz/COUNTS
step=1000000
bad=0
# Blocks that were freed are used again instead of asked of the kernel anew.
GLIBC_TUNABLES=glibc.malloc.mmap_threshold=1073741824:glibc.malloc.trim_threshold=4294967295
export GLIBC_TUNABLES

# run NAME LIMIT: one libFuzzer run; sets n to its executions.
run() {
	log=$build/$1.log
	# shellcheck disable=SC2086
	"$build/tests/fuzz_$1" "$2" ${FLAGS:-} -entropic=0 -timeout=10 -rss_limit_mb=4096 -print_final_stats=1 \
		-artifact_prefix="$build/$1-" "$build/corpus/$1" "tests/fuzz/corpus/$1" >"$log" 2>&1 || {
		grep -q 'run interrupted' "$log" || echo "$1: CRASH, see $log"
		bad=1
	}
	n=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
	n=${n:-0}
	old=$(sed -n "s/^$1 //p" "$counts" 2>/dev/null || true)
	{
		grep -v "^$1 " "$counts" 2>/dev/null || true
		echo "$1 $((${old:-0} + n))"
	} | LC_ALL=C sort >"$counts.new"
	mv "$counts.new" "$counts"
	echo "$1: $n executions now, $((${old:-0} + n)) in all"
}

# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- $(find tests/fuzz -name 'fuzz_*.c' | sed 's/.*fuzz_//; s/\.c$//' | LC_ALL=C sort)
for name in "$@"; do
	mkdir -p "$build/corpus/$name"
	case $limit in
	-runs=*)
		left=${limit#-runs=}
		while [ "$left" -gt 0 ] && [ "$bad" -eq 0 ]; do
			run "$name" "-runs=$((left < step ? left : step))"
			left=$((left - step))
		done
		;;
	*) run "$name" "$limit" ;;
	esac
done
exit "$bad"
