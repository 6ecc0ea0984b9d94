/* format_lines.c - makes lines of the words and comments.
 *
 * A line begins where one was planned, behind a comment, and behind a list of bullets. A comment on a line of its own stands
 * with what follows it, unless it was written further in, in the column of a line above.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/format_parts.h"

#include "parser.h"

/* Where a line stood, and where it stands now. */
typedef struct Place {
    uint32_t column;
    uint32_t indent;
} Place;

typedef struct Making {
    const Format *format;
    FormatLines lines;
    VEC(Place) above; /* of the same declaration; the last line of each column */
} Making;

static bool is_behind_list(const FormatToken *token)
{
    return token->list_indent && token->kind != TOKEN_RIGHT;
}

static bool starts_line(const Format *format, size_t index)
{
    const FormatToken *token = &format->tokens.items[index];
    return !index || token->begins_line || is_behind_list(token) ||
           token->comment_start < token->comment_end ||
           token[-1].comment_behind != FORMAT_NO_COMMENT;
}

static uint32_t get_indent(const FormatToken *token)
{
    return is_behind_list(token) && !token->begins_line ? token->list_indent : token->indent;
}

/* Where the citations begin with which the tokens end: what stands behind them may only be what follows citations. */
static size_t find_tail(const Format *format, size_t start, size_t end)
{
    size_t tail = end;
    if (format->tokens.items[start].kind == TOKEN_ROW)
        return end;
    while (tail > start && format->tokens.items[tail - 1].is_tail)
        tail--;
    while (tail < end && format->tokens.items[tail].kind != TOKEN_MARK)
        tail++;
    return tail == start ? end : tail;
}

static void add_line(Making *making, const FormatLine *line)
{
    VEC_PUSH(making->format->arena, &making->lines.list, *line);
    making->lines.list.items[0].is_after_blank = false;
}

/* Where a comment stands whose next line is `below`, at `indent`. */
static uint32_t find_indent(const Making *making, const FormatComment *comment,
                            const FormatToken *below, uint32_t indent)
{
    bool is_end = !below->kind;
    if (!is_end && comment->column <= format_get_column(making->format, below->span.start))
        return indent;
    for (size_t i = making->above.count; i > 0; i--) {
        const Place *place = &making->above.items[i - 1];
        if (place->column == comment->column && place->indent > indent)
            return place->indent;
    }
    return indent;
}

static void add_comments(Making *making, const FormatToken *token, uint32_t indent)
{
    for (size_t i = token->comment_start; i < token->comment_end; i++) {
        const FormatComment *comment = &making->format->comments.items[i];
        FormatLine line = {.is_after_blank = comment->is_after_blank, .comment = i};
        line.indent = find_indent(making, comment, token, indent);
        add_line(making, &line);
    }
}

static void add_place(Making *making, const FormatToken *first, uint32_t indent)
{
    if (!indent)
        making->above.count = 0;
    if (!first->is_first)
        return;
    Place place = {format_get_column(making->format, first->span.start), indent};
    for (size_t i = 0; i < making->above.count; i++)
        if (making->above.items[i].column == place.column) {
            making->above.items[i] = place;
            return;
        }
    VEC_PUSH(making->format->arena, &making->above, place);
}

static void add_words(Making *making, size_t start, size_t end, uint32_t indent)
{
    const Format *format = making->format;
    FormatLine line = {format->tokens.items[start].is_after_blank,
                       indent,
                       start,
                       find_tail(format, start, end),
                       end,
                       format->tokens.items[end - 1].comment_behind};
    add_place(making, &format->tokens.items[start], indent);
    add_line(making, &line);
}

FormatLines format_make_lines(const Format *format)
{
    Making making = {.format = format};
    size_t count = format->tokens.count - 1; /* the last one is the text's end */
    for (size_t start = 0, end; start < count; start = end) {
        const FormatToken *token = &format->tokens.items[start];
        end = start + 1;
        while (end < count && !starts_line(format, end))
            end++;
        add_comments(&making, token, get_indent(token));
        add_words(&making, start, end, get_indent(token));
    }
    add_comments(&making, &format->tokens.items[count], 0);
    return making.lines;
}
