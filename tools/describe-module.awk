# describe-module.awk - a module's facts, decisions and rules for readers, from the tree that `procc dump --ast` prints.
#
# In: that tree. Out: Markdown, one heading a declaration: label, type, question, what is presumed, who judges, citations.
# Declarations without a name of their own (use, scenarios) give a line or nothing.
# SPDX-License-Identifier: Apache-2.0

# The text of field=… in the line, without its quotes; empty where it is absent.
function field(name,    rest, start)
{
    start = index($0, " " name "=")
    if (!start)
        return ""
    rest = substr($0, start + length(name) + 2)
    if (substr(rest, 1, 1) != "\"") {
        sub(/ .*/, "", rest)
        return rest
    }
    rest = substr(rest, 2)
    match(rest, /^([^"\\]|\\.)*/)
    rest = substr(rest, 1, RLENGTH)
    gsub(/\\"/, "\"", rest)
    return rest
}

function add(list, words)
{
    return list == "" ? words : list ", " words
}

function print_fields()
{
    if (question != "")
        print "- question: " question
    if (presumed != "")
        print "- presumed: " presumed
    if (judge != "")
        print "- judged by: " judge
    if (values != "")
        print "- " (kind == "record" ? "fields: " : "values: ") values
    if (cites != "")
        print "- source: " cites
}

function finish()
{
    if (kind != "") {
        printf "\n### `%s`: %s%s\n", name, kind, type == "" ? "" : ", " type
        if (label != "")
            printf "\n%s\n", label
        if (question presumed judge values cites != "")
            print ""
        print_fields()
    }
    kind = type = label = question = presumed = judge = values = cites = ""
}

/^  declarations: / {
    finish()
    word = $2
    if (word == "use")
        next
    kind = word == "decide" ? "decision" : word
    name = field("name")
    label = word == "source" ? field("title") : field("label")
    next
}
/^    name: / { in_name = 1 }
/^    (type|clauses|alternatives|marks|effects|after|fields|values|rows|columns): / { in_name = 0 }
in_name && / part name=/ { name = name == "" ? field("name") : name "." field("name") }
/^    type: type_name/ { type = field("name") }
/^    type: type_list/ { type = "list of " field("record") }
/^    type: enumeration/ { type = kind == "type" ? "" : "one of" }
/^      values: enumeration_value/ { values = add(values, "`" field("name") "`" (field("label") == "" ? "" : " " field("label"))) }
/^    fields: fact/ { values = add(values, "`" field("name") "`" (field("label") == "" ? "" : " " field("label"))) }
/^    clauses: ask/ { question = field("text") }
/^    clauses: judged/ { judge = field("actor") }
/^    clauses: presumed/ { is_presumed = 1; next }
is_presumed { presumed = /yes_no/ ? field("is_yes") : field("words") field("name"); is_presumed = 0 }
/^      items: citation words=/ { cites = add(cites, field("words")) }
END { finish() }
