/* drawing_case.c - what a drawing says of a case: the values of its nodes, and the edges that the case rests on.
 *
 * The walk is that of the reasons (outcome/walk.h), so that drawing and reasons agree.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/certain.h"
#include "page/drawing_parts.h"

/* Of a node of elements so many values are told. */
#define VALUES_MOST ((uint32_t)4)

/* Values of elements, one after the other, the first few of them. */
typedef struct Values {
    Text words;
    uint32_t count;
} Values;

static void add_words(Values *values, const char *words)
{
    if (values->count++ > VALUES_MOST)
        return;
    text_add(&values->words, values->count > 1 ? ", " : "");
    text_add(&values->words, values->count > VALUES_MOST ? "…" : words);
}

static const char *value_words(const Sketch *it, uint32_t reg, uint32_t row)
{
    Value value;
    Text words = text_in(it->scratch);
    if (!evaluation_find_value(it->evaluation, reg, row, &value))
        return "unknown";
    value_write_text(&words, it->code->instructions[reg].type, it->evaluation->table->texts, value);
    return words.bytes;
}

static void add_rows(const Sketch *it, Values *values, const DrawingNode *node, uint32_t reg)
{
    static const char *const applies[] = {"does not apply", "not settled", "not settled",
                                          "applies"};
    uint32_t first, end, frame = it->code->instructions[reg].frame;
    evaluation_get_rows(it->evaluation, frame, it->outcome->case_row, &first, &end);
    for (uint32_t row = first; row < end; row++) {
        if (evaluation_is_phantom(it->evaluation, frame, row))
            continue;
        add_words(values, node->kind == DRAWING_RULE
                              ? applies[evaluation_get_truth(it->evaluation, reg, row)]
                              : value_words(it, reg, row));
    }
    if (values->count == 0)
        add_words(values, "unknown");
}

static const char *norm_words(const OutcomeNorm *norm)
{
    switch (norm->status) {
    case NORM_APPLIES: return norm->state == STATE_NONE ? "applies" : state_to_words(norm->state);
    case NORM_UNDETERMINED: return "not settled";
    case NORM_DOES_NOT_APPLY: return "does not apply";
    }
    UNREACHABLE();
}

static const char *decision_words(const Sketch *it, const OutcomeDecision *decision)
{
    switch (decision->status) {
    case DECISION_VALUE:
        return value_words(it, it->code->decisions[decision->decision].reg, decision->row);
    case DECISION_UNDETERMINED: return "not settled";
    case DECISION_CONFLICT: return "contradiction";
    case DECISION_GAP: return "no answer";
    }
    UNREACHABLE();
}

/* The register of a fact, a rule, a parameter or a doing; REGISTER_NONE for a list, and for what nothing reads. */
static uint32_t register_of(const Sketch *it, const DrawingNode *node)
{
    const Code *code = it->code;
    if (node->kind == DRAWING_FACT)
        return code->facts[node->number].reg;
    if (node->kind == DRAWING_RULE)
        return code->rules[node->number].reg;
    Opcode opcode = node->kind == DRAWING_DONE ? OP_DONE : OP_PARAMETER;
    for (uint32_t i = 0; i < code->instruction_count; i++)
        if (code->instructions[i].opcode == opcode && code->instructions[i].a == node->number)
            return i;
    return REGISTER_NONE;
}

/* What came out: all decisions and norms in their rows, collected by node. */
static void add_outcomes(Sketch *it, Values *values)
{
    const Outcome *outcome = it->outcome;
    for (size_t i = 0; i < outcome->decisions.count; i++) {
        const OutcomeDecision *decision = &outcome->decisions.items[i];
        uint32_t node = sketch_find_node(it, DRAWING_DECISION, decision->decision);
        add_words(&values[node], decision_words(it, decision));
    }
    for (size_t i = 0; i < outcome->norms.count; i++) {
        const OutcomeNorm *norm = &outcome->norms.items[i];
        add_words(&values[sketch_find_node(it, DRAWING_NORM, norm->norm)], norm_words(norm));
    }
}

static bool is_outcome(const DrawingNode *node)
{
    return node->kind == DRAWING_DECISION || node->kind == DRAWING_NORM;
}

static void find_values(Sketch *it)
{
    Values *values = ARENA_ARRAY(it->scratch, it->nodes.count, Values);
    for (size_t i = 0; i < it->nodes.count; i++)
        values[i].words = text_in(it->arena);
    add_outcomes(it, values);
    for (size_t i = 0; i < it->nodes.count; i++) {
        DrawingNode *node = &it->nodes.items[i];
        uint32_t reg = is_outcome(node) ? REGISTER_NONE : register_of(it, node);
        if (reg != REGISTER_NONE)
            add_rows(it, &values[i], node, reg);
        node->value = values[i].count > 0 ? values[i].words.bytes : NULL;
    }
}

/* Marks the edges to `to` from what `place` rests on in this case. */
static void mark_from(Sketch *it, Place place, uint32_t to)
{
    Places *stack = &it->stack;
    walk_set_clear(it->places_seen);
    VEC_PUSH(it->scratch, &stack->list, place);
    while (stack->list.count > 0) {
        Place top = stack->list.items[--stack->list.count];
        if (!walk_set_add(it->places_seen, top))
            continue;
        uint32_t from = sketch_find_register(it, top.reg);
        if (from != INDEX_NONE && from != to) {
            it->edges.items[sketch_add_edge(it, from, to, false)].is_decided = true;
            continue;
        }
        uint32_t list = sketch_add_list(it, top.reg, to);
        if (list != INDEX_NONE)
            it->edges.items[list].is_decided = true;
        size_t first = stack->list.count;
        walk_add_operands(stack, it->scratch, it->evaluation, top, WALK_MATTERING);
        certain_fold(it->outcome->certain, top, stack, first);
    }
}

static void get_rows(const Sketch *it, uint32_t frame, uint32_t *first, uint32_t *end)
{
    evaluation_get_rows(it->evaluation, frame, it->outcome->case_row, first, end);
}

/* Whether a part made the rule what it is: let it apply, stopped it, or left it open. */
static bool is_part_settling(const Sketch *it, const CodeRule *rule, const CodeRulePart *part,
                             uint32_t row)
{
    static const Truth negated[] = {TRUTH_YES, TRUTH_UNKNOWN, TRUTH_UNKNOWN, TRUTH_NO};
    Certain *certain = it->outcome->certain;
    if (certain_has(certain, rule->reg) && !certain_has(certain, part->reg))
        return false;
    Truth truth = evaluation_get_truth(it->evaluation, part->reg, row);
    bool is_bar = part->kind == RULE_PART_UNLESS || part->kind == RULE_PART_OVERRIDDEN_BY;
    return (is_bar ? negated[truth] : truth) ==
           evaluation_get_truth(it->evaluation, rule->reg, row);
}

static void mark_rule(Sketch *it, uint32_t number)
{
    const CodeRule *rule = &it->code->rules[number];
    uint32_t to = sketch_find_node(it, DRAWING_RULE, number), first, end;
    get_rows(it, rule->frame, &first, &end);
    for (uint32_t row = first; row < end; row++)
        for (uint32_t i = 0; i < rule->part_count; i++) {
            const CodeRulePart *part = &rule->parts[i];
            if (!is_part_settling(it, rule, part, row))
                continue;
            if (part->kind != RULE_PART_OVERRIDDEN_BY)
                mark_from(it, (Place){part->reg, row}, to);
            else
                it->edges
                    .items[sketch_add_edge(it, sketch_find_node(it, DRAWING_RULE, part->rule), to,
                                           true)]
                    .is_decided = true;
        }
}

static void mark_norm(Sketch *it, uint32_t number)
{
    const CodeNorm *norm = &it->code->norms[number];
    const uint32_t frame = it->code->rules[norm->rule].frame;
    uint32_t to = sketch_find_node(it, DRAWING_NORM, number), first, end;
    const uint32_t registers[] = {norm->when,        norm->until,      norm->by,
                                  norm->within_date, norm->not_before, norm->repeat_duration,
                                  norm->repeat_from};
    it->edges.items[sketch_add_edge(it, sketch_find_node(it, DRAWING_RULE, norm->rule), to, false)]
        .is_decided = true;
    get_rows(it, frame, &first, &end);
    for (uint32_t row = first; row < end; row++)
        for (size_t i = 0; i < sizeof registers / sizeof registers[0]; i++)
            if (registers[i] != REGISTER_NONE)
                mark_from(it, (Place){registers[i], row}, to);
}

void sketch_mark_case(Sketch *it)
{
    find_values(it);
    for (uint32_t i = 0; i < it->code->decision_count; i++) {
        uint32_t first, end;
        get_rows(it, it->code->decisions[i].frame, &first, &end);
        for (uint32_t row = first; row < end; row++)
            mark_from(it, (Place){it->code->decisions[i].reg, row},
                      sketch_find_node(it, DRAWING_DECISION, i));
    }
    for (uint32_t i = 0; i < it->code->rule_count; i++)
        mark_rule(it, i);
    for (uint32_t i = 0; i < it->code->norm_count; i++)
        mark_norm(it, i);
}
