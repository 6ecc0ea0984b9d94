/* outcome.c - builds an Outcome: see outcome.h.
 *
 * In: an evaluation. Out: decisions and norms in the order of the program, row by row; then what all of them need, what
 * they presume, and what contends. The sets used on the way live in a scratch arena that ends with the build; all
 * that the outcome holds lives in the caller's.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/outcome.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "outcome/certain.h"
#include "outcome/parts.h"

/* A missing fact while it is being collected; beside outcome->missing, by the same number. */
typedef struct Asking {
    Need need;
    uint32_t times; /* how many outcomes need it */
    KeyBag settles;
    MissingFact fact;
} Asking;

typedef struct Build {
    Arena *arena; /* the caller's */
    Arena *scratch;
    Outcome *outcome;
    const Evaluation *evaluation;
    NeedsSet *needs; /* in the caller's arena: its keys stay */
    AssumesSet *assumes;
    Memos *memos;
    Map *asking_numbers;
    VEC(Asking) asking;
    Map *presumed_numbers;
} Build;

static uint32_t find_number(const Map *map, const char *key)
{
    uint32_t number = INDEX_NONE;
    (void)map_find(map, str_from(key), &number);
    return number;
}

static bool was_said_unknown(const Build *build, const Need *need)
{
    const CaseTable *table = build->evaluation->table;
    if (need->fact == INDEX_NONE)
        return true;
    const CodeFact *fact = &build->outcome->code->facts[need->fact];
    if (fact->type.kind == TYPE_LIST)
        return table->frames[fact->list_frame].list_states[need->row] == CELL_UNKNOWN;
    return column_get_state(&table->facts[need->fact], need->row) == CELL_UNKNOWN;
}

static void start_asking(Build *build, const Need *need)
{
    const Code *code = build->outcome->code;
    Asking asking = {.need = *need, .settles.arena = build->arena};
    asking.fact.key = need->key;
    asking.fact.fact = need->fact;
    asking.fact.row = need->row;
    asking.fact.is_known_unknown = was_said_unknown(build, need);
    asking.fact.label = need->fact == INDEX_NONE ? code->actions[need->action].label
                                                 : code->facts[need->fact].label;
    asking.fact.ask = need->fact == INDEX_NONE ? NULL : code->facts[need->fact].ask;
    map_set(build->asking_numbers, str_from(need->key), (uint32_t)build->asking.count);
    VEC_PUSH(build->arena, &build->asking, asking);
}

static void collect_missing(Build *build, Keys needs, const char *settles)
{
    const NeedList *found = needs_get_list(build->needs);
    for (size_t i = 0; i < found->list.count; i++)
        if (find_number(build->asking_numbers, found->list.items[i].key) == INDEX_NONE)
            start_asking(build, &found->list.items[i]);
    for (uint32_t i = 0; i < needs.count; i++) {
        Asking *asking = &build->asking.items[find_number(build->asking_numbers, needs.items[i])];
        asking->times++;
        keys_add(&asking->settles, settles);
    }
}

static void collect_presumed(Build *build)
{
    const Places *facts = assumes_get_facts(build->assumes);
    for (size_t i = 0; i < facts->list.count; i++) {
        Place it = facts->list.items[i];
        const char *key = outcome_fact_key(build->arena, build->evaluation, it.reg, it.row);
        if (find_number(build->presumed_numbers, key) != INDEX_NONE)
            continue;
        map_set(build->presumed_numbers, str_from(key), 0);
        VEC_PUSH(build->arena, &build->outcome->presumed, ((PresumedFact){key, it.reg}));
    }
}

static void start_collecting(Build *build)
{
    needs_clear(build->needs);
    assumes_clear(build->assumes);
}

static DecisionMemo make_memo(Build *build, Keys blocked_by)
{
    const NeedList *needs = needs_get_list(build->needs);
    const Places *facts = assumes_get_facts(build->assumes);
    Need *kept_needs = ARENA_ARRAY(build->arena, needs->list.count, Need);
    Place *kept_facts = ARENA_ARRAY(build->arena, facts->list.count, Place);
    for (size_t i = 0; i < needs->list.count; i++)
        kept_needs[i] = needs->list.items[i];
    for (size_t i = 0; i < facts->list.count; i++)
        kept_facts[i] = facts->list.items[i];
    return (DecisionMemo){true,       kept_needs, (uint32_t)needs->list.count,
                          blocked_by, kept_facts, (uint32_t)facts->list.count};
}

static OutcomeDecision build_decision(Build *build, uint32_t number, uint32_t row)
{
    const CodeDecision *decision = &build->outcome->code->decisions[number];
    OutcomeDecision it = {.decision = number, .row = row};
    it.key = keys_of_decision(build->arena, build->evaluation, number, row);
    Settlement settled =
        walk_settle(build->scratch, build->evaluation, (Place){decision->reg, row});
    it.status = settled.status;
    it.value = settled.status == DECISION_VALUE ? settled.value : 0;
    start_collecting(build);
    if (it.status == DECISION_UNDETERMINED)
        needs_add_register(build->needs, decision->reg, row);
    assumes_add_register(build->assumes, decision->reg, row);
    it.blocked_by = needs_take_blocked_by(build->needs);
    *memos_find(build->memos, (Place){decision->reg, row}) = make_memo(build, it.blocked_by);
    it.needs = needs_take_facts(build->needs);
    it.assumes = assumes_take(build->assumes, build->arena);
    collect_missing(build, it.needs, it.key);
    collect_presumed(build);
    return it;
}

typedef struct Built {
    OutcomeDecision *items; /* one a row of the decision */
    uint32_t count;
} Built;

/* Derived fields of possible elements are not reported. */
static Built build_rows(Build *build, uint32_t decision)
{
    uint32_t first, end;
    uint32_t frame = build->outcome->code->decisions[decision].frame;
    evaluation_get_rows(build->evaluation, frame, build->outcome->case_row, &first, &end);
    Built built = {ARENA_ARRAY(build->scratch, end - first, OutcomeDecision), 0};
    for (uint32_t row = first; row < end; row++)
        if (!evaluation_is_phantom(build->evaluation, frame, row))
            built.items[built.count++] = build_decision(build, decision, row);
    return built;
}

/* Looked at in the order of the registers, listed in that of the program. */
static void build_decisions(Build *build)
{
    const Code *code = build->outcome->code;
    const uint32_t *order = memos_get_order(build->scratch, code);
    Built *built = ARENA_ARRAY(build->scratch, code->decision_count, Built);
    for (uint32_t i = 0; i < code->decision_count; i++)
        built[order[i]] = build_rows(build, order[i]);
    for (uint32_t i = 0; i < code->decision_count; i++)
        for (uint32_t k = 0; k < built[i].count; k++)
            VEC_PUSH(build->arena, &build->outcome->decisions, built[i].items[k]);
}

static void assume_optional(Build *build, uint32_t reg, uint32_t row)
{
    if (reg != REGISTER_NONE)
        assumes_add_register(build->assumes, reg, row);
}

static void assume_dates(Build *build, const CodeNorm *norm, uint32_t row)
{
    const uint32_t dates[] = {norm->by, norm->within_date, norm->not_before, norm->repeat_duration,
                              norm->repeat_from};
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++)
        assume_optional(build, dates[i], row);
    for (uint32_t i = 0; i < norm->option_count; i++) {
        const CodeNorm *option = &build->outcome->code->norms[norm->first_option + i];
        assume_optional(build, option->when, row);
        assume_optional(build, option->until, row);
        assume_optional(build, option->by, row);
        assume_optional(build, option->within_date, row);
        assume_optional(build, option->not_before, row);
    }
}

static void build_norm(Build *build, uint32_t number, uint32_t row)
{
    const Code *code = build->outcome->code;
    const CodeNorm *norm = &code->norms[number];
    const CodeRule *rule = &code->rules[norm->rule];
    OutcomeNorm it = {.norm = number, .row = row};
    it.elements =
        outcome_elements(build->arena, build->evaluation, rule->frame, row, rule->variables);
    it.status = brief_read_status(build->outcome, number, row);
    start_collecting(build);
    if (it.status == NORM_UNDETERMINED) {
        needs_add_register(build->needs, norm->reg, row);
        needs_add_missing_lists(build->needs, rule->frame, row);
    }
    states_fill(build->arena, &it, build->outcome, build->needs);
    assumes_add_register(build->assumes, norm->reg, row);
    if (it.status == NORM_APPLIES)
        assume_dates(build, norm, row);
    it.needs = needs_take_facts(build->needs);
    it.blocked_by = needs_take_blocked_by(build->needs);
    it.assumes = assumes_take(build->assumes, build->arena);
    collect_missing(build, it.needs, keys_of_norm(code, number));
    collect_presumed(build);
    VEC_PUSH(build->arena, &build->outcome->norms, it);
}

static void build_norms(Build *build)
{
    const Code *code = build->outcome->code;
    for (uint32_t i = 0; i < code->norm_count; i++) {
        if (code->norms[i].choice != INDEX_NONE)
            continue;
        uint32_t first, end;
        evaluation_get_rows(build->evaluation, code->rules[code->norms[i].rule].frame,
                            build->outcome->case_row, &first, &end);
        for (uint32_t row = first; row < end; row++)
            build_norm(build, i, row);
    }
}

static uint32_t need_order(const Need *need)
{
    return need->fact; /* INDEX_NONE: doings after all facts */
}

static int compare_asking(const void *first, const void *second)
{
    const Asking *a = first;
    const Asking *b = second;
    if (a->times != b->times)
        return a->times > b->times ? -1 : 1;
    if (need_order(&a->need) != need_order(&b->need))
        return need_order(&a->need) < need_order(&b->need) ? -1 : 1;
    if (a->need.action != b->need.action)
        return a->need.action < b->need.action ? -1 : 1;
    return (a->need.row > b->need.row) - (a->need.row < b->need.row);
}

static void finish_missing(Build *build)
{
    if (build->asking.count > 1)
        qsort(build->asking.items, build->asking.count, sizeof *build->asking.items,
              compare_asking);
    for (size_t i = 0; i < build->asking.count; i++) {
        Asking *asking = &build->asking.items[i];
        asking->fact.settles = keys_take(&asking->settles, build->arena);
        VEC_PUSH(build->arena, &build->outcome->missing, asking->fact);
    }
}

Outcome *outcome_new(Arena *arena, const Evaluation *evaluation, uint32_t case_row)
{
    Arena *scratch = arena_new();
    Outcome *outcome = ARENA_NEW(arena, Outcome);
    *outcome = brief_begin(evaluation, case_row);
    outcome->certain = certain_new(arena, evaluation, case_row);
    Build build = {.arena = arena,
                   .scratch = scratch,
                   .outcome = outcome,
                   .evaluation = evaluation,
                   .needs = needs_new(arena, evaluation),
                   .assumes = assumes_new(scratch, evaluation),
                   .memos = memos_new(scratch, evaluation, case_row),
                   .asking_numbers = map_new(scratch),
                   .presumed_numbers = map_new(scratch)};
    needs_use_memos(build.needs, build.memos);
    assumes_use_memos(build.assumes, build.memos);
    build_decisions(&build);
    build_norms(&build);
    finish_missing(&build);
    conflicts_find(arena, outcome);
    arena_free(scratch);
    return outcome;
}
