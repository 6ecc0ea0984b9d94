/* arrow_finish.c - grown columns become arrays and schemas that belong to a host.
 *
 * Each array and schema owns its own memory and that of its children, as the interface asks: a host may move a child out and
 * release it on its own.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/arrow.h"

#define BUFFERS_MOST 3

/* What an array's private_data holds. */
typedef struct Held {
    const void *buffers[BUFFERS_MOST];
    struct ArrowArray **children;
    struct ArrowArray dictionary;
} Held;

static void free_arrays(struct ArrowArray **children, int64_t count)
{
    for (int64_t i = 0; children && i < count; i++) {
        if (children[i] && children[i]->release)
            children[i]->release(children[i]);
        free(children[i]);
    }
    free(children);
}

/* The interface gives buffers as const; those that we made we free. */
static void free_buffer(const void *buffer)
{
    void *bytes;
    memcpy(&bytes, &buffer, sizeof bytes);
    free(bytes);
}

static void release_array(struct ArrowArray *array)
{
    Held *held = array->private_data;
    for (int64_t i = 0; i < array->n_buffers; i++)
        free_buffer(held->buffers[i]);
    free_arrays(held->children, array->n_children);
    if (array->dictionary && array->dictionary->release)
        array->dictionary->release(array->dictionary);
    free(held);
    array->release = NULL;
}

/* An array of `child_count` empty children; false where memory is short. */
static bool begin_array(struct ArrowArray *out, int64_t child_count)
{
    *out = (struct ArrowArray){0};
    Held *held = calloc(1, sizeof *held);
    if (!held)
        return false;
    held->children = calloc((size_t)child_count + 1, sizeof *held->children);
    *out = (struct ArrowArray){.buffers = held->buffers,
                               .children = held->children,
                               .release = release_array,
                               .private_data = held};
    bool is_whole = held->children;
    for (; is_whole && out->n_children < child_count; out->n_children++) {
        held->children[out->n_children] = calloc(1, sizeof(struct ArrowArray));
        if (!held->children[out->n_children])
            is_whole = false;
    }
    if (!is_whole)
        release_array(out);
    return is_whole;
}

/* The buffer now belongs to the array. A host may look at the address of an empty one: never NULL, but validity may be. */
static bool take_buffer(struct ArrowArray *out, ArrowBuffer *buffer, bool may_be_null)
{
    Held *held = out->private_data;
    if (!buffer->bytes && !may_be_null) {
        buffer->bytes = calloc(1, sizeof(int64_t));
        if (!buffer->bytes)
            return false;
    }
    held->buffers[out->n_buffers++] = buffer->bytes;
    *buffer = (ArrowBuffer){0};
    return true;
}

static bool add_dictionary(ArrowColumn *column, struct ArrowArray *out)
{
    Held *held = out->private_data;
    ArrowColumn words;
    arrow_begin(&words, "", ARROW_TEXT, 0);
    for (int32_t i = 0; i < column->choice_count; i++)
        arrow_add_text(&words, column->choices[i], strlen(column->choices[i]));
    bool is_made = arrow_finish(&words, &held->dictionary);
    if (is_made)
        out->dictionary = &held->dictionary;
    arrow_drop(&words);
    return is_made;
}

static bool fill_array(ArrowColumn *column, struct ArrowArray *out)
{
    out->length = column->length;
    out->null_count = column->null_count;
    bool has_offsets = column->form == ARROW_TEXT || column->form == ARROW_LIST;
    bool has_data = column->form != ARROW_STRUCT && column->form != ARROW_LIST;
    if (!take_buffer(out, &column->validity, true))
        return false;
    if (has_offsets && !take_buffer(out, &column->offsets, false))
        return false;
    if (has_data && !take_buffer(out, &column->data, false))
        return false;
    if (column->form == ARROW_CHOICE && !add_dictionary(column, out))
        return false;
    for (int64_t i = 0; i < column->child_count; i++)
        if (!arrow_finish(&column->children[i], out->children[i]))
            return false;
    return true;
}

bool arrow_finish(ArrowColumn *column, struct ArrowArray *out)
{
    *out = (struct ArrowArray){0};
    if (column->is_failed || !begin_array(out, column->child_count))
        return false;
    if (fill_array(column, out))
        return true;
    out->release(out);
    *out = (struct ArrowArray){0};
    return false;
}

/* ---------------------------------------------------------------- schemas */

typedef struct HeldSchema {
    char *format, *name;
    struct ArrowSchema dictionary;
} HeldSchema;

static void release_schema(struct ArrowSchema *schema)
{
    HeldSchema *held = schema->private_data;
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i]->release)
            schema->children[i]->release(schema->children[i]);
        free(schema->children[i]);
    }
    free(schema->children);
    if (schema->dictionary && schema->dictionary->release)
        schema->dictionary->release(schema->dictionary);
    free(held->format);
    free(held->name);
    free(held);
    schema->release = NULL;
}

static char *copy_text(const char *text)
{
    char *copy = malloc(strlen(text) + 1);
    return copy ? strcpy(copy, text) : NULL;
}

static char *write_format(const ArrowColumn *column)
{
    char decimal[32];
    switch (column->form) {
    case ARROW_BOOLEAN: return copy_text("b");
    case ARROW_UINT32: return copy_text("I");
    case ARROW_DATE: return copy_text("tdD");
    case ARROW_DECIMAL:
        snprintf(decimal, sizeof decimal, "d:19,%d", column->scale);
        return copy_text(decimal);
    case ARROW_TEXT: return copy_text("u");
    case ARROW_CHOICE: return copy_text("i");
    case ARROW_STRUCT: return copy_text("+s");
    case ARROW_LIST: return copy_text("+l");
    }
    return NULL;
}

static bool begin_schema(struct ArrowSchema *out, const ArrowColumn *column)
{
    HeldSchema *held = calloc(1, sizeof *held);
    *out = (struct ArrowSchema){0};
    if (!held)
        return false;
    held->format = write_format(column);
    held->name = copy_text(column->name);
    *out = (struct ArrowSchema){.format = held->format,
                                .name = held->name,
                                .flags = ARROW_FLAG_NULLABLE,
                                .release = release_schema,
                                .private_data = held};
    out->children = calloc((size_t)column->child_count + 1, sizeof *out->children);
    return held->format && held->name && out->children;
}

static bool add_child(struct ArrowSchema *out, const ArrowColumn *column)
{
    struct ArrowSchema *child = calloc(1, sizeof *child);
    if (!child)
        return false;
    out->children[out->n_children++] = child;
    return arrow_write_schema(column, child);
}

static bool add_dictionary_schema(struct ArrowSchema *out)
{
    HeldSchema *held = out->private_data;
    const ArrowColumn words = {.name = "", .form = ARROW_TEXT};
    if (!arrow_write_schema(&words, &held->dictionary))
        return false;
    out->dictionary = &held->dictionary;
    return true;
}

bool arrow_write_schema(const ArrowColumn *column, struct ArrowSchema *out)
{
    bool is_whole = begin_schema(out, column);
    for (int64_t i = 0; is_whole && i < column->child_count; i++)
        is_whole = add_child(out, &column->children[i]);
    if (is_whole && column->form == ARROW_CHOICE)
        is_whole = add_dictionary_schema(out);
    if (is_whole)
        return true;
    if (out->release)
        out->release(out);
    *out = (struct ArrowSchema){0};
    return false;
}
