/* test_engine.c - the interpreter's instructions on one row and on many, lists with and without elements, product frames.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code_builder.h"

#include "base/sha256.h"
#include "code/hash.h"
#include "code/verify.h"

/* Around the edges of a plane's words. */
static const uint32_t ROW_COUNTS[] = {1, 63, 64, 65, 200};

static Evaluation *run(Arena *arena, const Code *code, const CaseTable *table)
{
    const char *reason = "";
    if (!code_verify(code, arena, &reason))
        fail_msg("not verified: %s", reason);
    return interpreter_run(arena, code, table);
}

static void assert_truth(const Evaluation *evaluation, uint32_t reg, uint32_t row, Truth truth)
{
    assert_int_equal(evaluation_get_truth(evaluation, reg, row), truth);
}

static void assert_value(const Evaluation *evaluation, uint32_t reg, uint32_t row, Value value)
{
    Value found = 0;
    assert_true(evaluation_find_value(evaluation, reg, row, &found));
    assert_int_equal(found, value);
}

static void assert_unknown(const Evaluation *evaluation, uint32_t reg, uint32_t row)
{
    Value found;
    assert_false(evaluation_is_known(evaluation, reg, row));
    assert_false(evaluation_find_value(evaluation, reg, row, &found));
}

/* ---- SHA-256: FIPS 180-4's examples */

static void assert_digest(const char *bytes, size_t count, size_t times, const char *expected)
{
    char hex[SHA256_HEX_SIZE];
    Sha256 sha;
    sha256_init(&sha);
    for (size_t i = 0; i < times; i++)
        sha256_add(&sha, bytes, count);
    sha256_to_hex(&sha, hex);
    assert_string_equal(hex, expected);
}

static void sha256_gives_the_standards_digests(void **state)
{
    (void)state;
    assert_digest("", 0, 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_digest("abc", 3, 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, 1,
                  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assert_digest(
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqk"
        "lmnopqrlmnopqrsmnopqrstnopqrstu",
        112, 1, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    assert_digest("a", 1, 1000000,
                  "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void the_hash_changes_with_the_code(void **state)
{
    Code *code = builder_new(*state);
    builder_constant(code, 0, TYPE_NUMBER, 1);
    hash_code(code);
    char first[sizeof code->hash];
    memcpy(first, code->hash, sizeof first);
    assert_int_equal(strlen(first), 64);
    hash_code(code);
    assert_string_equal(code->hash, first);
    code->constants[0].value = 2;
    hash_code(code);
    assert_string_not_equal(code->hash, first);
}

/* ---- logic, against Kleene's tables row by row */

#define LOGIC_FACTS 3

static Truth truth_of_digit(uint32_t digit)
{
    static const Truth TRUTHS[] = {TRUTH_NO, TRUTH_UNKNOWN, TRUTH_YES};
    return TRUTHS[digit % 3];
}

static Truth least(Truth a, Truth b)
{
    return a < b ? a : b;
}

static Truth most(Truth a, Truth b)
{
    return a > b ? a : b;
}

static Truth not(Truth a)
{
    return a == TRUTH_UNKNOWN ? a : a == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
}

static Truth is_at_least(const Truth *truths, uint32_t wanted)
{
    uint32_t surely = 0, possibly = 0;
    for (int i = 0; i < LOGIC_FACTS; i++) {
        surely += truths[i] == TRUTH_YES;
        possibly += truths[i] != TRUTH_NO;
    }
    return surely >= wanted ? TRUTH_YES : possibly < wanted ? TRUTH_NO : TRUTH_UNKNOWN;
}

typedef struct Logic {
    Code *code;
    uint32_t facts[LOGIC_FACTS];
    uint32_t and, or, none_and, none_or, not, two, known, same, different;
} Logic;

static Logic logic_new(Arena *arena)
{
    Logic logic = {.code = builder_new(arena)};
    for (int i = 0; i < LOGIC_FACTS; i++)
        logic.facts[i] = builder_read(logic.code, 0, TYPE_YES_NO);
    const uint32_t *f = logic.facts;
    logic.and = builder_pool(logic.code, OP_AND, 0, TYPE_YES_NO, f, LOGIC_FACTS, 0);
    logic.or = builder_pool(logic.code, OP_OR, 0, TYPE_YES_NO, f, LOGIC_FACTS, 0);
    logic.none_and = builder_pool(logic.code, OP_AND, 0, TYPE_YES_NO, f, 0, 0);
    logic.none_or = builder_pool(logic.code, OP_OR, 0, TYPE_YES_NO, f, 0, 0);
    logic.not = builder_emit(logic.code, OP_NOT, 0, TYPE_YES_NO, f[0], 0, 0);
    logic.two = builder_pool(logic.code, OP_AT_LEAST, 0, TYPE_YES_NO, f, LOGIC_FACTS, 2);
    logic.known = builder_emit(logic.code, OP_IS_KNOWN, 0, TYPE_YES_NO, f[0], 0, 0);
    logic.same =
        builder_emit(logic.code, OP_COMPARE_YES_NO, 0, TYPE_YES_NO, f[0], f[1], COMPARISON_IS);
    logic.different =
        builder_emit(logic.code, OP_COMPARE_YES_NO, 0, TYPE_YES_NO, f[0], f[1], COMPARISON_IS_NOT);
    return logic;
}

static void check_logic_row(const Logic *logic, const Evaluation *evaluation, uint32_t row)
{
    const Truth t[] = {truth_of_digit(row), truth_of_digit(row / 3), truth_of_digit(row / 9)};
    bool is_open = t[0] == TRUTH_UNKNOWN || t[1] == TRUTH_UNKNOWN;
    Truth same = is_open ? TRUTH_UNKNOWN : t[0] == t[1] ? TRUTH_YES : TRUTH_NO;
    for (int i = 0; i < LOGIC_FACTS; i++)
        assert_truth(evaluation, logic->facts[i], row, t[i]);
    assert_truth(evaluation, logic->and, row, least(t[0], least(t[1], t[2])));
    assert_truth(evaluation, logic->or, row, most(t[0], most(t[1], t[2])));
    assert_truth(evaluation, logic->none_and, row, TRUTH_YES);
    assert_truth(evaluation, logic->none_or, row, TRUTH_NO);
    assert_truth(evaluation, logic->not, row, not(t[0]));
    assert_truth(evaluation, logic->two, row, is_at_least(t, 2));
    assert_truth(evaluation, logic->known, row, t[0] == TRUTH_UNKNOWN ? TRUTH_NO : TRUTH_YES);
    assert_truth(evaluation, logic->same, row, same);
    assert_truth(evaluation, logic->different, row, not(same));
}

static void logic_is_kleenes_on_any_number_of_rows(void **state)
{
    for (size_t i = 0; i < sizeof ROW_COUNTS / sizeof *ROW_COUNTS; i++) {
        Logic logic = logic_new(*state);
        CaseTable *table = builder_table(*state, logic.code, ROW_COUNTS[i], 0, NULL);
        for (uint32_t row = 0; row < ROW_COUNTS[i]; row++)
            for (uint32_t k = 0, digits = row; k < LOGIC_FACTS; k++, digits /= 3)
                if (truth_of_digit(digits) != TRUTH_UNKNOWN)
                    builder_give_to(table, logic.facts[k], row,
                                    truth_of_digit(digits) == TRUTH_YES);
        Evaluation *evaluation = run(*state, logic.code, table);
        for (uint32_t row = 0; row < ROW_COUNTS[i]; row++)
            check_logic_row(&logic, evaluation, row);
    }
}

/* ---- what the case says */

static void presumptions_speak_only_where_the_case_is_silent(void **state)
{
    Code *code = builder_new(*state);
    uint32_t reg = builder_read(code, 0, TYPE_NUMBER);
    uint32_t plain = builder_read(code, 0, TYPE_NUMBER);
    code->facts[0].is_presumed = true;
    code->facts[0].presumed = (CodeConstant){type_of(TYPE_NUMBER), 7, NULL};
    CaseTable *table = builder_table(*state, code, 3, 0, NULL);
    builder_give(table, 0, 1, 5);
    column_set_unknown(&table->facts[0], 2);
    Evaluation *evaluation = run(*state, code, table);
    assert_value(evaluation, reg, 0, 7);
    assert_value(evaluation, reg, 1, 5);
    assert_unknown(evaluation, reg, 2);
    assert_unknown(evaluation, plain, 0);
}

static void texts_are_the_same_where_their_words_are(void **state)
{
    Code *code = builder_new(*state);
    uint32_t fact = builder_read(code, 0, TYPE_TEXT);
    uint32_t constant = builder_constant(code, 0, TYPE_TEXT, 0);
    code->constants[0].text = "rosa";
    uint32_t is = builder_emit(code, OP_COMPARE, 0, TYPE_YES_NO, fact, constant, COMPARISON_IS);
    CaseTable *table = builder_table(*state, code, 2, 0, NULL);
    builder_give_to(table, fact, 0, texts_add(table->texts, STR("maria")));
    builder_give_to(table, fact, 1, texts_add(table->texts, STR("rosa")));
    Evaluation *evaluation = run(*state, code, table);
    assert_truth(evaluation, is, 0, TRUTH_NO);
    assert_truth(evaluation, is, 1, TRUTH_YES);
}

static void parameters_and_periods_go_by_each_cases_date(void **state)
{
    Code *code = builder_new(*state);
    const CodeParameterValue values[] = {
        {.from = 10, .until = 19, .value = {type_of(TYPE_MONEY), 100, NULL}, .span = SPAN_NONE},
        {.from = 20, .until = 30, .value = {type_of(TYPE_MONEY), 200, NULL}, .span = SPAN_NONE}};
    code->parameters[code->parameter_count++] =
        (CodeParameter){"limit", NULL, type_of(TYPE_MONEY), values, 2, {0}, SPAN_NONE};
    code->periods[code->period_count++] = (CodePeriod){true, true, 10, 19};
    uint32_t limit = builder_emit(code, OP_PARAMETER, 0, TYPE_MONEY, 0, 0, 0);
    uint32_t in_force = builder_emit(code, OP_IN_FORCE, 0, TYPE_YES_NO, 0, 0, 0);
    static const Value DATES[] = {9, 10, 19, 20, 30, 31};
    static const Value EXPECTED[] = {0, 100, 100, 200, 200, 0};
    CaseTable *table = builder_table(*state, code, 6, 0, NULL);
    memcpy(table->as_of, DATES, sizeof DATES);
    Evaluation *evaluation = run(*state, code, table);
    for (uint32_t row = 0; row < 6; row++) {
        if (EXPECTED[row])
            assert_value(evaluation, limit, row, EXPECTED[row]);
        else
            assert_unknown(evaluation, limit, row);
        assert_truth(evaluation, in_force, row, row == 1 || row == 2 ? TRUTH_YES : TRUTH_NO);
    }
}

static void done_is_done_by_the_as_of_date(void **state)
{
    Code *code = builder_new(*state);
    code->actions[code->action_count++] = (CodeAction){"act", NULL, 0, SPAN_NONE};
    uint32_t done = builder_emit(code, OP_DONE, 0, TYPE_YES_NO, 0, 0, 0);
    CaseTable *table = builder_table(*state, code, 4, 10, NULL);
    column_give(&table->done[0], 1, 10);
    column_give(&table->done[0], 2, 11);
    column_set_unknown(&table->done[0], 3);
    Evaluation *evaluation = run(*state, code, table);
    assert_truth(evaluation, done, 0, TRUTH_NO);
    assert_truth(evaluation, done, 1, TRUTH_YES);
    assert_truth(evaluation, done, 2, TRUTH_NO);
    assert_truth(evaluation, done, 3, TRUTH_UNKNOWN);
}

/* ---- comparisons and arithmetic */

static void comparisons_need_both_sides(void **state)
{
    static const Truth EXPECTED[][3] = {
        /* 1 against 2, 2 against 2, 3 against 2 */
        [COMPARISON_IS] = {TRUTH_NO, TRUTH_YES, TRUTH_NO},
        [COMPARISON_IS_NOT] = {TRUTH_YES, TRUTH_NO, TRUTH_YES},
        [COMPARISON_MORE_THAN] = {TRUTH_NO, TRUTH_NO, TRUTH_YES},
        [COMPARISON_LESS_THAN] = {TRUTH_YES, TRUTH_NO, TRUTH_NO},
        [COMPARISON_AT_LEAST] = {TRUTH_NO, TRUTH_YES, TRUTH_YES},
        [COMPARISON_AT_MOST] = {TRUTH_YES, TRUTH_YES, TRUTH_NO},
        [COMPARISON_BEFORE] = {TRUTH_YES, TRUTH_NO, TRUTH_NO},
        [COMPARISON_AFTER] = {TRUTH_NO, TRUTH_NO, TRUTH_YES},
        [COMPARISON_ON_OR_BEFORE] = {TRUTH_YES, TRUTH_YES, TRUTH_NO},
        [COMPARISON_ON_OR_AFTER] = {TRUTH_NO, TRUTH_YES, TRUTH_YES},
    };
    for (uint32_t comparison = 0; comparison <= COMPARISON_ON_OR_AFTER; comparison++) {
        Code *code = builder_new(*state);
        uint32_t fact = builder_read(code, 0, TYPE_NUMBER);
        uint32_t two = builder_constant(code, 0, TYPE_NUMBER, 2);
        uint32_t reg = builder_emit(code, OP_COMPARE, 0, TYPE_YES_NO, fact, two, comparison);
        CaseTable *table = builder_table(*state, code, 4, 0, NULL);
        for (uint32_t row = 0; row < 3; row++)
            builder_give_to(table, fact, row, row + 1);
        Evaluation *evaluation = run(*state, code, table);
        for (uint32_t row = 0; row < 3; row++)
            assert_truth(evaluation, reg, row, EXPECTED[comparison][row]);
        assert_truth(evaluation, reg, 3, TRUTH_UNKNOWN);
    }
}

static void durations_of_two_units_do_not_compare(void **state)
{
    Code *code = builder_new(*state);
    uint32_t fact = builder_read(code, 0, TYPE_DURATION);
    uint32_t week = builder_constant(code, 0, TYPE_DURATION, duration_make(7, DURATION_DAYS));
    uint32_t longer =
        builder_emit(code, OP_COMPARE_DURATION, 0, TYPE_YES_NO, fact, week, COMPARISON_MORE_THAN);
    uint32_t sum = builder_emit(code, OP_ADD, 0, TYPE_DURATION, fact, week, 0);
    uint32_t operands[] = {fact, week};
    uint32_t greatest = builder_pool(code, OP_PICK_MOST, 0, TYPE_DURATION, operands, 2, 0);
    CaseTable *table = builder_table(*state, code, 2, 0, NULL);
    builder_give_to(table, fact, 0, duration_make(8, DURATION_DAYS));
    builder_give_to(table, fact, 1, duration_make(8, DURATION_MONTHS));
    Evaluation *evaluation = run(*state, code, table);
    assert_truth(evaluation, longer, 0, TRUTH_YES);
    assert_value(evaluation, sum, 0, duration_make(15, DURATION_DAYS));
    assert_value(evaluation, greatest, 0, duration_make(8, DURATION_DAYS));
    assert_truth(evaluation, longer, 1, TRUTH_UNKNOWN);
    assert_unknown(evaluation, sum, 1);
    assert_unknown(evaluation, greatest, 1);
}

static void one_match_settles_one_of(void **state)
{
    Code *code = builder_new(*state);
    uint32_t left = builder_read(code, 0, TYPE_NUMBER);
    uint32_t open = builder_read(code, 0, TYPE_NUMBER);
    uint32_t choices[] = {builder_constant(code, 0, TYPE_NUMBER, 1), open};
    uint32_t one_of = builder_pool(code, OP_ONE_OF, 0, TYPE_YES_NO, choices, 2, left);
    CaseTable *table = builder_table(*state, code, 4, 0, NULL);
    builder_give_to(table, left, 0, 1);
    builder_give_to(table, left, 1, 2);
    builder_give_to(table, left, 2, 2);
    builder_give_to(table, open, 2, 3);
    Evaluation *evaluation = run(*state, code, table);
    assert_truth(evaluation, one_of, 0, TRUTH_YES);
    assert_truth(evaluation, one_of, 1, TRUTH_UNKNOWN);
    assert_truth(evaluation, one_of, 2, TRUTH_NO);
    assert_truth(evaluation, one_of, 3, TRUTH_UNKNOWN);
}

static void arithmetic_without_an_answer_is_unknown(void **state)
{
    Code *code = builder_new(*state);
    uint32_t n = builder_read(code, 0, TYPE_NUMBER);
    uint32_t m = builder_constant(code, 0, TYPE_MONEY, 1000);
    uint32_t date = builder_constant(code, 0, TYPE_DATE, 100);
    uint32_t days = builder_constant(code, 0, TYPE_DURATION, duration_make(3, DURATION_DAYS));
    uint32_t product = builder_emit(code, OP_MULTIPLY, 0, TYPE_MONEY, m, n, 0);
    uint32_t quotient = builder_emit(code, OP_DIVIDE, 0, TYPE_MONEY, m, n, 0);
    uint32_t ratio = builder_emit(code, OP_DIVIDE, 0, TYPE_NUMBER, m, m, 0);
    uint32_t rest = builder_emit(code, OP_SUBTRACT, 0, TYPE_MONEY, m, m, 0);
    uint32_t later = builder_emit(code, OP_DATE_ADD, 0, TYPE_DATE, date, days, 0);
    uint32_t sooner = builder_emit(code, OP_DATE_SUBTRACT, 0, TYPE_DATE, date, days, 0);
    uint32_t between = builder_emit(code, OP_DATE_DIFFERENCE, 0, TYPE_DURATION, sooner, later, 0);
    CaseTable *table = builder_table(*state, code, 3, 0, NULL);
    builder_give_to(table, n, 0, 4 * NUMBER_ONE);
    builder_give_to(table, n, 1, 0);
    Evaluation *evaluation = run(*state, code, table);
    assert_value(evaluation, product, 0, 4000);
    assert_value(evaluation, quotient, 0, 250);
    assert_value(evaluation, product, 1, 0);
    assert_unknown(evaluation, quotient, 1);
    assert_unknown(evaluation, product, 2);
    assert_value(evaluation, ratio, 2, NUMBER_ONE);
    assert_value(evaluation, rest, 2, 0);
    assert_value(evaluation, later, 2, 103);
    assert_value(evaluation, sooner, 2, 97);
    assert_value(evaluation, between, 2, duration_make(-6, DURATION_DAYS));
}

static void a_decision_settles_in_each_row(void **state)
{
    Code *code = builder_new(*state);
    uint32_t when = builder_read(code, 0, TYPE_YES_NO);
    uint32_t one = builder_constant(code, 0, TYPE_NUMBER, 1);
    uint32_t two = builder_constant(code, 0, TYPE_NUMBER, 2);
    uint32_t alternatives[] = {0, when, one, 1, REGISTER_NONE, two};
    uint32_t decision = builder_pool(code, OP_DECIDE, 0, TYPE_NUMBER, alternatives, 2, 0);
    CaseTable *table = builder_table(*state, code, 65, 0, NULL);
    builder_give_to(table, when, 0, 1);
    builder_give_to(table, when, 64, 0);
    Evaluation *evaluation = run(*state, code, table);
    assert_value(evaluation, decision, 0, 1);
    assert_unknown(evaluation, decision, 1);
    assert_value(evaluation, decision, 64, 2);
}

/* ---- lists: against a plain loop over the elements */

/* 0 to 4 elements, and not given in every fifth row. */
static int count_some(uint32_t frame, uint32_t parent_row)
{
    return parent_row % 5 == 4 ? -1 : (int)((parent_row * 7 + frame) % 5);
}

typedef struct Folds {
    Code *code;
    uint32_t frame, holds, amount;
    uint32_t some, every, any, count, total, total_all, most, least, known;
} Folds;

static Folds folds_new(Arena *arena)
{
    Folds f = {.code = builder_new(arena)};
    f.frame = builder_list(f.code, 0);
    f.holds = builder_read(f.code, f.frame, TYPE_YES_NO);
    f.amount = builder_read(f.code, f.frame, TYPE_NUMBER);
    f.some = builder_emit(f.code, OP_SOME, 0, TYPE_YES_NO, f.frame, f.holds, 0);
    f.every = builder_emit(f.code, OP_EVERY, 0, TYPE_YES_NO, f.frame, f.holds, 0);
    f.any = builder_emit(f.code, OP_ANY_ELEMENT, 0, TYPE_YES_NO, f.frame, f.holds, 0);
    f.count = builder_emit(f.code, OP_COUNT, 0, TYPE_NUMBER, f.frame, f.holds, 0);
    f.total = builder_emit(f.code, OP_TOTAL, 0, TYPE_NUMBER, f.frame, f.holds, f.amount);
    f.total_all = builder_emit(f.code, OP_TOTAL, 0, TYPE_NUMBER, f.frame, REGISTER_NONE, f.amount);
    f.most = builder_emit(f.code, OP_MOST, 0, TYPE_NUMBER, f.frame, f.holds, f.amount);
    f.least = builder_emit(f.code, OP_LEAST, 0, TYPE_NUMBER, f.frame, f.holds, f.amount);
    f.known = builder_emit(f.code, OP_LIST_KNOWN, 0, TYPE_YES_NO, f.frame, 0, 0);
    return f;
}

/* What the folds of one row should come to, from the cells themselves. */
typedef struct Tally {
    uint32_t yes, open, no;
    bool is_amount_open;     /* of an element whose condition is not no */
    bool is_any_amount_open; /* of any element */
    Value total, total_all, most, least;
} Tally;

static Tally tally_row(const Folds *folds, const CaseTable *table, uint32_t row)
{
    const CaseFrame *frame = &table->frames[folds->frame];
    const Column *holds = &table->facts[folds->code->instructions[folds->holds].a];
    const Column *amounts = &table->facts[folds->code->instructions[folds->amount].a];
    Tally tally = {.most = INT64_MIN, .least = INT64_MAX};
    for (uint32_t i = frame->first_row[row]; i < frame->first_row[row + 1]; i++) {
        bool is_known = planes_get(holds->given, i), is_yes = is_known && planes_get(holds->yes, i);
        bool has_amount = planes_get(amounts->given, i);
        tally.yes += is_yes;
        tally.open += !is_known;
        tally.no += is_known && !is_yes;
        tally.is_any_amount_open |= !has_amount;
        tally.is_amount_open |= !has_amount && (!is_known || is_yes);
        tally.total_all += amounts->values[i];
        if (is_yes && amounts->values[i] > tally.most)
            tally.most = amounts->values[i];
        if (is_yes && amounts->values[i] < tally.least)
            tally.least = amounts->values[i];
        tally.total += is_yes ? amounts->values[i] : 0;
    }
    return tally;
}

static void check_value_if(const Evaluation *evaluation, uint32_t reg, uint32_t row, bool is_known,
                           Value value)
{
    if (is_known)
        assert_value(evaluation, reg, row, value);
    else
        assert_unknown(evaluation, reg, row);
}

static void check_folds_row(const Folds *f, const CaseTable *table, const Evaluation *e,
                            uint32_t row)
{
    Tally t = tally_row(f, table, row);
    bool is_given = count_some(f->frame, row) >= 0;
    bool is_settled = is_given && !t.open;
    assert_truth(e, f->known, row, is_given ? TRUTH_YES : TRUTH_NO);
    assert_truth(e, f->some, row,
                 !is_given ? TRUTH_UNKNOWN
                 : t.yes   ? TRUTH_YES
                 : t.open  ? TRUTH_UNKNOWN
                           : TRUTH_NO);
    assert_truth(e, f->every, row,
                 !is_given ? TRUTH_UNKNOWN
                 : t.no    ? TRUTH_NO
                 : t.open  ? TRUTH_UNKNOWN
                           : TRUTH_YES);
    assert_truth(e, f->any, row, evaluation_get_truth(e, f->some, row));
    check_value_if(e, f->count, row, is_settled, t.yes * NUMBER_ONE);
    check_value_if(e, f->total, row, is_settled && !t.is_amount_open, t.total);
    check_value_if(e, f->total_all, row, is_given && !t.is_any_amount_open, t.total_all);
    check_value_if(e, f->most, row, is_settled && !t.is_amount_open && t.yes, t.most);
    check_value_if(e, f->least, row, is_settled && !t.is_amount_open && t.yes, t.least);
}

static void folds_are_what_a_loop_would_say(void **state)
{
    uint32_t seed = 1;
    for (size_t i = 0; i < sizeof ROW_COUNTS / sizeof *ROW_COUNTS; i++) {
        Folds folds = folds_new(*state);
        CaseTable *table = builder_table(*state, folds.code, ROW_COUNTS[i], 0, count_some);
        const CaseFrame *frame = &table->frames[folds.frame];
        for (uint32_t row = 0; row < frame->row_count; row++) {
            if (planes_get(frame->is_phantom, row))
                continue;
            if (builder_random(&seed, 4))
                builder_give_to(table, folds.holds, row, builder_random(&seed, 2));
            if (builder_random(&seed, 4))
                builder_give_to(table, folds.amount, row, builder_random(&seed, 100));
        }
        Evaluation *evaluation = run(*state, folds.code, table);
        for (uint32_t row = 0; row < ROW_COUNTS[i]; row++)
            check_folds_row(&folds, table, evaluation, row);
    }
}

static int count_none_given(uint32_t frame, uint32_t parent_row)
{
    (void)frame;
    (void)parent_row;
    return -1;
}

/* A list that is not given: what fails for every possible element is no for any element, but `some` stays open. */
static void a_phantom_row_stands_for_every_possible_element(void **state)
{
    Code *code = builder_new(*state);
    uint32_t frame = builder_list(code, 0);
    uint32_t presumed = builder_read(code, frame, TYPE_YES_NO);
    code->facts[code->instructions[presumed].a].is_presumed = true;
    code->facts[code->instructions[presumed].a].presumed =
        (CodeConstant){type_of(TYPE_YES_NO), 0, NULL};
    uint32_t no = builder_constant(code, frame, TYPE_YES_NO, 0);
    uint32_t yes = builder_constant(code, frame, TYPE_YES_NO, 1);
    uint32_t some = builder_emit(code, OP_SOME, 0, TYPE_YES_NO, frame, no, 0);
    uint32_t every = builder_emit(code, OP_EVERY, 0, TYPE_YES_NO, frame, yes, 0);
    uint32_t any_no = builder_emit(code, OP_ANY_ELEMENT, 0, TYPE_YES_NO, frame, no, 0);
    uint32_t any_yes = builder_emit(code, OP_ANY_ELEMENT, 0, TYPE_YES_NO, frame, yes, 0);
    code->actions[code->action_count++] = (CodeAction){"act", NULL, frame, SPAN_NONE};
    uint32_t done = builder_emit(code, OP_DONE, frame, TYPE_YES_NO, 0, 0, 0);
    CaseTable *table = builder_table(*state, code, 1, 0, count_none_given);
    Evaluation *evaluation = run(*state, code, table);
    assert_true(evaluation_is_phantom(evaluation, frame, 0));
    assert_int_equal(evaluation_get_element_number(evaluation, frame, 0), 0);
    assert_truth(evaluation, presumed, 0, TRUTH_UNKNOWN);
    assert_truth(evaluation, done, 0, TRUTH_UNKNOWN);
    assert_truth(evaluation, some, 0, TRUTH_UNKNOWN);
    assert_truth(evaluation, every, 0, TRUTH_UNKNOWN);
    assert_truth(evaluation, any_no, 0, TRUTH_NO);
    assert_truth(evaluation, any_yes, 0, TRUTH_UNKNOWN);
}

/* ---- nested lists and product frames */

static void what_stands_further_out_is_read_in_inner_rows(void **state)
{
    Code *code = builder_new(*state);
    uint32_t services = builder_list(code, 0);
    uint32_t visits = builder_list(code, services);
    uint32_t age = builder_read(code, 0, TYPE_NUMBER);
    uint32_t cost = builder_read(code, services, TYPE_NUMBER);
    uint32_t far = builder_emit(code, OP_BROADCAST, visits, TYPE_NUMBER, age, 0, 0);
    uint32_t near = builder_emit(code, OP_BROADCAST, visits, TYPE_NUMBER, cost, 0, 0);
    CaseTable *table = builder_table(*state, code, 65, 0, count_some);
    for (uint32_t row = 0; row < 65; row++)
        builder_give_to(table, age, row, row);
    for (uint32_t row = 0; row < table->frames[services].row_count; row++)
        if (row % 3)
            builder_give_to(table, cost, row, 1000 + row);
    Evaluation *evaluation = run(*state, code, table);
    uint32_t seen = 0;
    for (uint32_t root = 0; root < 65; root++) {
        uint32_t first, end;
        evaluation_get_rows(evaluation, visits, root, &first, &end);
        assert_int_equal(first, seen);
        for (seen = first; seen < end; seen++) {
            uint32_t service = table->frames[visits].parent_row[seen];
            assert_int_equal(evaluation_get_outer_row(evaluation, visits, seen, 0), root);
            assert_value(evaluation, far, seen, root);
            check_value_if(evaluation, near, seen, service % 3, 1000 + service);
        }
    }
    assert_int_equal(seen, table->frames[visits].row_count);
}

typedef struct Product {
    Code *code;
    uint32_t services, carers, pairs;
    uint32_t kind, best, own_kind, own_best, same, some;
} Product;

/* for each s in services: some c in carers has c.best is s.kind */
static Product product_new(Arena *arena)
{
    Product p = {.code = builder_new(arena)};
    p.services = builder_list(p.code, 0);
    p.carers = builder_list(p.code, 0);
    p.pairs = builder_product(p.code, p.services, p.carers, 0);
    p.kind = builder_read(p.code, p.services, TYPE_NUMBER);
    p.best = builder_read(p.code, p.carers, TYPE_NUMBER);
    p.own_kind = builder_emit(p.code, OP_BROADCAST, p.pairs, TYPE_NUMBER, p.kind, 0, 0);
    p.own_best = builder_emit(p.code, OP_GATHER, p.pairs, TYPE_NUMBER, p.best, 0, 0);
    p.same = builder_emit(p.code, OP_COMPARE, p.pairs, TYPE_YES_NO, p.own_kind, p.own_best,
                          COMPARISON_IS);
    p.some = builder_emit(p.code, OP_SOME, p.services, TYPE_YES_NO, p.pairs, p.same, 0);
    return p;
}

static void check_product_row(const Product *p, const CaseTable *table, const Evaluation *e,
                              uint32_t service)
{
    uint32_t root = table->frames[p->services].parent_row[service];
    const CaseFrame *carers = &table->frames[p->carers];
    bool is_given = planes_get(carers->list_known, root);
    bool is_open = planes_get(table->frames[p->services].is_phantom, service);
    bool has_one = false;
    for (uint32_t carer = carers->first_row[root]; carer < carers->first_row[root + 1]; carer++)
        has_one = has_one || (carer % 3 == service % 3);
    bool is_empty = carers->first_row[root] == carers->first_row[root + 1];
    assert_truth(e, p->some, service,
                 !is_given || (is_open && !is_empty) ? TRUTH_UNKNOWN
                 : has_one && !is_open               ? TRUTH_YES
                                                     : TRUTH_NO);
}

static void product_frames_pair_each_row_with_each_element(void **state)
{
    Product p = product_new(*state);
    CaseTable *table = builder_table(*state, p.code, 65, 0, count_some);
    for (uint32_t row = 0; row < table->frames[p.services].row_count; row++)
        if (!planes_get(table->frames[p.services].is_phantom, row))
            builder_give_to(table, p.kind, row, row % 3);
    for (uint32_t row = 0; row < table->frames[p.carers].row_count; row++)
        if (!planes_get(table->frames[p.carers].is_phantom, row))
            builder_give_to(table, p.best, row, row % 3);
    Evaluation *evaluation = run(*state, p.code, table);
    for (uint32_t row = 0; row < table->frames[p.services].row_count; row++)
        check_product_row(&p, table, evaluation, row);
    for (uint32_t row = 0; row < table->frames[p.pairs].row_count; row++) {
        uint32_t carer = evaluation_get_element_row(evaluation, p.pairs, row);
        assert_int_equal(evaluation_get_element_number(evaluation, p.pairs, row),
                         evaluation_get_element_number(evaluation, p.carers, carer));
    }
}

static int count_two(uint32_t frame, uint32_t parent_row)
{
    (void)parent_row;
    return frame == 1 ? 2 : 3;
}

/* for each s in services, for each t in services: the visits of s, or of t */
static void the_holder_says_whose_elements_they_are(void **state)
{
    Code *code = builder_new(*state);
    uint32_t services = builder_list(code, 0);
    uint32_t visits = builder_list(code, services);
    uint32_t pairs = builder_product(code, services, services, 0);
    uint32_t of_first = builder_product(code, pairs, visits, services);
    uint32_t of_second = builder_product(code, pairs, visits, pairs);
    uint32_t length = builder_read(code, visits, TYPE_NUMBER);
    uint32_t first_lengths = builder_emit(code, OP_GATHER, of_first, TYPE_NUMBER, length, 0, 0);
    uint32_t second_lengths = builder_emit(code, OP_GATHER, of_second, TYPE_NUMBER, length, 0, 0);
    uint32_t first_total =
        builder_emit(code, OP_TOTAL, pairs, TYPE_NUMBER, of_first, REGISTER_NONE, first_lengths);
    uint32_t second_total =
        builder_emit(code, OP_TOTAL, pairs, TYPE_NUMBER, of_second, REGISTER_NONE, second_lengths);
    CaseTable *table = builder_table(*state, code, 1, 0, count_two);
    for (uint32_t row = 0; row < 6; row++)
        builder_give_to(table, length, row, row < 3 ? 1 : 10);
    Evaluation *evaluation = run(*state, code, table);
    static const Value FIRST[] = {3, 3, 30, 30}, SECOND[] = {3, 30, 3, 30};
    for (uint32_t row = 0; row < 4; row++) {
        assert_value(evaluation, first_total, row, FIRST[row]);
        assert_value(evaluation, second_total, row, SECOND[row]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(sha256_gives_the_standards_digests),
        UNIT_TEST(the_hash_changes_with_the_code),
        UNIT_TEST(logic_is_kleenes_on_any_number_of_rows),
        UNIT_TEST(presumptions_speak_only_where_the_case_is_silent),
        UNIT_TEST(texts_are_the_same_where_their_words_are),
        UNIT_TEST(parameters_and_periods_go_by_each_cases_date),
        UNIT_TEST(done_is_done_by_the_as_of_date),
        UNIT_TEST(comparisons_need_both_sides),
        UNIT_TEST(durations_of_two_units_do_not_compare),
        UNIT_TEST(one_match_settles_one_of),
        UNIT_TEST(arithmetic_without_an_answer_is_unknown),
        UNIT_TEST(a_decision_settles_in_each_row),
        UNIT_TEST(folds_are_what_a_loop_would_say),
        UNIT_TEST(a_phantom_row_stands_for_every_possible_element),
        UNIT_TEST(what_stands_further_out_is_read_in_inner_rows),
        UNIT_TEST(product_frames_pair_each_row_with_each_element),
        UNIT_TEST(the_holder_says_whose_elements_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
