/* image_read.c - the Code of an image: see image.h. Whoever made the bytes may mean harm.
 *
 * In order: the head and the digest, which tell damage; the counts, which must account for every byte, so that no row can
 * lie outside; texts and rows, each number within its range; the Code's hash, worked out anew, since compiled code is kept
 * by it; last code_verify, for all that the numbers mean together.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "base/map.h"
#include "base/sha256.h"
#include "code/check.h"
#include "code/hash.h"
#include "code/image.h"
#include "code/image_layout.h"
#include "code/verify.h"
#include "error/problem.h"
#include "value/utf8.h"

/* Enumerations of more values than this are looked up by a map. */
#define VALUES_LOOKED_THROUGH_MOST 8

typedef struct ImageText {
    Str str;
    bool is_utf8;
} ImageText;

typedef struct Reader {
    Arena *arena;
    Report *report;
    Str bytes;
    const char *reason; /* why it is refused; NULL as long as nothing is wrong */
    const uint8_t *at;  /* the next word */
    ImageText *texts;
    uint32_t text_count;
    uint32_t counts[IMAGE_TABLE_COUNT];
    char *items[IMAGE_TABLE_COUNT];
    uint32_t taken[IMAGE_TABLE_COUNT]; /* by rows that they belong to */
    uint32_t first_source;             /* number of the image's source 0 in report->sources */
} Reader;

static bool refuse(Reader *reader, const char *reason)
{
    if (!reader->reason)
        reader->reason = reason;
    return false;
}

/* Little-endian, wherever it stands. */
static uint64_t get_number(const uint8_t *bytes, size_t size)
{
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++)
        number |= (uint64_t)bytes[i] << 8 * i;
    return number;
}

static const uint8_t *get_head(const Reader *reader, size_t offset)
{
    return (const uint8_t *)reader->bytes.bytes + offset;
}

static uint32_t get_word(const Reader *reader, size_t offset)
{
    return (uint32_t)get_number(get_head(reader, offset), IMAGE_WORD_BYTES);
}

static uint32_t take_word(Reader *reader)
{
    uint32_t word = (uint32_t)get_number(reader->at, IMAGE_WORD_BYTES);
    reader->at += IMAGE_WORD_BYTES;
    return word;
}

/* ---- damage ---- */

bool image_is(Str bytes)
{
    return bytes.length >= IMAGE_MARK_STABLE_BYTES &&
           !memcmp(bytes.bytes, IMAGE_MARK, IMAGE_MARK_STABLE_BYTES);
}

static void report_damage(Report *report, const char *name, const char *what)
{
    size_t message = report_add(report, problem_kind(PROBLEM_IMAGE_DAMAGED), SPAN_NONE,
                                "'%s' is damaged: %s", name, what);
    report_hint(report, message, "build it again, or fetch it again from where it came");
}

static bool check_version(Report *report, const char *name, uint32_t version)
{
    if (version == IMAGE_VERSION)
        return true;
    size_t message = report_add(report, problem_kind(PROBLEM_IMAGE_VERSION), SPAN_NONE,
                                "'%s' has the form %u of images, and this procc reads form %u",
                                name, version, IMAGE_VERSION);
    report_hint(report, message,
                version > IMAGE_VERSION ? "it was built by a newer procc: use that one"
                                        : "build it again with this procc");
    return false;
}

static bool check_length(const Reader *reader, const char *name)
{
    uint64_t stated = get_number(get_head(reader, IMAGE_LENGTH_AT), 8);
    if (stated == reader->bytes.length)
        return true;
    report_damage(reader->report, name,
                  arena_format(reader->report->arena,
                               "it has %zu bytes, and says of itself that it has %llu",
                               reader->bytes.length, (unsigned long long)stated));
    return false;
}

static bool check_digest(const Reader *reader, const char *name)
{
    char hex[SHA256_HEX_SIZE];
    uint8_t digest[IMAGE_DIGEST_BYTES];
    image_get_digest(reader->bytes, hex);
    image_digest_from_hex(digest, hex);
    if (!memcmp(digest, get_head(reader, IMAGE_DIGEST_AT), sizeof digest))
        return true;
    report_damage(reader->report, name, "its bytes are not those that its digest is of");
    return false;
}

static bool check_size(Report *report, const char *name, size_t length)
{
    if (length <= IMAGE_BYTES_MOST)
        return true;
    report_add(report, problem_kind(PROBLEM_IMAGE_TOO_LARGE), SPAN_NONE,
               "'%s' is larger than %zu MB, the most an image may have", name,
               IMAGE_BYTES_MOST / 1024 / 1024);
    return false;
}

static bool check_whole(const Reader *reader, const char *name)
{
    Str bytes = reader->bytes;
    if (!image_is(bytes)) {
        report_add(reader->report, problem_kind(PROBLEM_NOT_AN_IMAGE), SPAN_NONE,
                   "'%s' is not a code image", name);
        return false;
    }
    if (!check_size(reader->report, name, bytes.length))
        return false;
    bool has_mark =
        bytes.length >= IMAGE_MARK_BYTES && !memcmp(bytes.bytes, IMAGE_MARK, IMAGE_MARK_BYTES);
    if (!has_mark && bytes.length >= IMAGE_MARK_BYTES) {
        report_damage(reader->report, name, "it was transferred as if it were text");
        return false;
    }
    if (bytes.length >= IMAGE_PROCEDURE_AT &&
        !check_version(reader->report, name, get_word(reader, IMAGE_VERSION_AT)))
        return false;
    if (bytes.length < IMAGE_HEAD_BYTES) {
        report_damage(reader->report, name, "it ends within its head");
        return false;
    }
    return check_length(reader, name) && check_digest(reader, name);
}

/* ---- counts and texts ---- */

/* Bytes of all rows together. */
static uint64_t count_row_bytes(const Reader *reader)
{
    uint64_t bytes = 0;
    for (uint32_t i = 0; i < IMAGE_TABLE_COUNT; i++)
        bytes += (uint64_t)reader->counts[i] * IMAGE_WORD_BYTES *
                 image_count_words(image_get_table((ImageTableId)i));
    return bytes;
}

/* Every instruction has a span and marks; frame 0 is the case; all rows and texts fit into the bytes. */
static bool read_counts(Reader *reader)
{
    for (uint32_t i = 0; i < IMAGE_TABLE_COUNT; i++)
        reader->counts[i] = get_word(reader, IMAGE_COUNTS_AT + i * IMAGE_WORD_BYTES);
    reader->text_count = get_word(reader, IMAGE_TEXT_COUNT_AT);
    uint64_t left = reader->bytes.length - IMAGE_HEAD_BYTES;
    uint64_t row_bytes = count_row_bytes(reader);
    if (row_bytes > left || left - row_bytes < reader->text_count)
        return refuse(reader, "its tables are longer than the file");
    if (reader->counts[IMAGE_INSTRUCTION_SPANS] != reader->counts[IMAGE_INSTRUCTIONS] ||
        reader->counts[IMAGE_INSTRUCTION_MARKS] != reader->counts[IMAGE_INSTRUCTIONS])
        return refuse(reader, "there are more places than instructions, or fewer");
    return true;
}

/* What stands behind the rows: the texts, each with its NUL, and nothing else. */
static bool read_texts(Reader *reader)
{
    Str rest = str_slice(reader->bytes, IMAGE_HEAD_BYTES + (size_t)count_row_bytes(reader),
                         reader->bytes.length);
    reader->texts = ARENA_ARRAY(reader->arena, reader->text_count, ImageText);
    for (uint32_t i = 0; i < reader->text_count; i++) {
        size_t end = str_find_byte(rest, '\0');
        if (end == rest.length)
            return refuse(reader, "a text does not end");
        Str text = str_slice(rest, 0, end);
        reader->texts[i] = (ImageText){text, utf8_is_valid(text)};
        rest = str_slice(rest, end + 1, rest.length);
    }
    return rest.length == 0 || refuse(reader, "there is something behind the last text");
}

/* ---- rows ---- */

static bool take_text(Reader *reader, bool may_be_any_bytes, Str *text)
{
    uint32_t number = take_word(reader);
    if (number >= reader->text_count)
        return refuse(reader, "a text that there is not");
    *text = reader->texts[number].str;
    return may_be_any_bytes || reader->texts[number].is_utf8 ||
           refuse(reader, "a text that is not UTF-8");
}

static bool read_words(Reader *reader, bool is_optional, const char **words)
{
    Str text;
    *words = NULL;
    if (is_optional && get_number(reader->at, IMAGE_WORD_BYTES) == IMAGE_NONE) {
        take_word(reader);
        return true;
    }
    if (!take_text(reader, false, &text))
        return false;
    *words = text.bytes;
    return true;
}

static bool read_type(Reader *reader, Type *type)
{
    uint32_t kind = take_word(reader), number = take_word(reader);
    bool has_enumeration = number != IMAGE_NONE;
    if (kind > TYPE_LIST || has_enumeration != (kind == TYPE_ENUMERATION))
        return refuse(reader, "a type that there is not");
    if (has_enumeration && number >= reader->counts[IMAGE_ENUMERATIONS])
        return refuse(reader, "an enumeration that there is not");
    type->kind = (TypeKind)kind;
    type->enumeration =
        has_enumeration
            ? (const Enumeration *)(const void *)reader->items[IMAGE_ENUMERATIONS] + number
            : NULL;
    return true;
}

/* Whether it lies within its source says code_verify. */
static bool read_span(Reader *reader, Span *span)
{
    uint32_t source = take_word(reader), start = take_word(reader), end = take_word(reader);
    if (source == IMAGE_NONE) {
        *span = SPAN_NONE;
        return (start == 0 && end == 0) || refuse(reader, "a place in no text");
    }
    if (source >= reader->counts[IMAGE_SOURCES])
        return refuse(reader, "a place in a text that there is not");
    *span = (Span){reader->first_source + source, start, end};
    return true;
}

/* The next rows of the table that the field names. */
static bool read_items(Reader *reader, const ImageField *field, char *item)
{
    uint32_t count = take_word(reader), id = field->limit;
    if (count > reader->counts[id] - reader->taken[id])
        return refuse(reader, "a row with more parts than there are");
    const void *items = reader->items[id] + reader->taken[id] * image_get_table(id)->item_size;
    memcpy(item + field->offset, &items, sizeof items);
    memcpy(item + field->count_offset, &count, sizeof count);
    reader->taken[id] += count;
    return true;
}

static bool read_number(Reader *reader, uint64_t limit, void *at)
{
    uint32_t number = take_word(reader);
    memcpy(at, &number, sizeof number);
    return number < limit || refuse(reader, "a number that stands for nothing");
}

static bool read_flag(Reader *reader, bool *flag)
{
    uint32_t number = take_word(reader);
    *flag = number == 1;
    return number <= 1 || refuse(reader, "neither yes nor no");
}

static bool read_value(Reader *reader, Value *value)
{
    uint64_t bits = get_number(reader->at, 2 * IMAGE_WORD_BYTES);
    reader->at += 2 * IMAGE_WORD_BYTES;
    memcpy(value, &bits, sizeof bits);
    return true;
}

static bool read_field(Reader *reader, const ImageField *field, char *item)
{
    void *at = item + field->offset;
    switch (field->kind) {
    case IMAGE_NUMBER: return read_number(reader, (uint64_t)UINT32_MAX + 1, at);
    case IMAGE_CHOICE: return read_number(reader, field->limit, at);
    case IMAGE_FLAG: return read_flag(reader, at);
    case IMAGE_VALUE: return read_value(reader, at);
    case IMAGE_WORDS: return read_words(reader, false, at);
    case IMAGE_MAYBE: return read_words(reader, true, at);
    case IMAGE_STR: return take_text(reader, false, at);
    case IMAGE_PATH: return take_text(reader, true, at);
    case IMAGE_TYPE: return read_type(reader, at);
    case IMAGE_SPAN: return read_span(reader, at);
    case IMAGE_ITEMS: return read_items(reader, field, item);
    }
    UNREACHABLE();
}

static bool read_table(Reader *reader, ImageTableId id)
{
    const ImageTable *table = image_get_table(id);
    char *item = reader->items[id];
    for (uint32_t i = 0; i < reader->counts[id]; i++, item += table->item_size)
        for (uint32_t k = 0; k < table->field_count; k++)
            if (!read_field(reader, &table->fields[k], item))
                return false;
    return true;
}

/* Rows that belong to others all belong to some. */
static bool check_taken(Reader *reader)
{
    for (uint32_t i = 0; i < IMAGE_TABLE_COUNT; i++) {
        bool is_taken = image_get_table((ImageTableId)i)->items_offset == IMAGE_NOT_IN_CODE &&
                        i != IMAGE_ENUMERATIONS && i != IMAGE_SOURCES;
        if (is_taken && reader->taken[i] != reader->counts[i])
            return refuse(reader, "rows that belong to nothing");
    }
    return true;
}

/* All tables are there before the first row is read: rows point into later ones. */
static bool read_tables(Reader *reader)
{
    reader->at = get_head(reader, IMAGE_HEAD_BYTES);
    for (uint32_t i = 0; i < IMAGE_TABLE_COUNT; i++)
        reader->items[i] = arena_alloc_array(reader->arena, reader->counts[i],
                                             image_get_table((ImageTableId)i)->item_size);
    for (uint32_t i = 0; i < IMAGE_TABLE_COUNT; i++)
        if (!read_table(reader, (ImageTableId)i))
            return false;
    return check_taken(reader);
}

/* ---- the Code ---- */

static void number_values(Reader *reader)
{
    Enumeration *enumerations = (Enumeration *)(void *)reader->items[IMAGE_ENUMERATIONS];
    for (uint32_t i = 0; i < reader->counts[IMAGE_ENUMERATIONS]; i++) {
        Enumeration *of = &enumerations[i];
        if (of->value_count <= VALUES_LOOKED_THROUGH_MOST)
            continue;
        Map *numbers = map_new(reader->arena);
        for (uint32_t k = 0; k < of->value_count; k++)
            map_set(numbers, str_from(of->values[k].name), k);
        of->numbers = numbers;
    }
}

static void add_sources(Reader *reader)
{
    const Source *sources = (const Source *)(const void *)reader->items[IMAGE_SOURCES];
    for (uint32_t i = 0; i < reader->counts[IMAGE_SOURCES]; i++)
        source_add(reader->report->sources, sources[i].name, sources[i].text);
}

static Code *make_code(Reader *reader)
{
    Code *code = ARENA_NEW(reader->arena, Code);
    for (uint32_t i = 0; i < IMAGE_TABLE_COUNT; i++) {
        const ImageTable *table = image_get_table((ImageTableId)i);
        if (table->items_offset == IMAGE_NOT_IN_CODE)
            continue;
        memcpy((char *)code + table->items_offset, &reader->items[i], sizeof reader->items[i]);
        memcpy((char *)code + table->count_offset, &reader->counts[i], sizeof reader->counts[i]);
    }
    code->procedure = get_word(reader, IMAGE_PROCEDURE_AT);
    code->sources = reader->report->sources;
    number_values(reader);
    add_sources(reader);
    return code;
}

/* An enumeration is looked at here, once, and not wherever something has its type. */
static bool check_enumerations(Reader *reader, const Code *code)
{
    const Check check = {.code = code};
    const Enumeration *of = (const Enumeration *)(const void *)reader->items[IMAGE_ENUMERATIONS];
    for (uint32_t i = 0; i < reader->counts[IMAGE_ENUMERATIONS]; i++) {
        if (!check_span(&check, of[i].span))
            return refuse(reader, "an enumeration that stands nowhere");
        for (uint32_t k = 0; k < of[i].value_count; k++)
            if (!check_span(&check, of[i].values[k].span))
                return refuse(reader, "a value that stands nowhere");
    }
    return true;
}

static bool verify(Reader *reader, const Code *code)
{
    const char *reason;
    Arena *scratch = arena_new();
    bool is_right = code_verify(code, scratch, &reason);
    if (!is_right)
        refuse(reader, arena_format(reader->report->arena, "%s", reason));
    arena_free(scratch);
    return is_right;
}

/* Native code and outcomes are known by the hash: one that is another program's must not get through. */
static bool check_hash(Reader *reader, Code *code)
{
    uint8_t hash[IMAGE_DIGEST_BYTES];
    hash_code(code);
    image_digest_from_hex(hash, code->hash);
    return !memcmp(hash, get_head(reader, IMAGE_HASH_AT), sizeof hash) ||
           refuse(reader, "its hash is that of another program");
}

static Code *read_code(Reader *reader)
{
    if (!read_counts(reader) || !read_texts(reader) || !read_tables(reader))
        return NULL;
    Code *code = make_code(reader);
    return check_enumerations(reader, code) && verify(reader, code) ? code : NULL;
}

Code *image_read_rows(Arena *arena, Report *report, Str bytes)
{
    Reader reader = {.arena = arena,
                     .report = report,
                     .bytes = bytes,
                     .first_source = (uint32_t)report->sources->list.count};
    return bytes.length < IMAGE_HEAD_BYTES ? NULL : read_code(&reader);
}

static void report_refusal(Report *report, const char *name, const char *reason)
{
    size_t message = report_add(report, problem_kind(PROBLEM_IMAGE_REFUSED), SPAN_NONE,
                                "'%s' is refused: %s", name, reason);
    report_hint(report, message, "no procc built it so: build it again from its texts");
}

Code *image_read(Arena *arena, Report *report, const char *name, Str bytes)
{
    size_t sources_before = report->sources->list.count;
    Reader reader = {
        .arena = arena, .report = report, .bytes = bytes, .first_source = (uint32_t)sources_before};
    if (!check_whole(&reader, name))
        return NULL;
    Code *code = read_code(&reader);
    if (code && check_hash(&reader, code))
        return code;
    report->sources->list.count = sources_before;
    report_refusal(report, name, reader.reason);
    return NULL;
}
