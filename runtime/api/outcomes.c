/* outcomes.c - decisions and norms as columns: see outcomes.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "api/outcomes.h"

#include <string.h>

static const char *const decision_statuses[] = {"value", "undetermined", "conflict", "gap"};
static const char *const norm_statuses[] = {"applies", "undetermined", "does_not_apply"};

/* In the order of NormState, without STATE_NONE, which is null. */
#define STATE_COUNT 7

/* Places in the struct of a decision, and of a norm. */
enum { DECISION_PLACE_VALUE, DECISION_PLACE_STATUS, DECISION_PLACES };
enum {
    NORM_PLACE_STATUS,
    NORM_PLACE_STATE,
    NORM_PLACE_NOT_BEFORE,
    NORM_PLACE_DUE,
    NORM_PLACE_DONE_ON,
    NORM_PLACE_NEXT_DUE,
    NORM_PLACES
};

/* ---------------------------------------------------------------- the columns */

static void set_choices(ArrowColumn *column, const char *const *choices, int32_t count)
{
    column->choices = choices;
    column->choice_count = count;
}

static void begin_status(ArrowColumn *column, const char *const *words, int32_t count)
{
    arrow_begin(column, "status", ARROW_CHOICE, 0);
    set_choices(column, words, count);
}

ArrowForm outcomes_get_form(TypeKind kind)
{
    switch (kind) {
    case TYPE_YES_NO: return ARROW_BOOLEAN;
    case TYPE_NUMBER:
    case TYPE_MONEY: return ARROW_DECIMAL;
    case TYPE_DATE: return ARROW_DATE;
    case TYPE_ENUMERATION: return ARROW_CHOICE;
    case TYPE_DURATION:
    case TYPE_TEXT: return ARROW_TEXT;
    case TYPE_LIST: return ARROW_LIST;
    }
    UNREACHABLE();
}

static void begin_value(Arena *arena, ArrowColumn *column, Type type)
{
    arrow_begin(column, "value", outcomes_get_form(type.kind), 0);
    column->scale = type.kind == TYPE_MONEY ? 2 : 6;
    if (type.kind != TYPE_ENUMERATION)
        return;
    const Enumeration *of = type.enumeration;
    const char **names = ARENA_ARRAY(arena, of->value_count, const char *);
    for (uint32_t i = 0; i < of->value_count; i++)
        names[i] = of->values[i].name;
    set_choices(column, names, (int32_t)of->value_count);
}

/* What a loop calls its element, or the list's path where nothing calls it. */
static const char *get_loop_name(const Code *code, uint32_t frame, uint32_t depth,
                                 const char *const *variables)
{
    if (variables)
        return variables[depth - 1];
    for (uint32_t at = code_get_depth(code, frame); at > depth; at--)
        frame = code->frames[frame].parent;
    return code->frames[frame].path;
}

static void begin_elements(const Code *code, ArrowColumn *column, uint32_t frame,
                           const char *const *variables)
{
    uint32_t depth = code_get_depth(code, frame);
    arrow_begin(column, "for", ARROW_STRUCT, depth);
    for (uint32_t i = 0; i < column->child_count; i++)
        arrow_begin(&column->children[i], get_loop_name(code, frame, i + 1, variables),
                    ARROW_UINT32, 0);
}

/* The struct of an outcome with `places` parts: `column` itself outside lists, else the element of a list of structs, whose
 * last part says for which elements it is. NULL where memory is short. */
static ArrowColumn *begin_outcome(const Code *code, ArrowColumn *column, const char *name,
                                  uint32_t frame, const char *const *variables, int64_t places)
{
    if (frame == 0) {
        arrow_begin(column, name, ARROW_STRUCT, places);
        return column->is_failed ? NULL : column;
    }
    arrow_begin(column, name, ARROW_LIST, 1);
    if (column->is_failed)
        return NULL;
    ArrowColumn *item = column->children;
    arrow_begin(item, "item", ARROW_STRUCT, places + 1);
    if (item->is_failed)
        return NULL;
    begin_elements(code, &item->children[places], frame, variables);
    return item;
}

static void begin_decision(Arena *arena, const Code *code, ArrowColumn *column,
                           const CodeDecision *it, const char *name)
{
    ArrowColumn *outcome = begin_outcome(code, column, name, it->frame, NULL, DECISION_PLACES);
    if (!outcome)
        return;
    begin_value(arena, &outcome->children[DECISION_PLACE_VALUE], it->type);
    begin_status(&outcome->children[DECISION_PLACE_STATUS], decision_statuses, 4);
}

static void begin_norm(Arena *arena, const ProccCode *code, ArrowColumn *column, uint32_t number)
{
    const char **states = ARENA_ARRAY(arena, STATE_COUNT, const char *);
    static const char *const dates[] = {"not_before", "due", "done_on", "next_due"};
    const CodeRule *rule = &code->code->rules[code->code->norms[number].rule];
    ArrowColumn *outcome = begin_outcome(code->code, column, code->norm_names[number], rule->frame,
                                         rule->variables, NORM_PLACES);
    if (!outcome)
        return;
    for (int i = 0; i < STATE_COUNT; i++)
        states[i] = state_to_key((NormState)(STATE_OWED + i));
    begin_status(&outcome->children[NORM_PLACE_STATUS], norm_statuses, 3);
    arrow_begin(&outcome->children[NORM_PLACE_STATE], "state", ARROW_CHOICE, 0);
    set_choices(&outcome->children[NORM_PLACE_STATE], states, STATE_COUNT);
    for (int i = NORM_PLACE_NOT_BEFORE; i < NORM_PLACES; i++)
        arrow_begin(&outcome->children[i], dates[i - NORM_PLACE_NOT_BEFORE], ARROW_DATE, 0);
}

/* "services.is_care_home": a derived field stands beside those of other lists. */
static const char *name_decision(Arena *arena, const Code *code, const CodeDecision *it)
{
    return it->frame == 0 ? it->name
                          : arena_format(arena, "%s.%s", code->frames[it->frame].path, it->name);
}

static int64_t count_columns(const ProccCode *code)
{
    int64_t count = code->code->decision_count;
    for (uint32_t i = 0; i < code->code->norm_count; i++)
        count += code->norm_names[i] != NULL;
    return count;
}

void outcomes_begin(Arena *arena, const ProccCode *code, ArrowColumn *root)
{
    const Code *of = code->code;
    arrow_begin(root, "", ARROW_STRUCT, count_columns(code));
    if (root->is_failed)
        return;
    ArrowColumn *next = root->children;
    for (uint32_t i = 0; i < of->decision_count; i++, next++)
        begin_decision(arena, of, next, &of->decisions[i],
                       name_decision(arena, of, &of->decisions[i]));
    for (uint32_t i = 0; i < of->norm_count; i++)
        if (code->norm_names[i])
            begin_norm(arena, code, next++, i);
}

/* ---------------------------------------------------------------- their rows */

/* What reading one chunk needs. */
typedef struct Adding {
    const ProccCode *owner;
    const Code *code;
    const Evaluation *evaluation;
    Arena *scratch;
} Adding;

static void add_value(const Adding *it, ArrowColumn *column, Type type, Value value)
{
    if (type.kind == TYPE_YES_NO) {
        arrow_add_boolean(column, value != 0);
    } else if (type.kind == TYPE_NUMBER || type.kind == TYPE_MONEY) {
        arrow_add_decimal(column, value);
    } else if (type.kind == TYPE_TEXT) {
        Str words = texts_get(it->evaluation->table->texts, value);
        arrow_add_text(column, words.bytes, words.length);
    } else if (type.kind == TYPE_DURATION) {
        Text words = text_in(it->scratch);
        value_write_source(&words, type, NULL, value);
        arrow_add_text(column, words.bytes, words.length);
    } else {
        arrow_add_int(column, (int32_t)value);
    }
}

static void add_decision_row(const Adding *it, ArrowColumn *outcome, uint32_t number,
                             const Outcome *head, uint32_t row)
{
    Value value;
    DecisionStatus status = brief_read_decision(it->scratch, head, number, row, &value);
    if (status == DECISION_VALUE)
        add_value(it, &outcome->children[DECISION_PLACE_VALUE], it->code->decisions[number].type,
                  value);
    else
        arrow_add_null(&outcome->children[DECISION_PLACE_VALUE]);
    arrow_add_int(&outcome->children[DECISION_PLACE_STATUS], (int32_t)status);
    arrow_add_struct(outcome);
}

static void add_date(ArrowColumn *column, OptionalDate date)
{
    if (date.has)
        arrow_add_int(column, (int32_t)date.day);
    else
        arrow_add_null(column);
}

static void add_norm_row(const Adding *it, ArrowColumn *outcome, uint32_t number,
                         const Outcome *head, uint32_t row)
{
    OutcomeNorm norm = brief_read_norm(it->scratch, head, number, row);
    ArrowColumn *parts = outcome->children;
    arrow_add_int(&parts[NORM_PLACE_STATUS], (int32_t)norm.status);
    if (norm.state == STATE_NONE)
        arrow_add_null(&parts[NORM_PLACE_STATE]);
    else
        arrow_add_int(&parts[NORM_PLACE_STATE], (int32_t)(norm.state - STATE_OWED));
    add_date(&parts[NORM_PLACE_NOT_BEFORE], norm.not_before);
    add_date(&parts[NORM_PLACE_DUE], norm.due);
    add_date(&parts[NORM_PLACE_DONE_ON], norm.done_on);
    add_date(&parts[NORM_PLACE_NEXT_DUE], norm.next_due);
    arrow_add_struct(outcome);
}

/* For which elements a row of a list stands: null where a list is not given. */
static void add_elements(const Adding *it, ArrowColumn *column, uint32_t frame, uint32_t row)
{
    Elements elements = outcome_elements(it->scratch, it->evaluation, frame, row, NULL);
    for (int64_t i = 0; i < column->child_count; i++) {
        if (i < elements.count && elements.items[i].number > 0)
            arrow_add_int(&column->children[i], (int32_t)elements.items[i].number);
        else
            arrow_add_null(&column->children[i]);
    }
    arrow_add_struct(column);
}

typedef void AddRow(const Adding *it, ArrowColumn *outcome, uint32_t number, const Outcome *head,
                    uint32_t row);

/* One case: its row, or those of its list. Derived fields of possible elements are not reported. */
static void add_case(const Adding *it, ArrowColumn *column, uint32_t number, uint32_t frame,
                     const Outcome *head, AddRow *add_row, bool with_possible)
{
    if (frame == 0) {
        add_row(it, column, number, head, head->case_row);
        return;
    }
    uint32_t first, end;
    ArrowColumn *item = column->children;
    evaluation_get_rows(it->evaluation, frame, head->case_row, &first, &end);
    for (uint32_t row = first; row < end; row++) {
        if (!with_possible && evaluation_is_phantom(it->evaluation, frame, row))
            continue;
        add_elements(it, &item->children[item->child_count - 1], frame, row);
        add_row(it, item, number, head, row);
    }
    arrow_add_list(column);
}

/* ---------------------------------------------------------------- many rows at once */

/* 64 rows or fewer from `row` on, in which the norm surely does not apply. */
static void add_not_applying(ArrowColumn *outcome, uint32_t count)
{
    arrow_add_same_int(&outcome->children[NORM_PLACE_STATUS], NORM_DOES_NOT_APPLY, count);
    for (int i = NORM_PLACE_STATE; i < NORM_PLACES; i++)
        arrow_add_nulls(&outcome->children[i], count);
    arrow_add_structs(outcome, count);
}

static void add_norm(const Adding *it, ArrowColumn *column, uint32_t number, const Outcome *heads)
{
    const CodeNorm *norm = &it->code->norms[number];
    uint32_t frame = it->code->rules[norm->rule].frame;
    uint32_t case_count = it->evaluation->table->case_count;
    const uint64_t *possibly = it->evaluation->registers[norm->reg].possibly;
    for (uint32_t row = 0; row < case_count;) {
        uint32_t left = case_count - row < ROWS_A_WORD ? case_count - row : ROWS_A_WORD;
        uint64_t rows = left == ROWS_A_WORD ? ~(uint64_t)0 : ((uint64_t)1 << left) - 1;
        if (frame == 0 && row % ROWS_A_WORD == 0 && !(possibly[row / ROWS_A_WORD] & rows)) {
            add_not_applying(column, left);
            row += left;
            continue;
        }
        add_case(it, column, number, frame, &heads[row++], add_norm_row, true);
    }
}

/* A yes/no that is known in all rows, or whose open rows are looked at one by one. */
static void add_yes_no(const Adding *it, ArrowColumn *outcome, uint32_t number,
                       const Outcome *heads)
{
    const Register *reg = &it->evaluation->registers[it->code->decisions[number].reg];
    uint32_t case_count = it->evaluation->table->case_count;
    for (uint32_t row = 0; row < case_count; row += ROWS_A_WORD) {
        uint32_t left = case_count - row < ROWS_A_WORD ? case_count - row : ROWS_A_WORD;
        uint64_t yes = reg->surely[row / ROWS_A_WORD];
        uint64_t known = ~(yes ^ reg->possibly[row / ROWS_A_WORD]);
        uint64_t rows = left == ROWS_A_WORD ? ~(uint64_t)0 : ((uint64_t)1 << left) - 1;
        if ((known & rows) != rows) {
            for (uint32_t i = 0; i < left; i++)
                add_decision_row(it, outcome, number, &heads[row + i], row + i);
            continue;
        }
        arrow_add_booleans(&outcome->children[DECISION_PLACE_VALUE], &yes, &known, left);
        arrow_add_same_int(&outcome->children[DECISION_PLACE_STATUS], DECISION_VALUE, left);
        arrow_add_structs(outcome, left);
    }
}

static void add_decision(const Adding *it, ArrowColumn *column, uint32_t number,
                         const Outcome *heads)
{
    const CodeDecision *decision = &it->code->decisions[number];
    if (decision->frame == 0 && decision->type.kind == TYPE_YES_NO) {
        add_yes_no(it, column, number, heads);
        return;
    }
    for (uint32_t row = 0; row < it->evaluation->table->case_count; row++)
        add_case(it, column, number, decision->frame, &heads[row], add_decision_row, false);
}

void outcomes_add(const ProccCode *code, ArrowColumn *root, const Evaluation *evaluation)
{
    uint32_t case_count = evaluation->table->case_count;
    Adding it = {code, code->code, evaluation, arena_new()};
    Outcome *heads = ARENA_ARRAY(it.scratch, case_count, Outcome);
    for (uint32_t i = 0; i < case_count; i++)
        heads[i] = brief_begin(evaluation, i);
    ArrowColumn *next = root->children;
    for (uint32_t i = 0; i < it.code->decision_count; i++)
        add_decision(&it, next++, i, heads);
    for (uint32_t i = 0; i < it.code->norm_count; i++)
        if (code->norm_names[i])
            add_norm(&it, next++, i, heads);
    arrow_add_structs(root, case_count);
    arena_free(it.scratch);
}
