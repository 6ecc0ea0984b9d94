/* html_reasons.c - a tree of reasons as lists in lists, folded below the outcome that it is of.
 *
 * A decision that has a place of its own on the page is a link to it. Trees are written with a stack of our own; below a
 * depth at which nothing would be left of the line, reasons follow each other on one level.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain/changes.h"
#include "explain/html_parts.h"
#include "explain/parts.h"

/* At 320 pixels half of the line is left at this depth. */
#define DEPTH_MOST ((uint32_t)12)

typedef struct OpenList {
    const Reason *reason;
    uint32_t next;  /* of its reasons */
    bool is_nested; /* has a list of its own */
} OpenList;

static bool is_decision_elsewhere(const Sheet *sheet, const Reason *reason)
{
    uint32_t number;
    return reason->because_count > 0 && reason->text &&
           map_find(sheet->decisions, str_from(reason->text), &number);
}

/* What is called a rule or an option in the reason's words is told apart by quotes. Facts have their names in the table of facts. */
static void write_label(Sheet *sheet, const Reason *reason)
{
    static const char *const kinds[] = {"rule ", "option "};
    if (!reason->label) {
        html_add(sheet->html, reason->text);
        return;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (reason->text && str_has_prefix(str_from(reason->text), kinds[i])) {
            html_add(sheet->html, kinds[i]);
            html_add_element(sheet->html, "q", NULL, reason->label);
            return;
        }
    html_add(sheet->html, reason->label);
}

static void write_words(Sheet *sheet, const Reason *reason)
{
    if (!is_decision_elsewhere(sheet, reason)) {
        write_label(sheet, reason);
        return;
    }
    const char *id = sheet_make_id(sheet, "decision", reason->text);
    html_add_link(sheet->html, arena_format(sheet->arena, "#%s", id),
                  reason->label ? reason->label : reason->text);
}

static void write_line(Sheet *sheet, const Reason *reason)
{
    Html *html = sheet->html;
    if (reason->role)
        html_add_format(html, "%s ", reason->role);
    write_words(sheet, reason);
    if (reason->value) {
        html_add(html, ": ");
        html_add_element(html, "b", NULL, reason->value);
    }
    if (reason->from) {
        html_add(html, "; ");
        html_add_element(html, "span", "soft", reason->from);
    }
    sheet_add_cites(sheet, reason->marks);
    if (!is_decision_elsewhere(sheet, reason))
        sheet_add_notes(sheet, reason->marks);
}

static void write_tree(Sheet *sheet, const Reason *root)
{
    Html *html = sheet->html;
    uint32_t depth = 1;
    VEC(OpenList) open = {0};
    html_open(html, "ul", "because");
    VEC_PUSH(sheet->arena, &open, ((OpenList){root, 0, true}));
    while (open.count > 0) {
        OpenList *top = &open.items[open.count - 1];
        if (top->next == top->reason->because_count) {
            if (top->is_nested)
                html_close(html, "ul");
            if (top->is_nested && open.count > 1)
                html_close(html, "li");
            depth -= top->is_nested;
            open.count--;
            continue;
        }
        const Reason *child = top->reason->because[top->next++];
        bool has_more = child->because_count > 0 && !is_decision_elsewhere(sheet, child);
        bool is_nested = has_more && depth < DEPTH_MOST;
        html_open(html, "li", NULL);
        write_line(sheet, child);
        if (is_nested)
            html_open(html, "ul", "because");
        else
            html_close(html, "li");
        depth += is_nested;
        if (has_more)
            VEC_PUSH(sheet->arena, &open, ((OpenList){child, 0, is_nested}));
    }
}

static void open_fold(Html *html, const char *words, const char *what)
{
    html_open_fold(html, NULL, false);
    html_add(html, words);
    html_open(html, "span", "unseen");
    html_add_format(html, ": %s", what);
    html_close(html, "span");
    html_close_summary(html);
}

void sheet_write_reasons(Sheet *sheet, const Reason *root, const char *what)
{
    static const char left_out[] =
        "Reasons are left out here, since there are too many; ask for this one by its name.";
    Html *html = sheet->html;
    if (root->because_count == 0 && !sheet_get_options(sheet).heads_only)
        return;
    open_fold(html, "Why", what);
    if (root->because_count > 0)
        write_tree(sheet, root);
    if (root->is_cut || root->because_count == 0)
        html_add_element(html, "p", NULL, left_out);
    html_close_fold(html);
}

void sheet_write_stop(Sheet *sheet, const Reason *root)
{
    const Reason *stop = explain_find_stop(root);
    html_open(sheet->html, "div", "small");
    html_add(sheet->html, "Does not apply: ");
    write_line(sheet, stop);
    html_close(sheet->html, "div");
    if (!stop->label && stop->because_count > 0)
        write_tree(sheet, stop);
}

/* Steps of the search for changes on one sheet: some seconds. Past it nothing is sought any more. */
#define STEPS_MOST CHANGES_STEPS_MOST
/* Of what would change an outcome a reader looks at the first. */
#define SETS_SHOWN 12

bool sheet_seeks_changes(const Sheet *sheet)
{
    return sheet->options->with_changes && sheet->steps < STEPS_MOST;
}

static void write_set(Sheet *sheet, const ChangeSet *set)
{
    Arena *scratch = arena_new();
    html_open(sheet->html, "li", NULL);
    html_add_format(sheet->html, "%s; then: ", changes_describe_set(scratch, set));
    html_add_element(sheet->html, "b", NULL, set->gives);
    html_close(sheet->html, "li");
    arena_free(scratch);
}

static void write_sets(Sheet *sheet, const Changes *changes)
{
    Html *html = sheet->html;
    uint32_t shown = changes->set_count < SETS_SHOWN ? changes->set_count : SETS_SHOWN;
    if (shown == 0)
        return;
    html_open(html, "ul", NULL);
    for (uint32_t i = 0; i < shown; i++)
        write_set(sheet, &changes->sets[i]);
    html_close(html, "ul");
    if (changes->set_count == shown)
        return;
    html_open(html, "p", "small");
    html_add_format(html, "And %u more: --changes --json has them.", changes->set_count - shown);
    html_close(html, "p");
}

void sheet_write_changes(Sheet *sheet, const Changes *changes, const char *what)
{
    if (changes->end == CHANGES_NOT_SOUGHT)
        return;
    Arena *scratch = arena_new();
    const char *end = changes_describe_end(scratch, changes);
    sheet->steps += ((uint64_t)changes->case_count + 1) * sheet->outcome->code->instruction_count;
    open_fold(sheet->html, "What would change it", what);
    write_sets(sheet, changes);
    if (end)
        html_add_element(sheet->html, "p", "small", end);
    html_close_fold(sheet->html);
    arena_free(scratch);
}
