#!/bin/sh
# What is installed works from where it is installed: program, manual pages, handbook,
# example.
set -eu
. tests/cli/lib.sh
build=$(dirname "$T")
[ -f "$build/build.ninja" ] || { echo "no build folder beside the program"; exit 77; }
build=$(realpath "$build")

ninja -C "$build" packaging/tertial.1 packaging/sv/tertial.1 >"$tmp/out"
DESTDIR=$tmp/root meson install -C "$build" --no-rebuild --quiet >"$tmp/out" 2>&1 || die "$(cat "$tmp/out")"
prefix=$(find "$tmp/root" -path '*/bin/tertial' -exec dirname {} \;)/..
for file in bin/tertial share/man/man1/tertial.1 share/man/sv/man1/tertial.1 share/doc/tertial/LICENSE \
	share/doc/tertial/README.md share/doc/tertial/docs/user/README.md share/doc/tertial/docs/pictures/overview.png \
	share/tertial/examples/vasterbotten/organisation.yaml; do
	[ -s "$prefix/$file" ] || die "$file is not installed"
done
for c in $(sed -n 's/^COMMAND(\([a-z]*\),.*/\1/p' src/cli/commands.def); do
	says "$prefix/share/man/man1/tertial.1" "tertial.* $c "
	says "$prefix/share/man/sv/man1/tertial.1" "tertial.* $c "
done
cd /
expect 0 "$prefix/bin/tertial" init "$tmp/db"
expect 0 "$prefix/bin/tertial" --db "$tmp/db" import "$prefix/share/tertial/examples/vasterbotten"
expect 0 "$prefix/bin/tertial" --db "$tmp/db" report --period 2025-T3 --body RS --out "$tmp/out.d"
[ -s "$tmp/out.d/rs-2025-t3.pdf" ] || die "no report"
echo ok
