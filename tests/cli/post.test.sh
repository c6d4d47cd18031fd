#!/bin/sh
# Vouchers posted: from rows, CSV and SIE; in every table, list and search at once; the same
# after the fold; refused as a whole; never taken back; on both databases.
set -eu
. tests/cli/lib.sh

# net: the net cost of SERVICE for 2025, in kronor, and how many lines mention the post
net() {
	expect 0 "$T" --db "$DB" result --period 2025-12 --unit SERVICE --scale ore --json
	tr -d ' \n' <"$tmp/out" | sed 's/.*"rows":\(.*\)/\1/' | cksum
	expect 0 "$T" --db "$DB" search ommöblering --period 2025
	LC_ALL=C sort "$tmp/out" # what waits comes last
}

check_post() {
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import examples/vasterbotten
	expect 0 "$T" --db "$DB" result --period 2025-12 --unit SERVICE --scale ore --json
	cp "$tmp/out" "$tmp/before"
	expect 0 "$T" --db "$DB" post --date 2025-11-15 --series T --text "Ommöblering" 4011/SERVICE/20:DIG=1250,50 4011/DIG=-1250,50
	says "$tmp/out" 'Bokförd: T 1, 2025-11-15, 2 rader, 1[^0-9]*250,50 kronor'
	[ ! -s "$tmp/err" ] || die "$(cat "$tmp/err")"
	expect 0 "$T" --db "$DB" result --period 2025-12 --unit SERVICE --scale ore --json
	! cmp -s "$tmp/out" "$tmp/before" || die "the result does not show it"
	printf 'konto;enhet;Motpart;debet;kredit;text\n4011;DIG;SERVICE;80,25;;ommöblering del\n4011;SERVICE;;;80,25;\n' >"$tmp/rader.csv"
	expect 0 "$T" --db "$DB" post --date 2025-11-16 --series T --text "Fördelning" "$tmp/rader.csv"
	says "$tmp/out" 'T 2, 2025-11-16, 2 rader, 80,25'
	printf '#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#VER "T" "" 20251117 "Ommoblering"\n{\n#TRANS 4011 {1 "SERVICE"} 5\n#TRANS 4011 {1 "DIG"} -5\n}\n#VER "T" "9" 20251118 "Tva"\n{\n#TRANS 4011 {1 "SERVICE"} 6\n#TRANS 4011 {1 "DIG"} -6\n}\n' >"$tmp/tva.si"
	expect 0 "$T" --db "$DB" post --dry-run "$tmp/tva.si"
	says "$tmp/out" 'Skulle bokföras: T 3'
	expect 3 "$T" --db "$DB" voucher 2025 T 9
	expect 0 "$T" --db "$DB" post "$tmp/tva.si"
	says "$tmp/out" 'Bokförd: T 9'
	expect 0 "$T" --db "$DB" voucher 2025 T 1
	says "$tmp/out" 'Bokförd i Tertial, batch 2'
	says "$tmp/out" '#TRANS 4011 {1 SERVICE 20 DIG} 1250.50'
	expect 0 "$T" --db "$DB" drill --period 2025-11 --unit SERVICE --line personal --account 4011 --vouchers
	says "$tmp/out" 'T 1 .*Ommöblering'
	expect 0 "$T" --db "$DB" import --list
	says "$tmp/out" 'post Ommöblering'
	says "$tmp/out" 'post tva.si'
	expect 4 "$T" --db "$DB" import --undo 2
	says "$tmp/err" 'som inte återtas'
	# refused as a whole: unbalanced, unknown, taken, without a day, unreadable
	expect 5 "$T" --db "$DB" post --date 2025-11-15 --text x 4011/SERVICE=1 9999/DIG=-2 4011/FINNSINTE=3
	says "$tmp/err" 'balanserar inte'
	says "$tmp/err" 'Konto 9999 finns inte'
	says "$tmp/err" 'FINNSINTE finns inte i dimension 1'
	expect 4 "$T" --db "$DB" post --date 2025-11-15 --series T --no 9 --text x 4011/SERVICE=1 4011/DIG=-1
	expect 2 "$T" --db "$DB" post --text x 4011/SERVICE=1 4011/DIG=-1
	expect 2 "$T" --db "$DB" post --date 2025-11-15 4011/SERVICE=1,005 4011/DIG=-1
	expect 2 "$T" --db "$DB" post
	printf 'konto;sak;belopp\n4011;x;1\n' >"$tmp/okand.csv"
	expect 5 "$T" --db "$DB" post --date 2025-11-15 "$tmp/okand.csv"
	says "$tmp/err" 'Kolumnen "sak"'
	expect 0 "$T" --db "$DB" verify
	says "$tmp/out" '880 verifikationer'
	net >"$tmp/posted"
	# what waits is exported, and is the same elsewhere
	expect 0 "$T" --db "$DB" export "$tmp/ut"
	says "$tmp/ut/sie/bokfort-2025.se" '#VER T 9 20251118'
	one=$DB
	$fresh
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import "$tmp/ut"
	net >"$tmp/elsewhere"
	cmp "$tmp/posted" "$tmp/elsewhere"
	DB=$one
	# the next import folds: nothing changes
	printf '#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#PROGRAM P 1\n#GEN 20250101\n#FNAMN N\n#RAR 0 20220101 20221231\n#KONTO 1910 K\n#KONTO 3111 P\n#VER Q 1 20220101 t\n{\n#TRANS 1910 {} 1\n#TRANS 3111 {} -1\n}\n' >"$tmp/fold.se"
	expect 0 "$T" --db "$DB" import "$tmp/fold.se"
	net >"$tmp/folded"
	cmp "$tmp/posted" "$tmp/folded"
	expect 0 "$T" --db "$DB" voucher 2025 T 1
	says "$tmp/out" 'bokfort-2025-1.se, från rad 4'
	expect 0 "$T" --db "$DB" verify
	says "$tmp/out" '881 verifikationer'
	rm -rf "$tmp/ut"
}
for_each_database check_post
echo ok
