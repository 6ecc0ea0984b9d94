/* format_tables.c - columns: the cells of tables, and the labels of values on bullets.
 *
 * A line of dashes stands under a table's header, and nowhere else in it. Comments within a row go before it: behind them
 * a `|` would begin another row.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/format_parts.h"

#include "parser.h"

/* Spaces between the longest name and its label. */
#define LABEL_GAP ((size_t)3)

typedef struct Widths {
    size_t *columns;
    size_t count;
} Widths;

/* The first `|` of a row in [start, end), or `end`. */
static size_t find_row(const Format *format, size_t start, size_t end)
{
    while (start < end && format->tokens.items[start].kind != TOKEN_ROW)
        start++;
    return start;
}

/* The next `|` between cells or behind them, or `end`. */
static size_t find_bar(const Format *format, size_t start, size_t end)
{
    while (start < end && format->tokens.items[start].kind != TOKEN_BAR)
        start++;
    return start;
}

static Widths measure_columns(const Format *format, size_t start, size_t end)
{
    Widths widths = {ARENA_ARRAY(format->arena, end - start, size_t), 0};
    for (size_t row = find_row(format, start, end); row < end;
         row = find_row(format, row + 1, end)) {
        size_t row_end = find_row(format, row + 1, end), column = 0;
        for (size_t cell = row + 1, bar; (bar = find_bar(format, cell, row_end)) < row_end;
             cell = bar + 1) {
            size_t width = format_measure(format, cell, bar);
            if (width > widths.columns[column])
                widths.columns[column] = width;
            column++;
        }
        if (column > widths.count)
            widths.count = column;
    }
    return widths;
}

static void pad_rows(Format *format, size_t start, size_t end, const Widths *widths)
{
    for (size_t row = find_row(format, start, end); row < end;
         row = find_row(format, row + 1, end)) {
        size_t row_end = find_row(format, row + 1, end), column = 0;
        for (size_t cell = row + 1, bar; (bar = find_bar(format, cell, row_end)) < row_end;
             cell = bar + 1) {
            size_t width = format_measure(format, cell, bar);
            format->tokens.items[bar].pad = widths->columns[column++] - width;
        }
    }
}

static Str make_rule_line(Arena *arena, const Widths *widths)
{
    Text line = text_in(arena);
    text_add_byte(&line, '|');
    for (size_t i = 0; i < widths->count; i++) {
        text_add_repeat(&line, '-', widths->columns[i] + 2); /* a space on either side */
        text_add_byte(&line, '|');
    }
    return text_get(&line);
}

/* Comments behind the cells of a row, but for the last, go before it. */
static void move_comments(Format *format, size_t row, size_t last_bar)
{
    FormatToken *first = &format->tokens.items[row];
    for (size_t i = row; i < last_bar; i++) {
        FormatToken *next = &format->tokens.items[i + 1];
        format->tokens.items[i].comment_behind = FORMAT_NO_COMMENT;
        first->comment_end = next->comment_end;
        next->comment_start = next->comment_end;
    }
}

static size_t find_last_bar(const Format *format, size_t row, size_t end)
{
    size_t last = row;
    for (size_t bar = find_bar(format, row + 1, end); bar < end;
         bar = find_bar(format, bar + 1, end))
        last = bar;
    return last;
}

/* Bullets within brackets within a cell: then nothing can line up. */
static bool has_bullets(const Format *format, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (format->tokens.items[i].kind == TOKEN_BULLET)
            return true;
    return false;
}

static void plan_cells(Format *format, const Ast *row)
{
    for (size_t i = 0; i < row->as.ROW.cells.count; i++)
        format_plan_condition(format, row->as.ROW.cells.items[i], FORMAT_STEP + FORMAT_BULLET_STEP);
    format_plan_condition(format, row->as.ROW.gives, FORMAT_STEP + FORMAT_BULLET_STEP);
}

static void plan_row_clauses(Format *format, const Ast *row)
{
    const uint32_t within = FORMAT_STEP + FORMAT_BULLET_STEP;
    for (size_t i = 0; i < row->as.ROW.clauses.count; i++)
        if (format_is_mark(row->as.ROW.clauses.items[i]))
            format_plan_mark(format, row->as.ROW.clauses.items[i], within);
        else
            format_plan_tail(format, row->as.ROW.clauses.items[i], within);
}

static void plan_columns(Format *format, size_t start, size_t end)
{
    Widths widths = measure_columns(format, start, end);
    pad_rows(format, start, end, &widths);
    size_t header = find_row(format, start, end), second = find_row(format, header + 1, end);
    format->tokens.items[second - 1].below = make_rule_line(format->arena, &widths);
    for (size_t row = header; row < end; row = find_row(format, row + 1, end))
        move_comments(format, row, find_last_bar(format, row, find_row(format, row + 1, end)));
}

void format_plan_table(Format *format, const Ast *table)
{
    const AstList *rows = &table->as.TABLE.rows;
    size_t start = format_find_first(format, table), end = format_find_last(format, table) + 1;
    bool is_plain = !has_bullets(format, find_row(format, start, end), end);
    format_plan_marks(format, &table->as.TABLE.marks, FORMAT_STEP);
    for (size_t row = find_row(format, start, end); row < end;
         row = find_row(format, row + 1, end)) {
        for (size_t i = row; i < find_row(format, row + 1, end); i++)
            format->tokens.items[i].indent = FORMAT_STEP + FORMAT_BULLET_STEP;
        format_begin_line(format, row, FORMAT_STEP);
    }
    for (size_t i = 0; i < rows->count; i++) {
        if (!is_plain)
            plan_cells(format, rows->items[i]);
        plan_row_clauses(format, rows->items[i]);
    }
    if (is_plain)
        plan_columns(format, start, end);
}

void format_plan_labels(Format *format, const AstList *values)
{
    size_t longest = 0;
    for (size_t i = 0; i < values->count; i++) {
        Str name = values->items[i]->as.ENUMERATION_VALUE.name.text;
        longest = name.length > longest ? name.length : longest;
    }
    for (size_t i = 0; i < values->count; i++) {
        const Ast_ENUMERATION_VALUE *value = &values->items[i]->as.ENUMERATION_VALUE;
        size_t label =
            format_find_first(format, values->items[i]) + 2; /* behind `-` and the name */
        if (value->label.text.bytes)
            format->tokens.items[label].pad = longest - value->name.text.length + LABEL_GAP - 1;
    }
}
