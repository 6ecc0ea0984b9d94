/* case_reader.c - see case_reader.h: opening a source, and one line `key = value`.
 *
 * A comment begins with # at the start of a line or after a blank, so that `reference = A#17` keeps its value. A value
 * that begins with a double quote ends with one: inside it, \" is a quote, \\ a backslash, # a letter like others.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/case_reader.h"

#include "value/utf8.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static Span get_offset_span(uint32_t source, size_t start, size_t end)
{
    return (Span){source, (uint32_t)start, (uint32_t)end};
}

static bool check_bytes(Report *report, uint32_t source, Str text)
{
    uint32_t code_point;
    for (size_t at = 0, length; at < text.length; at += length) {
        length = utf8_read(&code_point, text, at);
        if (!length) {
            report_add(report, problem_kind(PROBLEM_NOT_UTF8), get_offset_span(source, at, at + 1),
                       "the text is not UTF-8");
            return false;
        }
        if (!code_point) {
            report_add(report, problem_kind(PROBLEM_NUL_BYTE), get_offset_span(source, at, at + 1),
                       "the text has a NUL character");
            return false;
        }
    }
    return true;
}

bool case_reader_open(CaseReader *reader, CaseEntries *entries, Report *report, uint32_t source)
{
    BUG_IF(source >= report->sources->list.count);
    Str text = report->sources->list.items[source].text;
    *reader = (CaseReader){entries, report, source, text};
    if (text.length > CASE_BYTES_MOST) {
        report_add(report, problem_kind(PROBLEM_FILE_TOO_LARGE), get_offset_span(source, 0, 0),
                   "the text has %zu bytes; a case has at most %zu", text.length, CASE_BYTES_MOST);
        return false;
    }
    if (!check_bytes(report, source, text))
        return false;
    if (str_has_prefix(text, BYTE_ORDER_MARK))
        reader->text = str_slice(text, sizeof BYTE_ORDER_MARK - 1, text.length);
    return true;
}

Span case_reader_get_span(const CaseReader *reader, Str part)
{
    const char *start = reader->report->sources->list.items[reader->source].text.bytes;
    size_t offset = part.bytes ? (size_t)(part.bytes - start) : 0;
    return get_offset_span(reader->source, offset, offset + part.length);
}

bool case_reader_take_line(Str *rest, Str *line)
{
    if (!rest->length)
        return false;
    size_t end = str_find_byte(*rest, '\n');
    *line = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end < rest->length ? end + 1 : end, rest->length);
    return true;
}

void case_reader_add(const CaseReader *reader, CaseEntry entry)
{
    size_t count = reader->entries->list.count;
    if (count == CASE_ENTRIES_MOST)
        report_add(reader->report, problem_kind(PROBLEM_FILE_TOO_LARGE), entry.span,
                   "a case says at most %zu things", CASE_ENTRIES_MOST);
    if (count > CASE_ENTRIES_MOST)
        return;
    VEC_PUSH(reader->report->arena, &reader->entries->list, entry);
}

bool case_reader_check_key(const CaseReader *reader, Str key, Span span)
{
    bool is_good = key.length > 0 && key.length <= CASE_KEY_BYTES_MOST;
    if (is_good || case_problem_is_full(reader->report))
        return is_good;
    if (!key.length)
        report_add(reader->report, problem_kind(PROBLEM_KEY_MISSING), span, "there is no key");
    else
        report_add(reader->report, problem_kind(PROBLEM_KEY_TOO_LONG), span,
                   "the key '%s' is too long", case_problem_show(reader->report, key));
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* `line` up to its comment. */
static Str cut_comment(Str line)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.bytes[i] == '#' && (i == 0 || is_blank(line.bytes[i - 1])))
            return str_slice(line, 0, i);
    return line;
}

/* Index of the quote that ends the value begun by the quote at 0, or the length where none does. */
static size_t find_closing_quote(Str quoted)
{
    for (size_t i = 1; i < quoted.length; i++) {
        if (quoted.bytes[i] == '"')
            return i;
        i += quoted.bytes[i] == '\\';
    }
    return quoted.length;
}

/* What stands between the quotes, without the backslashes of \" and \\. */
static Str unescape(Arena *arena, Str inside)
{
    if (str_find_byte(inside, '\\') == inside.length)
        return inside;
    char *bytes = arena_alloc(arena, inside.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < inside.length; i++) {
        bool is_escape = inside.bytes[i] == '\\' && i + 1 < inside.length &&
                         (inside.bytes[i + 1] == '"' || inside.bytes[i + 1] == '\\');
        i += is_escape;
        bytes[length++] = inside.bytes[i];
    }
    return (Str){bytes, length};
}

/* `value` begins with a quote. False, and reported, where it is not well formed. */
static bool read_quoted(const CaseReader *reader, CaseEntry *entry, Str value, bool has_comments)
{
    size_t end = find_closing_quote(value);
    if (end == value.length) {
        report_add(reader->report, problem_kind(PROBLEM_QUOTE_NOT_CLOSED),
                   case_reader_get_span(reader, value), "the value of '%s' has no closing quote",
                   case_problem_show(reader->report, entry->key));
        return false;
    }
    Str after = str_slice(value, end + 1, value.length);
    Str rest = str_trim(has_comments ? cut_comment(after) : after);
    if (rest.length) {
        report_add(reader->report, problem_kind(PROBLEM_WORDS_AFTER_QUOTE),
                   case_reader_get_span(reader, rest), "'%s' follows the quoted value of '%s'",
                   case_problem_show(reader->report, rest),
                   case_problem_show(reader->report, entry->key));
        return false;
    }
    entry->words = unescape(reader->report->arena, str_slice(value, 1, end));
    entry->is_text = true;
    entry->value_span = case_reader_get_span(reader, str_slice(value, 0, end + 1));
    return true;
}

/* `plain` is `value` up to the comment, if its # is one: in a quoted value it may not be. */
static bool read_value(const CaseReader *reader, CaseEntry *entry, Str value, Str plain,
                       bool has_comments)
{
    if (value.length && value.bytes[0] == '"')
        return read_quoted(reader, entry, value, has_comments);
    if (!plain.length) {
        size_t message =
            report_add(reader->report, problem_kind(PROBLEM_VALUE_MISSING), entry->span,
                       "'%s' has no value", case_problem_show(reader->report, entry->key));
        report_hint(reader->report, message,
                    "leave it out if it was not asked yet, or give it as unknown");
        return false;
    }
    entry->words = plain;
    entry->value_span = case_reader_get_span(reader, plain);
    return true;
}

static Str get_value(Str line, size_t equals)
{
    return str_trim(str_slice(line, equals + 1, line.length));
}

void case_reader_add_line(const CaseReader *reader, Str line, bool has_comments)
{
    Str before_comment = str_trim(has_comments ? cut_comment(line) : line);
    if (!before_comment.length)
        return;
    size_t equals = str_find_byte(before_comment, '=');
    Str key = str_trim(str_slice(before_comment, 0, equals));
    if (equals == before_comment.length) {
        size_t message = report_add(reader->report, problem_kind(PROBLEM_LINE_WITHOUT_EQUALS),
                                    case_reader_get_span(reader, key), "'%s' has no equals sign",
                                    case_problem_show(reader->report, key));
        report_hint(reader->report, message, "write key = value");
        return;
    }
    CaseEntry entry = {key,       STR_NONE, false, case_reader_get_span(reader, before_comment),
                       SPAN_NONE, false};
    if (case_reader_check_key(reader, key, entry.span) &&
        read_value(reader, &entry, get_value(str_trim(line), equals),
                   get_value(before_comment, equals), has_comments)) {
        entry.span.end = entry.value_span.end;
        case_reader_add(reader, entry);
    }
}
