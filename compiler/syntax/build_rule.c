/* build_rule.c - rules and tables; see build.h.
 *
 * The grammar takes the parts of a rule in any order, so that a part in the wrong place gets one message that says where
 * it belongs, and the parts around it are kept.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/build.h"
#include "syntax/lists.h"

typedef struct RuleParts {
    AstList clauses;
    AstList effects;
    AstList after;
    bool has_error;
} RuleParts;

/* The place of a part in a rule; marks go with the part before them, errors anywhere. */
static int get_rank(const Ast *part)
{
    if (part->kind == AST_IN_FORCE)
        return 1;
    if (part->kind == AST_FOR_EACH)
        return 2;
    if (part->kind == AST_WHEN)
        return 3;
    if (part->kind == AST_EFFECT || part->kind == AST_FOLLOW)
        return 4;
    if (part->kind == AST_UNLESS)
        return 5;
    if (part->kind == AST_OVERRIDES)
        return 6;
    return 0;
}

static const char *get_rank_words(int rank)
{
    static const char *const words[] = {"",     "in force", "for each", "when",
                                        "then", "unless",   "overrides"};
    return words[rank];
}

/* Whether a second one is one too many. `then` comes once, but with several effects. */
static bool is_single(const Ast *part)
{
    return part->kind == AST_IN_FORCE || part->kind == AST_WHEN || part->kind == AST_OVERRIDES;
}

static void check_order(Parse *parse, const AstList *parts)
{
    const Ast *last = NULL;
    for (size_t i = 0; i < parts->count; i++) {
        const Ast *part = parts->items[i];
        int rank = get_rank(part);
        if (!rank)
            continue;
        if (last && rank < get_rank(last)) {
            size_t message = parse_report(parse, DIAG_CLAUSE_ORDER, part->span,
                                          "'%s' stands before '%s' in a rule", get_rank_words(rank),
                                          get_rank_words(get_rank(last)));
            parse_note(parse, message, last->span, "this is the '%s' part",
                       get_rank_words(get_rank(last)));
            return;
        }
        if (last && rank == get_rank(last) && is_single(part)) {
            size_t message = parse_report(parse, DIAG_CLAUSE_ORDER, part->span,
                                          "a rule has only one '%s'", get_rank_words(rank));
            parse_note(parse, message, last->span, "the first one is here");
            return;
        }
        last = part;
    }
}

static RuleParts split_parts(Parse *parse, AstList marks, const AstList *parts)
{
    RuleParts split = {marks, list_none(), list_none(), false};
    for (size_t i = 0; i < parts->count; i++) {
        Ast *part = parts->items[i];
        split.has_error |= part->kind == AST_ERROR;
        int rank = get_rank(part);
        if (rank == 4)
            split.effects = list_add(parse, split.effects, part);
        else if (rank > 4 || (!rank && split.effects.count))
            split.after = list_add(parse, split.after, part);
        else
            split.clauses = list_add(parse, split.clauses, part);
    }
    return split;
}

Ast *build_rule(Parse *parse, Span span, Token name, Token label, AstList marks, AstList parts)
{
    RuleParts split = split_parts(parse, marks, &parts);
    if (!split.has_error)
        check_order(parse, &parts);
    if (!split.effects.count && !split.has_error) {
        size_t message = parse_report(parse, DIAG_RULE_WITHOUT_THEN, name.span,
                                      "the rule '%.*s' has no 'then'", STR_ARG(name.text));
        parse_hint(parse, message, "say what follows: then ACTOR must ACTION");
        split.clauses = list_add(parse, split.clauses, ast_error(parse, span, (Ast_ERROR){0}));
    }
    return ast_rule(parse, span,
                    (Ast_RULE){name, label, split.clauses, split.effects, split.after});
}

int build_may_not(Parse *parse, Span span)
{
    size_t message = parse_report(parse, DIAG_MAY_NOT, span, "'may not' can be read in two ways");
    parse_hint(parse, message, "write 'must not' for what is forbidden");
    return MODALITY_MUST_NOT;
}

/* Tables. */

Ast *build_row(Parse *parse, Span span, AstList cells, AstList clauses)
{
    Ast *gives = cells.items[--cells.count];
    return ast_row(parse, span, (Ast_ROW){cells, gives, clauses});
}

static bool is_plain_name(const Ast *cell)
{
    return cell->kind == AST_NAME && cell->as.NAME.parts.count == 1;
}

static bool is_gives(const Ast *cell)
{
    return is_plain_name(cell) && str_is(cell->as.NAME.parts.items[0]->as.PART.name.text, "gives");
}

/* False, and reported, if `row` does not name columns. */
static bool check_header(Parse *parse, const Ast *row)
{
    if (!is_gives(row->as.ROW.gives)) {
        size_t message = parse_report(parse, DIAG_TABLE_HEADER, row->as.ROW.gives->span,
                                      "the last column of a table is headed 'gives'");
        parse_hint(parse, message, "the first row names the columns: | contract | gives |");
        return false;
    }
    for (size_t i = 0; i < row->as.ROW.cells.count; i++) {
        const Ast *cell = row->as.ROW.cells.items[i];
        if (cell->kind != AST_NAME) {
            parse_report(parse, DIAG_TABLE_HEADER, cell->span,
                         "a column is headed by the name of what it is about, not by '%s'",
                         parse_quote(parse, cell->span));
            return false;
        }
    }
    return true;
}

static Ast *check_row(Parse *parse, Ast *row, size_t column_count)
{
    if (row->kind != AST_ROW || row->as.ROW.cells.count == column_count)
        return row;
    size_t message = parse_report(parse, DIAG_TABLE_CELLS, row->span,
                                  "this row has %zu cells, and the table %zu columns",
                                  row->as.ROW.cells.count + 1, column_count + 1);
    parse_hint(parse, message, "write 'any' in a cell that does not matter");
    return ast_error(parse, row->span, (Ast_ERROR){0});
}

Ast *build_table(Parse *parse, Span span, Ast_TABLE table)
{
    AstList rows = table.rows;
    table.rows = list_none();
    const Ast *header = rows.items[0];
    bool is_sound = header->kind == AST_ROW && check_header(parse, header);
    if (is_sound && rows.count == 1) {
        parse_report(parse, DIAG_TABLE_HEADER, header->span,
                     "the table has no rows under its header");
        is_sound = false;
    }
    if (!is_sound) {
        table.rows = list_one(parse, ast_error(parse, span, (Ast_ERROR){0}));
        return ast_table(parse, span, table);
    }
    table.columns = header->as.ROW.cells;
    for (size_t i = 1; i < rows.count; i++)
        table.rows =
            list_add(parse, table.rows, check_row(parse, rows.items[i], table.columns.count));
    return ast_table(parse, span, table);
}
