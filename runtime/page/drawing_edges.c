/* drawing_edges.c - the nodes and edges of a drawing, read off the instructions.
 *
 * From a decision's, a rule's or a norm's registers back to the next facts, decisions, parameters and doings; an overriding
 * rule is a node of its own.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code/operands.h"
#include "outcome/keys.h"
#include "outcome/prose.h"
#include "page/drawing_parts.h"

static const char *norm_label(Arena *arena, const Code *code, uint32_t number)
{
    const CodeNorm *norm = &code->norms[number];
    const char *label = norm->label;
    if (!label && norm->action != INDEX_NONE)
        label = code->actions[norm->action].label;
    if (!label && norm->option_count > 0)
        label = "one of these";
    if (!label)
        label = keys_of_norm(code, number);
    Text words = text_in(arena);
    if (norm->actor)
        prose_add_actor(&words, norm->actor);
    text_add_format(&words, "%s%s: %s", norm->actor ? " " : "", modality_to_words(norm->modality),
                    label);
    return words.bytes;
}

static void name_node(const Sketch *it, DrawingNode *node)
{
    const Code *code = it->code;
    switch (node->kind) {
    case DRAWING_FACT:
        node->name = code_fact_to_path(it->arena, code, node->number);
        node->label = code->facts[node->number].label;
        break;
    case DRAWING_PARAMETER:
        node->name = code->parameters[node->number].name;
        node->label = code->parameters[node->number].label;
        break;
    case DRAWING_DECISION:
        node->name = code->decisions[node->number].name;
        node->label = code->decisions[node->number].label;
        break;
    case DRAWING_RULE:
        node->name = code->rules[node->number].name;
        node->label = code->rules[node->number].label;
        break;
    case DRAWING_NORM:
        node->name = keys_of_norm(code, node->number);
        node->label = norm_label(it->arena, code, node->number);
        break;
    case DRAWING_DONE:
        node->name = code->actions[node->number].name;
        node->label = code->actions[node->number].label;
        break;
    }
    if (!node->label)
        node->label = node->name;
}

uint32_t sketch_find_node(Sketch *it, DrawingKind kind, uint32_t number)
{
    uint32_t *slot = &it->node_of[kind][number];
    if (*slot != INDEX_NONE)
        return *slot;
    DrawingNode node = {.kind = kind, .number = number};
    name_node(it, &node);
    *slot = (uint32_t)it->nodes.count;
    VEC_PUSH(it->scratch, &it->nodes, node);
    return *slot;
}

uint32_t sketch_add_edge(Sketch *it, uint32_t from, uint32_t to, bool is_override)
{
    const char *key = arena_format(it->scratch, "%u %u %d", from, to, is_override);
    uint32_t number = (uint32_t)it->edges.count;
    if (map_find(it->edge_of, str_from(key), &number))
        return number;
    map_set(it->edge_of, str_from(key), number);
    VEC_PUSH(it->scratch, &it->edges, ((DrawingEdge){from, to, is_override, false}));
    return number;
}

uint32_t sketch_find_register(Sketch *it, uint32_t reg)
{
    const Instruction *step = &it->code->instructions[reg];
    if (step->opcode == OP_FACT)
        return sketch_find_node(it, DRAWING_FACT, step->a);
    if (step->opcode == OP_PARAMETER)
        return sketch_find_node(it, DRAWING_PARAMETER, step->a);
    if (step->opcode == OP_DONE)
        return sketch_find_node(it, DRAWING_DONE, step->a);
    uint32_t decision = it->decision_of[reg];
    return decision == INDEX_NONE ? INDEX_NONE : sketch_find_node(it, DRAWING_DECISION, decision);
}

/* Registers still to be traced back. */
typedef struct Trace {
    Sketch *sketch;
    VEC(uint32_t) stack;
} Trace;

static void push(void *context, uint32_t reg)
{
    Trace *trace = context;
    Sketch *it = trace->sketch;
    if (reg == REGISTER_NONE || it->seen[reg] == it->walk)
        return;
    it->seen[reg] = it->walk;
    VEC_PUSH(it->scratch, &trace->stack, reg);
}

uint32_t sketch_add_list(Sketch *it, uint32_t reg, uint32_t to)
{
    const Instruction *step = &it->code->instructions[reg];
    if (opcode_get_operand(step->opcode, 0) != OPERAND_CHILD)
        return INDEX_NONE;
    uint32_t fact = it->code->frames[it->code->frames[step->a].list_frame].list_fact;
    if (fact == INDEX_NONE)
        return INDEX_NONE;
    return sketch_add_edge(it, sketch_find_node(it, DRAWING_FACT, fact), to, false);
}

/* Edges to `to` from all that `reg` leads back to. */
static void trace_back(Sketch *it, uint32_t reg, uint32_t to)
{
    Trace trace = {it, {0}};
    it->walk++;
    push(&trace, reg);
    while (trace.stack.count > 0) {
        reg = trace.stack.items[--trace.stack.count];
        uint32_t from = sketch_find_register(it, reg);
        if (from != INDEX_NONE && from != to) {
            sketch_add_edge(it, from, to, false);
            continue;
        }
        sketch_add_list(it, reg, to);
        code_visit_operands(it->code, &it->code->instructions[reg], push, &trace);
    }
}

static void trace_rule(Sketch *it, uint32_t number)
{
    const CodeRule *rule = &it->code->rules[number];
    uint32_t to = sketch_find_node(it, DRAWING_RULE, number);
    for (uint32_t i = 0; i < rule->part_count; i++) {
        const CodeRulePart *part = &rule->parts[i];
        if (part->kind == RULE_PART_OVERRIDDEN_BY)
            sketch_add_edge(it, sketch_find_node(it, DRAWING_RULE, part->rule), to, true);
        else
            trace_back(it, part->reg, to);
    }
}

static void trace_norm(Sketch *it, uint32_t number)
{
    const CodeNorm *norm = &it->code->norms[number];
    uint32_t to = sketch_find_node(it, DRAWING_NORM, number);
    const uint32_t registers[] = {norm->when,        norm->until,      norm->by,
                                  norm->within_date, norm->not_before, norm->repeat_duration,
                                  norm->repeat_from};
    sketch_add_edge(it, sketch_find_node(it, DRAWING_RULE, norm->rule), to, false);
    for (size_t i = 0; i < sizeof registers / sizeof registers[0]; i++)
        trace_back(it, registers[i], to);
}

void sketch_trace(Sketch *it)
{
    for (uint32_t i = 0; i < it->code->decision_count; i++)
        trace_back(it, it->code->decisions[i].reg, sketch_find_node(it, DRAWING_DECISION, i));
    for (uint32_t i = 0; i < it->code->rule_count; i++)
        trace_rule(it, i);
    for (uint32_t i = 0; i < it->code->norm_count; i++)
        trace_norm(it, i);
}
