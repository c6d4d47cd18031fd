#!/bin/sh
# report --watch: written at once, written anew when a file of the folder changes, told of a
# fault with its place while the last good report stays, and ended by an interrupt.
set -eu
. tests/cli/lib.sh

fresh_sqlite
cp -r examples/vasterbotten "$tmp/region"
section=$tmp/region/rapport/RS-2025-T2/perioden-som-gatt.md
expect 0 "$T" init "$DB"
expect 0 "$T" --db "$DB" import "$tmp/region"

# wait_for FILE TEXT -- until the file holds the text
wait_for() {
	tries=600
	until grep -q -e "$2" "$1" 2>/dev/null; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || { cat "$tmp/talk" >&2; die "$1 never said \"$2\""; }
		sleep 0.1
	done
}

"$T" --db "$DB" report --period 2025-T2 --body RS --out "$tmp/r" --format txt \
	--watch "$tmp/region" >"$tmp/talk" 2>&1 &
pid=$!
trap 'kill $pid 2>/dev/null || true; rm -rf "$tmp"' EXIT
wait_for "$tmp/r/rs-2025-t2.txt" 'Cosmic togs i bruk'
echo 'Vattnet i kranen är {{ekonomi.nettokostnad | mkr}} värt.' >>"$section"
wait_for "$tmp/r/rs-2025-t2.txt" 'Vattnet i kranen är 2.702'
echo 'Här står {{ekonomi.nettokostnaden | mkr}}.' >>"$section"
wait_for "$tmp/talk" 'perioden-som-gatt.md:10:10: fel'
wait_for "$tmp/talk" 'ekonomi.nettokostnad\b'
says "$tmp/r/rs-2025-t2.txt" 'Vattnet i kranen'
sed -i '$d' "$section"
sed -i 's/Vattnet i kranen/Kranens vatten/' "$section"
wait_for "$tmp/r/rs-2025-t2.txt" 'Kranens vatten är 2.702'
kill $pid
code=0
wait $pid || code=$?
[ $code -eq 143 ] || { cat "$tmp/talk" >&2; die "ended with $code"; }
echo ok
