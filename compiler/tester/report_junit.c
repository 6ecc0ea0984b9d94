/* report_junit.c - results as JUnit XML, a suite a file, in the form that tests/lib/junit.xsd describes.
 *
 * Control characters, which XML cannot hold, become question marks; texts are UTF-8 already, or they are not read.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tester/reports.h"

#include <string.h>

static const char *find_entity(char byte)
{
    switch (byte) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return NULL;
    }
}

/* A line end within an attribute has to be written as a number, or it is read as a space. */
static void add_byte(Text *out, char byte, bool is_attribute)
{
    const char *entity = find_entity(byte);
    bool is_control = (unsigned char)byte < ' ' && byte != '\n' && byte != '\t';
    if (entity)
        text_add(out, entity);
    else if (is_attribute && (byte == '\n' || byte == '\t'))
        text_add_format(out, "&#%d;", byte);
    else
        text_add_byte(out, is_control ? '?' : byte);
}

static void add_escaped(Text *out, const char *words, bool is_attribute)
{
    for (; *words; words++)
        add_byte(out, *words, is_attribute);
}

static void add_attribute(Text *out, const char *name, const char *words)
{
    text_add_format(out, " %s=\"", name);
    add_escaped(out, words, true);
    text_add_byte(out, '"');
}

typedef struct Sums {
    size_t tests, failures, errors;
    uint64_t microseconds;
} Sums;

static void add_sums(Text *out, const Sums *sums)
{
    text_add_format(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" time=\"%u.%06u\"",
                    sums->tests, sums->failures, sums->errors,
                    (unsigned)(sums->microseconds / 1000000),
                    (unsigned)(sums->microseconds % 1000000));
}

static Sums sum_up(const TestItem *items, size_t count)
{
    Sums sums = {.tests = count};
    for (size_t i = 0; i < count; i++) {
        sums.failures += items[i].status == TEST_FAILED;
        sums.errors += items[i].status == TEST_WRONG;
        sums.microseconds += items[i].microseconds;
    }
    return sums;
}

/* "folder.name" of folder/NAME.proc: the dots make CI servers show folders. */
static const char *class_of(Arena *arena, const char *file)
{
    size_t length = strlen(file);
    while (length > 2 && file[0] == '.' && file[1] == '/') {
        file += 2;
        length -= 2;
    }
    if (length > 5 && !strcmp(file + length - 5, ".proc"))
        length -= 5;
    char *name = arena_copy_text(arena, file, length);
    for (char *at = name; *at; at++)
        *at = *at == '/' ? '.' : *at;
    return name;
}

static void add_trouble(Text *out, const TestList *list, const TestItem *item)
{
    const char *element = item->status == TEST_FAILED ? "failure" : "error";
    text_add_format(out, ">\n      <%s type=\"%s\"", element,
                    item->status == TEST_FAILED ? "expectation" : "text");
    add_attribute(out, "message", report_summarise(out->arena, list, item));
    text_add_byte(out, '>');
    add_escaped(out, report_describe(out->arena, list, item), false);
    text_add_format(out, "</%s>\n    </testcase>\n", element);
}

static void add_case(Text *out, const TestList *list, const TestItem *item)
{
    text_add(out, "    <testcase");
    add_attribute(out, "name", item->title);
    add_attribute(out, "classname", class_of(out->arena, item->file));
    text_add_format(out, " time=\"%u.%06u\"", (unsigned)(item->microseconds / 1000000),
                    (unsigned)(item->microseconds % 1000000));
    if (item->status == TEST_PASSED)
        text_add(out, "/>\n");
    else
        add_trouble(out, list, item);
}

static size_t find_end(const TestList *list, size_t first)
{
    size_t end = first;
    while (end < list->items.count &&
           !strcmp(list->items.items[end].file, list->items.items[first].file))
        end++;
    return end;
}

static void add_suite(Text *out, const TestList *list, size_t first, size_t end)
{
    const TestItem *items = list->items.items;
    const Sums sums = sum_up(&items[first], end - first);
    text_add(out, "  <testsuite");
    add_attribute(out, "name", items[first].file);
    add_sums(out, &sums);
    text_add(out, " skipped=\"0\"");
    add_attribute(out, "file", items[first].file);
    text_add(out, ">\n");
    for (size_t i = first; i < end; i++)
        add_case(out, list, &items[i]);
    text_add(out, "  </testsuite>\n");
}

void report_write_junit(Text *out, const TestList *list)
{
    const Sums sums = sum_up(list->items.items, list->items.count);
    text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"procc\"");
    add_sums(out, &sums);
    text_add(out, ">\n");
    for (size_t i = 0; i < list->items.count;) {
        size_t end = find_end(list, i);
        add_suite(out, list, i, end);
        i = end;
    }
    text_add(out, "</testsuites>\n");
}
