/* lint_rows.c - rows of a table that another row covers: rows are peers, none goes before another (ruling 10).
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "check/lint_parts.h"

/* Each row is tried with each earlier one: quadratic, so only where a person could have written the table. */
#define ROWS_MOST 200

/* Whether wherever `row` matches, `other` matches too. */
static bool is_covered(Lint *lint, const CoreAlternative *row, const CoreAlternative *other)
{
    if (other->has_period)
        return false;
    if (!other->condition)
        return true;
    TrialParts parts = {0};
    const TrialPart matches = {row->condition, false}, misses = {other->condition, true};
    if (row->condition)
        VEC_PUSH(lint->arena, &parts, matches);
    VEC_PUSH(lint->arena, &parts, misses);
    return trial_is_impossible(lint->sources, &parts);
}

static bool is_same_value(const Lint *lint, const CoreExpr *a, const CoreExpr *b)
{
    return str_is_equal(source_get_words(lint->sources, a->span),
                        source_get_words(lint->sources, b->span));
}

/* Of values that are worked out it is not known whether they differ. */
static bool is_other_value(const CoreExpr *a, const CoreExpr *b)
{
    if (a->kind != CORE_CONSTANT || b->kind != CORE_CONSTANT)
        return false;
    const CoreConstant *left = &a->as.CONSTANT.constant, *right = &b->as.CONSTANT.constant;
    return left->text && right->text ? strcmp(left->text, right->text) != 0
                                     : left->value != right->value;
}

static void report_row(Lint *lint, const CoreAlternative *row, const CoreAlternative *earlier,
                       const char *what, const char *hint)
{
    size_t message = LINT_REPORT(lint, DIAG_ROW_COVERED, row->span, "%s", what);
    report_hint(lint->report, message, "%s", hint);
    report_note(lint->report, message, earlier->span, "the earlier row is here");
}

static bool check_pair(Lint *lint, const CoreAlternative *row, const CoreAlternative *earlier)
{
    static const char peers[] =
        "rows have no order: say in the cells of each when it holds, and when the other one does";
    bool is_other = is_other_value(row->value, earlier->value);
    if (is_same_value(lint, row->value, earlier->value) && is_covered(lint, row, earlier))
        report_row(lint, row, earlier,
                   "an earlier row already gives this, wherever this one matches",
                   "remove this row");
    else if (is_other && is_covered(lint, row, earlier))
        report_row(lint, row, earlier,
                   "wherever this row matches, an earlier one does too, and gives another value",
                   peers);
    else if (is_other && is_covered(lint, earlier, row))
        report_row(lint, row, earlier,
                   "wherever an earlier row matches, this one does too, and gives another value",
                   peers);
    else
        return false;
    return true;
}

/* A row that can never match is covered by every other; that it cannot is said of it already. */
static bool *find_never(Lint *lint, const CoreDecision *table)
{
    bool *is_never = ARENA_ARRAY(lint->arena, table->alternative_count, bool);
    for (uint32_t i = 0; i < table->alternative_count; i++) {
        const CoreExpr *condition = table->alternatives[i].condition;
        is_never[i] = condition && trial_is_never(lint->sources, condition);
    }
    return is_never;
}

static void check_table(Lint *lint, const CoreDecision *table)
{
    const bool *is_never = find_never(lint, table);
    for (uint32_t i = 1; i < table->alternative_count; i++)
        for (uint32_t k = 0; k < i && !is_never[i]; k++)
            if (!is_never[k] && check_pair(lint, &table->alternatives[i], &table->alternatives[k]))
                break;
}

void lint_rows(Lint *lint)
{
    for (size_t i = 0; i < lint->program->decisions.count; i++) {
        const CoreDecision *decision = lint->program->decisions.items[i];
        if (decision->is_table && decision->module == lint->module &&
            decision->alternative_count <= ROWS_MOST)
            check_table(lint, decision);
    }
}
