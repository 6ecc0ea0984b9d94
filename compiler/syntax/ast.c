/* ast.c - makes nodes and walks them; all of it generated from ast.def.
 *
 * In: fields from the parser. Out: nodes whose depth is known, so that every later pass may recurse: an expression that
 * is nested further than AST_DEPTH_MAX is reported once and becomes an ERROR node.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/ast.h"

#include <stddef.h>

#include "syntax/ast_new.h"

/* What stands round an expression (ITEM, BULLETS, WHEN, RULE, FILE, …) needs a few levels of its own. */
#define DEPTH_ROUND_EXPRESSIONS 16

const char *ast_kind_to_words(AstKind kind)
{
    switch (kind) {
#define AST_NODE(KIND, name, words, fields)                                                        \
    case AST_##KIND:                                                                               \
        return words;
#include "syntax/ast.def"
#undef AST_NODE
    }
    UNREACHABLE();
}

static bool is_expression(AstKind kind)
{
    return kind >= AST_NAME && kind <= AST_ARITHMETIC;
}

static uint32_t get_deeper(uint32_t depth, const Ast *child)
{
    return child && child->depth > depth ? child->depth : depth;
}

static uint32_t get_deepest(uint32_t depth, const AstList *list)
{
    for (size_t i = 0; i < list->count; i++)
        depth = get_deeper(depth, list->items[i]);
    return depth;
}

/* A node without its fields, or NULL where it would be too deep. */
static Ast *add_node(Parse *parse, AstKind kind, Span span, uint32_t depth, size_t fields_size)
{
    if (is_expression(kind) && depth > AST_DEPTH_MAX - DEPTH_ROUND_EXPRESSIONS) {
        parse_stop_too_deep(parse, span);
        return NULL;
    }
    BUG_IF(depth > AST_DEPTH_MAX);
    if (++parse->node_count > PARSE_NODES_MAX)
        parse_stop_too_long(parse, span);
    Ast *node = arena_alloc(parse->arena, offsetof(Ast, as) + fields_size);
    node->kind = kind;
    node->depth = depth;
    node->span = span;
    return node;
}

#define AST_TOKEN(field)
#define AST_CHILD(field) depth = get_deeper(depth, given.field);
#define AST_LIST(field) depth = get_deepest(depth, &given.field);
#define AST_PLAIN(Type, field)
#define AST_NODE(KIND, name, words, fields)                                                        \
    Ast *ast_##name(Parse *parse, Span span, Ast_##KIND given)                                     \
    {                                                                                              \
        uint32_t depth = 0;                                                                        \
        fields Ast *node = add_node(parse, AST_##KIND, span, depth + 1, sizeof given);             \
        if (!node)                                                                                 \
            return ast_error(parse, span, (Ast_ERROR){0});                                         \
        node->as.KIND = given;                                                                     \
        return node;                                                                               \
    }
#include "syntax/ast.def"
#undef AST_NODE
#undef AST_TOKEN
#undef AST_CHILD
#undef AST_LIST
#undef AST_PLAIN

typedef struct Walk {
    void (*visit)(const Ast *child, void *context);
    void *context;
} Walk;

static void walk_child(const Walk *walk, const Ast *child)
{
    if (child)
        walk->visit(child, walk->context);
}

static void walk_list(const Walk *walk, const AstList *list)
{
    for (size_t i = 0; i < list->count; i++)
        walk->visit(list->items[i], walk->context);
}

#define AST_TOKEN(field)
#define AST_CHILD(field) walk_child(walk, as->field);
#define AST_LIST(field) walk_list(walk, &as->field);
#define AST_PLAIN(Type, field)
#define AST_NODE(KIND, name, words, fields)                                                        \
    static void walk_##KIND(const Walk *walk, const Ast_##KIND *as)                                \
    {                                                                                              \
        (void)walk, (void)as;                                                                      \
        fields                                                                                     \
    }
#include "syntax/ast.def"
#undef AST_NODE
#undef AST_TOKEN
#undef AST_CHILD
#undef AST_LIST
#undef AST_PLAIN

void ast_walk_children(const Ast *ast, void (*visit)(const Ast *child, void *context),
                       void *context)
{
    const Walk walk = {visit, context};
    switch (ast->kind) {
#define AST_NODE(KIND, name, words, fields)                                                        \
    case AST_##KIND:                                                                               \
        walk_##KIND(&walk, &ast->as.KIND);                                                         \
        return;
#include "syntax/ast.def"
#undef AST_NODE
    }
    UNREACHABLE();
}
