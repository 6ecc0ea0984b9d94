/* lint_names.c - two names for what is probably one thing: at_risk beside atrisk, organisation_pays beside organization_pays.
 *
 * Names are alike where they differ only in capitals and underscores, or where long words of theirs differ in one letter
 * that is neither the first nor the last: carer and carers, arranged and arranges, request_1 and request_2 are two things.
 * Two words are alike where leaving a letter out of one or both gives the same; so one look into a map finds all that are
 * like a word, and 100,000 names cost no more than their letters.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/lint_parts.h"

/* Shorter words are often one letter apart and two things: paid, said. */
#define LETTERS_LEAST 6

typedef struct Named {
    const char *name;
    Span span;
} Named;

typedef struct Names {
    Lint *lint;
    Map *
        words; /* a long word, or one without a letter -> in `spellings` the word it is written as */
    VEC(Str) spellings;
    Map *names; /* a name as it is compared -> in `list` */
    VEC(Named) list;
} Names;

static bool has_digit(Str word)
{
    for (size_t i = 0; i < word.length; i++)
        if (word.bytes[i] >= '0' && word.bytes[i] <= '9')
            return true;
    return false;
}

static Str leave_out(Arena *arena, Str word, size_t index)
{
    char *copy = arena_copy_text(arena, word.bytes, word.length);
    for (size_t i = index; i + 1 < word.length; i++)
        copy[i] = copy[i + 1];
    return (Str){copy, word.length - 1};
}

/* The first word met that is like this one; often the word itself. */
static Str find_spelling(Names *names, Str word)
{
    Arena *arena = names->lint->arena;
    uint32_t number;
    if (word.length < LETTERS_LEAST || has_digit(word))
        return word;
    if (map_find(names->words, word, &number))
        return names->spellings.items[number];
    number = (uint32_t)names->spellings.count;
    for (size_t i = 1; i + 1 < word.length; i++)
        if (map_find(names->words, leave_out(arena, word, i), &number))
            break;
    Str spelling = number < names->spellings.count ? names->spellings.items[number] : word;
    number = (uint32_t)names->spellings.count;
    VEC_PUSH(arena, &names->spellings, spelling);
    map_set(names->words, word, number);
    for (size_t i = 1; i + 1 < word.length; i++)
        map_set(names->words, leave_out(arena, word, i), number);
    return spelling;
}

static Str to_lower(Arena *arena, const char *name)
{
    Text text = text_in(arena);
    for (const char *c = name; *c; c++)
        text_add_byte(&text, *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c);
    return text_get(&text);
}

/* The name as it is compared: small letters, each word as it was first written, without underscores. */
static Str find_form(Names *names, const char *name)
{
    Text form = text_in(names->lint->arena);
    Str rest = to_lower(names->lint->arena, name);
    while (rest.length) {
        size_t end = str_find_byte(rest, '_');
        text_add_str(&form, find_spelling(names, str_slice(rest, 0, end)));
        rest = str_slice(rest, end < rest.length ? end + 1 : end, rest.length);
    }
    return text_get(&form);
}

static void report_alike(Lint *lint, Named first, Named second)
{
    bool is_first_later = lint_is_own(lint, first.span) && first.span.start > second.span.start;
    if (!lint_is_own(lint, second.span) || is_first_later) {
        Named other = first;
        first = second;
        second = other;
    }
    if (!lint_is_own(lint, second.span))
        return;
    size_t message = LINT_REPORT(lint, DIAG_NAMES_ALIKE, second.span,
                                 "'%s' is spelt almost like '%s'", second.name, first.name);
    report_hint(lint->report, message,
                "if they are one thing, use one name; if not, give them names that differ");
    report_note(lint->report, message, first.span, "'%s' is declared here", first.name);
}

static void add_name(Names *names, const char *name, Span span)
{
    uint32_t number;
    Str form = find_form(names, name);
    const Named named = {name, span};
    if (map_find(names->names, form, &number)) {
        report_alike(names->lint, names->list.items[number], named);
        return;
    }
    map_set(names->names, form, (uint32_t)names->list.count);
    VEC_PUSH(names->lint->arena, &names->list, named);
}

static Names names_of(Lint *lint)
{
    Names names = {0};
    names.lint = lint;
    names.words = map_new(lint->arena);
    names.names = map_new(lint->arena);
    return names;
}

static void check_values(Lint *lint)
{
    const CoreProgram *program = lint->program;
    Names names = names_of(lint);
    for (size_t i = 0; i < program->facts.count; i++)
        add_name(&names, program->facts.items[i]->name, program->facts.items[i]->span);
    for (size_t i = 0; i < program->parameters.count; i++)
        add_name(&names, program->parameters.items[i]->name, program->parameters.items[i]->span);
    for (size_t i = 0; i < program->decisions.count; i++)
        if (!program->decisions.items[i]->record)
            add_name(&names, program->decisions.items[i]->name, program->decisions.items[i]->span);
}

/* Enumerations and records. */
static void check_types(Lint *lint)
{
    const CoreProgram *program = lint->program;
    Names names = names_of(lint);
    for (size_t m = 0; m < program->modules.count; m++) {
        const AstList *list = &program->modules.items[m]->unit->file->as.FILE.declarations;
        for (size_t i = 0; i < list->count; i++) {
            if (list->items[i]->kind != AST_TYPE)
                continue;
            Token name = list->items[i]->as.TYPE.name;
            add_name(&names, str_to_text(lint->arena, name.text), name.span);
        }
    }
    for (size_t i = 0; i < program->records.count; i++)
        add_name(&names, program->records.items[i]->name, program->records.items[i]->span);
}

void lint_names(Lint *lint)
{
    const CoreProgram *program = lint->program;
    Names rules = names_of(lint), actions = names_of(lint);
    check_values(lint);
    check_types(lint);
    for (size_t i = 0; i < program->rules.count; i++)
        add_name(&rules, program->rules.items[i]->name, program->rules.items[i]->name_span);
    for (size_t i = 0; i < program->actions.count; i++)
        add_name(&actions, program->actions.items[i]->name, program->actions.items[i]->span);
}
