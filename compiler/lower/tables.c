/* tables.c - a decision as rows: each row a peer, its cells all together its condition (ruling 10).
 *
 * A cell is a value, a comparison, or `any`, which holds whatever is there, unknown too.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "lower/context.h"

typedef struct Columns {
    CoreExpr **exprs; /* CORE_ERROR where a heading was wrong */
    size_t count;
} Columns;

static Columns lower_columns(Lower *lower, const AstList *headings)
{
    Columns columns = {ARENA_ARRAY(lower->arena, headings->count, CoreExpr *), headings->count};
    for (size_t i = 0; i < headings->count; i++)
        columns.exprs[i] = lower_expr(lower, NULL, headings->items[i], NULL);
    return columns;
}

/* The column's value, standing at the cell, so that reasons point there. */
static CoreExpr *column_at(Lower *lower, const CoreExpr *column, Span span)
{
    CoreExpr *copy = ARENA_NEW(lower->arena, CoreExpr);
    *copy = *column;
    copy->span = span;
    return copy;
}

static bool is_figure(const Ast *ast)
{
    return ast->kind == AST_NUMBER || ast->kind == AST_MONEY || ast->kind == AST_DATE;
}

/* `18-64` is a subtraction, and never what a cell is to say; `0 - 5` is how a figure below zero is written. */
static bool is_range(const Ast *cell)
{
    if (cell->kind != AST_ARITHMETIC || cell->as.ARITHMETIC.operator!= OPERATOR_SUBTRACT)
        return false;
    const Ast *left = cell->as.ARITHMETIC.left;
    bool is_zero = (left->kind == AST_NUMBER && str_is(left->as.NUMBER.words.text, "0")) ||
                   (left->kind == AST_MONEY && str_is(left->as.MONEY.words.text, "£0"));
    return is_figure(left) && is_figure(cell->as.ARITHMETIC.right) && !is_zero;
}

static CoreExpr *report_range(Lower *lower, const Ast *cell)
{
    size_t message =
        LOWER_REPORT(lower, DIAG_TABLE_CELLS, cell->span, "a cell cannot say from where to where");
    report_hint(lower->report, message,
                "head two columns alike, and write 'is at least …' in one, 'is at most …' in the "
                "other; of dates 'is on or after …', 'is on or before …'");
    return expr_error(lower, cell->span);
}

static CoreExpr *lower_cell(Lower *lower, const CoreExpr *column, const Ast *cell)
{
    if (column->kind == CORE_ERROR || cell->kind == AST_ERROR)
        return expr_error(lower, cell->span);
    if (is_range(cell))
        return report_range(lower, cell);
    CoreExpr *left = column_at(lower, column, cell->span);
    if (cell->kind == AST_COMPARE && !cell->as.COMPARE.left) {
        CoreExpr *right = lower_expr(lower, NULL, cell->as.COMPARE.right, &left->type);
        return right->kind == CORE_ERROR
                   ? right
                   : lower_comparison(lower, cell, cell->as.COMPARE.comparison, left, right);
    }
    if (cell->kind == AST_IS_ONE_OF && !cell->as.IS_ONE_OF.left) {
        CoreExprs values = {0};
        bool is_wrong = false;
        for (size_t i = 0; i < cell->as.IS_ONE_OF.values.count; i++) {
            CoreExpr *value = lower_typed(lower, NULL, cell->as.IS_ONE_OF.values.items[i],
                                          left->type, "this cell");
            is_wrong |= value->kind == CORE_ERROR;
            VEC_PUSH(lower->arena, &values, value);
        }
        CoreExpr *expr = expr_new(lower, CORE_ONE_OF, type_of(TYPE_YES_NO), cell->span);
        expr->as.ONE_OF = (Core_ONE_OF){left, values};
        if (is_wrong || !cell->as.IS_ONE_OF.is_negated)
            return is_wrong ? expr_error(lower, cell->span) : expr;
        CoreExpr *negated = expr_new(lower, CORE_NOT, type_of(TYPE_YES_NO), cell->span);
        negated->as.NOT.operand = expr;
        return negated;
    }
    if (cell->kind == AST_IS_KNOWN && !cell->as.IS_KNOWN.left) {
        CoreExpr *known = expr_new(lower, CORE_IS_KNOWN, type_of(TYPE_YES_NO), cell->span);
        known->as.IS_KNOWN.operand = left;
        if (!cell->as.IS_KNOWN.is_negated)
            return known;
        CoreExpr *negated = expr_new(lower, CORE_NOT, type_of(TYPE_YES_NO), cell->span);
        negated->as.NOT.operand = known;
        return negated;
    }
    CoreExpr *right = lower_typed(lower, NULL, cell, left->type, "this cell");
    return right->kind == CORE_ERROR ? right
                                     : lower_comparison(lower, cell, COMPARISON_IS, left, right);
}

/* All cells together; NULL where every one is `any`. */
static CoreExpr *lower_cells(Lower *lower, const Columns *columns, const Ast *row)
{
    CoreExprs operands = {0};
    bool is_wrong = false;
    for (size_t i = 0; i < row->as.ROW.cells.count && i < columns->count; i++) {
        const Ast *cell = row->as.ROW.cells.items[i];
        if (cell->kind == AST_CELL_ANY)
            continue;
        CoreExpr *operand = lower_cell(lower, columns->exprs[i], cell);
        is_wrong |= operand->kind == CORE_ERROR;
        VEC_PUSH(lower->arena, &operands, operand);
    }
    if (is_wrong)
        return expr_error(lower, row->span);
    if (!operands.count)
        return NULL;
    CoreExpr *expr = expr_new(lower, CORE_AND, type_of(TYPE_YES_NO), row->span);
    expr->as.AND.operands = operands;
    return expr;
}

/* What a row gives is a value; `any` and comparisons only say when a row matches. */
static bool is_condition_cell(const Ast *cell)
{
    return cell->kind == AST_CELL_ANY || (cell->kind == AST_COMPARE && !cell->as.COMPARE.left) ||
           (cell->kind == AST_IS_ONE_OF && !cell->as.IS_ONE_OF.left) ||
           (cell->kind == AST_IS_KNOWN && !cell->as.IS_KNOWN.left);
}

static CoreExpr *lower_gives(Lower *lower, const Ast *cell, Type type)
{
    if (!cell || !is_condition_cell(cell))
        return lower_typed(lower, NULL, cell, type, "what a row of this table gives");
    size_t message = LOWER_REPORT(lower, DIAG_ROW_GIVES, cell->span,
                                  "the last cell of a row is the value that it gives");
    report_hint(lower->report, message, "allowed is %s",
                value_describe_allowed(lower->arena, type));
    return expr_error(lower, cell->span);
}

void lower_table_body(Lower *lower, CoreDecision *decision, const Ast *ast)
{
    const AstList *rows = &ast->as.TABLE.rows;
    Columns columns = lower_columns(lower, &ast->as.TABLE.columns);
    decision->alternatives = ARENA_ARRAY(lower->arena, rows->count, CoreAlternative);
    decision->marks = lower_marks(lower, &ast->as.TABLE.marks);
    for (size_t i = 0; i < rows->count; i++) {
        const Ast *row = rows->items[i];
        if (row->kind != AST_ROW)
            continue;
        CoreAlternative *alternative = &decision->alternatives[decision->alternative_count++];
        alternative->condition = lower_cells(lower, &columns, row);
        alternative->value = lower_gives(lower, row->as.ROW.gives, decision->type);
        for (size_t k = 0; k < row->as.ROW.clauses.count; k++)
            if (row->as.ROW.clauses.items[k]->kind == AST_IN_FORCE) {
                alternative->has_period = true;
                alternative->period = lower_period(lower, row->as.ROW.clauses.items[k]);
            }
        alternative->marks = lower_marks(lower, &row->as.ROW.clauses);
        alternative->span = row->span;
    }
}
