#!/bin/sh
# pg.sh start DIR | again DIR | stop DIR -- a private PostgreSQL cluster on loopback, for tests.
#
# start prints the URL of its maintenance database.  As root it runs the server as
# the user nobody, since PostgreSQL refuses to run as root.
set -eu
dir=$2
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)

drop() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else
		"$@"
	fi
}

free_port() {
	for p in 54331 54332 54333 54334 54335 54336 54337 54338 54339; do
		(exec 3<>"/dev/tcp/127.0.0.1/$p") 2>/dev/null || { echo "$p"; return; }
	done
	echo 54340
}

case "$1" in
start)
	mkdir -p "$dir"
	[ "$(id -u)" -ne 0 ] || chown 65534:65534 "$dir"
	port=$(bash -c "$(sed -n '/^free_port() {/,/^}/p' "$0"); free_port")
	cd /
	drop "$bin/initdb" -D "$dir/data" -U tertial -A trust -E UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1 ||
		{ cat "$dir/initdb.log" >&2; exit 1; }
	echo "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$dir -c fsync=off" >"$dir/options"
	drop "$bin/pg_ctl" -D "$dir/data" -w -t 60 -l "$dir/data/log" -o "$(cat "$dir/options")" start >/dev/null ||
		{ cat "$dir/data/log" >&2; exit 1; }
	echo "postgresql://tertial@127.0.0.1:$port/postgres"
	;;
again) # after it has stopped by itself
	cd /
	drop "$bin/pg_ctl" -D "$dir/data" -w -t 60 -l "$dir/data/log" -o "$(cat "$dir/options")" start >/dev/null
	;;
stop)
	cd /
	drop "$bin/pg_ctl" -D "$dir/data" -w -m immediate stop >/dev/null 2>&1 || true
	rm -rf "$dir"
	;;
*)
	echo "usage: pg.sh start|again|stop DIR" >&2
	exit 2
	;;
esac
