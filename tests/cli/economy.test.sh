#!/bin/sh
# The economy on the command line: the budget's way and its log, structure, closing
# entries, what is not booked, consolidation, forecasts that are stored, drill-down,
# search, and every list as a file.
set -eu
. tests/cli/lib.sh

nbsp=$(printf '\302\240')

# shows TEXT -- the output holds the text, where blanks that group digits are blanks
shows() {
	sed -i "s/$nbsp/ /g" "$tmp/out"
	says "$tmp/out" "$1"
}

check_budget() {
	expect 0 "$T" --db "$DB" budget --period 2025 --unit RS
	shows "Summa Regionstyrelsen *−4 052 722 *−4 000 *0 *−4 056 722"
	expect 0 "$T" --db "$DB" budget --period 2025 --unit DIG --log
	shows "2025-OM2"
	shows "RS § 47"
	grep -q 2025-OM3 "$tmp/out" && die "a change of other units is in the log"
	expect 0 "$T" --db "$DB" budget --period 2025 --all --json
	shows '"transfer_ore": *-300000000'
	expect 3 "$T" --db "$DB" budget --period 2025 --unit NIX
	expect 2 "$T" --db "$DB" budget --period 2025 --distribute 1,2,3 --by A
	expect 0 "$T" --db "$DB" result --period 2025-12 --budget adopted
	shows "ursprungligen antagna"
	shows "−4 052 722"
	expect 2 "$T" --db "$DB" result --period 2025-12 --budget annan
	says "$tmp/err" "revised, council, adopted"

	mkdir -p "$tmp/b/ekonomi"
	printf 'version,unit,line,month,amount\nadopted,ADM,personal,0,-100000001\n' >"$tmp/b/ekonomi/budget-2026.csv"
	expect 0 "$T" --db "$DB" import "$tmp/b"
	expect 2 "$T" --db "$DB" budget --period 2026 --unit RS --distribute twelfths
	says "$tmp/err" "by NAMN"
	expect 0 "$T" --db "$DB" budget --period 2026 --unit RS --distribute last-year --dry-run
	shows "1 000 000,01"
	expect 0 "$T" --db "$DB" budget --period 2026 --unit RS --distribute 0,0,0,0,0,0,0,0,0,0,1,2 --by A
	shows "333 333,33"
	expect 0 "$T" --db "$DB" import "$tmp/b"
	expect 4 "$T" --db "$DB" budget --period 2026 --unit RS --distribute twelfths --by A
	says "$tmp/err" "både för hela året och per månad"

	# what a change may not be
	cat >"$tmp/b/ekonomi/budgetandringar-2026.yaml" <<-'END'
		budget_changes:
		  - {id: a, year: 2026, kind: transfer, day: 2026-01-01, to_unit: ADM, to_line: personal, amount: 5, by: X, reason: y}
		  - {id: b, year: 2026, kind: council, day: 2026-01-01, to_unit: ADM, to_line: personal, amount: 5, by: X, reason: y}
		  - {id: c, year: 2026, kind: transfer, day: 2026-01-01, from_unit: DIG, from_line: nettokostnad, to_unit: ADM, to_line: personal, amount: 5, by: X, reason: y}
		  - {id: d, year: 2026, kind: transfer, day: 2026-01-01, from_unit: DIG, from_line: personal, to_unit: ADM, to_line: personal, amount: -5, by: X, reason: y}
	END
	expect 5 "$T" --db "$DB" import "$tmp/b/ekonomi/budgetandringar-2026.yaml"
	says "$tmp/err" "a säger inte varifrån"
	says "$tmp/err" "b är fullmäktiges och behöver sitt beslut"
	says "$tmp/err" "c gäller en summarad"
	says "$tmp/err" "d behöver ett belopp"
	rm -rf "$tmp/b"
}

check_tables() {
	expect 0 "$T" --db "$DB" result --period 2024-12 --unit DOS --units --structure old
	shows "Digitalisering och service \\*  *−1 056 "
	shows "Inköp flyttade 2024-07-01"
	expect 0 "$T" --db "$DB" result --period 2024-12 --unit DOS --units --structure 2024
	shows "−1 029 "
	expect 2 "$T" --db "$DB" result --period 2024-12 --structure sned
	expect 0 "$T" --db "$DB" result --period 2025-12
	shows "varav per. 13"
	expect 0 "$T" --db "$DB" result --period 2025-12 --no-closing
	shows "period 13 är inte med"
	shows "−4 020 607"
	expect 0 "$T" --db "$DB" result --period 2025-10
	shows "2025-10-sjukresor: −1 800"
	expect 0 "$T" --db "$DB" result --period 2025-11
	grep -q prel "$tmp/out" && die "an adjustment that has expired is shown"
	expect 0 "$T" --db "$DB" result --period 2025-12 --consolidated
	shows "Fastighetskostnader .* 6 600 "
	shows "skiljer 25 000,00 kr"
	expect 0 "$T" --db "$DB" result --period 2025-12 --consolidated --json
	shows '"eliminated": *-13800'

	# a report with something not booked in it is not decided
	mkdir -p "$tmp/b/ekonomi"
	cat >"$tmp/b/ekonomi/justeringar-2025-08.yaml" <<-'END'
		adjustments:
		  - {id: p, period: 2025-08, unit: DIG, line: it-mt, amount: -500000, expires: 2025-09-20, by: X, reason: Väntad faktura}
	END
	expect 0 "$T" --db "$DB" import "$tmp/b"
	expect 4 "$T" --db "$DB" state RS-2025-T2 beslutad --by A --decided 2025-10-07
	says "$tmp/err" "preliminary"
	sed -i 's/amount: -500000/amount: 0/' "$tmp/b/ekonomi/justeringar-2025-08.yaml"
	expect 0 "$T" --db "$DB" import "$tmp/b"
	expect 0 "$T" --db "$DB" check --period 2025-T2 --body RS --rule preliminary
	rm -rf "$tmp/b"
}

# one that had expired when the period ended does not count, and one that counts may be waived
check_expired() {
	mkdir -p "$tmp/b/ekonomi"
	cat >"$tmp/b/ekonomi/justeringar-2025-07.yaml" <<-'END'
		adjustments:
		  - {id: u, period: 2025-07, unit: DIG, line: it-mt, amount: -500000, expires: 2025-08-15, by: X, reason: Väntad faktura}
	END
	expect 0 "$T" --db "$DB" import "$tmp/b"
	expect 6 "$T" --db "$DB" check --period 2025-07 --body RS --rule preliminary
	expect 0 "$T" --db "$DB" check --period 2025-T2 --body RS --rule preliminary
	sed -i 's/expires: 2025-08-15/expires: 2025-09-15/' "$tmp/b/ekonomi/justeringar-2025-07.yaml"
	expect 0 "$T" --db "$DB" import "$tmp/b"
	expect 4 "$T" --db "$DB" state RS-2025-T2 beslutad --by A --decided 2025-10-07
	says "$tmp/err" "preliminary"
	expect 0 "$T" --db "$DB" waive RS-2025-T2 preliminary --reason 'Fakturan är attesterad' --by A
	expect 0 "$T" --db "$DB" state RS-2025-T2 beslutad --by A --decided 2025-10-07
	rm -rf "$tmp/b"
}

# the same choices in the text of a report, and what they may not be
check_blocks() {
	mkdir -p "$tmp/b/rapport/RS-2025-T2"
	section=$tmp/b/rapport/RS-2025-T2/prov.md
	cat >"$section" <<-'END'
		---
		sort: 90
		level: 1
		title: Prov
		---

		::: tabell resultat id=antagen budget=antagen

		::: tabell enheter id=gammal struktur=gammal enhet=DOS

		::: tabell budget enhet=DIG

		::: tabell omfordelningar enhet=DIG
	END
	expect 0 "$T" --db "$DB" import "$tmp/b"
	expect 0 "$T" --db "$DB" report --period 2025-T2 --body RS --out "$tmp/b/ut" --format txt
	cp "$tmp/b/ut/rs-2025-t2.txt" "$tmp/out"
	shows "ursprungligen antagna"
	shows "Från antagen till reviderad budget, Digitalisering"
	shows "2025-02-18"
	sed -i 's/budget=antagen/budget=gissad/; s/struktur=gammal/struktur=sned/' "$section"
	expect 0 "$T" --db "$DB" import "$tmp/b"
	code=0
	"$T" --db "$DB" report --period 2025-T2 --body RS --out "$tmp/b/ut" --format txt >"$tmp/out" 2>"$tmp/err" || code=$?
	[ "$code" -ne 0 ] || die "a report with unknown choices was written"
	says "$tmp/err" "gissad"
	says "$tmp/err" "sned"
	sed -i '/^:::/d' "$section"
	expect 0 "$T" --db "$DB" import "$tmp/b"
	rm -rf "$tmp/b"
}

check_forecast() {
	expect 0 "$T" --db "$DB" forecast --period 2025-12 --unit RS --compare
	shows "prognos 2025-T1"
	shows "Nettokostnad *−4 076 100 *71 *−4 117 500"
	expect 2 "$T" --db "$DB" forecast --period 2025-08 --save
	expect 2 "$T" --db "$DB" forecast --period 2025-08 --save --by A --method gissning
	expect 0 "$T" --db "$DB" forecast --period 2025-08 --save --by A --json
	shows '"period":"2025-T2"'
	shows '"same":0'
	expect 0 "$T" --db "$DB" forecast --period 2025-08 --save --by A --json
	shows '"added":0,"changed":0'
	expect 0 "$T" --db "$DB" import --list
	shows "2025-T2 RS"
	expect 0 "$T" --db "$DB" verify
}

check_drill() {
	expect 0 "$T" --db "$DB" drill --period 2025-12 --line fastighet
	shows "6011 .*−167 368 154,09"
	expect 0 "$T" --db "$DB" drill --period 2025-12 --line fastighet --account 6011
	shows "REGOV"
	expect 0 "$T" --db "$DB" drill --period 2025-12 --line fastighet --counterparties --json
	shows '"ore": *-660000000'
	expect 0 "$T" --db "$DB" drill --period 2025-12 --unit ADM --account 6011 --vouchers
	shows "24 av 24 rader"
	expect 3 "$T" --db "$DB" drill --period 2025-12 --line nix
	expect 0 "$T" --db "$DB" voucher 2025 D 2
	shows '^#TRANS 6011 {1 "ADM" 20 "SERVICE"} 300000.00'
	expect 3 "$T" --db "$DB" voucher 2025 D 99999
	expect 2 "$T" --db "$DB" voucher 2025
	expect 0 "$T" --db "$DB" search --period 2025 --account 6011 --amount 250000..300000
	shows "24 av 24 rader"
	expect 0 "$T" --db "$DB" search --period 2025 --account 6011 --max 5 --page 3
	shows "^5 av"
	expect 0 "$T" --db "$DB" search --period 2025 --unit REGOV --account 6011
	shows " ADM "
	expect 5 "$T" --db "$DB" search --amount 5..1
	expect 2 "$T" --db "$DB" search x --page 0
}

# every list leaves as a file
check_files() {
	expect 0 "$T" --db "$DB" search --period 2025 --account 6011 --csv
	shows "^verifikation;datum;konto;enhet;belopp, kr;text"
	shows "^D 2;2025-01-22;6011;ADM;300000;"
	for list in "budget --period 2025" "budget --period 2025 --log" "result --period 2025-12 --units" \
		"forecast --period 2025-08" "variances --period 2025-12" "drill --period 2025-12" \
		"import --list"; do
		# shellcheck disable=SC2086
		expect 0 "$T" --db "$DB" $list --xlsx
		head -c 2 "$tmp/out" | grep -q PK || die "$list: no workbook"
		# shellcheck disable=SC2086
		expect 0 "$T" --db "$DB" $list --csv
		shows ";"
	done
	expect 2 "$T" --db "$DB" verify --csv
}

check_all() {
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import examples/vasterbotten
	check_tables
	check_blocks
	check_budget
	check_forecast
	check_drill
	check_files
	check_expired
}

for_each_database check_all
echo ok
