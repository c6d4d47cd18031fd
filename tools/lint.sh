#!/bin/sh
# lint.sh [all] -- layout, layers, shell scripts, and clang-tidy on what differs from
# the main branch (on everything with "all").  Needs build-clang: `make lint` makes it.
set -u
cd "$(dirname "$0")/.." || exit 1
bad=0

tell() {
	echo "lint: $1" >&2
	bad=1
}

have() {
	command -v "$1" >/dev/null 2>&1 && return 0
	echo "lint: $1 is not installed, passed over" >&2
	return 1
}

c_files() {
	{
		tools/list_sources.sh src '*.[ch]'
		tools/list_sources.sh tests '*.[ch]'
		tools/list_sources.sh tools '*.[ch]'
	} | grep -v node_modules
}

changed() {
	if [ "${1:-}" = all ] || ! git rev-parse -q --verify origin/main >/dev/null 2>&1; then
		c_files
	else
		{
			git diff --name-only --diff-filter=d origin/main
			git ls-files --others --exclude-standard
		} | grep '\.[ch]$' | sort -u
	fi
}

# shellcheck disable=SC2046
awk -f tools/layers.awk src/layers.txt $(tools/list_sources.sh src '*.[ch]') || tell "the include rule"

if grep -nE -e '-m(arch|tune|cpu)=' meson.build tests/meson.build packaging/meson.build Makefile; then
	tell "the program is built for any processor of its family"
fi

forbidden='(^|[^a-z_])(strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|atof|scanf|gets|localtime|setjmp)[ ]?\('
# shellcheck disable=SC2046
if grep -nE "$forbidden" $(tools/list_sources.sh src '*.[ch]') /dev/null; then
	tell "functions that have no place here"
fi

if have clang-format; then
	# shellcheck disable=SC2046
	clang-format --dry-run --Werror $(c_files) 2>/tmp/tertial-lint.$$ || {
		grep -c 'error:' /tmp/tertial-lint.$$ | sed 's/$/ places of other layout than .clang-format:/' >&2
		sed -n 's/:[0-9]*:[0-9]*: error:.*//p' /tmp/tertial-lint.$$ | sort | uniq -c | sort -rn | head -20 >&2
		tell "clang-format -i FILE"
	}
	rm -f /tmp/tertial-lint.$$
fi

if have shellcheck; then
	# shellcheck disable=SC2046
	shellcheck -s sh -S warning -e SC3025,SC2164,SC2154 run test .ci/run $(find tools tests -name '*.sh' -not -path '*/node_modules/*') || tell "shellcheck"
fi

if have clang-tidy; then
	files=$(changed "${1:-}" | grep '\.c$' | while IFS= read -r f; do
		grep -q "/$f\"" build-clang/compile_commands.json && echo "$f"
	done)
	if [ -n "$files" ]; then
		# shellcheck disable=SC2086
		printf '%s\n' $files | xargs -P 2 -n 8 clang-tidy -p build-clang --quiet 2>/dev/null || tell "clang-tidy"
	fi
fi
[ "$bad" -eq 0 ] && echo "lint: nothing to say"
exit "$bad"
