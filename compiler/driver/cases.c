/* cases.c - a case from words of the command line: key=value, files, standard input.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>

#include "driver/internal.h"
#include "error/problem.h"

static bool has_suffix(const char *name, const char *suffix)
{
    size_t length = strlen(name), end = strlen(suffix);
    return length >= end && !strcmp(name + length - end, suffix);
}

static bool read_stream(Driver *driver, FILE *file, const char *name, uint32_t *source)
{
    Text text = text_in(driver->arena);
    char part[65536];
    size_t count;
    while ((count = fread(part, 1, sizeof part, file)) > 0 && text.length <= CASE_BYTES_MOST)
        text_add_str(&text, (Str){part, count});
    if (text.length > CASE_BYTES_MOST) {
        report_add(driver->report, problem_kind(PROBLEM_FILE_TOO_LARGE), SPAN_NONE,
                   "'%s' is larger than 64 MB", name);
        return false;
    }
    if (ferror(file)) {
        report_add(driver->report, problem_kind(PROBLEM_FILE_NOT_READABLE), SPAN_NONE,
                   "'%s' cannot be read", name);
        return false;
    }
    *source = source_add(&driver->sources, str_from(name), text_get(&text));
    return true;
}

static bool read_case_file(Driver *driver, const char *name, uint32_t *source)
{
    bool is_input = !strcmp(name, "-");
    FILE *file = is_input ? stdin : path_is_file(name) ? fopen(name, "rb") : NULL;
    if (!file) {
        size_t message = report_add(driver->report, problem_kind(PROBLEM_FILE_NOT_READABLE),
                                    SPAN_NONE, "'%s' cannot be read", name);
        report_hint(driver->report, message,
                    "a case is a .case or .json file, '-' for standard input, or words such as "
                    "has_capacity=yes%s",
                    has_suffix(name, ".case") || has_suffix(name, ".json")
                        ? ""
                        : "; a procedure is a .proc file, a folder or the name of a module");
        return false;
    }
    bool is_read = read_stream(driver, file, is_input ? "<standard input>" : name, source);
    if (!is_input)
        fclose(file);
    return is_read;
}

static bool is_json(Driver *driver, const char *name, uint32_t source)
{
    Str text = str_trim(driver->sources.list.items[source].text);
    if (str_has_prefix(text, "\xef\xbb\xbf"))
        text = str_trim(str_slice(text, 3, text.length));
    return has_suffix(name, ".json") || (text.length && text.bytes[0] == '{');
}

static void add_file(Driver *driver, CaseEntries *entries, const char *name)
{
    uint32_t source;
    if (!read_case_file(driver, name, &source))
        return;
    if (is_json(driver, name, source))
        case_read_json(entries, driver->report, source);
    else
        case_read_lines(entries, driver->report, source);
}

static void add_word(Driver *driver, CaseEntries *entries, const char *word)
{
    uint32_t source = source_add(&driver->sources, STR(CASE_ARGUMENT), str_from(word));
    case_read_words(entries, driver->report, source);
}

CaseEntries driver_read_entries(Driver *driver, size_t word_count, const char *const *words)
{
    CaseEntries entries = {0};
    for (size_t i = 0; i < word_count; i++) {
        if (strchr(words[i], '=') && !path_is_file(words[i]))
            add_word(driver, &entries, words[i]);
        else
            add_file(driver, &entries, words[i]);
    }
    return entries;
}

CaseTable *driver_read_case(Driver *driver, const Program *program, size_t word_count,
                            const char *const *words, Value as_of)
{
    CaseEntries entries = driver_read_entries(driver, word_count, words);
    return case_table_new(driver->arena, program->code, &entries, as_of, driver->report);
}
