/* drawing.c - which part of a procedure is drawn, and what of it a case rests on: see drawing.h.
 *
 * A drawing begins at what is asked for, or at all that somebody has to act on, and goes back from there: along all edges, or
 * only along those that the case rests on.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/drawing.h"

#include <string.h>

#include "page/drawing_parts.h"

/* Edges by the node that they lead to. */
typedef struct Incoming {
    uint32_t *first; /* one a node, and one past the last */
    uint32_t *edges;
} Incoming;

static Incoming sort_edges(const Sketch *it)
{
    size_t count = it->nodes.count;
    Incoming in = {ARENA_ARRAY(it->scratch, count + 2, uint32_t),
                   ARENA_ARRAY(it->scratch, it->edges.count, uint32_t)};
    for (size_t i = 0; i < it->edges.count; i++)
        in.first[it->edges.items[i].to + 2]++;
    for (size_t i = 2; i < count + 2; i++)
        in.first[i] += in.first[i - 1];
    for (uint32_t i = 0; i < it->edges.count; i++)
        in.edges[in.first[it->edges.items[i].to + 1]++] = i;
    return in;
}

/* A set of nodes that grows backwards along edges. */
typedef struct NodeSet {
    bool *has; /* one a node */
    VEC(uint32_t) added;
} NodeSet;

static NodeSet new_set(const Sketch *it)
{
    return (NodeSet){.has = ARENA_ARRAY(it->scratch, it->nodes.count, bool)};
}

static void take(const Sketch *it, NodeSet *set, uint32_t node)
{
    if (set->has[node])
        return;
    set->has[node] = true;
    VEC_PUSH(it->scratch, &set->added, node);
}

static void take_leading(const Sketch *it, NodeSet *set, bool along_decided)
{
    Incoming in = sort_edges(it);
    for (size_t next = 0; next < set->added.count; next++) {
        uint32_t node = set->added.items[next];
        for (uint32_t i = in.first[node]; i < in.first[node + 1]; i++) {
            const DrawingEdge *edge = &it->edges.items[in.edges[i]];
            if (!along_decided || edge->is_decided)
                take(it, set, edge->from);
        }
    }
}

/* Whether a drawing of `only` is about this node. */
static bool is_named(const Sketch *it, const DrawingNode *node, const char *only)
{
    bool is_outcome =
        node->kind == DRAWING_NORM || node->kind == DRAWING_DECISION || node->kind == DRAWING_RULE;
    if (is_outcome && strcmp(node->name, only) == 0)
        return true;
    return node->kind == DRAWING_NORM &&
           strcmp(it->code->rules[it->code->norms[node->number].rule].name, only) == 0;
}

static void take_named(const Sketch *it, NodeSet *set, const char *only)
{
    for (uint32_t i = 0; i < it->nodes.count; i++)
        if (is_named(it, &it->nodes.items[i], only))
            take(it, set, i);
}

static bool *find_used(const Sketch *it)
{
    bool *is_used = ARENA_ARRAY(it->scratch, it->nodes.count, bool);
    for (size_t i = 0; i < it->edges.count; i++)
        is_used[it->edges.items[i].from] = true;
    return is_used;
}

/* What somebody has to act on: norms that apply or are open, decisions that nothing else rests on, or without an answer. */
static void take_outcomes(Sketch *it, NodeSet *set, const Outcome *outcome)
{
    const bool *is_used = find_used(it);
    for (size_t i = 0; i < outcome->norms.count; i++)
        if (outcome->norms.items[i].status != NORM_DOES_NOT_APPLY)
            take(it, set, sketch_find_node(it, DRAWING_NORM, outcome->norms.items[i].norm));
    for (size_t i = 0; i < outcome->decisions.count; i++) {
        const OutcomeDecision *decision = &outcome->decisions.items[i];
        uint32_t node = sketch_find_node(it, DRAWING_DECISION, decision->decision);
        if (!is_used[node] || decision->status == DECISION_CONFLICT ||
            decision->status == DECISION_GAP)
            take(it, set, node);
    }
}

static void take_all(const Sketch *it, NodeSet *set)
{
    for (uint32_t i = 0; i < it->nodes.count; i++)
        take(it, set, i);
}

static NodeSet find_decided(Sketch *it, const DrawingOptions *options)
{
    NodeSet set = new_set(it);
    if (!options->outcome)
        return set;
    if (options->only)
        take_named(it, &set, options->only);
    else
        take_outcomes(it, &set, options->outcome);
    take_leading(it, &set, true);
    return set;
}

static NodeSet find_drawn(const Sketch *it, const DrawingOptions *options, NodeSet decided)
{
    NodeSet set = new_set(it);
    if (!options->only && options->outcome && !options->with_all)
        return decided;
    if (options->only)
        take_named(it, &set, options->only);
    else
        take_all(it, &set);
    take_leading(it, &set, false);
    return set;
}

static void copy_nodes(const Sketch *it, Drawing *drawing, const bool *is_drawn,
                       const bool *is_decided, uint32_t *renumbered)
{
    drawing->nodes = ARENA_ARRAY(it->arena, it->nodes.count, DrawingNode);
    for (size_t i = 0; i < it->nodes.count; i++) {
        if (!is_drawn[i])
            continue;
        DrawingNode *node = &drawing->nodes[drawing->node_count];
        *node = it->nodes.items[i];
        node->is_decided = is_decided[i];
        renumbered[i] = drawing->node_count++;
    }
}

static void copy_edges(const Sketch *it, Drawing *drawing, const bool *is_drawn,
                       const uint32_t *renumbered)
{
    drawing->edges = ARENA_ARRAY(it->arena, it->edges.count, DrawingEdge);
    for (size_t i = 0; i < it->edges.count; i++) {
        DrawingEdge edge = it->edges.items[i];
        if (!is_drawn[edge.from] || !is_drawn[edge.to])
            continue;
        edge.from = renumbered[edge.from];
        edge.to = renumbered[edge.to];
        edge.is_decided = edge.is_decided && drawing->nodes[edge.to].is_decided;
        drawing->edges[drawing->edge_count++] = edge;
    }
}

static const char *title_of(const Code *code)
{
    if (code->procedure == INDEX_NONE)
        return "Drawing";
    const CodeProcedure *procedure = &code->procedures[code->procedure];
    return procedure->label ? procedure->label : procedure->name;
}

static uint32_t *new_numbers(Arena *arena, uint32_t count)
{
    uint32_t *numbers = ARENA_ARRAY(arena, count, uint32_t);
    for (uint32_t i = 0; i < count; i++)
        numbers[i] = INDEX_NONE;
    return numbers;
}

static void start_sketch(Sketch *it, Arena *arena, const Code *code, const Outcome *outcome)
{
    const uint32_t counts[] = {
        [DRAWING_FACT] = code->fact_count,         [DRAWING_PARAMETER] = code->parameter_count,
        [DRAWING_DECISION] = code->decision_count, [DRAWING_RULE] = code->rule_count,
        [DRAWING_NORM] = code->norm_count,         [DRAWING_DONE] = code->action_count,
    };
    *it = (Sketch){.arena = arena, .scratch = arena_new(), .code = code};
    it->outcome = outcome;
    it->evaluation = outcome ? outcome->evaluation : NULL;
    it->decision_of = new_numbers(it->scratch, code->instruction_count);
    for (uint32_t i = 0; i < code->decision_count; i++)
        it->decision_of[code->decisions[i].reg] = i;
    for (int i = 0; i <= DRAWING_DONE; i++)
        it->node_of[i] = new_numbers(it->scratch, counts[i]);
    it->edge_of = map_new(it->scratch);
    it->seen = ARENA_ARRAY(it->scratch, code->instruction_count, uint32_t);
    it->places_seen = walk_set_new(it->scratch);
}

Drawing *drawing_new(Arena *arena, const Code *code, const DrawingOptions *options)
{
    Sketch it;
    Drawing *drawing = ARENA_NEW(arena, Drawing);
    start_sketch(&it, arena, code, options->outcome);
    sketch_trace(&it);
    if (options->outcome)
        sketch_mark_case(&it);
    NodeSet decided = find_decided(&it, options);
    NodeSet drawn = find_drawn(&it, options, decided);
    uint32_t *renumbered = ARENA_ARRAY(it.scratch, it.nodes.count, uint32_t);
    drawing->title = title_of(code);
    drawing->has_case = options->outcome != NULL;
    if (drawn.added.count > DRAWING_NODES_MOST) {
        drawing->left_out = (uint32_t)drawn.added.count;
    } else {
        copy_nodes(&it, drawing, drawn.has, decided.has, renumbered);
        copy_edges(&it, drawing, drawn.has, renumbered);
    }
    arena_free(it.scratch);
    return drawing;
}

const char *drawing_describe_limit(Arena *arena, const Drawing *drawing)
{
    if (drawing->left_out == 0)
        return NULL;
    return arena_format(
        arena, "it would have %u boxes, and %u are the most: ask for one outcome by its name",
        drawing->left_out, DRAWING_NODES_MOST);
}
