#!/bin/sh
# screenshots.sh PROGRAM DIR -- pictures of the pages in headless Chromium, wide and
# narrow, of the example region.  As root the browser runs as the user nobody, since
# it keeps its sandbox.
set -eu
program=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
cd "$(dirname "$0")/.."
root=$PWD
tmp=$(mktemp -d)
chmod 755 "$tmp"
server=
trap 'test -z "$server" || kill "$server" 2>/dev/null; rm -rf "$tmp"' EXIT INT TERM

"$program" init "$tmp/db" >/dev/null
"$program" --quiet --db "$tmp/db" import examples/vasterbotten >/dev/null
port=8471
while curl -s -o /dev/null "http://127.0.0.1:$port/"; do port=$((port + 1)); done
"$program" --quiet --db "$tmp/db" serve --listen "127.0.0.1:$port" >"$tmp/log" 2>&1 &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
	curl -s -o /dev/null "http://127.0.0.1:$port/" && break
	sleep 0.3
done

shoot() { # NAME PATH WIDTH HEIGHT
	mkdir -p "$tmp/$1"
	[ "$(id -u)" -ne 0 ] || chown 65534:65534 "$tmp/$1"
	(
		cd "$tmp/$1"
		set -- "$1" chromium --headless --disable-gpu --hide-scrollbars --no-first-run \
			"--user-data-dir=$tmp/$1/profile" "--window-size=$3,$4" "--screenshot=$tmp/$1/shot.png" \
			"http://127.0.0.1:$port$2"
		shift
		if [ "$(id -u)" -eq 0 ]; then
			HOME=$PWD setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
		else
			HOME=$PWD "$@"
		fi
	) >"$tmp/log" 2>&1 || { cat "$tmp/log" >&2; return 1; }
	cp "$tmp/$1/shot.png" "$out/$1.png"
	echo "${out#"$root"/}/$1.png"
}

for page in overview:/ goals:/mal objective:/mal/2025-M1.1 assignments:/uppdrag economy:/ekonomi \
	investments:/investeringar staff:/personal report:/rapport; do
	shoot "${page%%:*}" "${page#*:}" 1280 1000
	shoot "${page%%:*}-narrow" "${page#*:}" 500 1000
done
