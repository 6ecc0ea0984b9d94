/* build.h - constructors for what needs more than putting fields into a node: checks of form that the grammar leaves
 * open because a message of its own helps people more than "unexpected word".
 *
 * In: the parser's parts. Out: nodes of ast.def; what is wrong is reported, once, and an ERROR node may stand for it.
 * build.c: expressions and decisions; build_rule.c: rules and tables; build_scenario.c: expectations;
 * citations.c: marks.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SYNTAX_BUILD_H
#define SYNTAX_BUILD_H

#include "syntax/ast_new.h"

/* A NAME of as many parts as `words` has between its dots. */
Ast *build_name(Parse *parse, Span span, Token words);
/* `[p59, p60]`: the words between the commas. */
Ast *build_citations(Parse *parse, Span span, Token words);

/* `and` and `or` side by side; `second` is the later word, at `span`; `left` is what stands before it. */
Ast *build_mixed(Parse *parse, Span left, Span span, const char *second, const char *first);
/* `left is …`: `comparison` has no left side yet. */
Ast *build_comparison(Parse *parse, Span span, Ast *left, const Ast *comparison);
Ast *build_is_done(Parse *parse, Span span, Ast *left, bool is_negated);
Ast *build_pick(Parse *parse, Span span, Span word, FoldKind fold, AstList operands);

/* Where the type was not understood to its end, an ERROR stands for it. */
Ast *build_fact(Parse *parse, Span span, Ast_FACT fact);
/* The name has one part, or two for a derived field. */
Ast *build_decide(Parse *parse, Span span, Ast_DECIDE decide);
/* A row whose last cell is what it gives. */
Ast *build_row(Parse *parse, Span span, AstList cells, AstList clauses);
/* A table whose first row names its columns. */
Ast *build_table(Parse *parse, Span span, Ast_TABLE table);

/* `parts` are the clauses, effects and what follows, in the order written. */
Ast *build_rule(Parse *parse, Span span, Token name, Token label, AstList marks, AstList parts);
/* `may not` is reported; what is meant is MODALITY_MUST_NOT. */
int build_may_not(Parse *parse, Span span);

Ast *build_given_done(Parse *parse, Span span, const Ast *action, Ast *date, AstList elements);
Ast *build_expect_norm(Parse *parse, Span span, int status, Token actor, int modality, Token action,
                       AstList clauses);
Ast *build_expect_value(Parse *parse, Span span, Ast *name, Ast *value, AstList clauses);
Ast *build_expect_state(Parse *parse, Span span, const Ast *action, int state, AstList clauses);
Ast *build_expect_conflict(Parse *parse, Span span, Ast *name, AstList clauses);
Ast *build_expect_gap(Parse *parse, Span span, Ast *name, AstList clauses);
Ast *build_expect_follow(Parse *parse, Span span, int status, Token procedure, AstList clauses);

#endif
