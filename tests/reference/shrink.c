/* shrink.c - makes a difference small: leaves out runs of lines, then runs of words, while the difference stays.
 *
 * What does not compile any more is no difference, so nothing here need know the grammar. Long runs go first.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "reference/trial.h"

typedef struct Shrink {
    Arena *arena;
    Str text, case_text;
    Value as_of;
    uint32_t tries_left;
} Shrink;

static bool still_differs(Shrink *shrink, Str text, Str case_text)
{
    Arena *arena = arena_new();
    bool differs = false;
    if (shrink->tries_left)
        shrink->tries_left--;
    Compiled compiled = trial_compile(arena, text);
    if (compiled.code) {
        Trial trial = trial_run(arena, &compiled, case_text, shrink->as_of, true);
        differs = trial.is_case_right && !trial.is_same;
        if (differs)
            case_text = str_from(str_to_text(shrink->arena, trial.case_text));
    }
    arena_free(arena);
    if (differs) {
        shrink->text = text;
        shrink->case_text = case_text;
    }
    return differs;
}

/* Where the pieces of the text begin: its lines, or its words. */
typedef VEC(size_t) Starts;

static Starts find_starts(Arena *arena, Str text, bool is_words)
{
    Starts starts = {0};
    for (size_t i = 0; i < text.length; i++) {
        char before = i ? text.bytes[i - 1] : '\n', here = text.bytes[i];
        bool is_start = before == '\n';
        if (is_words)
            is_start = here != ' ' && here != '\n' &&
                       (before == ' ' || before == '\n' || before == '(' || here == ')' ||
                        here == '(' || here == ',');
        if (is_start)
            VEC_PUSH(arena, &starts, i);
    }
    VEC_PUSH(arena, &starts, text.length);
    return starts;
}

/* The spaces before a word left out stay: columns matter. */
static Str cut(Arena *arena, Str text, size_t start, size_t end)
{
    Text out = text_in(arena);
    text_add_str(&out, str_slice(text, 0, start));
    text_add_str(&out, str_slice(text, end, text.length));
    return out.bytes ? text_get(&out) : STR("");
}

static Str cut_words(Arena *arena, Str text, size_t start, size_t end)
{
    while (end > start && (text.bytes[end - 1] == ' ' || text.bytes[end - 1] == '\n'))
        end--;
    return cut(arena, text, start, end);
}

/* One pass over all runs of `length` pieces; true where something went. */
static bool drop_runs(Shrink *shrink, bool in_case, bool is_words, size_t length)
{
    bool has_dropped = false;
    for (size_t i = 0; shrink->tries_left; i++) {
        Str whole = in_case ? shrink->case_text : shrink->text;
        Starts starts = find_starts(shrink->arena, whole, is_words);
        if (i + length >= starts.count)
            break;
        Str less = is_words
                       ? cut_words(shrink->arena, whole, starts.items[i], starts.items[i + length])
                       : cut(shrink->arena, whole, starts.items[i], starts.items[i + length]);
        bool is_smaller = in_case ? still_differs(shrink, shrink->text, less)
                                  : still_differs(shrink, less, shrink->case_text);
        if (is_smaller) {
            has_dropped = true;
            i--;
        }
    }
    return has_dropped;
}

static bool drop_all(Shrink *shrink, bool in_case, bool is_words, size_t most)
{
    bool has_dropped = false;
    for (size_t length = most; length > 0; length = length > 8 ? length / 2 : length - 1)
        has_dropped |= drop_runs(shrink, in_case, is_words, length);
    return has_dropped;
}

void trial_shrink(Arena *arena, Str *text, Str *case_text, Value as_of)
{
    Shrink shrink = {arena, *text, *case_text, as_of, 60000};
    bool goes_on = true;
    while (goes_on && shrink.tries_left) {
        goes_on = drop_all(&shrink, true, false, 8);
        goes_on |= drop_all(&shrink, false, false, 32);
        goes_on |= drop_all(&shrink, false, true, 16);
    }
    *text = shrink.text;
    *case_text = shrink.case_text;
}
