#!/bin/sh
# The server: every page answers, what could be smuggled past a proxy is refused, and
# nothing is left running when it is stopped.
set -eu
. tests/cli/lib.sh

fresh_sqlite
expect 0 "$T" init "$DB"
expect 0 "$T" --db "$DB" import examples/vasterbotten
serve_db

# get CODE PATH [CURL OPTIONS]
get() {
	want=$1 path=$2
	shift 2
	code=$(curl -s -o "$tmp/page" -D "$tmp/head" -w '%{http_code}' "$@" "$at$path")
	[ "$code" = "$want" ] || die "$path: $code, wanted $want"
}

for path in / /mal /mal/2025-M1.2 /indikator/2025-M1.2.I1 /uppdrag /uppdrag/2025-U6 /ekonomi \
	/ekonomi/rad/personal /investeringar /personal /rapport /kontroller '/sok?q=resor' /sok /tillganglighet /kallor \
	'/uppgift?namn=ekonomi.nettokostnad' '/?period=2024-T3' '/rapport?period=2025-T2' \
	'/ekonomi?period=2025-08&enhet=DOS' /ekonomi/budget '/ekonomi/budget?rader=alla' /ekonomi/prognos \
	'/ekonomi/avvikelser?over=0' /ekonomi/konsoliderat '/ekonomi/konsoliderat?rad=fastighet' \
	'/ekonomi?budget=antagen&struktur=gammal&bokslut=utan&preliminart=utan' '/ekonomi?period=2025-10' \
	'/sok?belopp=1000..2000&konto=4011&enhet=RS&period=2025-12' '/sok?belopp=x' '/sok?konto=nej' \
	'/sok?konto=4011&sida=2'; do
	get 200 "$path"
	says "$tmp/page" '</html>'
	says "$tmp/head" "default-src 'none'"
	grep -q -e '<script' -e ' style=' -e ' on[a-z]*="' "$tmp/page" && die "$path: script or inline style"
done
get 200 '/ekonomi?csv=resultat'
says "$tmp/head" 'text/csv'
says "$tmp/page" 'Personal;'
get 200 '/sok?konto=6011&xlsx=rader'
says "$tmp/head" 'spreadsheetml.sheet'
says "$tmp/head" 'filename="rader-'
head -c 2 "$tmp/page" | grep -q PK || die "no workbook"
get 404 '/ekonomi?xlsx=nej'
get 404 '/ekonomi/konsoliderat?rad=nej'
get 404 '/ekonomi/budget?enhet=nej'
get 200 '/rapport?pdf=1'
head -c 5 "$tmp/page" | grep -q '%PDF-' || die "no PDF"
get 200 /a/app.css
get 404 /nej
get 404 /mal/nej
get 404 '/uppgift?namn=nej.nej'
get 422 '/?period=nej'
get 404 '/?organ=nej'
get 303 /sprak/en
get 200 / -H 'Cookie: sprak=en'
says "$tmp/page" 'lang="en"'
get 405 / -X DELETE
get 400 / -d x=1
get 400 / -H 'Host: evil.example'
get 400 / -H 'Transfer-Encoding: chunked'
get 404 "/%3Cscript%3E"
grep -q '<script' "$tmp/page" && die "markup from the address"
get 404 '/mal/%00'

# drill-down to a voucher by its links
get 200 /ekonomi/rad/personal
account=$(grep -a -o 'href="/ekonomi/rad/personal/konto/[^"]*"' "$tmp/page" | head -n 1 | sed 's/href="//; s/"$//; s/&amp;/\&/g')
get 200 "$account"
voucher=$(grep -a -o 'href="/verifikation/[^"]*"' "$tmp/page" | head -n 1 | sed 's/href="//; s/"$//; s/&amp;/\&/g')
get 200 "$voucher"
says "$tmp/page" 'SHA-256'
grep -a -o '#TRANS\|#VER' "$tmp/page" >/dev/null || die "no original lines"

kill "$pid"
wait "$pid" || die "it did not stop cleanly"
kill -0 "$pid" 2>/dev/null && die "still running"
echo ok
