/* cycles.c - decisions that rest on themselves, rules that override themselves, records that hold themselves.
 *
 * Each is an error that names the whole loop (rulings 24, 57).
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/check.h"
#include "check/graph.h"
#include "core/visit.h"
#include "diag/diag.h"

typedef struct CycleCheck {
    Report *report;
    const CoreProgram *program;
    const char *(*name)(const CoreProgram *program, uint32_t node);
    DiagId id;
    const char *what;  /* "decision '%s' rests on itself" */
    const char *leads; /* "'%s' looks at '%s' here" */
    const char *hint;
} CycleCheck;

/* A loop of this many steps is shown; the rest is counted. */
#define STEPS_SHOWN 20

static const char *loop_to_words(const CycleCheck *check, const uint32_t *nodes, size_t count)
{
    Text text = text_in(check->report->arena);
    for (size_t i = 0; i < count && i < STEPS_SHOWN; i++)
        text_add_format(&text, "%s -> ", check->name(check->program, nodes[i]));
    if (count > STEPS_SHOWN)
        text_add_format(&text, "(%zu more) -> ", count - STEPS_SHOWN);
    text_add(&text, check->name(check->program, nodes[0]));
    return text.bytes;
}

static void report_cycle(const uint32_t *nodes, const Edge *edges, size_t count, void *context)
{
    const CycleCheck *check = context;
    size_t message = report_add(
        check->report, diag_kind(check->id), edges[0].span, "%s '%s' %s: %s", check->what,
        check->name(check->program, nodes[0]), check->leads, loop_to_words(check, nodes, count));
    report_hint(check->report, message, "%s", check->hint);
    for (size_t i = 1; i < count && i < STEPS_SHOWN; i++)
        report_note(check->report, message, edges[i].span, "from '%s' to '%s'",
                    check->name(check->program, nodes[i]),
                    check->name(check->program, nodes[(i + 1) % count]));
}

/* ---- decisions ---- */

static const char *decision_name(const CoreProgram *program, uint32_t node)
{
    const CoreDecision *decision = program->decisions.items[node];
    return decision->record
               ? arena_format(program->arena, "%s.%s", decision->record->name, decision->name)
               : decision->name;
}

typedef struct EdgeCollector {
    Arena *scratch;
    GraphNode *node;
} EdgeCollector;

static void collect_decision(const CoreExpr *expr, void *context)
{
    EdgeCollector *collector = context;
    if (expr->kind != CORE_DECISION)
        return;
    const Edge edge = {expr->as.DECISION.decision->number, expr->span};
    VEC_PUSH(collector->scratch, &collector->node->edges, edge);
}

void check_decision_cycles(Arena *scratch, const CoreProgram *program, Report *report)
{
    GraphNode *nodes = ARENA_ARRAY(scratch, program->decisions.count, GraphNode);
    for (size_t i = 0; i < program->decisions.count; i++) {
        EdgeCollector collector = {scratch, &nodes[i]};
        core_visit_decision(program->decisions.items[i], collect_decision, &collector);
    }
    CycleCheck check = {report,
                        program,
                        decision_name,
                        DIAG_DECISION_CYCLE,
                        "decision",
                        "rests on itself",
                        "one of these has to be decided without the others"};
    graph_find_cycles(scratch, nodes, program->decisions.count, report_cycle, &check);
}

/* ---- overrides ---- */

static const char *rule_name(const CoreProgram *program, uint32_t node)
{
    return program->rules.items[node]->name;
}

void check_override_cycles(Arena *scratch, const CoreProgram *program, Report *report)
{
    GraphNode *nodes = ARENA_ARRAY(scratch, program->rules.count, GraphNode);
    for (size_t i = 0; i < program->rules.count; i++) {
        const CoreRule *rule = program->rules.items[i];
        for (size_t k = 0; k < rule->overrides.count; k++) {
            const Edge edge = {rule->overrides.items[k]->number, rule->override_spans.items[k]};
            VEC_PUSH(scratch, &nodes[i].edges, edge);
        }
    }
    CycleCheck check = {report,
                        program,
                        rule_name,
                        DIAG_OVERRIDE_CYCLE,
                        "rule",
                        "overrides itself",
                        "take out the 'overrides' that is meant the other way round"};
    graph_find_cycles(scratch, nodes, program->rules.count, report_cycle, &check);
}

/* ---- records ---- */

static const char *record_name(const CoreProgram *program, uint32_t node)
{
    return program->records.items[node]->name;
}

static uint32_t record_number(const CoreProgram *program, const CoreRecord *record)
{
    uint32_t number = 0;
    while (program->records.items[number] != record)
        number++;
    return number;
}

void check_record_cycles(Arena *scratch, const CoreProgram *program, Report *report)
{
    GraphNode *nodes = ARENA_ARRAY(scratch, program->records.count, GraphNode);
    for (size_t i = 0; i < program->records.count; i++) {
        const CoreRecord *record = program->records.items[i];
        for (size_t k = 0; k < record->fields.count; k++) {
            const CoreFact *field = record->fields.items[k];
            if (!field->element)
                continue;
            const Edge edge = {record_number(program, field->element), field->span};
            VEC_PUSH(scratch, &nodes[i].edges, edge);
        }
    }
    CycleCheck check = {report,
                        program,
                        record_name,
                        DIAG_RECORD_CYCLE,
                        "record",
                        "holds itself",
                        "there would be no end of them: take one of these lists out"};
    graph_find_cycles(scratch, nodes, program->records.count, report_cycle, &check);
}
