/* joined.c - see joined.h. Rows of a frame stand case after case; texts get numbers of the joined table.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/joined.h"

#include "base/planes.h"
#include "outcome/outcome.h"

typedef struct Join {
    Arena *arena;
    const Code *code;
    const Evaluation *const *alone;
    uint32_t count, case_count;
    CaseTable *table;
    uint32_t **starts; /* of each frame: where the rows of each case start, and one past the last */
} Join;

static const CaseTable *get_table(const Join *join, uint32_t number)
{
    return join->alone[number % join->count]->table;
}

static void count_rows(Join *join)
{
    join->starts = ARENA_ARRAY(join->arena, join->code->frame_count, uint32_t *);
    for (uint32_t frame = 0; frame < join->code->frame_count; frame++) {
        uint32_t *starts = ARENA_ARRAY(join->arena, (size_t)join->case_count + 1, uint32_t);
        for (uint32_t i = 0; i < join->case_count; i++)
            starts[i + 1] = starts[i] + get_table(join, i)->frames[frame].row_count;
        join->starts[frame] = starts;
    }
}

static uint64_t *new_plane(const Join *join, uint32_t count)
{
    return ARENA_ARRAY(join->arena, planes_count_words(count) + 1, uint64_t);
}

static void copy_bits(uint64_t *out, uint32_t start, const uint64_t *from, uint32_t count)
{
    for (uint32_t i = 0; from && i < count; i++)
        if (planes_get(from, i))
            planes_set(out, start + i);
}

static void join_case_frame(const Join *join, uint32_t frame, uint32_t number)
{
    const CodeFrame *of = &join->code->frames[frame];
    const CaseFrame *from = &get_table(join, number)->frames[frame];
    CaseFrame *out = &join->table->frames[frame];
    uint32_t start = join->starts[frame][number];
    copy_bits(out->is_phantom, start, from->is_phantom, from->row_count);
    if (frame == 0)
        return;
    uint32_t parent_start = join->starts[of->parent][number];
    uint32_t parent_count = join->starts[of->parent][number + 1] - parent_start;
    copy_bits(out->list_known, parent_start, from->list_known, parent_count);
    for (uint32_t i = 0; i <= parent_count; i++)
        out->first_row[parent_start + i] = start + from->first_row[i];
    for (uint32_t i = 0; i < from->row_count; i++) {
        out->parent_row[start + i] = parent_start + from->parent_row[i];
        if (out->element_row)
            out->element_row[start + i] =
                join->starts[of->list_frame][number] + from->element_row[i];
    }
}

static void join_frame(const Join *join, uint32_t frame)
{
    const CodeFrame *of = &join->code->frames[frame];
    CaseFrame *out = &join->table->frames[frame];
    out->row_count = join->starts[frame][join->case_count];
    out->is_phantom = new_plane(join, out->row_count);
    if (frame > 0) {
        uint32_t parents = join->starts[of->parent][join->case_count];
        out->parent_row = ARENA_ARRAY(join->arena, out->row_count, uint32_t);
        out->first_row = ARENA_ARRAY(join->arena, (size_t)parents + 1, uint32_t);
        out->list_known = new_plane(join, parents);
        if (of->list_frame != frame)
            out->element_row = ARENA_ARRAY(join->arena, out->row_count, uint32_t);
    }
    for (uint32_t i = 0; i < join->case_count; i++)
        join_case_frame(join, frame, i);
}

static Value renumber(const Join *join, Type type, const CaseTable *from, Value value)
{
    if (type.kind != TYPE_TEXT)
        return value;
    return texts_add(join->table->texts, texts_get(from->texts, value));
}

/* `is_done`: the column of an action, else of a fact. */
static void join_column(const Join *join, uint32_t index, uint32_t frame, Type type, bool is_done)
{
    Column *out = is_done ? &join->table->done[index] : &join->table->facts[index];
    *out = column_new(join->arena, type.kind == TYPE_YES_NO, join->starts[frame][join->case_count]);
    for (uint32_t number = 0; number < join->case_count; number++) {
        const CaseTable *table = get_table(join, number);
        const Column *from = is_done ? &table->done[index] : &table->facts[index];
        uint32_t start = join->starts[frame][number];
        for (uint32_t row = 0; row < table->frames[frame].row_count; row++) {
            CellState state = column_get_state(from, row);
            if (state == CELL_GIVEN)
                column_give(out, start + row,
                            renumber(join, type, table, column_get_value(from, row)));
            else if (state == CELL_UNKNOWN)
                column_set_unknown(out, start + row);
        }
    }
}

static void join_tables(Join *join)
{
    const Code *code = join->code;
    const Type date = {TYPE_DATE, NULL};
    join->table = ARENA_NEW(join->arena, CaseTable);
    *join->table = (CaseTable){.code = code,
                               .case_count = join->case_count,
                               .as_of = ARENA_ARRAY(join->arena, join->case_count, Value),
                               .frames = ARENA_ARRAY(join->arena, code->frame_count, CaseFrame),
                               .facts = ARENA_ARRAY(join->arena, code->fact_count, Column),
                               .done = ARENA_ARRAY(join->arena, code->action_count, Column),
                               .texts = texts_new(join->arena)};
    for (uint32_t i = 0; i < join->case_count; i++)
        join->table->as_of[i] = get_table(join, i)->as_of[0];
    for (uint32_t i = 0; i < code->frame_count; i++)
        join_frame(join, i);
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (code->facts[i].type.kind != TYPE_LIST)
            join_column(join, i, code->facts[i].frame, code->facts[i].type, false);
    for (uint32_t i = 0; i < code->action_count; i++)
        join_column(join, i, code->actions[i].frame, date, true);
}

static bool is_same_cell(const Join *join, const Evaluation *many, uint32_t reg, uint32_t number,
                         uint32_t row)
{
    const Evaluation *alone = join->alone[number % join->count];
    const Instruction *of = &join->code->instructions[reg];
    Value a = 0, b = 0;
    bool is_known = evaluation_find_value(alone, reg, row, &a);
    if (is_known != evaluation_find_value(many, reg, join->starts[of->frame][number] + row, &b))
        return false;
    return !is_known || renumber(join, of->type, alone->table, a) == b;
}

static uint32_t count_rows_of(const Join *join, uint32_t frame, uint32_t number)
{
    return join->starts[frame][number + 1] - join->starts[frame][number];
}

static const char *compare_case(const Join *join, const Evaluation *many, uint32_t number)
{
    for (uint32_t reg = 0; reg < join->code->instruction_count; reg++) {
        uint32_t frame = join->code->instructions[reg].frame;
        for (uint32_t row = 0; row < count_rows_of(join, frame, number); row++)
            if (!is_same_cell(join, many, reg, number, row))
                return arena_format(join->arena, "register %u of case %u, row %u: other than alone",
                                    reg, number, row);
    }
    return NULL;
}

/* ---- the answers alone ---- */

static bool is_same_decision(const Join *join, const Outcome *alone, const Outcome *many,
                             uint32_t decision, uint32_t row)
{
    const CodeDecision *of = &join->code->decisions[decision];
    Value a = 0, b = 0;
    uint32_t start = join->starts[of->frame][many->case_row];
    DecisionStatus status = brief_read_decision(join->arena, alone, decision, row, &a);
    if (status != brief_read_decision(join->arena, many, decision, start + row, &b))
        return false;
    return status != DECISION_VALUE || renumber(join, of->type, alone->evaluation->table, a) == b;
}

static bool is_same_date(OptionalDate a, OptionalDate b)
{
    return a.has == b.has && (!a.has || a.day == b.day);
}

static bool is_same_norm(const Join *join, const Outcome *alone, const Outcome *many, uint32_t norm,
                         uint32_t row)
{
    uint32_t start =
        join->starts[join->code->rules[join->code->norms[norm].rule].frame][many->case_row];
    OutcomeNorm a = brief_read_norm(join->arena, alone, norm, row);
    OutcomeNorm b = brief_read_norm(join->arena, many, norm, start + row);
    return a.status == b.status && a.state == b.state && is_same_date(a.not_before, b.not_before) &&
           is_same_date(a.due, b.due) && is_same_date(a.done_on, b.done_on) &&
           is_same_date(a.next_due, b.next_due);
}

static const char *compare_answers(const Join *join, const Evaluation *many, uint32_t number)
{
    const Code *code = join->code;
    const Outcome one = brief_begin(join->alone[number % join->count], 0);
    const Outcome of_many = brief_begin(many, number);
    for (uint32_t i = 0; i < code->decision_count; i++)
        for (uint32_t row = 0; row < count_rows_of(join, code->decisions[i].frame, number); row++)
            if (!is_same_decision(join, &one, &of_many, i, row))
                return arena_format(join->arena, "'%s' of case %u, row %u: other than alone",
                                    code->decisions[i].name, number, row);
    for (uint32_t i = 0; i < code->norm_count; i++) {
        const CodeRule *rule = &code->rules[code->norms[i].rule];
        for (uint32_t row = 0; row < count_rows_of(join, rule->frame, number); row++)
            if (!is_same_norm(join, &one, &of_many, i, row))
                return arena_format(join->arena, "a norm of '%s' of case %u, row %u: %s",
                                    rule->name, number, row, "other than alone");
    }
    return NULL;
}

/* By an engine that keeps no other registers. */
static const Evaluation *evaluate_answers(const Join *join)
{
    bool *is_read = ARENA_ARRAY(join->arena, join->code->instruction_count, bool);
    brief_mark_registers(join->code, is_read);
    return engine_run(engine_new_keeping(join->arena, join->code, is_read), join->table);
}

const char *joined_find_difference(Arena *arena, const Evaluation *const *alone, uint32_t count,
                                   uint32_t row_count)
{
    Join join = {.arena = arena,
                 .code = alone[0]->code,
                 .alone = alone,
                 .count = count,
                 .case_count = row_count};
    count_rows(&join);
    join_tables(&join);
    const Evaluation *many = engine_run(engine_new(arena, join.code), join.table);
    const Evaluation *answers = evaluate_answers(&join);
    const char *difference = NULL;
    for (uint32_t i = 0; i < row_count && !difference; i++)
        difference = compare_case(&join, many, i);
    for (uint32_t i = 0; i < row_count && !difference; i++)
        difference = compare_answers(&join, answers, i);
    return difference;
}
