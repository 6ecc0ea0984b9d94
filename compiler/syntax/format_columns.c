/* format_columns.c - lines up citations and comments, and writes the lines.
 *
 * The citations of a text stand in one column: the one in which most of them stand already, so that a file keeps the look its
 * author gave it and a longer line moves no other; else right behind the longest line. Where a line is too long its
 * citation stands behind it. Comments behind consecutive lines stand in one column likewise.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/format_parts.h"

#include "parser.h"

/* How far from its line a comment may be kept: further off one is not seen to belong to it. */
#define COMMENT_GAP_MOST ((size_t)40)

static bool has_citation(const FormatLine *line)
{
    return line->tail < line->end;
}

static size_t measure_head(const Format *format, const FormatLine *line)
{
    return line->indent + format_measure(format, line->start, line->tail);
}

static size_t measure_line(const Format *format, const FormatLine *line, size_t column)
{
    size_t width = measure_head(format, line);
    if (!has_citation(line))
        return width;
    width = width + FORMAT_GAP < column ? column : width + FORMAT_GAP;
    return width + format_measure(format, line->tail, line->end);
}

/* Whether what begins at `start` was put at its column: there are more spaces before it than stand there without thought. */
static bool is_lined_up(const Format *format, uint32_t start)
{
    if (start <= FORMAT_GAP)
        return false;
    Str before = str_slice(format->text, start - FORMAT_GAP - 1, start);
    return !str_trim(before).length && str_find_byte(before, '\n') == before.length;
}

/* The column of more than half of the citations that were lined up; 0 if none. */
static size_t find_written_column(const Format *format, const FormatLines *lines)
{
    size_t counts[FORMAT_WIDTH_MOST + 1] = {0}, count = 0, best = 0;
    for (size_t i = 0; i < lines->list.count; i++) {
        const FormatLine *line = &lines->list.items[i];
        if (!has_citation(line))
            continue;
        const FormatToken *mark = &format->tokens.items[line->tail];
        if (mark->is_first || !is_lined_up(format, mark->span.start))
            continue;
        size_t column = format_get_column(format, mark->span.start);
        count++;
        if (column <= FORMAT_WIDTH_MOST && ++counts[column] > counts[best])
            best = column;
    }
    return counts[best] > 1 && 2 * counts[best] > count ? best : 0;
}

/* Whether the column would be found again in what is written with it. */
static bool is_found_again(const Format *format, const FormatLines *lines, size_t column)
{
    size_t count = 0;
    for (size_t i = 0; i < lines->list.count; i++)
        count += has_citation(&lines->list.items[i]) &&
                 measure_head(format, &lines->list.items[i]) + FORMAT_GAP < column;
    return count > 1;
}

static size_t find_column(const Format *format, const FormatLines *lines)
{
    size_t column = find_written_column(format, lines);
    if (column && is_found_again(format, lines, column))
        return column;
    size_t longest = 0;
    for (size_t i = 0; i < lines->list.count; i++) {
        const FormatLine *line = &lines->list.items[i];
        size_t width = has_citation(line) ? measure_head(format, line) : 0;
        if (width > longest && width + FORMAT_GAP <= FORMAT_WIDTH_MOST)
            longest = width;
    }
    return longest + FORMAT_GAP;
}

static bool has_comment_behind(const FormatLine *line)
{
    return line->comment != FORMAT_NO_COMMENT && line->start < line->end;
}

/* The end of the lines from `start` on, equally indented, that all have words and a comment behind them. */
static size_t find_group_end(const FormatLines *lines, size_t start)
{
    const FormatLine *first = &lines->list.items[start];
    size_t end = start;
    while (end < lines->list.count && has_comment_behind(&lines->list.items[end]) &&
           lines->list.items[end].indent == first->indent &&
           (end == start || !lines->list.items[end].is_after_blank))
        end++;
    return end;
}

static bool is_short(size_t width)
{
    return width + FORMAT_GAP <= FORMAT_WIDTH_MOST;
}

/* The column in which all comments behind the group's short lines were lined up; 0 if there is none. */
static size_t find_comment_column(const Format *format, const FormatLines *lines, size_t start,
                                  size_t end, size_t column)
{
    size_t found = 0;
    bool is_any_lined_up = false;
    for (size_t i = start; i < end; i++) {
        const FormatLine *line = &lines->list.items[i];
        const FormatComment *comment = &format->comments.items[line->comment];
        if (!is_short(measure_line(format, line, column)))
            continue;
        if (found && found != comment->column)
            return 0;
        found = comment->column;
        is_any_lined_up |= is_lined_up(format, comment->start);
    }
    return is_any_lined_up ? found : 0;
}

static size_t choose_comment_column(const Format *format, const FormatLines *lines, size_t start,
                                    size_t end, size_t column)
{
    size_t longest = 0;
    for (size_t i = start; i < end; i++) {
        size_t width = measure_line(format, &lines->list.items[i], column);
        if (is_short(width) && width > longest)
            longest = width;
    }
    size_t written = find_comment_column(format, lines, start, end, column);
    bool is_kept = written >= longest + FORMAT_GAP && written <= longest + COMMENT_GAP_MOST;
    return is_kept ? written : longest + FORMAT_GAP;
}

void format_write_tokens(Text *out, const Format *format, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++) {
        const FormatToken *token = &format->tokens.items[i];
        if (i > start)
            text_add_repeat(out, ' ', format_is_space_before(format, i) + token->pad);
        text_add_str(out, token->words);
    }
}

/* Spaces up to the column, at least the gap. */
static void write_gap(Text *out, size_t width, size_t column)
{
    text_add_repeat(out, ' ', width + FORMAT_GAP < column ? column - width : FORMAT_GAP);
}

static void write_words(Text *out, const Format *format, const FormatLine *line, size_t column)
{
    format_write_tokens(out, format, line->start, line->tail);
    if (has_citation(line))
        write_gap(out, measure_head(format, line), column);
    format_write_tokens(out, format, line->tail, line->end);
}

static void write_below(Text *out, const Format *format, const FormatLine *line)
{
    for (size_t i = line->start; i < line->end; i++) {
        if (!format->tokens.items[i].below.bytes)
            continue;
        text_add_repeat(out, ' ', line->indent);
        text_add_str(out, format->tokens.items[i].below);
        text_add_byte(out, '\n');
    }
}

static void write_line(Text *out, const Format *format, const FormatLine *line, size_t column,
                       size_t comment_column)
{
    text_add(out, line->is_after_blank ? "\n" : "");
    text_add_repeat(out, ' ', line->indent);
    write_words(out, format, line, column);
    if (line->comment != FORMAT_NO_COMMENT) {
        if (line->start < line->end)
            write_gap(out, measure_line(format, line, column), comment_column);
        text_add_str(out, format->comments.items[line->comment].words);
    }
    text_add_byte(out, '\n');
    write_below(out, format, line);
}

void format_write_lines(Text *out, const Format *format, const FormatLines *lines)
{
    size_t column = find_column(format, lines), group_end = 0, comment_column = 0;
    for (size_t i = 0; i < lines->list.count; i++) {
        if (i >= group_end) {
            group_end = find_group_end(lines, i);
            comment_column = choose_comment_column(format, lines, i, group_end, column);
        }
        write_line(out, format, &lines->list.items[i], column, comment_column);
    }
}
