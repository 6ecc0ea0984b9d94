/* lint_labels.c - labels and questions that people would miss, or could not tell apart.
 *
 * They are missed only in a procedure `from` a document whose paragraphs are on file: what is only tried out needs none.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/lint_parts.h"

static void require(Lint *lint, const char *label, Span span, const char *what, const char *name)
{
    if (label || !lint_is_own(lint, span))
        return;
    size_t message =
        LINT_REPORT(lint, DIAG_LABEL_MISSING, span, "%s '%s' has no label", what, name);
    report_hint(lint->report, message,
                "write after the name, in quotes, what people are to read: %s \"…\"", name);
}

static void require_question(Lint *lint, const CoreFact *fact)
{
    if (fact->ask || !lint_is_own(lint, fact->span))
        return;
    size_t message = LINT_REPORT(lint, DIAG_QUESTION_MISSING, fact->span,
                                 "fact '%s' has no question", fact->name);
    report_hint(lint->report, message,
                "write 'ask \"…?\"': the words in which people are asked for it");
}

static void require_of_values(Lint *lint, const Ast *type)
{
    const AstList *values = &type->as.TYPE.type->as.ENUMERATION.values;
    for (size_t i = 0; i < values->count; i++) {
        const Ast *value = values->items[i];
        if (value->kind != AST_ENUMERATION_VALUE || value->as.ENUMERATION_VALUE.label.text.bytes)
            continue;
        Token name = value->as.ENUMERATION_VALUE.name;
        require(lint, NULL, name.span, "value", str_to_text(lint->arena, name.text));
        return; /* the others will be seen to at the same time */
    }
}

static void require_of_rules(Lint *lint)
{
    const CoreProgram *program = lint->program;
    for (size_t i = 0; i < program->rules.count; i++)
        require(lint, program->rules.items[i]->label, program->rules.items[i]->name_span, "rule",
                program->rules.items[i]->name);
    for (size_t i = 0; i < program->actions.count; i++)
        require(lint, program->actions.items[i]->label, program->actions.items[i]->span, "action",
                program->actions.items[i]->name);
}

void lint_labels(Lint *lint)
{
    const CoreProgram *program = lint->program;
    const AstList *list = &lint->module->unit->file->as.FILE.declarations;
    for (size_t i = 0; i < program->facts.count; i++) {
        const CoreFact *fact = program->facts.items[i];
        require(lint, fact->label, fact->span, "fact", fact->name);
        require_question(lint, fact);
    }
    for (size_t i = 0; i < program->parameters.count; i++)
        require(lint, program->parameters.items[i]->label, program->parameters.items[i]->span,
                "parameter", program->parameters.items[i]->name);
    for (size_t i = 0; i < program->decisions.count; i++)
        require(lint, program->decisions.items[i]->label, program->decisions.items[i]->span,
                program->decisions.items[i]->is_table ? "table" : "decision",
                program->decisions.items[i]->name);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->kind == AST_TYPE && list->items[i]->as.TYPE.type)
            require_of_values(lint, list->items[i]);
    require_of_rules(lint);
}

/* ---- the same words twice ---- */

typedef struct Said {
    const char *name;
    Span span;
} Said;

typedef struct Sayings {
    Lint *lint;
    const char *what;  /* "fact" */
    const char *words; /* "label" */
    Map *map;
    VEC(Said) list;
} Sayings;

static Sayings sayings_of(Lint *lint, const char *what, const char *words)
{
    Sayings sayings = {0};
    sayings.lint = lint;
    sayings.what = what;
    sayings.words = words;
    sayings.map = map_new(lint->arena);
    return sayings;
}

static void say(Sayings *sayings, const char *words, const char *name, Span span)
{
    Lint *lint = sayings->lint;
    uint32_t number;
    if (!words)
        return;
    if (!map_find(sayings->map, str_from(words), &number)) {
        const Said said = {name, span};
        map_set(sayings->map, str_from(words), (uint32_t)sayings->list.count);
        VEC_PUSH(lint->arena, &sayings->list, said);
        return;
    }
    Said first = sayings->list.items[number], second = {name, span};
    if (!lint_is_own(lint, second.span)) {
        first = second;
        second = sayings->list.items[number];
    }
    if (!lint_is_own(lint, second.span))
        return;
    size_t message =
        LINT_REPORT(lint, DIAG_SAME_LABEL, second.span, "%s '%s' has the same %s as '%s'",
                    sayings->what, second.name, sayings->words, first.name);
    report_hint(lint->report, message,
                "people could not tell them apart: say what is different, or keep one of the two");
    report_note(lint->report, message, first.span, "'%s' is declared here", first.name);
}

void lint_same_labels(Lint *lint)
{
    Sayings labels = sayings_of(lint, "fact", "label"),
            questions = sayings_of(lint, "fact", "question"),
            actions = sayings_of(lint, "action", "label");
    for (size_t i = 0; i < lint->program->facts.count; i++) {
        const CoreFact *fact = lint->program->facts.items[i];
        say(&labels, fact->label, fact->name, fact->span);
        say(&questions, fact->ask, fact->name, fact->span);
    }
    for (size_t i = 0; i < lint->program->actions.count; i++) {
        const CoreAction *action = lint->program->actions.items[i];
        say(&actions, action->label, action->name, action->span);
    }
}
