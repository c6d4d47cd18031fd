#!/bin/sh
# SIE files made of the ledger, the mapping of accounts, and an account without a line,
# which stops a decision: on both databases.
set -eu
. tests/cli/lib.sh

check_ledger() {
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import examples/vasterbotten
	says "$tmp/out" 'avstämning: 35 av 35 konton'
	for type in 1 2 3 4E 4I; do
		expect 0 "$T" --db "$DB" export sie --type $type --year 2025 "$tmp/$type.se"
		says "$tmp/$type.se" '#KSUMMA'
	done
	expect 2 "$T" --db "$DB" export sie --type 5 --year 2025 "$tmp/5.se"
	expect 2 "$T" --db "$DB" export sie --type 1 "$tmp/5.se"
	expect 3 "$T" --db "$DB" export sie --type 1 --year 1999 "$tmp/5.se"
	# where it came from it is nothing new; elsewhere it gives the same file again
	expect 0 "$T" --db "$DB" import --dry-run "$tmp/4E.se"
	says "$tmp/out" '300 verifikationer fanns redan, likadana'
	# some new, some the same, some other: told, and refused as a whole
	LC_ALL=C sed 's/#TRANS 4011 /#TRANS 4012 /' "$tmp/4E.se" | grep -a -v '^#KSUMMA' >"$tmp/other.se"
	expect 4 "$T" --db "$DB" import "$tmp/other.se"
	says "$tmp/err" '[1-9][0-9]* likadana och [1-9][0-9]* med annat innehåll'
	one=$DB
	$fresh
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import examples/vasterbotten/organisation.yaml "$tmp/4E.se"
	expect 0 "$T" --db "$DB" export sie --type 4E --year 2025 "$tmp/again.se"
	# what is before the year is not in the file of the year
	grep -a -v -e '^#[A-Z]* -1' -e '^#KSUMMA' "$tmp/4E.se" | LC_ALL=C sort >"$tmp/a"
	grep -a -v -e '^#[A-Z]* -1' -e '^#KSUMMA' "$tmp/again.se" | LC_ALL=C sort >"$tmp/b"
	cmp "$tmp/a" "$tmp/b"
	# two originals of one name, from different folders, are two files
	mkdir -p "$tmp/norr" "$tmp/syd"
	for side in norr syd; do
		printf '#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#PROGRAM P 1\n#GEN 20250101\n#FNAMN N\n#RAR 0 20250101 20251231\n#KONTO 1910 K\n#KONTO 3010 P\n#VER %s 1 20250101 t\n{\n#TRANS 1910 {} 1\n#TRANS 3010 {} -1\n}\n' $side >"$tmp/$side/Kassa.se"
		expect 0 "$T" --db "$DB" import "$tmp/$side/Kassa.se"
	done
	expect 0 "$T" --db "$DB" export sie "$tmp/bada"
	cmp "$tmp/norr/Kassa.se" "$tmp/bada/sie/Kassa.se"
	cmp "$tmp/syd/Kassa.se" "$tmp/bada/sie/Kassa-2.se"
	# a code page told by hand is kept with the file
	printf '#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#PROGRAM P 1\n#GEN 20250101\n#FNAMN N\n#RAR 0 20250101 20251231\n#KONTO 1910 K\n#KONTO 3010 \207\n#VER Q 1 20250101 t\n{\n#TRANS 1910 {} 1\n#TRANS 3010 {} -1\n}\n' >"$tmp/page.se"
	expect 0 "$T" --db "$DB" import --encoding cp437 "$tmp/page.se"
	expect 0 "$T" --db "$DB" export account_file "$tmp/x"
	says "$tmp/x/ekonomi/redovisningsfiler.yaml" 'charset: cp437'
	expect 0 "$T" --db "$DB" search --account 3010 --period 2025-01
	says "$tmp/out" 'Q 1'
	DB=$one

	# the mapping: shown, whole, and its defaults as files to import
	expect 0 "$T" --db "$DB" mapping --year 2025
	says "$tmp/out" '^4 .*personal'
	expect 6 "$T" --db "$DB" mapping --year 2031 --check
	expect 2 "$T" --db "$DB" mapping
	for plan in region-bas kommun-bas; do
		rm -rf "$tmp/plan"
		expect 0 "$T" mapping --defaults $plan --year 2026 "$tmp/plan"
		says "$tmp/plan/ekonomi/resultatrader.yaml" 'Förval'
		$fresh
		expect 0 "$T" init "$DB"
		expect 0 "$T" --db "$DB" import "$tmp/plan"
		expect 0 "$T" --db "$DB" mapping --year 2026 --check
		DB=$one
	done
	expect 3 "$T" mapping --defaults ingen-bas --year 2026 "$tmp/plan"

	# an account in no line: listed, and no decision before it is mapped
	printf 'Ansvar;Konto;Belopp\nADM;9876;7\n' >"$tmp/okopplat.csv"
	expect 0 "$T" --db "$DB" import --as ledger --save lista --period 2025-12 "$tmp/okopplat.csv"
	says "$tmp/out" '9876'
	expect 6 "$T" --db "$DB" mapping --year 2025 --check
	says "$tmp/out" 'mapping_gap'
	sed 's/^    state: .*$/    state: utkast/' examples/vasterbotten/rapport/rapporter.yaml >"$tmp/rapporter.yaml"
	expect 0 "$T" --db "$DB" import "$tmp/rapporter.yaml"
	expect 4 "$T" --db "$DB" state RS-2025-T3 beslutad --by A --decided 2026-02-17
	says "$tmp/err" 'unmapped'
}

for_each_database check_ledger
echo ok
