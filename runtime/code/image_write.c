/* image_write.c - a Code, table by table, as bytes: see image.h and image_layout.h.
 *
 * Rows of a later table are queued while the rows that they belong to are written, so each table comes out in the order in
 * which the reader takes from it. Texts, enumerations and sources are numbered as they are first met.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "base/map.h"
#include "code/image.h"
#include "code/image_layout.h"

typedef struct ItemQueue {
    VEC(const void *) list;
} ItemQueue;

typedef struct Writer {
    Arena *scratch;
    const Code *code;
    Text rows;
    uint32_t counts[IMAGE_TABLE_COUNT];
    ItemQueue queues[IMAGE_TABLE_COUNT];
    Text texts; /* one after the other, each with its NUL */
    Map *text_numbers;
    Map *enumeration_numbers; /* address -> number */
    Map *source_numbers;      /* number in the Code's sources -> number in the image */
} Writer;

static void add_word(Text *out, uint32_t word)
{
    for (uint32_t i = 0; i < IMAGE_WORD_BYTES; i++)
        text_add_byte(out, (char)(unsigned char)(word >> 8 * i));
}

static void add_long(Text *out, uint64_t number)
{
    add_word(out, (uint32_t)number);
    add_word(out, (uint32_t)(number >> 32));
}

static uint32_t number_text(Writer *writer, Str text)
{
    uint32_t number = (uint32_t)map_get_count(writer->text_numbers);
    if (!text.bytes)
        text = STR("");
    if (map_find(writer->text_numbers, text, &number))
        return number;
    map_set(writer->text_numbers, text, number);
    text_add_str(&writer->texts, text);
    text_add_byte(&writer->texts, '\0');
    return number;
}

static uint32_t number_words(Writer *writer, const char *words)
{
    return words ? number_text(writer, str_from(words)) : IMAGE_NONE;
}

/* The number of something by its `key`, which is copied; the first time it is queued as an item of the table. */
static uint32_t number_item(Writer *writer, Map *numbers, const void *key, size_t key_size,
                            ImageTableId table, const void *item)
{
    uint32_t number = (uint32_t)map_get_count(numbers);
    if (map_find(numbers, (Str){key, key_size}, &number))
        return number;
    map_set(numbers, (Str){arena_copy_text(writer->scratch, key, key_size), key_size}, number);
    VEC_PUSH(writer->scratch, &writer->queues[table].list, item);
    return number;
}

static void write_type(Writer *writer, Type type)
{
    bool is_enumeration = type.kind == TYPE_ENUMERATION && type.enumeration;
    add_word(&writer->rows, (uint32_t)type.kind);
    add_word(&writer->rows, is_enumeration ? number_item(writer, writer->enumeration_numbers,
                                                         &type.enumeration, sizeof type.enumeration,
                                                         IMAGE_ENUMERATIONS, type.enumeration)
                                           : IMAGE_NONE);
}

/* Only texts that something stands in come into the image: a session may have read others. */
static void write_span(Writer *writer, Span span)
{
    bool is_somewhere = span.source != SOURCE_NONE && writer->code->sources;
    add_word(&writer->rows,
             is_somewhere
                 ? number_item(writer, writer->source_numbers, &span.source, sizeof span.source,
                               IMAGE_SOURCES, &writer->code->sources->list.items[span.source])
                 : IMAGE_NONE);
    add_word(&writer->rows, is_somewhere ? span.start : 0);
    add_word(&writer->rows, is_somewhere ? span.end : 0);
}

static uint32_t read_number(const char *at)
{
    uint32_t number;
    memcpy(&number, at, sizeof number);
    return number;
}

/* Queues what the field points to. */
static void write_items(Writer *writer, const ImageField *field, const char *item)
{
    const char *first;
    uint32_t count = read_number(item + field->count_offset);
    const size_t size = image_get_table((ImageTableId)field->limit)->item_size;
    memcpy(&first, item + field->offset, sizeof first);
    for (uint32_t i = 0; i < count; i++)
        VEC_PUSH(writer->scratch, &writer->queues[field->limit].list, first + i * size);
    add_word(&writer->rows, count);
}

static void write_field(Writer *writer, const ImageField *field, const char *item)
{
    const void *at = item + field->offset;
    switch (field->kind) {
    case IMAGE_NUMBER:
    case IMAGE_CHOICE: add_word(&writer->rows, read_number(at)); return;
    case IMAGE_FLAG: add_word(&writer->rows, *(const bool *)at); return;
    case IMAGE_VALUE: add_long(&writer->rows, (uint64_t) * (const Value *)at); return;
    case IMAGE_WORDS:
    case IMAGE_MAYBE:
        add_word(&writer->rows, number_words(writer, *(const char *const *)at));
        return;
    case IMAGE_STR:
    case IMAGE_PATH: add_word(&writer->rows, number_text(writer, *(const Str *)at)); return;
    case IMAGE_TYPE: write_type(writer, *(const Type *)at); return;
    case IMAGE_SPAN: write_span(writer, *(const Span *)at); return;
    case IMAGE_ITEMS: write_items(writer, field, item); return;
    }
    UNREACHABLE();
}

/* Queues the items of a Code's own table. */
static void queue_own(Writer *writer, ImageTableId id)
{
    const ImageTable *table = image_get_table(id);
    const char *code = (const char *)writer->code;
    const char *items;
    if (table->items_offset == IMAGE_NOT_IN_CODE)
        return;
    memcpy(&items, code + table->items_offset, sizeof items);
    uint32_t count = read_number(code + table->count_offset);
    for (uint32_t i = 0; i < count; i++)
        VEC_PUSH(writer->scratch, &writer->queues[id].list, items + i * table->item_size);
}

static void write_table(Writer *writer, ImageTableId id)
{
    const ImageTable *table = image_get_table(id);
    const ItemQueue *queue = &writer->queues[id];
    queue_own(writer, id);
    writer->counts[id] = (uint32_t)queue->list.count;
    for (size_t i = 0; i < queue->list.count; i++)
        for (uint32_t k = 0; k < table->field_count; k++)
            write_field(writer, &table->fields[k], queue->list.items[i]);
}

/* The head, the digest left at 0. */
static void write_head(Text *out, const Writer *writer, const uint8_t hash[32])
{
    uint64_t length = IMAGE_HEAD_BYTES + (uint64_t)writer->rows.length + writer->texts.length;
    text_add_str(out, (Str){IMAGE_MARK, IMAGE_MARK_BYTES});
    add_word(out, IMAGE_VERSION);
    add_word(out, writer->code->procedure);
    add_long(out, length);
    text_add_repeat(out, '\0', IMAGE_DIGEST_BYTES);
    text_add_str(out, (Str){(const char *)hash, IMAGE_DIGEST_BYTES});
    for (uint32_t i = 0; i < IMAGE_TABLE_COUNT; i++)
        add_word(out, writer->counts[i]);
    add_word(out, (uint32_t)map_get_count(writer->text_numbers));
}

static void write_image(Text *out, const Writer *writer)
{
    uint8_t digest[IMAGE_DIGEST_BYTES];
    char hex[65];
    size_t start = out->length;
    image_digest_from_hex(digest, writer->code->hash);
    write_head(out, writer, digest);
    text_add_str(out, text_get(&writer->rows));
    text_add_str(out, text_get(&writer->texts));
    image_get_digest((Str){out->bytes + start, out->length - start}, hex);
    image_digest_from_hex(digest, hex);
    memcpy(out->bytes + start + IMAGE_DIGEST_AT, digest, sizeof digest);
}

void image_write(Text *out, const Code *code)
{
    Arena *scratch = arena_new();
    Writer writer = {.scratch = scratch,
                     .code = code,
                     .rows = text_in(scratch),
                     .texts = text_in(scratch),
                     .text_numbers = map_new(scratch),
                     .enumeration_numbers = map_new(scratch),
                     .source_numbers = map_new(scratch)};
    for (uint32_t i = 0; i < IMAGE_TABLE_COUNT; i++)
        write_table(&writer, (ImageTableId)i);
    write_image(out, &writer);
    arena_free(scratch);
}
