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

function print_details()
{
    if (question != "")
        print "- question: " question
    if (presumed != "")
        print "- presumed: " presumed
    if (judge != "")
        print "- judged by: " judge
    if (cites != "")
        print "- source: " cites
    for (i = 1; i <= part_count; i++)
        print "- " parts[i]
}

function finish()
{
    if (kind != "") {
        printf "\n### `%s`: %s%s\n", name, kind, type == "" ? "" : ", " type
        if (label != "")
            printf "\n%s\n", label
        if (question presumed judge cites != "" || part_count > 0)
            print ""
        print_details()
    }
    kind = type = label = question = presumed = judge = cites = ""
    part_count = 0
}

# A value of a type, or a field of a record.
function add_part(    words)
{
    words = field("label")
    parts[++part_count] = "`" field("name") "`" (words == "" ? "" : ": " words)
}

function add_to_part(words)
{
    parts[part_count] = parts[part_count] "; " words
}

# What stands in a tree at this place: a type, or its values where it has no name.
function read_type()
{
    if (/: type_name/)
        return field("name")
    return /: type_list/ ? "list of " field("record") : "one of"
}

/^  declarations: / {
    finish()
    if ($2 == "use" || $2 == "scenario")
        next
    kind = $2 == "decide" ? "decision" : $2
    name = field("name")
    label = $2 == "source" ? field("title") : field("label")
    next
}
/^    name: / { is_in_name = 1 }
/^    (type|clauses|alternatives|marks|effects|after|fields|values|rows|columns): / { is_in_name = 0 }
is_in_name && / part name=/ { name = name == "" ? field("name") : name "." field("name") }
/^    type: / { type = kind == "type" ? "" : read_type() }
/^      values: enumeration_value/ { add_part() }
/^    fields: fact/ { add_part() }
/^      type: / { add_to_part(read_type()) }
/^        values: enumeration_value/ { parts[part_count] = parts[part_count] (is_first_value ? " " : ", ") field("name"); is_first_value = 0 }
/^      type: enumeration/ { is_first_value = 1 }
/^      clauses: ask/ { add_to_part(field("text")) }
/^    clauses: ask/ { question = field("text") }
/^    clauses: judged/ { judge = field("actor") }
/^    clauses: presumed/ { is_presumed = 1; next }
is_presumed { presumed = /yes_no/ ? field("is_yes") : field("words") field("name"); is_presumed = 0 }
/^      items: citation words=/ { cites = add(cites, field("words")) }
END { finish() }
