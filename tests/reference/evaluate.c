/* evaluate.c - expressions, walked as they were written.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/evaluate.h"

const Element *env_find(Reference *reference, const Env *env, const CoreLoop *loop)
{
    for (; env; env = env->outer) {
        if (env->loop != loop)
            continue;
        reference->possible_count += !env->element.path;
        return &env->element;
    }
    UNREACHABLE();
}

ElementList env_get_list(Reference *reference, const Env *env, const CoreLoop *loop)
{
    return reference_get_list(reference, loop->list,
                              loop->outer ? env_find(reference, env, loop->outer) : NULL);
}

bool reference_is_in_force(const Reference *reference, const CodePeriod *period)
{
    return !(period->has_from && reference->as_of < period->from) &&
           !(period->has_until && reference->as_of > period->until);
}

/* ---- names ---- */

static Answer evaluate_decision(Reference *reference, const Env *env, const Core_DECISION *name)
{
    Element element = {0};
    if (name->loop)
        element = *env_find(reference, env, name->loop);
    const Settled *settled = reference_decide(reference, name->decision, element);
    if (settled->kind == SETTLED_VALUE || settled->kind == SETTLED_OPEN)
        return settled->answer;
    const char *key = name->decision->name;
    if (name->loop)
        key = arena_format(reference->arena, "%s.%s", element.path ? element.path : element.list,
                           key);
    return answer_blocked(reference, key);
}

static Answer evaluate_constant(Reference *reference, const CoreConstant *constant)
{
    if (constant->type.kind == TYPE_TEXT)
        return answer_value(texts_add(reference->texts, str_from(constant->text)));
    return answer_value(constant->value);
}

static Answer evaluate_parameter(Reference *reference, const CoreParameter *parameter)
{
    for (uint32_t i = 0; i < parameter->value_count; i++)
        if (parameter->values[i].from <= reference->as_of &&
            reference->as_of <= parameter->values[i].until)
            return evaluate_constant(reference, &parameter->values[i].value);
    return answer_blocked(reference, parameter->name);
}

/* Adds no needs (ruling 6). Of an element that there may be nobody can say; its list is needed anyway. */
static Answer evaluate_is_known(Reference *reference, const Env *env, const CoreExpr *operand)
{
    if (operand->kind == CORE_LIST) {
        const CoreLoop *loop = operand->as.LIST.loop;
        const Element *holder = loop ? env_find(reference, env, loop) : NULL;
        if (holder && !holder->path)
            return answer_nothing();
        return answer_truth(reference_get_list(reference, operand->as.LIST.fact, holder).is_given);
    }
    uint32_t before = reference->possible_count;
    Answer answer = reference_evaluate_expr(reference, env, operand);
    if (!answer.is_known && reference->possible_count != before)
        return answer_nothing();
    return answer_truth(answer.is_known);
}

/* The loop that stands for `wanted` of an action: what the inner one hangs from, else the innermost over the same list,
 * first of those around the inner one. */
static const CoreLoop *find_loop(const Env *env, const CoreLoop *wanted, const CoreLoop *inner)
{
    if (inner->outer && inner->outer->list == wanted->list)
        return inner->outer;
    const Env *around = env;
    while (around->loop != inner)
        around = around->outer;
    for (around = around->outer; around; around = around->outer)
        if (around->loop->list == wanted->list)
            return around->loop;
    while (env->loop->list != wanted->list)
        env = env->outer;
    return env->loop;
}

static Answer evaluate_is_done(Reference *reference, const Env *env, const Core_IS_DONE *done)
{
    const CoreAction *action = done->action;
    Element *elements = ARENA_ARRAY(reference->arena, action->loop_count, Element);
    const CoreLoop *loop = done->loop;
    for (uint32_t i = action->loop_count; i-- > 0;) {
        if (i + 1 < action->loop_count)
            loop = find_loop(env, action->loops[i], loop);
        elements[i] = *env_find(reference, env, loop);
    }
    return reference_get_doing(reference, action, elements).answer;
}

/* ---- comparisons ---- */

static bool holds(Comparison comparison, int64_t left, int64_t right)
{
    switch (comparison) {
    case COMPARISON_IS: return left == right;
    case COMPARISON_IS_NOT: return left != right;
    case COMPARISON_MORE_THAN:
    case COMPARISON_AFTER: return left > right;
    case COMPARISON_LESS_THAN:
    case COMPARISON_BEFORE: return left < right;
    case COMPARISON_AT_LEAST:
    case COMPARISON_ON_OR_AFTER: return left >= right;
    case COMPARISON_AT_MOST:
    case COMPARISON_ON_OR_BEFORE: return left <= right;
    }
    UNREACHABLE();
}

static Answer compare_values(Type type, Comparison comparison, Value left, Value right)
{
    if (type.kind != TYPE_DURATION)
        return answer_truth(holds(comparison, left, right));
    if (duration_get_unit(left) != duration_get_unit(right))
        return answer_nothing(); /* ruling 49 */
    return answer_truth(holds(comparison, duration_get_count(left), duration_get_count(right)));
}

static Answer evaluate_compare(Reference *reference, const Env *env, const Core_COMPARE *compare)
{
    Answer sides[2] = {reference_evaluate_expr(reference, env, compare->left),
                       reference_evaluate_expr(reference, env, compare->right)};
    if (!sides[0].is_known || !sides[1].is_known)
        return answer_strict(reference, sides, 2);
    return compare_values(compare->left->type, compare->comparison, sides[0].value, sides[1].value);
}

/* As an `or` of comparisons. */
static Answer evaluate_one_of(Reference *reference, const Env *env, const Core_ONE_OF *one_of)
{
    Answer left = reference_evaluate_expr(reference, env, one_of->left);
    size_t count = one_of->values.count;
    Answer *answers = ARENA_ARRAY(reference->arena, count, Answer);
    for (size_t i = 0; i < count; i++) {
        Answer sides[2] = {left, reference_evaluate_expr(reference, env, one_of->values.items[i])};
        answers[i] =
            sides[0].is_known && sides[1].is_known
                ? compare_values(one_of->left->type, COMPARISON_IS, sides[0].value, sides[1].value)
                : answer_strict(reference, sides, 2);
    }
    return answer_or(reference, answers, count);
}

/* ---- several operands ---- */

static Answer *evaluate_all(Reference *reference, const Env *env, const CoreExprs *exprs)
{
    Answer *answers = ARENA_ARRAY(reference->arena, exprs->count, Answer);
    for (size_t i = 0; i < exprs->count; i++)
        answers[i] = reference_evaluate_expr(reference, env, exprs->items[i]);
    return answers;
}

static Answer evaluate_at_least(Reference *reference, const Env *env, const Core_AT_LEAST *at_least)
{
    size_t count = at_least->operands.count, yes = 0, open = 0;
    Answer *answers = evaluate_all(reference, env, &at_least->operands);
    for (size_t i = 0; i < count; i++) {
        yes += answer_is_yes(answers[i]);
        open += !answers[i].is_known;
    }
    if (yes >= at_least->least)
        return answer_truth(true);
    if (yes + open < at_least->least)
        return answer_truth(false);
    for (size_t i = 0; i < count; i++) /* only what is open is of interest */
        if (answers[i].is_known)
            answers[i] = answer_truth(true);
    return answer_and(reference, answers, count);
}

/* ---- lists ---- */

/* What would be asked of an element is looked at all the same: it may be about one that there only may be, further out. */
static Answer list_not_given(Reference *reference, const Env *env, const CoreLoop *loop,
                             const ElementList *list, const CoreExpr *first, const CoreExpr *second)
{
    const Env inner = {env, loop, {.path = arena_format(reference->arena, "%s.0", list->list)}};
    if (first)
        reference_evaluate_expr(reference, &inner, first);
    if (second)
        reference_evaluate_expr(reference, &inner, second);
    return answer_needs(reference, list->needed);
}

/* The answers of `expr` for each element; yes where `expr` is NULL. */
static Answer *evaluate_elements(Reference *reference, const Env *env, const CoreLoop *loop,
                                 const ElementList *list, const CoreExpr *expr)
{
    Answer *answers = ARENA_ARRAY(reference->arena, list->count, Answer);
    for (uint32_t i = 0; i < list->count; i++) {
        const Env inner = {env, loop, reference_get_element(reference, list, i + 1)};
        answers[i] = expr ? reference_evaluate_expr(reference, &inner, expr) : answer_truth(true);
    }
    return answers;
}

static Answer evaluate_quantified(Reference *reference, const Env *env, const CoreLoop *loop,
                                  const CoreExpr *body, bool is_every)
{
    ElementList list = env_get_list(reference, env, loop);
    if (!list.is_given)
        return list_not_given(reference, env, loop, &list, body, NULL);
    Answer *answers = evaluate_elements(reference, env, loop, &list, body);
    return is_every ? answer_and(reference, answers, list.count)
                    : answer_or(reference, answers, list.count);
}

static Answer evaluate_count(Reference *reference, const Env *env, const Core_COUNT *count)
{
    ElementList list = env_get_list(reference, env, count->loop);
    if (!list.is_given)
        return list_not_given(reference, env, count->loop, &list, count->where, NULL);
    Answer *answers = evaluate_elements(reference, env, count->loop, &list, count->where);
    Value yes = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        if (!answers[i].is_known)
            return answer_strict(reference, answers, list.count);
        yes += answers[i].value;
    }
    return answer_value(yes * NUMBER_ONE);
}

static bool is_better(FoldKind fold, Value value, Value best)
{
    return fold == FOLD_LATER || fold == FOLD_MOST ? value > best : value < best;
}

/* Total, most or least of known values. */
static Answer fold_values(FoldKind fold, Type type, const Answer *values, size_t count)
{
    if (!count)
        return fold == FOLD_TOTAL ? answer_value(0)
                                  : answer_nothing(); /* 0 days: duration_make(0, DURATION_DAYS) */
    Value best = values[0].value;
    for (size_t i = 1; i < count; i++) {
        if (fold != FOLD_TOTAL && is_better(fold, values[i].value, best))
            best = values[i].value;
        else if (fold == FOLD_TOTAL && !amount_add(&best, type, best, values[i].value))
            return answer_nothing();
    }
    return answer_value(best);
}

static Answer evaluate_fold(Reference *reference, const Env *env, const Core_FOLD *fold, Type type)
{
    ElementList list = env_get_list(reference, env, fold->loop);
    if (!list.is_given)
        return list_not_given(reference, env, fold->loop, &list, fold->where, fold->value);
    Answer *wheres = evaluate_elements(reference, env, fold->loop, &list, fold->where);
    Answer *values = evaluate_elements(reference, env, fold->loop, &list, fold->value);
    Answer *parts = ARENA_ARRAY(reference->arena, 2 * (size_t)list.count, Answer);
    Answer *taken = ARENA_ARRAY(reference->arena, list.count, Answer);
    size_t part_count = 0, taken_count = 0;
    bool is_open = false;
    for (uint32_t i = 0; i < list.count; i++) {
        if (answer_is_no(wheres[i]))
            continue; /* what `where` excludes does not matter */
        parts[part_count++] = wheres[i];
        parts[part_count++] = values[i];
        taken[taken_count++] = values[i];
        is_open |= !wheres[i].is_known || !values[i].is_known;
    }
    return is_open ? answer_strict(reference, parts, part_count)
                   : fold_values(fold->fold, type, taken, taken_count);
}

static Answer evaluate_pick(Reference *reference, const Env *env, const Core_PICK *pick, Type type)
{
    Answer *answers = evaluate_all(reference, env, &pick->operands);
    for (size_t i = 0; i < pick->operands.count; i++)
        if (!answers[i].is_known)
            return answer_strict(reference, answers, pick->operands.count);
    return fold_values(pick->fold, type, answers, pick->operands.count);
}

/* ---- arithmetic ---- */

static bool add(Value *out, bool is_minus, Type left, Type right, Value a, Value b)
{
    if (left.kind == TYPE_DATE && right.kind == TYPE_DURATION)
        return calendar_add(out, a, b, is_minus, NULL) == DATE_OK;
    if (left.kind == TYPE_DATE) {
        *out = duration_make(a - b, DURATION_DAYS);
        return true;
    }
    return is_minus ? amount_subtract(out, left, a, b) : amount_add(out, left, a, b);
}

static bool multiply(Value *out, Type left, Type right, Value a, Value b)
{
    if (left.kind == TYPE_NUMBER && right.kind != TYPE_NUMBER)
        return multiply(out, right, left, b, a);
    if (left.kind == TYPE_MONEY)
        return money_multiply(out, a, b);
    if (left.kind == TYPE_DURATION)
        return duration_multiply(out, a, b);
    return number_multiply(out, a, b);
}

static bool divide(Value *out, Type left, Type right, Value a, Value b)
{
    if (left.kind == TYPE_NUMBER)
        return number_divide(out, a, b);
    return right.kind == TYPE_MONEY ? money_ratio(out, a, b) : money_divide(out, a, b);
}

static bool reckon(Value *out, Operator operator, Type left, Type right, Value a, Value b)
{
    switch (operator) {
    case OPERATOR_ADD: return add(out, false, left, right, a, b);
    case OPERATOR_SUBTRACT: return add(out, true, left, right, a, b);
    case OPERATOR_MULTIPLY: return multiply(out, left, right, a, b);
    case OPERATOR_DIVIDE: return divide(out, left, right, a, b);
    }
    UNREACHABLE();
}

static Answer evaluate_arithmetic(Reference *reference, const Env *env,
                                  const Core_ARITHMETIC *arithmetic)
{
    Answer sides[2] = {reference_evaluate_expr(reference, env, arithmetic->left),
                       reference_evaluate_expr(reference, env, arithmetic->right)};
    if (!sides[0].is_known || !sides[1].is_known)
        return answer_strict(reference, sides, 2);
    Value value;
    if (!reckon(&value, arithmetic->operator, arithmetic->left->type, arithmetic->right->type,
                sides[0].value, sides[1].value))
        return answer_nothing(); /* rulings 17, 23, 49 */
    return answer_value(value);
}

Answer reference_evaluate_expr(Reference *reference, const Env *env, const CoreExpr *expr)
{
    switch (expr->kind) {
    case CORE_ERROR:
    case CORE_LIST: break;
    case CORE_CONSTANT: return evaluate_constant(reference, &expr->as.CONSTANT.constant);
    case CORE_FACT:
        return reference_get_fact(reference, expr->as.FACT.fact,
                                  expr->as.FACT.loop ? *env_find(reference, env, expr->as.FACT.loop)
                                                     : (Element){0});
    case CORE_DECISION: return evaluate_decision(reference, env, &expr->as.DECISION);
    case CORE_PARAMETER: return evaluate_parameter(reference, expr->as.PARAMETER.parameter);
    case CORE_AND:
        return answer_and(reference, evaluate_all(reference, env, &expr->as.AND.operands),
                          expr->as.AND.operands.count);
    case CORE_OR:
        return answer_or(reference, evaluate_all(reference, env, &expr->as.OR.operands),
                         expr->as.OR.operands.count);
    case CORE_NOT: return answer_not(reference_evaluate_expr(reference, env, expr->as.NOT.operand));
    case CORE_AT_LEAST: return evaluate_at_least(reference, env, &expr->as.AT_LEAST);
    case CORE_COMPARE: return evaluate_compare(reference, env, &expr->as.COMPARE);
    case CORE_ONE_OF: return evaluate_one_of(reference, env, &expr->as.ONE_OF);
    case CORE_IS_KNOWN: return evaluate_is_known(reference, env, expr->as.IS_KNOWN.operand);
    case CORE_IS_DONE: return evaluate_is_done(reference, env, &expr->as.IS_DONE);
    case CORE_SOME:
        return evaluate_quantified(reference, env, expr->as.SOME.loop, expr->as.SOME.body, false);
    case CORE_EVERY:
        return evaluate_quantified(reference, env, expr->as.EVERY.loop, expr->as.EVERY.body, true);
    case CORE_COUNT: return evaluate_count(reference, env, &expr->as.COUNT);
    case CORE_FOLD: return evaluate_fold(reference, env, &expr->as.FOLD, expr->type);
    case CORE_PICK: return evaluate_pick(reference, env, &expr->as.PICK, expr->type);
    case CORE_ARITHMETIC: return evaluate_arithmetic(reference, env, &expr->as.ARITHMETIC);
    }
    UNREACHABLE();
}
