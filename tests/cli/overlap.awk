# overlap.awk -- from `pdftotext -bbox`: words of a page that lie over each other, and
# words nearer than a centimetre to its edge; nothing where all is well.
function part(name) {
	match($0, name "=\"[0-9.-]+\"")
	return substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 3) + 0
}
function min(a, b) { return a < b ? a : b }
function max(a, b) { return a > b ? a : b }
/<page / { page++; width = part("width"); height = part("height"); n = 0 }
/<word / {
	left = part("xMin"); right = part("xMax"); top = part("yMin"); foot = part("yMax")
	text = $0
	gsub(/<[^>]*>/, "", text)
	if (left < 28 || right > width - 28 || top < 20 || foot > height - 20)
		printf "page %d: near the edge: %s\n", page, text
	# letters may reach into the line above, but no more than a third of it
	for (i = n; i > 0; i--)
		if (min(right, r[i]) - max(left, l[i]) > 0.6 &&
		    min(foot, f[i]) - max(top, t[i]) > 0.35 * min(foot - top, f[i] - t[i]))
			printf "page %d: over each other: %s / %s\n", page, word[i], text
	n++
	l[n] = left; r[n] = right; t[n] = top; f[n] = foot; word[n] = text
}
