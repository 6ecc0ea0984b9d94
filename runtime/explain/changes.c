/* changes.c - the search for what would change an outcome: see changes.h.
 *
 * A node is a set of moves that leaves the outcome as it is. What keeps it so is read off the evaluated node; every set that
 * changes the outcome must change something of that as well. So a node's children are the node and one such move more:
 * all sets that could matter are met, smallest first, and no others. What contains a set that was found is
 * left out. Nodes are evaluated many at a time, as the rows of one table.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain/changes.h"

#include <stdio.h>
#include <stdlib.h>

#include "explain/changes_parts.h"

/* Steps of one table, so that it stays small: some 8 MB. */
#define TABLE_STEPS_MOST ((uint64_t)1 << 20)
#define TABLE_CASES_MOST 1024

typedef struct Node {
    const uint32_t *moves; /* numbers in search->moves, ascending */
    uint32_t count;
} Node;

typedef struct Nodes {
    VEC(Node) list;
} Nodes;

/* A set that was found; its number is that of its ChangeSet. */
typedef struct FoundSet {
    Node node;
    Value value;
} FoundSet;

/* What the outcome is asked for: is it another one in this copy? */
typedef struct Goal {
    bool is_norm;
    uint32_t number; /* in code->decisions or code->norms */
    uint32_t reg;
    uint32_t frame;
    uint32_t row; /* of the case */
    DecisionStatus status;
    Value value;  /* DECISION_VALUE */
    bool applies; /* is_norm */
} Goal;

typedef struct Search {
    Arena *arena; /* the caller's */
    Arena *scratch;
    const Outcome *outcome;
    const Code *code;
    Goal goal;
    VEC(Move) moves; /* each once, in the order in which they were met */
    Map *move_numbers;
    Map *nodes_met; /* of the next size */
    Nodes next;
    VEC(FoundSet) found;
    uint32_t case_count, case_most;
    bool is_at_limit;  /* the search ends where it is */
    bool has_left_out; /* some values worth trying were not */
    bool is_next_cut;  /* not all nodes of the next size could be kept */
} Search;

/* ---- moves and nodes ---- */

static uint32_t number_move(Search *it, const Move *move)
{
    char bytes[64];
    int length = snprintf(bytes, sizeof bytes, "%d %x %x %d %llx", move->spot.is_doing,
                          (unsigned)move->spot.number, (unsigned)move->spot.row,
                          move->is_taken_back, (unsigned long long)move->value);
    Str key = {bytes, (size_t)length};
    uint32_t number;
    if (map_find(it->move_numbers, key, &number))
        return number;
    number = (uint32_t)it->moves.count;
    map_set(it->move_numbers, (Str){arena_copy_text(it->scratch, bytes, key.length), key.length},
            number);
    VEC_PUSH(it->scratch, &it->moves, *move);
    return number;
}

static bool is_same_spot(const Search *it, uint32_t a, uint32_t b)
{
    const Spot *first = &it->moves.items[a].spot, *second = &it->moves.items[b].spot;
    return first->is_doing == second->is_doing && first->number == second->number &&
           first->row == second->row;
}

static bool has_spot(const Search *it, const Node *node, uint32_t move)
{
    for (uint32_t i = 0; i < node->count; i++)
        if (is_same_spot(it, node->moves[i], move))
            return true;
    return false;
}

/* Whether `node` changes all that `part` changes, whatever to. */
static bool has_spots_of(const Search *it, const Node *node, const Node *part)
{
    for (uint32_t i = 0; i < part->count; i++)
        if (!has_spot(it, node, part->moves[i]))
            return false;
    return true;
}

static bool contains_found(const Search *it, const Node *node)
{
    for (size_t i = 0; i < it->found.count; i++)
        if (it->found.items[i].node.count < node->count &&
            has_spots_of(it, node, &it->found.items[i].node))
            return true;
    return false;
}

/* The moves of `node` and one more, in order; each set once. */
static void add_child(Search *it, const Node *node, uint32_t move)
{
    uint32_t *moves = ARENA_ARRAY(it->scratch, node->count + 1, uint32_t);
    uint32_t at = 0, number;
    for (; at < node->count && node->moves[at] < move; at++)
        moves[at] = node->moves[at];
    moves[at] = move;
    for (uint32_t i = at; i < node->count; i++)
        moves[i + 1] = node->moves[i];
    Node child = {moves, node->count + 1};
    Str key = {(const char *)moves, child.count * sizeof *moves};
    if (contains_found(it, &child) || map_find(it->nodes_met, key, &number))
        return;
    if (it->next.list.count >= CHANGES_CASES_MOST) {
        it->is_next_cut = true;
        return;
    }
    map_set(it->nodes_met, key, 0);
    VEC_PUSH(it->scratch, &it->next.list, child);
}

/* ---- one copy ---- */

static uint32_t goal_row(const Search *it, const CaseCopies *copies, uint32_t copy)
{
    return copy * copies->row_counts[it->goal.frame] + it->goal.row;
}

static bool is_decision_changed(const Search *it, Arena *arena, const Evaluation *evaluation,
                                uint32_t row, Value *value)
{
    Settlement settled = walk_settle(arena, evaluation, (Place){it->goal.reg, row});
    *value = settled.value;
    return settled.status == DECISION_VALUE &&
           (it->goal.status != DECISION_VALUE || settled.value != it->goal.value);
}

static bool is_changed(const Search *it, Arena *arena, const Evaluation *evaluation, uint32_t row,
                       Value *value)
{
    if (!it->goal.is_norm)
        return is_decision_changed(it, arena, evaluation, row, value);
    Truth truth = evaluation_get_truth(evaluation, it->goal.reg, row);
    *value = truth == TRUTH_YES;
    return truth == (it->goal.applies ? TRUTH_NO : TRUTH_YES) &&
           (it->goal.applies || !evaluation_is_phantom(evaluation, it->goal.frame, row));
}

/* One fact may be any of several values of an enumeration; else one way to each answer is enough. */
static bool is_worth_keeping(const Search *it, const Node *node, Value value)
{
    const Move *move = &it->moves.items[node->moves[0]];
    bool is_choice = node->count == 1 && !move->spot.is_doing &&
                     it->code->facts[move->spot.number].type.kind == TYPE_ENUMERATION;
    for (size_t i = 0; i < it->found.count && !is_choice; i++)
        if (it->found.items[i].value == value && it->found.items[i].node.count == node->count &&
            has_spots_of(it, node, &it->found.items[i].node))
            return false;
    return true;
}

static void note_found(Search *it, const Node *node, Value value)
{
    if (!is_worth_keeping(it, node, value))
        return;
    if (it->found.count == CHANGES_SETS_MOST) {
        it->is_at_limit = true;
        return;
    }
    VEC_PUSH(it->scratch, &it->found, ((FoundSet){*node, value}));
}

/* What could still change the outcome of a copy that has not changed. */
static void extend(Search *it, const CaseCopies *copies, const Evaluation *evaluation,
                   uint32_t copy, const Node *node)
{
    Arena *scratch = arena_new();
    Moves moves = {0};
    Place place = {it->goal.reg, goal_row(it, copies, copy)};
    if (!changes_find_moves(scratch, &moves, evaluation, place))
        it->has_left_out = true;
    for (size_t i = 0; i < moves.list.count; i++) {
        Move move = moves.list.items[i];
        uint32_t frame = move.spot.is_doing ? it->code->actions[move.spot.number].frame
                                            : it->code->facts[move.spot.number].frame;
        move.spot.row -= copy * copies->row_counts[frame];
        uint32_t number = number_move(it, &move);
        if (!has_spot(it, node, number))
            add_child(it, node, number);
    }
    arena_free(scratch);
}

/* ---- one size ---- */

static void evaluate_nodes(Search *it, const Node *nodes, uint32_t count, bool is_last)
{
    Arena *arena = arena_new();
    CaseCopies copies =
        changes_copy_case(arena, it->outcome->evaluation, it->outcome->case_row, count);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < nodes[i].count; k++)
            changes_make_move(&copies, i, &it->moves.items[nodes[i].moves[k]]);
    const Evaluation *evaluation = interpreter_run(arena, it->code, copies.table);
    for (uint32_t i = 0; i < count && !it->is_at_limit; i++) {
        Value value = 0;
        if (is_changed(it, arena, evaluation, goal_row(it, &copies, i), &value))
            note_found(it, &nodes[i], value);
        else if (!is_last && !it->is_next_cut)
            extend(it, &copies, evaluation, i, &nodes[i]);
    }
    it->case_count += count;
    arena_free(arena);
}

/* The nodes of the next size; those that contain a set found since are left out. */
static Nodes take_next(Search *it)
{
    Nodes nodes = {0};
    for (size_t i = 0; i < it->next.list.count; i++)
        if (!contains_found(it, &it->next.list.items[i]))
            VEC_PUSH(it->scratch, &nodes.list, it->next.list.items[i]);
    it->next = (Nodes){0};
    it->nodes_met = map_new(it->scratch);
    return nodes;
}

static void evaluate_size(Search *it, const Nodes *nodes, uint32_t cases_a_table, bool is_last)
{
    for (size_t done = 0; done < nodes->list.count && !it->is_at_limit;) {
        size_t left = nodes->list.count - done;
        uint32_t count = left < cases_a_table ? (uint32_t)left : cases_a_table;
        if (it->case_count + count > it->case_most)
            count = it->case_most - it->case_count;
        if (count == 0) {
            it->is_at_limit = true;
            return;
        }
        evaluate_nodes(it, nodes->list.items + done, count, is_last);
        done += count;
    }
}

static bool is_size_sought(const Search *it, uint32_t size)
{
    return size <= CHANGES_SIZE_MORE || (size <= CHANGES_SIZE_MOST && it->found.count == 0);
}

/* Says how far it came. */
static ChangesEnd search(Search *it, uint64_t steps, uint32_t *size_tried)
{
    uint64_t cases_a_table = TABLE_STEPS_MOST / steps;
    cases_a_table = cases_a_table > TABLE_CASES_MOST ? TABLE_CASES_MOST : cases_a_table;
    cases_a_table = cases_a_table == 0 ? 1 : cases_a_table;
    Node root = {NULL, 0};
    evaluate_nodes(it, &root, 1, false);
    for (uint32_t size = 1; !it->is_at_limit; size++) {
        Nodes nodes = take_next(it);
        if (nodes.list.count == 0)
            return CHANGES_ALL_TRIED;
        if (!is_size_sought(it, size))
            return CHANGES_AT_SIZE;
        evaluate_size(it, &nodes, (uint32_t)cases_a_table, size == CHANGES_SIZE_MOST);
        if (!it->is_at_limit)
            *size_tried = size;
        it->is_at_limit |= it->is_next_cut;
    }
    return CHANGES_AT_LIMIT;
}

/* ---- the result ---- */

/* In the order of the program, doings last: their `fact` is INDEX_NONE. */
static int compare_changes(const void *first, const void *second)
{
    const Change *a = first, *b = second;
    if (a->fact != b->fact)
        return a->fact < b->fact ? -1 : 1;
    if (a->action != b->action)
        return a->action < b->action ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static ChangeSet describe_set(const Search *it, const FoundSet *found)
{
    Change *items = ARENA_ARRAY(it->arena, found->node.count, Change);
    const char *gives = it->goal.is_norm ? found->value ? "applies" : "does not apply" : NULL;
    for (uint32_t i = 0; i < found->node.count; i++)
        items[i] =
            changes_describe_move(it->arena, it->outcome, &it->moves.items[found->node.moves[i]]);
    if (found->node.count > 1)
        qsort(items, found->node.count, sizeof *items, compare_changes);
    if (!gives)
        gives = changes_describe_value(it->arena, it->outcome,
                                       it->code->decisions[it->goal.number].type, found->value);
    return (ChangeSet){items, found->node.count, gives, found->value};
}

/* By size, then in the order of the program; ways of one set as they were found: the nearest first. */
typedef struct Ordered {
    ChangeSet set;
    uint32_t number;
} Ordered;

static int compare_sets(const void *first, const void *second)
{
    const Ordered *a = first, *b = second;
    if (a->set.count != b->set.count)
        return a->set.count < b->set.count ? -1 : 1;
    for (uint32_t i = 0; i < a->set.count; i++) {
        int order = compare_changes(&a->set.items[i], &b->set.items[i]);
        if (order != 0)
            return order;
    }
    return (a->number > b->number) - (a->number < b->number);
}

static const ChangeSet *describe_all(Search *it)
{
    size_t count = it->found.count;
    Ordered *ordered = ARENA_ARRAY(it->scratch, count, Ordered);
    ChangeSet *sets = ARENA_ARRAY(it->arena, count, ChangeSet);
    for (size_t i = 0; i < count; i++)
        ordered[i] = (Ordered){describe_set(it, &it->found.items[i]), (uint32_t)i};
    if (count > 1)
        qsort(ordered, count, sizeof *ordered, compare_sets);
    for (size_t i = 0; i < count; i++)
        sets[i] = ordered[i].set;
    return sets;
}

static const Changes *find_changes(Arena *arena, const Outcome *outcome, const Goal *goal)
{
    Arena *scratch = arena_new();
    Changes *changes = ARENA_NEW(arena, Changes);
    Search it = {.arena = arena,
                 .scratch = scratch,
                 .outcome = outcome,
                 .code = outcome->code,
                 .goal = *goal,
                 .move_numbers = map_new(scratch),
                 .nodes_met = map_new(scratch)};
    uint32_t first, end;
    evaluation_get_rows(outcome->evaluation, goal->frame, outcome->case_row, &first, &end);
    it.goal.row -= first;
    uint64_t steps = changes_count_steps(scratch, outcome->evaluation, outcome->case_row);
    uint64_t most = CHANGES_STEPS_MOST / steps + 2;
    it.case_most = most < CHANGES_CASES_MOST ? (uint32_t)most : CHANGES_CASES_MOST;
    changes->end = search(&it, steps, &changes->size_tried);
    if (it.has_left_out) {
        changes->end = CHANGES_AT_LIMIT;
        changes->size_tried = 0;
    }
    changes->sets = describe_all(&it);
    changes->set_count = (uint32_t)it.found.count;
    changes->case_count = it.case_count;
    arena_free(scratch);
    return changes;
}

static const Changes *not_sought(Arena *arena)
{
    Changes *changes = ARENA_NEW(arena, Changes);
    changes->end = CHANGES_NOT_SOUGHT;
    return changes;
}

const Changes *changes_of_decision(Arena *arena, const Outcome *outcome,
                                   const OutcomeDecision *decision)
{
    const CodeDecision *code = &outcome->code->decisions[decision->decision];
    if (decision->status == DECISION_UNDETERMINED)
        return not_sought(arena);
    return find_changes(arena, outcome,
                        &(Goal){.number = decision->decision,
                                .reg = code->reg,
                                .frame = code->frame,
                                .row = decision->row,
                                .status = decision->status,
                                .value = decision->value});
}

const Changes *changes_of_norm(Arena *arena, const Outcome *outcome, const OutcomeNorm *norm)
{
    const CodeNorm *code = &outcome->code->norms[norm->norm];
    if (norm->status == NORM_UNDETERMINED || !outcome->is_in_force)
        return not_sought(arena);
    return find_changes(arena, outcome,
                        &(Goal){.is_norm = true,
                                .number = norm->norm,
                                .reg = code->reg,
                                .frame = outcome->code->rules[code->rule].frame,
                                .row = norm->row,
                                .applies = norm->status == NORM_APPLIES});
}
