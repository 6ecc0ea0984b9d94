/* changes_words.c - changes as people read them: which fact, from what to what, and how far was sought.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "explain/changes_parts.h"
#include "outcome/keys.h"

const char *changes_describe_value(Arena *arena, const Outcome *outcome, Type type, Value value)
{
    Text text = text_in(arena);
    value_write_text(&text, type, outcome->evaluation->table->texts, value);
    return str_to_text(arena, text_get(&text));
}

static const char *doing_words(Arena *arena, const Outcome *outcome, bool is_done, Value day)
{
    if (!is_done)
        return "not recorded as done";
    return arena_format(arena, "done on %s",
                        changes_describe_value(arena, outcome, (Type){TYPE_DATE, NULL}, day));
}

static Span said_at(const Column *column, uint32_t row)
{
    return column->spans ? column->spans[row] : SPAN_NONE;
}

static Change describe_doing(Arena *arena, const Outcome *outcome, const Move *move, uint32_t row)
{
    const CodeAction *action = &outcome->code->actions[move->spot.number];
    const Column *column = &outcome->evaluation->table->done[move->spot.number];
    bool is_given = column_get_state(column, row) == CELL_GIVEN;
    Change change = {.key = keys_of_done(arena, outcome->evaluation, move->spot.number, row),
                     .label = action->label,
                     .fact = INDEX_NONE,
                     .action = move->spot.number,
                     .row = row,
                     .type = {TYPE_DATE, NULL},
                     .has_from = is_given,
                     .has_to = !move->is_taken_back,
                     .from = is_given ? column_get_value(column, row) : 0,
                     .to = move->is_taken_back ? 0 : move->value,
                     .said = said_at(column, row)};
    change.from_words = doing_words(arena, outcome, change.has_from, change.from);
    change.to_words = doing_words(arena, outcome, change.has_to, change.to);
    return change;
}

static Change describe_fact(Arena *arena, const Outcome *outcome, const Move *move, uint32_t row)
{
    const CodeFact *fact = &outcome->code->facts[move->spot.number];
    const Evaluation *evaluation = outcome->evaluation;
    const Column *column = &evaluation->table->facts[move->spot.number];
    Change change = {.key = outcome_fact_key(arena, evaluation, move->spot.number, row),
                     .label = fact->label,
                     .fact = move->spot.number,
                     .action = INDEX_NONE,
                     .row = row,
                     .type = fact->type,
                     .is_presumed = column_get_state(column, row) == CELL_ABSENT,
                     .has_from = true,
                     .has_to = true,
                     .to = move->value,
                     .said = said_at(column, row)};
    bool is_known = evaluation_find_value(evaluation, fact->reg, row, &change.from);
    BUG_IF(!is_known);
    change.from_words = changes_describe_value(arena, outcome, fact->type, change.from);
    change.to_words = changes_describe_value(arena, outcome, fact->type, change.to);
    return change;
}

Change changes_describe_move(Arena *arena, const Outcome *outcome, const Move *move)
{
    uint32_t first, end;
    uint32_t frame = move->spot.is_doing ? outcome->code->actions[move->spot.number].frame
                                         : outcome->code->facts[move->spot.number].frame;
    evaluation_get_rows(outcome->evaluation, frame, outcome->case_row, &first, &end);
    uint32_t row = first + move->spot.row;
    return move->spot.is_doing ? describe_doing(arena, outcome, move, row)
                               : describe_fact(arena, outcome, move, row);
}

static void add_key(Text *out, const Change *change)
{
    if (change->label)
        text_add_format(out, "%s (%s): ", change->label, change->key);
    else
        text_add_format(out, "%s: ", change->key);
}

static void add_from(Text *out, const Change *change)
{
    text_add_format(out, " instead of %s%s", change->from_words,
                    change->is_presumed ? " (presumed)" : "");
}

/* How many sets from `at` on change the same one fact and give the same. */
static uint32_t count_like(const Changes *changes, uint32_t at)
{
    const ChangeSet *first = &changes->sets[at];
    uint32_t count = 1;
    for (; first->count == 1 && at + count < changes->set_count; count++) {
        const ChangeSet *other = &changes->sets[at + count];
        if (other->count != 1 || strcmp(other->items[0].key, first->items[0].key) != 0 ||
            strcmp(other->gives, first->gives) != 0)
            break;
    }
    return count;
}

/* `set` and the next of them, `like` in all, that are alike. */
static const char *describe_like(Arena *arena, const ChangeSet *set, uint32_t like)
{
    Text text = text_in(arena);
    for (uint32_t i = 0; i < set->count; i++) {
        if (i > 0)
            text_add(&text, i + 1 == set->count ? ", and " : ", ");
        add_key(&text, &set->items[i]);
        for (uint32_t k = 0; k < like; k++)
            text_add_format(&text, "%s%s",
                            k == 0          ? ""
                            : k + 1 == like ? " or "
                                            : ", ",
                            set[k].items[i].to_words);
        add_from(&text, &set->items[i]);
    }
    return str_to_text(arena, text_get(&text));
}

const char *changes_describe_set(Arena *arena, const ChangeSet *set)
{
    return describe_like(arena, set, 1);
}

const char *changes_describe_sets(Arena *arena, const Changes *changes, uint32_t *at)
{
    uint32_t like = count_like(changes, *at);
    const char *words = describe_like(arena, &changes->sets[*at], like);
    *at += like;
    return words;
}

static const char *describe_rest(const Changes *changes)
{
    return changes->end == CHANGES_AT_LIMIT ? "there the search was ended"
                                            : "larger sets were not tried";
}

const char *changes_describe_end(Arena *arena, const Changes *changes)
{
    if (changes->end == CHANGES_NOT_SOUGHT)
        return NULL;
    if (changes->end == CHANGES_ALL_TRIED)
        return changes->set_count > 0 ? NULL : "nothing that the case gives or that is presumed";
    if (changes->size_tried == 0)
        return "the search was ended before each fact was tried alone";
    const char *facts = changes->size_tried == 1 ? "fact" : "facts";
    if (changes->set_count == 0)
        return arena_format(arena, "no set of up to %u %s; %s", (unsigned)changes->size_tried,
                            facts, describe_rest(changes));
    return arena_format(arena, "all sets of up to %u %s were tried; %s",
                        (unsigned)changes->size_tried, facts, describe_rest(changes));
}
