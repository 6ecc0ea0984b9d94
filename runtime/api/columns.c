/* columns.c - which fact each column of a host is for: see columns.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "api/columns.h"

/* Lists in lists in a schema; a procedure has as many at most as its records nest. */
#define DEPTH_MOST 32

static const Type date_type = {TYPE_DATE, NULL};
static const Type yes_no_type = {TYPE_YES_NO, NULL};

void columns_complain(Columns *columns, const char *format, ...)
{
    if (columns->complaint_count++ >= COLUMNS_COMPLAINTS_MOST)
        return;
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    text_add(&columns->complaints, line);
    text_add(&columns->complaints, "\n");
}

/* ---------------------------------------------------------------- names */

static uint32_t find_fact(const Code *code, uint32_t frame, const char *name)
{
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (code->facts[i].frame == frame && strcmp(code->facts[i].name, name) == 0)
            return i;
    return INDEX_NONE;
}

static uint32_t find_action(const Code *code, uint32_t frame, const char *name)
{
    for (uint32_t i = 0; i < code->action_count; i++)
        if (code->actions[i].frame == frame && strcmp(code->actions[i].name, name) == 0)
            return i;
    return INDEX_NONE;
}

static const char *find_nearest_fact(Columns *columns, uint32_t frame, const char *name)
{
    VEC(const char *) names = {0};
    for (uint32_t i = 0; i < columns->code->fact_count; i++)
        if (columns->code->facts[i].frame == frame)
            VEC_PUSH(columns->arena, &names, columns->code->facts[i].name);
    return report_find_nearest(names.items, names.count, str_from(name));
}

static void complain_of_name(Columns *columns, uint32_t frame, const char *name)
{
    const char *nearest = find_nearest_fact(columns, frame, name);
    columns_complain(columns, "column '%s': the procedure has no such fact%s%s%s", name,
                     nearest ? "; did you mean '" : "", nearest ? nearest : "",
                     nearest ? "'?" : "");
}

/* What a column is for; false, and a complaint, where it is for nothing. */
static bool find_purpose(Columns *columns, uint32_t frame, const char *name, Input *input)
{
    const Code *code = columns->code;
    *input = (Input){.name = name, .number = find_fact(code, frame, name)};
    if (input->number != INDEX_NONE) {
        input->type = code->facts[input->number].type;
        input->kind = input->type.kind == TYPE_LIST ? INPUT_LIST : INPUT_FACT;
        return true;
    }
    if (frame == 0 && strcmp(name, "as_of") == 0) {
        input->kind = INPUT_AS_OF;
        input->type = date_type;
        return true;
    }
    if (strncmp(name, "done.", 5) == 0) {
        input->kind = INPUT_DONE;
        input->type = date_type;
        input->number = find_action(code, frame, name + 5);
    } else if (strncmp(name, "unknown.", 8) == 0) {
        input->kind = INPUT_UNKNOWN;
        input->type = yes_no_type;
        input->number = find_fact(code, frame, name + 8);
    }
    if (input->number != INDEX_NONE)
        return true;
    complain_of_name(columns, frame, name);
    return false;
}

/* ---------------------------------------------------------------- frames */

static bool has_same_purpose(const Input *a, const Input *b)
{
    return a->kind == b->kind && (a->kind == INPUT_AS_OF || a->number == b->number);
}

static void complain_of_twins(Columns *columns, const InputFrame *frame)
{
    for (uint32_t i = 0; i < frame->count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (has_same_purpose(&frame->inputs[i], &frame->inputs[k]))
                columns_complain(columns, "column '%s' is there twice", frame->inputs[i].name);
}

static void join_unknowns(InputFrame *frame)
{
    for (uint32_t i = 0; i < frame->count; i++)
        for (uint32_t k = 0; k < frame->count; k++)
            if (frame->inputs[i].kind == INPUT_FACT && frame->inputs[k].kind == INPUT_UNKNOWN &&
                frame->inputs[i].number == frame->inputs[k].number)
                frame->inputs[i].unknown = &frame->inputs[k];
}

static bool is_struct(const struct ArrowSchema *schema, const struct ArrowArray *array)
{
    if (!schema || !array || !schema->format || strcmp(schema->format, "+s") != 0 ||
        array->length < 0 || array->offset < 0 || array->offset > INT64_MAX / 16 - array->length ||
        schema->n_children < 0 || schema->n_children != array->n_children ||
        schema->n_children >= UINT32_MAX)
        return false;
    return schema->n_children == 0 || (schema->children && array->children);
}

/* A row that is null as a whole says neither that there is a case nor that there is none. */
static bool has_null_rows(const struct ArrowArray *array)
{
    const uint8_t *validity = array->n_buffers > 0 && array->buffers ? array->buffers[0] : NULL;
    for (int64_t i = array->offset; validity && i < array->offset + array->length; i++)
        if (!(validity[i / 8] >> i % 8 & 1))
            return true;
    return false;
}

static bool bind_frame(Columns *columns, InputFrame *frame, const struct ArrowSchema *schema,
                       const struct ArrowArray *array, unsigned depth);

/* Offsets that rise, within the elements. */
static bool are_offsets_right(const Input *input)
{
    int64_t last = 0;
    for (int64_t row = 0; row < input->array->length; row++) {
        int64_t first, end;
        input_get_elements(input, row, &first, &end);
        if (first < last || end < first || end > input->array->children[0]->length)
            return false;
        last = first;
    }
    return true;
}

static bool bind_list(Columns *columns, Input *input, const struct ArrowSchema *schema,
                      unsigned depth)
{
    const struct ArrowArray *array = input->array;
    if (input->form == FORM_NOTHING)
        return true;
    InputFrame *elements = ARENA_NEW(columns->arena, InputFrame);
    elements->frame = columns->code->facts[input->number].list_frame;
    bool is_right = schema->n_children == 1 && array->n_children == 1 && schema->children &&
                    array->children && is_struct(schema->children[0], array->children[0]) &&
                    are_offsets_right(input);
    if (!is_right) {
        columns_complain(columns, "column '%s' is not a whole list of structs", input->name);
        return false;
    }
    input->elements = elements;
    return bind_frame(columns, elements, schema->children[0], array->children[0], depth + 1);
}

static bool bind_column(Columns *columns, InputFrame *frame, Input *input,
                        const struct ArrowSchema *schema, const struct ArrowArray *array,
                        unsigned depth)
{
    const char *name = schema && schema->name ? schema->name : "";
    if (!schema || !array || !find_purpose(columns, frame->frame, name, input) ||
        !input_bind(columns, input, schema, array))
        return false;
    if (array->length < frame->rows->offset + frame->rows->length) {
        columns_complain(columns, "column '%s' has fewer rows than there are", name);
        return false;
    }
    return input->kind != INPUT_LIST || bind_list(columns, input, schema, depth);
}

static bool bind_frame(Columns *columns, InputFrame *frame, const struct ArrowSchema *schema,
                       const struct ArrowArray *array, unsigned depth)
{
    if (depth > DEPTH_MOST || has_null_rows(array)) {
        columns_complain(columns, depth > DEPTH_MOST ? "lists are nested too deep"
                                                     : "a row is null as a whole");
        return false;
    }
    frame->rows = array;
    frame->inputs = ARENA_ARRAY(columns->arena, (size_t)schema->n_children, Input);
    for (int64_t i = 0; i < schema->n_children; i++)
        if (bind_column(columns, frame, &frame->inputs[frame->count], schema->children[i],
                        array->children[i], depth))
            frame->count++;
    complain_of_twins(columns, frame);
    join_unknowns(frame);
    return true;
}

void columns_bind(Columns *columns, const struct ArrowSchema *schema,
                  const struct ArrowArray *array)
{
    columns->complaints = text_in(columns->arena);
    columns->top.frame = 0;
    if (!is_struct(schema, array)) {
        columns_complain(columns, "the columns are to come as a struct, one child a column");
        return;
    }
    bind_frame(columns, &columns->top, schema, array, 0);
    for (uint32_t i = 0; i < columns->top.count; i++)
        if (columns->top.inputs[i].kind == INPUT_AS_OF)
            columns->as_of = &columns->top.inputs[i];
}
