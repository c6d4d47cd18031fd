#!/bin/sh
# What is made of other files is what would be made of them today: the example's
# accounts by tools/mkexample.c, the tables of the format page by tools/model_doc.awk.
set -eu
cd "$(dirname "$0")/../.."
tmp=$(mktemp -d "${TERTIAL_TMP:-/tmp}/made.XXXXXX")
trap 'rm -rf "$tmp"' EXIT

mkdir -p "$tmp/sie" "$tmp/ekonomi" "$tmp/investeringar"
${CC:-cc} -std=c17 -O1 -D_GNU_SOURCE -o "$tmp/mkexample" tools/mkexample.c
"$tmp/mkexample" "$tmp"
for file in "$tmp"/sie/* "$tmp"/ekonomi/* "$tmp"/investeringar/*; do
	cmp "$file" "examples/vasterbotten/${file#"$tmp"/}"
done

awk -f tools/model_doc.awk src/core/model/domain.model >"$tmp/tables"
tail -n "$(wc -l <"$tmp/tables")" docs/format/organisation.md | cmp - "$tmp/tables" || {
	echo "docs/format/organisation.md: make its tables anew with tools/model_doc.awk"
	exit 1
}
echo ok
