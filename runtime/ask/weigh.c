/* weigh.c - see weigh.h: every way to answer a few questions as one variant each, and the expectation backwards from them.
 *
 * The ways are numbers of mixed base: for each question 0 where it was not asked, else which of its answers. A way is settled
 * where no goal waits for anything any more; from another the best next question is that with the least expectation over
 * its answers. Only ways that can be met are looked at, each once. What is waited for beside the weighed questions counts
 * as asked at the end.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ask/weigh.h"

#include "ask/answers.h"
#include "ask/variants.h"

/* Ways that are weighed for one question, and registers filled for them: together some milliseconds. */
#define WAYS_MOST ((uint64_t)4096)
#define STEPS_MOST ((uint64_t)1 << 21)
/* Needs of a way are kept as bits. */
#define WEIGHED_MOST 12

/* Of very many questions only the first are looked at, in the order of `missing`: fewer the larger the program. */
#define LOOKED_AT_MOST ((uint64_t)64)
#define LOOKING_STEPS_MOST ((uint64_t)1 << 23)

/* How many, one and the fields of each. */
#define LIST_COST 3.0

typedef struct Weighed {
    uint32_t candidate; /* in part->candidates */
    Answers answers;
    uint32_t stride; /* of its digit */
} Weighed;

typedef struct Way {
    bool is_looked_at;
    uint32_t needs; /* one bit a weighed question */
    double expected;
} Way;

typedef struct Weigh {
    Arena *arena;
    const Outcome *outcome;
    const OpenQuestions *part;
    const CaseTable *base;
    Weighed weighed[WEIGHED_MOST];
    uint32_t weighed_count;
    uint32_t way_count;
    Evaluation *evaluation; /* a case a way */
    NeedsSet *needs;
    Way *ways;
} Weigh;

/* ---- what a way still waits for ---- */

static void need_register(Weigh *weigh, uint32_t reg, uint32_t row)
{
    if (reg != REGISTER_NONE)
        needs_add_register(weigh->needs, reg, row);
}

static void need_dates(Weigh *weigh, const CodeNorm *norm, uint32_t row)
{
    need_register(weigh, norm->by, row);
    need_register(weigh, norm->within_date, row);
    need_register(weigh, norm->not_before, row);
    need_register(weigh, norm->repeat_duration, row);
    need_register(weigh, norm->repeat_from, row);
}

static void need_options(Weigh *weigh, const CodeNorm *norm, uint32_t row)
{
    for (uint32_t i = 0; i < norm->option_count; i++) {
        const CodeNorm *option = &weigh->base->code->norms[norm->first_option + i];
        need_register(weigh, option->when, row);
        need_register(weigh, option->until, row);
        need_dates(weigh, option, row);
    }
}

static void need_norm(Weigh *weigh, const CodeNorm *norm, uint32_t row)
{
    need_register(weigh, norm->reg, row);
    if (evaluation_get_truth(weigh->evaluation, norm->reg, row) != TRUTH_YES)
        return;
    need_dates(weigh, norm, row);
    need_options(weigh, norm, row);
}

static void need_goal(Weigh *weigh, const Goal *goal, uint32_t way)
{
    const Code *code = weigh->base->code;
    const CodeNorm *norm = goal->is_norm ? &code->norms[goal->number] : NULL;
    uint32_t frame = norm ? code->rules[norm->rule].frame : code->decisions[goal->number].frame;
    uint32_t row = way * weigh->base->frames[frame].row_count + goal->row;
    if (norm)
        need_norm(weigh, norm, row);
    else
        need_register(weigh, code->decisions[goal->number].reg, row);
}

/* The weighed question that a need is about; -1 for any other. */
static int find_weighed(const Weigh *weigh, const Need *need)
{
    for (uint32_t i = 0; i < weigh->weighed_count; i++) {
        const MissingFact *missing =
            weigh->part->candidates.items[weigh->weighed[i].candidate].missing;
        uint32_t frame = weigh->base->code->facts[missing->fact].frame;
        if (missing->fact == need->fact &&
            missing->row == need->row % weigh->base->frames[frame].row_count)
            return (int)i;
    }
    return -1;
}

static bool is_said(const Weigh *weigh, const Need *need)
{
    const CodeFact *fact = &weigh->base->code->facts[need->fact];
    uint32_t row = need->row % weigh->base->frames[fact->frame].row_count;
    if (fact->type.kind == TYPE_LIST)
        return weigh->base->frames[fact->list_frame].list_states[row] != CELL_ABSENT;
    return column_get_state(&weigh->base->facts[need->fact], row) != CELL_ABSENT;
}

/* What it costs to ask for a need that is not weighed: nothing where it was answered with "unknown". */
static double get_cost(const Weigh *weigh, const Need *need)
{
    if (need->fact == INDEX_NONE || is_said(weigh, need))
        return 0;
    return weigh->base->code->facts[need->fact].type.kind == TYPE_LIST ? LIST_COST : 1;
}

static void look_at_way(Weigh *weigh, uint32_t number)
{
    Way *way = &weigh->ways[number];
    needs_clear(weigh->needs);
    for (size_t i = 0; i < weigh->part->goals.count; i++)
        need_goal(weigh, &weigh->part->goals.items[i], number);
    const NeedList *needs = needs_get_list(weigh->needs);
    for (size_t i = 0; i < needs->list.count; i++) {
        int at = find_weighed(weigh, &needs->list.items[i]);
        if (at >= 0)
            way->needs |= (uint32_t)1 << at;
        else
            way->expected += get_cost(weigh, &needs->list.items[i]);
    }
    way->is_looked_at = true;
}

/* ---- backwards from the settled ways ---- */

static double expect(Weigh *weigh, uint32_t number);

static double expect_after(Weigh *weigh, uint32_t number, const Weighed *question)
{
    double sum = 0;
    for (uint32_t i = 0; i < question->answers.count; i++)
        sum += expect(weigh, number + (i + 1) * question->stride);
    return 1 + sum / question->answers.count;
}

/* The best question in a way that needs some; the first of several. */
static uint32_t find_best(Weigh *weigh, uint32_t number, double *least)
{
    uint32_t best = 0;
    *least = 0;
    for (uint32_t i = 0; i < weigh->weighed_count; i++) {
        if (!(weigh->ways[number].needs >> i & 1))
            continue;
        double expected = expect_after(weigh, number, &weigh->weighed[i]);
        if (*least > 0 && expected > *least - 1e-9)
            continue;
        *least = expected;
        best = i;
    }
    return best;
}

/* At most as deep as there are weighed questions. */
static double expect(Weigh *weigh, uint32_t number)
{
    Way *way = &weigh->ways[number];
    if (way->is_looked_at)
        return way->expected;
    look_at_way(weigh, number);
    if (way->needs)
        (void)find_best(weigh, number, &way->expected);
    return way->expected;
}

/* ---- the ways ---- */

static void give_answers(const Weigh *weigh, CaseTable *table)
{
    for (uint32_t i = 0; i < weigh->weighed_count; i++) {
        const Weighed *question = &weigh->weighed[i];
        const MissingFact *missing = weigh->part->candidates.items[question->candidate].missing;
        for (uint32_t way = 0; way < weigh->way_count; way++) {
            uint32_t digit = way / question->stride % (question->answers.count + 1);
            if (digit > 0)
                variants_give(table, weigh->base, way, missing->fact, missing->row,
                              question->answers.values[digit - 1]);
        }
    }
}

/* Registers that one way fills. */
static uint64_t count_steps(const CaseTable *base)
{
    uint64_t steps = 1;
    for (uint32_t i = 0; i < base->code->instruction_count; i++)
        steps += base->frames[base->code->instructions[i].frame].row_count;
    return steps;
}

static uint64_t get_ways_most(uint64_t steps)
{
    uint64_t most = STEPS_MOST / steps;
    return most < WAYS_MOST ? most : WAYS_MOST;
}

static uint64_t get_looked_at_most(uint64_t steps)
{
    uint64_t most = LOOKING_STEPS_MOST / steps;
    return most < LOOKED_AT_MOST ? most : LOOKED_AT_MOST;
}

/* Adds a question where the ways stay few enough. */
static bool add_weighed(Weigh *weigh, uint32_t candidate, const Answers *answers, uint64_t most)
{
    uint64_t count = (uint64_t)weigh->way_count * (answers->count + 1);
    if (weigh->weighed_count == WEIGHED_MOST || count > most)
        return false;
    weigh->weighed[weigh->weighed_count++] = (Weighed){candidate, *answers, weigh->way_count};
    weigh->way_count = (uint32_t)count;
    return true;
}

static void evaluate_ways(Weigh *weigh)
{
    CaseTable *table = variants_new(weigh->arena, weigh->base, weigh->way_count);
    give_answers(weigh, table);
    weigh->evaluation = interpreter_run(weigh->arena, weigh->base->code, table);
    weigh->needs = needs_new(weigh->arena, weigh->evaluation);
    weigh->ways = ARENA_ARRAY(weigh->arena, weigh->way_count, Way);
}

static Weigh start(Arena *arena, const Outcome *outcome, const OpenQuestions *part)
{
    return (Weigh){.arena = arena,
                   .outcome = outcome,
                   .part = part,
                   .base = outcome->evaluation->table,
                   .way_count = 1};
}

/* ---- which are weighed ---- */

/* What is to be expected after the question, if all that is then waited for were asked. */
static double weigh_alone(Arena *arena, const Outcome *outcome, const OpenQuestions *part,
                          uint32_t candidate, const Answers *answers)
{
    Weigh weigh = start(arena, outcome, part);
    if (!add_weighed(&weigh, candidate, answers, WAYS_MOST))
        return (double)part->candidates.count;
    evaluate_ways(&weigh);
    return expect_after(&weigh, 0, &weigh.weighed[0]);
}

typedef struct Ranked {
    uint32_t candidate;
    double expected;
} Ranked;

/* Sorts what looks best by itself to the front; equal ones stay in their order. */
static Ranked *rank(Arena *arena, const Outcome *outcome, const OpenQuestions *part,
                    const uint32_t *candidates, const Answers *answers, uint32_t count)
{
    Ranked *ranked = ARENA_ARRAY(arena, count, Ranked);
    for (uint32_t i = 0; i < count; i++) {
        Arena *scratch = arena_new();
        Ranked it = {i, weigh_alone(scratch, outcome, part, candidates[i], &answers[i])};
        arena_free(scratch);
        uint32_t at = i;
        for (; at > 0 && ranked[at - 1].expected > it.expected + 1e-9; at--)
            ranked[at] = ranked[at - 1];
        ranked[at] = it;
    }
    return ranked;
}

static uint64_t count_ways(const Answers *answers, uint32_t count, uint64_t most)
{
    uint64_t ways = 1;
    for (uint32_t i = 0; i < count && ways <= most; i++)
        ways *= answers[i].count + 1;
    return ways;
}

uint32_t weigh_choose(Arena *arena, const Outcome *outcome, const OpenQuestions *part)
{
    uint32_t *candidates = ARENA_ARRAY(arena, part->candidates.count, uint32_t);
    Answers *answers = ARENA_ARRAY(arena, part->candidates.count, Answers);
    uint32_t count = 0;
    uint64_t steps = count_steps(outcome->evaluation->table);
    for (uint32_t i = 0; i < part->candidates.count; i++) {
        const Candidate *it = &part->candidates.items[i];
        if (it->is_list || (count > 0 && count >= get_looked_at_most(steps)))
            continue;
        candidates[count] = i;
        answers[count++] = answers_find(arena, outcome->evaluation, it->missing->fact);
    }
    if (count < 2)
        return count ? candidates[0] : 0;
    Weigh weigh = start(arena, outcome, part);
    uint64_t most = get_ways_most(steps);
    bool is_whole = count <= WEIGHED_MOST && count_ways(answers, count, most) <= most;
    const Ranked *ranked = is_whole ? NULL : rank(arena, outcome, part, candidates, answers, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = ranked ? ranked[i].candidate : i;
        add_weighed(&weigh, candidates[at], &answers[at], most);
    }
    if (!weigh.weighed_count) /* a program so large that not even two ways are cheap */
        return candidates[ranked[0].candidate];
    evaluate_ways(&weigh);
    look_at_way(&weigh, 0);
    double least;
    return weigh.weighed[find_best(&weigh, 0, &least)].candidate;
}
