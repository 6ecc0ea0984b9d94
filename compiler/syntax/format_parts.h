/* format_parts.h - what the files format*.c share: the words of a text, and what is planned for each.
 *
 * format_tokens.c reads the words and the comments between them; format_clauses.c, format_rules.c, format_conditions.c and
 * format_tables.c walk the tree and say which words begin a line, and where; format_lines.c makes lines of that;
 * format_columns.c lines up citations and comments and writes; format_check.c compares what came out with what went in.
 * Columns and widths are in characters, from 0.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SYNTAX_FORMAT_PARTS_H
#define SYNTAX_FORMAT_PARTS_H

#include "syntax/ast.h"

/* Lines are kept under this where the author leaves it to us. */
#define FORMAT_WIDTH_MOST ((size_t)100)
/* Spaces before a citation, a comment, or anything else that stands apart. */
#define FORMAT_GAP ((size_t)2)
/* How far clauses stand in, and what belongs to a bullet. */
#define FORMAT_STEP ((uint32_t)2)
#define FORMAT_BULLET_STEP ((uint32_t)4)
/* `then `: what belongs to an effect stands under its first word. */
#define FORMAT_EFFECT_STEP ((uint32_t)5)
#define FORMAT_NO_COMMENT SIZE_MAX

typedef struct FormatComment {
    Str words;      /* from `#`, without spaces at its end */
    uint32_t start; /* offset in the text */
    uint32_t column;
    bool is_after_blank;
} FormatComment;

typedef struct FormatToken {
    /* as written */
    int kind; /* of parser.h; 0 at the end of the text */
    Span span;
    Str words;           /* as they will be: single spaces in dates, one after a citation's comma */
    bool is_first;       /* of its line */
    bool is_after_blank; /* an empty line stands before it, behind its comments */
    size_t comment_start; /* comments on lines of their own before it */
    size_t comment_end;
    size_t comment_behind; /* on the same line; FORMAT_NO_COMMENT if none */
    /* as planned */
    bool begins_line;
    uint32_t indent; /* of its line, where it begins one, for whatever reason */
    uint32_t
        list_indent; /* a list ends before it, whose bullets stand here; 0 if none: only a line can go on from there */
    bool is_tail; /* a citation or what may follow one on its line */
    size_t pad;   /* spaces before it beyond the usual */
    Str below;    /* a line of its own after the line that this one is on; bytes NULL if none */
} FormatToken;

typedef struct Format {
    Arena *arena;
    uint32_t source;
    Str text;
    VEC(FormatToken) tokens; /* one of kind 0 is the last */
    VEC(FormatComment) comments;
} Format;

/* A line to be written; a comment alone where it has no tokens. */
typedef struct FormatLine {
    bool is_after_blank;
    uint32_t indent;
    size_t start, tail,
        end; /* tokens; citations that are lined up begin at `tail`, which is `end` where there are none */
    size_t comment; /* FORMAT_NO_COMMENT if none */
} FormatLine;

typedef struct FormatLines {
    VEC(FormatLine) list;
} FormatLines;

/* format_tokens.c */
void format_read_tokens(Format *format, Report *report);
/* The token that begins or ends where `ast` does. */
size_t format_find_first(const Format *format, const Ast *ast);
size_t format_find_last(const Format *format, const Ast *ast);
size_t format_count_letters(Str words);
/* The column at which a token or a comment was written. */
uint32_t format_get_column(const Format *format, uint32_t offset);
bool format_is_space_before(const Format *format, size_t token);
/* How wide the tokens are on one line. */
size_t format_measure(const Format *format, size_t start, size_t end);

/* Planning: one token, a range, or a list of marks. */
void format_begin_line(Format *format, size_t token, uint32_t indent);
/* Begins a line where the author did. */
void format_keep_line(Format *format, size_t token, uint32_t indent);
/* Likewise for what stands behind a comma, on either side of it. */
void format_keep_line_behind(Format *format, size_t token, uint32_t indent);
/* Whatever breaks in `ast` for a comment's sake stands here. */
void format_set_indent(Format *format, const Ast *ast, uint32_t indent);
/* Comments before the token come behind it. */
void format_pull(Format *format, size_t token);
bool format_is_mark(const Ast *ast);
void format_plan_mark(Format *format, const Ast *mark, uint32_t indent);
void format_plan_marks(Format *format, const AstList *marks, uint32_t indent);
/* in force from …, behind an alternative or a row. */
void format_plan_tail(Format *format, const Ast *clause, uint32_t indent);

/* Bullets and lines that go on stand at `inner`. */
void format_plan_condition(Format *format, const Ast *ast, uint32_t inner);
/* Values between commas: lines begin where the author began them. */
void format_plan_values(Format *format, const AstList *values, uint32_t inner);
/* What follows a list of bullets whose last item is `last`. */
void format_end_list(Format *format, const Ast *last, uint32_t indent);

void format_plan_file(Format *format, const Ast *file);
void format_plan_rule(Format *format, const Ast *rule);
void format_plan_scenario(Format *format, const Ast *scenario);
void format_plan_table(Format *format, const Ast *table);
/* Lines up the labels of values on bullets. */
void format_plan_labels(Format *format, const AstList *values);

FormatLines format_make_lines(const Format *format);
/* The words of tokens as they stand on a line. */
void format_write_tokens(Text *out, const Format *format, size_t start, size_t end);
void format_write_lines(Text *out, const Format *format, const FormatLines *lines);

/* Whether `after`, which was made of `before`, has the same words, the same tree and the same comments. */
bool format_is_same(Arena *arena, Sources *sources, uint32_t before, uint32_t after);

#endif
