/* batch.c - fuzzes many cases at once, with the program in rich.proc, and compares the two ways of reading them.
 *
 * In: a letter, and a chunk of records: `j` NDJSON, `c` CSV with its header first. After `r` a number follows: from it records
 * of both forms are made at random, right and wrong ones, so that the corpus holds a property test too. Each record is read the
 * fast way and by the readers of single cases: both must reject the same with the same messages, and give the rest the same outcomes. The
 * answers straight off the registers must be those of outcome_new.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch/line.h"
#include "case/bulk.h"
#include "fuzz/doors.h"

#define ROWS_MOST 96
#define RECORDS_MADE 20
#define VARIANTS_MADE 4

typedef struct ProgramText {
    const char *name;
    const char *text;
    size_t length;
} ProgramText;

static const ProgramText programs[] = {
#include "fuzz_rich.inc"
};

/* Compiled once, which libFuzzer gives no other place for; it is never changed afterwards. */
static const Code *get_code(void)
{
    static Code *code;
    if (!code)
        code = fuzz_compile(arena_new(), (Str){programs[0].text, programs[0].length}).code;
    BUG_IF(!code);
    return code;
}

/* Beside the fuzzer, or two folders above where the tests' programs stand. */
static const JsonIndexDoor *get_door(void)
{
    static const JsonIndexDoor *door;
    static const char *const names[] = {"procc-json.so", "../../procc-json.so"};
    char program[4096] = "", path[4200];
    if (door)
        return door;
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    while (length > 0 && program[length - 1] != '/')
        length--;
    program[length > 0 ? length : 0] = '\0';
    for (size_t i = 0; !door && i < sizeof names / sizeof names[0]; i++) {
        strcpy(path, program);
        strcat(path, names[i]);
        door = json_index_load(path);
    }
    BUG_IF(!door);
    return door;
}

/* ---- both ways ---- */

typedef struct Way {
    Arena *arena;
    const Code *code;
    Bulk *bulk;
    Engine *engine, *alone;
    const LineShape *shape;
    Text out;
} Way;

static void check_brief(Arena *arena, const Evaluation *evaluation, uint32_t row)
{
    const Outcome *whole = outcome_new(arena, evaluation, row);
    Outcome head = brief_begin(evaluation, row);
    for (size_t i = 0; i < whole->decisions.count; i++) {
        const OutcomeDecision *it = &whole->decisions.items[i];
        Value value = 0;
        BUG_IF(brief_read_decision(arena, &head, it->decision, it->row, &value) != it->status);
        BUG_IF(it->status == DECISION_VALUE && value != it->value);
    }
    for (size_t i = 0; i < whole->norms.count; i++) {
        const OutcomeNorm *it = &whole->norms.items[i];
        OutcomeNorm brief = brief_read_norm(arena, &head, it->norm, it->row);
        BUG_IF(brief.status != it->status || brief.state != it->state);
        BUG_IF(brief.due.has != it->due.has || (it->due.has && brief.due.day != it->due.day));
    }
}

static void answer(Way *way, const BulkRow *row, const Evaluation *evaluation, uint32_t case_row)
{
    Arena *scratch = arena_new();
    LineFindings found =
        line_write(&way->out, way->shape, scratch, evaluation, case_row, row->line, row->id);
    const Outcome *whole = outcome_new(scratch, evaluation, case_row);
    bool is_contradictory = whole->conflicts.count > 0 || whole->gaps.count > 0;
    BUG_IF(found.is_contradictory != is_contradictory);
    check_brief(scratch, evaluation, case_row);
    arena_free(scratch);
}

static void reject(Way *way, const BulkRow *row)
{
    text_add_format(&way->out, "%llu:", (unsigned long long)row->line);
    for (size_t i = 0; i < row->report->messages.count; i++) {
        const Message *message = &row->report->messages.items[i];
        text_add_format(&way->out, " %s %s (%s) %u-%u", message->kind->code, message->text,
                        message->hint ? message->hint : "", message->span.start, message->span.end);
    }
    text_add_byte(&way->out, '\n');
    fuzz_render(row->report);
}

/* How many stood in the table. */
static size_t run_rows(Way *way)
{
    size_t count, in_table = 0;
    const BulkRow *rows = bulk_get_rows(way->bulk, &count);
    const CaseTable *table = bulk_get_table(way->bulk);
    const Evaluation *evaluation = table->case_count ? engine_run(way->engine, table) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].place == BULK_IN_TABLE)
            answer(way, &rows[i], evaluation, rows[i].row);
        else if (rows[i].place == BULK_ALONE)
            answer(way, &rows[i], engine_run(way->alone, rows[i].alone), 0);
        else
            reject(way, &rows[i]);
        in_table += rows[i].place == BULK_IN_TABLE;
    }
    return in_table;
}

/* CSV: takes the header off. False where it is wrong. */
static bool read_header(Way *way, const BulkOptions *options, Str *chunk)
{
    size_t next = 0;
    Sources *sources = ARENA_NEW(way->arena, Sources);
    sources->arena = way->arena;
    size_t end = chunk->length ? bulk_find_end(options, *chunk, 0, &next) : 0;
    uint32_t source = source_add(sources, STR("header"), str_slice(*chunk, 0, end));
    Report *report = report_new(way->arena, sources);
    bool is_right = bulk_read_header(way->bulk, report, source);
    fuzz_render(report);
    *chunk = str_slice(*chunk, next, chunk->length);
    return is_right;
}

static size_t run_way(Way *way, const BulkOptions *options, const LineOptions *lines, Str chunk)
{
    size_t in_table = 0;
    way->arena = arena_new();
    way->out = text_in(way->arena);
    way->shape = line_shape_new(way->arena, way->code, lines);
    way->bulk = bulk_new(way->code, options);
    way->engine = engine_new(way->arena, way->code);
    way->alone = engine_new(way->arena, way->code);
    if (options->form == BULK_JSON || read_header(way, options, &chunk)) {
        bulk_start(way->bulk, chunk, 1);
        while (bulk_next(way->bulk))
            in_table += run_rows(way);
    }
    bulk_free(way->bulk);
    return in_table;
}

/* The chunk both ways; how many records went the fast one. */
static size_t compare(BulkForm form, Str chunk, uint32_t variant)
{
    static const char *const ignored[] = {"note"};
    BulkOptions options = {.form = form, .delimiter = ',', .id = "id", .ignored = ignored};
    options.ignored_count = 1;
    options.as_of = variant & 1 ? "day" : NULL;
    options.has_day = !(variant & 1) || variant & 2;
    options.day = 20514; /* 2 March 2026 */
    options.rows_most = ROWS_MOST;
    options.door = get_door();
    LineOptions lines = {.is_csv = variant & 4, .has_id = true};
    lines.with_needs = !lines.is_csv && variant & 8;
    lines.is_full = !lines.is_csv && variant & 16;
    BulkOptions slow = options;
    slow.is_all_alone = true;
    Way fast_way = {.code = get_code()}, slow_way = {.code = get_code()};
    size_t count = run_way(&fast_way, &options, &lines, chunk);
    run_way(&slow_way, &slow, &lines, chunk);
    BUG_IF(!str_is_equal(text_get(&fast_way.out), text_get(&slow_way.out)));
    arena_free(fast_way.arena);
    arena_free(slow_way.arena);
    return count;
}

/* ---- records at random ---- */

typedef struct Maker {
    Arena *arena;
    Text out;
    uint64_t state;
    bool is_odd; /* the record may have something wrong or unusual in it */
} Maker;

static uint32_t roll(Maker *maker, uint32_t below)
{
    maker->state ^= maker->state >> 12; /* xorshift64* */
    maker->state ^= maker->state << 25;
    maker->state ^= maker->state >> 27;
    return (uint32_t)((maker->state * 0x2545f4914f6cdd1d) >> 33) % below;
}

#define PICK(maker, list) ((list)[roll((maker), (uint32_t)(sizeof(list) / sizeof(list)[0]))])

static const char *odd_value(Maker *maker)
{
    static const char *const values[] = {
        "null",
        "1e3",
        "\"unknown\"",
        "\"\"",
        "[]",
        "{}",
        "-0",
        "007",
        "1.",
        "truth",
        "\"30 February 2026\"",
        "[null]",
        "0.0000001",
        "1e999",
        "\"a\\nb\"",
        "\"\\u00e9\"",
        "\"\\u0000\"",
        "99999999999999999999",
        "[[]]",
        "{\"a\":1}",
        "\"\xff\"",
        "12 13",
        "\"none\"",
        "1234567890123456.25",
        "\" yes \"",
        "tru",
        "-",
    };
    return PICK(maker, values);
}

static const char *plain_value(Maker *maker, Type type)
{
    static const char *const yes_no[] = {"true", "false", "\"yes\"", "\"no\"", "\"Yes\""};
    static const char *const numbers[] = {"0", "12", "-3.5", "\"25%\"", "2.500001", "\"1,234\""};
    static const char *const money[] = {"0",       "12.5",    "\"£1,234.50\"",
                                        "\"-20\"", "1000.01", "2325000"};
    static const char *const dates[] = {"\"2026-03-02\"", "\"2 March 2026\"", "\"0001-01-01\"",
                                        "\"2024-02-29\"", "\"2026-12-31\""};
    static const char *const durations[] = {"\"8 weeks\"", "\"5 working days\"", "\"1 month\""};
    static const char *const texts[] = {"\"x\"", "\"unknown\"", "\"a longer text, with a comma\"",
                                        "\"12\"", "\"\xc3\xa9\""};
    switch (type.kind) {
    case TYPE_YES_NO: return PICK(maker, yes_no);
    case TYPE_NUMBER: return PICK(maker, numbers);
    case TYPE_MONEY: return PICK(maker, money);
    case TYPE_DATE: return PICK(maker, dates);
    case TYPE_DURATION: return PICK(maker, durations);
    case TYPE_TEXT: return PICK(maker, texts);
    case TYPE_ENUMERATION:
        return arena_format(
            maker->arena, "\"%s\"",
            type.enumeration->values[roll(maker, type.enumeration->value_count)].name);
    case TYPE_LIST: break;
    }
    return "[]";
}

static const char *make_value(Maker *maker, Type type)
{
    if (maker->is_odd && roll(maker, 8) == 0)
        return odd_value(maker);
    return roll(maker, 8) == 0 ? "null" : plain_value(maker, type);
}

static void make_fields(Maker *maker, uint32_t frame);

static void make_list(Maker *maker, uint32_t frame)
{
    uint32_t count = roll(maker, 4);
    if (roll(maker, 8) == 0) {
        text_add(&maker->out, "null");
        return;
    }
    text_add_byte(&maker->out, '[');
    for (uint32_t i = 0; i < count; i++) {
        text_add(&maker->out, i > 0 ? ", {" : "{");
        make_fields(maker, frame);
        text_add_byte(&maker->out, '}');
    }
    text_add_byte(&maker->out, ']');
}

static void add_key(Maker *maker, bool *has_sibling, const char *key)
{
    text_add_format(&maker->out, "%s\"%s\":%s", *has_sibling ? "," : "", key,
                    roll(maker, 4) ? "" : " ");
    *has_sibling = true;
}

static void make_fields(Maker *maker, uint32_t frame)
{
    const Code *code = get_code();
    bool has_sibling = false;
    uint32_t start = roll(maker, 6) ? 0 : roll(maker, code->fact_count);
    for (uint32_t i = 0; i < code->fact_count; i++) {
        const CodeFact *fact = &code->facts[(start + i) % code->fact_count];
        if (fact->frame != frame || roll(maker, 4) == 0)
            continue;
        add_key(maker, &has_sibling, maker->is_odd && roll(maker, 40) == 0 ? "note" : fact->name);
        if (fact->type.kind == TYPE_LIST && !(maker->is_odd && roll(maker, 10) == 0))
            make_list(maker, fact->list_frame);
        else
            text_add(&maker->out, make_value(maker, fact->type));
    }
    if (frame != 0 || roll(maker, 2))
        return;
    add_key(maker, &has_sibling, "done");
    text_add_byte(&maker->out, '{');
    has_sibling = false;
    for (uint32_t i = 0; i < code->action_count; i++) {
        if (roll(maker, 3) || (code->actions[i].frame != 0 && !maker->is_odd))
            continue;
        add_key(maker, &has_sibling, code->actions[i].name);
        bool is_element = code->actions[i].frame != 0 && roll(maker, 4);
        text_add(&maker->out, is_element ? "{\"1\":\"2026-02-03\"}"
                                         : make_value(maker, (Type){TYPE_DATE, NULL}));
    }
    text_add_byte(&maker->out, '}');
}

static void make_json(Maker *maker)
{
    maker->is_odd = roll(maker, 3) == 0;
    text_add_byte(&maker->out, '{');
    if (roll(maker, 2))
        text_add_format(&maker->out, "\"id\":%s,", roll(maker, 2) ? "\"A\\u0031\"" : "17");
    if (roll(maker, 2))
        text_add_format(&maker->out, "\"day\":%s,", make_value(maker, (Type){TYPE_DATE, NULL}));
    make_fields(maker, 0);
    text_add(&maker->out, maker->is_odd && roll(maker, 12) == 0 ? "\n" : "}\n");
}

/* A value of JSON as a cell. */
static void make_cell(Maker *maker, Type type)
{
    const char *json = make_value(maker, type);
    Str words = str_from(json);
    uint32_t how = roll(maker, 6);
    if (how == 0)
        return;
    if (str_is(words, "null"))
        words = STR("unknown");
    else if (words.length > 1 && words.bytes[0] == '"')
        words = str_slice(words, 1, words.length - 1);
    bool is_quoted = how == 1 || str_find_byte(words, ',') < words.length;
    text_add_format(&maker->out, is_quoted ? "\"%.*s\"" : "%.*s", STR_ARG(words));
}

static void make_csv(Maker *maker)
{
    const Code *code = get_code();
    text_add(&maker->out, "id,day,note,carers,carers.1.willing,carers.2.willing,services.1.kind");
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (code->facts[i].frame == 0 && code->facts[i].type.kind != TYPE_LIST)
            text_add_format(&maker->out, ",%s", code->facts[i].name);
    text_add(&maker->out, "\n");
    for (int n = 0; n < RECORDS_MADE; n++) {
        maker->is_odd = roll(maker, 3) == 0;
        static const Type yes_no = {TYPE_YES_NO, NULL}, date = {TYPE_DATE, NULL},
                          text = {TYPE_TEXT, NULL};
        static const Type *const first[] = {&text, &date, &text, &text, &yes_no, &yes_no, &text};
        for (size_t i = 0; i < sizeof first / sizeof first[0]; i++) {
            text_add(&maker->out, i > 0 ? "," : "");
            if (i < 3 || roll(maker, 6) == 0)
                make_cell(maker, *first[i]);
        }
        for (uint32_t i = 0; i < code->fact_count; i++) {
            if (code->facts[i].frame != 0 || code->facts[i].type.kind == TYPE_LIST)
                continue;
            text_add(&maker->out, maker->is_odd && roll(maker, 50) == 0 ? ";" : ",");
            make_cell(maker, code->facts[i].type);
        }
        text_add(&maker->out, roll(maker, 2) ? "\r\n" : "\n");
    }
}

/* Both forms, in some variants. Where no record of JSON goes the fast way the comparison would say nothing. */
static void compare_made(uint64_t seed)
{
    Maker maker = {.arena = arena_new(), .state = seed * 2654435761u + 88172645463325252u};
    size_t fast = 0;
    for (int n = 0; n < VARIANTS_MADE; n++) {
        uint32_t variant = roll(&maker, 32);
        maker.out = text_in(maker.arena);
        for (int i = 0; i < RECORDS_MADE; i++)
            make_json(&maker);
        fast += compare(BULK_JSON, text_get(&maker.out), variant);
        maker.out = text_in(maker.arena);
        make_csv(&maker);
        compare(BULK_CSV, text_get(&maker.out), variant);
    }
    BUG_IF(fast == 0);
    arena_free(maker.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    if (count < 2 || count > FUZZ_BYTES_MOST)
        return 0;
    Arena *arena = arena_new();
    Str text = fuzz_copy(arena, bytes + 2, count - 2);
    if (bytes[0] == 'r')
        compare_made(strtoull(str_to_text(arena, text), NULL, 10));
    else
        compare(bytes[0] == 'c' ? BULK_CSV : BULK_JSON, text, bytes[1]);
    arena_free(arena);
    return 0;
}
