/* lists.c - see lists.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/lists.h"

AstList list_none(void)
{
    return (AstList){NULL, 0, 0};
}

AstList list_one(Parse *parse, Ast *first)
{
    return list_add(parse, list_none(), first);
}

AstList list_two(Parse *parse, Ast *first, Ast *second)
{
    return list_add(parse, list_one(parse, first), second);
}

AstList list_add(Parse *parse, AstList list, Ast *last)
{
    if (last)
        VEC_PUSH(parse->arena, &list, last);
    return list;
}

AstList list_add_line(Parse *parse, AstList list, Ast *last)
{
    bool is_remnant = last->kind == AST_ERROR && list.count &&
                      parse_is_one_line(parse, list.items[list.count - 1]->span, last->span);
    list.count -= is_remnant;
    return list_add(parse, list, last);
}

AstList list_join(Parse *parse, AstList list, AstList tail)
{
    for (size_t i = 0; i < tail.count; i++)
        list = list_add(parse, list, tail.items[i]);
    return list;
}

Ast *list_get_first(AstList list)
{
    BUG_IF(!list.count);
    return list.items[0];
}

Token token_none(void)
{
    return (Token){STR_NONE, SPAN_NONE};
}
