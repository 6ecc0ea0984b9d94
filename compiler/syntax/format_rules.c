/* format_rules.c - where lines begin in rules and scenarios.
 *
 * What belongs to an effect (its dates, its condition) stays on its line where the author put it there and it fits.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/format_parts.h"

#include "parser.h"

static bool has_bullets(const Format *format, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (format->tokens.items[i].kind == TOKEN_BULLET)
            return true;
    return false;
}

static size_t find_line_start(const Format *format, size_t token)
{
    while (token && !format->tokens.items[token].begins_line)
        token--;
    return token;
}

/* Whether the clause from `first` to `last` may go on the line before it. */
static bool fits(const Format *format, size_t first, size_t last)
{
    const FormatToken *before = &format->tokens.items[first - 1];
    size_t start = find_line_start(format, first - 1);
    if (before->kind == TOKEN_MARK || format->tokens.items[first].list_indent ||
        has_bullets(format, first, last + 1))
        return false;
    return format->tokens.items[start].indent + format_measure(format, start, last + 1) <=
           FORMAT_WIDTH_MOST;
}

static void plan_inside(Format *format, const Ast *clause, uint32_t inner)
{
    if (clause->kind == AST_WHEN)
        format_plan_condition(format, clause->as.WHEN.condition, inner);
    else if (clause->kind == AST_UNTIL)
        format_plan_condition(format, clause->as.UNTIL.condition, inner);
    else if (clause->kind == AST_BY)
        format_plan_condition(format, clause->as.BY.date, inner);
    else if (clause->kind == AST_WITHIN)
        format_plan_condition(format, clause->as.WITHIN.of, inner);
    else if (clause->kind == AST_NOT_BEFORE)
        format_plan_condition(format, clause->as.NOT_BEFORE.date, inner);
    else if (clause->kind == AST_REPEAT)
        format_plan_condition(format, clause->as.REPEAT.from, inner);
}

/* Dates, conditions and marks of an effect or of one of its bullets. */
static void plan_effect_clauses(Format *format, const AstList *clauses, uint32_t indent)
{
    bool is_broken = false;
    for (size_t i = 0; i < clauses->count; i++) {
        const Ast *clause = clauses->items[i];
        size_t first = format_find_first(format, clause), last = format_find_last(format, clause);
        if (format_is_mark(clause)) {
            format_plan_mark(format, clause, indent);
            continue;
        }
        format_set_indent(format, clause, indent + FORMAT_STEP);
        is_broken = is_broken || format->tokens.items[first].is_first || !fits(format, first, last);
        if (is_broken)
            format_begin_line(format, first, indent);
        plan_inside(format, clause, indent + FORMAT_STEP);
    }
}

static void plan_actions(Format *format, const AstList *actions, uint32_t indent)
{
    const uint32_t within = indent + FORMAT_BULLET_STEP;
    for (size_t i = 0; i < actions->count; i++) {
        const Ast *action = actions->items[i];
        format_set_indent(format, action, within);
        format_begin_line(format, format_find_first(format, action), indent);
        plan_effect_clauses(format, &action->as.ACTION.clauses, within);
    }
    format_end_list(format, actions->items[actions->count - 1], indent);
}

/* `then` and `and` line up, so that the effects stand in one column. */
static void plan_effect(Format *format, const Ast *effect)
{
    const uint32_t within = FORMAT_STEP + FORMAT_EFFECT_STEP, bullets = FORMAT_STEP + FORMAT_STEP;
    size_t first = format_find_first(format, effect);
    format_set_indent(format, effect, within);
    format_begin_line(format, first - 1, FORMAT_STEP);
    format->tokens.items[first].pad = format->tokens.items[first - 1].kind == TOKEN_AND;
    if (effect->kind == AST_FOLLOW) {
        format_plan_marks(format, &effect->as.FOLLOW.marks, within);
    } else if (effect->as.EFFECT.shape == EFFECT_SINGLE) {
        plan_effect_clauses(format, &effect->as.EFFECT.clauses, within);
    } else {
        plan_actions(format, &effect->as.EFFECT.actions, bullets);
        plan_effect_clauses(format, &effect->as.EFFECT.clauses, bullets);
    }
}

static void plan_for_each(Format *format, const Ast *clause, uint32_t inner)
{
    const Ast *where = clause->as.FOR_EACH.where;
    if (!where)
        return;
    format_keep_line(format, format_find_first(format, where) - 1, inner);
    format_plan_condition(format, where, inner);
}

static void plan_rule_clause(Format *format, const Ast *clause)
{
    const uint32_t inner = FORMAT_STEP + FORMAT_STEP;
    format_set_indent(format, clause, inner);
    format_begin_line(format, format_find_first(format, clause), FORMAT_STEP);
    if (clause->kind == AST_WHEN) {
        format_plan_condition(format, clause->as.WHEN.condition, inner);
        format_plan_marks(format, &clause->as.WHEN.marks, inner);
    } else if (clause->kind == AST_UNLESS) {
        format_plan_condition(format, clause->as.UNLESS.condition, inner);
        format_plan_marks(format, &clause->as.UNLESS.marks, inner);
    } else if (clause->kind == AST_OVERRIDES) {
        format_plan_values(format, &clause->as.OVERRIDES.rules, inner);
    } else if (clause->kind == AST_FOR_EACH) {
        plan_for_each(format, clause, inner);
    }
}

/* Marks before the first clause are the rule's own, and stand further out than those of a clause. */
static void plan_rule_clauses(Format *format, const AstList *clauses, uint32_t indent)
{
    for (size_t i = 0; i < clauses->count; i++) {
        if (format_is_mark(clauses->items[i])) {
            format_plan_mark(format, clauses->items[i], indent);
            continue;
        }
        plan_rule_clause(format, clauses->items[i]);
        indent = FORMAT_STEP + FORMAT_STEP;
    }
}

void format_plan_rule(Format *format, const Ast *rule)
{
    const AstList *effects = &rule->as.RULE.effects;
    plan_rule_clauses(format, &rule->as.RULE.clauses, FORMAT_STEP);
    for (size_t i = 0; i < effects->count; i++)
        plan_effect(format, effects->items[i]);
    plan_rule_clauses(format, &rule->as.RULE.after, FORMAT_STEP + FORMAT_STEP);
}

/* Scenarios. */

static void plan_given(Format *format, const Ast *given, uint32_t inner);

/* Those of one element, whose bullet stands at `bullet`. */
static void plan_element(Format *format, const AstList *givens, uint32_t bullet)
{
    for (size_t i = 0; i < givens->count; i++) {
        if (i)
            format_keep_line_behind(format, format_find_first(format, givens->items[i]),
                                    bullet + FORMAT_STEP);
        plan_given(format, givens->items[i], bullet + FORMAT_BULLET_STEP);
    }
}

static void plan_given(Format *format, const Ast *given, uint32_t inner)
{
    if (given->kind != AST_GIVEN_LIST || !given->as.GIVEN_LIST.elements.count)
        return;
    const AstList *elements = &given->as.GIVEN_LIST.elements;
    for (size_t i = 0; i < elements->count; i++) {
        const Ast *element = elements->items[i];
        format_set_indent(format, element, inner + FORMAT_STEP);
        format_begin_line(format, format_find_first(format, element), inner);
        plan_element(format, &element->as.ELEMENT.givens, inner);
    }
    format_end_list(format, elements->items[elements->count - 1], inner);
}

/* The lines under `given` or `expect`, and that word. */
static void begin_lines(Format *format, const AstList *lines)
{
    const uint32_t indent = FORMAT_STEP + FORMAT_STEP;
    for (size_t i = 0; i < lines->count; i++) {
        size_t first = format_find_first(format, lines->items[i]);
        format_set_indent(format, lines->items[i], indent + FORMAT_BULLET_STEP);
        format_begin_line(format, first, indent);
        if (!i)
            format_begin_line(format, first - 1, FORMAT_STEP);
    }
}

static void plan_expectation(const Ast *clause, void *context)
{
    Format *format = context;
    const uint32_t inner = FORMAT_STEP + FORMAT_STEP + FORMAT_BULLET_STEP;
    const AstKind kind = clause->kind;
    if (kind == AST_FOR || kind == AST_BY || kind == AST_NOT_BEFORE || kind == AST_BECAUSE ||
        kind == AST_NEEDING)
        format_keep_line(format, format_find_first(format, clause), inner);
    if (kind == AST_NEEDING)
        format_plan_values(format, &clause->as.NEEDING.facts, inner);
}

void format_plan_scenario(Format *format, const Ast *scenario)
{
    const Ast_SCENARIO *as = &scenario->as.SCENARIO;
    for (size_t i = 0; i < as->clauses.count; i++) {
        const Ast *clause = as->clauses.items[i];
        if (format_is_mark(clause))
            format_plan_mark(format, clause, FORMAT_STEP);
        else if (i || clause->kind != AST_OF)
            format_begin_line(format, format_find_first(format, clause), FORMAT_STEP);
    }
    begin_lines(format, &as->givens);
    for (size_t i = 0; i < as->givens.count; i++)
        plan_given(format, as->givens.items[i], FORMAT_STEP + FORMAT_STEP + FORMAT_STEP);
    begin_lines(format, &as->expectations);
    for (size_t i = 0; i < as->expectations.count; i++)
        ast_walk_children(as->expectations.items[i], plan_expectation, format);
}
