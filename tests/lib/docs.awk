# docs.awk - the blocks of a page.
#
# In: a page; `is_list`, or `line`, the line of a block's opening fence, and `folder`. Out: with `is_list` the line and the words
# of each fence whose block is a test; else what the block holds, with every file that the page wrote up to there in
# `folder`. A fence may say file=NAME (the block is that file) or add=NAME (it goes on with that file).
# SPDX-License-Identifier: Apache-2.0
function find_name(words, option,    parts, count, i)
{
    count = split(words, parts, " ")
    for (i = 1; i <= count; i++)
        if (index(parts[i], option "=") == 1)
            return substr(parts[i], length(option) + 2)
    return ""
}
/^```/ && !is_open {
    is_open = 1
    words = substr($0, 4)
    is_wanted = FNR == line
    if (is_list && words ~ /^proc( |$)/)
        print FNR, words
    is_perhaps_transcript = is_list && words ~ /^sh( |$)/
    file = find_name(words, "file")
    added = find_name(words, "add")
    if (!is_list && (file != "" || added != "")) {
        file = folder "/" file added
        if (added != "")
            print "" >> file
        else
            printf "" > file
    } else {
        file = ""
    }
    next
}
/^```/ {
    is_open = is_perhaps_transcript = 0
    if (file != "")
        close(file)
    file = ""
    if (is_wanted && !is_list)
        exit
    next
}
is_perhaps_transcript {
    if (/^\$ /)
        print FNR - 1, words
    is_perhaps_transcript = 0
}
!is_open || is_list { next }
file != "" { print >> file }
is_wanted { print }
