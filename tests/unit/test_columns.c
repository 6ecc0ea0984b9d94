/* test_columns.c - many cases through the Arrow C data interface, against the same cases one by one as JSON.
 *
 * The first tests are worked out by hand; the last compares columns with JSON on random rows, where a mistake would have
 * to be made twice.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <stdlib.h>

#include "unit.h"

#include "code/image.h"
#include "driver/driver.h"
#include "include/procc.h"

#define ASKED 20484 /* 31 January 2026 */
#define TODAY 20499 /* 15 February 2026 */

typedef struct Host {
    ProccCode *code;
    ProccEngine *engine;
} Host;

static Host *host_new(Arena *arena, const char *path)
{
    Driver *driver = driver_new(&(DriverOptions){NULL, 0});
    Program *program = driver_load(driver, path);
    assert_non_null(program);
    Text image = text_in(arena);
    image_write(&image, program->code);
    driver_free(driver);
    Host *host = ARENA_NEW(arena, Host);
    assert_int_equal(procc_code_read(image.bytes, image.length, &host->code, NULL), PROCC_OK);
    assert_int_equal(procc_engine_new(host->code, &host->engine, NULL), PROCC_OK);
    return host;
}

static void host_free(Host *host)
{
    procc_engine_free(host->engine);
    procc_code_free(host->code);
}

/* ---------------------------------------------------------------- columns of a host */

/* Columns that live in an arena: their release does nothing but be called. */
typedef struct Table {
    Arena *arena;
    struct ArrowSchema schema;
    struct ArrowArray array;
} Table;

static void *copy(Arena *arena, const void *bytes, size_t size)
{
    return size ? memcpy(arena_alloc(arena, size), bytes, size) : arena_alloc(arena, 1);
}

static void table_begin(Table *table, Arena *arena, int64_t length)
{
    *table = (Table){.arena = arena};
    table->schema = (struct ArrowSchema){
        .format = "+s", .name = "", .children = ARENA_ARRAY(arena, 64, struct ArrowSchema *)};
    table->array = (struct ArrowArray){.length = length,
                                       .n_buffers = 1,
                                       .buffers = ARENA_ARRAY(arena, 1, const void *),
                                       .children = ARENA_ARRAY(arena, 64, struct ArrowArray *)};
}

/* A column with up to three buffers; `validity` NULL: all given. */
static struct ArrowArray *table_add(Table *table, const char *name, const char *format,
                                    const uint8_t *validity, const void *data, size_t size)
{
    Arena *arena = table->arena;
    struct ArrowSchema *schema = ARENA_NEW(arena, struct ArrowSchema);
    struct ArrowArray *array = ARENA_NEW(arena, struct ArrowArray);
    *schema = (struct ArrowSchema){.format = format, .name = name, .flags = ARROW_FLAG_NULLABLE};
    *array = (struct ArrowArray){.length = table->array.length, .null_count = validity ? -1 : 0};
    array->buffers = ARENA_ARRAY(arena, 3, const void *);
    array->n_buffers = 2;
    size_t bitmap = ((size_t)table->array.length + 7) / 8;
    array->buffers[0] = validity ? copy(arena, validity, bitmap) : NULL;
    array->buffers[1] = copy(arena, data, size);
    table->schema.children[table->schema.n_children++] = schema;
    table->array.children[table->array.n_children++] = array;
    return array;
}

static void table_add_words(Table *table, const char *name, const char *const *words)
{
    Text bytes = text_in(table->arena);
    int32_t offsets[65] = {0};
    uint8_t validity[8] = {0};
    for (int64_t i = 0; i < table->array.length; i++) {
        if (words[i]) {
            text_add(&bytes, words[i]);
            validity[i / 8] = (uint8_t)(validity[i / 8] | 1u << i % 8);
        }
        offsets[i + 1] = (int32_t)bytes.length;
    }
    struct ArrowArray *array = table_add(table, name, "u", validity, offsets,
                                         (size_t)(table->array.length + 1) * sizeof *offsets);
    array->n_buffers = 3;
    array->buffers[2] = copy(table->arena, bytes.bytes, bytes.length);
}

/* ---------------------------------------------------------------- what came out */

typedef struct Answers {
    struct ArrowSchema schema;
    struct ArrowArray array;
} Answers;

static void evaluate(const Host *host, const Table *table, Answers *answers)
{
    char *error = NULL;
    ProccStatus status = procc_engine_evaluate_columns(host->engine, &table->schema, &table->array,
                                                       TODAY, &answers->array, &error);
    if (status != PROCC_OK)
        fail_msg("%s", error);
    assert_int_equal(procc_code_get_outcome_schema(host->code, &answers->schema, NULL), PROCC_OK);
    assert_int_equal(answers->schema.n_children, answers->array.n_children);
    assert_int_equal(answers->array.length, table->array.length);
}

static void answers_free(Answers *answers)
{
    answers->schema.release(&answers->schema);
    answers->array.release(&answers->array);
    assert_null(answers->array.release);
}

static int64_t find_child(const struct ArrowSchema *schema, const char *name)
{
    for (int64_t i = 0; i < schema->n_children; i++)
        if (strcmp(schema->children[i]->name, name) == 0)
            return i;
    fail_msg("no column '%s'", name);
    return -1;
}

static const struct ArrowArray *get(const Answers *answers, const char *outcome, const char *part)
{
    int64_t i = find_child(&answers->schema, outcome);
    const struct ArrowSchema *schema = answers->schema.children[i];
    return answers->array.children[i]->children[find_child(schema, part)];
}

static bool is_given(const struct ArrowArray *array, int64_t row)
{
    const uint8_t *validity = array->buffers[0];
    return !validity || (validity[row / 8] >> row % 8 & 1);
}

static const char *word_at(Arena *arena, const struct ArrowArray *array, int64_t row)
{
    const struct ArrowArray *words = array;
    if (!is_given(array, row))
        return "null";
    if (array->dictionary) {
        words = array->dictionary;
        row = ((const int32_t *)array->buffers[1])[row];
    }
    const int32_t *offsets = words->buffers[1];
    return arena_copy_text(arena, (const char *)words->buffers[2] + offsets[row],
                           (size_t)(offsets[row + 1] - offsets[row]));
}

static bool bit_at(const struct ArrowArray *array, int64_t row)
{
    return ((const uint8_t *)array->buffers[1])[row / 8] >> row % 8 & 1;
}

static int32_t day_at(const struct ArrowArray *array, int64_t row)
{
    return is_given(array, row) ? ((const int32_t *)array->buffers[1])[row] : -1;
}

/* ---------------------------------------------------------------- by hand */

static void rows_are_cases(void **state)
{
    Host *host = host_new(*state, "tests/unit/api.proc");
    Table table;
    Answers answers;
    table_begin(&table, *state, 4);
    table_add(&table, "agreed", "b", (uint8_t[]){0x0b}, (uint8_t[]){0x09}, 1); /* y n - y */
    table_add(&table, "able", "b", (uint8_t[]){0x08}, (uint8_t[]){0x00}, 1);   /* - - - n */
    table_add(&table, "asked_on", "tdD", (uint8_t[]){0x07},
              (int32_t[]){ASKED, ASKED, TODAY, INT32_MAX}, 16); /* the last is null: any figure */
    table_add(&table, "score", "i", NULL, (int32_t[]){10, -3, 9, 0}, 16);
    table_add(&table, "savings", "g", NULL, (double[]){23250.00, 23250.01, 0.1, 1e12}, 32);
    table_add_words(&table, "urgent", (const char *[]){"low", "high", "unknown", NULL});
    table_add_words(&table, "wait", (const char *[]){"3 weeks", NULL, "unknown", "2 months"});
    evaluate(host, &table, &answers);
    const char *fit[] = {"value", "value", "undetermined", "value"};
    const char *rich[] = {"no", "yes", "no", "yes"};
    const char *band[] = {"high", "high", "null", "null"};
    const char *longest[] = {"42 days", "null", "null", "4 months"};
    const char *state_of_reply[] = {"overdue", "null", "null", "owed"};
    const int32_t due[] = {ASKED + 14, -1, TODAY + 14, -1}; /* of the third, if it applies */
    for (int64_t row = 0; row < 4; row++) {
        assert_string_equal(word_at(*state, get(&answers, "fit", "status"), row), fit[row]);
        assert_int_equal(is_given(get(&answers, "fit", "value"), row), row != 2);
        assert_string_equal(bit_at(get(&answers, "rich", "value"), row) ? "yes" : "no", rich[row]);
        assert_string_equal(word_at(*state, get(&answers, "band", "value"), row), band[row]);
        assert_string_equal(word_at(*state, get(&answers, "longest", "value"), row), longest[row]);
        assert_string_equal(word_at(*state, get(&answers, "answer.reply", "state"), row),
                            state_of_reply[row]);
        assert_int_equal(day_at(get(&answers, "answer.reply", "due"), row), due[row]);
    }
    assert_true(bit_at(get(&answers, "fit", "value"), 0));
    assert_false(bit_at(get(&answers, "fit", "value"), 3));
    const int64_t *halves = get(&answers, "left_over", "value")->buffers[1];
    assert_int_equal(halves[2], 1162501); /* of £23,250.01, the half penny up; 128 bits a value */
    assert_int_equal(halves[3], 0);
    answers_free(&answers);
    host_free(host);
}

static void lists_are_lists_of_structs(void **state)
{
    Host *host = host_new(*state, "tests/unit/api.proc");
    Table table, carers;
    Answers answers;
    /* three carers of case 0, none of case 1, case 2 not asked, one of case 3 of whom nothing is said */
    table_begin(&carers, *state, 4);
    table_add(&carers, "willing", "b", (uint8_t[]){0x07}, (uint8_t[]){0x05}, 1); /* y n y - */
    table_add(&carers, "since", "tdD", NULL, (int32_t[]){ASKED, 0, TODAY, 0}, 16);
    table_begin(&table, *state, 4);
    struct ArrowArray *list =
        table_add(&table, "carers", "+l", (uint8_t[]){0x0b}, (int32_t[]){0, 3, 3, 3, 4}, 20);
    list->n_children = 1;
    list->children = (struct ArrowArray *[]){&carers.array};
    table.schema.children[0]->n_children = 1;
    table.schema.children[0]->children = (struct ArrowSchema *[]){&carers.schema};
    evaluate(host, &table, &answers);
    const char *helped[] = {"value", "value", "undetermined", "undetermined"};
    for (int64_t row = 0; row < 4; row++)
        assert_string_equal(word_at(*state, get(&answers, "helped", "status"), row), helped[row]);
    assert_true(bit_at(get(&answers, "helped", "value"), 0));
    assert_false(bit_at(get(&answers, "helped", "value"), 1));
    int64_t at = find_child(&answers.schema, "thank.thank_carer");
    const int32_t *offsets = answers.array.children[at]->buffers[1];
    const int32_t expected[] = {0, 3, 3, 4, 5}; /* of case 2 one possible carer */
    assert_memory_equal(offsets, expected, sizeof expected);
    const struct ArrowSchema *item = answers.schema.children[at]->children[0];
    const struct ArrowArray *rows = answers.array.children[at]->children[0];
    const struct ArrowArray *status = rows->children[find_child(item, "status")];
    const struct ArrowArray *due = rows->children[find_child(item, "due")];
    const struct ArrowArray *element = rows->children[find_child(item, "for")]->children[0];
    const char *statuses[] = {"applies", "does_not_apply", "applies", "undetermined",
                              "undetermined"};
    const int32_t dues[] = {ASKED + 10, -1, TODAY + 10, -1, -1}, numbers[] = {1, 2, 3, -1, 1};
    for (int64_t i = 0; i < 5; i++) {
        assert_string_equal(word_at(*state, status, i), statuses[i]);
        assert_int_equal(day_at(element, i), numbers[i]);
        if (i < 4)
            assert_int_equal(day_at(due, i), dues[i]);
    }
    assert_string_equal(item->children[find_child(item, "for")]->children[0]->name, "c");
    answers_free(&answers);
    host_free(host);
}

static void unknown_and_done_have_columns(void **state)
{
    Host *host = host_new(*state, "tests/unit/api.proc");
    Table table;
    Answers answers;
    table_begin(&table, *state, 3);
    table_add(&table, "agreed", "b", NULL, (uint8_t[]){0x07}, 1);
    table_add(&table, "unknown.able", "b", NULL, (uint8_t[]){0x02}, 1);
    table_add(&table, "done.reply", "tdD", (uint8_t[]){0x05}, (int32_t[]){ASKED, 0, TODAY + 1}, 12);
    table_add(&table, "as_of", "tdD", (uint8_t[]){0x04}, (int32_t[]){0, 0, TODAY + 2}, 12);
    evaluate(host, &table, &answers);
    const char *fit[] = {"value", "undetermined", "value"}, *reply[] = {"done", "owed", "done"};
    for (int64_t row = 0; row < 3; row++) {
        assert_string_equal(word_at(*state, get(&answers, "fit", "status"), row), fit[row]);
        assert_string_equal(word_at(*state, get(&answers, "answer.reply", "state"), row),
                            reply[row]);
    }
    answers_free(&answers);
    host_free(host);
}

/* ---------------------------------------------------------------- what is wrong */

static void assert_refused(Host *host, const Table *table, const char *words)
{
    struct ArrowArray out;
    char *error = NULL;
    assert_int_equal(procc_engine_evaluate_columns(host->engine, &table->schema, &table->array,
                                                   TODAY, &out, &error),
                     PROCC_BAD_CASE);
    if (!strstr(error, words))
        fail_msg("'%s' is not in: %s", words, error);
    procc_free(error);
}

static void wrong_columns_are_named(void **state)
{
    Host *host = host_new(*state, "tests/unit/api.proc");
    const uint8_t *none = NULL;
    const struct {
        const char *name, *format, *words;
    } wrong[] = {
        {"agred", "b", "did you mean 'agreed'"},
        {"agreed", "i", "column 'agreed' is of the form 'i'; allowed: bool, or utf8"},
        {"score", "b", "allowed: int8 to int64"},
        {"carers", "b", "allowed: list or large_list of struct"},
        {"score", "d:5,2,256", "is of the form"},
        {"score", "tsn:UTC", "is of the form"},
        {"done.nothing", "tdD", "no such fact"},
        {"unknown.nothing", "b", "no such fact"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        Table table;
        table_begin(&table, *state, 1);
        table_add(&table, wrong[i].name, wrong[i].format, none, (int64_t[]){0, 0}, 16);
        assert_refused(host, &table, wrong[i].words);
    }
    Table twice;
    table_begin(&twice, *state, 1);
    table_add(&twice, "agreed", "b", none, (uint8_t[]){0}, 1);
    table_add(&twice, "agreed", "b", none, (uint8_t[]){0}, 1);
    assert_refused(host, &twice, "'agreed' is there twice");
    host_free(host);
}

static void wrong_values_are_named_with_their_rows(void **state)
{
    Host *host = host_new(*state, "tests/unit/api.proc");
    Table table;
    table_begin(&table, *state, 2);
    table_add(&table, "asked_on", "tdD", NULL, (int32_t[]){0, INT32_MAX}, 8);
    assert_refused(host, &table, "column 'asked_on', row 1");
    table_begin(&table, *state, 2);
    table_add(&table, "savings", "g", NULL, (double[]){0.001, 1}, 16);
    assert_refused(host, &table, "column 'savings', row 0"); /* a tenth of a penny */
    table_begin(&table, *state, 2);
    table_add_words(&table, "urgent", (const char *[]){"low", "soon"});
    assert_refused(host, &table, "row 1: no value that it can have; allowed: one of low");
    table_begin(&table, *state, 2);
    table_add(&table, "able", "b", NULL, (uint8_t[]){3}, 1);
    table_add(&table, "unknown.able", "b", NULL, (uint8_t[]){2}, 1);
    assert_refused(host, &table, "row 1: the fact has a value too");
    table_begin(&table, *state, 2);
    struct ArrowArray *words = table_add(&table, "nickname", "u", NULL, (int32_t[]){0, 5, -1},
                                         12); /* offsets that cannot be */
    words->n_buffers = 3;
    words->buffers[2] = "Rosa!";
    assert_refused(host, &table, "column 'nickname', row 1");
    host_free(host);
}

/* ---------------------------------------------------------------- many rows, aligned or not */

#define MANY 5000

static uint64_t seed = 88172645463325252u;

static uint32_t random_below(uint32_t most)
{
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return (uint32_t)(seed >> 32) % most;
}

static void fill_bits(uint8_t *bits, size_t count)
{
    for (size_t i = 0; i < count; i++)
        bits[i] = (uint8_t)random_below(256);
}

/* One case as JSON, from the same memory. */
static void write_case(Text *out, const Table *table, int64_t row)
{
    const struct ArrowArray *agreed = table->array.children[0], *able = table->array.children[1];
    const struct ArrowArray *score = table->array.children[2], *asked = table->array.children[3];
    char line[64];
    text_add(out, "{\"wait\": null");
    if (is_given(agreed, agreed->offset + row))
        text_add(out,
                 bit_at(agreed, agreed->offset + row) ? ",\"agreed\":true" : ",\"agreed\":false");
    if (is_given(able, able->offset + row))
        text_add(out, bit_at(able, able->offset + row) ? ",\"able\":true" : ",\"able\":false");
    if (is_given(score, score->offset + row)) {
        snprintf(line, sizeof line, ",\"score\":%d",
                 (int)((const int16_t *)score->buffers[1])[score->offset + row]);
        text_add(out, line);
    }
    if (is_given(asked, asked->offset + row)) {
        int year, month, day;
        date_to_ymd(((const int32_t *)asked->buffers[1])[asked->offset + row], &year, &month, &day);
        snprintf(line, sizeof line, ",\"asked_on\":\"%04d-%02d-%02d\"", year, month, day);
        text_add(out, line);
    }
    text_add(out, "}");
}

static void compare_row(const Host *host, Arena *arena, const Table *table, const Answers *answers,
                        int64_t row)
{
    Text facts = text_in(arena);
    char *outcome, *error = NULL, expected[128];
    write_case(&facts, table, row);
    assert_int_equal(procc_engine_evaluate_json(host->engine, facts.bytes, facts.length, TODAY,
                                                PROCC_ALL_NORMS, &outcome, &error),
                     PROCC_OK);
    static const char *const decisions[] = {"fit", "double_score", "ready_on", "two_ways"};
    for (size_t i = 0; i < sizeof decisions / sizeof decisions[0]; i++) {
        const char *status = word_at(arena, get(answers, decisions[i], "status"), row);
        snprintf(expected, sizeof expected, "\"%s\": {\n      \"%s\"", decisions[i], status);
        if (!strstr(outcome, expected))
            fail_msg("row %lld: %s of %s is not in %s", (long long)row, expected, facts.bytes,
                     outcome);
    }
    const char *applies = word_at(arena, get(answers, "answer.reply", "status"), row);
    const char *life = word_at(arena, get(answers, "answer.reply", "state"), row);
    const char *at = strstr(outcome, "\"action\": \"reply\"");
    assert_non_null(at);
    snprintf(expected, sizeof expected, "\"status\": \"%s\"", applies);
    assert_non_null(strstr(at, expected));
    snprintf(expected, sizeof expected, "\"state\": %s%s%s",
             is_given(get(answers, "answer.reply", "state"), row) ? "\"" : "", life,
             is_given(get(answers, "answer.reply", "state"), row) ? "\"" : "");
    assert_non_null(strstr(at, expected));
    procc_free(outcome);
}

/* The columns begin `offset` rows into their memory: of words of planes too where that is no multiple of 64. */
static void compare_many(void **state, int64_t offset)
{
    Arena *arena = *state;
    Host *host = host_new(arena, "tests/unit/api.proc");
    Table table;
    Answers answers;
    const size_t room = MANY + 256;
    uint8_t *bits = arena_alloc(arena, room / 8);
    uint8_t *validity = arena_alloc(arena, room / 8);
    int16_t *scores = ARENA_ARRAY(arena, room, int16_t);
    int32_t *days = ARENA_ARRAY(arena, room, int32_t);
    for (size_t i = 0; i < room; i++) {
        scores[i] = (int16_t)((int)random_below(30) - 5);
        days[i] = (int32_t)(ASKED + random_below(30));
    }
    table_begin(&table, arena, (int64_t)room);
    static const char *const names[] = {"agreed", "able", "score", "asked_on"};
    static const char *const formats[] = {"b", "b", "s", "tdD"};
    const void *const data[] = {bits, bits, scores, days};
    const size_t sizes[] = {room / 8, room / 8, room * 2, room * 4};
    for (size_t i = 0; i < 4; i++) {
        fill_bits(bits, room / 8);
        fill_bits(validity, room / 8);
        struct ArrowArray *column =
            table_add(&table, names[i], formats[i], validity, data[i], sizes[i]);
        column->offset = offset;
        column->length = MANY;
    }
    table.array.length = MANY;
    evaluate(host, &table, &answers);
    for (int64_t row = 0; row < MANY; row += 7)
        compare_row(host, arena, &table, &answers, row);
    answers_free(&answers);
    host_free(host);
}

static void many_rows_are_those_one_by_one(void **state)
{
    compare_many(state, 0);
    compare_many(state, 64);
    compare_many(state, 13);
}

/* A limit on memory that rises: each time all is given back, or all is there. */
static void columns_without_memory(void **state)
{
    Host *host = host_new(*state, "tests/unit/api.proc");
    Table table;
    struct ArrowArray out;
    unsigned refused = 0;
    table_begin(&table, *state, 3);
    table_add(&table, "agreed", "b", NULL, (uint8_t[]){0x07}, 1);
    for (size_t most = 1; most < 4000000; most += most / 3 + 1) {
        arena_limit_guards(most);
        ProccStatus status = procc_engine_evaluate_columns(host->engine, &table.schema,
                                                           &table.array, TODAY, &out, NULL);
        refused += status == PROCC_NO_MEMORY;
        if (status == PROCC_OK)
            out.release(&out);
    }
    arena_limit_guards(0);
    assert_true(refused > 5);
    host_free(host);
}

static void schemas_say_what_there_is(void **state)
{
    Host *host = host_new(*state, "tests/unit/api.proc");
    struct ArrowSchema schema;
    assert_int_equal(procc_code_get_fact_schema(host->code, &schema, NULL), PROCC_OK);
    const struct {
        const char *name, *format;
    } expected[] = {{"agreed", "b"},     {"score", "d:19,6"}, {"savings", "d:19,2"},
                    {"asked_on", "tdD"}, {"wait", "u"},       {"urgent", "i"},
                    {"nickname", "u"},   {"carers", "+l"},    {"done.reply", "tdD"}};
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        assert_string_equal(schema.children[find_child(&schema, expected[i].name)]->format,
                            expected[i].format);
    const struct ArrowSchema *item = schema.children[find_child(&schema, "carers")]->children[0];
    find_child(item, "willing");
    find_child(item, "done.thank_carer");
    schema.release(&schema);
    assert_null(schema.release);
    host_free(host);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(rows_are_cases),
        UNIT_TEST(lists_are_lists_of_structs),
        UNIT_TEST(unknown_and_done_have_columns),
        UNIT_TEST(wrong_columns_are_named),
        UNIT_TEST(wrong_values_are_named_with_their_rows),
        UNIT_TEST(many_rows_are_those_one_by_one),
        UNIT_TEST(columns_without_memory),
        UNIT_TEST(schemas_say_what_there_is),
    };
    return cmocka_run_group_tests_name("columns", tests, NULL, NULL);
}
