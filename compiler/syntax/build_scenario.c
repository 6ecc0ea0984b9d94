/* build_scenario.c - givens and expectations; see build.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/build.h"
#include "syntax/lists.h"

/* The name of an action: one part. Reported, and the first part, if there are more. */
static Token get_action(Parse *parse, const Ast *name)
{
    if (name->as.NAME.parts.count > 1) {
        size_t message =
            parse_report(parse, DIAG_NAME_PARTS, name->span, "'%s' is not the name of an action",
                         parse_quote(parse, name->span));
        parse_hint(parse, message, "for one element of a list write 'ACTION is … for LIST NUMBER'");
    }
    return name->as.NAME.parts.items[0]->as.PART.name;
}

Ast *build_given_done(Parse *parse, Span span, const Ast *action, Ast *date, AstList elements)
{
    return ast_given_done(parse, span, (Ast_GIVEN_DONE){get_action(parse, action), date, elements});
}

/* The kinds of clause that go with an expectation, as bits. */
enum {
    WITH_FOR = 1,
    WITH_DATES = 2,
    WITH_BECAUSE = 4,
    WITH_NEEDING = 8,
};

static int get_clause_bit(const Ast *clause)
{
    if (clause->kind == AST_FOR)
        return WITH_FOR;
    if (clause->kind == AST_BECAUSE)
        return WITH_BECAUSE;
    if (clause->kind == AST_NEEDING)
        return WITH_NEEDING;
    return WITH_DATES;
}

/* Reports the clauses that do not go with the expectation `what`; the others are returned. */
static AstList check_clauses(Parse *parse, const char *what, int allowed, const AstList *clauses)
{
    AstList kept = list_none();
    for (size_t i = 0; i < clauses->count; i++) {
        Ast *clause = clauses->items[i];
        if (get_clause_bit(clause) & allowed)
            kept = list_add(parse, kept, clause);
        else
            parse_report(parse, DIAG_CLAUSE_OF_EXPECTATION, clause->span,
                         "'%s' does not go with an expectation of %s",
                         ast_kind_to_words(clause->kind), what);
    }
    return kept;
}

static AstList check_norm_clauses(Parse *parse, int status, const AstList *clauses)
{
    switch ((ExpectedStatus)status) {
    case EXPECTED_APPLIES:
        return check_clauses(parse, "what applies", WITH_FOR | WITH_DATES | WITH_BECAUSE, clauses);
    case EXPECTED_DOES_NOT_APPLY:
        return check_clauses(parse, "what does not apply", WITH_FOR | WITH_BECAUSE, clauses);
    case EXPECTED_UNDETERMINED:
        return check_clauses(parse, "what is undetermined", WITH_FOR | WITH_BECAUSE | WITH_NEEDING,
                             clauses);
    }
    UNREACHABLE();
}

Ast *build_expect_norm(Parse *parse, Span span, int status, Token actor, int modality, Token action,
                       AstList clauses)
{
    return ast_expect_norm(parse, span,
                           (Ast_EXPECT_NORM){(ExpectedStatus)status, actor, (Modality)modality,
                                             action, check_norm_clauses(parse, status, &clauses)});
}

Ast *build_expect_value(Parse *parse, Span span, Ast *name, Ast *value, AstList clauses)
{
    bool is_unknown = value->kind == AST_UNKNOWN;
    AstList kept = check_clauses(parse, is_unknown ? "what is unknown" : "a value",
                                 WITH_BECAUSE | (is_unknown ? WITH_NEEDING : 0), &clauses);
    return ast_expect_value(parse, span, (Ast_EXPECT_VALUE){name, value, kept});
}

Ast *build_expect_state(Parse *parse, Span span, const Ast *action, int state, AstList clauses)
{
    AstList kept = check_clauses(parse, "a state", WITH_FOR | WITH_DATES | WITH_BECAUSE, &clauses);
    return ast_expect_state(parse, span,
                            (Ast_EXPECT_STATE){get_action(parse, action), (NormState)state, kept});
}

Ast *build_expect_conflict(Parse *parse, Span span, Ast *name, AstList clauses)
{
    AstList kept = check_clauses(parse, "a conflict", WITH_FOR | WITH_BECAUSE, &clauses);
    return ast_expect_conflict(parse, span, (Ast_EXPECT_CONFLICT){name, kept});
}

Ast *build_expect_gap(Parse *parse, Span span, Ast *name, AstList clauses)
{
    AstList kept = check_clauses(parse, "a gap", WITH_FOR, &clauses);
    return ast_expect_gap(parse, span, (Ast_EXPECT_GAP){name, kept});
}

Ast *build_expect_follow(Parse *parse, Span span, int status, Token procedure, AstList clauses)
{
    return ast_expect_follow(parse, span,
                             (Ast_EXPECT_FOLLOW){(ExpectedStatus)status, procedure,
                                                 check_norm_clauses(parse, status, &clauses)});
}
