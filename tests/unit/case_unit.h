/* case_unit.h - a small Code built by hand, and how the tests of cases read and show.
 *
 * It has facts of every type, two lists, a list in a list, loops in loops, and actions in all of them.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTS_UNIT_CASE_UNIT_H
#define TESTS_UNIT_CASE_UNIT_H

#include "unit.h"

#include "case/case.h"
#include "error/problem.h"

/* ---------------------------------------------------------------- the Code */

enum {
    CASE,
    CARERS,
    SERVICES,
    VISITS,
    SERVICE_CARERS,       /* for each s in services: some c in carers */
    SERVICE_CARER_VISITS, /* in that: some v in s.visits */
    CARER_SERVICES,       /* for each c in carers: some s in services */
    CARER_SERVICE_VISITS, /* in that: some v in s.visits */
    SERVICE_PAIRS,        /* for each s in services: some t in services */
    PAIR_OUTER_VISITS,    /* in that: some v in s.visits */
    PAIR_INNER_VISITS,    /* in that: some v in t.visits */
};

static CodeFrame frames[] = {
    [CASE] = {INDEX_NONE, CASE, INDEX_NONE, INDEX_NONE, ""},
    [CARERS] = {CASE, CARERS, 7, CASE, "carers"},
    [SERVICES] = {CASE, SERVICES, 8, CASE, "services"},
    [VISITS] = {SERVICES, VISITS, 12, SERVICES, "services.visits"},
    [SERVICE_CARERS] = {SERVICES, CARERS, 7, CASE, "carers"},
    [SERVICE_CARER_VISITS] = {SERVICE_CARERS, VISITS, 12, SERVICES, "services.visits"},
    [CARER_SERVICES] = {CARERS, SERVICES, 8, CASE, "services"},
    [CARER_SERVICE_VISITS] = {CARER_SERVICES, VISITS, 12, CARER_SERVICES, "services.visits"},
    [SERVICE_PAIRS] = {SERVICES, SERVICES, 8, CASE, "services"},
    [PAIR_OUTER_VISITS] = {SERVICE_PAIRS, VISITS, 12, SERVICES, "services.visits"},
    [PAIR_INNER_VISITS] = {SERVICE_PAIRS, VISITS, 12, SERVICE_PAIRS, "services.visits"},
};

static EnumerationValue stages[] = {{"planned", NULL, {SOURCE_NONE, 0, 0}},
                                    {"arranged", NULL, {SOURCE_NONE, 0, 0}},
                                    {"in_place", NULL, {SOURCE_NONE, 0, 0}}};
static const Enumeration stage_type = {"stage", NULL, {SOURCE_NONE, 0, 0}, stages, 3, NULL};

enum {
    CAPABLE,
    SCORE,
    SAVINGS,
    ASKED_ON,
    NOTICE,
    REMARK,
    STAGE,
    CARER_LIST,
    SERVICE_LIST,
    NAME,
    WILLING,
    KIND,
    VISIT_LIST,
    ON
};

#define FACT(fact_name, kind_name, where)                                                          \
    {                                                                                              \
        .name = (fact_name), .type = {TYPE_##kind_name, NULL}, .frame = (where),                   \
        .list_frame = INDEX_NONE, .reg = REGISTER_NONE                                             \
    }
#define LIST(fact_name, where, elements)                                                           \
    {                                                                                              \
        .name = (fact_name), .type = {TYPE_LIST, NULL}, .frame = (where),                          \
        .list_frame = (elements), .reg = REGISTER_NONE                                             \
    }

static CodeFact facts[] = {
    [CAPABLE] = FACT("has_capacity", YES_NO, CASE),
    [SCORE] = FACT("score", NUMBER, CASE),
    [SAVINGS] = FACT("savings", MONEY, CASE),
    [ASKED_ON] = FACT("asked_on", DATE, CASE),
    [NOTICE] = FACT("notice", DURATION, CASE),
    [REMARK] = FACT("remark", TEXT, CASE),
    [STAGE] = {.name = "stage",
               .type = {TYPE_ENUMERATION, &stage_type},
               .list_frame = INDEX_NONE,
               .reg = REGISTER_NONE},
    [CARER_LIST] = LIST("carers", CASE, CARERS),
    [SERVICE_LIST] = LIST("services", CASE, SERVICES),
    [NAME] = FACT("name", TEXT, CARERS),
    [WILLING] = FACT("willing", YES_NO, CARERS),
    [KIND] = FACT("kind", TEXT, SERVICES),
    [VISIT_LIST] = LIST("visits", SERVICES, VISITS),
    [ON] = FACT("on", DATE, VISITS),
};

enum { END_PLAN, TELL_CARER, CONFIRM_VISIT, INTRODUCE };

static CodeAction actions[] = {
    [END_PLAN] = {"end_plan", NULL, CASE, {SOURCE_NONE, 0, 0}},
    [TELL_CARER] = {"tell_carer", NULL, CARERS, {SOURCE_NONE, 0, 0}},
    [CONFIRM_VISIT] = {"confirm_visit", NULL, VISITS, {SOURCE_NONE, 0, 0}},
    [INTRODUCE] = {"introduce", NULL, SERVICE_CARERS, {SOURCE_NONE, 0, 0}},
};

static CodeDecision decisions[] = {
    {.name = "safe_to_end", .frame = CASE, .span = {SOURCE_NONE, 0, 0}},
    {.name = "service.is_urgent", .frame = SERVICES, .span = {SOURCE_NONE, 0, 0}}};
static CodeParameter parameters[] = {{.name = "notice_limit", .span = {SOURCE_NONE, 0, 0}}};

#define COUNT_OF(array) ((uint32_t)(sizeof(array) / sizeof(array)[0]))

static const Code small_code = {.frames = frames,
                                .frame_count = COUNT_OF(frames),
                                .facts = facts,
                                .fact_count = COUNT_OF(facts),
                                .actions = actions,
                                .action_count = COUNT_OF(actions),
                                .decisions = decisions,
                                .decision_count = COUNT_OF(decisions),
                                .parameters = parameters,
                                .parameter_count = COUNT_OF(parameters)};

/* ---------------------------------------------------------------- reading */

typedef void Reader(CaseEntries *entries, Report *report, uint32_t source);

typedef struct Read {
    Arena *arena;
    CaseEntries entries;
    Report *report;
    CaseTable *table;
} Read;

static inline Read read_str(void **state, Reader *reader, Str text)
{
    Sources *sources = ARENA_NEW(*state, Sources);
    sources->arena = *state;
    uint32_t source = source_add(sources, STR("case"), text);
    Read read = {*state, {{NULL, 0, 0}}, report_new(*state, sources), NULL};
    reader(&read.entries, read.report, source);
    read.table = case_table_new(*state, &small_code, &read.entries, 20000, read.report);
    return read;
}

/* Reads a text in which nothing may be wrong. */
static inline Read read_good(void **state, Reader *reader, const char *text)
{
    Read read = read_str(state, reader, str_from(text));
    for (size_t i = 0; i < read.report->messages.count; i++)
        print_error("%s\n", read.report->messages.items[i].text);
    assert_int_equal(read.report->messages.count, 0);
    return read;
}

/* Every message as "CODE 'words of its span': text (hint) [note's words]", one a line. */
static inline const char *show_messages(const Read *read)
{
    Text out = text_in(read->arena);
    const Report *report = read->report;
    for (size_t i = 0; i < report->messages.count; i++) {
        const Message *message = &report->messages.items[i];
        Str words = source_get_words(report->sources, message->span);
        text_add_format(&out, "%s%s '%.*s': %s", i ? "\n" : "", message->kind->code, STR_ARG(words),
                        message->text);
        if (message->hint)
            text_add_format(&out, " (%s)", message->hint);
        for (const Note *note = message->notes; note; note = note->next)
            text_add_format(&out, " [%.*s]",
                            STR_ARG(source_get_words(report->sources, note->span)));
    }
    return out.bytes;
}

static inline void assert_messages(void **state, Reader *reader, const char *text,
                                   const char *expected)
{
    Read read = read_str(state, reader, str_from(text));
    assert_string_equal(show_messages(&read), expected);
}

static inline void assert_bad(void **state, const char *lines, const char *expected)
{
    assert_messages(state, case_read_lines, lines, expected);
}

/* A cell as its value's text, "unknown", or "-" where it is absent. */
static inline const char *show_cell(const Read *read, const Column *column, Type type, uint32_t row)
{
    Text out = text_in(read->arena);
    if (column_get_state(column, row) == CELL_ABSENT)
        text_add(&out, "-");
    else if (column_get_state(column, row) == CELL_UNKNOWN)
        text_add(&out, "unknown");
    else
        value_write_source(&out, type, read->table->texts, column_get_value(column, row));
    return out.bytes;
}

static inline const char *show_fact(const Read *read, uint32_t fact, uint32_t row)
{
    assert_true(row < read->table->frames[facts[fact].frame].row_count);
    return show_cell(read, &read->table->facts[fact], facts[fact].type, row);
}

static inline const char *show_done(const Read *read, uint32_t action, uint32_t row)
{
    static const Type date = {TYPE_DATE, NULL};
    assert_true(row < read->table->frames[actions[action].frame].row_count);
    return show_cell(read, &read->table->done[action], date, row);
}

static inline bool has_bit(const uint64_t *plane, uint32_t index)
{
    return plane[index / 64] >> (index % 64) & 1;
}

/* A frame's rows as "parent:element", `~` after phantoms, and then for each parent row ? or the state of its list. */
static inline const char *show_frame(const Read *read, uint32_t number)
{
    Text out = text_in(read->arena);
    const CaseFrame *frame = &read->table->frames[number];
    uint32_t parents = read->table->frames[frames[number].parent].row_count;
    for (uint32_t row = 0; row < frame->row_count; row++) {
        text_add_format(&out, "%u", frame->parent_row[row]);
        if (frame->element_row)
            text_add_format(&out, ":%u", frame->element_row[row]);
        text_add(&out, has_bit(frame->is_phantom, row) ? "~ " : " ");
    }
    text_add_byte(&out, '|');
    for (uint32_t parent = 0; parent < parents; parent++) {
        text_add_format(&out, " %u-%u%s", frame->first_row[parent], frame->first_row[parent + 1],
                        has_bit(frame->list_known, parent) ? "" : "?");
        if (frame->list_states)
            assert_int_equal(frame->list_states[parent] == CELL_GIVEN,
                             has_bit(frame->list_known, parent));
    }
    return out.bytes;
}

#endif
