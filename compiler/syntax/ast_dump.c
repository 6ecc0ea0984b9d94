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

static void dump_words(const Dump *dump, const char *field, const char *words)
{
    text_add_format(dump->out, " %s=%s", field, words);
}

/* One function a type of plain value, named for it: AST_PLAIN(Type, field) calls dump_plain_Type. */

static void dump_plain_int(const Dump *dump, const char *field, int unused)
{
    (void)dump, (void)field, (void)unused; /* a node without fields */
}

static void dump_plain_bool(const Dump *dump, const char *field, bool value)
{
    dump_words(dump, field, value ? "yes" : "no");
}

static void dump_plain_Modality(const Dump *dump, const char *field, Modality modality)
{
    dump_words(dump, field, modality_to_key(modality));
}

static void dump_plain_NormState(const Dump *dump, const char *field, NormState state)
{
    dump_words(dump, field, state_to_key(state));
}

static void dump_plain_Comparison(const Dump *dump, const char *field, Comparison comparison)
{
    text_add_format(dump->out, " %s=\"%s\"", field, comparison_to_words(comparison));
}

static void dump_plain_FoldKind(const Dump *dump, const char *field, FoldKind fold)
{
    text_add_format(dump->out, " %s=\"%s\"", field, fold_to_words(fold));
}

static void dump_plain_EffectShape(const Dump *dump, const char *field, EffectShape shape)
{
    static const char *const words[] = {
        [EFFECT_SINGLE] = "single", [EFFECT_ALL_OF] = "all_of", [EFFECT_ONE_OF] = "one_of"};
    dump_words(dump, field, words[shape]);
}

static void dump_plain_BulletsShape(const Dump *dump, const char *field, BulletsShape shape)
{
    static const char *const words[] = {[BULLETS_ALL_OF] = "all_of",
                                        [BULLETS_ANY_OF] = "any_of",
                                        [BULLETS_NONE_OF] = "none_of",
                                        [BULLETS_AT_LEAST] = "at_least"};
    dump_words(dump, field, words[shape]);
}

static void dump_plain_Operator(const Dump *dump, const char *field, Operator operator)
{
    static const char *const words[] = {[OPERATOR_ADD] = "+",
                                        [OPERATOR_SUBTRACT] = "-",
                                        [OPERATOR_MULTIPLY] = "*",
                                        [OPERATOR_DIVIDE] = "/"};
    dump_words(dump, field, words[operator]);
}

static void dump_plain_ExpectedStatus(const Dump *dump, const char *field, ExpectedStatus status)
{
    static const char *const words[] = {[EXPECTED_APPLIES] = "applies",
                                        [EXPECTED_DOES_NOT_APPLY] = "does_not_apply",
                                        [EXPECTED_UNDETERMINED] = "undetermined"};
    dump_words(dump, field, words[status]);
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
#define AST_PLAIN(Type, field) dump_plain_##Type(dump, #field, as->field);
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
