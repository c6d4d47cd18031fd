#!/bin/sh
# The pages in headless Chromium.  Its packages come from npm into the build folder.
set -eu
. tests/cli/lib.sh

command -v chromium >/dev/null || { echo "Chromium is not installed"; exit 77; }
command -v node >/dev/null || { echo "Node.js is not installed"; exit 77; }
mkdir -p build/browser
cp tests/browser/package.json tests/browser/browser.mjs tests/browser/rows.mjs build/browser/
[ -d build/browser/node_modules/playwright-core ] ||
	npm install --prefix build/browser --no-package-lock --no-audit --no-fund --ignore-scripts \
		--loglevel=error >"$tmp/npm" 2>&1 || { tail -n 3 "$tmp/npm"; echo "npm cannot be reached"; exit 77; }

fresh_sqlite
expect 0 "$T" init "$DB"
expect 0 "$T" --db "$DB" import examples/vasterbotten
expect 0 "$T" --db "$DB" report --period 2025-T3 --body RS --out "$tmp/r" --format html
serve_db
node build/browser/browser.mjs "$at" "$tmp/r/rs-2025-t3.html"
node build/browser/rows.mjs "$at" src
