/* parse.h - the state of one parse, shared by the files of syntax/ and by nobody else.
 *
 * lexer.l cuts the text into words (lexemes.c), layout.c turns columns into bullets and lists and finds the next sound
 * line after a mistake, parser.y builds the tree. All of it lives in `arena`, as long as the unit.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SYNTAX_PARSE_H
#define SYNTAX_PARSE_H

#include "diag/diag.h"
#include "syntax/ast.h"

/* Brackets and lists open at one time. The column stack is this long; each level costs a few levels of the tree. */
#define PARSE_NESTING_MAX 200
/* Nodes of one text: 1 GB of tree at most, and a hundred times the longest guidance known. */
#define PARSE_NODES_MAX ((size_t)10000000)
/* Mistakes reported before the rest is left unread: whatever comes later is noise. */
#define PARSE_MISTAKES_MAX ((size_t)100)

/* A word of the text, before columns are looked at. */
typedef struct Lexeme {
    int kind; /* a token of parser.h; TOKEN_END at the end */
    Token token;
    uint32_t column;                 /* from 1, in characters; only where is_first */
    uint32_t line_column;            /* the column of the first word of its line */
    bool is_first;                   /* the first word of its line */
    bool begins_line_of_declaration; /* its line begins with fact, rule, ... */
    bool is_after_mistake;           /* on its line, or in it, something was already reported */
} Lexeme;

typedef enum EntryKind {
    ENTRY_LIST,
    ENTRY_BRACKET,
} EntryKind;

typedef struct Entry {
    EntryKind kind;
    uint32_t column;     /* of a list's bullets */
    uint32_t odd_column; /* of a bullet that was reported for its column, 0 if none */
    Span span;           /* of the opening bracket, or the first bullet */
} Entry;

typedef struct Parse {
    Arena *arena;
    Report *report;
    uint32_t source;
    Str text; /* the source's */
    AstUnit *unit;
    size_t node_count;
    size_t mistake_count;
    bool is_stopped; /* nothing more is read or reported */

    /* lexer.l and lexemes.c */
    void *scanner;
    char *buffer;   /* the scanner's copy of the text: yytext - buffer is an offset */
    Span span;      /* of the word just matched */
    Str decoded;    /* what the word means where that is not what is written; bytes NULL if it is */
    int pending[3]; /* further tokens that the word stands for, first first, 0 behind the last */
    uint32_t line_start;
    uint32_t line_column;
    bool is_line_begun;
    bool is_line_of_declaration;
    bool is_line_of_table;
    bool is_line_mistaken;   /* a word of this line was left out or not understood */
    bool has_odd_space;      /* reported once a text */
    bool has_tab;            /* likewise */
    const MessageKind *said; /* the last kind reported by the lexer, and where */
    Span said_at;

    /* layout.c */
    Lexeme ahead[3]; /* read but not yet given out */
    size_t ahead_count;
    Lexeme last;   /* the last one given out that stands in the text */
    Lexeme before; /* the one before it */
    int last_read; /* token of the last one read, needless commas and colons left out */
    int given;     /* the token just given out, which may be LIST_OPEN, LIST_CLOSE or RESYNC */
    Entry closed;  /* what was taken off the entries for `given`, if has_closed */
    bool has_closed;
    Span unclosed; /* the last bracket whose list or line ended before it; SPAN_NONE if none */
    Entry entries[PARSE_NESTING_MAX];
    size_t entry_count;
    bool is_skipping; /* words are left out: commas in them are nobody's concern */
    bool is_resync_due;
    bool is_end_given;
    uint32_t
        resumed_at; /* offset of the word where reading went on after a mistake; UINT32_MAX at first */
    uint32_t resumed_count; /* how often in a row */
} Parse;

/* A syntax message; returns its index for hints and notes, or SIZE_MAX where nothing is reported any more. */
size_t parse_report(Parse *parse, DiagId kind, Span span, const char *format, ...)
    PRINTF_LIKE(4, 5);
void parse_hint(Parse *parse, size_t message, const char *format, ...) PRINTF_LIKE(3, 4);
void parse_note(Parse *parse, size_t message, Span span, const char *format, ...) PRINTF_LIKE(4, 5);

/* Nested too deeply at `span`: reports it and reads no further. */
void parse_stop_too_deep(Parse *parse, Span span);
void parse_stop_too_long(Parse *parse, Span span);

/* The tree is complete. */
void parse_finish(Parse *parse, Span span, AstList declarations);

/* The words of a span, shortened to what fits in a message. */
const char *parse_quote(Parse *parse, Span span);

/* Whether no line ends between `first` and `second`, which comes behind it. */
bool parse_is_one_line(const Parse *parse, Span first, Span second);

/* The span of a construct made of parts[1] to parts[count]; an empty one stands where parts[0] ends. */
Span parse_join_spans(const Span *parts, size_t count);

/* bison's and flex's functions. */
int yyparse(Parse *parse);
void lexer_open(Parse *parse);
/* Reads the next word: false at the end of the text. */
int lexer_scan_word(Parse *parse);

#endif
