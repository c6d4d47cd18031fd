#!/bin/sh
# Tables of other systems as a controller meets them: shown, refused where they can mean
# two things, imported by a template, undone, exported and imported again: on both databases.
set -eu
. tests/cli/lib.sh

list() { # TOTAL: a balance list in Windows-1252, costs positive
	printf 'Saldolista\r\n\r\nAnsvar;Konto;Kontonamn;Belopp, kr\r\nADM;4011;L\366ner;1 234 567,50\r\nDOS;4011;L\366ner;99,95\r\nADM;3010;F\366rs\344ljning;-500 000,25\r\nADM;9876;Ok\344nt;7\r\nSumma;;;%s\r\n' "$1"
}

check_list() {
	list '734 674,20' >"$tmp/saldo.csv"
	state >"$tmp/before"
	# shown, with what was found; nothing written
	expect 0 "$T" --db "$DB" import --as ledger --dry-run --period 2025-12 "$tmp/saldo.csv"
	for word in 'saldolista utan verifikationer' 'Windows-1252' 'semikolon' 'komma ,' 'rubrikrad *3' \
		'debit: kostnad +' 'Belopp, kr *amount' 'Löner' '2025-12 *4 *734.674,20' 'summaraden stämmer' \
		'9876 Okänt' 'ingen rad' 'Inget är skrivet'; do
		says "$tmp/out" "$word"
	done
	state | cmp - "$tmp/before"
	expect 0 "$T" --db "$DB" --lang en --json import --as ledger --dry-run --period 2025-12 "$tmp/saldo.csv"
	says "$tmp/out" '"separator": ";"'
	says "$tmp/out" '"sum_ore": 73467420'
	# without a name, or with another control total, nothing is imported
	expect 5 "$T" --db "$DB" import --as ledger --period 2025-12 "$tmp/saldo.csv"
	says "$tmp/err" '--save'
	expect 5 "$T" --db "$DB" import --as ledger --save saldo --period 2025-12 --control 734674 "$tmp/saldo.csv"
	says "$tmp/err" 'skillnaden är 0.20 kr'
	list '734 674,21' >"$tmp/fel.csv"
	expect 5 "$T" --db "$DB" import --as ledger --save saldo --period 2025-12 "$tmp/fel.csv"
	says "$tmp/err" 'fel.csv:8:'
	expect 5 "$T" --db "$DB" import --as ledger --save saldo "$tmp/saldo.csv"
	says "$tmp/err" '--period'
	expect 5 "$T" --db "$DB" import --as annan "$tmp/saldo.csv"
	says "$tmp/err" 'inläsningsmall'
	expect 2 "$T" --db "$DB" import --as ledger --set 'sing=debit' "$tmp/saldo.csv"
	expect 2 "$T" --db "$DB" import --as ledger --columns 'Konto=kontot' "$tmp/saldo.csv"
	expect 2 "$T" --db "$DB" import --control tolv "$tmp/saldo.csv"
	expect 2 "$T" --db "$DB" import --encoding ebcdic "$tmp/saldo.csv"
	state | cmp - "$tmp/before"

	expect 0 "$T" --db "$DB" import --as ledger --save saldo --period 2025-12 --control '734 674,20' "$tmp/saldo.csv"
	expect 0 "$T" --db "$DB" verify
	expect 0 "$T" --db "$DB" search --account 4011 --amount '99,95' --period 2025-12
	says "$tmp/out" 'saldo 202512-DOS'
	# the same again is nothing new; read in another way it is refused
	expect 0 "$T" --db "$DB" import --as saldo --period 2025-12 --control '734674,20' "$tmp/saldo.csv"
	says "$tmp/out" 'Inget att ändra'
	expect 5 "$T" --db "$DB" import --as saldo --period 2025-11 "$tmp/saldo.csv"
	says "$tmp/err" 'på annat sätt'
	# corrected amounts collide, and replace when asked to
	sed 's/99,95/100,95/; s/674,20/675,20/' "$tmp/saldo.csv" >"$tmp/ny" && mv "$tmp/ny" "$tmp/saldo.csv"
	expect 4 "$T" --db "$DB" import --as saldo --period 2025-12 "$tmp/saldo.csv"
	expect 0 "$T" --db "$DB" import --replace --as saldo --period 2025-12 "$tmp/saldo.csv"
	says "$tmp/out" '2 verifikationer ersatta'
	expect 0 "$T" --db "$DB" verify
}

check_budget() {
	printf 'Enhet\tResultatrad\tJan\tFeb\tHelår\nADM\tPersonal\t-1000\t-2000\t-3000\nDOS\tPersonal\t-1\t-1\t-2\n' >"$tmp/b.txt"
	expect 0 "$T" --db "$DB" import --as budget --dry-run --set 'year=2031' "$tmp/b.txt"
	says "$tmp/out" 'result: intäkt +'
	says "$tmp/out" '2031-02 *2 *.2.001,00'
	expect 0 "$T" --db "$DB" import --as budget --save budgetmall --set 'year=2031' "$tmp/b.txt"
	says "$tmp/out" 'Inläsning'
	expect 0 "$T" --db "$DB" export budget "$tmp/b"
	says "$tmp/b/ekonomi/budget-2031.csv" '2031,adopted,DOS,personal,2,-100'
	rm -rf "$tmp/b"
}

check_tables() {
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import examples/vasterbotten
	state >"$tmp/first"
	check_list
	check_budget
	# what was imported goes out and in again, and is taken back exactly
	state >"$tmp/full"
	cp -r "$tmp/state" "$tmp/exported"
	one=$DB
	$fresh
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import "$tmp/exported"
	state | cmp - "$tmp/full"
	expect 0 "$T" --db "$DB" verify
	expect 0 "$T" --db "$DB" result --period 2025-12 --unit RS --json
	cp "$tmp/out" "$tmp/result"
	DB=$one
	expect 0 "$T" --db "$DB" result --period 2025-12 --unit RS --json
	cmp "$tmp/out" "$tmp/result"
	expect 0 "$T" --db "$DB" import --undo 4
	expect 0 "$T" --db "$DB" import --undo 3
	expect 0 "$T" --db "$DB" verify
	rm -rf "$tmp/exported"
}

for_each_database check_tables
echo ok
