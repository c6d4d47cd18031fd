#!/bin/sh
# The pages in headless Chromium.  Its packages come from npm into the build folder.
set -eu
. tests/cli/lib.sh

browser_tools

fresh_sqlite
expect 0 "$T" init "$DB"
expect 0 "$T" --db "$DB" import examples/vasterbotten
expect 0 "$T" --db "$DB" report --period 2025-T3 --body RS --out "$tmp/r" --format html
serve_db
node build/browser/browser.mjs "$at" "$tmp/r/rs-2025-t3.html"
node build/browser/rows.mjs "$at" src
