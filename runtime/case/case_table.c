/* case_table.c - from the entries of one case to the table that the engine reads; see case.h.
 *
 * Keys are looked up (case_key), the rows laid out (case_layout, case_product), the cells filled (case_cell). Each step leaves
 * out what the one before reported, so that one mistake gives one message.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/case_cell.h"
#include "case/case_layout.h"
#include "case/case_problem.h"

static void find_targets(CaseKeys *keys, Target *targets, const CaseEntries *entries)
{
    for (size_t i = 0; i < entries->list.count; i++) {
        if (case_problem_is_full(keys->report)) {
            targets[i] = (Target){TARGET_NONE, INDEX_NONE, 0, 0, 0};
            continue;
        }
        targets[i] = case_key_find_target(keys, &entries->list.items[i]);
    }
}

static void make_columns(Arena *arena, CaseTable *table)
{
    const Code *code = table->code;
    table->facts = ARENA_ARRAY(arena, code->fact_count, Column);
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (code->facts[i].type.kind != TYPE_LIST)
            table->facts[i] = column_new(arena, code->facts[i].type.kind == TYPE_YES_NO,
                                         table->frames[code->facts[i].frame].row_count);
    table->done = ARENA_ARRAY(arena, code->action_count, Column);
    for (uint32_t i = 0; i < code->action_count; i++)
        table->done[i] = column_new(arena, false, table->frames[code->actions[i].frame].row_count);
}

/* The frame at `depth` on the way from frame 0 to `frame`. */
static uint32_t get_frame_at(const CaseLayout *layout, uint32_t frame, uint32_t depth)
{
    while (layout->depths[frame] > depth)
        frame = layout->code->frames[frame].parent;
    return frame;
}

/* The row that the element numbers of an action lead to, ROW_NONE where there is none; *depth is then the loop whose
 * element is missing. */
static uint32_t find_done_row(const CaseLayout *layout, const Target *target, uint32_t *depth)
{
    uint32_t row = 0;
    for (*depth = 1; *depth <= target->number_count; ++*depth) {
        uint32_t number = layout->numbers[target->first_number + *depth - 1];
        const CaseFrame *frame =
            &layout->table->frames[get_frame_at(layout, target->frame, *depth)];
        uint32_t first = frame->first_row[row], end = frame->first_row[row + 1];
        if (number > end - first || planes_get(frame->is_phantom, first))
            return ROW_NONE;
        row = first + number - 1;
    }
    return row;
}

static void report_no_element(const CaseLayout *layout, const Target *target,
                              const CaseEntry *entry, uint32_t depth)
{
    const CodeFrame *frame = &layout->code->frames[get_frame_at(layout, target->frame, depth)];
    unsigned number = (unsigned)layout->numbers[target->first_number + depth - 1];
    size_t message = report_add(layout->report, problem_kind(PROBLEM_DONE_NO_SUCH_ELEMENT),
                                entry->span, "'%s' is given, but '%s' has no element %u",
                                case_problem_show(layout->report, entry->key), frame->path, number);
    report_hint(layout->report, message, "the elements are those that the case itself gives");
}

static void fill_done(const CaseLayout *layout, const Target *target, const CaseEntry *entry)
{
    static const Type date = {TYPE_DATE, NULL};
    uint32_t depth;
    uint32_t row = find_done_row(layout, target, &depth);
    if (row == ROW_NONE)
        report_no_element(layout, target, entry, depth);
    else
        case_cell_fill(layout->table, layout->report, &layout->table->done[target->index], row,
                       date, entry);
}

/* {} is all that an element as a whole can be. */
static void check_element(const CaseLayout *layout, const Target *target, const CaseEntry *entry)
{
    if (!entry->is_text && str_is(entry->words, "{}"))
        return;
    size_t message =
        report_add(layout->report, problem_kind(PROBLEM_LIST_AS_VALUE), entry->span,
                   "the element '%s' cannot be '%s'", case_problem_show(layout->report, entry->key),
                   case_problem_show(layout->report, entry->words));
    const Code *code = layout->code;
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (code->facts[i].frame == target->frame) {
            report_hint(layout->report, message, "give its fields, such as %s.%s",
                        case_problem_show(layout->report, entry->key), code->facts[i].name);
            return;
        }
}

static void fill_entry(const CaseLayout *layout, uint32_t index)
{
    const Target *target = &layout->targets[index];
    const CaseEntry *entry = &layout->entries[index];
    uint32_t row = layout->rows[index];
    if (target->kind == TARGET_DONE)
        fill_done(layout, target, entry);
    else if (target->kind == TARGET_ELEMENT && row != ROW_NONE)
        check_element(layout, target, entry);
    else if (target->kind == TARGET_FACT && row != ROW_NONE)
        case_cell_fill(layout->table, layout->report, &layout->table->facts[target->index], row,
                       layout->code->facts[target->index].type, entry);
}

/* Registers that an evaluation fills, one a row. */
static uint64_t count_steps(const CaseTable *table)
{
    uint64_t steps = 0;
    for (uint32_t i = 0; i < table->code->instruction_count; i++)
        steps += table->frames[table->code->instructions[i].frame].row_count;
    return steps;
}

/* What the outcome lists: norms and decisions, one a row. */
static uint64_t count_answers(const CaseTable *table)
{
    const Code *code = table->code;
    uint64_t answers = 0;
    for (uint32_t i = 0; i < code->decision_count; i++)
        answers += table->frames[code->decisions[i].frame].row_count;
    for (uint32_t i = 0; i < code->norm_count; i++)
        answers += table->frames[code->rules[code->norms[i].rule].frame].row_count;
    return answers;
}

static void check_size(const CaseTable *table, Report *report)
{
    bool has_many_steps = count_steps(table) > CASE_STEPS_MOST;
    if (!has_many_steps && count_answers(table) <= CASE_ANSWERS_MOST)
        return;
    size_t message = report_add(report, problem_kind(PROBLEM_TOO_MANY_COMBINATIONS), SPAN_NONE,
                                "the lists are too long for all that is asked of their elements");
    report_hint(report, message, "divide the case: %s are at most %llu",
                has_many_steps ? "the values worked out on the way" : "all its answers",
                (unsigned long long)(has_many_steps ? CASE_STEPS_MOST : CASE_ANSWERS_MOST));
}

CaseTable *case_table_new(Arena *arena, const Code *code, const CaseEntries *entries, Value as_of,
                          Report *report)
{
    BUG_IF(entries->list.count >= UINT32_MAX);
    size_t first_message = report->messages.count;
    CaseTable *table = ARENA_NEW(arena, CaseTable);
    table->code = code;
    table->case_count = 1;
    table->as_of = ARENA_NEW(arena, Value);
    table->as_of[0] = as_of;
    table->frames = ARENA_ARRAY(arena, code->frame_count, CaseFrame);
    table->texts = texts_new(arena);
    CaseKeys *keys = case_key_new(arena, code, report);
    Target *targets = ARENA_ARRAY(arena, entries->list.count, Target);
    find_targets(keys, targets, entries);
    CaseLayout layout = {.arena = arena,
                         .code = code,
                         .report = report,
                         .table = table,
                         .entries = entries->list.items,
                         .targets = targets,
                         .numbers = keys->numbers.items,
                         .entry_count = (uint32_t)entries->list.count};
    case_layout_build(&layout);
    check_size(table, report);
    make_columns(arena, table);
    for (uint32_t i = 0; i < layout.entry_count && !case_problem_is_full(report); i++)
        fill_entry(&layout, i);
    case_problem_sort(report, first_message);
    return table;
}
