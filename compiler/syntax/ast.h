/* ast.h - the tree of one .proc text: everything that was written, in order.
 *
 * In: the parser's calls, one a construct. Out: a tree that later passes only read. Comments are not in the tree: they
 * stand in AstUnit.comments with their spans, for the formatter. A tree lives in its unit's arena. No node is deeper
 * than AST_DEPTH_MAX: the parser reports and cuts off what is nested further, so passes may recurse.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SYNTAX_AST_H
#define SYNTAX_AST_H

#include <stdbool.h>

#include "base/source.h"
#include "code/words.h"
#include "error/report.h"

/* Deep enough for any guidance; shallow enough for the C stack of every pass (tests/syntax holds it at the limit). */
#define AST_DEPTH_MAX 1000

typedef struct Ast Ast;

typedef struct Token {
    Str text; /* a name as written, or a text decoded; bytes NULL where absent */
    Span span;
} Token;

typedef struct AstList {
    Ast **items;
    size_t count;
    size_t capacity;
} AstList;

typedef enum EffectShape {
    EFFECT_SINGLE, /* must x */
    EFFECT_ALL_OF, /* must all of - x - y */
    EFFECT_ONE_OF, /* must one of - x - y */
} EffectShape;

typedef enum BulletsShape {
    BULLETS_ALL_OF,
    BULLETS_ANY_OF,
    BULLETS_NONE_OF,
    BULLETS_AT_LEAST,
} BulletsShape;

typedef enum Operator {
    OPERATOR_ADD,
    OPERATOR_SUBTRACT,
    OPERATOR_MULTIPLY,
    OPERATOR_DIVIDE,
} Operator;

typedef enum ExpectedStatus {
    EXPECTED_APPLIES,
    EXPECTED_DOES_NOT_APPLY, /* no may x */
    EXPECTED_UNDETERMINED,   /* undetermined may x */
} ExpectedStatus;

typedef enum AstKind {
#define AST_NODE(KIND, name, words, fields) AST_##KIND,
#include "syntax/ast.def"
#undef AST_NODE
} AstKind;

#define AST_TOKEN(field) Token field;
#define AST_CHILD(field) Ast *field;
#define AST_LIST(field) AstList field;
#define AST_PLAIN(Type, field) Type field;
#define AST_NODE(KIND, name, words, fields)                                                        \
    typedef struct Ast_##KIND {                                                                    \
        fields                                                                                     \
    } Ast_##KIND;
#include "syntax/ast.def"
#undef AST_NODE
#undef AST_TOKEN
#undef AST_CHILD
#undef AST_LIST
#undef AST_PLAIN

/* A node is only as large as its kind needs: it is passed on by pointer and never copied as a whole. */
struct Ast {
    AstKind kind;
    uint32_t depth; /* 1 + the deepest child's */
    Span span;
    union {
#define AST_NODE(KIND, name, words, fields) Ast_##KIND KIND;
#include "syntax/ast.def"
#undef AST_NODE
    } as;
};

typedef struct AstUnit {
    Ast *file; /* AST_FILE; never NULL */
    uint32_t source;
    VEC(Span) comments; /* from `#` to the line's end, in order */
} AstUnit;

/* What the kind is called in messages. */
const char *ast_kind_to_words(AstKind kind);

/* Parses the text of `source` (a number in report->sources). The unit and its tree live in `arena`. What is wrong is
 * reported; the tree then holds AST_ERROR nodes in its place. Never NULL. */
AstUnit *syntax_parse(Arena *arena, Report *report, uint32_t source);

/* Calls `visit` with each child of `ast`, in the order of the fields; absent ones are left out. */
void ast_walk_children(const Ast *ast, void (*visit)(const Ast *child, void *context),
                       void *context);

/* The tree as indented text, for tests. */
void ast_dump(Text *out, const Ast *ast);

#endif
