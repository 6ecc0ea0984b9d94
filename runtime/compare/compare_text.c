/* compare_text.c - a comparison for people: what differs, what is the same, what one procedure alone speaks of.
 *
 * What differs comes first, since that is what was asked for. Sections with nothing in them are left out.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "compare/compare.h"
#include "base/map.h"
#include "outcome/prose.h"

typedef struct Page {
    ProsePage prose;
    const Compared *comparison;
} Page;

static const Outcome *outcome_of(const Page *page, uint32_t index)
{
    return page->comparison->procedures[index].outcome;
}

/* ---- one thing said ---- */

static void add_decided(Text *line, const Outcome *outcome, const OutcomeDecision *it)
{
    const CodeDecision *decision = &outcome->code->decisions[it->decision];
    switch (it->status) {
    case DECISION_VALUE: prose_add_value(line, outcome, decision->type, it->value); break;
    case DECISION_UNDETERMINED: text_add(line, "not settled yet"); break;
    case DECISION_CONFLICT: text_add(line, "a conflict"); break;
    case DECISION_GAP: text_add(line, "no answer"); break;
    }
}

/* "local_authority" -> "local authority". */
static void add_actor(Text *line, const char *actor)
{
    for (; actor && *actor; actor++)
        text_add_byte(line, *actor == '_' ? ' ' : *actor);
    text_add_byte(line, ' ');
}

/* "practitioner must, by 28 February 2026 (overdue)". */
static void add_norm(Text *line, const Outcome *outcome, const OutcomeNorm *it)
{
    const CodeNorm *norm = &outcome->code->norms[it->norm];
    if (it->status == NORM_UNDETERMINED)
        text_add(line, "not settled yet: ");
    if (norm->modality == MODALITY_FOLLOW) {
        text_add(line, "hands over to it");
    } else {
        add_actor(line, norm->actor);
        text_add(line, modality_to_words(norm->modality));
    }
    if (it->status == NORM_APPLIES)
        prose_add_state(line, outcome, it, false);
}

static Marks marks_of_side(const Page *page, const ComparedItem *item, uint32_t index)
{
    const ComparedSide *side = &item->sides[index];
    const Code *code = outcome_of(page, index)->code;
    Marks marks = {0};
    if (side->decision)
        marks = code->decisions[side->decision->decision].marks;
    for (size_t i = 0; i < side->norms.count; i++)
        marks =
            marks_join(page->prose.scratch, marks, code->norms[side->norms.items[i]->norm].marks);
    return marks;
}

static void add_side(Text *line, const Page *page, const ComparedItem *item, uint32_t index)
{
    const ComparedSide *side = &item->sides[index];
    if (side->decision)
        add_decided(line, outcome_of(page, index), side->decision);
    Map *seen = map_new(page->prose.scratch);
    for (size_t i = 0; i < side->norms.count; i++) {
        Text words = text_in(page->prose.scratch);
        uint32_t number;
        add_norm(&words, outcome_of(page, index), side->norms.items[i]);
        if (map_find(seen, text_get(&words), &number)) /* two rules that say the same */
            continue;
        map_set(seen, text_get(&words), 0);
        text_add(line, i > 0 ? "; " : "");
        text_add_str(line, text_get(&words));
    }
    if (!side->decision && !side->norms.count)
        text_add(line, "nothing that applies in this case");
}

static void add_side_with_cites(Text *line, const Page *page, const ComparedItem *item,
                                uint32_t index)
{
    Marks marks = marks_of_side(page, item, index);
    add_side(line, page, item, index);
    prose_add_cites(line, &marks);
}

static void add_item(Text *line, const ComparedItem *item)
{
    prose_add_named(line, item->label, item->name);
    prose_add_elements(line, &item->elements);
}

/* ---- sections ---- */

static void write_head(Page *page)
{
    const Compared *comparison = page->comparison;
    Text line = text_in(page->prose.scratch);
    text_add_format(&line, "%u procedures compared, as of ", (unsigned)comparison->count);
    prose_add_date(&line, outcome_of(page, 0)->as_of);
    prose_wrap(page->prose.out, text_get(&line), 0, 2, page->prose.width);
    for (uint32_t i = 0; i < comparison->count; i++) {
        const Code *code = outcome_of(page, i)->code;
        line = prose_start_entry(&page->prose);
        prose_add_shown(&line, comparison->procedures[i].called);
        if (code->procedure != INDEX_NONE && code->procedures[code->procedure].label) {
            text_add(&line, ": ");
            prose_add_shown(&line, code->procedures[code->procedure].label);
        }
        if (code->procedure != INDEX_NONE && code->procedures[code->procedure].source) {
            text_add(&line, "; ");
            prose_add_shown(&line, code->procedures[code->procedure].source);
        }
        if (!outcome_of(page, i)->is_in_force)
            text_add(&line, "; not in force on that date: nothing in it is owed");
        prose_wrap(page->prose.out, text_get(&line), 2, 4, page->prose.width);
    }
}

static void write_different(Page *page, const char *heading, bool is_decision)
{
    const Compared *comparison = page->comparison;
    page->prose.heading = heading;
    for (size_t i = 0; i < comparison->items.count; i++) {
        const ComparedItem *item = &comparison->items.items[i];
        if (!item->is_different || item->is_decision != is_decision)
            continue;
        Text line = prose_start_entry(&page->prose);
        add_item(&line, item);
        prose_add_entry(&page->prose, &line);
        for (uint32_t k = 0; k < comparison->count; k++) {
            if (!item->sides[k].is_known)
                continue;
            line = text_in(page->prose.scratch);
            prose_add_shown(&line, comparison->procedures[k].called);
            text_add(&line, ": ");
            add_side_with_cites(&line, page, item, k);
            prose_add_detail(&page->prose, &line);
        }
    }
}

static uint32_t find_first(const Page *page, const ComparedItem *item)
{
    uint32_t index = 0;
    while (index + 1 < page->comparison->count && !item->sides[index].is_known)
        index++;
    return index;
}

/* Where three are compared, two may say the same and the third have no such name. */
static void add_who(Text *line, const Page *page, const ComparedItem *item)
{
    const Compared *comparison = page->comparison;
    if (item->known_count == comparison->count)
        return;
    text_add(line, " (");
    uint32_t said = 0;
    for (uint32_t i = 0; i < comparison->count; i++) {
        if (!item->sides[i].is_known)
            continue;
        text_add(line, said++ ? ", " : "");
        prose_add_shown(line, comparison->procedures[i].called);
    }
    text_add_byte(line, ')');
}

static void add_all_cites(Text *line, const Page *page, const ComparedItem *item)
{
    Marks marks = {0};
    for (uint32_t i = 0; i < page->comparison->count; i++)
        marks = marks_join(page->prose.scratch, marks, marks_of_side(page, item, i));
    prose_add_cites(line, &marks);
}

static void write_same(Page *page)
{
    const Compared *comparison = page->comparison;
    page->prose.heading = "The same";
    for (size_t i = 0; i < comparison->items.count; i++) {
        const ComparedItem *item = &comparison->items.items[i];
        if (item->is_different || item->known_count < 2)
            continue;
        Text line = prose_start_entry(&page->prose);
        add_item(&line, item);
        text_add(&line, ": ");
        add_side(&line, page, item, find_first(page, item));
        add_who(&line, page, item);
        add_all_cites(&line, page, item);
        prose_add_entry(&page->prose, &line);
    }
}

static bool is_hand_over(const Page *page, const ComparedItem *item, uint32_t index)
{
    const ComparedSide *side = &item->sides[index];
    const Code *code = outcome_of(page, index)->code;
    return side->norms.count && code->norms[side->norms.items[0]->norm].modality == MODALITY_FOLLOW;
}

static void write_alone(Page *page, uint32_t index)
{
    const Compared *comparison = page->comparison;
    page->prose.heading =
        arena_format(page->prose.scratch, "Only in %s", comparison->procedures[index].called);
    for (size_t i = 0; i < comparison->items.count; i++) {
        const ComparedItem *item = &comparison->items.items[i];
        if (item->known_count != 1 || !item->sides[index].is_known ||
            is_hand_over(page, item, index))
            continue;
        Text line = prose_start_entry(&page->prose);
        add_item(&line, item);
        text_add(&line, ": ");
        add_side_with_cites(&line, page, item, index);
        prose_add_entry(&page->prose, &line);
    }
}

static void add_whither(Text *line, const Page *page, const HandOver *it)
{
    if (it->given != INDEX_NONE) {
        text_add(line, ", which is compared here: ");
        prose_add_shown(line, page->comparison->procedures[it->given].called);
    } else if (it->is_external) {
        text_add(line, ", which is not among the procedures written down");
    }
}

static void write_hand_overs(Page *page)
{
    const Compared *comparison = page->comparison;
    page->prose.heading = "Hand-overs";
    for (size_t i = 0; i < comparison->hand_overs.count; i++) {
        const HandOver *it = &comparison->hand_overs.items[i];
        const Outcome *outcome = outcome_of(page, it->from);
        const CodeNorm *norm = &outcome->code->norms[it->norm->norm];
        Text line = prose_start_entry(&page->prose);
        prose_add_shown(&line, comparison->procedures[it->from].called);
        text_add(&line, it->norm->status == NORM_APPLIES ? " hands over to "
                                                         : " may have to hand over to ");
        prose_add_named(&line, norm->label, it->to);
        add_whither(&line, page, it);
        prose_add_elements(&line, &it->norm->elements);
        prose_add_cites(&line, &norm->marks);
        prose_add_entry(&page->prose, &line);
    }
}

/* ---- what the case says and does not say ---- */

/* One map a procedure: the keys that it needs. */
static Map **find_needed(const Page *page)
{
    Map **needed = ARENA_ARRAY(page->prose.scratch, page->comparison->count, Map *);
    for (uint32_t i = 0; i < page->comparison->count; i++) {
        const Outcome *outcome = outcome_of(page, i);
        needed[i] = map_new(page->prose.scratch);
        for (size_t k = 0; k < outcome->missing.count; k++)
            map_set(needed[i], str_from(outcome->missing.items[k].key), 0);
    }
    return needed;
}

static void write_missing_fact(Page *page, Map *const *needed, const MissingFact *it)
{
    uint32_t said = 0, number;
    Text line = prose_start_entry(&page->prose);
    prose_add_named(&line, it->ask ? it->ask : it->label, it->key);
    prose_add_entry(&page->prose, &line);
    line = text_in(page->prose.scratch);
    for (uint32_t i = 0; i < page->comparison->count; i++) {
        if (!map_find(needed[i], str_from(it->key), &number))
            continue;
        text_add(&line, said++ ? ", " : "for ");
        prose_add_shown(&line, page->comparison->procedures[i].called);
    }
    prose_add_detail(&page->prose, &line);
}

static void write_missing(Page *page)
{
    Map *const *needed = find_needed(page);
    page->prose.heading = "What to find out";
    for (uint32_t i = 0; i < page->comparison->count; i++) {
        const Outcome *outcome = outcome_of(page, i);
        for (size_t k = 0; k < outcome->missing.count; k++) {
            bool is_said = false;
            uint32_t number;
            for (uint32_t before = 0; before < i && !is_said; before++)
                is_said =
                    map_find(needed[before], str_from(outcome->missing.items[k].key), &number);
            if (!is_said)
                write_missing_fact(page, needed, &outcome->missing.items[k]);
        }
    }
}

static void write_left_out(Page *page)
{
    page->prose.heading = "What the case says and not all have a use for";
    for (uint32_t i = 0; i < page->comparison->count; i++) {
        const ComparedProcedure *it = &page->comparison->procedures[i];
        for (size_t k = 0; k < it->fitted->left_out.count; k++) {
            const LeftOut *left_out = &it->fitted->left_out.items[k];
            Text line = prose_start_entry(&page->prose);
            prose_add_shown(&line, left_out->key);
            text_add(&line, left_out->is_worked_out ? ": worked out, not asked for, by "
                                                    : ": unknown to ");
            prose_add_shown(&line, it->called);
            prose_add_entry(&page->prose, &line);
        }
    }
}

void compare_write_text(Text *out, const Compared *comparison, bool is_coloured, uint32_t width)
{
    Arena *scratch = arena_new();
    Page page = {.prose = {out, scratch, is_coloured, width, NULL}, .comparison = comparison};
    write_head(&page);
    write_different(&page, "Decided differently", true);
    write_different(&page, "Different in who must, may or must not do what", false);
    write_same(&page);
    for (uint32_t i = 0; i < comparison->count; i++)
        write_alone(&page, i);
    write_hand_overs(&page);
    write_missing(&page);
    write_left_out(&page);
    arena_free(scratch);
}
