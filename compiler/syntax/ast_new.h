/* ast_new.h - how the parser makes nodes: one constructor a kind, generated from ast.def.
 *
 * In: the fields, as a struct of the kind, in the order of ast.def. Out: a node in the unit's arena, or an ERROR node
 * where expressions are nested deeper than AST_DEPTH_MAX (reported once; reading then stops).
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SYNTAX_AST_NEW_H
#define SYNTAX_AST_NEW_H

#include "syntax/ast.h"
#include "syntax/parse.h"

#define AST_NODE(KIND, name, words, fields)                                                        \
    Ast *ast_##name(Parse *parse, Span span, Ast_##KIND given);
#include "syntax/ast.def"
#undef AST_NODE

#endif
