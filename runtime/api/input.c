/* input.c - one column of a host: its form, and its cells as values.
 *
 * Forms: https://arrow.apache.org/docs/format/CDataInterface.html#data-type-description-format-strings. Of the array only what its
 * length and offset promise is read.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "api/columns.h"
#include "value/utf8.h"

#define PENCE_DECIMALS 2
#define NUMBER_DECIMALS 6

/* ---------------------------------------------------------------- forms */

typedef struct FormatForm {
    const char *format;
    InputForm form;
    int width;
    int64_t buffers;
} FormatForm;

static const FormatForm forms[] = {
    {"n", FORM_NOTHING, 0, 0}, {"b", FORM_BOOLEAN, 0, 2}, {"c", FORM_INT, 1, 2},
    {"s", FORM_INT, 2, 2},     {"i", FORM_INT, 4, 2},     {"l", FORM_INT, 8, 2},
    {"g", FORM_FLOAT, 8, 2},   {"tdD", FORM_DATE, 4, 2},  {"u", FORM_TEXT, 4, 3},
    {"U", FORM_TEXT, 8, 3},    {"+l", FORM_LIST, 4, 2},   {"+L", FORM_LIST, 8, 2},
};

static const FormatForm *find_form(const char *format)
{
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (strcmp(forms[i].format, format) == 0)
            return &forms[i];
    return NULL;
}

/* "d:19,6" or "d:19,6,128"; false for other widths, and scales that no figure of ours has. */
static bool read_decimal_format(const char *format, int *scale)
{
    char *end;
    if (strncmp(format, "d:", 2) != 0)
        return false;
    long precision = strtol(format + 2, &end, 10);
    if (precision < 1 || precision > 38 || *end != ',')
        return false;
    long read = strtol(end + 1, &end, 10);
    *scale = (int)read;
    return read >= 0 && read <= 38 && (*end == '\0' || strcmp(end, ",128") == 0);
}

static bool set_form(Input *input, const char *format, int64_t *buffers)
{
    const FormatForm *known = find_form(format);
    if (known) {
        input->form = known->form;
        input->width = known->width;
        *buffers = known->buffers;
        return true;
    }
    input->form = FORM_DECIMAL;
    *buffers = 2;
    return read_decimal_format(format, &input->scale);
}

/* Whether the array has what its form promises, so that reading its rows stays within its buffers. */
static bool is_whole(const Input *input, int64_t buffers)
{
    const struct ArrowArray *array = input->array;
    if (array->length < 0 || array->offset < 0 || array->offset > INT64_MAX / 16 - array->length ||
        array->n_buffers != buffers || (buffers > 0 && !array->buffers))
        return false;
    if (buffers > 0 && array->null_count != 0 && array->null_count != -1 && !array->buffers[0])
        return false;
    for (int64_t i = 1; i < buffers; i++)
        if (array->length > 0 && !array->buffers[i] && !(i == 2 && input->form == FORM_TEXT))
            return false;
    return true;
}

static bool fits(const Input *input)
{
    if (input->type.kind == TYPE_LIST)
        return input->form == FORM_LIST || input->form == FORM_NOTHING;
    switch (input->form) {
    case FORM_NOTHING:
    case FORM_TEXT: return true;
    case FORM_BOOLEAN: return input->type.kind == TYPE_YES_NO;
    case FORM_INT:
    case FORM_FLOAT:
    case FORM_DECIMAL: return input->type.kind == TYPE_NUMBER || input->type.kind == TYPE_MONEY;
    case FORM_DATE: return input->type.kind == TYPE_DATE;
    case FORM_DICTIONARY: return true;
    case FORM_LIST: return false;
    }
    return false;
}

/* ---------------------------------------------------------------- cells */

bool input_is_null(const Input *input, int64_t row)
{
    if (input->form == FORM_NOTHING)
        return true;
    const uint8_t *validity = input->array->buffers[0];
    int64_t at = input->array->offset + row;
    return validity && !(validity[at / 8] >> at % 8 & 1);
}

static int64_t read_int(const void *buffer, int width, int64_t at)
{
    int8_t a;
    int16_t b;
    int32_t c;
    int64_t d;
    const char *bytes = (const char *)buffer + at * width;
    switch (width) {
    case 1: memcpy(&a, bytes, sizeof a); return a;
    case 2: memcpy(&b, bytes, sizeof b); return b;
    case 4: memcpy(&c, bytes, sizeof c); return c;
    default: memcpy(&d, bytes, sizeof d); return d;
    }
}

/* The words of a cell; false where its offsets cannot be. */
static bool read_words(const Input *input, int64_t row, Str *words)
{
    const struct ArrowArray *array = input->array;
    int64_t start = read_int(array->buffers[1], input->width, array->offset + row);
    int64_t end = read_int(array->buffers[1], input->width, array->offset + row + 1);
    if (start < 0 || end < start || (end > start && !array->buffers[2]))
        return false;
    *words =
        (Str){end > start ? (const char *)array->buffers[2] + start : "", (size_t)(end - start)};
    return utf8_is_valid(*words) && !memchr(words->bytes, 0, words->length);
}

static CellState read_value(Type type, Texts *texts, Str words, Value *value)
{
    if (type.kind != TYPE_TEXT && str_is(words, "unknown"))
        return CELL_UNKNOWN;
    return value_read(value, type, texts, words) == READ_OK ? CELL_GIVEN : CELL_ABSENT;
}

static int64_t get_unit(TypeKind kind)
{
    return kind == TYPE_MONEY ? MONEY_ONE : NUMBER_ONE;
}

static bool scale_int(int64_t whole, TypeKind kind, Value *value)
{
    int64_t unit = get_unit(kind);
    if (whole > INT64_MAX / unit || whole < INT64_MIN / unit)
        return false;
    *value = whole * unit;
    return true;
}

/* What has at most six decimals, or two, is the double nearest to it: then nothing was guessed. */
static bool scale_float(double number, TypeKind kind, Value *value)
{
    double unit = (double)get_unit(kind);
    if (!(number >= -1e12 && number <= 1e12))
        return false;
    double scaled = number * unit;
    *value = (Value)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    return (double)*value / unit == number;
}

/* A decimal of 128 bits that fits into 64; zeros at its end are taken away or added. */
static bool scale_decimal(const Input *input, int64_t at, Value *value)
{
    int64_t words[2];
    memcpy(words, (const char *)input->array->buffers[1] + at * (int64_t)sizeof words,
           sizeof words);
    int64_t low = words[0], high = words[1];
    const uint16_t one = 1;
    if (*(const unsigned char *)&one == 0)
        low = words[1], high = words[0];
    if (high != (low < 0 ? -1 : 0))
        return false;
    int scale = input->scale;
    int wanted = input->type.kind == TYPE_MONEY ? PENCE_DECIMALS : NUMBER_DECIMALS;
    for (; scale > wanted && low != 0; scale--) {
        if (low % 10 != 0)
            return false;
        low /= 10;
    }
    for (; scale < wanted; scale++) {
        if (low > INT64_MAX / 10 || low < INT64_MIN / 10)
            return false;
        low *= 10;
    }
    *value = low;
    return true;
}

static CellState read_dictionary(const Input *input, int64_t at, Texts *texts, Value *value)
{
    int64_t index = read_int(input->array->buffers[1], input->width, at);
    const Input *words = input->words_input;
    Str text;
    if (index < 0 || index >= words->array->length)
        return CELL_ABSENT;
    if (input->words) {
        *value = input->words[index].value;
        return input->words[index].state;
    }
    if (input_is_null(words, index) || !read_words(words, index, &text))
        return CELL_ABSENT;
    return read_value(input->type, texts, text, value);
}

static bool read_plain(const Input *input, int64_t at, Value *value)
{
    const void *data = input->array->buffers[1];
    double number;
    switch (input->form) {
    case FORM_BOOLEAN: *value = ((const uint8_t *)data)[at / 8] >> at % 8 & 1; return true;
    case FORM_INT: return scale_int(read_int(data, input->width, at), input->type.kind, value);
    case FORM_FLOAT:
        memcpy(&number, (const char *)data + at * (int64_t)sizeof number, sizeof number);
        return scale_float(number, input->type.kind, value);
    case FORM_DECIMAL: return scale_decimal(input, at, value);
    case FORM_DATE: *value = read_int(data, input->width, at); return true;
    case FORM_NOTHING:
    case FORM_TEXT:
    case FORM_DICTIONARY:
    case FORM_LIST: break;
    }
    return false;
}

static CellState read_cell(const Input *input, int64_t row, Texts *texts, Value *value)
{
    int64_t at = input->array->offset + row;
    Str words;
    if (input->form == FORM_TEXT)
        return read_words(input, row, &words) ? read_value(input->type, texts, words, value)
                                              : CELL_ABSENT;
    if (input->form == FORM_DICTIONARY)
        return read_dictionary(input, at, texts, value);
    bool is_one = read_plain(input, at, value) && value_is_valid(input->type, texts, *value);
    return is_one ? CELL_GIVEN : CELL_ABSENT;
}

CellState input_read(Columns *columns, const Input *input, int64_t row, Texts *texts, Value *value)
{
    if (input_is_null(input, row))
        return CELL_ABSENT;
    CellState state = read_cell(input, row, texts, value);
    if (state == CELL_ABSENT)
        columns_complain(columns, "column '%s', row %lld: no value that it can have; allowed: %s",
                         input->name, (long long)row,
                         value_describe_allowed(columns->arena, input->type));
    return state;
}

void input_get_elements(const Input *input, int64_t row, int64_t *first, int64_t *end)
{
    int64_t at = input->array->offset + row;
    *first = read_int(input->array->buffers[1], input->width, at);
    *end = read_int(input->array->buffers[1], input->width, at + 1);
}

/* ---------------------------------------------------------------- dictionaries */

static bool is_enumeration_itself(const Input *input)
{
    if (input->type.kind != TYPE_ENUMERATION)
        return false;
    const struct ArrowArray *words = input->words_input->array;
    bool is_itself = words->length == input->type.enumeration->value_count;
    for (int64_t i = 0; is_itself && i < words->length; i++)
        is_itself = input->words[i].state == CELL_GIVEN && input->words[i].value == i;
    return is_itself;
}

static void read_dictionary_words(Columns *columns, Input *input)
{
    const Input *from = input->words_input;
    input->words = ARENA_ARRAY(columns->arena, (size_t)from->array->length, InputWord);
    for (int64_t i = 0; i < from->array->length; i++) {
        Str words;
        if (!input_is_null(from, i) && read_words(from, i, &words))
            input->words[i].state = read_value(input->type, NULL, words, &input->words[i].value);
    }
    input->is_plain_dictionary = input->width == 4 && is_enumeration_itself(input);
}

static bool bind_dictionary(Columns *columns, Input *input, const struct ArrowSchema *schema)
{
    Input *words = ARENA_NEW(columns->arena, Input);
    int64_t buffers;
    if (!schema->dictionary || !schema->dictionary->format || !input->array->dictionary)
        return false;
    *words = (Input){.name = input->name, .type = input->type, .array = input->array->dictionary};
    if (input->form != FORM_INT || !set_form(words, schema->dictionary->format, &buffers) ||
        words->form != FORM_TEXT || !is_whole(words, buffers))
        return false;
    input->form = FORM_DICTIONARY;
    input->words_input = words;
    if (input->type.kind != TYPE_TEXT)
        read_dictionary_words(columns, input);
    return true;
}

static const char *describe_forms(TypeKind kind)
{
    switch (kind) {
    case TYPE_YES_NO: return "bool";
    case TYPE_NUMBER:
    case TYPE_MONEY: return "int8 to int64, float64, decimal128";
    case TYPE_DATE: return "date32";
    case TYPE_LIST: return "list or large_list of struct";
    case TYPE_DURATION:
    case TYPE_TEXT:
    case TYPE_ENUMERATION: return "a dictionary of utf8";
    }
    return "";
}

bool input_bind(Columns *columns, Input *input, const struct ArrowSchema *schema,
                const struct ArrowArray *array)
{
    int64_t buffers = 0;
    input->array = array;
    bool is_known = schema->format && set_form(input, schema->format, &buffers);
    if (is_known && !is_whole(input, buffers)) {
        columns_complain(columns, "column '%s': its array is not what its schema says",
                         input->name);
        return false;
    }
    if (is_known && (schema->dictionary || array->dictionary))
        is_known = bind_dictionary(columns, input, schema);
    if (is_known && fits(input))
        return true;
    columns_complain(columns, "column '%s' is of the form '%s'; allowed: %s%s", input->name,
                     schema->format ? schema->format : "", describe_forms(input->type.kind),
                     input->type.kind == TYPE_LIST ? "" : ", or utf8");
    return false;
}
