/* number.c - see number.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "guidance/number.h"

#include <string.h>

#include "guidance/fingerprint.h"
#include "outcome/json_writer.h"

typedef enum Mark {
    MARK_NONE,
    MARK_BULLET, /* a sign that says nothing */
    MARK_LETTER, /* (a), (iv), (12) */
    MARK_NUMBER, /* 1. or 1) or a) */
} Mark;

typedef struct Numbering {
    Edition *out;
    Arena *arena;
    Report *report;
    bool is_numbered, has_empty_lines;
    bool is_open;     /* a paragraph or item that further lines may go on with */
    Text words;       /* of what is open */
    const char *name; /* its number */
    Span span;
    uint32_t paragraph_count, item_count;
    Mark last;          /* how what is open, or was closed last, begins */
    bool ends_in_colon; /* that paragraph's or item's words */
} Numbering;

/* ---- how lines begin ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of a bullet and the space after it; 0 where the line begins with none. */
static size_t bullet_length(Str line)
{
    static const char *const bullets[] = {"-", "*", "–", "—", "•", "·", "▪", "●", "○", "◦", ""};
    for (size_t i = 0; i < sizeof bullets / sizeof bullets[0]; i++) {
        size_t length = str_from(bullets[i]).length;
        if (str_has_prefix(line, bullets[i]) && line.length > length &&
            (line.bytes[length] == ' ' || line.bytes[length] == '\t'))
            return length + 1;
    }
    return 0;
}

/* Where the label from `at` on ends: digits, a letter, or a small Roman number; `at` where there is none. */
static size_t skip_label(Str line, size_t at)
{
    size_t digits = at, roman = at;
    while (digits < line.length && is_digit(line.bytes[digits]))
        digits++;
    while (roman < line.length && strchr("ivxl", line.bytes[roman]) && line.bytes[roman])
        roman++;
    if (digits > at)
        return digits;
    bool is_longer = roman + 1 < line.length && is_letter(line.bytes[roman]);
    if (roman > at && !is_longer)
        return roman;
    return at < line.length && is_letter(line.bytes[at]) ? at + 1 : at;
}

static bool has_byte(Str line, size_t at, char byte)
{
    return at < line.length && line.bytes[at] == byte;
}

static Mark find_mark(Str line)
{
    if (bullet_length(line))
        return MARK_BULLET;
    bool is_bracketed = has_byte(line, 0, '(');
    size_t start = is_bracketed, end = skip_label(line, start);
    bool is_ended = has_byte(line, end, ')') || (!is_bracketed && has_byte(line, end, '.'));
    bool is_parted = has_byte(line, end + 1, ' ') || has_byte(line, end + 1, '\t');
    if (end == start || !is_ended || !is_parted)
        return MARK_NONE;
    return is_bracketed ? MARK_LETTER : MARK_NUMBER;
}

/* The number of `[p12.3] words`, and in *rest the words; STR_NONE where the line does not begin so. */
static Str find_number(Str line, Str *rest)
{
    size_t end = str_find_byte(line, ']');
    if (!has_byte(line, 0, '[') || end == line.length)
        return STR_NONE;
    Str number = str_slice(line, 1, end);
    bool has_digit = false;
    for (size_t i = 0; i < number.length; i++) {
        char c = number.bytes[i];
        has_digit |= is_digit(c);
        if (!is_digit(c) && !is_letter(c) && c != '.')
            return STR_NONE;
    }
    *rest = str_trim(str_slice(line, end + 1, line.length));
    return has_digit ? number : STR_NONE;
}

/* ---- paragraphs ---- */

static void close_open(Numbering *numbering)
{
    if (!numbering->is_open)
        return;
    Str words = str_trim(text_get(&numbering->words));
    Paragraph paragraph = {.number = numbering->name, .span = numbering->span};
    paragraph.words = str_to_text(numbering->arena, words);
    paragraph.fingerprint = fingerprint_of(numbering->arena, words);
    edition_add(numbering->out, numbering->arena, numbering->report, paragraph);
    numbering->ends_in_colon = words.length && words.bytes[words.length - 1] == ':';
    numbering->is_open = false;
}

static void open_next(Numbering *numbering, const char *name, Str words, Span span)
{
    numbering->is_open = true;
    numbering->name = name;
    numbering->words = text_in(numbering->arena);
    text_add_str(&numbering->words, words);
    numbering->span = span;
}

static void go_on(Numbering *numbering, Str line, Span span)
{
    text_add_byte(&numbering->words, ' ');
    text_add_str(&numbering->words, line);
    numbering->span = span_join(numbering->span, span);
}

static void open_paragraph(Numbering *numbering, Str words, Span span)
{
    numbering->last = MARK_NONE;
    numbering->item_count = 0;
    numbering->paragraph_count++;
    open_next(numbering, arena_format(numbering->arena, "p%u", numbering->paragraph_count), words,
              span);
}

static void open_item(Numbering *numbering, Mark mark, Str line, Span span)
{
    Str words =
        str_trim(str_slice(line, mark == MARK_BULLET ? bullet_length(line) : 0, line.length));
    numbering->last = mark;
    numbering->item_count++;
    open_next(
        numbering,
        arena_format(numbering->arena, "p%u.%u", numbering->paragraph_count, numbering->item_count),
        words, span);
}

/* ---- lines ---- */

static void take_numbered(Numbering *numbering, Str line, Span span)
{
    Str words;
    Str number = find_number(line, &words);
    if (number.bytes) {
        close_open(numbering);
        open_next(numbering, str_to_text(numbering->arena, number), words, span);
    } else if (line.length && numbering->is_open) {
        go_on(numbering, line, span);
    }
}

/* Whether what begins so is an item; what stands before it is closed. */
static bool is_item(const Numbering *numbering, Mark mark)
{
    if (mark == MARK_NONE || !numbering->paragraph_count)
        return false;
    return mark != MARK_NUMBER || numbering->ends_in_colon || numbering->last == MARK_NUMBER;
}

/* Whether the line only goes on with what is open: a `1.` after a line that is not over is no item. */
static bool goes_on(const Numbering *numbering, Mark mark)
{
    if (!numbering->has_empty_lines || !numbering->is_open || mark == MARK_BULLET ||
        mark == MARK_LETTER)
        return false;
    Str words = text_get(&numbering->words);
    bool is_list = numbering->last == MARK_NUMBER || words.bytes[words.length - 1] == ':';
    return mark == MARK_NONE || !is_list;
}

static void take_plain(Numbering *numbering, Str line, Span span)
{
    Mark mark = find_mark(line);
    if (!line.length) {
        close_open(numbering);
    } else if (goes_on(numbering, mark)) {
        go_on(numbering, line, span);
    } else {
        close_open(numbering);
        if (is_item(numbering, mark))
            open_item(numbering, mark, line, span);
        else
            open_paragraph(numbering, line, span);
    }
}

/* An empty line between others says that paragraphs are parted by them. */
static void look_over(Numbering *numbering, Str text, uint32_t source)
{
    bool has_words = false, has_gap = false;
    for (size_t at = 0; at < text.length;) {
        Span span;
        Str rest, line = edition_next_line(text, source, &at, &span);
        if (!line.length) {
            has_gap = has_words;
            continue;
        }
        if (!has_words)
            numbering->is_numbered = find_number(line, &rest).bytes != NULL;
        numbering->has_empty_lines |= has_gap;
        has_words = true;
    }
}

void number_text(Edition *out, Arena *arena, Report *report, uint32_t source)
{
    Numbering numbering = {.out = out, .arena = arena, .report = report};
    Str text = report->sources->list.items[source].text;
    look_over(&numbering, text, source);
    for (size_t at = 0; at < text.length;) {
        Span span;
        Str line = edition_next_line(text, source, &at, &span);
        if (numbering.is_numbered)
            take_numbered(&numbering, line, span);
        else
            take_plain(&numbering, line, span);
    }
    close_open(&numbering);
}

/* ---- pages ---- */

static void take_block(Numbering *numbering, const Block *block)
{
    Mark mark = block->kind == BLOCK_HEADING ? MARK_NONE : find_mark(block->words);
    bool is_listed = block->kind == BLOCK_ITEM && numbering->paragraph_count;
    bool is_more = block->kind == BLOCK_MORE && numbering->is_open;
    if (is_more && mark != MARK_BULLET && mark != MARK_LETTER) {
        go_on(numbering, block->words, SPAN_NONE);
        return;
    }
    close_open(numbering);
    if (is_listed)
        open_item(numbering, MARK_BULLET, block->words, SPAN_NONE);
    else if (is_item(numbering, mark))
        open_item(numbering, mark, block->words, SPAN_NONE);
    else
        open_paragraph(numbering, block->words, SPAN_NONE);
}

void number_blocks(Edition *out, Arena *arena, Report *report, const Blocks *blocks)
{
    Numbering numbering = {.out = out, .arena = arena, .report = report};
    Str rest;
    numbering.is_numbered =
        blocks->list.count && find_number(blocks->list.items[0].words, &rest).bytes;
    for (size_t i = 0; i < blocks->list.count; i++) {
        if (numbering.is_numbered)
            take_numbered(&numbering, blocks->list.items[i].words, SPAN_NONE);
        else
            take_block(&numbering, &blocks->list.items[i]);
    }
    close_open(&numbering);
}

/* ---- showing ---- */

void number_write_table(Text *out, const Edition *edition)
{
    text_add(out, "number\tfingerprint\n");
    for (size_t i = 0; i < edition->paragraphs.count; i++) {
        const Paragraph *paragraph = &edition->paragraphs.items[i];
        text_add_format(out, "%s\t%s\n", paragraph->number,
                        paragraph->fingerprint ? paragraph->fingerprint : "");
    }
}

void number_write_text(Text *out, const Edition *edition)
{
    for (size_t i = 0; i < edition->paragraphs.count; i++) {
        const Paragraph *paragraph = &edition->paragraphs.items[i];
        text_add_format(out, "[%s] %s\n", paragraph->number, paragraph->words);
    }
}

void number_write_json(Text *out, const Edition *edition)
{
    JsonWriter json = {.out = out};
    json_open(&json, NULL, '[', false);
    for (size_t i = 0; i < edition->paragraphs.count; i++) {
        const Paragraph *paragraph = &edition->paragraphs.items[i];
        json_open(&json, NULL, '{', true);
        json_add_text(&json, "number", paragraph->number);
        json_add_text(&json, "fingerprint", paragraph->fingerprint);
        json_add_text(&json, "words", paragraph->words);
        json_close(&json, '}', true);
    }
    json_close(&json, ']', false);
    text_add_byte(out, '\n');
}
