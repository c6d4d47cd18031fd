# layers.awk -- fail when a file includes what its layer may not.
#
#   awk -f tools/layers.awk src/layers.txt FILE...
#
# layers.txt has a row "layer: layer layer ..." for each folder under src/; a
# folder may always include itself.  Headers ending in _priv.h stay in their folder and
# those below it.
FNR == NR {
	if ($0 ~ /^[a-z]/) {
		split($0, p, ":")
		may[p[1]] = " " p[1] " " p[2] " "
	}
	next
}
/^#include "/ {
	n = split(FILENAME, f, "/")
	for (i = 1; i < n && f[i] != "src"; i++)
		;
	layer = f[i + 1]
	gsub(/"/, "", $2)
	split($2, g, "/")
	if (!(layer in may)) {
		printf "%s:%d: the folder %s has no row in src/layers.txt\n", FILENAME, FNR, layer
		bad = 1
	} else if (g[2] != "" && index(may[layer], " " g[1] " ") == 0) {
		printf "%s:%d: %s may not include %s\n", FILENAME, FNR, layer, g[1]
		bad = 1
	}
	dir = FILENAME
	sub(/^.*src\//, "", dir)
	sub(/[^\/]*$/, "", dir)
	inc = $2
	sub(/[^\/]*$/, "", inc)
	if ($2 ~ /_priv\.h$/ && inc != "" && substr(dir, 1, length(inc)) != inc) {
		printf "%s:%d: %s stays in its own folder and below\n", FILENAME, FNR, $2
		bad = 1
	}
}
END { exit bad }
