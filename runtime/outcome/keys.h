/* keys.h - the names under which outcomes speak of facts, doings, lists and decisions, and sets of such names.
 *
 * In: a row of a frame. Out: keys as a case writes them ("services.2.kind", "done.end_plan.2"). A row without an element
 * number (its list is not given) leaves the number out. Only for outcome/,
 * explain/ and schema/.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OUTCOME_KEYS_H
#define OUTCOME_KEYS_H

#include "outcome/outcome.h"

/* Keys being collected, in any order and more than once each. */
typedef struct KeyBag {
    Arena *arena;
    VEC(const char *) list;
} KeyBag;

void keys_add(KeyBag *bag, const char *key);
/* Sorted, each once, in the bag's arena or in `arena`; the bag is empty afterwards. */
Keys keys_take(KeyBag *bag, Arena *arena);
bool keys_has(Keys keys, const char *key);

/* The key of the outermost list that is not given and keeps `row` of `frame` from having elements; NULL where none does. */
const char *keys_find_missing_list(Arena *arena, const Evaluation *evaluation, uint32_t frame,
                                   uint32_t row);
/* The fact of that list. */
uint32_t keys_find_missing_fact(const Evaluation *evaluation, uint32_t frame, uint32_t row,
                                uint32_t *fact_row);
/* The row of the list frame that a row stands for; the row itself in a list frame. */
uint32_t keys_get_element_row(const Evaluation *evaluation, uint32_t frame, uint32_t row);
const char *keys_of_done(Arena *arena, const Evaluation *evaluation, uint32_t action, uint32_t row);
const char *keys_of_decision(Arena *arena, const Evaluation *evaluation, uint32_t decision,
                             uint32_t row);
/* What a decision is called in its frame; a derived field may bear its record's name too: "service.is_care_home". */
const char *keys_get_last_part(const char *name);
/* "services 2, visits 1"; "" for frame 0. */
const char *keys_describe_elements(Arena *arena, const Elements *elements);
/* The decision that register `reg` holds, INDEX_NONE where none. */
uint32_t keys_find_decision(const Code *code, uint32_t reg);
/* "file.proc:12", or "an unknown place". */
const char *keys_describe_place(Arena *arena, const Code *code, Span span);
/* What people call a norm: its action, a choice's rule, or the procedure that is followed. Lives as long as `code`. */
const char *keys_of_norm(const Code *code, uint32_t norm);

#endif
