/* case_json.c - a case as a JSON object.
 *
 * In: a source. Jansson says whether the text is JSON, and what is wrong where it is not. Its tree is then dropped and the
 * text itself, now known to be well formed, is walked: a number's exact decimals (jansson keeps a double), the places of
 * keys and values, and strings without escapes are taken from the source as they stand. The price is that the text is
 * gone through twice.
 *
 *      {"carers": [{"name": "Rosa"}, {}]}      carers.1.name = "Rosa"    carers.2 = {}
 *      {"carers": [], "savings": null}         carers = none             savings = unknown
 *      {"carers.1.willing": true}              carers.1.willing = true
 *      {"done": {"tell_carer": {"2": "…"}}}    done.tell_carer.2 = "…"
 * SPDX-License-Identifier: Apache-2.0
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "case/case_reader.h"

/* Objects and arrays in each other; a list takes two. Jansson itself stops at 2048. */
#define DEPTH_MOST ((size_t)64)

/* The way through a text that is known to be JSON. */
typedef struct Walk {
    const CaseReader *reader;
    Str text;
    size_t at;
    Text key;     /* of the value that is being read */
    size_t depth; /* objects and arrays that are open */
} Walk;

static const char *describe_syntax_error(enum json_error_code code)
{
    if (code == json_error_premature_end_of_input)
        return "the JSON ends too early";
    if (code == json_error_end_of_input_expected)
        return "more follows after the end of the JSON";
    return "the text is not JSON from here on";
}

/* Jansson gives the offset after what it read last. */
static Span get_error_span(const CaseReader *reader, const json_error_t *error)
{
    size_t end = error->position > 0 ? (size_t)error->position : 0;
    if (end > reader->text.length)
        end = reader->text.length;
    return case_reader_get_span(reader, str_slice(reader->text, end > 0 ? end - 1 : 0, end));
}

/* Whether the quote at `at` belongs to the string it stands in. */
static bool is_escaped(Str text, size_t at)
{
    size_t backslashes = 0;
    while (backslashes < at && text.bytes[at - 1 - backslashes] == '\\')
        backslashes++;
    return backslashes % 2 == 1;
}

/* The last string that ends at `end` or before, with its quotes. */
static Str find_last_string(Str text, size_t end)
{
    while (end > 0 && text.bytes[end - 1] != '"')
        end--;
    size_t start = end > 0 ? end - 1 : 0;
    while (start > 0 && (text.bytes[start - 1] != '"' || is_escaped(text, start - 1)))
        start--;
    return str_slice(text, start > 0 ? start - 1 : 0, end);
}

static void report_duplicate(const CaseReader *reader, const json_error_t *error)
{
    Span place = get_error_span(reader, error);
    Str key = find_last_string(reader->text,
                               place.end - case_reader_get_span(reader, reader->text).start);
    report_add(reader->report, problem_kind(PROBLEM_SAME_KEY_TWICE),
               case_reader_get_span(reader, key), "the key %s is given twice",
               case_problem_show(reader->report, key));
}

static void report_json_error(const CaseReader *reader, const json_error_t *error)
{
    Report *report = reader->report;
    Span span = get_error_span(reader, error);
    enum json_error_code code = json_error_code(error);
    if (code == json_error_duplicate_key)
        report_duplicate(reader, error);
    else if (code == json_error_stack_overflow)
        report_add(report, problem_kind(PROBLEM_JSON_TOO_DEEP), span,
                   "the JSON is nested too deeply");
    else if (code == json_error_numeric_overflow)
        report_add(report, problem_kind(PROBLEM_VALUE_OUT_OF_RANGE), span,
                   "the number is out of range");
    else if (code == json_error_null_character || code == json_error_null_byte_in_key)
        report_add(report, problem_kind(PROBLEM_NUL_BYTE), span, "the text has a NUL character");
    else if (code == json_error_out_of_memory)
        report_add(report, problem_kind(PROBLEM_FILE_TOO_LARGE), span,
                   "the text is too large for the memory there is");
    else
        report_add(report, problem_kind(PROBLEM_JSON_SYNTAX), span, "%s",
                   describe_syntax_error(code));
}

static bool check_json(const CaseReader *reader)
{
    json_error_t error;
    size_t flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL;
    json_t *tree = json_loadb(reader->text.bytes ? reader->text.bytes : "", reader->text.length,
                              flags, &error);
    bool is_object = json_is_object(tree);
    if (!tree)
        report_json_error(reader, &error);
    else if (!is_object)
        report_add(reader->report, problem_kind(PROBLEM_JSON_NOT_OBJECT),
                   case_reader_get_span(reader, str_slice(reader->text, 0, 1)),
                   "the JSON is not an object");
    json_decref(tree);
    return is_object;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The next byte that is no white space; there is one while a value is open. */
static char peek(Walk *walk)
{
    while (walk->at < walk->text.length && is_space(walk->text.bytes[walk->at]))
        walk->at++;
    BUG_IF(walk->at >= walk->text.length);
    return walk->text.bytes[walk->at];
}

static bool take(Walk *walk, char byte)
{
    bool is_next = peek(walk) == byte;
    walk->at += is_next;
    return is_next;
}

/* A string with its quotes. */
static Str take_string(Walk *walk)
{
    BUG_IF(peek(walk) != '"');
    size_t start = walk->at++;
    while (walk->text.bytes[walk->at] != '"')
        walk->at += walk->text.bytes[walk->at] == '\\' ? 2 : 1;
    return str_slice(walk->text, start, ++walk->at);
}

/* true, false, null or a number. */
static Str take_word(Walk *walk)
{
    size_t start = walk->at;
    while (walk->at < walk->text.length && !is_space(walk->text.bytes[walk->at]) &&
           !strchr(",]}", walk->text.bytes[walk->at]))
        walk->at++;
    return str_slice(walk->text, start, walk->at);
}

/* What `string`, with its quotes, means: borrowed from the source where it has no escapes. */
static Str decode_string(const Walk *walk, Str string)
{
    Str inside = str_slice(string, 1, string.length - 1);
    if (str_find_byte(inside, '\\') == inside.length)
        return inside;
    json_t *decoded = json_loadb(string.bytes, string.length, JSON_DECODE_ANY, NULL);
    BUG_IF(!json_is_string(decoded));
    size_t length = json_string_length(decoded);
    Str copy = {arena_copy_text(walk->reader->report->arena, json_string_value(decoded), length),
                length};
    json_decref(decoded);
    return copy;
}

/* Adds a part to the key; returns the length to cut it back to. */
static size_t enter_key(Walk *walk, Str part)
{
    size_t length = walk->key.length;
    if (walk->depth > 1)
        text_add_byte(&walk->key, '.');
    text_add_str(&walk->key, part);
    return length;
}

static void leave_key(Walk *walk, size_t length)
{
    walk->key.length = length;
    walk->key.bytes[length] = '\0';
}

/* Its key is the one that is being read. */
static void add_entry(const Walk *walk, CaseEntry entry)
{
    entry.key = text_get(&walk->key);
    entry.key.bytes =
        arena_copy_text(walk->reader->report->arena, entry.key.bytes, entry.key.length);
    case_reader_add(walk->reader, entry);
}

static void read_value(Walk *walk, Span place);

static void read_object(Walk *walk)
{
    do {
        Str name = take_string(walk);
        Span span = case_reader_get_span(walk->reader, name);
        size_t length = enter_key(walk, decode_string(walk, name));
        BUG_IF(!take(walk, ':'));
        read_value(walk, span);
        leave_key(walk, length);
    } while (take(walk, ','));
    BUG_IF(!take(walk, '}'));
}

static void read_array(Walk *walk)
{
    uint32_t number = 0;
    do {
        char digits[16];
        int count = snprintf(digits, sizeof digits, "%u", (unsigned)++number);
        size_t length = enter_key(walk, (Str){digits, (size_t)count});
        read_value(walk, SPAN_NONE);
        leave_key(walk, length);
    } while (take(walk, ','));
    BUG_IF(!take(walk, ']'));
}

/* Goes past the value whose first bracket was taken. */
static void skip_rest(Walk *walk)
{
    for (size_t open = 1; open > 0;) {
        char next = peek(walk);
        if (next == '"') {
            take_string(walk);
            continue;
        }
        open += next == '{' || next == '[';
        open -= next == '}' || next == ']';
        walk->at++;
    }
}

/* An object or array with something in it, whose bracket was taken. */
static void read_inside(Walk *walk, bool is_object, Span span)
{
    bool is_too_deep = walk->depth >= DEPTH_MOST;
    if (is_too_deep)
        report_add(walk->reader->report, problem_kind(PROBLEM_JSON_TOO_DEEP), span,
                   "the JSON is nested too deeply");
    /* Many values under one long key would cost the product of the two. */
    bool is_too_long =
        walk->depth > 0 && !case_reader_check_key(walk->reader, text_get(&walk->key), span);
    if (is_too_deep || is_too_long || case_problem_is_full(walk->reader->report)) {
        skip_rest(walk);
        return;
    }
    walk->depth++;
    if (is_object)
        read_object(walk);
    else
        read_array(walk);
    walk->depth--;
}

static void read_container(Walk *walk, bool is_object, Span place)
{
    size_t start = walk->at++;
    Span span = span_join(
        place, case_reader_get_span(walk->reader, str_slice(walk->text, start, start + 1)));
    if (!take(walk, is_object ? '}' : ']')) {
        read_inside(walk, is_object, span);
        return;
    }
    bool is_case = walk->depth == 0; /* {}: a case that says nothing */
    if (is_case || !case_reader_check_key(walk->reader, text_get(&walk->key), span))
        return;
    Span value_span = case_reader_get_span(walk->reader, str_slice(walk->text, start, walk->at));
    add_entry(walk, (CaseEntry){.words = is_object ? STR("{}") : STR("none"),
                                .span = span_join(place, value_span),
                                .value_span = value_span});
}

/* true, false, null, a number or a string. */
static void read_scalar(Walk *walk, Span place)
{
    bool is_string = peek(walk) == '"';
    Str words = is_string ? take_string(walk) : take_word(walk);
    Span value_span = case_reader_get_span(walk->reader, words);
    Span span = span_join(place, value_span);
    if (!case_reader_check_key(walk->reader, text_get(&walk->key), span))
        return;
    bool is_null = !is_string && str_is(words, "null");
    if (is_string)
        words = decode_string(walk, words);
    else if (is_null)
        words = STR("unknown");
    add_entry(walk, (CaseEntry){.words = words,
                                .is_text = is_string,
                                .span = span,
                                .value_span = value_span,
                                .is_literal = !is_string && !is_null});
}

/* `place` is where its key stands, SPAN_NONE for an element. */
static void read_value(Walk *walk, Span place)
{
    char first = peek(walk);
    if (first == '{' || first == '[')
        read_container(walk, first == '{', place);
    else
        read_scalar(walk, place);
}

void case_read_json(CaseEntries *entries, Report *report, uint32_t source)
{
    CaseReader reader;
    if (!case_reader_open(&reader, entries, report, source) || !check_json(&reader))
        return;
    Walk walk = {&reader, reader.text, 0, text_in(report->arena), 0};
    read_value(&walk, SPAN_NONE);
}
