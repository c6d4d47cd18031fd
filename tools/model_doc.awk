# model_doc.awk -- the tables of docs/format/organisation.md from domain.model.
#
#     awk -f tools/model_doc.awk src/core/model/domain.model
#
# One section a kind, in the order of the model, with what each field takes.

function words(type) {
	if (type ~ /^->/)
		return "id of " a_link(substr(type, 3))
	if (type in values)
		return values[type]
	return "`" type "`"
}

function a_link(kind) {
	return "[" kind "](#" kind ")"
}

function flush_kind(    i) {
	if (kind == "")
		return
	print ""
	print "### " kind
	print ""
	if (under != "")
		line = english " (" swedish "): list `" list "` inside " a_link(under) "; its `" implied "` is implied. File `" file "`."
	else if (storage == "yaml")
		line = english " (" swedish "): list `" list "` in `" file "`."
	else if (storage == "csv")
		line = english " (" swedish "): rows of `" file "`."
	else if (storage == "bin")
		line = english " (" swedish "): the files `" file "` themselves; `data` is what they hold."
	else
		line = english " (" swedish "): one file each, `" file "`."
	print line
	print ""
	print "| field | takes | |"
	print "|---|---|---|"
	for (i = 1; i <= n; i++)
		print "| `" name[i] "` | " words(type[i]) " | " mark[i] " |"
}

$1 == "enum" {
	text = ""
	for (i = 3; i <= NF; i++)
		text = text (i > 3 ? ", " : "") "`" $i "`"
	values[$2] = text
}

$1 == "kind" {
	flush_kind()
	kind = $2; storage = $3; file = $4; list = $5; under = ""; n = 0
	split($0, quoted, "\"")
	swedish = quoted[2]; english = quoted[4]
}

$1 == "under" { under = $2; implied = $3 }

$1 == "key" || $1 == "field" {
	n++
	name[n] = $2; type[n] = $3
	mark[n] = $1 == "key" ? "key" : $4 == "required" ? "required" : ""
}

END { flush_kind() }
