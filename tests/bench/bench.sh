#!/bin/sh
# bench.sh -- measure the release build and write the first part of docs/BENCHMARKS.md.
#
# Times are of this machine; instructions (callgrind) are what to compare
# between machines and commits.  Peers that are not installed are passed over with a
# word.  TIMES: rounds of each measurement.  The parts of documents and of the ledger are
# documents.sh and ledger.sh, which come last and have parameters of their own.
set -eu
cd "$(dirname "$0")/../.."
times=${TIMES:-15}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT INT TERM
t=build/tertial
page=$tmp/page
all=docs/BENCHMARKS.md

ninja -C build tests/bench_run >/dev/null

have() {
	command -v "$1" >/dev/null 2>&1 && return 0
	echo "- $1 is not installed here: passed over" >>"$tmp/absent"
	return 1
}

# row WHAT PROGRAM ARGS...: a row of the table, and the best wall clock in $took
row() {
	what=$1
	shift
	result=$(build/tests/bench_run "$times" "$@")
	took=${result%% *}
	echo "$result" | awk -v what="$what" '{ printf "| %s | %.1f ms | %.1f ms | %.1f ms | %.1f MiB |\n", what, $1, $2, $3, $4 / 1024 }' | tee -a "$page"
}

instructions() {
	valgrind --tool=callgrind --callgrind-out-file="$tmp/callgrind" "$@" 2>&1 >/dev/null |
		sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

million() {
	awk -v n="$1" 'BEGIN { printf "%.1f million", n / 1e6 }'
}

: >"$tmp/absent"
"$t" init "$tmp/db" >/dev/null 2>&1
"$t" --quiet --db "$tmp/db" import examples/vasterbotten >/dev/null
"$t" --quiet --db "$tmp/db" report --period 2025-T3 --body RS --out "$tmp/out" --format html,pdf,docx >/dev/null
pages=$(pdfinfo "$tmp/out/rs-2025-t3.pdf" 2>/dev/null | sed -n 's/^Pages: *//p')

cat >"$page" <<END
# Measurements

Written by \`make bench\`: $(date -u +%Y-%m-%d), version $("$t" version | sed 's/^tertial //; q'),
$(uname -m), $(sed -n 's/^model name.*: //p' /proc/cpuinfo | sed q), $(nproc) cores. Each row is $times runs of the whole
program, start to end: best and median of the wall clock, median of the processor's time, most memory. Another load on
the machine moves the times, but not the counts of instructions.

## The example, from a warm database

| what | best | median | processor | memory |
|---|---|---|---|---|
END
row "\`import\` of the whole example into an empty database" sh -c \
	"rm -f $tmp/new; $t init $tmp/new && $t --quiet --db $tmp/new import examples/vasterbotten"
row "\`report\`, $pages pages, HTML and PDF" "$t" --db "$tmp/db" report --period 2025-T3 --body RS --out "$tmp/out"
report=$took report_kib=${result##* }
row "\`report\`, PDF only" "$t" --db "$tmp/db" report --period 2025-T3 --body RS --out "$tmp/out" --format pdf
row "\`report\`, HTML only" "$t" --db "$tmp/db" report --period 2025-T3 --body RS --out "$tmp/out" --format html
row "\`result\`" "$t" --db "$tmp/db" result --period 2025-12 --unit RS
row "\`check\` of the database" sh -c "$t --db $tmp/db check --period 2025-T3 --body RS || [ \$? -eq 6 ]"
awk -v ms="$report" -v kib="$report_kib" 'BEGIN {
	printf "\nThe report is to take less than 150 ms and 60 MiB: at best it takes %.1f ms and %.1f MiB%s\n",
	    ms, kib / 1024, ms < 150 && kib < 61440 ? "." : ". NOT HELD." }' | tee -a "$page"
if have valgrind; then
	for what in "report HTML and PDF:report --period 2025-T3 --body RS --out $tmp/out" \
		"result:result --period 2025-12 --unit RS"; do
		# shellcheck disable=SC2086
		n=$(instructions "$t" --db "$tmp/db" ${what#*:})
		echo "Callgrind counts $(million "$n") instructions for ${what%%:*}." | tee -a "$page"
	done
fi

if [ -s "$tmp/absent" ]; then
	printf '\nNot measured:\n\n' >>"$page"
	sort -u "$tmp/absent" >>"$page"
fi
# What follows is the other scripts' and, last, kept by hand.
printf '\n' >>"$page"
[ ! -f "$all" ] || awk '/^## Documents/ { rest = 1 } rest' "$all" >>"$page"
cp "$page" "$all"
echo "written: $all"
tests/bench/documents.sh
tests/bench/ledger.sh
