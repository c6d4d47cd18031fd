#!/bin/sh
# The marked-up copy of a checked document, and the JSON and SARIF that stand beside it,
# against their schemas.
set -eu
. tests/cli/lib.sh

browser_tools

# The second document has faults, so that every kind of mark and proof is there.
sed 's/ett överskott på/ett underskott på/; s/på 1,5 mnkr/på 2,5 mnkr/' tests/golden/claims/01-socialnamnd.txt >"$tmp/fel.txt"
n=0
for f in tests/golden/claims/*.txt tests/golden/claims/*.html "$tmp/fel.txt"; do
	n=$((n + 1))
	want=0
	[ "$f" != "$tmp/fel.txt" ] || want=6
	lang=sv
	[ $((n % 2)) -eq 0 ] || lang=en
	expect $want "$T" --lang $lang check "$f" --html "$tmp/$n.html"
	expect $want "$T" --lang $lang check "$f" --json
	cp "$tmp/out" "$tmp/$n.json"
	expect $want "$T" --lang $lang check "$f" --sarif
	cp "$tmp/out" "$tmp/$n.sarif"
done
fresh_sqlite
expect 0 "$T" init "$DB"
expect 0 "$T" --db "$DB" import examples/vasterbotten
"$T" --db "$DB" check --period 2025-T3 --body RS --sarif >"$tmp/db.sarif" || [ $? -eq 6 ]
node build/browser/schema.mjs docs/format/check.schema.json "$tmp"/*.json
node build/browser/schema.mjs docs/format/check.sarif.schema.json "$tmp"/*.sarif
node build/browser/check.mjs "$tmp"/1.html "$tmp"/6.html "$tmp"/8.html "$tmp/$n.html"
