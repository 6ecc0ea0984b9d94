/* explain_text.c - an outcome with its reasons, for people: a heading an outcome, below it an indented tree.
 *
 * Decisions come first, then the norms that apply, then those that are open, last those that do not apply, each of these with
 * the one thing that stopped it. Trees are written with a stack of our own.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain/changes.h"
#include "explain/parts.h"
#include "outcome/prose.h"

/* Of what would change an outcome a reader looks at the first. */
#define SETS_SHOWN 12

#define BOLD "\033[1m"
#define FAINT "\033[2m"
#define PLAIN "\033[0m"

typedef struct Page {
    Text *out;
    const Outcome *outcome;
    ExplainOptions how;
    Arena *scratch; /* of the outcome being written */
    bool is_coloured;
    uint32_t width;
} Page;

typedef struct OpenReason {
    const Reason *reason;
    uint32_t depth;
} OpenReason;

/* Deeper levels are not indented further: half of the width stays for the words. */
static uint32_t indent_of(const Page *page, uint32_t depth)
{
    uint32_t most = page->width / 2;
    return 2 * depth + 2 < most ? 2 * depth + 2 : most;
}

static void add_notes(Page *page, const Marks *marks, uint32_t indent)
{
    for (uint32_t i = 0; marks && i < marks->note_count; i++) {
        Text line = text_in(page->scratch);
        text_add(&line, "reading: ");
        prose_add_shown(&line, marks->notes[i]);
        prose_wrap(page->out, text_get(&line), indent + 2, indent + 4, page->width);
    }
}

/* "role label (words): value; where from [citations]"; in colour the value stands out, and where it is from stands back. */
static void add_reason_line(Text *line, const Reason *reason, bool is_coloured)
{
    if (reason->role)
        text_add_format(line, "%s ", reason->role);
    if (reason->label) {
        prose_add_shown(line, reason->label);
        text_add(line, " (");
    }
    prose_add_shown(line, reason->text ? reason->text : "");
    if (reason->label)
        text_add_byte(line, ')');
    if (reason->value) {
        text_add(line, is_coloured ? ": " BOLD : ": ");
        prose_add_shown(line, reason->value);
        text_add(line, is_coloured ? PLAIN : "");
    }
    text_add(line, is_coloured ? FAINT : "");
    if (reason->from) {
        text_add(line, "; ");
        prose_add_shown(line, reason->from);
    }
    prose_add_cites(line, reason->marks);
    text_add(line, is_coloured ? PLAIN : "");
}

static void write_reason(Page *page, const Reason *reason, uint32_t depth)
{
    Text line = text_in(page->scratch);
    uint32_t indent = indent_of(page, depth);
    text_add(&line, "- ");
    add_reason_line(&line, reason, page->is_coloured);
    prose_wrap(page->out, text_get(&line), indent, indent + 2, page->width);
    add_notes(page, reason->marks, indent);
}

/* Everything below `root`, which itself stands in the heading. */
static void write_tree(Page *page, const Reason *root)
{
    VEC(OpenReason) stack = {0};
    if (page->how.heads_only) {
        prose_wrap(page->out,
                   STR("- left out, since all reasons together are too long; ask for this one by "
                       "its name"),
                   2, 4, page->width);
        return;
    }
    for (uint32_t i = root->because_count; i-- > 0;)
        VEC_PUSH(page->scratch, &stack, ((OpenReason){root->because[i], 0}));
    while (stack.count > 0) {
        OpenReason top = stack.items[--stack.count];
        write_reason(page, top.reason, top.depth);
        for (uint32_t i = top.reason->because_count; i-- > 0;)
            VEC_PUSH(page->scratch, &stack, ((OpenReason){top.reason->because[i], top.depth + 1}));
    }
}

static void write_heading(Page *page, const Text *words)
{
    Text line = text_in(page->scratch);
    text_add(&line, page->is_coloured ? BOLD : "");
    text_add_str(&line, text_get(words));
    text_add(&line, page->is_coloured ? PLAIN : "");
    text_add_byte(page->out, '\n');
    prose_wrap(page->out, text_get(&line), 0, 2, page->width);
}

static void write_change(Page *page, const char *words)
{
    Text line = text_in(page->scratch);
    text_add(&line, "- ");
    prose_add_shown(&line, words);
    prose_wrap(page->out, text_get(&line), 4, 6, page->width);
}

static void write_changes(Page *page, const Changes *changes)
{
    uint32_t at = 0;
    if (changes->end == CHANGES_NOT_SOUGHT)
        return;
    prose_wrap(page->out, STR("What would change it:"), 2, 4, page->width);
    for (uint32_t shown = 0; at < changes->set_count && shown < SETS_SHOWN; shown++) {
        const char *gives = changes->sets[at].gives;
        const char *words = changes_describe_sets(page->scratch, changes, &at);
        write_change(page, arena_format(page->scratch, "%s; then: %s", words, gives));
    }
    if (at < changes->set_count)
        write_change(page, arena_format(page->scratch, "and %u more: --json has them",
                                        (unsigned)(changes->set_count - at)));
    const char *end = changes_describe_end(page->scratch, changes);
    if (end)
        write_change(page, end);
}

/* Past the limit no tree is built any more. */
static void start_outcome(Page *page)
{
    page->scratch = arena_new();
    page->how.heads_only |= page->out->length > EXPLAIN_BYTES_MOST;
}

static void write_decision(Page *page, const OutcomeDecision *it)
{
    start_outcome(page);
    const Reason *root = explain_decision(page->scratch, page->outcome, it, &page->how);
    Text line = text_in(page->scratch);
    add_reason_line(&line, root, false);
    write_heading(page, &line);
    add_notes(page, root->marks, 0);
    write_tree(page, root);
    if (page->how.with_changes)
        write_changes(page, changes_of_decision(page->scratch, page->outcome, it));
    arena_free(page->scratch);
}

static void add_norm_heading(Page *page, Text *line, const OutcomeNorm *it)
{
    prose_add_norm(line, page->outcome, it->norm);
    prose_add_state(line, page->outcome, it, false);
    prose_add_elements(line, &it->elements);
    if (it->status == NORM_UNDETERMINED)
        text_add(line, ": not settled yet");
    if (it->status == NORM_DOES_NOT_APPLY)
        text_add(line, ": does not apply");
    prose_add_cites(line, &page->outcome->code->norms[it->norm].marks);
}

const Reason *explain_find_stop(const Reason *root)
{
    const Reason *stop = root->because_count > 0 ? root->because[0] : root;
    bool is_rule = stop->text && str_has_prefix(str_from(stop->text), "rule ");
    return is_rule && stop->because_count > 0 ? stop->because[0] : stop;
}

/* An element says nothing without what was looked at in it. */
static void write_stop_detail(Page *page, const Reason *reason)
{
    write_reason(page, reason, 1);
    for (uint32_t i = 0; !reason->value && i < reason->because_count; i++)
        write_reason(page, reason->because[i], 2);
}

/* The stop in one line, and what it looked at where it has no label that says so. */
static void write_stop(Page *page, const Reason *root)
{
    const Reason *stop = explain_find_stop(root);
    Text line = text_in(page->scratch);
    text_add(&line, "- does not apply: ");
    add_reason_line(&line, stop, page->is_coloured);
    prose_wrap(page->out, text_get(&line), 2, 4, page->width);
    for (uint32_t i = 0; !stop->label && i < stop->because_count; i++)
        write_stop_detail(page, stop->because[i]);
}

static void write_norm(Page *page, const OutcomeNorm *it)
{
    start_outcome(page);
    const Reason *root = explain_norm(page->scratch, page->outcome, it, &page->how);
    Text line = text_in(page->scratch);
    add_norm_heading(page, &line, it);
    write_heading(page, &line);
    add_notes(page, root->marks, 0);
    bool is_full = page->how.with_all || page->how.only;
    if (it->status == NORM_DOES_NOT_APPLY && !is_full && !page->how.heads_only)
        write_stop(page, root);
    else
        write_tree(page, root);
    if (page->how.with_changes)
        write_changes(page, changes_of_norm(page->scratch, page->outcome, it));
    arena_free(page->scratch);
}

static void write_norms(Page *page, NormStatus status)
{
    const char *only = page->how.only;
    for (size_t i = 0; i < page->outcome->norms.count; i++) {
        const OutcomeNorm *it = &page->outcome->norms.items[i];
        if (it->status == status && outcome_is_norm_wanted(page->outcome, it, only))
            write_norm(page, it);
    }
}

void explain_write_text(Text *out, const Outcome *outcome, const ExplainOptions *options,
                        bool is_coloured, uint32_t width)
{
    Page page = {.out = out,
                 .outcome = outcome,
                 .how = options ? *options : (ExplainOptions){0},
                 .is_coloured = is_coloured,
                 .width = width};
    const char *only = options ? options->only : NULL;
    prose_add_head(out, outcome, is_coloured, width);
    for (size_t i = 0; i < outcome->decisions.count; i++)
        if (outcome_is_decision_wanted(outcome, &outcome->decisions.items[i], only))
            write_decision(&page, &outcome->decisions.items[i]);
    write_norms(&page, NORM_APPLIES);
    write_norms(&page, NORM_UNDETERMINED);
    write_norms(&page, NORM_DOES_NOT_APPLY);
}
