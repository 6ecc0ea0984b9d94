/* evaluate_case.c - what the case says, read from its entries by dotted key.
 *
 * The entries are right: the compiler's own reading has checked them. A list is given where it is said to be none, or where
 * a key reaches into it; all else that is not said is not known (rulings 8, 12, 26).
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "reference/evaluate.h"

static bool read_number(Str part, uint32_t *number)
{
    *number = 0;
    for (size_t i = 0; i < part.length; i++) {
        if (part.bytes[i] < '0' || part.bytes[i] > '9')
            return false;
        *number = *number * 10 + (uint32_t)(part.bytes[i] - '0');
    }
    return part.length > 0;
}

/* Every number in the key says that the list before it has at least so many elements. */
static void count_elements(Reference *reference, Str key)
{
    for (size_t start = 0; start < key.length;) {
        size_t length = str_find_byte(str_slice(key, start, key.length), '.');
        uint32_t number, before = 0;
        if (start && read_number(str_slice(key, start, start + length), &number)) {
            Str list = str_slice(key, 0, start - 1);
            map_find(reference->counts, list, &before);
            map_set(reference->counts, list, number > before ? number : before);
        }
        start += length + 1;
    }
}

void reference_read_case(Reference *reference)
{
    for (size_t i = 0; i < reference->entries->list.count; i++) {
        Str key = reference->entries->list.items[i].key;
        map_set(reference->keys, key, (uint32_t)i);
        if (!str_has_prefix(key, "done."))
            count_elements(reference, key);
    }
}

static const CaseEntry *find_entry(const Reference *reference, const char *key)
{
    uint32_t number;
    return map_find(reference->keys, str_from(key), &number)
               ? &reference->entries->list.items[number]
               : NULL;
}

static bool is_words(const CaseEntry *entry, const char *words)
{
    return entry && !entry->is_text && str_is(str_trim(entry->words), words);
}

static Answer constant_answer(Reference *reference, const CoreConstant *constant)
{
    return answer_value(constant->type.kind == TYPE_TEXT
                            ? texts_add(reference->texts, str_from(constant->text))
                            : constant->value);
}

Answer reference_get_fact(Reference *reference, const CoreFact *fact, Element element)
{
    if (fact->record && !element.path)
        return answer_needs(reference, element.needed);
    const char *key = fact->record
                          ? arena_format(reference->arena, "%s.%s", element.path, fact->name)
                          : fact->name;
    const CaseEntry *entry = find_entry(reference, key);
    if (!entry && fact->is_presumed)
        return constant_answer(reference, &fact->presumed);
    if (!entry || is_words(entry, "unknown"))
        return answer_needs(reference, key);
    Value value;
    ReadResult result = value_read(&value, fact->type, reference->texts, entry->words);
    BUG_IF(result != READ_OK);
    return answer_value(value);
}

ElementList reference_get_list(Reference *reference, const CoreFact *list, const Element *holder)
{
    if (holder && !holder->path)
        return (ElementList){.needed = holder->needed,
                             .list =
                                 arena_format(reference->arena, "%s.%s", holder->list, list->name)};
    const char *path =
        holder ? arena_format(reference->arena, "%s.%s", holder->path, list->name) : list->name;
    const CaseEntry *entry = find_entry(reference, path);
    uint32_t count = 0;
    bool has_elements = map_find(reference->counts, str_from(path), &count);
    if (has_elements || is_words(entry, "none"))
        return (ElementList){.is_given = true, .count = count, .path = path};
    return (ElementList){.needed = path, .list = path};
}

Element reference_get_element(Reference *reference, const ElementList *list, uint32_t number)
{
    if (!list->is_given)
        return (Element){.needed = list->needed, .list = list->list};
    return (Element){.path = arena_format(reference->arena, "%s.%u", list->path, number),
                     .number = number};
}

Doing reference_get_doing(Reference *reference, const CoreAction *action, const Element *elements)
{
    Text key = text_in(reference->arena);
    text_add_format(&key, "done.%s", action->name);
    for (uint32_t i = 0; i < action->loop_count; i++) {
        if (!elements[i].path) /* of a possible element nobody can say whether it was done */
            return (Doing){DOING_NOT_KNOWN, 0, answer_needs(reference, elements[i].needed)};
        text_add_format(&key, ".%u", elements[i].number);
    }
    const CaseEntry *entry = find_entry(reference, key.bytes);
    if (!entry)
        return (Doing){DOING_NOT_DONE, 0, answer_truth(false)};
    if (is_words(entry, "unknown"))
        return (Doing){DOING_NOT_KNOWN, 0, answer_needs(reference, key.bytes)};
    Value day;
    ReadResult result = value_read(&day, (Type){TYPE_DATE, NULL}, NULL, entry->words);
    BUG_IF(result != READ_OK);
    if (day > reference->as_of)
        return (Doing){DOING_NOT_DONE, 0, answer_truth(false)};
    return (Doing){DOING_DONE, day, answer_truth(true)};
}
