# expected.awk - the messages that comments of .proc files expect.
#
# In: .proc files. Out: one line `FILE:LINE: error P1002 at 'word': message` a comment of the form
# `# error P1002 at 'word': message`; "warning" likewise. A comment is about its own line, or about another one:
# `# error P1002 line 7 at 'word': message`. `at` is left out where the message is about an empty place. Several
# comments may follow each other on a line. What is about no line of this file is written `# error P1002 nowhere: message`.
# SPDX-License-Identifier: Apache-2.0

function put(comment,    line) {
    sub(/[ \t\r]+$/, "", comment)
    sub(/[ \t]+': /, "': ", comment)
    line = FILENAME ":" FNR
    if (match(comment, /^(error|warning) [PC][0-9][0-9][0-9][0-9] line [0-9]+/)) {
        line = FILENAME ":" substr(comment, RSTART, RLENGTH)
        sub(/:(error|warning) [PC][0-9]+ line /, ":", line)
        sub(/ line [0-9]+/, "", comment)
    } else if (comment ~ /^(error|warning) [PC][0-9]+ nowhere:/) {
        line = "nowhere"
        sub(/ nowhere:/, ":", comment)
    }
    print line ": " comment
}

{
    rest = $0
    while (match(rest, /# (error|warning) [PC][0-9][0-9][0-9][0-9][ :]/)) {
        rest = substr(rest, RSTART + 2)
        if (match(rest, /[ \t]+# (error|warning) [PC][0-9][0-9][0-9][0-9][ :]/)) {
            put(substr(rest, 1, RSTART - 1))
            rest = substr(rest, RSTART)
        } else {
            put(rest)
            rest = ""
        }
    }
}
