#!/bin/sh
# Boards to region: what units of two boards book against each other is internal in the
# region and not in either board, what one board's units do is internal in both; by command
# and page, on both databases.
set -eu
. tests/cli/lib.sh

make_region() {
	mkdir -p "$tmp/org/ekonomi"
	cat >"$tmp/org/organisation.yaml" <<-'END'
		organisation:
		  - {id: prov, name: Provregionen, kind: region}
		bodies:
		  - {id: full, name: Fullmäktige, kind: fullmaktige, unit: REGION, sort: 1}
		  - {id: HSN, name: Sjukvårdsnämnden, kind: namnd, parent: full, unit: HSN, sort: 2}
		  - {id: TN, name: Trafiknämnden, kind: namnd, parent: full, unit: TN, sort: 3}
		units:
		  - {id: REGION, name: Provregionen, sort: 1, presented: ja}
		  - {id: HSN, name: Sjukvårdsnämnden, parent: REGION, sort: 2, presented: ja}
		  - {id: SJH, name: Sjukhuset, parent: HSN, sort: 3, presented: ja}
		  - {id: LAB, name: Laboratoriet, parent: HSN, sort: 4, presented: ja}
		  - {id: TN, name: Trafiknämnden, parent: REGION, sort: 5, presented: ja}
		  - {id: RESA, name: Sjukresor, parent: TN, sort: 6, presented: ja}
	END
	cat >"$tmp/org/ekonomi/resultatrader.yaml" <<-'END'
		result_lines:
		  - {id: intakt, name: Intäkter, kind: income, block: Intäkter, sort: 1}
		  - {id: kostnad, name: Kostnader, kind: cost, block: Kostnader, sort: 2}
		  - {id: netto, name: Nettokostnad, kind: net, sort: 3}
	END
	printf 'year,prefix,dim,object,line\n2025,3,,,intakt\n2025,4,,,kostnad\n' >"$tmp/org/ekonomi/kontoplan-2025.csv"
	# The laboratory sells to the hospital (1 000), the journeys to the hospital (500), and
	# the hospital buys from strangers (300) and sells to a municipality (80).
	cat >"$tmp/ar.se" <<-'END'
		#FLAGGA 0
		#FORMAT PC8
		#SIETYP 4
		#PROGRAM P 1
		#GEN 20251231
		#FNAMN N
		#RAR 0 20250101 20251231
		#DIM 1 Enhet
		#DIM 20 Motpart
		#OBJEKT 1 SJH Sjukhuset
		#OBJEKT 1 LAB Laboratoriet
		#OBJEKT 1 RESA Sjukresor
		#OBJEKT 20 SJH Sjukhuset
		#OBJEKT 20 LAB Laboratoriet
		#OBJEKT 20 RESA Sjukresor
		#OBJEKT 20 KOMMUN Kommunen
		#KONTO 1930 Bank
		#KONTO 3000 Intakt
		#KONTO 4000 Kostnad
		#VER A 1 20250310 Prov
		{
		#TRANS 3000 {1 LAB 20 SJH} -1000
		#TRANS 4000 {1 SJH 20 LAB} 1000
		}
		#VER A 2 20250311 Resor
		{
		#TRANS 3000 {1 RESA 20 SJH} -500
		#TRANS 4000 {1 SJH 20 RESA} 500
		}
		#VER A 3 20250312 Andra
		{
		#TRANS 4000 {1 SJH} 300
		#TRANS 3000 {1 SJH 20 KOMMUN} -80
		#TRANS 1930 {} -220
		}
	END
}

# is UNIT ROW: a row of the table, in kronor: parts, sum, elimination, consolidated, last year
is() {
	expect 0 "$T" --db "$DB" result --period 2025-12 --unit "$1" --consolidated --scale kr --csv
	tr -d '\r' <"$tmp/out" | grep -q -x -F "$2" || { cat "$tmp/out"; die "$1 lacks $2"; }
}

check_consolidated() {
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import "$tmp/org" "$tmp/ar.se"
	# boards in the region: both sales are internal
	is REGION 'Intäkter;1080;500;1580;-1500;80;'
	is REGION 'Kostnader;-1800;;-1800;1500;-300;'
	is REGION 'Nettokostnad;-720;500;-220;0;-220;'
	# in the one board only its own
	is HSN 'Intäkter;80;1000;1080;-1000;80;'
	is HSN 'Kostnader;-1800;;-1800;1000;-800;'
	# in the other nothing
	is TN 'Intäkter;500;500;;500;'
	expect 0 "$T" --db "$DB" variances --period 2025-12 --unit REGION --internal
	says "$tmp/out" 'Sjukhuset.*Sjukresor\|Sjukresor.*Sjukhuset\|SJH.*RESA\|RESA.*SJH'
	# a sale that only the seller has booked: the boards disagree, and it is said
	expect 0 "$T" --db "$DB" post --date 2025-04-01 --text Resor 3000/RESA/20:SJH=-60 1930=60
	is REGION 'Intäkter;1080;560;1640;-1560;80;'
	is REGION 'Nettokostnad;-720;560;-160;-60;-220;'
	expect 0 "$T" --db "$DB" result --period 2025-12 --unit REGION --consolidated --scale kr
	says "$tmp/out" 'skiljer 60,00 kr'
	serve_db
	curl -s "$at/ekonomi/konsoliderat?period=2025-12&enhet=REGION" >"$tmp/page"
	for word in Sjukvårdsnämnden Trafiknämnden Eliminering Konsoliderat; do
		says "$tmp/page" "$word"
	done
	kill "$pid"
}

make_region
for_each_database check_consolidated
echo ok
