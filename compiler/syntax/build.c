/* build.c - expressions and decisions; see build.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/build.h"

#include "syntax/lists.h"

Ast *build_mixed(Parse *parse, Span left, Span span, const char *second, const char *first)
{
    size_t message = parse_report(parse, DIAG_MIXED_AND_OR, span,
                                  "'%s' after '%s' can be read in two ways", second, first);
    parse_note(parse, message, left, "this is joined by '%s'", first);
    parse_hint(parse, message,
               "put brackets round one part, or write 'all of' or 'any of' with bullets");
    return ast_error(parse, span, (Ast_ERROR){0});
}

Ast *build_comparison(Parse *parse, Span span, Ast *left, const Ast *comparison)
{
    if (comparison->kind == AST_COMPARE)
        return ast_compare(
            parse, span,
            (Ast_COMPARE){comparison->as.COMPARE.comparison, left, comparison->as.COMPARE.right});
    if (comparison->kind == AST_IS_ONE_OF)
        return ast_is_one_of(parse, span,
                             (Ast_IS_ONE_OF){left, comparison->as.IS_ONE_OF.values,
                                             comparison->as.IS_ONE_OF.is_negated});
    if (comparison->kind == AST_IS_KNOWN)
        return ast_is_known(parse, span, (Ast_IS_KNOWN){left, comparison->as.IS_KNOWN.is_negated});
    return ast_error(parse, span, (Ast_ERROR){0});
}

Ast *build_is_done(Parse *parse, Span span, Ast *left, bool is_negated)
{
    const size_t parts_most = 2; /* s.inspect */
    if (left->kind == AST_NAME && left->as.NAME.parts.count <= parts_most)
        return ast_is_done(parse, span, (Ast_IS_DONE){left, is_negated});
    if (left->kind != AST_ERROR)
        parse_report(parse, DIAG_NOT_AN_ACTION, left->span,
                     "'%s' is not the name of an action, so it cannot be done",
                     parse_quote(parse, left->span));
    return ast_error(parse, span, (Ast_ERROR){0});
}

Ast *build_pick(Parse *parse, Span span, Span word, FoldKind fold, AstList operands)
{
    if (fold != FOLD_TOTAL)
        return ast_pick(parse, span, (Ast_PICK){fold, operands});
    size_t message = parse_report(parse, DIAG_NOTHING_TO_ADD_UP, word,
                                  "'total of' goes over a list, and no list is named here");
    parse_hint(parse, message,
               "write 'total of (s.cost for s in services)', or add single figures with '+'");
    return ast_error(parse, span, (Ast_ERROR){0});
}

Ast *build_fact(Parse *parse, Span span, Ast_FACT fact)
{
    Ast *first = fact.clauses.count ? fact.clauses.items[0] : NULL;
    if (first && first->kind == AST_ERROR && parse_is_one_line(parse, fact.type->span, first->span))
        fact.type = first;
    return ast_fact(parse, span, fact);
}

Ast *build_decide(Parse *parse, Span span, Ast_DECIDE decide)
{
    const size_t parts_most = 2; /* service.is_care_home */
    if (decide.name->kind == AST_NAME && decide.name->as.NAME.parts.count > parts_most) {
        size_t message =
            parse_report(parse, DIAG_NAME_PARTS, decide.name->span, "'%s' has more than one dot",
                         parse_quote(parse, decide.name->span));
        parse_hint(parse, message, "a decision for each element is named RECORD.FIELD");
        return ast_error(parse, span, (Ast_ERROR){0});
    }
    return ast_decide(parse, span, decide);
}
