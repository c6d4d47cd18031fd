#!/bin/sh
# Reports: the same bytes each time and on both databases; PDF that qpdf finds no fault
# with and that shows its structure; words that follow the period.
set -eu
. tests/cli/lib.sh

make_reports() {
	out=$tmp/$1
	for p in 2024-T3 2025-T2 2025-T3; do
		expect 0 "$T" --db "$DB" report --period "$p" --body RS --out "$out" \
			--format html,pdf,pdf-a3,docx,xlsx,json,csv,txt,underlag
	done
}

check_reports() {
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import examples/vasterbotten
	make_reports "$fresh-1"
	make_reports "$fresh-2"
	diff -r "$tmp/$fresh-1" "$tmp/$fresh-2"
	[ ! -d "$tmp/fresh_sqlite-1" ] || diff -r "$tmp/fresh_sqlite-1" "$tmp/$fresh-1"
}

# counts EXPRESSION -- what a JavaScript expression over the JSON in $tmp/out gives.
counts() {
	node -e "const r = JSON.parse(require('fs').readFileSync('$tmp/out')); console.log($1)"
}

# proves PERCENT FILE [ARGUMENT...] -- at least so many of a document's figures are verified, and
# none is called wrong.
proves() {
	least=$1
	file=$2
	shift 2
	expect 0 "$T" check "$file" "$@" --json
	all=$(counts 'r.claims.filter(c => c.numbers.length > 0).length')
	proved=$(counts 'r.claims.filter(c => c.numbers.length > 0 && c.verdict == "verified").length')
	[ $((proved * 100)) -ge $((all * least)) ] ||
		die "$proved of $all figures of $file are verified, not $least per cent"
}

# Our own reports, by their own tables and sentences alone and with the database: what was
# measured, in whole per cent (docs/format/check.md).
check_alone() {
	at=$tmp/$fresh-1
	proves 67 "$at/rs-2024-t3.pdf"
	proves 68 "$at/rs-2025-t2.pdf"
	proves 65 "$at/rs-2025-t3.pdf"
	proves 66 "$at/rs-2024-t3.docx"
	proves 72 "$at/rs-2025-t2.docx"
	proves 64 "$at/rs-2025-t3.docx"
	proves 67 "$at/rs-2024-t3.pdf" --db "$DB" --period 2024-T3 --body RS
	proves 78 "$at/rs-2025-t2.pdf" --db "$DB" --period 2025-T2 --body RS
	proves 68 "$at/rs-2025-t3.pdf" --db "$DB" --period 2025-T3 --body RS
}

# The report of a database agrees with that database; a figure changed afterwards does not.
check_the_report() {
	html=$tmp/$fresh-1/rs-2025-t3.html
	expect 0 "$T" --db "$DB" check "$html" --period 2025-T3 --body RS --json
	all=$(counts 'r.claims.filter(c => c.numbers.length > 0).length')
	proved=$(counts 'r.claims.filter(c => c.numbers.length > 0 && c.verdict == "verified").length')
	facts=$(counts 'r.claims.filter(c => c.by.some(b => b.fact)).length')
	[ $((proved * 10)) -gt $((all * 8)) ] || die "$proved of $all figures are verified"
	[ "$facts" -gt 300 ] || die "$facts figures are held against a fact"
	for change in 's/>5,3.\{1,2\}procent</>5,8 procent</' \
		's/>4 \{0,1\}.\{0,2\}076.\{1,2\}miljoner kronor</>4 176 miljoner kronor</' \
		's/har minskat med \(<[^>]*>2.\{1,2\}procentenheter\)/har ökat med \1/'; do
		sed "$change" "$html" >"$tmp/changed.html"
		if cmp -s "$html" "$tmp/changed.html"; then die "nothing to change: $change"; fi
		expect 6 "$T" --db "$DB" check "$tmp/changed.html" --period 2025-T3 --body RS --json
		[ "$(counts 'r.findings.filter(f => f.severity == "error" && f.by.some(b => b.fact)).length')" -gt 0 ] ||
			die "no fact is named: $change"
	done
	expect 0 "$T" --db "$DB" check "$tmp/$fresh-1/rs-2025-t3.pdf" --period 2025-T3 --body RS
}

# lines of the text of what differs from the report in OLD
changes_since() {
	expect 0 "$T" --db "$DB" report --period 2025-T3 --body RS --out "$tmp/changes" \
		--format txt,html,pdf --diff "$1"
	cat "$tmp/changes/rs-2025-t3-mot-tidigare.txt" >"$tmp/out"
}

# Two versions of one report: nothing, then just the sentence and the figure that were
# changed.  The copy is a SQLite file, also for PostgreSQL; and the other way about.
check_versions() {
	[ -f "$tmp/copy.tertial" ] || expect 0 "$T" --db "$DB" backup "$tmp/copy.tertial"
	changes_since "$tmp/copy.tertial"
	[ "$(grep -c 'Inget har ändrats' "$tmp/out")" -eq 2 ] || die "equal reports differ"
	[ "$(grep -c 'Före' "$tmp/out")" -eq 0 ] || die "equal reports differ"
	mkdir -p "$tmp/later/rapport/RS-2025-T3" "$tmp/later/uppgifter"
	sed 's/datorer och reservdelar/datorer, licenser och reservdelar/' \
		examples/vasterbotten/rapport/RS-2025-T3/sammanfattning.md \
		>"$tmp/later/rapport/RS-2025-T3/sammanfattning.md"
	sed '0,/value: 34$/s//value: 35/' examples/vasterbotten/uppgifter/uppgifter-2025.yaml \
		>"$tmp/later/uppgifter/uppgifter-2025.yaml"
	expect 0 "$T" --db "$DB" import "$tmp/later"
	changes_since "$tmp/copy.tertial"
	says "$tmp/out" 'Enheter som har gett levnadsvanestöd, 2025 *34 *35 *+1'
	says "$tmp/out" 'som den står i copy.tertial'
	[ "$(grep -c 'Före' "$tmp/out")" -eq 3 ] || die "not one figure and two paragraphs"
	says "$tmp/changes/rs-2025-t3-mot-tidigare.html" 'datorer, licenser</strong>'
	new=$DB
	DB=$tmp/copy.tertial
	changes_since "$new"
	DB=$new
	says "$tmp/out" 'Enheter som har gett levnadsvanestöd, 2025 *35 *34'
	if grep -q 'postgres' "$tmp/out"; then die "an address is printed"; fi
	expect 0 "$T" --db "$DB" import --undo 2
	changes_since "$tmp/copy.tertial"
	[ "$(grep -c 'Inget har ändrats' "$tmp/out")" -eq 2 ] || die "undone, but differs"
}

# a year of which nothing is known says so in its tables
check_empty_year() {
	expect 0 "$T" --db "$DB" report --period 2027-T3 --body RS --out "$tmp/$fresh-empty" --format txt
	says "$tmp/$fresh-empty/rs-2027-t3.txt" 'inga delmål för året'
}

check_reports_and_figures() {
	check_reports
	check_empty_year
	check_the_report
	check_alone
	check_versions
}

for_each_database check_reports_and_figures

# What finds words over each other does find them.
printf '<page width="595" height="842">\n<word xMin="%s" yMin="100" xMax="150" yMax="112">a</word>\n<word xMin="%s" yMin="103" xMax="180" yMax="115">b</word>\n' \
	100 140 >"$tmp/words"
awk -f tests/cli/overlap.awk "$tmp/words" >"$tmp/overlap"
says "$tmp/overlap" 'page 1: over each other: a / b'
printf 'Delmål\n   Uppfylls helt\n\n  Foten 1\n\fText\n  Foten 2\n' | awk -f tests/cli/foot.awk >"$tmp/foot"
[ "$(grep -c . "$tmp/foot")" -eq 1 ] || die "an assessment at the foot of a page is not seen"

r=$tmp/fresh_sqlite-1
for f in "$r"/*.pdf; do
	qpdf --check "$f" >"$tmp/qpdf" 2>&1 || { cat "$tmp/qpdf"; die "qpdf: $f"; }
	grep -i warning "$tmp/qpdf" && die "qpdf warns: $f"
	pdfinfo -struct-text "$f" >"$tmp/struct" 2>/dev/null
	for tag in H1 H2 P Table TH TD Figure Caption; do
		grep -q "$tag" "$tmp/struct" || die "$f has no $tag"
	done
	pdfinfo "$f" 2>/dev/null | grep -q 'Tagged: *yes' || die "$f is not tagged"
	pdftotext -bbox "$f" "$tmp/words" 2>/dev/null
	[ "$(grep -c '<word ' "$tmp/words")" -gt 1000 ] || die "few words in $f"
	awk -f tests/cli/overlap.awk "$tmp/words" >"$tmp/overlap"
	[ ! -s "$tmp/overlap" ] || { head -n 20 "$tmp/overlap"; die "words lie over each other: $f"; }
	pdftotext -layout "$f" - 2>/dev/null | awk -f tests/cli/foot.awk >"$tmp/foot"
	[ ! -s "$tmp/foot" ] || { cat "$tmp/foot"; die "a page ends with a heading: $f"; }
	if [ -x build-asan/tests/pdfcheck ]; then
		build-asan/tests/pdfcheck "$f" >"$tmp/pdfcheck" || { cat "$tmp/pdfcheck"; die "pdfcheck: $f"; }
	fi
done
# the archive's copy carries its figures; what the report is made of is known by hash
pdfdetach -list "$r/rs-2025-t3.a3.pdf" 2>/dev/null >"$tmp/attached"
says "$tmp/attached" 'siffror.csv'
says "$tmp/attached" 'tabell-01.csv'
pdfdetach -savefile siffror.csv -o "$tmp/siffror.csv" "$r/rs-2025-t3.a3.pdf" 2>/dev/null
cmp "$tmp/siffror.csv" "$r/rs-2025-t3.csv"
says "$r/rs-2025-t3.underlag.json" "$(sha256sum third_party/fonts/SourceSans3-Regular.ttf | cut -d' ' -f1)"
says "$r/rs-2025-t3.underlag.json" "$(sha256sum "$r/rs-2025-t3.json" | cut -d' ' -f1)"
says "$r/rs-2025-t2.txt" 'bedöms uppfyllas'
says "$r/rs-2025-t2.txt" 'rognos'
grep -q 'bedöms uppfyllas' "$r/rs-2025-t3.txt" && die "an annual report forecasts"
says "$r/rs-2025-t3.txt" '1 009'
says "$r/rs-2025-t3.html" 'lang="sv"'
expect 2 "$T" --db "$DB" report --period 2025-T3 --body RS --out "$tmp/x" --format odt
expect 2 "$T" --db "$DB" report --period 2025-T9 --body RS --out "$tmp/x"
for old in "$tmp/missing.tertial" 2025-T9 ""; do
	expect 3 "$T" --db "$DB" report --period 2025-T3 --body RS --out "$tmp/x" --diff "$old"
	says "$tmp/err" "\"$old\" är varken en period eller en databas"
	expect 3 "$T" --db "$DB" --lang en report --period 2025-T3 --body RS --out "$tmp/x" --diff "$old"
	says "$tmp/err" "\"$old\" is neither a period nor a database"
done
expect 2 "$T" --db "$DB" report --period 2025-T3 --all --out "$tmp/x" --diff 2024-T3
says "$tmp/err" '--all och --diff'
head -c 5000 "$tmp/copy.tertial" >"$tmp/broken.tertial"
echo text >"$tmp/foreign.tertial"
for old in broken foreign; do
	expect 5 "$T" --db "$DB" report --period 2025-T3 --body RS --out "$tmp/x" --diff "$tmp/$old.tertial"
	says "$tmp/err" "$old.tertial"
	expect 5 "$T" --db "$DB" --lang en report --period 2025-T3 --body RS --out "$tmp/x" --diff "$tmp/$old.tertial"
	says "$tmp/err" "The database .*$old.tertial"
done
[ ! -e "$tmp/x" ] || die "half a report is written"

# every organisation of one database, each in its folder, the same bytes as alone; what
# fails for one is told and stops no other
check_all() {
	tools/many_organisations.sh "$T" "$DB" 3
	expect 0 "$T" --db "$DB" report --all --period 2025-T3 --out "$tmp/$fresh-all" --format html,json
	for i in 1 2 3; do
		expect 0 "$T" --db "$DB" --org $i report --period 2025-T3 --out "$tmp/$fresh-one-$i" --format html,json
		diff -r "$tmp/$fresh-one-$i" "$tmp/$fresh-all/region-00$i"
	done
	says "$tmp/$fresh-all/region-002/rs-2025-t3.html" 'Region Exempel 002'
	mkdir -p "$tmp/fault/rapport/RS-2025-T3"
	section=$(cd examples/vasterbotten/rapport/RS-2025-T3 && find . -name '*.md' | LC_ALL=C sort | head -n 1)
	{
		cat "examples/vasterbotten/rapport/RS-2025-T3/$section"
		echo
		echo '{{finns.inte}}'
	} >"$tmp/fault/rapport/RS-2025-T3/$section"
	expect 0 "$T" --db "$DB" --org 2 import "$tmp/fault"
	rm -rf "$tmp/$fresh-all"
	expect 5 "$T" --db "$DB" report --all --period 2025-T3 --out "$tmp/$fresh-all" --format html
	says "$tmp/err" 'region-002'
	[ -f "$tmp/$fresh-all/region-001/rs-2025-t3.html" ] || die "the first is not written"
	[ ! -e "$tmp/$fresh-all/region-002" ] || die "half a report is written"
	[ -f "$tmp/$fresh-all/region-003/rs-2025-t3.html" ] || die "the third is not written"
}
for_each_database check_all
echo ok
