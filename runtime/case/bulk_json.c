/* bulk_json.c - one line of JSON into the open case of the table, by a walk over simdjson's index.
 *
 * Keys mostly come in the order of the record before: each key remembers which came after it, so that a key costs one
 * comparison. Whatever is not a plain object of known keys with plain values gives up: escapes, exponents, dotted
 * keys, a key said twice, anything wrong. Then the reader of single cases decides.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "case/bulk_parts.h"
#include "case/bulk_value.h"

#define NUMBER_LENGTH_MOST ((size_t)18)

typedef struct Walk {
    Bulk *bulk;
    BulkRow *record;
    const char *base;
    const uint32_t *at; /* the next offset; there is always one, if only the end of the text */
    uint32_t end;       /* of the record */
} Walk;

/* ------------------------------------------------------------------------------------------ keys */

static void make_frame_keys(Bulk *bulk, BulkKeys *keys, uint32_t frame)
{
    const Code *code = bulk->code;
    for (uint32_t i = 0; i < code->fact_count; i++) {
        const CodeFact *fact = &code->facts[i];
        if (fact->frame == frame)
            keys->items[keys->count++] = (BulkKey){.name = str_from(fact->name),
                                                   .fact = i,
                                                   .type = fact->type,
                                                   .column = &bulk->table.table.facts[i],
                                                   .action = INDEX_NONE,
                                                   .is_unread = fact->reg == REGISTER_NONE,
                                                   .is_plain = fact->type.kind != TYPE_LIST};
    }
}

/* Names that JSON writes with escapes are found by the reader of single cases. */
static bool has_escapes(const char *name)
{
    for (; *name; name++)
        if (*name == '"' || *name == '\\' || (unsigned char)*name < ' ')
            return true;
    return false;
}

/* A key that is no key is returned where it has escapes. */
static BulkKey *find_or_add(BulkKeys *keys, const char *name)
{
    if (has_escapes(name))
        return &keys->items[keys->count];
    for (uint32_t i = 0; i < keys->count; i++)
        if (str_is(keys->items[i].name, name))
            return &keys->items[i];
    keys->items[keys->count] =
        (BulkKey){.name = str_from(name), .fact = INDEX_NONE, .action = INDEX_NONE};
    return &keys->items[keys->count++];
}

/* What stands in a record besides facts. */
static void add_specials(const Bulk *bulk, BulkKeys *keys)
{
    const BulkOptions *options = bulk->options;
    BulkKey *done = find_or_add(keys, "done");
    done->is_done = done->fact == INDEX_NONE;
    if (options->id)
        find_or_add(keys, options->id)->is_id = true;
    if (options->as_of)
        find_or_add(keys, options->as_of)->is_as_of = true;
    for (size_t i = 0; i < options->ignored_count; i++)
        find_or_add(keys, options->ignored[i])->is_ignored = true;
    for (uint32_t i = 0; i < keys->count; i++)
        keys->items[i].is_plain &=
            !keys->items[i].is_id && !keys->items[i].is_as_of && !keys->items[i].is_ignored;
}

static void make_numbers(Arena *arena, BulkKeys *keys)
{
    keys->numbers = map_new(arena);
    keys->after = ARENA_ARRAY(arena, (size_t)keys->count + 1, uint32_t);
    for (uint32_t i = 0; i < keys->count; i++) {
        map_set(keys->numbers, keys->items[i].name, i);
        keys->after[i] = i + 1 < keys->count ? i + 1 : 0;
    }
}

BulkKeys *bulk_json_make_keys(Bulk *bulk)
{
    const Code *code = bulk->code;
    size_t most = code->fact_count + bulk->options->ignored_count + 3;
    BulkKeys *all = ARENA_ARRAY(bulk->arena, (size_t)code->frame_count + 1, BulkKeys);
    for (uint32_t i = 0; i < code->frame_count; i++) {
        all[i].items = ARENA_ARRAY(bulk->arena, most, BulkKey);
        make_frame_keys(bulk, &all[i], i);
        if (i == 0)
            add_specials(bulk, &all[i]);
        make_numbers(bulk->arena, &all[i]);
    }
    BulkKeys *actions = &all[code->frame_count];
    actions->items = ARENA_ARRAY(bulk->arena, code->action_count, BulkKey);
    for (uint32_t i = 0; i < code->action_count; i++)
        actions->items[actions->count++] =
            (BulkKey){.name = str_from(code->actions[i].name), .fact = INDEX_NONE, .action = i};
    make_numbers(bulk->arena, actions);
    return all;
}

/* ------------------------------------------------------------------------------------------ the walk */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The letter at the next offset; NUL at the record's end. */
static char look(const Walk *walk)
{
    return *walk->at < walk->end ? walk->base[*walk->at] : '\0';
}

static bool take(Walk *walk, char byte)
{
    bool is_next = look(walk) == byte;
    walk->at += is_next;
    return is_next;
}

/* What stands at the next offset, up to the blanks before the one after it. */
static Str take_token(Walk *walk)
{
    uint32_t start = *walk->at++;
    uint32_t end = *walk->at < walk->end ? *walk->at : walk->end;
    while (end > start && is_space(walk->base[end - 1]))
        end--;
    return (Str){walk->base + start, end - start};
}

/* Without its quotes; false where it has escapes, which the fast way leaves alone. */
static bool unquote(Str *string)
{
    if (string->length < 2 || string->bytes[string->length - 1] != '"' ||
        memchr(string->bytes, '\\', string->length))
        return false;
    *string = (Str){string->bytes + 1, string->length - 2};
    return true;
}

/* As memcmp() == 0, without a call: names are short, and there is one a value. */
static bool is_same(const char *a, const char *b, size_t length)
{
    uint64_t x, y, difference = 0;
    if (length < sizeof x) {
        while (length > 0 && a[length - 1] == b[length - 1])
            length--;
        return length == 0;
    }
    for (size_t at = 0;; at += sizeof x) {
        if (at + sizeof x > length) /* the last eight, some of them again */
            at = length - sizeof x;
        memcpy(&x, a + at, sizeof x);
        memcpy(&y, b + at, sizeof y);
        difference |= x ^ y;
        if (at + sizeof x == length)
            return difference == 0;
    }
}

/* A key guessed to come next: whether it does. What follows its closing quote is blank, or there would be an offset. */
static bool is_key(const Walk *walk, Str name)
{
    const char *start = walk->base + *walk->at + 1;
    size_t room = walk->at[1] - *walk->at;
    return name.length + 2 <= room && start[name.length] == '"' &&
           is_same(start, name.bytes, name.length);
}

static bool look_up(Walk *walk, BulkKeys *keys, uint32_t before, uint32_t *number)
{
    Str name = take_token(walk);
    if (!unquote(&name) || !map_find(keys->numbers, name, number))
        return false;
    keys->after[before] = *number;
    return true;
}

/* The key at the next offset: the one that came after `before` last time, or after that one, or any. */
static bool take_key(Walk *walk, BulkKeys *keys, uint32_t before, uint32_t *number)
{
    if (look(walk) != '"' || keys->count == 0)
        return false;
    uint32_t guess = keys->after[before];
    for (int i = 0; i < 2; i++, guess = keys->after[guess])
        if (is_key(walk, keys->items[guess].name)) {
            walk->at++;
            *number = guess;
            return true;
        }
    return look_up(walk, keys, before, number);
}

/* -?(0|[1-9][0-9]*)(\.[0-9]+)? and not long. */
static bool is_plain_number(Str words)
{
    size_t at = words.bytes[0] == '-';
    size_t whole = at;
    if (words.length > NUMBER_LENGTH_MOST)
        return false;
    while (at < words.length && words.bytes[at] >= '0' && words.bytes[at] <= '9')
        at++;
    if (at == whole || (words.bytes[whole] == '0' && at > whole + 1))
        return false;
    if (at == words.length)
        return true;
    size_t part = at + 1;
    if (words.bytes[at++] != '.')
        return false;
    while (at < words.length && words.bytes[at] >= '0' && words.bytes[at] <= '9')
        at++;
    return at == words.length && at > part;
}

typedef enum ScalarKind {
    SCALAR_ODD, /* none, or not a plain one */
    SCALAR_NULL,
    SCALAR_WORD, /* true, false, a number */
    SCALAR_TEXT,
} ScalarKind;

static bool is_word(Str words, Str wanted)
{
    return words.length == wanted.length && memcmp(words.bytes, wanted.bytes, wanted.length) == 0;
}

static ScalarKind take_scalar(Walk *walk, Str *words)
{
    switch (look(walk)) {
    case '"': *words = take_token(walk); return unquote(words) ? SCALAR_TEXT : SCALAR_ODD;
    case 't':
        *words = take_token(walk);
        return is_word(*words, STR("true")) ? SCALAR_WORD : SCALAR_ODD;
    case 'f':
        *words = take_token(walk);
        return is_word(*words, STR("false")) ? SCALAR_WORD : SCALAR_ODD;
    case 'n':
        *words = take_token(walk);
        return is_word(*words, STR("null")) ? SCALAR_NULL : SCALAR_ODD;
    case '{':
    case '}':
    case '[':
    case ']':
    case ',':
    case ':':
    case '\0': return SCALAR_ODD;
    }
    *words = take_token(walk);
    return is_plain_number(*words) ? SCALAR_WORD : SCALAR_ODD;
}

static bool fill(Walk *walk, Column *column, uint32_t row, Type type, bool is_unread,
                 ScalarKind kind, Str words)
{
    if (kind == SCALAR_ODD)
        return false;
    if (kind == SCALAR_NULL)
        return bulk_value_set_unknown(column, row);
    if (kind == SCALAR_WORD && type.kind == TYPE_YES_NO)
        return (words.bytes[0] == 't' || words.bytes[0] == 'f') &&
               bulk_value_give_truth(column, row, words.bytes[0] == 't');
    if (kind == SCALAR_WORD && type.kind == TYPE_TEXT)
        return false;
    /* A word in quotes may be "unknown" only where that is a value of the type. */
    return bulk_value_give(column, row, type, walk->bulk->table.table.texts, is_unread, words);
}

/* ------------------------------------------------------------------------------------------ members */

static bool read_fields(Walk *walk, uint32_t frame, uint32_t row);

static bool read_elements(Walk *walk, uint32_t frame, uint32_t parent)
{
    BulkTable *table = &walk->bulk->table;
    do {
        if (!take(walk, '{'))
            return false;
        uint32_t row = bulk_table_append(table, frame, parent);
        if (row == INDEX_NONE || !read_fields(walk, frame, row))
            return false;
        bulk_table_close_row(table, frame, row);
    } while (take(walk, ','));
    return take(walk, ']');
}

static bool read_list(Walk *walk, uint32_t frame, uint32_t parent)
{
    CaseFrame *list = &walk->bulk->table.table.frames[frame];
    if (list->list_states[parent] != CELL_ABSENT)
        return false;
    if (take(walk, '[')) {
        list->list_states[parent] = CELL_GIVEN;
        return take(walk, ']') || read_elements(walk, frame, parent);
    }
    Str words;
    list->list_states[parent] = CELL_UNKNOWN;
    return take_scalar(walk, &words) == SCALAR_NULL;
}

/* Of actions that are done once a case; the others' doings name elements. */
static bool read_done(Walk *walk)
{
    static const Type date = {TYPE_DATE, NULL};
    Bulk *bulk = walk->bulk;
    BulkKeys *keys = &bulk->keys[bulk->code->frame_count];
    if (!take(walk, '{'))
        return false;
    if (take(walk, '}'))
        return true;
    uint32_t before = keys->count, row = bulk->table.frames[0].row_count - 1;
    do {
        Str words;
        uint32_t number;
        if (!take_key(walk, keys, before, &number) || bulk->code->actions[number].frame != 0 ||
            !take(walk, ':'))
            return false;
        ScalarKind kind = take_scalar(walk, &words);
        if (!fill(walk, &bulk->table.table.done[number], row, date, false, kind, words))
            return false;
        before = number;
    } while (take(walk, ','));
    return take(walk, '}');
}

/* Copied as it stands. */
static void keep_id(Walk *walk, ScalarKind kind, Str words)
{
    if (kind == SCALAR_TEXT)
        words = (Str){words.bytes - 1, words.length + 2};
    walk->record->id = words;
}

/* Keys that are something besides or instead of a fact. */
static bool read_special(Walk *walk, BulkKey *key, uint32_t row)
{
    Bulk *bulk = walk->bulk;
    Str words = STR_NONE;
    if (key->last_row == bulk->row_number)
        return false;
    key->last_row = bulk->row_number;
    if (key->is_done)
        return read_done(walk);
    ScalarKind kind = take_scalar(walk, &words);
    if (kind == SCALAR_ODD)
        return false;
    if (key->is_id)
        keep_id(walk, kind, words);
    if (key->is_as_of && kind != SCALAR_NULL && !bulk_read_day(bulk, words))
        return false;
    if (key->fact == INDEX_NONE || key->is_ignored)
        return true;
    const CodeFact *fact = &bulk->code->facts[key->fact];
    return fact->type.kind != TYPE_LIST && fill(walk, &bulk->table.table.facts[key->fact], row,
                                                fact->type, key->is_unread, kind, words);
}

static bool read_member(Walk *walk, BulkKey *key, uint32_t row)
{
    if (key->is_plain) {
        Str words;
        ScalarKind kind = take_scalar(walk, &words);
        return fill(walk, key->column, row, key->type, key->is_unread, kind, words);
    }
    bool is_special = key->is_done || key->is_id || key->is_as_of || key->is_ignored;
    return is_special ? read_special(walk, key, row)
                      : read_list(walk, walk->bulk->code->facts[key->fact].list_frame, row);
}

/* The opening bracket was taken. */
static bool read_fields(Walk *walk, uint32_t frame, uint32_t row)
{
    BulkKeys *keys = &walk->bulk->keys[frame];
    uint32_t before = keys->count;
    if (take(walk, '}'))
        return true;
    do {
        uint32_t number;
        if (!take_key(walk, keys, before, &number) || !take(walk, ':') ||
            !read_member(walk, &keys->items[number], row))
            return false;
        before = number;
    } while (take(walk, ','));
    return take(walk, '}');
}

bool bulk_json_read(Bulk *bulk, BulkRow *record, const char *base, const uint32_t **at)
{
    uint32_t end = (uint32_t)(record->words.bytes - base + (ptrdiff_t)record->words.length);
    Walk walk = {bulk, record, base, *at, end};
    bool is_read = take(&walk, '{') && read_fields(&walk, 0, record->row) &&
                   *walk.at >= end; /* what follows may be a NUL, too */
    *at = walk.at;
    return is_read;
}
