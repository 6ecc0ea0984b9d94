/* lint_citations.c - rules and decisions that rest on a heading of the document.
 *
 * Which paragraphs are headings says the column `kind` of the paragraphs file; lower/ kept them in the program.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/lint_parts.h"
#include "core/visit.h"

typedef struct Cited {
    Lint *lint;
    Places seen; /* a rule's citations stand at each of its norms too */
} Cited;

static void check_citation(Cited *cited, const Citation *citation)
{
    Lint *lint = cited->lint;
    uint32_t number;
    if (!map_find(lint->program->headings, str_from(citation->text), &number) ||
        !lint_is_own(lint, citation->span) || places_has(&cited->seen, citation->span))
        return;
    places_add(&cited->seen, citation->span);
    size_t message = LINT_REPORT(lint, DIAG_HEADING_CITED, citation->span,
                                 "'%s' is a heading, which says nothing by itself", citation->text);
    report_hint(lint->report, message, "cite the paragraph under it that says this");
}

static void check_marks(Cited *cited, Marks marks)
{
    for (uint32_t i = 0; i < marks.citation_count; i++)
        check_citation(cited, &marks.citations[i]);
}

static void check_expr(const CoreExpr *expr, void *context)
{
    check_marks(context, expr->marks);
}

static void check_decision(Cited *cited, const CoreDecision *decision)
{
    check_marks(cited, decision->marks);
    for (uint32_t i = 0; i < decision->alternative_count; i++)
        check_marks(cited, decision->alternatives[i].marks);
    core_visit_decision(decision, check_expr, cited);
}

static void check_rule(Cited *cited, const CoreRule *rule)
{
    check_marks(cited, rule->marks);
    for (size_t i = 0; i < rule->conditions.count; i++)
        check_marks(cited, rule->conditions.items[i].marks);
    for (size_t i = 0; i < rule->norms.count; i++)
        check_marks(cited, rule->norms.items[i]->marks);
    core_visit_rule(rule, check_expr, cited);
}

void lint_citations(Lint *lint)
{
    const CoreProgram *program = lint->program;
    Cited cited = {lint, places_new(lint->arena)};
    if (!map_get_count(program->headings))
        return;
    for (size_t i = 0; i < program->decisions.count; i++)
        if (program->decisions.items[i]->module == lint->module)
            check_decision(&cited, program->decisions.items[i]);
    for (size_t i = 0; i < program->rules.count; i++)
        if (program->rules.items[i]->module == lint->module)
            check_rule(&cited, program->rules.items[i]);
}
