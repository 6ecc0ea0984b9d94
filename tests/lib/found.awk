# found.awk - messages in the form that expected.awk gives.
#
# In: the rows of messages.jq; the files that they name. Out: one line `FILE:LINE: error P1002 at 'word': message` a row,
# where `word` is what stands in the text there: of a place of several lines what stands in the first before its comment, without blanks at the end. Columns count
# characters; awk is run with LC_ALL=C and counts bytes, so the bytes that continue a character are left out of account.
# SPDX-License-Identifier: Apache-2.0
BEGIN { FS = "\t" }

# The line of a file, without its end.
function line_of(file, number,    text, i) {
    if (!(file in is_read)) {
        is_read[file] = 1
        while ((getline text < file) > 0) {
            sub(/\r$/, "", text)
            lines[file, ++i] = text
        }
        close(file)
    }
    return lines[file, number]
}

# Which byte the character at `column` begins with; one past the last byte where there is none.
function byte_of(text, column,    i) {
    for (i = 1; i <= length(text); i++)
        if (substr(text, i, 1) !~ /[\200-\277]/ && --column == 0)
            return i
    return i
}

{
    place = $1 == "" ? "nowhere" : $1 ":" $2
    text = $1 == "" ? "" : line_of($1, $2)
    start = byte_of(text, $3)
    end = $4 == $2 ? byte_of(text, $5) : length(text) + 1
    word = substr(text, start, end - start)
    if ($4 != $2)
        sub(/[ \t]*# (error|warning) [PC][0-9].*/, "", word)
    sub(/[ \t]+$/, "", word)
    print place ": " $6 " " $7 (word == "" ? "" : " at '" word "'") ": " $8
}
