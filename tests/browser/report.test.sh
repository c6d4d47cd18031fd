#!/bin/sh
# The report files as a reader meets them: valid HTML, axe-clean with every table
# open, charts readable at every width.
set -eu
. tests/cli/lib.sh

browser_tools

fresh_sqlite
expect 0 "$T" init "$DB"
expect 0 "$T" --db "$DB" import examples/vasterbotten
for period in 2024-T3 2025-T2 2025-T3; do
	expect 0 "$T" --db "$DB" report --period $period --body RS --out "$tmp/r" --format html
done
expect 0 "$T" --db "$DB" report --period 2025-T3 --body RS --out "$tmp/pages" --format pages
# The validator is a Java program; without Java the browser's own checks remain.
vnu=build/browser/node_modules/vnu-jar/build/dist/vnu.jar
if command -v java >/dev/null && [ -f $vnu ]; then
	java -jar $vnu --asciiquotes --exit-zero-always "$tmp"/r/*.html "$tmp"/pages/*/*.html >"$tmp/vnu" 2>&1
	[ ! -s "$tmp/vnu" ] || { echo "the validator found:"; head -n 20 "$tmp/vnu"; exit 1; }
fi
node build/browser/report.mjs "$tmp"/r/*.html
node build/browser/pages.mjs "$tmp/pages/rs-2025-t3"
