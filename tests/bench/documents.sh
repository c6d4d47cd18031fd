#!/bin/sh
# documents.sh -- measure documents beside what else makes them, in one run, and write that
# section of docs/BENCHMARKS.md.
#
# The same document (tests/bench/report_doc.h) goes through every program.  Peers that
# are not installed are passed over with a word.  Instructions are compared with those of
# tests/bench/INSTRUCTIONS: more than a few percent over is a failure.
#
#   ROUNDS=15  rounds of ours    PEER_ROUNDS=3  of the others    ORGANISATIONS=311
#   UPDATE=1   write the counts of instructions anew        DOCUMENT_PEERS="typst chromium soffice weasyprint"
set -eu
cd "$(dirname "$0")/../.."
rounds=${ROUNDS:-15} peer_rounds=${PEER_ROUNDS:-3} organisations=${ORGANISATIONS:-311}
peers=${DOCUMENT_PEERS-typst chromium soffice weasyprint}
page=docs/BENCHMARKS.md counts=tests/bench/INSTRUCTIONS t=build/tertial b=build/tests
over=3 # percent
tmp=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' INT TERM
out=$tmp/section
: >"$tmp/absent"
: >"$tmp/targets"
: >"$tmp/new"
failed=0

ninja -C build tertial tests/bench_run tests/bench_pdf tests/bench_doc tests/bench_peers >/dev/null

say() {
	echo "$*" >&2
}

have() {
	case " $peers valgrind node npm " in *" $1 "*) ;; *) return 1 ;; esac
	command -v "$1" >/dev/null 2>&1 && return 0
	echo "- $1 is not installed here: passed over" >>"$tmp/absent"
	return 1
}

# target WHAT VALUE LIMIT UNIT: a row that says whether VALUE <= LIMIT
target() {
	awk -v what="$1" -v v="$2" -v limit="$3" -v unit="$4" 'BEGIN {
		printf "| %s | %.1f %s | %s %s | %s |\n", what, v, unit, limit, unit, (v + 0 <= limit + 0) ? "held" : "**missed**" }' |
		tee -a "$tmp/targets" >&2
}

# at_least WHAT VALUE LIMIT UNIT: the other way about
at_least() {
	awk -v what="$1" -v v="$2" -v limit="$3" -v unit="$4" 'BEGIN {
		printf "| %s | %.1f %s | at least %s %s | %s |\n", what, v, unit, limit, unit, (v + 0 >= limit + 0) ? "held" : "**missed**" }' |
		tee -a "$tmp/targets" >&2
}

# peer WHAT PROGRAM ARGS...: a row of the table of whole programs, its best time in $best
peer() {
	what=$1
	shift
	if ! result=$("$b/bench_run" "$peer_rounds" "$@"); then
		echo "- $what failed: passed over" >>"$tmp/absent"
		return
	fi
	best=${result%% *}
	echo "$result" | awk -v what="$what" -v ours="$ours" '{
		printf "| %s | %.0f ms | %.0f ms | %.0f ms | %.0f MiB | %.0f |\n", what, $1, $2, $3, $4 / 1024, $1 / ours }' >>"$tmp/peers"
	say "$what: $best ms"
}

# count NAME PROGRAM ARGS...: instructions of one run, held against those of last time
count() {
	name=$1
	shift
	n=$(valgrind --tool=callgrind --callgrind-out-file="$tmp/callgrind" "$@" 2>&1 >/dev/null |
		sed -n 's/.*Collected : \([0-9]*\).*/\1/p')
	was=$(sed -n "s/^$name //p" "$counts" 2>/dev/null || true)
	echo "$name $n" >>"$tmp/new"
	verdict=$(awk -v n="$n" -v was="${was:-0}" -v over="$over" 'BEGIN {
		if (was + 0 == 0) { print "new"; exit }
		change = (n - was) * 100 / was
		printf "%s%.1f %%", (change < 0) ? "−" : "+", (change < 0) ? -change : change
		if (change + 0 > over + 0)
			printf " **over**" }')
	echo "| $name | $n | ${was:--} | $verdict |" >>"$tmp/counts"
	say "$name: $n instructions ($verdict)"
	case $verdict in *over*) failed=1 ;; esac
}

# ---- ours ----
mkdir -p "$tmp/doc"
"$b/bench_peers" "$tmp/doc"
"$b/bench_pdf" -n "$rounds" "$tmp/doc/ours.pdf" >"$tmp/pdf"
ours_cpu=$(sed -n 's/^best of [0-9]*: \([0-9.]*\) ms.*/\1/p' "$tmp/pdf")
ours_kib=$(sed -n 's/.* \([0-9]*\) KiB resident.*/\1/p' "$tmp/pdf")
bytes=$(wc -c <"$tmp/doc/ours.pdf")
pages=$(pdfinfo "$tmp/doc/ours.pdf" 2>/dev/null | sed -n 's/^Pages: *//p')
result=$("$b/bench_run" "$rounds" "$b/bench_pdf" -n 1 "$tmp/doc/ours.pdf")
ours=${result%% *}
target "PDF from the tree, processor" "$ours_cpu" 55 ms
target "PDF, most memory" "$(awk -v k="$ours_kib" 'BEGIN { print k / 1024 }')" 40 MiB
target "PDF, size of the file" "$(awk -v n="$bytes" 'BEGIN { print n / 1024 }')" 400 KiB

: >"$tmp/peers"
echo "$result" | awk '{ printf "| Tertial, from the tree | %.0f ms | %.0f ms | %.0f ms | %.0f MiB | 1 |\n", $1, $2, $3, $4 / 1024 }' >>"$tmp/peers"

# ---- the others ----
typst=
if [ "${peers#*typst}" != "$peers" ] && have node && have npm; then
	mkdir -p build/typst
	cp tests/bench/typst/package.json tests/bench/typst/typst.mjs build/typst/
	[ -d build/typst/node_modules ] || npm install --prefix build/typst --no-package-lock --no-audit --no-fund \
		--ignore-scripts --loglevel=error >"$tmp/npm" 2>&1 || echo "- Typst cannot be fetched: passed over" >>"$tmp/absent"
	for standard in none ua-1; do
		[ -d build/typst/node_modules ] || break
		typst=$(node build/typst/typst.mjs "$tmp/doc" third_party/fonts 5 "$standard" 2>"$tmp/typst.err") || {
			echo "- Typst ($standard) failed: $(tail -n 1 "$tmp/typst.err")" >>"$tmp/absent"
			typst=
			continue
		}
		what="no standard"
		[ "$standard" = none ] || what="PDF/UA-1"
		echo "$typst" | awk -v what="$what" -v ours="$ours" '{
			printf "| Typst 0.14, %s, first compilation | %.0f ms | | | | %.0f |\n", what, $1, $1 / ours
			printf "| Typst 0.14, %s, after a change, all remembered | %.0f ms | | | | %.1f |\n", what, $2, $2 / ours }' >>"$tmp/peers"
		say "Typst ($what): $typst"
		if [ "$standard" = ua-1 ]; then
			cold=${typst%% *} rest=${typst#* }
			at_least "times as fast as Typst, cold" "$(awk -v a="$cold" -v b="$ours" 'BEGIN { print a / b }')" 15 times
			at_least "times as fast as Typst, warm" "$(awk -v a="${rest%% *}" -v b="$ours" 'BEGIN { print a / b }')" 1 times
		fi
	done
fi
if have chromium; then
	peer "Chromium, from our HTML" chromium --headless --no-sandbox --disable-gpu "--user-data-dir=$tmp/profile" \
		"--print-to-pdf=$tmp/doc/chromium.pdf" "file://$tmp/doc/report.html"
fi
if have soffice; then
	soffice "-env:UserInstallation=file://$tmp/office" --headless --terminate_after_init >/dev/null 2>&1 || true
	peer "LibreOffice, from our DOCX" soffice "-env:UserInstallation=file://$tmp/office" --headless --convert-to pdf \
		--outdir "$tmp/office-out" "$tmp/doc/report.docx"
fi
if have weasyprint; then
	peer "WeasyPrint, from our HTML" weasyprint "$tmp/doc/report.html" "$tmp/doc/weasy.pdf"
fi

# ---- a whole report, and many ----
"$t" init "$tmp/db" >/dev/null 2>&1
"$t" --quiet --db "$tmp/db" import examples/vasterbotten >/dev/null
all="$t --db $tmp/db report --period 2025-T3 --body RS --out $tmp/out --format html,pdf,docx,xlsx,json"
# shellcheck disable=SC2086
result=$("$b/bench_run" "$rounds" $all)
target "the whole report from the database: facts, HTML, PDF, DOCX, XLSX, JSON" "${result%% *}" 400 ms
say "filling a database with $organisations organisations"
tools/many_organisations.sh "$t" "$tmp/many.db" "$organisations"
result=$("$b/bench_run" 1 "$t" --db "$tmp/many.db" report --all --period 2025-T3 --out "$tmp/many" --format html,pdf)
n=$(find "$tmp/many" -name '*.pdf' | wc -l)
[ "$n" -eq "$organisations" ] || { say "only $n of $organisations reports were written"; exit 1; }
target "HTML and PDF of $organisations organisations, one command, $(nproc) processors" \
	"$(echo "$result" | awk '{ print $1 / 1000 }')" 60 s

: >"$tmp/counts"
if have valgrind; then
	count pdf "$b/bench_pdf" -n 1
	for format in html docx xlsx txt; do
		count "$format" "$b/bench_doc" -n 1 "$format"
	done
	# shellcheck disable=SC2086
	count report $all
	[ -z "${UPDATE:-}" ] || cp "$tmp/new" "$counts"
fi

{
	echo "## Documents"
	echo
	echo "The document of \`tests/bench/report_doc.h\`: $pages pages, 25 tables, 10 charts. Measured by \`tests/bench/documents.sh\`"
	echo "on $(date -u +%Y-%m-%d): $(sed -n 's/^model name.*: //p' /proc/cpuinfo | sed q), $(nproc) processors; best of $rounds rounds, of others best of $peer_rounds."
	echo
	echo "| what | measured | wanted | |"
	echo "|---|---|---|---|"
	cat "$tmp/targets"
	echo
	echo "The same document by others. Whole programs from start to end; of Typst the compilation alone, without the start of"
	echo "Node.js. The last column is the best time as a multiple of ours. Chromium and LibreOffice write no PDF/UA here, and"
	echo "Typst one standard at a time; ours is PDF/UA-1 and PDF/A-2a in one file."
	echo
	echo "| program | best | median | processor | memory | times |"
	echo "|---|---|---|---|---|---|"
	cat "$tmp/peers"
	if [ -s "$tmp/counts" ]; then
		echo
		echo "Instructions (callgrind), which do not depend on what else the machine does, against \`$counts\`; more than $over % over is"
		echo "a failure."
		echo
		echo "| what | instructions | kept | |"
		echo "|---|---|---|---|"
		cat "$tmp/counts"
	fi
	if [ -s "$tmp/absent" ]; then
		echo
		echo "Not measured:"
		echo
		sort -u "$tmp/absent"
	fi
	echo
} >"$out"
# In place of the section that is there, or at the end.
awk -v new="$out" '
	function put() { while ((getline l < new) > 0) print l; done = 1 }
	/^## / { inside = $0 == "## Documents"; if (inside) put() }
	!inside { print }
	END { if (!done) { print ""; put() } }' "$page" >"$tmp/page"
cp "$tmp/page" "$page"
say "written: $page"
[ "$failed" -eq 0 ] || { say "more instructions than before: see above; UPDATE=1 keeps the new counts"; exit 1; }
