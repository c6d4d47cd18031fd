#!/bin/sh
# packages.sh build|test|dev -- install the Debian packages that are missing: to build
# and run, to test, to develop (lint, fuzz, coverage, measurements).
# Says what it installs; asks nothing when run as root.
set -eu

build="gcc libc6-dev meson ninja-build pkg-config libsqlite3-dev libpq-dev libyaml-dev libzstd-dev
zlib1g-dev libdeflate-dev libexpat1-dev libzip-dev libharfbuzz-dev libmd4c-dev libicu-dev
libmicrohttpd-dev libjansson-dev libssl-dev poppler-utils"
test="make sqlite3 postgresql qpdf chromium nodejs npm curl procps default-jre-headless"
dev="clang libclang-rt-14-dev clang-format clang-tidy shellcheck gcovr valgrind libreoffice-writer weasyprint hledger ledger"

case "${1:-build}" in
build) want=$build ;;
test) want="$build $test" ;;
dev) want="$build $test $dev" ;;
*) echo "usage: packages.sh build|test|dev" >&2; exit 2 ;;
esac

missing=
for p in $want; do
	case $p in
	default-jre-headless) command -v java >/dev/null 2>&1 && continue ;;
	nodejs | npm) command -v "${p%js}" >/dev/null 2>&1 && continue ;;
	make | clang | gcc | curl | sqlite3 | qpdf | chromium | shellcheck | gcovr | valgrind)
		command -v "$p" >/dev/null 2>&1 && continue ;;
	esac
	dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

echo "Installing Debian packages:$missing" >&2
if [ "$(id -u)" -eq 0 ]; then
	as_root=
elif command -v sudo >/dev/null 2>&1; then
	as_root=sudo
else
	echo "Run this as root, or install them yourself: apt-get install$missing" >&2
	exit 1
fi
# shellcheck disable=SC2086
{
	$as_root apt-get update -q
	DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -q --no-install-recommends $missing
} >/tmp/tertial-packages.$$ 2>&1 || {
	cat /tmp/tertial-packages.$$ >&2
	exit 1
}
rm -f /tmp/tertial-packages.$$
