/* explain_words.c - the words that reasons are made of: the source's own, places, values.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "explain/parts.h"

/* Longer words say less than they cost; the span leads to the whole. */
#define WORDS_MOST 160

static size_t skip_to(Str words, size_t at, char byte)
{
    while (at < words.length && words.bytes[at] != byte)
        at++;
    return at;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* Whether a bullet begins on the line after the line end at `at`. */
static bool is_bullet_next(Str words, size_t at)
{
    while (at < words.length && is_blank(words.bytes[at]))
        at++;
    return at + 1 < words.length && words.bytes[at] == '-' && words.bytes[at + 1] == ' ';
}

static void add_folded(Text *out, char byte)
{
    if (!is_blank(byte))
        text_add_byte(out, byte);
    else if (out->length > 0 && out->bytes[out->length - 1] != ' ')
        text_add_byte(out, ' ');
}

static void add_quoted(Text *out, Str words, size_t *at)
{
    size_t end = skip_to(words, *at + 1, '"');
    for (; *at < words.length && *at <= end; (*at)++)
        add_folded(out, words.bytes[*at]);
}

static void add_words(Text *out, Str words)
{
    size_t at = 0;
    while (at < words.length && out->length <= WORDS_MOST) {
        char byte = words.bytes[at];
        if (byte == '\n' && is_bullet_next(words, at))
            return;
        if (byte == '"') {
            add_quoted(out, words, &at);
            continue;
        }
        if (byte == '#') {
            at = skip_to(words, at, '\n');
            continue;
        }
        if (byte == '[')
            at = skip_to(words, at, ']');
        else
            add_folded(out, byte);
        at++;
    }
}

/* Cuts between characters, never inside one. */
static Str cut_words(Str words)
{
    size_t end = WORDS_MOST;
    while (end > 0 && ((unsigned char)words.bytes[end] & 0xC0) == 0x80)
        end--;
    return str_slice(words, 0, end);
}

const char *explain_make_words(Arena *arena, const Code *code, Span span)
{
    if (span.source == SOURCE_NONE || !code->sources)
        return NULL;
    Str words = str_trim(source_get_words(code->sources, span));
    Text text = text_in(arena);
    add_words(&text, words);
    Str folded = str_trim(text_get(&text));
    if (folded.length == 0)
        return NULL;
    if (folded.length <= WORDS_MOST)
        return str_to_text(arena, folded);
    return arena_format(arena, "%.*s…", STR_ARG(cut_words(folded)));
}

static Str last_part(Str path)
{
    for (size_t i = path.length; i-- > 0;)
        if (path.bytes[i] == '/')
            return str_slice(path, i + 1, path.length);
    return path;
}

/* Its name without the folders, unless another text is called the same: reasons say it again and again. */
static Str short_name(const Sources *sources, uint32_t source)
{
    Str name = sources->list.items[source].name;
    Str last = last_part(name);
    for (uint32_t i = 0; i < sources->list.count; i++) {
        Str other = sources->list.items[i].name;
        if (!str_is_equal(other, name) && str_is_equal(last_part(other), last))
            return name;
    }
    return last;
}

/* Facts of one case have much the same to say: the last answer is kept. */
const char *explain_at(Explain *it, const char *words, Span span)
{
    Sources *sources = it->code->sources;
    if (!sources || span.source >= sources->list.count)
        return words;
    if (str_is(sources->list.items[span.source].name, CASE_ARGUMENT))
        return arena_format(it->arena, "%s by '%s'", words, explain_words(it, span));
    uint32_t line = source_get_line_number(sources, span.source, span.start);
    LastAt *last = &it->last_at;
    if (last->words == words && last->source == span.source && last->line == line)
        return last->text;
    Str name = short_name(sources, span.source);
    const char *text = arena_format(it->arena, "%s at %.*s:%u", words, STR_ARG(name), line);
    *last = (LastAt){words, span.source, line, text};
    return text;
}

const char *explain_join(Arena *arena, const char *const *parts)
{
    size_t length = 0;
    for (size_t i = 0; parts[i]; i++)
        length += strlen(parts[i]);
    char *text = arena_alloc(arena, length + 1), *to = text;
    for (size_t i = 0; parts[i]; i++) {
        size_t part = strlen(parts[i]);
        memcpy(to, parts[i], part);
        to += part;
    }
    return text;
}

const char *explain_truth_words(Truth truth)
{
    switch (truth) {
    case TRUTH_NO: return "no";
    case TRUTH_UNKNOWN: return "unknown";
    case TRUTH_YES: return "yes";
    }
    UNREACHABLE();
}

static bool is_shown_as_it_is(const char *words)
{
    for (; *words; words++)
        if (*words < ' ' || *words > '~')
            return false;
    return true;
}

/* The words of a value that stand in the program as value_write_text writes them; NULL where they have to be made. */
static const char *find_written(Type type, Value value)
{
    if (type.kind == TYPE_YES_NO)
        return value ? "yes" : "no";
    if (type.kind != TYPE_ENUMERATION || value < 0 || value >= (Value)type.enumeration->value_count)
        return NULL;
    const EnumerationValue *found = &type.enumeration->values[value];
    const char *words = found->label ? found->label : found->name;
    return is_shown_as_it_is(words) ? words : NULL;
}

const char *explain_value_words(Explain *it, Place place)
{
    Type type = it->code->instructions[place.reg].type;
    Value value;
    if (!evaluation_find_value(it->evaluation, place.reg, place.row, &value))
        return "unknown";
    const char *written = find_written(type, value);
    if (written)
        return written;
    Text text = text_in(it->scratch);
    value_write_text(&text, type, it->evaluation->table->texts, value);
    return str_to_text(it->arena, text_get(&text));
}

const char *explain_date_words(Arena *arena, Value day)
{
    Text text = text_in(arena);
    value_write_text(&text, (Type){TYPE_DATE, NULL}, NULL, day);
    return str_to_text(arena, text_get(&text));
}
