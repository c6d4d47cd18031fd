#!/bin/sh
# ledger.sh -- measure the ledger beside what could be used instead, in one run, and
# write its section of docs/BENCHMARKS.md.
#
# Every round runs each program once, one after the other, so that what else the machine
# does meets them all alike; what is told is the median.  A peer that is not installed
# is passed over with a word, a target that is missed is said.
#
#   LINES=5000000   lines of the large file      SMALL=300000    of that for text ledgers
#   ROUNDS=5        rounds                       GATE=416667     lines that callgrind reads
#   GROWTH="500000 5000000 20000000"             PEERS="..."     which peers
set -eu
cd "$(dirname "$0")/../.."
lines=${LINES:-5000000} small=${SMALL:-300000} rounds=${ROUNDS:-5} gate=${GATE:-416667}
growth=${GROWTH:-"$((lines / 10)) $lines $((lines * 4))"}
peers=${PEERS:-sqlite3 duckdb psql hledger ledger}
page=docs/BENCHMARKS.md here=$PWD/tests/bench/peers t=$PWD/build/tertial b=$PWD/build/tests
tmp=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")
chmod 755 "$tmp" # the server runs as another user
end() {
	[ ! -d "$tmp/pg" ] || tests/pg.sh stop "$tmp/pg"
	rm -rf "$tmp"
}
trap end EXIT
trap 'exit 1' INT TERM

ninja -C build tertial tests/bench_run tests/bench_ledger tests/bench_sie4 >/dev/null
cc -std=c17 -O2 -D_GNU_SOURCE -o "$tmp/mkledger" tools/mkledger.c
out=$tmp/section
: >"$tmp/absent"
: >"$tmp/times"
: >"$tmp/missed"

have() {
	case " $peers valgrind " in *" $1 "*) ;; *) return 1 ;; esac
	command -v "$1" >/dev/null 2>&1 && return 0
	echo "- $1 is not installed here: passed over" >>"$tmp/absent"
	return 1
}

say() {
	echo "$(date +%H:%M:%S) $*" >&2
}

# once NAME PROGRAM ARGS...: one run, to the table of times: name, wall ms, cpu ms, KiB
once() {
	name=$1
	shift
	r=$("$b/bench_run" 1 "$@") || { echo "- $name failed" >>"$tmp/absent"; return 0; }
	echo "$r" | awk -v name="$name" '{ print name "\t" $2 "\t" $3 "\t" $4 }' >>"$tmp/times"
}

# median NAME FIELD: of what once noted, or nothing
median() {
	awk -F'\t' -v name="$1" -v f="$2" '$1 == name { print $f }' "$tmp/times" | sort -n |
		awk '{ v[NR] = $1 } END { if (NR > 0) print v[int((NR + 1) / 2)] }'
}

# target WHAT VALUE OP LIMIT UNIT: a line of the table of targets
target() {
	[ -n "$2" ] || return 0
	awk -v what="$1" -v v="$2" -v op="$3" -v limit="$4" -v unit="$5" 'BEGIN {
		ok = op == "<=" ? v + 0 <= limit + 0 : v + 0 >= limit + 0
		printf "| %s | %s %s | %s %s | %s |\n", what, v, unit, op == "<=" ? "at most" : "at least", limit, ok ? "held" : "MISSED"
	}' | tee -a "$tmp/targets" | grep MISSED >>"$tmp/missed" || true
}
: >"$tmp/targets"

ratio() {
	awk -v a="${1:-}" -v b="${2:-}" 'BEGIN { if (a != "" && b > 0) printf "%.1f", a / b }'
}

# ---- what is measured on ----
big=$tmp/big tiny=$tmp/small
mkdir "$big" "$tiny"
say "making accounts"
"$tmp/mkledger" sie "$lines" >"$big/line.se"
"$tmp/mkledger" csv "$lines" >"$big/line.csv"
"$tmp/mkledger" sums "$lines" >"$big/sums"
"$tmp/mkledger" accounts 1 >"$big/account.csv"
"$tmp/mkledger" units 1 >"$big/unit.csv"
"$tmp/mkledger" sie "$small" >"$tiny/line.se"
"$tmp/mkledger" journal "$small" >"$tiny/line.journal"
bytes=$(wc -c <"$big/line.se")

use_pg=false use_duck=false
if have psql && ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
	url=$(tests/pg.sh start "$tmp/pg")
	use_pg=true
	pg() { psql -q -X -v ON_ERROR_STOP=1 "$url" "$@"; }
fi
case " $peers " in *" duckdb "*)
	mkdir -p build/peers
	cp tests/bench/peers/package.json build/peers/
	if [ -d build/peers/node_modules/@duckdb ] ||
		(cd build/peers && npm install --no-audit --no-fund --no-package-lock) >/dev/null 2>&1; then
		use_duck=true
		PEERS_DIR=$PWD/build/peers
		export PEERS_DIR
	else
		echo "- duckdb is not installed here and npm could not fetch it: passed over" >>"$tmp/absent"
	fi ;;
esac

# ---- the rounds ----
agrees() {
	cmp -s "$2" "$big/sums" || echo "- $1 gives other sums" >>"$tmp/missed"
}

cat >"$tmp/sqlite.sql" <<END
.read $here/tables.sql
.mode csv
.import $big/account.csv account
.import $big/unit.csv unit
.import $big/line.csv line
END
cat >"$tmp/pg.sql" <<END
DROP TABLE IF EXISTS line, account, unit;
\\i $here/tables.sql
\\copy account from '$big/account.csv' csv
\\copy unit from '$big/unit.csv' csv
\\copy line from '$big/line.csv' with (format csv, force_not_null (unit, project, text))
ANALYZE;
END

ours() { # ours NAME FILE DB
	once "$1 import" "$b/bench_ledger" import "$3" "$2"
	once "$1 report" "$b/bench_ledger" report "$3"
}

round() {
	once "tertial in 256 MiB import" "$b/bench_ledger" import "$tmp/limited.db" "$big/line.se" 256
	"$b/bench_ledger" sums "$tmp/limited.db" >"$tmp/limited.sums"
	agrees "tertial in 256 MiB" "$tmp/limited.sums"
	rm -f "$tmp/limited.db"*
	ours tertial "$big/line.se" "$tmp/our.db"
	if have sqlite3; then
		rm -f "$tmp/sqlite.db"
		once "sqlite3 import" sh -c "sqlite3 $tmp/sqlite.db <$tmp/sqlite.sql"
		once "sqlite3 report" sh -c "sqlite3 $tmp/sqlite.db <$here/report.sql >$tmp/sqlite.sums"
		agrees sqlite3 "$tmp/sqlite.sums"
	fi
	if $use_duck; then
		rm -f "$tmp/duck.db" "$tmp/duck.db.wal"
		once "duckdb import" node "$here/duckdb.mjs" import "$tmp/duck.db" "$big"
		once "duckdb report" sh -c "node $here/duckdb.mjs report $tmp/duck.db $big >$tmp/duck.sums"
		agrees duckdb "$tmp/duck.sums"
	fi
	if $use_pg; then
		once "postgresql import" psql -q -X -v ON_ERROR_STOP=1 "$url" -f "$tmp/pg.sql"
		once "postgresql report" sh -c "psql -q -X -At '$url' -f $here/report.sql >$tmp/pg.sums"
		agrees postgresql "$tmp/pg.sums"
		pg -c 'SET client_min_messages = warning' -c 'DROP TABLE IF EXISTS line, account, unit' -c 'DROP DATABASE IF EXISTS ours' -c 'CREATE DATABASE ours'
		own=${url%/*}/ours
		once "tertial on postgresql import" "$b/bench_ledger" import "$own" "$big/line.se"
		once "tertial on postgresql report" "$b/bench_ledger" report "$own"
	fi
	rm -f "$tmp/command.db"*
	"$t" init "$tmp/command.db" >/dev/null
	once "the command tertial import" "$t" --quiet --db "$tmp/command.db" import "$big/line.se"
	rm -f "$tmp/command.db"*
	ours "tertial small" "$tiny/line.se" "$tmp/small.db"
	if [ "$1" -le 3 ]; then
		! have hledger || once "hledger" sh -c "hledger -f $tiny/line.journal bal -M --depth 2 -O csv -N >/dev/null"
		! have ledger || once "ledger" sh -c "ledger -f $tiny/line.journal --monthly --depth 2 reg ^G >/dev/null"
	fi
}
i=0
while [ "$i" -lt "$rounds" ]; do
	i=$((i + 1))
	say "round $i of $rounds"
	round "$i"
done
rm -f "$tmp/sqlite.db" "$tmp/duck.db"
"$b/bench_ledger" sums "$tmp/our.db" >"$tmp/our.sums"
agrees tertial "$tmp/our.sums"

sum() { # sum NAME: import and report
	awk -v a="$(median "$1 import" 2)" -v b="$(median "$1 report" 2)" 'BEGIN { if (a != "") printf "%.1f", a + b }'
}
our=$(sum tertial) our_small=$(sum "tertial small")

# ---- inside ----
say "reading alone"
"$b/bench_sie4" "$big/line.se" "$rounds" >"$tmp/sie4"
"$tmp/mkledger" slow $((lines / 5)) >"$tmp/slow.se"
"$b/bench_sie4" "$tmp/slow.se" "$rounds" general >"$tmp/slow"
rate() { awk -v what="$1" 'index($0, what "  ") == 1 { for (i = 1; i < NF; i++) if ($(i + 1) == "GB/s") print $i }' "$2"; }
say "questions"
"$b/bench_ledger" ask "$tmp/our.db" >"$tmp/ask"
"$b/bench_ledger" post "$tmp/our.db" >>"$tmp/ask"
"$b/bench_ledger" import "$tmp/inside.db" "$big/line.se" >"$tmp/inside"
db_bytes=$(wc -c <"$tmp/inside.db")
ask() { awk -v what="$1" -v f="$2" 'index($0, what " ") == 1 { for (i = 1; i < NF; i++) if ($i == f) print $(i + 1) }' "$tmp/ask"; }
rm -f "$tmp/our.db"*

say "growth"
for n in $growth; do
	"$tmp/mkledger" sie "$n" >"$tmp/grow.se"
	i=0
	while [ "$i" -lt $((rounds < 3 ? rounds : 3)) ]; do
		i=$((i + 1))
		once "grow $n" "$b/bench_ledger" import "$tmp/grow.db" "$tmp/grow.se"
	done
	rm -f "$tmp/grow.se" "$tmp/grow.db"*
done

instructions() {
	valgrind --tool=callgrind --callgrind-out-file="$tmp/callgrind" "$@" 2>&1 >/dev/null |
		sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}
parse_count='' import_count='' hash_count=''
if have valgrind; then
	say "counting instructions"
	"$tmp/mkledger" sie "$gate" 1 1 1 >"$tmp/gate.se"
	n=$(instructions "$b/bench_sie4" "$tmp/gate.se" 1 cube)
	parse_count=$((n / gate))
	n=$(instructions "$b/bench_ledger" import "$tmp/gate.db" "$tmp/gate.se")
	import_count=$((n / gate))
	hash_count=$(callgrind_annotate "$tmp/callgrind" 2>/dev/null | awk -v n="$gate" '/libcrypto/ { gsub(/,/, "", $1); s += $1 } END { printf "%d", s / n }')
	import_count=$((import_count - hash_count))
fi

# ---- the section ----
size_ratio=$(awk -v a="$db_bytes" -v b="$bytes" 'BEGIN { printf "%.3f", a / b }')
target "import and result report, times faster than sqlite3" "$(ratio "$(sum sqlite3)" "$our")" ">=" 10 ""
target "the same, DuckDB" "$(ratio "$(sum duckdb)" "$our")" ">=" 4 ""
target "the same, PostgreSQL" "$(ratio "$(sum postgresql)" "$our")" ">=" 4 ""
target "$small lines, times faster than hledger" "$(ratio "$(median hledger 2)" "$our_small")" ">=" 25 ""
target "$small lines, times faster than ledger" "$(ratio "$(median ledger 2)" "$our_small")" ">=" 10 ""
target "memory of the import" "$(median "tertial import" 4 | awk '{ printf "%d", $1 / 1024 }')" "<=" 800 MiB
target "memory of the import, told to take 256 MiB" "$(median "tertial in 256 MiB import" 4 | awk '{ printf "%d", $1 / 1024 }')" "<=" 256 MiB
target "its time, times the time of the import without" "$(ratio "$(median "tertial in 256 MiB import" 2)" "$(median "tertial import" 2)")" "<=" 2 ""
target "read and cube, AVX2" "$(rate "to columns and cube" "$tmp/sie4" | sed q)" ">=" 1 GB/s
target "read and cube, x86-64 baseline" "$(rate "to columns and cube, baseline" "$tmp/sie4")" ">=" 0.6 GB/s
target "the general reader on tabs and stray quotes" "$(rate "to columns and cube, general" "$tmp/slow")" ">=" 0.2 GB/s
target "read and cube, instructions a line" "$parse_count" "<=" 600 ""
target "whole import, instructions a line (without the fingerprint's $hash_count)" "$import_count" "<=" 2500 ""
target "database, bytes a line, the original with it" "$(awk -v a="$db_bytes" -v n="$lines" 'BEGIN { printf "%.1f", a / n }')" "<=" 16 ""
target "database, share of the SIE file" "$size_ratio" "<=" 0.3 ""
target "result report, median" "$(ask "result report" median)" "<=" 10 ms
target "a cell's lines, p99" "$(ask "a cell's lines" p99)" "<=" 1 ms
target "a whole voucher, p99" "$(ask "a whole voucher" p99)" "<=" 10 ms
target "text search, median" "$(ask "text search" median)" "<=" 1000 ms
target "one voucher posted durably, median" "$(ask "one voucher posted" median)" "<=" 1 ms
target "PostgreSQL as store, times the time of SQLite" "$(ratio "$(median "tertial on postgresql import" 2)" "$(median "tertial import" 2)")" "<=" 2 ""
target "time a line, the slowest of the sizes by the fastest" "$(for n in $growth; do
	median "grow $n" 2 | awk -v n="$n" '{ print $1 / n }'
done | sort -g | awk '{ v[NR] = $1 } END { if (NR > 1) printf "%.2f", v[NR] / v[1] }')" "<=" 1.3 ""

bars() { # NAME<tab>ms lines to a chart: a bar is as long as its time
	awk -F'\t' '{ n[NR] = $1; v[NR] = $2; if ($2 > max) max = $2; if (length($1) > w) w = length($1) }
	END { for (i = 1; i <= NR; i++) { bar = ""; k = v[i] / max * 60
		for (j = 0; j < k; j++) bar = bar "█"
		printf "%-*s %9.2f s %s\n", w, n[i], v[i] / 1000, bar } }'
}
each() { # of these names those that were measured, with their time
	for name in "$@"; do
		v=$(sum "$name")
		[ -n "$v" ] || v=$(median "$name" 2)
		[ -z "$v" ] || printf '%s\t%s\n' "$name" "$v"
	done
}
{
	echo '## A large ledger'
	echo
	echo "Written by \`make bench-ledger\`: $(date -u +%Y-%m-%d), $(uname -m), $(sed -n 's/^model name.*: //p' /proc/cpuinfo | sed q), $(nproc) cores;"
	echo "$lines lines of made accounts (\`tools/mkledger.c\`), $bytes bytes of SIE 4. Medians of $rounds rounds in which each program runs"
	echo 'once (the text ledgers in three of them), wall clock of whole programs, start to end. Every program that answers the report gives'
	echo 'the same sums, to the öre. Ours (tests/bench/bench_ledger.c) reads SIE, checks every voucher and keeps the original; the'
	echo 'command import also reconciles and lists unmapped accounts. The others read CSV made for them; PostgreSQL runs without fsync.'
	echo
	echo 'Import, durably, and a result report (group of accounts, top unit, month):'
	echo
	echo '```'
	each tertial "tertial on postgresql" sqlite3 duckdb postgresql | bars
	echo '```'
	echo
	echo "The same for $small lines; hledger and ledger read their journal for each question:"
	echo
	echo '```'
	each "tertial small" hledger ledger | bars
	echo '```'
	echo
	echo '| target | measured | wanted | |'
	echo '|---|---|---|---|'
	cat "$tmp/targets"
	echo
	echo 'Cost grows with the lines and no faster:'
	echo
	echo '| lines | import | a line |'
	echo '|---|---|---|'
	for n in $growth; do
		v=$(median "grow $n" 2)
		[ -z "$v" ] || awk -v n="$n" -v v="$v" 'BEGIN { printf "| %d | %.2f s | %.3f µs |\n", n, v / 1e3, v * 1e3 / n }'
	done
	echo
	echo 'Inside the program, and reading alone:'
	echo
	echo '```'
	cat "$tmp/inside" "$tmp/ask" "$tmp/sie4"
	echo "slow: $(cat "$tmp/slow")"
	echo '```'
	echo
	echo 'All times, in ms of wall clock, ms of processor and MiB (a server'"'"'s are not in its client'"'"'s):'
	echo
	echo '| program | wall | processor | memory |'
	echo '|---|---|---|---|'
	cut -f1 "$tmp/times" | sort -u | while read -r name; do
		echo "| $name | $(median "$name" 2) | $(median "$name" 3) | $(median "$name" 4 | awk '{ printf "%d", $1 / 1024 }') |"
	done
	echo
	echo "What the others run (\`tests/bench/peers\`):"
	echo
	echo '```sh'
	echo 'sqlite3 DB <import.sql      # tables.sql, .mode csv, .import of account.csv, unit.csv, line.csv'
	echo 'sqlite3 DB <report.sql'
	echo 'node duckdb.mjs import DB DIR; node duckdb.mjs report DB DIR'
	echo "psql URL -f import.sql      # tables.sql, \\copy … csv, ANALYZE"
	echo 'psql URL -f report.sql'
	echo 'hledger -f line.journal bal -M --depth 2 -O csv -N'
	echo 'ledger -f line.journal --monthly --depth 2 reg ^G'
	echo '```'
	echo
	echo '```sql'
	cat "$here/tables.sql" "$here/report.sql"
	echo '```'
	if [ -s "$tmp/missed" ]; then
		echo
		echo 'Missed in this run:'
		echo
		sed 's/^| \([^|]*\) | \([^|]*\) | \([^|]*\) |.*/- \1: \2, wanted \3/' "$tmp/missed"
	fi
	if [ -s "$tmp/absent" ]; then
		echo
		echo 'Not measured:'
		echo
		sort -u "$tmp/absent"
	fi
	echo
} >"$out"
# In place of the section that is there, or at the end.
awk -v new="$out" '
	function put() { while ((getline l < new) > 0) print l; done = 1 }
	/^## / { inside = $0 == "## A large ledger"; if (inside) put() }
	!inside { print }
	END { if (!done) { print ""; put() } }' "$page" >"$tmp/page"
cp "$tmp/page" "$page"
cat "$tmp/targets"
say "written: $page"
# The gate: what is counted does not depend on the machine's other work, so it may
# never be more than it is now, whatever is wanted in the end.
gate() { # gate WHAT COUNT LIMIT: for a file large enough that its header is nothing
	[ -z "$2" ] || [ "$gate" -lt 400000 ] || [ "$2" -le "$3" ] || { say "$1: $2 instructions a line, more than $3"; exit 1; }
}
gate "reading" "$parse_count" "${PARSE_MAX:-830}"
gate "import" "$import_count" "${IMPORT_MAX:-3650}"
