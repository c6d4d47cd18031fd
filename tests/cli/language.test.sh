#!/bin/sh
# A written report keeps the language it is written in, whoever reads it; what the
# program says around it follows the reader.
set -eu
. tests/cli/lib.sh

fresh_sqlite
expect 0 "$T" init "$DB"
expect 0 "$T" --db "$DB" import examples/vasterbotten
expect 0 "$T" --db "$DB" report --period 2025-T3 --body RS --out "$tmp/sv" --format html,pdf
expect 0 "$T" --db "$DB" --lang en report --period 2025-T3 --body RS --out "$tmp/en" --format html,pdf
diff -r "$tmp/sv" "$tmp/en"
# a period without a report of its own has the program's outline, in the reader's language
expect 0 "$T" --db "$DB" --lang en report --period 2025-06 --body RS --out "$tmp/en" --format txt
says "$tmp/en/rs-2025-06.txt" "Net cost"
expect 0 "$T" --db "$DB" report --period 2025-06 --body RS --out "$tmp/sv" --format txt
says "$tmp/sv/rs-2025-06.txt" "Nettokostnad"
echo ok
