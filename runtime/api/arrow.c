/* arrow.c - columns as they grow: see arrow.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>
#include <string.h>

#include "api/arrow.h"

#define FIRST_CAPACITY ((size_t)256)

void arrow_begin(ArrowColumn *column, const char *name, ArrowForm form, int64_t child_count)
{
    *column = (ArrowColumn){.name = name, .form = form, .child_count = child_count};
    if (child_count == 0)
        return;
    column->children = calloc((size_t)child_count, sizeof *column->children);
    if (!column->children) {
        column->child_count = 0;
        column->is_failed = true;
    }
}

void arrow_drop(ArrowColumn *column)
{
    for (int64_t i = 0; i < column->child_count; i++)
        arrow_drop(&column->children[i]);
    free(column->children);
    free(column->validity.bytes);
    free(column->data.bytes);
    free(column->offsets.bytes);
    *column = (ArrowColumn){0};
}

/* Zeroed room for `size` more bytes; NULL for none, and where the column has failed since there is no memory. */
static char *grow(ArrowColumn *column, ArrowBuffer *buffer, size_t size)
{
    if (column->is_failed || size == 0)
        return NULL;
    size_t needed = buffer->length + size;
    if (needed > buffer->capacity) {
        size_t capacity = buffer->capacity ? buffer->capacity * 2 : FIRST_CAPACITY;
        while (capacity < needed)
            capacity *= 2;
        char *bytes = realloc(buffer->bytes, capacity);
        if (!bytes) {
            column->is_failed = true;
            return NULL;
        }
        memset(bytes + buffer->capacity, 0, capacity - buffer->capacity);
        buffer->bytes = bytes;
        buffer->capacity = capacity;
    }
    char *room = buffer->bytes + buffer->length;
    buffer->length = needed;
    return room;
}

/* Room for `count` bits more than the rows that stand; they are no. */
static bool reserve_bits(ArrowColumn *column, ArrowBuffer *buffer, uint32_t count)
{
    size_t bytes = ((size_t)column->length + count + 7) / 8;
    if (bytes > buffer->length)
        grow(column, buffer, bytes - buffer->length);
    return !column->is_failed;
}

/* `count` bits from `plane`; NULL: all yes. */
static void add_bits(ArrowColumn *column, ArrowBuffer *buffer, const uint64_t *plane,
                     uint32_t count)
{
    if (!reserve_bits(column, buffer, count))
        return;
    unsigned char *bits = (unsigned char *)buffer->bytes;
    size_t first = (size_t)column->length;
    for (uint32_t i = 0; i < count;) {
        size_t at = first + i;
        if (at % 8 == 0 && i % 8 == 0 && count - i >= 8) {
            bits[at / 8] = (unsigned char)(plane ? plane[i / 64] >> i % 64 & 0xff : 0xff);
            i += 8;
            continue;
        }
        if (!plane || (plane[i / 64] >> i % 64 & 1))
            bits[at / 8] = (unsigned char)(bits[at / 8] | 1u << at % 8);
        i++;
    }
}

static uint32_t count_bits(const uint64_t *plane, uint32_t count)
{
    uint32_t ones = 0;
    for (uint32_t i = 0; i < count; i++)
        ones += (uint32_t)(plane[i / 64] >> i % 64 & 1);
    return ones;
}

static void add_valid(ArrowColumn *column, uint32_t count)
{
    add_bits(column, &column->validity, NULL, count);
}

static void add_offset(ArrowColumn *column, size_t end)
{
    if (column->offsets.length == 0)
        grow(column, &column->offsets, sizeof(int32_t));
    char *room = grow(column, &column->offsets, sizeof(int32_t));
    if (end > INT32_MAX)
        column->is_failed = true;
    int32_t offset = (int32_t)end;
    if (room)
        memcpy(room, &offset, sizeof offset);
}

static size_t get_width(ArrowForm form)
{
    switch (form) {
    case ARROW_UINT32:
    case ARROW_DATE:
    case ARROW_CHOICE: return sizeof(int32_t);
    case ARROW_DECIMAL: return 2 * sizeof(int64_t);
    case ARROW_BOOLEAN:
    case ARROW_TEXT:
    case ARROW_STRUCT:
    case ARROW_LIST: return 0;
    }
    return 0;
}

/* Where the values of rows that have none would end. */
static void add_same_offsets(ArrowColumn *column, uint32_t count)
{
    size_t end = column->data.length;
    if (column->form == ARROW_LIST)
        end = column->child_count > 0 ? (size_t)column->children[0].length : 0;
    for (uint32_t i = 0; i < count; i++)
        add_offset(column, end);
}

void arrow_add_nulls(ArrowColumn *column, uint32_t count)
{
    reserve_bits(column, &column->validity, count);
    if (column->form == ARROW_BOOLEAN)
        reserve_bits(column, &column->data, count);
    else
        grow(column, &column->data, count * get_width(column->form));
    if (column->form == ARROW_TEXT || column->form == ARROW_LIST)
        add_same_offsets(column, count);
    column->null_count += count;
    column->length += count;
    for (int64_t i = 0; column->form == ARROW_STRUCT && i < column->child_count; i++)
        arrow_add_nulls(&column->children[i], count);
}

void arrow_add_null(ArrowColumn *column)
{
    arrow_add_nulls(column, 1);
}

void arrow_add_booleans(ArrowColumn *column, const uint64_t *yes, const uint64_t *known,
                        uint32_t count)
{
    add_bits(column, &column->data, yes, count);
    add_bits(column, &column->validity, known, count);
    column->null_count += count - count_bits(known, count);
    column->length += count;
}

void arrow_add_boolean(ArrowColumn *column, bool value)
{
    const uint64_t yes = value, known = 1;
    arrow_add_booleans(column, &yes, &known, 1);
}

void arrow_add_same_int(ArrowColumn *column, int32_t value, uint32_t count)
{
    char *room = grow(column, &column->data, count * sizeof value);
    add_valid(column, count);
    column->length += count;
    for (uint32_t i = 0; room && i < count; i++)
        memcpy(room + i * sizeof value, &value, sizeof value);
}

void arrow_add_int(ArrowColumn *column, int32_t value)
{
    arrow_add_same_int(column, value, 1);
}

/* Two's complement of 128 bits in this machine's order of bytes. */
void arrow_add_decimal(ArrowColumn *column, int64_t value)
{
    static const union {
        uint16_t number;
        unsigned char bytes[2];
    } order = {1};
    int64_t sign = value < 0 ? -1 : 0;
    int64_t words[2] = {value, sign};
    if (order.bytes[0] == 0)
        words[0] = sign, words[1] = value;
    char *room = grow(column, &column->data, sizeof words);
    add_valid(column, 1);
    column->length++;
    if (room)
        memcpy(room, words, sizeof words);
}

void arrow_add_text(ArrowColumn *column, const char *bytes, size_t length)
{
    char *room = grow(column, &column->data, length);
    if (room && length)
        memcpy(room, bytes, length);
    add_offset(column, column->data.length);
    add_valid(column, 1);
    column->length++;
}

void arrow_add_structs(ArrowColumn *column, uint32_t count)
{
    add_valid(column, count);
    column->length += count;
}

void arrow_add_struct(ArrowColumn *column)
{
    arrow_add_structs(column, 1);
}

void arrow_add_list(ArrowColumn *column)
{
    if (column->child_count > 0)
        add_offset(column, (size_t)column->children[0].length);
    add_valid(column, 1);
    column->length++;
}
