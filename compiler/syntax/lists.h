/* lists.h - lists of nodes while the parser builds them. A list grows in the unit's arena; NULL is not added.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SYNTAX_LISTS_H
#define SYNTAX_LISTS_H

#include "syntax/ast.h"
#include "syntax/parse.h"

AstList list_none(void);
AstList list_one(Parse *parse, Ast *first);
AstList list_two(Parse *parse, Ast *first, Ast *second);
/* `list` with `last` behind; the list given must not be used afterwards. */
AstList list_add(Parse *parse, AstList list, Ast *last);
/* Likewise, but an ERROR takes the place of an item that ends on the line where it begins: what is left of a mistaken
 * line would only be mistaken again. */
AstList list_add_line(Parse *parse, AstList list, Ast *last);
AstList list_join(Parse *parse, AstList list, AstList tail);
/* The first item; the list is not empty. */
Ast *list_get_first(AstList list);

/* The token that stands for none. */
Token token_none(void);

#endif
