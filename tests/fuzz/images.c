/* images.c - see images.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fuzz/images.h"

#include <string.h>

#include "code/disasm.h"
#include "code/hash.h"
#include "code/image.h"
#include "code/image_layout.h"
#include "schema/schema.h"

Str fuzz_make_image(Arena *arena, Str text)
{
    FuzzProgram program = fuzz_compile(arena, text);
    if (!program.code)
        return STR_NONE;
    Text image = text_in(arena);
    image_write(&image, program.code);
    return text_get(&image);
}

/* ---- changes ---- */

typedef struct Change {
    uint8_t *bytes;
    size_t size, most;
    uint32_t state;
} Change;

/* Marsaglia's xorshift: every run on every machine tries the same. */
static uint32_t choose(Change *change, uint32_t below)
{
    change->state ^= change->state << 13;
    change->state ^= change->state >> 17;
    change->state ^= change->state << 5;
    return below ? change->state % below : 0;
}

static uint32_t get_word(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

static void put_word(uint8_t *bytes, uint32_t word)
{
    for (int i = 0; i < 4; i++)
        bytes[i] = (uint8_t)(word >> 8 * i);
}

static uint8_t *get_count_at(const Change *change, uint32_t table)
{
    return change->bytes + IMAGE_COUNTS_AT + IMAGE_WORD_BYTES * table;
}

static size_t get_row_bytes(uint32_t table)
{
    return IMAGE_WORD_BYTES * image_count_words(image_get_table((ImageTableId)table));
}

/* Where a table's rows begin; for IMAGE_TABLE_COUNT where the texts do. At most the size. */
static size_t find_table(const Change *change, uint32_t table)
{
    uint64_t at = IMAGE_HEAD_BYTES;
    for (uint32_t i = 0; i < table; i++)
        at += (uint64_t)get_word(get_count_at(change, i)) * get_row_bytes(i);
    return at < change->size ? (size_t)at : change->size;
}

static uint8_t *choose_word(Change *change)
{
    size_t begin = IMAGE_HEAD_BYTES, end = find_table(change, IMAGE_TABLE_COUNT);
    if (end < begin + IMAGE_WORD_BYTES)
        return change->bytes + IMAGE_PROCEDURE_AT;
    uint32_t words = (uint32_t)((end - begin) / IMAGE_WORD_BYTES);
    return change->bytes + begin + IMAGE_WORD_BYTES * choose(change, words);
}

/* A word that could just be right, or just be wrong. */
static void change_word(Change *change)
{
    uint8_t *at = choose_word(change);
    uint32_t word = get_word(at);
    switch (choose(change, 8)) {
    case 0: put_word(at, word + 1); return;
    case 1: put_word(at, word - 1); return;
    case 2: put_word(at, IMAGE_NONE); return;
    case 3: put_word(at, choose(change, 4)); return;
    case 4: put_word(at, word ^ (uint32_t)1 << choose(change, 32)); return;
    case 5: put_word(at, get_word(get_count_at(change, choose(change, IMAGE_TABLE_COUNT)))); return;
    case 6: put_word(at, choose(change, 64)); return;
    default: put_word(at, get_word(choose_word(change))); return;
    }
}

/* A row of a table that has some: its number in *row; INDEX_NONE where the table found has none. */
static uint32_t choose_table(Change *change, uint32_t *row)
{
    for (int tries = 0; tries < 8; tries++) {
        uint32_t table = choose(change, IMAGE_TABLE_COUNT);
        uint32_t count = get_word(get_count_at(change, table));
        size_t begin = find_table(change, table);
        if (!count || begin + (uint64_t)count * get_row_bytes(table) > change->size)
            continue;
        *row = choose(change, count);
        return table;
    }
    return INDEX_NONE;
}

/* A row becomes the same as another of its table, or one word of it does. */
static void copy_row(Change *change)
{
    uint32_t to, table = choose_table(change, &to);
    if (table == INDEX_NONE)
        return;
    size_t size = get_row_bytes(table);
    uint8_t *rows = change->bytes + find_table(change, table);
    uint32_t from = choose(change, get_word(get_count_at(change, table)));
    size_t offset = IMAGE_WORD_BYTES * choose(change, (uint32_t)(size / IMAGE_WORD_BYTES));
    if (choose(change, 2))
        memmove(rows + to * size, rows + from * size, size);
    else
        memmove(rows + to * size + offset, rows + from * size + offset, IMAGE_WORD_BYTES);
}

static void remove_row(Change *change)
{
    uint32_t row, table = choose_table(change, &row);
    if (table == INDEX_NONE)
        return;
    size_t size = get_row_bytes(table), at = find_table(change, table) + row * size;
    memmove(change->bytes + at, change->bytes + at + size, change->size - at - size);
    change->size -= size;
    put_word(get_count_at(change, table), get_word(get_count_at(change, table)) - 1);
}

static void double_row(Change *change)
{
    uint32_t row, table = choose_table(change, &row);
    if (table == INDEX_NONE || change->size + get_row_bytes(table) > change->most)
        return;
    size_t size = get_row_bytes(table), at = find_table(change, table) + row * size;
    memmove(change->bytes + at + size, change->bytes + at, change->size - at);
    change->size += size;
    put_word(get_count_at(change, table), get_word(get_count_at(change, table)) + 1);
}

static void change_text(Change *change)
{
    size_t begin = find_table(change, IMAGE_TABLE_COUNT);
    if (begin < change->size)
        change->bytes[begin + choose(change, (uint32_t)(change->size - begin))] =
            (uint8_t)choose(change, 256);
}

/* A piece of the file over another piece of it. */
static void splice(Change *change)
{
    uint32_t size = (uint32_t)(change->size - IMAGE_HEAD_BYTES);
    uint32_t length = 1 + choose(change, 64);
    if (size <= length)
        return;
    uint8_t *rows = change->bytes + IMAGE_HEAD_BYTES;
    memmove(rows + choose(change, size - length), rows + choose(change, size - length), length);
}

static void change_head(Change *change)
{
    uint8_t *at = choose(change, 2) ? get_count_at(change, choose(change, IMAGE_TABLE_COUNT + 1))
                                    : change->bytes + IMAGE_PROCEDURE_AT;
    put_word(at,
             choose(change, 2) ? get_word(at) + choose(change, 5) - 2 : choose(change, UINT32_MAX));
}

static void change_rows(Change *change)
{
    switch (choose(change, 16)) {
    case 0: splice(change); return;
    case 1: change_head(change); return;
    case 2: change_text(change); return;
    case 3: remove_row(change); return;
    case 4: double_row(change); return;
    case 5:
    case 6:
    case 7: copy_row(change); return;
    default: change_word(change); return;
    }
}

/* Without a thought of what the bytes mean; the digests are left as they are. */
static void change_raw(Change *change)
{
    uint32_t size = (uint32_t)change->size;
    switch (choose(change, 4)) {
    case 0: change->size = choose(change, size); return;
    case 1:
        if (change->size < change->most)
            change->bytes[change->size++] = (uint8_t)choose(change, 256);
        return;
    case 2: change->bytes[choose(change, size)] = (uint8_t)choose(change, 256); return;
    default: change->bytes[choose(change, size)] ^= (uint8_t)(1 << choose(change, 8)); return;
    }
}

/* The length, the Code's hash where the rows can be read, the digest. */
static void put_right(Change *change)
{
    char hex[65];
    Arena *arena = arena_new();
    Sources sources = {.arena = arena};
    Str bytes = {(const char *)change->bytes, change->size};
    put_word(change->bytes + IMAGE_LENGTH_AT, (uint32_t)change->size);
    put_word(change->bytes + IMAGE_LENGTH_AT + IMAGE_WORD_BYTES, 0);
    Code *code = image_read_rows(arena, report_new(arena, &sources), bytes);
    if (code) {
        hash_code(code);
        image_digest_from_hex(change->bytes + IMAGE_HASH_AT, code->hash);
    }
    image_get_digest(bytes, hex);
    image_digest_from_hex(change->bytes + IMAGE_DIGEST_AT, hex);
    arena_free(arena);
}

size_t fuzz_change_image(uint8_t *bytes, size_t size, size_t most, uint32_t seed)
{
    Change change = {bytes, size, most, seed * 2654435761U | 1};
    for (int i = 0; i < 4; i++)
        choose(&change, 2); /* near seeds begin alike */
    if (size < IMAGE_HEAD_BYTES || choose(&change, 16) == 0) {
        if (change.size)
            change_raw(&change);
        return change.size;
    }
    for (uint32_t left = 1 + choose(&change, 3) / 2; left > 0; left--)
        change_rows(&change);
    put_right(&change);
    return change.size;
}

/* ---- use ---- */

static const char *choose_value(Type type)
{
    switch (type.kind) {
    case TYPE_YES_NO: return "yes";
    case TYPE_NUMBER: return "2.5";
    case TYPE_MONEY: return "£12.50";
    case TYPE_DATE: return "2026-01-31";
    case TYPE_DURATION: return "3 months";
    case TYPE_TEXT: return "\"words\"";
    case TYPE_ENUMERATION: return type.enumeration->values[0].name;
    case TYPE_LIST: return "unknown";
    }
    UNREACHABLE();
}

/* A value for every second fact, one element a list, every action done. Names that no key can be are reported. */
static Str make_case(Arena *arena, const Code *code)
{
    Text text = text_in(arena);
    for (uint32_t i = 0; i < code->fact_count; i++) {
        const CodeFact *fact = &code->facts[i];
        if (fact->type.kind == TYPE_LIST || i % 2 != code->instruction_count % 2)
            continue;
        Str path = str_from(code_fact_to_path(arena, code, i));
        for (size_t at = 0; at < path.length; at++)
            text_add_byte(&text, path.bytes[at] == '#' ? '1' : path.bytes[at]);
        text_add_format(&text, " = %s\n", choose_value(fact->type));
    }
    for (uint32_t i = 0; i < code->action_count; i++) {
        text_add_format(&text, "done.%s", code->actions[i].name);
        for (uint32_t depth = code_get_depth(code, code->actions[i].frame); depth > 0; depth--)
            text_add(&text, ".1");
        text_add(&text, " = 2026-02-27\n");
    }
    return text_get(&text);
}

/* One case, of three out of four images with facts. How its outcome is shown hangs on its bytes, so a number in a comment
 * lets all ways come. */
static void run_case(Arena *arena, const Code *code, uint8_t digit)
{
    Text text = text_in(arena);
    text_add_format(&text, "# %u\n", digit);
    if (digit % 4)
        text_add_str(&text, make_case(arena, code));
    fuzz_run_case(arena, code, CASE_FORM_LINES, text_get(&text));
}

/* What was accepted can be written, and that is accepted too and the same program. */
static void write_again(Arena *arena, const Code *code)
{
    Sources sources = {.arena = arena};
    Text image = text_in(arena), listing = text_in(arena);
    image_write(&image, code);
    const Code *again = image_read(arena, report_new(arena, &sources), "again", text_get(&image));
    BUG_IF(!again || strcmp(again->hash, code->hash) != 0);
    disasm_write(&listing, code);
    schema_write_case(&listing, code);
    schema_write_outcome(&listing, code);
}

void fuzz_use_image(Arena *arena, Str image, const char **reason)
{
    Sources sources = {.arena = arena};
    Report *report = report_new(arena, &sources);
    const Code *code = image_read(arena, report, "image", image);
    BUG_IF(!code != (report->error_count == 1)); /* one message, and only where it is refused */
    if (reason)
        *reason = code ? NULL : report->messages.items[0].text;
    fuzz_render(report);
    if (!code)
        return;
    const uint8_t *digest = (const uint8_t *)image.bytes + IMAGE_DIGEST_AT;
    run_case(arena, code, digest[0]);
    if (digest[1] % 4 == 0) /* as dear as all the rest */
        write_again(arena, code);
}
