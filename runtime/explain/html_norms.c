/* html_norms.c - who must, may or must not do what, by when, and how it stands.
 *
 * Duties come by how much they press: overdue, owed by the nearest day, owed without a day, done; within that by the
 * order of the program.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>
#include <string.h>

#include "explain/html_parts.h"
#include "outcome/keys.h"
#include "outcome/prose.h"

typedef enum Group {
    GROUP_OVERDUE,
    GROUP_BREACHED,
    GROUP_OWED,
    GROUP_DONE,
    GROUP_MAY,
    GROUP_MUST_NOT,
    GROUP_OPEN,
    GROUP_IDLE,
} Group;

typedef struct Entry {
    const OutcomeNorm *norm;
    Value day; /* the day by which it presses; the last day there is where it has none */
    size_t number;
} Entry;

static Group group_of(const Outcome *outcome, const OutcomeNorm *it)
{
    Modality modality = outcome->code->norms[it->norm].modality;
    if (it->status != NORM_APPLIES)
        return it->status == NORM_UNDETERMINED ? GROUP_OPEN : GROUP_IDLE;
    if (modality_is_ban(modality))
        return it->state == STATE_BREACHED ? GROUP_BREACHED : GROUP_MUST_NOT;
    if (it->state == STATE_OVERDUE)
        return GROUP_OVERDUE;
    if (it->state == STATE_DONE || it->state == STATE_DONE_LATE)
        return GROUP_DONE;
    bool is_duty = modality_is_duty(modality) || modality == MODALITY_FOLLOW;
    return is_duty ? GROUP_OWED : GROUP_MAY;
}

static Value pressing_day(const OutcomeNorm *it)
{
    if (it->due.has)
        return it->due.day;
    return it->next_due.has ? it->next_due.day : DATE_MOST;
}

static int compare_entries(const void *a, const void *b)
{
    const Entry *left = a, *right = b;
    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return left->number < right->number ? -1 : left->number > right->number;
}

typedef struct Entries {
    Entry *items;
    size_t count;
} Entries;

static Entries find_entries(const Sheet *sheet, Group group)
{
    const Outcome *outcome = sheet->outcome;
    Entries found = {ARENA_ARRAY(sheet->arena, outcome->norms.count, Entry), 0};
    for (size_t i = 0; i < outcome->norms.count; i++) {
        const OutcomeNorm *it = &outcome->norms.items[i];
        if (group_of(outcome, it) == group &&
            outcome_is_norm_wanted(outcome, it, sheet->options->only))
            found.items[found.count++] = (Entry){it, pressing_day(it), i};
    }
    if (found.count > 1)
        qsort(found.items, found.count, sizeof *found.items, compare_entries);
    return found;
}

static const char *label_of(const Code *code, const CodeNorm *norm)
{
    if (norm->label || norm->action == INDEX_NONE)
        return norm->label;
    return code->actions[norm->action].label;
}

/* "Practitioner must", "Hand over". */
static const char *who_must(Arena *arena, const CodeNorm *norm)
{
    Text words = text_in(arena);
    if (norm->modality == MODALITY_FOLLOW)
        return "Go on with";
    if (norm->actor)
        prose_add_actor(&words, norm->actor);
    text_add_format(&words, "%s%s", norm->actor ? " " : "", modality_to_words(norm->modality));
    return str_to_text(arena, text_get(&words));
}

static void write_head(Sheet *sheet, const OutcomeNorm *it)
{
    const Code *code = sheet->outcome->code;
    const CodeNorm *norm = &code->norms[it->norm];
    Html *html = sheet->html;
    html_add_element(html, "b", NULL, who_must(sheet->arena, norm));
    html_add(html, ": ");
    if (norm->option_count > 0) {
        html_add(html, "one of these, by the rule ");
        sheet_add_named(sheet, code->rules[norm->rule].label, code->rules[norm->rule].name);
    } else {
        sheet_add_named(sheet, label_of(code, norm), keys_of_norm(code, it->norm));
    }
    if (it->elements.count > 0)
        html_add_format(html, "; for %s", keys_describe_elements(sheet->arena, &it->elements));
}

static void add_badge(Sheet *sheet, const char *class_name, const char *words, OptionalDate day)
{
    Html *html = sheet->html;
    html_add(html, " ");
    html_open(html, "span", class_name);
    html_add(html, words);
    if (day.has) {
        html_add(html, " ");
        sheet_add_date(sheet, day.day);
    }
    html_close(html, "span");
}

/* Its state in words; what stands to reason (a duty that is owed, a ban that is kept) is not said. */
static void write_state(Sheet *sheet, const OutcomeNorm *it)
{
    const OptionalDate none = {false, 0};
    Modality modality = sheet->outcome->code->norms[it->norm].modality;
    switch (it->state) {
    case STATE_NONE:
        if (it->status == NORM_APPLIES && modality != MODALITY_FOLLOW)
            add_badge(sheet, "state", "not known whether it was done", none);
        return;
    case STATE_OWED:
    case STATE_BARRED: return;
    case STATE_PERMITTED:
        if (it->done_on.has)
            add_badge(sheet, "state", "done on", it->done_on);
        return;
    case STATE_OVERDUE: add_badge(sheet, "state alarm", "overdue", none); return;
    case STATE_DONE: add_badge(sheet, "state well", "done on", it->done_on); return;
    case STATE_DONE_LATE: add_badge(sheet, "state", "done late, on", it->done_on); return;
    case STATE_BREACHED:
        add_badge(sheet, "state alarm", "done all the same, on", it->done_on);
        return;
    }
    UNREACHABLE();
}

static void add_day(Sheet *sheet, const char *name, OptionalDate day)
{
    if (!day.has)
        return;
    html_open(sheet->html, "p", NULL);
    html_add(sheet->html, name);
    html_open(sheet->html, "b", NULL);
    sheet_add_date(sheet, day.day);
    html_close(sheet->html, "b");
    html_close(sheet->html, "p");
}

static void write_days(Sheet *sheet, const OutcomeNorm *it)
{
    const CodeNorm *norm = &sheet->outcome->code->norms[it->norm];
    add_day(sheet, "Not before ", it->not_before);
    add_day(sheet, "By ", it->due);
    add_day(sheet, "Next due on ", it->next_due);
    if (!norm->by_text)
        return;
    html_open(sheet->html, "p", NULL);
    html_add(sheet->html, "By ");
    html_add_element(sheet->html, "b", NULL, norm->by_text);
    html_close(sheet->html, "p");
}

static void write_option(Sheet *sheet, const OutcomeOption *it)
{
    const Code *code = sheet->outcome->code;
    const CodeNorm *norm = &code->norms[it->norm];
    Html *html = sheet->html;
    html_open(html, "li", NULL);
    sheet_add_named(sheet, label_of(code, norm), code->actions[norm->action].name);
    if (it->due.has) {
        html_add(html, ", by ");
        sheet_add_date(sheet, it->due.day);
    }
    if (norm->by_text)
        html_add_format(html, ", by %s", norm->by_text);
    if (it->done_on.has)
        add_badge(sheet, "state well", "done on", it->done_on);
    if (!it->is_open)
        html_add(html, " (not settled yet whether this is an option)");
    sheet_add_cites(sheet, &norm->marks);
    html_close(html, "li");
}

static void write_options(Sheet *sheet, const OutcomeNorm *it)
{
    if (it->option_count == 0)
        return;
    html_open(sheet->html, "ul", NULL);
    for (uint32_t i = 0; i < it->option_count; i++)
        write_option(sheet, &it->options[i]);
    html_close(sheet->html, "ul");
}

static bool is_stop_enough(const Sheet *sheet, const OutcomeNorm *it)
{
    bool is_full = sheet->options->with_all || sheet->options->only;
    return it->status == NORM_DOES_NOT_APPLY && !is_full;
}

static void write_why(Sheet *sheet, const OutcomeNorm *it)
{
    const Code *code = sheet->outcome->code;
    const CodeNorm *norm = &code->norms[it->norm];
    const char *label = label_of(code, norm);
    Arena *scratch = arena_new();
    const ExplainOptions how = sheet_get_options(sheet);
    const char *what = arena_format(scratch, "%s %s", who_must(scratch, norm),
                                    label ? label : keys_of_norm(code, it->norm));
    const Reason *root = explain_norm(scratch, sheet->outcome, it, &how);
    if (is_stop_enough(sheet, it) && !how.heads_only)
        sheet_write_stop(sheet, root);
    else
        sheet_write_reasons(sheet, root, what);
    if (sheet_seeks_changes(sheet) && !is_stop_enough(sheet, it))
        sheet_write_changes(sheet, changes_of_norm(scratch, sheet->outcome, it), what);
    arena_free(scratch);
}

static void write_norm(Sheet *sheet, const OutcomeNorm *it, Group group)
{
    Html *html = sheet->html;
    const CodeNorm *norm = &sheet->outcome->code->norms[it->norm];
    bool is_alarm = group == GROUP_OVERDUE || group == GROUP_BREACHED;
    html_open(html, "li", is_alarm ? "alarm" : group == GROUP_DONE ? "well" : NULL);
    write_head(sheet, it);
    write_state(sheet, it);
    sheet_add_cites(sheet, &norm->marks);
    if (it->status != NORM_DOES_NOT_APPLY)
        write_days(sheet, it);
    write_options(sheet, it);
    sheet_add_waiting(sheet, it->needs, it->blocked_by);
    sheet_add_presuming(sheet, it->assumes);
    if (!is_stop_enough(sheet, it))
        sheet_add_notes(sheet, &norm->marks);
    write_why(sheet, it);
    html_close(html, "li");
}

static void write_entries(Sheet *sheet, const Entries *entries, Group group)
{
    html_open(sheet->html, "ul", "entries");
    for (size_t i = 0; i < entries->count; i++)
        write_norm(sheet, entries->items[i].norm, group);
    html_close(sheet->html, "ul");
}

static void write_group(Sheet *sheet, Group group, const char *id, const char *heading)
{
    Entries entries = find_entries(sheet, group);
    if (entries.count == 0)
        return;
    sheet_open_section(sheet, id, heading);
    write_entries(sheet, &entries, group);
    html_close_section(sheet->html);
}

void sheet_write_norms(Sheet *sheet)
{
    write_group(sheet, GROUP_OVERDUE, "overdue", "Overdue");
    write_group(sheet, GROUP_BREACHED, "breached", "Done though it must not be");
    write_group(sheet, GROUP_OWED, "to-do", "To do");
    write_group(sheet, GROUP_MAY, "may", "May be done");
    write_group(sheet, GROUP_MUST_NOT, "must-not", "Must not or should not be done");
    write_group(sheet, GROUP_DONE, "done", "Done");
    write_group(sheet, GROUP_OPEN, "open", "Not settled yet");
}

void sheet_write_idle_norms(Sheet *sheet)
{
    Entries entries = find_entries(sheet, GROUP_IDLE);
    if (entries.count == 0)
        return;
    sheet_open_section(sheet, "idle", "What does not apply");
    html_open_fold(sheet->html,
                   arena_format(sheet->arena, "%zu in this case, with the reasons", entries.count),
                   sheet->options->only != NULL);
    write_entries(sheet, &entries, GROUP_IDLE);
    html_close_fold(sheet->html);
    html_close_section(sheet->html);
}
