/* ast_dump.c - the tree as indented text, for golden tests: a line a node, its tokens and plain values behind it, its
 * children below, each under the name of the field that holds it.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/ast.h"

#define DUMP_STEP 2

typedef struct Dump {
    Text *out;
    size_t indent;
} Dump;

static void dump_node(const Dump *dump, const char *field, const Ast *ast);

static void dump_byte(Text *out, char byte)
{
    switch (byte) {
    case '"': text_add(out, "\\\""); return;
    case '\\': text_add(out, "\\\\"); return;
    case '\n': text_add(out, "\\n"); return;
    default: text_add_byte(out, byte); return;
    }
}

static void dump_token(const Dump *dump, const char *field, Token token)
{
    if (!token.text.bytes)
        return;
    text_add_format(dump->out, " %s=\"", field);
    for (size_t i = 0; i < token.text.length; i++)
        dump_byte(dump->out, token.text.bytes[i]);
    text_add_byte(dump->out, '"');
}

static void dump_plain(const Dump *dump, const char *field, int value)
{
    if (!str_is(str_from(field), "unused"))
        text_add_format(dump->out, " %s=%d", field, value);
}

static void dump_child(const Dump *dump, const char *field, const Ast *child)
{
    if (child)
        dump_node(dump, field, child);
}

static void dump_list(const Dump *dump, const char *field, const AstList *list)
{
    for (size_t i = 0; i < list->count; i++)
        dump_node(dump, field, list->items[i]);
}

/* The tokens and plain values of a node, on its line. */
#define AST_TOKEN(field) dump_token(dump, #field, as->field);
#define AST_CHILD(field)
#define AST_LIST(field)
#define AST_PLAIN(Type, field) dump_plain(dump, #field, (int)as->field);
#define AST_NODE(KIND, name, words, fields)                                                        \
    static void dump_line_##KIND(const Dump *dump, const Ast_##KIND *as)                           \
    {                                                                                              \
        (void)dump, (void)as;                                                                      \
        fields                                                                                     \
    }
#include "syntax/ast.def"
#undef AST_NODE
#undef AST_TOKEN
#undef AST_CHILD
#undef AST_LIST
#undef AST_PLAIN

/* Its children, on lines of their own. */
#define AST_TOKEN(field)
#define AST_CHILD(field) dump_child(dump, #field, as->field);
#define AST_LIST(field) dump_list(dump, #field, &as->field);
#define AST_PLAIN(Type, field)
#define AST_NODE(KIND, name, words, fields)                                                        \
    static void dump_below_##KIND(const Dump *dump, const Ast_##KIND *as)                          \
    {                                                                                              \
        (void)dump, (void)as;                                                                      \
        fields                                                                                     \
    }
#include "syntax/ast.def"
#undef AST_NODE
#undef AST_TOKEN
#undef AST_CHILD
#undef AST_LIST
#undef AST_PLAIN

static void dump_node(const Dump *dump, const char *field, const Ast *ast)
{
    const Dump below = {dump->out, dump->indent + DUMP_STEP};
    text_add_repeat(dump->out, ' ', dump->indent);
    if (field)
        text_add_format(dump->out, "%s: ", field);
    switch (ast->kind) {
#define AST_NODE(KIND, name, words, fields)                                                        \
    case AST_##KIND:                                                                               \
        text_add(dump->out, #name);                                                                \
        dump_line_##KIND(dump, &ast->as.KIND);                                                     \
        text_add_byte(dump->out, '\n');                                                            \
        dump_below_##KIND(&below, &ast->as.KIND);                                                  \
        return;
#include "syntax/ast.def"
#undef AST_NODE
    }
    UNREACHABLE();
}

void ast_dump(Text *out, const Ast *ast)
{
    const Dump dump = {out, 0};
    dump_node(&dump, NULL, ast);
}
