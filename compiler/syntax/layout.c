/* layout.c - see layout.h.
 *
 * `entries` holds the open lists and brackets, innermost last. Only the first word of a line can open or close a list,
 * so only its column counts. After a mistake the parser stands in its innermost list or clause; words are then left
 * out up to a line that does not begin deeper than the mistaken one: indentation means nothing to the grammar, but it
 * tells where the writer began something new.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/layout.h"

#include <string.h>

#include "syntax/keywords.h"
#include "syntax/lexemes.h"

/* Where tabs stand although they should not: what most editors show. */
#define TAB_WIDTH 8
/* How often a declaration's first word is tried before it is left out like any other. */
#define TRIES_MAX 4

static uint32_t measure_column(Parse *parse, uint32_t start, bool *has_tab)
{
    uint32_t column = 0;
    for (uint32_t i = parse->line_start; i < start; i++) {
        unsigned char byte = (unsigned char)parse->text.bytes[i];
        *has_tab |= byte == '\t';
        if (byte == '\t')
            column += TAB_WIDTH - column % TAB_WIDTH;
        else
            column += (byte & 0xc0) != 0x80; /* not a UTF-8 tail byte */
    }
    return column + 1;
}

static bool has_list(const Parse *parse)
{
    for (size_t i = parse->entry_count; i > 0; i--)
        if (parse->entries[i - 1].kind == ENTRY_LIST)
            return true;
    return false;
}

static void begin_line(Parse *parse, int kind)
{
    bool has_tab = false;
    parse->line_column = measure_column(parse, parse->span.start, &has_tab);
    parse->is_line_begun = true;
    parse->is_line_of_declaration = keywords_begins_declaration(kind);
    parse->is_line_of_table = kind == TOKEN_ROW;
    if (has_tab && !parse->has_tab && (kind == TOKEN_BULLET || has_list(parse))) {
        parse->has_tab = true;
        size_t message = lexemes_report(parse, DIAG_TAB_BEFORE_BULLET, parse->span,
                                        "there is a tab before this, and in a list columns count");
        parse_hint(parse, message, "use spaces instead of tabs");
    }
}

static Lexeme read_end(Parse *parse)
{
    uint32_t end = (uint32_t)parse->text.length;
    Lexeme lexeme = {.kind = TOKEN_END, .is_first = true, .is_after_mistake = false};
    lexeme.token = (Token){STR_NONE, {parse->source, end, end}};
    return lexeme; /* its column is 0: left of everything */
}

static Lexeme read_lexeme(Parse *parse)
{
    bool is_more = parse->pending[0] != 0; /* of the word before */
    int kind = is_more ? lexemes_get_kind(parse) : lexer_scan_word(parse);
    if (!kind)
        return read_end(parse);
    bool is_first = lexemes_is_first(parse);
    if (is_first)
        begin_line(parse, kind);
    Lexeme lexeme = {
        kind,
        {parse->decoded.bytes ? parse->decoded : lexemes_get_piece(parse), parse->span},
        parse->line_column,
        parse->line_column,
        is_first,
        parse->is_line_of_declaration,
        parse->is_line_mistaken};
    return lexeme;
}

/* After these a comma or colon has no use. */
static bool is_complete_without_comma(int kind)
{
    return kind == TOKEN_OTHERWISE || kind == TOKEN_WHEN || kind == TOKEN_THEN ||
           kind == TOKEN_UNLESS || kind == TOKEN_AND || kind == TOKEN_OR || kind == TOKEN_GIVEN ||
           kind == TOKEN_EXPECT || kind == TOKEN_OF || kind == TOKEN_ARE || kind == TOKEN_UNTIL ||
           kind == TOKEN_WHERE;
}

/* Nor before these. */
static bool is_begun_without_comma(int kind)
{
    return kind == TOKEN_AND || kind == TOKEN_OR || kind == TOKEN_WHEN || kind == TOKEN_THEN ||
           kind == TOKEN_UNLESS || kind == TOKEN_OTHERWISE || kind == TOKEN_OVERRIDES ||
           kind == TOKEN_WHERE || kind == TOKEN_BULLET || kind == TOKEN_MARK || kind == TOKEN_END ||
           keywords_begins_declaration(kind);
}

static void report_needless(Parse *parse, const Lexeme *sign)
{
    if (parse->is_skipping)
        return;
    size_t message = lexemes_report(parse, DIAG_NEEDLESS_SIGN, sign->token.span,
                                    "no '%s' is needed here", parse_quote(parse, sign->token.span));
    parse_hint(parse, message, "leave it out");
}

/* Files are named freely: after `use`, on its line, every word is a name (`use source`). */
static bool is_module_name(const Parse *parse, const Lexeme *next)
{
    return parse->last_read == TOKEN_USE && !next->is_first && keywords_find(next->token.text);
}

/* Reads one more word into `ahead`, leaving out needless commas and colons. */
static void read_ahead(Parse *parse)
{
    Lexeme next = read_lexeme(parse);
    if (is_module_name(parse, &next))
        next.kind = TOKEN_NAME;
    bool is_sign = next.kind == TOKEN_COMMA || next.kind == TOKEN_COLON;
    while (is_sign && is_complete_without_comma(parse->last_read)) {
        report_needless(parse, &next);
        next = read_lexeme(parse);
        is_sign = next.kind == TOKEN_COMMA || next.kind == TOKEN_COLON;
    }
    if (next.kind == TOKEN_COMMA) {
        Lexeme behind = read_lexeme(parse);
        if (is_begun_without_comma(behind.kind))
            report_needless(parse, &next);
        else
            parse->ahead[parse->ahead_count++] = next;
        next = behind;
    }
    parse->last_read = next.kind;
    parse->ahead[parse->ahead_count++] = next;
}

const Lexeme *layout_peek(Parse *parse)
{
    if (!parse->ahead_count)
        read_ahead(parse);
    return &parse->ahead[0];
}

static void drop_ahead(Parse *parse)
{
    memmove(parse->ahead, parse->ahead + 1, sizeof parse->ahead - sizeof parse->ahead[0]);
    parse->ahead_count--;
}

static bool push_entry(Parse *parse, Entry entry)
{
    if (parse->entry_count == PARSE_NESTING_MAX) {
        parse_stop_too_deep(parse, entry.span);
        return false;
    }
    parse->entries[parse->entry_count++] = entry;
    return true;
}

/* Index of the innermost list, or entry_count. */
static size_t find_list(const Parse *parse)
{
    for (size_t i = parse->entry_count; i > 0; i--)
        if (parse->entries[i - 1].kind == ENTRY_LIST)
            return i - 1;
    return parse->entry_count;
}

/* Takes off the brackets in the innermost list: they were left open. */
static void drop_brackets(Parse *parse)
{
    while (parse->entry_count && parse->entries[parse->entry_count - 1].kind == ENTRY_BRACKET)
        parse->unclosed = parse->entries[--parse->entry_count].span;
}

static int open_list(Parse *parse, const Lexeme *bullet)
{
    Entry entry = {ENTRY_LIST, bullet->column, 0, bullet->token.span};
    return push_entry(parse, entry) ? TOKEN_LIST_OPEN : 0;
}

static int close_list(Parse *parse)
{
    drop_brackets(parse);
    parse->closed = parse->entries[--parse->entry_count];
    parse->has_closed = true;
    return TOKEN_LIST_CLOSE;
}

static bool is_bullet_of(const Entry *list, uint32_t column)
{
    return list->kind == ENTRY_LIST && (list->column == column || list->odd_column == column);
}

/* Whether an open list has its bullets in `column`. */
static bool is_column_used(const Parse *parse, uint32_t column)
{
    for (size_t i = 0; i < parse->entry_count; i++)
        if (is_bullet_of(&parse->entries[i], column))
            return true;
    return false;
}

/* Whether a list outside of the innermost one has its bullets at `column` or to the left of it. */
static bool is_list_left_of(const Parse *parse, size_t innermost, uint32_t column)
{
    for (size_t i = 0; i < innermost; i++)
        if (parse->entries[i].kind == ENTRY_LIST && parse->entries[i].column > column)
            return true;
    return false;
}

/* A bullet whose column is none of the open lists': said once a list, then taken for one of the list's bullets. */
static void report_column(Parse *parse, Entry *list, const Lexeme *bullet)
{
    list->odd_column = bullet->column;
    size_t message =
        parse_report(parse, DIAG_BULLET_COLUMN, bullet->token.span,
                     "this bullet stands in column %u, and those before it in column %u",
                     bullet->column, list->column);
    parse_note(parse, message, list->span, "the first bullet of the list is here");
    parse_hint(parse, message, "put the bullets of one list in one column");
}

/* What comes before a bullet: LIST_OPEN, LIST_CLOSE, or 0 for nothing. */
static int find_before_bullet(Parse *parse, const Lexeme *bullet)
{
    size_t index = find_list(parse);
    if (index == parse->entry_count || (parse->entries[index].column < bullet->column &&
                                        !is_bullet_of(&parse->entries[index], bullet->column)))
        return open_list(parse, bullet);
    Entry *list = &parse->entries[index];
    if (!is_bullet_of(list, bullet->column)) {
        if (is_column_used(parse, bullet->column) || is_list_left_of(parse, index, bullet->column))
            return close_list(parse);
        report_column(parse, list, bullet);
    }
    drop_brackets(parse);
    return 0;
}

/* The token that comes before the word that is next, or 0. */
static int find_before(Parse *parse, const Lexeme *next)
{
    size_t list = find_list(parse);
    if (next->is_first && next->kind == TOKEN_BULLET)
        return find_before_bullet(parse, next);
    if (list == parse->entry_count)
        return 0;
    if (next->is_first && next->column <= parse->entries[list].column)
        return close_list(parse);
    bool is_bracketed = list > 0 && list == parse->entry_count - 1 &&
                        parse->entries[list - 1].kind == ENTRY_BRACKET;
    return next->kind == TOKEN_RIGHT && is_bracketed ? close_list(parse) : 0;
}

/* Brackets are kept while a word is given out. */
static void keep_bracket(Parse *parse, const Lexeme *next)
{
    if (next->kind == TOKEN_LEFT) {
        push_entry(parse, (Entry){ENTRY_BRACKET, 0, 0, next->token.span});
    } else if (next->kind == TOKEN_RIGHT && parse->entry_count &&
               parse->entries[parse->entry_count - 1].kind == ENTRY_BRACKET) {
        parse->closed = parse->entries[--parse->entry_count];
        parse->has_closed = true;
    }
}

static int give_word(Parse *parse, YYSTYPE *value, Span *span)
{
    Lexeme next = *layout_peek(parse);
    drop_ahead(parse);
    keep_bracket(parse, &next);
    parse->before = parse->last;
    parse->last = next;
    parse->is_end_given = next.kind == TOKEN_END;
    value->token = next.token;
    *span = next.token.span;
    return next.kind;
}

/* A token that stands for no word: it lies between two of them. */
static int give_between(Parse *parse, int token, Span *span)
{
    uint32_t end = parse->last.token.span.end;
    *span = (Span){parse->source, end, end};
    return token;
}

int yylex(YYSTYPE *value, Span *span, Parse *parse)
{
    parse->has_closed = false;
    int token = 0;
    if (parse->is_end_given || parse->is_stopped)
        return give_between(parse, 0, span);
    if (parse->is_resync_due) {
        parse->is_resync_due = false;
        token = TOKEN_RESYNC;
    } else {
        token = find_before(parse, layout_peek(parse));
    }
    parse->given = token ? give_between(parse, token, span) : give_word(parse, value, span);
    return parse->is_stopped ? 0 : parse->given;
}

void layout_take_back(Parse *parse)
{
    if (parse->given == TOKEN_LIST_OPEN || parse->given == TOKEN_LEFT)
        parse->entry_count--;
    if (parse->has_closed)
        parse->entries[parse->entry_count++] = parse->closed;
    if (parse->given == TOKEN_LIST_OPEN || parse->given == TOKEN_LIST_CLOSE)
        return;
    memmove(parse->ahead + 1, parse->ahead, sizeof parse->ahead - sizeof parse->ahead[0]);
    parse->ahead[0] = parse->last;
    parse->ahead_count++;
    parse->last = parse->before;
    parse->is_end_given = false;
}

bool layout_is_resumed(Parse *parse)
{
    return layout_peek(parse)->token.span.start == parse->resumed_at;
}

/* The word at which reading went on does not fit either: what must go, so that something changes. */
static void give_way(Parse *parse)
{
    const Lexeme *next = layout_peek(parse);
    bool is_wanted = next->is_first && keywords_begins_declaration(next->kind);
    parse->resumed_count++;
    if (parse->given == TOKEN_LIST_CLOSE)
        close_list(parse); /* the parser is not in it */
    else if (next->kind == TOKEN_END)
        parse->is_stopped = parse->resumed_count > TRIES_MAX;
    else if (!is_wanted || parse->resumed_count > TRIES_MAX)
        drop_ahead(parse);
}

/* Whether reading can go on at `next`: a line that begins no deeper than `column`, or a `)` round the list. */
static bool is_sound(const Parse *parse, const Lexeme *next, uint32_t column, size_t depth)
{
    if (next->kind == TOKEN_END || (next->is_first && next->column <= column))
        return true;
    return next->kind == TOKEN_RIGHT && !depth && parse->entry_count > 1 &&
           parse->entries[parse->entry_count - 2].kind == ENTRY_BRACKET;
}

void layout_resync(Parse *parse)
{
    const Lexeme found = *layout_peek(parse);
    bool is_resumed = layout_is_resumed(parse);
    const Lexeme *line = found.is_first && !is_resumed ? &parse->last : &found;
    uint32_t column = line->begins_line_of_declaration ? UINT32_MAX : line->line_column;
    drop_brackets(parse);
    if (is_resumed)
        give_way(parse);
    else
        parse->resumed_count = 0;
    parse->is_skipping = true;
    size_t depth = 0; /* of brackets left out */
    while (!is_sound(parse, layout_peek(parse), column, depth)) {
        int kind = layout_peek(parse)->kind;
        depth += kind == TOKEN_LEFT;
        depth -= kind == TOKEN_RIGHT && depth;
        drop_ahead(parse);
    }
    parse->is_skipping = false;
    parse->resumed_at = layout_peek(parse)->token.span.start;
    parse->is_resync_due = true;
}
