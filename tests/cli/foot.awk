# foot.awk -- from `pdftotext -layout`: pages whose last line above the page's foot is an
# assessment alone, its grounds on the next page; nothing where all is well.
BEGIN { RS = "\f" }
{
	lines = 0
	for (i = split($0, line, "\n"); i > 0 && lines < 2; i--)
		if (line[i] ~ /[^ ]/)
			lines++
	if (lines == 2 && line[i + 1] ~ /^ *(Bedöms u|U)ppf[a-z]* (helt|delvis|inte) *$/)
		printf "page %d ends with:%s\n", NR, line[i + 1]
}
