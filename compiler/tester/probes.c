/* probes.c - rules, norms and decisions as what is to be looked at; see probes.h.
 *
 * A rule is one condition: all of its `where` and `when`, none of its `unless`, in force, not overridden. A norm's own
 * `when` and `until` stand beside its rule. An alternative's condition is masked by the other alternatives.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tester/probes.h"

static Probe *all_of(Probing *probing, uint32_t count)
{
    Probe *probe = ARENA_NEW(probing->coverage->arena, Probe);
    *probe = (Probe){.kind = PROBE_ALL, .reg = REGISTER_NONE, .point = INDEX_NONE};
    probe->parts = ARENA_ARRAY(probing->coverage->arena, count, Probe *);
    return probe;
}

static void add_part(Probe *probe, Probe *part)
{
    probe->parts[probe->part_count++] = part;
}

/* ---- rules ---- */

static bool is_written(const CodeRulePart *part)
{
    return part->kind == RULE_PART_WHERE || part->kind == RULE_PART_WHEN ||
           part->kind == RULE_PART_UNLESS;
}

/* The rule's own conditions stand among its parts in the order in which they were written. */
static Probe *probe_rule(Probing *probing, const CoreRule *core, const CodeRule *rule)
{
    Probe *probe = all_of(probing, rule->part_count);
    size_t next = 0;
    for (uint32_t i = 0; i < rule->part_count; i++) {
        const CodeRulePart *part = &rule->parts[i];
        Marks marks = part->marks.citation_count ? part->marks : rule->marks;
        Probe *of = is_written(part) ? probe_condition(probing, core->conditions.items[next++].expr,
                                                       part->reg, marks)
                                     : probe_register(probing, part->reg);
        bool is_negated = part->kind == RULE_PART_UNLESS || part->kind == RULE_PART_OVERRIDDEN_BY;
        add_part(probe, is_negated ? probe_not(probing, of) : of);
    }
    return probe;
}

static bool applies_always(const CodeRule *rule)
{
    for (uint32_t i = 0; i < rule->part_count; i++)
        if (rule->parts[i].kind != RULE_PART_IN_FORCE)
            return false;
    return true;
}

static void add_rule(Probing *probing, const CoreRule *core, uint32_t number)
{
    const CodeRule *rule = &probing->code->rules[number];
    Point point = probing->owner;
    point.kind = POINT_RULE;
    point.span = core->name_span;
    point.is_always = applies_always(rule);
    const RuleSight sight = {coverage_get_point(probing->coverage, &point), number};
    VEC_PUSH(probing->coverage->arena, &probing->sighting->rules, sight);
    probe_add_tree(probing, probe_rule(probing, core, rule), rule->frame);
}

/* ---- norms ---- */

static void probe_timing(Probing *probing, const CoreTiming *timing, const CodeNorm *norm)
{
    probe_bodies(probing, timing->by, norm->by, norm->marks);
    probe_bodies(probing, timing->not_before, norm->not_before, norm->marks);
    probe_bodies(probing, timing->repeat_from, norm->repeat_from, norm->marks);
    if (timing->within)
        probe_bodies(probing, timing->within_of, probing->code->instructions[norm->within_date].a,
                     norm->marks);
}

static void probe_norm(Probing *probing, const CoreNorm *core, uint32_t number)
{
    const CodeNorm *norm = &probing->code->norms[number];
    const CodeRule *rule = &probing->code->rules[norm->rule];
    probe_timing(probing, &core->timing, norm);
    if (!core->when && !core->timing.until)
        return;
    Probe *probe = all_of(probing, 3);
    add_part(probe, probe_register(probing, rule->reg));
    if (core->when)
        add_part(probe, probe_condition(probing, core->when, norm->when, norm->marks));
    if (core->timing.until)
        add_part(probe, probe_not(probing, probe_condition(probing, core->timing.until, norm->until,
                                                           norm->marks)));
    probe_add_tree(probing, probe, rule->frame);
}

/* Each norm of a rule and after it its options, as codegen numbers them. */
static uint32_t probe_norms(Probing *probing, const CoreRule *rule, uint32_t number)
{
    for (size_t i = 0; i < rule->norms.count; i++) {
        const CoreNorm *norm = rule->norms.items[i];
        if (norm->choice)
            continue;
        probe_norm(probing, norm, number++);
        for (uint32_t k = 0; k < norm->option_count; k++)
            probe_norm(probing, norm->options[k], number++);
    }
    return number;
}

static void probe_rules(Probing *probing, const CoreProgram *program)
{
    uint32_t norm = 0;
    for (uint32_t i = 0; i < program->rules.count; i++) {
        const CoreRule *rule = program->rules.items[i];
        probing->owner = (Point){
            .owner_kind = "rule", .owner = rule->name, .label = rule->label, .marks = rule->marks};
        add_rule(probing, rule, i);
        norm = probe_norms(probing, rule, norm);
    }
    BUG_IF(norm != probing->code->norm_count);
}

/* ---- decisions ---- */

static Marks marks_of(const CoreAlternative *alternative, const CodeDecision *decision)
{
    return alternative->marks.citation_count ? alternative->marks : decision->marks;
}

/* Only a condition that is the whole of its alternative is counted as that. */
static void note_alone(Probing *probing, const Probe *probe)
{
    if (probe->kind == PROBE_LEAF && probe->point != INDEX_NONE)
        probing->coverage->points.items[probe->point].is_counted_above = true;
}

static void probe_alternative_condition(Probing *probing, const CoreAlternative *core,
                                        const CodeDecision *decision, TreeSight tree)
{
    uint32_t reg = decision->alternatives[tree.alternative].condition;
    Marks marks = marks_of(core, decision);
    if (core->has_period) {
        const Instruction *both = &probing->code->instructions[reg];
        tree.probe = all_of(probing, 2);
        add_part(tree.probe, probe_register(probing, probing->code->pool[both->a]));
        reg = probing->code->pool[both->a + 1];
        add_part(tree.probe, probe_condition(probing, core->condition, reg, marks));
    } else {
        tree.probe = probe_condition(probing, core->condition, reg, marks);
        note_alone(probing, tree.probe);
    }
    VEC_PUSH(probing->coverage->arena, &probing->sighting->trees, tree);
}

/* A value that is itself a condition: `decide x: yes/no` with `(a and b)`. */
static void probe_value(Probing *probing, const CoreAlternative *core, const CodeDecision *decision,
                        uint32_t reg)
{
    Marks marks = marks_of(core, decision);
    bool is_condition = core->value->type.kind == TYPE_YES_NO &&
                        core->value->kind != CORE_CONSTANT && core->value->kind != CORE_PARAMETER;
    if (is_condition)
        probe_add_tree(probing, probe_condition(probing, core->value, reg, marks), decision->frame);
    else
        probe_bodies(probing, core->value, reg, marks);
}

static void probe_alternative(Probing *probing, const CoreAlternative *core, uint32_t decision,
                              uint32_t index)
{
    const CodeDecision *of = &probing->code->decisions[decision];
    Point point = probing->owner;
    point.kind = POINT_ALTERNATIVE;
    point.span = core->span;
    point.marks = marks_of(core, of);
    point.is_always = !core->condition;
    const AlternativeSight sight = {coverage_get_point(probing->coverage, &point), decision, index};
    VEC_PUSH(probing->coverage->arena, &probing->sighting->alternatives, sight);
    if (core->condition)
        probe_alternative_condition(probing, core, of,
                                    (TreeSight){NULL, of->frame, decision, index});
    probe_value(probing, core, of, of->alternatives[index].value);
}

static size_t find_decision(const CoreProgram *program, size_t from, const CodeDecision *decision)
{
    while (from < program->decisions.count) {
        Span span = program->decisions.items[from]->span;
        if (span.source == decision->span.source && span.start == decision->span.start)
            return from;
        from++;
    }
    UNREACHABLE();
}

/* Both lists are in the program's order; a derived field stands once for each list of its record, perhaps for none. */
static void probe_decisions(Probing *probing, const CoreProgram *program)
{
    size_t next = 0;
    for (uint32_t i = 0; i < probing->code->decision_count; i++) {
        next = find_decision(program, next, &probing->code->decisions[i]);
        const CoreDecision *core = program->decisions.items[next];
        probing->owner = (Point){.owner_kind = core->is_table ? "table" : "decision",
                                 .owner = core->name,
                                 .label = core->label,
                                 .marks = core->marks};
        for (uint32_t k = 0; k < core->alternative_count; k++)
            probe_alternative(probing, &core->alternatives[k], i, k);
    }
}

Sighting *probes_make(Coverage *coverage, const Program *program)
{
    Sighting *sighting = ARENA_NEW(coverage->arena, Sighting);
    sighting->program = program;
    Probing probing = {.coverage = coverage, .code = program->code, .sighting = sighting};
    probe_decisions(&probing, program->core);
    probe_rules(&probing, program->core);
    return sighting;
}
