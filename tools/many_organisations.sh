#!/bin/sh
# many_organisations.sh TERTIAL DATABASE N -- fill a database with N made organisations:
# the example region N times, each under an id and a name of its own.
set -eu
t=$1 db=$2 n=$3
src=$(dirname "$0")/../examples/vasterbotten
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT INT TERM

"$t" init "$db" >/dev/null
cp -r "$src" "$tmp/org"
i=1
while [ "$i" -le "$n" ]; do
	name=$(printf '%03d' "$i")
	sed -e "s/^  - id: vasterbotten\$/  - id: region-$name/" \
		-e "s/^    name: Region Västerbotten\$/    name: Region Exempel $name/" \
		"$src/organisation.yaml" >"$tmp/org/organisation.yaml"
	"$t" --db "$db" --org "$i" --quiet import "$tmp/org" >/dev/null
	i=$((i + 1))
done
