/* dump.c - a program's meaning as indented text, for `procc dump` and tests: one thing a line, what belongs to it below.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/walk.h"

#define INDENT 2

typedef struct Dump {
    Text *out;
    size_t depth;
} Dump;

static void begin(Dump *dump, const char *words)
{
    text_add_repeat(dump->out, ' ', dump->depth * INDENT);
    text_add(dump->out, words);
}

static void add_word(Dump *dump, const char *before, const char *word)
{
    if (!word)
        return;
    text_add(dump->out, before);
    text_add(dump->out, word);
}

static void add_label(Dump *dump, const char *label)
{
    if (label)
        text_add_format(dump->out, " \"%s\"", label);
}

static void add_type(Dump *dump, Type type)
{
    add_word(dump, ": ", type_to_text(dump->out->arena, type));
}

static void add_marks(Dump *dump, const Marks *marks)
{
    for (uint32_t i = 0; i < marks->citation_count; i++)
        text_add_format(dump->out, " [%s]", marks->citations[i].text);
    for (uint32_t i = 0; i < marks->note_count; i++)
        text_add_format(dump->out, " note \"%s\"", marks->notes[i]);
}

static void end(Dump *dump, const Marks *marks)
{
    if (marks)
        add_marks(dump, marks);
    text_add(dump->out, "\n");
}

static void add_value(Dump *dump, const char *before, Type type, Value value)
{
    text_add(dump->out, before);
    value_write_source(dump->out, type, NULL, value);
}

static void add_constant(Dump *dump, const CoreConstant *constant)
{
    if (constant->type.kind == TYPE_TEXT)
        text_add_format(dump->out, " \"%s\"", constant->text);
    else
        add_value(dump, " ", constant->type, constant->value);
}

static void add_period(Dump *dump, const CodePeriod *period)
{
    const Type date = {TYPE_DATE, NULL};
    if (period->has_from)
        add_value(dump, " from ", date, period->from);
    if (period->has_until)
        add_value(dump, " until ", date, period->until);
}

/* "s.kind" for a field, "kind" for a fact of the case; a record's self is "it". */
static void add_path(Dump *dump, const CoreLoop *loop, const char *name)
{
    text_add(dump->out, " ");
    if (loop)
        text_add_format(dump->out, "%s.", loop->name ? loop->name : "it");
    text_add(dump->out, name);
}

static void add_loop(Dump *dump, const CoreLoop *loop)
{
    text_add_format(dump->out, " %s in", loop->name);
    add_path(dump, loop->outer, loop->list->name);
}

/* What a line says besides the kind and the children. */
static void add_details(Dump *dump, const CoreExpr *expr)
{
    static const char *const OPERATOR_WORDS[] = {" +", " -", " *", " /"};
    switch (expr->kind) {
    case CORE_ERROR:
    case CORE_AND:
    case CORE_OR:
    case CORE_NOT:
    case CORE_ONE_OF:
    case CORE_IS_KNOWN: return;
    case CORE_CONSTANT: add_constant(dump, &expr->as.CONSTANT.constant); return;
    case CORE_FACT: add_path(dump, expr->as.FACT.loop, expr->as.FACT.fact->name); return;
    case CORE_DECISION:
        add_path(dump, expr->as.DECISION.loop, expr->as.DECISION.decision->name);
        return;
    case CORE_PARAMETER: add_word(dump, " ", expr->as.PARAMETER.parameter->name); return;
    case CORE_LIST: add_path(dump, expr->as.LIST.loop, expr->as.LIST.fact->name); return;
    case CORE_AT_LEAST: text_add_format(dump->out, " %u", expr->as.AT_LEAST.least); return;
    case CORE_COMPARE:
        add_word(dump, " ", comparison_to_words(expr->as.COMPARE.comparison));
        return;
    case CORE_IS_DONE: add_path(dump, expr->as.IS_DONE.loop, expr->as.IS_DONE.action->name); return;
    case CORE_SOME: add_loop(dump, expr->as.SOME.loop); return;
    case CORE_EVERY: add_loop(dump, expr->as.EVERY.loop); return;
    case CORE_COUNT: add_loop(dump, expr->as.COUNT.loop); return;
    case CORE_FOLD:
        add_word(dump, " ", fold_to_words(expr->as.FOLD.fold));
        add_loop(dump, expr->as.FOLD.loop);
        return;
    case CORE_PICK: add_word(dump, " ", fold_to_words(expr->as.PICK.fold)); return;
    case CORE_ARITHMETIC: add_word(dump, "", OPERATOR_WORDS[expr->as.ARITHMETIC.operator]);
        return;
    }
    UNREACHABLE();
}

static void dump_expr(Dump *dump, const char *role, const CoreExpr *expr)
{
    if (!expr)
        return;
    begin(dump, role);
    add_word(dump, "", core_kind_to_words(expr->kind));
    add_details(dump, expr);
    add_type(dump, expr->type);
    end(dump, &expr->marks);
    dump->depth++;
    for (size_t i = 0; i < core_count_children(expr); i++)
        dump_expr(dump, "", core_get_child(expr, i));
    dump->depth--;
}

static void dump_fact(Dump *dump, const CoreFact *fact)
{
    begin(dump, "fact ");
    add_word(dump, "", fact->name);
    add_label(dump, fact->label);
    add_type(dump, fact->type);
    if (fact->element)
        add_word(dump, " of ", fact->element->name);
    if (fact->is_presumed) {
        text_add(dump->out, " presumed");
        add_constant(dump, &fact->presumed);
    }
    add_word(dump, " judged by ", fact->judged_by);
    if (fact->is_fixed)
        text_add(dump->out, " fixed");
    end(dump, &fact->marks);
}

static void dump_record(Dump *dump, const CoreRecord *record)
{
    begin(dump, "record ");
    add_word(dump, "", record->name);
    add_label(dump, record->label);
    end(dump, NULL);
    dump->depth++;
    for (size_t i = 0; i < record->fields.count; i++)
        dump_fact(dump, record->fields.items[i]);
    dump->depth--;
}

static void dump_parameter(Dump *dump, const CoreParameter *parameter)
{
    const Type date = {TYPE_DATE, NULL};
    begin(dump, "parameter ");
    add_word(dump, "", parameter->name);
    add_label(dump, parameter->label);
    add_type(dump, parameter->type);
    end(dump, &parameter->marks);
    dump->depth++;
    for (uint32_t i = 0; i < parameter->value_count; i++) {
        begin(dump, "value");
        add_constant(dump, &parameter->values[i].value);
        add_value(dump, " from ", date, parameter->values[i].from);
        add_value(dump, " until ", date, parameter->values[i].until);
        end(dump, &parameter->values[i].marks);
    }
    dump->depth--;
}

static void dump_alternative(Dump *dump, const CoreAlternative *alternative)
{
    begin(dump, "alternative");
    text_add_format(dump->out, " %u", alternative->level);
    if (alternative->has_period)
        add_period(dump, &alternative->period);
    end(dump, &alternative->marks);
    dump->depth++;
    dump_expr(dump, "value ", alternative->value);
    dump_expr(dump, "when ", alternative->condition);
    dump->depth--;
}

static void dump_decision(Dump *dump, const CoreDecision *decision)
{
    begin(dump, decision->is_table ? "table " : "decide ");
    add_word(dump, decision->record ? decision->record->name : "", decision->record ? "." : "");
    add_word(dump, "", decision->name);
    add_label(dump, decision->label);
    add_type(dump, decision->type);
    end(dump, &decision->marks);
    dump->depth++;
    for (uint32_t i = 0; i < decision->alternative_count; i++)
        dump_alternative(dump, &decision->alternatives[i]);
    dump->depth--;
}

static const char *condition_to_words(RulePartKind kind)
{
    switch (kind) {
    case RULE_PART_IN_FORCE: return "in force ";
    case RULE_PART_WHERE: return "where ";
    case RULE_PART_WHEN: return "when ";
    case RULE_PART_UNLESS: return "unless ";
    case RULE_PART_OVERRIDDEN_BY: return "overridden by ";
    }
    UNREACHABLE();
}

static void dump_timing(Dump *dump, const CoreTiming *timing)
{
    dump_expr(dump, "by ", timing->by);
    if (timing->by_text) {
        begin(dump, "by");
        add_label(dump, timing->by_text);
        end(dump, NULL);
    }
    dump_expr(dump, "within ", timing->within);
    dump_expr(dump, "of ", timing->within_of);
    dump_expr(dump, "not before ", timing->not_before);
    dump_expr(dump, "every ", timing->repeat);
    dump_expr(dump, "from ", timing->repeat_from);
    dump_expr(dump, "until ", timing->until);
}

static void begin_norm(Dump *dump, const CoreNorm *norm)
{
    begin(dump, norm->choice ? "option " : "");
    if (norm->actor)
        text_add_format(dump->out, "%s ", norm->actor);
    add_word(dump, "", modality_to_words(norm->modality));
    add_word(dump, " ", norm->follow ? norm->follow : norm->action ? norm->action->name : "one of");
    add_label(dump, norm->label);
    end(dump, &norm->marks);
}

/* A choice's options stand below it. */
static void dump_norm(Dump *dump, const CoreNorm *norm)
{
    begin_norm(dump, norm);
    dump->depth++;
    dump_expr(dump, "when ", norm->when);
    dump_timing(dump, &norm->timing);
    for (uint32_t i = 0; i < norm->option_count; i++)
        dump_norm(dump, norm->options[i]);
    dump->depth--;
}

static void begin_rule(Dump *dump, const CoreRule *rule)
{
    begin(dump, "rule ");
    add_word(dump, "", rule->name);
    add_label(dump, rule->label);
    if (rule->has_period)
        add_period(dump, &rule->period);
    for (size_t i = 0; i < rule->overrides.count; i++)
        add_word(dump, i ? ", " : " overrides ", rule->overrides.items[i]->name);
    end(dump, &rule->marks);
}

static void dump_rule(Dump *dump, const CoreRule *rule)
{
    begin_rule(dump, rule);
    dump->depth++;
    for (uint32_t i = 0; i < rule->loop_count; i++) {
        begin(dump, "for each");
        add_loop(dump, rule->loops[i]);
        end(dump, NULL);
    }
    for (size_t i = 0; i < rule->conditions.count; i++)
        dump_expr(dump, condition_to_words(rule->conditions.items[i].kind),
                  rule->conditions.items[i].expr);
    for (size_t i = 0; i < rule->norms.count; i++)
        if (!rule->norms.items[i]->choice)
            dump_norm(dump, rule->norms.items[i]);
    dump->depth--;
}

static void dump_procedure(Dump *dump, const CodeProcedure *procedure, bool is_run)
{
    begin(dump, is_run ? "run procedure " : "procedure ");
    add_word(dump, "", procedure->name);
    add_label(dump, procedure->label);
    if (procedure->is_external)
        text_add(dump->out, " external");
    add_period(dump, &procedure->period);
    end(dump, &procedure->marks);
}

void core_dump(Text *out, const CoreProgram *program)
{
    Dump dump = {out, 0};
    for (uint32_t i = 0; i < program->procedures.count; i++)
        dump_procedure(&dump, &program->procedures.items[i], i == program->procedure);
    for (size_t i = 0; i < program->records.count; i++)
        dump_record(&dump, program->records.items[i]);
    for (size_t i = 0; i < program->facts.count; i++)
        dump_fact(&dump, program->facts.items[i]);
    for (size_t i = 0; i < program->parameters.count; i++)
        dump_parameter(&dump, program->parameters.items[i]);
    for (size_t i = 0; i < program->decisions.count; i++)
        dump_decision(&dump, program->decisions.items[i]);
    for (size_t i = 0; i < program->rules.count; i++)
        dump_rule(&dump, program->rules.items[i]);
}
