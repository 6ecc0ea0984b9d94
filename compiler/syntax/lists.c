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
