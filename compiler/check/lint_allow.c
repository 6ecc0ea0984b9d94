/* lint_allow.c - which warnings are shown: what a text allows, what the command line switches.
 *
 *     fact old_name: text   # procc: allow unused-fact
 *
 * On the line above the comment has to stand alone, so that it cannot be about its own line. Several names are parted by
 * commas, and a remark may follow after a further #. A name that is no warning is itself warned of: a misspelt one would otherwise do nothing, unseen.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/lint_parts.h"

#define ALLOW "procc: allow"

static const char *allowed_key(Lint *lint, uint32_t source, uint32_t line, const char *code)
{
    return arena_format(lint->arena, "%u %u %s", source, line, code);
}

static void report_unknown(Lint *lint, Span span, Str name)
{
    size_t count;
    const MessageKind *kinds = diag_get_kinds(&count);
    const char **names = ARENA_ARRAY(lint->arena, count, const char *);
    for (size_t i = 0; i < count; i++)
        names[i] = kinds[i].severity == SEVERITY_WARNING ? kinds[i].name : "";
    const char *nearest = report_find_nearest(names, count, name);
    size_t message = LINT_REPORT(lint, DIAG_UNKNOWN_WARNING, span,
                                 "there is no warning named '%.*s'", STR_ARG(name));
    if (nearest && nearest[0])
        report_hint(lint->report, message, "did you mean '%s'?", nearest);
    else
        report_hint(lint->report, message, "each message begins with the code of its warning");
}

/* `name` points into the comment. */
static Span span_of_name(const Lint *lint, Span comment, Str name)
{
    const char *first = source_get_words(lint->sources, comment).bytes;
    uint32_t start = comment.start + (uint32_t)(name.bytes - first);
    return (Span){comment.source, start, start + (uint32_t)name.length};
}

static void allow(Lint *lint, Span comment, Str name, bool is_alone)
{
    const MessageKind *kind = diag_find_kind(name);
    uint32_t line = source_get_position(lint->report->sources, comment.source, comment.start).line;
    if (!name.length)
        return;
    if (!kind || kind->severity != SEVERITY_WARNING) {
        report_unknown(lint, span_of_name(lint, comment, name), name);
        return;
    }
    map_set(lint->allowed, str_from(allowed_key(lint, comment.source, line + is_alone, kind->code)),
            0);
}

/* The names after `# procc: allow`, up to a remark that begins with a further #; none in any other comment. */
static Str find_names(const Lint *lint, Span comment)
{
    Str words = source_get_words(lint->sources, comment);
    words = str_trim(str_slice(words, 1, words.length));
    if (!str_has_prefix(words, ALLOW))
        return STR_NONE;
    words = str_slice(words, sizeof ALLOW - 1, words.length);
    return str_trim(str_slice(words, 0, str_find_byte(words, '#')));
}

void lint_add_allowed(Lint *lint, const CoreModule *module)
{
    const AstUnit *unit = module->unit;
    const Span text = {module->source, 0, 0};
    if (places_has(&lint->read, text))
        return;
    places_add(&lint->read, text);
    for (size_t i = 0; i < unit->comments.count; i++) {
        Span comment = unit->comments.items[i];
        Str names = find_names(lint, comment);
        if (!names.length)
            continue;
        Str line = source_get_line(lint->report->sources, comment.source, comment.start);
        bool is_alone = str_has_prefix(str_trim(line), "#");
        while (names.length) {
            size_t end = str_find_byte(names, ',');
            allow(lint, comment, str_trim(str_slice(names, 0, end)), is_alone);
            names = str_slice(names, end < names.length ? end + 1 : end, names.length);
        }
    }
}

static bool is_allowed(Lint *lint, const Message *message)
{
    uint32_t number;
    if (message->span.source == SOURCE_NONE || !map_get_count(lint->allowed))
        return false;
    uint32_t line =
        source_get_position(lint->report->sources, message->span.source, message->span.start).line;
    return map_find(lint->allowed,
                    str_from(allowed_key(lint, message->span.source, line, message->kind->code)),
                    &number);
}

void lint_drop(Lint *lint, const DiagSwitch *switches, size_t count)
{
    Report *report = lint->report;
    size_t kept = 0;
    for (size_t i = 0; i < report->messages.count; i++) {
        const Message message = report->messages.items[i];
        if (message.kind->severity == SEVERITY_WARNING &&
            (!diag_is_on(message.kind, switches, count) || is_allowed(lint, &message)))
            continue;
        report->messages.items[kept++] = message;
    }
    report->messages.count = kept;
}
