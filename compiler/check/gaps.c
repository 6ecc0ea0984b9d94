/* gaps.c - decisions that may have no answer, and alternatives that are never looked at.
 *
 * A gap is excluded where some alternative always holds, or where trying every combination of what the conditions look at shows that
 * one of them holds. What has few values (yes/no, enumerations) is tried value by value; any other condition counts
 * as a yes or no of its own, the same words being the same condition. With too many combinations a gap cannot be excluded.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/check.h"
#include "diag/diag.h"

/* Combinations tried for one decision: keeps the check of a file linear. */
#define COMBINATIONS_MOST 65536u
#define ATOMS_MOST 16

typedef struct Atom {
    const void *of;   /* the fact or decision; NULL for a condition known by its words */
    const void *loop; /* of the fact or decision */
    Str words;
    uint32_t value_count;
    uint32_t value; /* the one being tried */
} Atom;

typedef struct Trial {
    const Sources *sources;
    Atom atoms[ATOMS_MOST];
    size_t count;
    bool is_too_large;
} Trial;

static bool is_always(const CoreAlternative *alternative)
{
    return !alternative->condition && !alternative->has_period;
}

static Atom *find_atom(Trial *trial, Atom wanted)
{
    for (size_t i = 0; i < trial->count; i++) {
        Atom *atom = &trial->atoms[i];
        if (atom->of == wanted.of && atom->loop == wanted.loop &&
            (wanted.of || str_is_equal(atom->words, wanted.words)))
            return atom;
    }
    if (trial->count == ATOMS_MOST) {
        trial->is_too_large = true;
        return NULL;
    }
    trial->atoms[trial->count] = wanted;
    return &trial->atoms[trial->count++];
}

/* The atom of a fact or decision with few values, else NULL without adding one. */
static Atom *find_variable(Trial *trial, const CoreExpr *expr)
{
    uint32_t value_count = expr->type.kind == TYPE_YES_NO ? 2
                           : expr->type.kind == TYPE_ENUMERATION
                               ? expr->type.enumeration->value_count
                               : 0;
    if (!value_count)
        return NULL;
    if (expr->kind == CORE_FACT)
        return find_atom(trial,
                         (Atom){expr->as.FACT.fact, expr->as.FACT.loop, STR_NONE, value_count, 0});
    if (expr->kind == CORE_DECISION)
        return find_atom(trial, (Atom){expr->as.DECISION.decision, expr->as.DECISION.loop, STR_NONE,
                                       value_count, 0});
    return NULL;
}

static bool try_words(Trial *trial, const CoreExpr *expr)
{
    Atom *atom =
        find_atom(trial, (Atom){NULL, NULL, source_get_words(trial->sources, expr->span), 2, 0});
    return atom && atom->value;
}

static bool try_condition(Trial *trial, const CoreExpr *expr);

static uint32_t count_yes(Trial *trial, const CoreExprs *operands)
{
    uint32_t count = 0;
    for (size_t i = 0; i < operands->count; i++)
        count += try_condition(trial, operands->items[i]);
    return count;
}

static bool is_few_against_constant(const CoreExpr *left, const CoreExpr *right)
{
    return (left->type.kind == TYPE_YES_NO || left->type.kind == TYPE_ENUMERATION) &&
           (left->kind == CORE_FACT || left->kind == CORE_DECISION) && right->kind == CORE_CONSTANT;
}

static bool try_is(Trial *trial, const CoreExpr *left, const CoreExpr *right)
{
    const Atom *atom = find_variable(trial, left);
    return atom && (Value)atom->value == right->as.CONSTANT.constant.value;
}

static bool try_compare(Trial *trial, const CoreExpr *expr)
{
    const CoreExpr *left = expr->as.COMPARE.left, *right = expr->as.COMPARE.right;
    if (!is_few_against_constant(left, right))
        return try_words(trial, expr);
    return try_is(trial, left, right) == (expr->as.COMPARE.comparison == COMPARISON_IS);
}

static bool try_one_of(Trial *trial, const CoreExpr *expr)
{
    bool is_one = false;
    for (size_t i = 0; i < expr->as.ONE_OF.values.count; i++) {
        if (!is_few_against_constant(expr->as.ONE_OF.left, expr->as.ONE_OF.values.items[i]))
            return try_words(trial, expr);
        is_one |= try_is(trial, expr->as.ONE_OF.left, expr->as.ONE_OF.values.items[i]);
    }
    return is_one;
}

/* Whether the condition holds with the atoms' present values; atoms it meets for the first time are added. */
static bool try_condition(Trial *trial, const CoreExpr *expr)
{
    if (expr->kind == CORE_CONSTANT)
        return expr->as.CONSTANT.constant.value != 0;
    if (expr->kind == CORE_AND)
        return count_yes(trial, &expr->as.AND.operands) == expr->as.AND.operands.count;
    if (expr->kind == CORE_OR)
        return count_yes(trial, &expr->as.OR.operands) > 0;
    if (expr->kind == CORE_AT_LEAST)
        return count_yes(trial, &expr->as.AT_LEAST.operands) >= expr->as.AT_LEAST.least;
    if (expr->kind == CORE_NOT)
        return !try_condition(trial, expr->as.NOT.operand);
    if (expr->kind == CORE_COMPARE)
        return try_compare(trial, expr);
    if (expr->kind == CORE_ONE_OF)
        return try_one_of(trial, expr);
    if (expr->kind == CORE_FACT || expr->kind == CORE_DECISION) {
        const Atom *atom = find_variable(trial, expr);
        return atom && atom->value;
    }
    return try_words(trial, expr);
}

static bool some_holds(Trial *trial, const CoreDecision *decision)
{
    bool holds = false;
    for (uint32_t i = 0; i < decision->alternative_count; i++) {
        const CoreAlternative *alternative = &decision->alternatives[i];
        if (!alternative->has_period && alternative->condition)
            holds |= try_condition(trial, alternative->condition);
    }
    return holds;
}

/* The next combination; false after the last. */
static bool advance(Trial *trial)
{
    for (size_t i = 0; i < trial->count; i++) {
        if (++trial->atoms[i].value < trial->atoms[i].value_count)
            return true;
        trial->atoms[i].value = 0;
    }
    return false;
}

static bool is_gap_excluded(const CoreProgram *program, const CoreDecision *decision)
{
    for (uint32_t i = 0; i < decision->alternative_count; i++)
        if (is_always(&decision->alternatives[i]))
            return true;
    Trial trial = {0};
    trial.sources = program->sources;
    uint32_t tried = 0;
    do {
        if (!some_holds(&trial, decision) || trial.is_too_large || ++tried > COMBINATIONS_MOST)
            return false;
    } while (advance(&trial));
    return true;
}

void check_gaps(Arena *scratch, const CoreProgram *program, Report *report)
{
    (void)scratch;
    for (size_t i = 0; i < program->decisions.count; i++) {
        const CoreDecision *decision = program->decisions.items[i];
        if (is_gap_excluded(program, decision))
            continue;
        size_t message =
            report_add(report, diag_kind(DIAG_GAP_POSSIBLE), decision->span,
                       "%s '%s' may have no answer: nothing says what it is when none of its %s",
                       decision->is_table ? "table" : "decision", decision->name,
                       decision->is_table ? "rows matches" : "alternatives holds");
        report_hint(report, message, "%s",
                    decision->is_table
                        ? "add the rows that are missing, if the guidance says what then holds"
                        : "add an 'otherwise', if the guidance says what then holds");
    }
}

void check_levels(const CoreProgram *program, Report *report)
{
    for (size_t i = 0; i < program->decisions.count; i++) {
        const CoreDecision *decision = program->decisions.items[i];
        const CoreAlternative *always = NULL;
        for (uint32_t k = 0; k < decision->alternative_count; k++) {
            const CoreAlternative *alternative = &decision->alternatives[k];
            if (always && alternative->level > always->level) {
                size_t message =
                    report_add(report, diag_kind(DIAG_NEVER_REACHED), alternative->span,
                               "this alternative of '%s' is never looked at", decision->name);
                report_note(report, message, always->span, "this one above it always holds");
                break;
            }
            if (is_always(alternative) && !always)
                always = alternative;
        }
    }
}
