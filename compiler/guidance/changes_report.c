/* changes_report.c - what a new edition changes, as a list of things to do and as JSON.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "guidance/changes.h"
#include "outcome/json_writer.h"

static const char *const kind_words[] = {
    [CHANGE_ADDED] = "added",
    [CHANGE_CHANGED] = "changed",
    [CHANGE_MOVED] = "moved",
    [CHANGE_GONE] = "gone",
};

static const Paragraph *shown(const Change *change)
{
    return change->after ? change->after : change->before;
}

/* ---- for people ---- */

static void write_words(Text *out, const Change *change)
{
    const Paragraph *before = change->before, *after = change->after;
    if (before && change->kind != CHANGE_MOVED && (before->words || before->summary))
        text_add_format(out, "    before: %s\n", before->words ? before->words : before->summary);
    if (after && change->kind != CHANGE_MOVED && after->words)
        text_add_format(out, "    now: %s\n", after->words);
}

static void write_change(Text *out, const Changes *changes, const Change *change)
{
    const Paragraph *paragraph = shown(change);
    text_add_format(out, "%-7s %s %s", kind_words[change->kind], paragraph->number,
                    paragraph->fingerprint);
    if (change->before && !str_is(str_from(change->before->number), paragraph->number))
        text_add_format(out, " was %s", change->before->number);
    text_add_byte(out, '\n');
    write_words(out, change);
    for (size_t i = 0; change->cited_by && i < change->cited_by->count; i++)
        text_add_format(out, "    %s: %s\n",
                        citing_place(changes->citing, change->cited_by->items[i].span),
                        change->cited_by->items[i].what);
}

static void write_paragraphs(Text *out, const TouchedThing *thing)
{
    for (size_t i = 0; i < thing->paragraphs.count; i++)
        text_add_format(out, "%s%s", i ? ", " : " (", thing->paragraphs.items[i]);
    text_add(out, ")\n");
}

static void write_things(Text *out, const Changes *changes, const char *heading,
                         const TouchedThings *things)
{
    if (things->list.count)
        text_add_format(out, "\n%s\n", heading);
    for (size_t i = 0; i < things->list.count; i++) {
        const TouchedThing *thing = &things->list.items[i];
        text_add_format(out, "    %s: ", citing_place(changes->citing, thing->span));
        if (thing->ask)
            text_add_format(out, "%s ", thing->ask);
        text_add_format(out, thing->ask ? "[%s]" : "%s", thing->name);
        write_paragraphs(out, thing);
    }
}

void changes_write_text(Text *out, const Changes *changes)
{
    for (size_t i = 0; i < changes->items.count; i++)
        if (!changes->items.items[i].is_acknowledged)
            write_change(out, changes, &changes->items.items[i]);
    write_things(out, changes, "Scenarios to look at again:", &changes->touched.scenarios);
    write_things(out, changes, "Questions to look at again:", &changes->touched.questions);
    text_add(out, changes->open_count ? "\n" : "");
    for (int i = 0; i <= CHANGE_GONE; i++)
        text_add_format(out, "%s%u %s", i ? ", " : "", changes->counts[i], kind_words[i]);
    text_add_format(out, "; %u to acknowledge\n", changes->open_count);
}

/* ---- JSON ---- */

static void write_paragraph(JsonWriter *json, const char *key, const Paragraph *paragraph)
{
    if (!paragraph) {
        json_add_raw(json, key, "null");
        return;
    }
    json_open(json, key, '{', true);
    json_add_text(json, "number", paragraph->number);
    json_add_text(json, "fingerprint", paragraph->fingerprint);
    json_add_text(json, "words", paragraph->words);
    json_close(json, '}', true);
}

static void write_touched(JsonWriter *json, const Changes *changes, const Change *change)
{
    json_open(json, "cited_by", '[', false);
    for (size_t i = 0; change->cited_by && i < change->cited_by->count; i++) {
        const CitedBy *by = &change->cited_by->items[i];
        json_open(json, NULL, '{', true);
        json_add_text(json, "file", citing_file(changes->citing, by->span));
        json_add_number(json, "line", citing_line(changes->citing, by->span));
        json_add_text(json, "what", by->what);
        json_close(json, '}', true);
    }
    json_close(json, ']', false);
}

static void write_items(JsonWriter *json, const Changes *changes)
{
    json_open(json, "changes", '[', false);
    for (size_t i = 0; i < changes->items.count; i++) {
        const Change *change = &changes->items.items[i];
        json_open(json, NULL, '{', false);
        json_add_text(json, "change", kind_words[change->kind]);
        write_paragraph(json, "before", change->before);
        write_paragraph(json, "after", change->after);
        json_add_raw(json, "acknowledged", change->is_acknowledged ? "true" : "false");
        write_touched(json, changes, change);
        json_close(json, '}', false);
    }
    json_close(json, ']', false);
}

static void write_things_json(JsonWriter *json, const Changes *changes, const char *key,
                              const TouchedThings *things)
{
    json_open(json, key, '[', false);
    for (size_t i = 0; i < things->list.count; i++) {
        const TouchedThing *thing = &things->list.items[i];
        json_open(json, NULL, '{', true);
        json_add_text(json, "file", citing_file(changes->citing, thing->span));
        json_add_number(json, "line", citing_line(changes->citing, thing->span));
        json_add_text(json, thing->ask ? "fact" : "title", thing->name);
        if (thing->ask)
            json_add_text(json, "ask", thing->ask);
        json_open(json, "paragraphs", '[', true);
        for (size_t k = 0; k < thing->paragraphs.count; k++)
            json_add_text(json, NULL, thing->paragraphs.items[k]);
        json_close(json, ']', true);
        json_close(json, '}', true);
    }
    json_close(json, ']', false);
}

void changes_write_json(Text *out, const Changes *changes)
{
    JsonWriter json = {.out = out};
    json_open(&json, NULL, '{', false);
    json_add_text(&json, "source", changes->guide ? changes->guide->name : NULL);
    for (int i = 0; i <= CHANGE_GONE; i++)
        json_add_number(&json, kind_words[i], changes->counts[i]);
    json_add_number(&json, "to_acknowledge", changes->open_count);
    write_items(&json, changes);
    write_things_json(&json, changes, "scenarios", &changes->touched.scenarios);
    write_things_json(&json, changes, "questions", &changes->touched.questions);
    json_close(&json, '}', false);
    text_add_byte(out, '\n');
}
