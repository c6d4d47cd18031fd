# lib.sh -- what the command line's tests share.  Source it: . tests/cli/lib.sh
#
# for_each_database FUNCTION calls it once with DB set to a fresh SQLite file and,
# where tests/run.sh has started PostgreSQL, once with a fresh database there.
cd "$(dirname "$0")/../.."
# A dot in what is looked for is a character, a space that does not break as well.
LC_ALL=C.UTF-8
export LC_ALL
T=${TERTIAL:-build/tertial}
tmp=$(mktemp -d "${TERTIAL_TMP:-/tmp}/cli.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
fresh_n=0
unset TERTIAL_DB TERTIAL_LANG

die() {
	echo "FAILED: $*" >&2
	exit 1
}

# expect CODE COMMAND... -- run it, keep its output in $tmp/out and $tmp/err
expect() {
	want=$1
	shift
	code=0
	"$@" >"$tmp/out" 2>"$tmp/err" || code=$?
	[ "$code" -eq "$want" ] || {
		cat "$tmp/out" "$tmp/err" >&2
		die "exit $code, wanted $want: $*"
	}
}

# says FILE TEXT -- the file holds the text
says() {
	grep -q -e "$2" "$1" || {
		cat "$1" >&2
		die "does not say \"$2\""
	}
}

fresh_sqlite() {
	fresh_n=$((fresh_n + 1))
	DB=$tmp/db$fresh_n.db
}

fresh_pg() {
	fresh_n=$((fresh_n + 1))
	name=cli_$$_$fresh_n
	psql -q -d "$TERTIAL_TEST_PG" -c "CREATE DATABASE $name" || die "no database"
	DB=${TERTIAL_TEST_PG%/*}/$name
}

for_each_database() {
	fresh=fresh_sqlite
	$fresh
	"$1"
	if [ -n "${TERTIAL_TEST_PG:-}" ]; then
		fresh=fresh_pg
		$fresh
		"$1"
	else
		echo "PostgreSQL left out: TERTIAL_TEST_PG is not set"
	fi
}

# everything the database holds, as one text
state() {
	rm -rf "$tmp/state"
	"$T" --db "$DB" export "$tmp/state" >/dev/null
	(cd "$tmp/state" && find . -type f | LC_ALL=C sort | xargs sha256sum)
}

# serve_db -- serve $DB on a free port until the script ends; sets pid and at
serve_db() {
	: >"$tmp/log" # the server may be slow to open it
	"$T" --db "$DB" serve --listen 127.0.0.1:0 >>"$tmp/log" 2>&1 &
	pid=$!
	trap 'kill $pid 2>/dev/null || true; rm -rf "$tmp"' EXIT
	port='' tries=100
	while [ -z "$port" ]; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || die "no port: $(cat "$tmp/log")"
		sleep 0.1
		port=$(sed -n 's/.*127\.0\.0\.1:\([0-9]*\).*/\1/p' "$tmp/log")
	done
	# shellcheck disable=SC2034 # the scripts use it
	at=http://127.0.0.1:$port
}

# browser_tools -- Chromium, Node.js and, from npm, the packages of tests/browser in
# build/browser beside the tests; ends with 77 where they are not to be had.
browser_tools() {
	command -v chromium >/dev/null || { echo "Chromium is not installed"; exit 77; }
	command -v node >/dev/null || { echo "Node.js is not installed"; exit 77; }
	mkdir -p build/browser
	if ! cmp -s tests/browser/package.json build/browser/installed.json; then
		cp tests/browser/package.json build/browser/
		npm install --prefix build/browser --no-package-lock --no-audit --no-fund --ignore-scripts \
			--loglevel=error >"$tmp/npm" 2>&1 || { tail -n 3 "$tmp/npm"; echo "npm cannot be reached"; exit 77; }
		cp tests/browser/package.json build/browser/installed.json
	fi
	cp tests/browser/*.mjs build/browser/
}
