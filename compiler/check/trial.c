/* trial.c - see trial.h: values are chosen one by one, and each time it is asked whether that settles the matter.
 *
 * An `all of` of sixteen conditions so needs sixteen steps and not 65,536 combinations.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/trial.h"

/* Different things looked at in one trial; guidance has no condition of more. */
#define ATOMS_MOST 48
/* Amounts that one thing is compared with. */
#define THRESHOLDS_MOST 12
/* Expressions looked at in one trial: keeps the check of a file linear. */
#define STEPS_MOST ((uint32_t)200000)
#define VALUE_OPEN UINT32_MAX

typedef enum Truth {
    TRUTH_NO,
    TRUTH_YES,
    TRUTH_OPEN,
} Truth;

/* What a condition looks at. */
typedef struct Atom {
    const void *of; /* a fact, decision, parameter or action; NULL for what is known by its words */
    const void *loop; /* of the fact, decision or action */
    CoreExprKind kind;
    Comparison comparison; /* CORE_COMPARE: one of each pair of contraries */
    Str left, words;       /* as written; left only where `of` is NULL */
    Value thresholds
        [THRESHOLDS_MOST]; /* ascending; then value 2i + 1 is the i-th, the others lie between */
    uint32_t threshold_count;
    uint32_t value_count; /* 0: twice the thresholds and one more */
    uint32_t value;       /* the one being tried, or VALUE_OPEN */
} Atom;

typedef struct Trial {
    const Sources *sources;
    Atom atoms[ATOMS_MOST];
    size_t count;
    Atom *open; /* the first one met whose value is open */
    uint32_t steps;
    bool is_collecting; /* no value is asked for yet */
    bool is_too_large;
} Trial;

/* ---- atoms ---- */

static bool is_same_atom(const Atom *a, const Atom *b)
{
    return a->of == b->of && a->loop == b->loop && a->kind == b->kind &&
           a->comparison == b->comparison && str_is_equal(a->left, b->left) &&
           str_is_equal(a->words, b->words);
}

static Atom *find_atom(Trial *trial, const Atom *wanted)
{
    for (size_t i = 0; i < trial->count; i++)
        if (is_same_atom(&trial->atoms[i], wanted))
            return &trial->atoms[i];
    if (!trial->is_collecting || trial->count == ATOMS_MOST) {
        trial->is_too_large = true;
        return NULL;
    }
    trial->atoms[trial->count] = *wanted;
    trial->atoms[trial->count].value = VALUE_OPEN;
    return &trial->atoms[trial->count++];
}

static uint32_t count_values(Type type)
{
    if (type.kind == TYPE_YES_NO)
        return 2;
    return type.kind == TYPE_ENUMERATION ? type.enumeration->value_count : 0;
}

/* Sets what the expression names, false where it is no name. */
static bool set_named(Atom *atom, const CoreExpr *expr)
{
    atom->kind = expr->kind;
    if (expr->kind == CORE_FACT) {
        atom->of = expr->as.FACT.fact;
        atom->loop = expr->as.FACT.loop;
    } else if (expr->kind == CORE_DECISION) {
        atom->of = expr->as.DECISION.decision;
        atom->loop = expr->as.DECISION.loop;
    } else if (expr->kind == CORE_PARAMETER) {
        atom->of = expr->as.PARAMETER.parameter;
    } else if (expr->kind == CORE_IS_DONE) {
        atom->of = expr->as.IS_DONE.action;
        atom->loop = expr->as.IS_DONE.loop;
    }
    return atom->of != NULL;
}

/* The contrary of the other comparison of its pair; the pair is known by one of them. */
static bool is_contrary(Comparison comparison, Comparison *known_by)
{
    static const Comparison contraries[][2] = {
        {COMPARISON_IS_NOT, COMPARISON_IS},          {COMPARISON_LESS_THAN, COMPARISON_AT_LEAST},
        {COMPARISON_MORE_THAN, COMPARISON_AT_MOST},  {COMPARISON_BEFORE, COMPARISON_ON_OR_AFTER},
        {COMPARISON_AFTER, COMPARISON_ON_OR_BEFORE},
    };
    *known_by = comparison;
    for (size_t i = 0; i < sizeof contraries / sizeof contraries[0]; i++)
        if (contraries[i][0] == comparison)
            *known_by = contraries[i][1];
    return *known_by != comparison;
}

/* ---- values ---- */

static bool is_open(Trial *trial, Atom *atom)
{
    if (atom && atom->value != VALUE_OPEN)
        return false;
    if (atom && !trial->open)
        trial->open = atom;
    return true;
}

static Truth truth_of(bool is_yes)
{
    return is_yes ? TRUTH_YES : TRUTH_NO;
}

static Truth negate(Truth truth)
{
    return truth == TRUTH_OPEN ? truth : truth_of(truth == TRUTH_NO);
}

/* A yes or no of its own. */
static Truth try_atom(Trial *trial, Atom *wanted)
{
    wanted->value_count = 2;
    Atom *atom = find_atom(trial, wanted);
    return is_open(trial, atom) ? TRUTH_OPEN : truth_of(atom->value == 1);
}

static Truth try_words(Trial *trial, const CoreExpr *expr)
{
    Atom atom = {.kind = expr->kind, .words = source_get_words(trial->sources, expr->span)};
    return try_atom(trial, &atom);
}

/* A condition about `left` that is known by the words of its right side. */
static Truth try_about(Trial *trial, const CoreExpr *expr, const CoreExpr *left,
                       Comparison comparison, Str words)
{
    Atom atom = {.comparison = comparison, .words = words};
    if (!set_named(&atom, left))
        atom.left = source_get_words(trial->sources, left->span);
    atom.kind = expr->kind;
    return try_atom(trial, &atom);
}

static bool is_ordered(TypeKind kind)
{
    return kind == TYPE_NUMBER || kind == TYPE_MONEY || kind == TYPE_DATE;
}

/* Where the threshold stands among the others; it is added while collecting. */
static uint32_t find_threshold(Trial *trial, Atom *atom, Value value)
{
    uint32_t at = 0;
    while (at < atom->threshold_count && atom->thresholds[at] < value)
        at++;
    if (at < atom->threshold_count && atom->thresholds[at] == value)
        return at;
    if (!trial->is_collecting || atom->threshold_count == THRESHOLDS_MOST) {
        trial->is_too_large = true;
        return 0;
    }
    for (uint32_t i = atom->threshold_count++; i > at; i--)
        atom->thresholds[i] = atom->thresholds[i - 1];
    atom->thresholds[at] = value;
    return at;
}

static bool compares(Comparison comparison, uint32_t left, uint32_t right)
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

/* Whether `left` is something with few values, or ordered ones, and `right` is one of them. */
static bool is_against_constant(const CoreExpr *left, const CoreExpr *right)
{
    return right->kind == CORE_CONSTANT &&
           (left->kind == CORE_FACT || left->kind == CORE_DECISION ||
            left->kind == CORE_PARAMETER) &&
           (count_values(left->type) || is_ordered(left->type.kind));
}

static Truth try_constant(Trial *trial, const CoreExpr *left, Comparison comparison, Value value)
{
    Atom wanted = {.value_count = count_values(left->type)};
    set_named(&wanted, left);
    Atom *atom = find_atom(trial, &wanted);
    if (!atom)
        return TRUTH_OPEN;
    bool is_few = atom->value_count > 0;
    uint32_t right = is_few ? (uint32_t)value : 2 * find_threshold(trial, atom, value) + 1;
    return is_open(trial, atom) ? TRUTH_OPEN : truth_of(compares(comparison, atom->value, right));
}

/* ---- conditions ---- */

static Truth try_condition(Trial *trial, const CoreExpr *expr);

static Truth try_compare(Trial *trial, const CoreExpr *expr)
{
    const CoreExpr *left = expr->as.COMPARE.left, *right = expr->as.COMPARE.right;
    Comparison comparison = expr->as.COMPARE.comparison;
    if (is_against_constant(left, right))
        return try_constant(trial, left, comparison, right->as.CONSTANT.constant.value);
    if (right->kind == CORE_CONSTANT && right->type.kind == TYPE_YES_NO) {
        bool is_yes = right->as.CONSTANT.constant.value != 0;
        Truth truth = try_condition(trial, left);
        return is_yes == (comparison == COMPARISON_IS) ? truth : negate(truth);
    }
    bool is_negated = is_contrary(comparison, &comparison);
    Truth truth =
        try_about(trial, expr, left, comparison, source_get_words(trial->sources, right->span));
    return is_negated ? negate(truth) : truth;
}

static Truth try_one_of(Trial *trial, const CoreExpr *expr)
{
    const CoreExpr *left = expr->as.ONE_OF.left;
    const CoreExprs *values = &expr->as.ONE_OF.values;
    Truth truth = TRUTH_NO;
    for (size_t i = 0; i < values->count; i++)
        if (!is_against_constant(left, values->items[i]))
            return try_about(trial, expr, left, COMPARISON_IS,
                             source_get_words(trial->sources, expr->span));
    for (size_t i = 0; i < values->count; i++) {
        Truth is_value =
            try_constant(trial, left, COMPARISON_IS, values->items[i]->as.CONSTANT.constant.value);
        if (is_value != TRUTH_NO)
            truth = is_value; /* all are open, or none is */
    }
    return truth;
}

/* Whether at least `least` of the operands hold. All are looked at while collecting. */
static Truth try_at_least(Trial *trial, const CoreExprs *operands, size_t least)
{
    size_t yes = 0, no = 0;
    for (size_t i = 0; i < operands->count; i++) {
        Truth truth = try_condition(trial, operands->items[i]);
        yes += truth == TRUTH_YES;
        no += truth == TRUTH_NO;
        if (!trial->is_collecting && (yes >= least || operands->count - no < least))
            break;
    }
    if (yes >= least)
        return TRUTH_YES;
    return operands->count - no < least ? TRUTH_NO : TRUTH_OPEN;
}

/* Whether the condition holds with the values chosen so far. */
static Truth try_condition(Trial *trial, const CoreExpr *expr)
{
    Atom atom = {0};
    if (++trial->steps > STEPS_MOST || trial->is_too_large)
        return TRUTH_OPEN;
    if (expr->kind == CORE_CONSTANT)
        return truth_of(expr->as.CONSTANT.constant.value != 0);
    if (expr->kind == CORE_AND)
        return try_at_least(trial, &expr->as.AND.operands, expr->as.AND.operands.count);
    if (expr->kind == CORE_OR)
        return try_at_least(trial, &expr->as.OR.operands, 1);
    if (expr->kind == CORE_AT_LEAST)
        return try_at_least(trial, &expr->as.AT_LEAST.operands, expr->as.AT_LEAST.least);
    if (expr->kind == CORE_NOT)
        return negate(try_condition(trial, expr->as.NOT.operand));
    if (expr->kind == CORE_COMPARE)
        return try_compare(trial, expr);
    if (expr->kind == CORE_ONE_OF)
        return try_one_of(trial, expr);
    if (expr->kind == CORE_IS_KNOWN)
        return try_about(trial, expr, expr->as.IS_KNOWN.operand, COMPARISON_IS, STR_NONE);
    return set_named(&atom, expr) ? try_atom(trial, &atom) : try_words(trial, expr);
}

static Truth try_parts(Trial *trial, const TrialParts *parts)
{
    Truth all = TRUTH_YES;
    for (size_t i = 0; i < parts->count; i++) {
        Truth truth = try_condition(trial, parts->items[i].condition);
        if (parts->items[i].is_negated)
            truth = negate(truth);
        if (truth == TRUTH_NO && !trial->is_collecting)
            return TRUTH_NO;
        if (truth != TRUTH_YES)
            all = TRUTH_OPEN;
    }
    return all;
}

/* Whether values of the open atoms make all parts hold; true, too, where that is too long to find out. The recursion is as
 * deep as there are atoms. */
static bool search(Trial *trial, const TrialParts *parts)
{
    trial->open = NULL;
    Truth truth = try_parts(trial, parts);
    Atom *atom = trial->open;
    if (trial->steps > STEPS_MOST || trial->is_too_large || truth != TRUTH_OPEN || !atom)
        return truth != TRUTH_NO;
    uint32_t count = atom->value_count ? atom->value_count : 2 * atom->threshold_count + 1;
    bool is_found = false;
    for (uint32_t i = 0; i < count && !is_found; i++) {
        atom->value = i;
        is_found = search(trial, parts);
    }
    atom->value = VALUE_OPEN;
    return is_found;
}

bool trial_is_impossible(const Sources *sources, const TrialParts *parts)
{
    Trial trial;
    trial.sources = sources;
    trial.count = 0;
    trial.open = NULL;
    trial.steps = 0;
    trial.is_collecting = true;
    trial.is_too_large = false;
    try_parts(&trial, parts);
    trial.is_collecting = false;
    return parts->count && !trial.is_too_large && !search(&trial, parts);
}

bool trial_is_never(const Sources *sources, const CoreExpr *condition)
{
    TrialPart part = {condition, false};
    const TrialParts parts = {&part, 1, 1};
    return trial_is_impossible(sources, &parts);
}

bool trial_is_always(const Sources *sources, const CoreExpr *condition)
{
    TrialPart part = {condition, true};
    const TrialParts parts = {&part, 1, 1};
    return trial_is_impossible(sources, &parts);
}
