/* outcome_lines.c - see outcome_lines.h. Places that have no value (a division by zero) are left out of what blocks.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/outcome_lines.h"

#include <string.h>

typedef struct Writer {
    Arena *arena;
    const Outcome *outcome;
    Lines lines;
} Writer;

static Texts *get_texts(const Writer *writer)
{
    return writer->outcome->evaluation->table->texts;
}

static bool is_parameter(const Code *code, const char *name)
{
    for (uint32_t i = 0; i < code->parameter_count; i++)
        if (!strcmp(code->parameters[i].name, name))
            return true;
    return false;
}

/* A decision's name, or that of a derived field after its element. */
static bool is_decision(const Code *code, const char *name)
{
    const char *last = strrchr(name, '.');
    for (uint32_t i = 0; i < code->decision_count; i++)
        if (!strcmp(code->decisions[i].name, last ? last + 1 : name))
            return true;
    return false;
}

static void write_keys(Writer *writer, Text *line, const char *what, const Keys *keys,
                       bool is_blocked)
{
    Names names = {0};
    const Code *code = writer->outcome->code;
    for (uint32_t i = 0; i < keys->count; i++)
        if (!is_blocked || is_parameter(code, keys->items[i]) || is_decision(code, keys->items[i]))
            names_add(writer->arena, &names, keys->items[i]);
    names_write(line, what, &names);
}

/* ---- decisions ---- */

static const Conflict *find_conflict(const Outcome *outcome, const char *key)
{
    for (size_t i = 0; i < outcome->conflicts.count; i++)
        if (!strcmp(outcome->conflicts.items[i].on, key) &&
            outcome->conflicts.items[i].side_count && !outcome->conflicts.items[i].sides[0].is_norm)
            return &outcome->conflicts.items[i];
    return NULL;
}

static void write_sides(Writer *writer, Text *line, const Conflict *conflict)
{
    Names values = {0};
    for (uint32_t i = 0; conflict && i < conflict->side_count; i++) {
        Text value = text_in(writer->arena);
        value_write_source(&value, conflict->type, get_texts(writer), conflict->sides[i].value);
        names_add(writer->arena, &values, value.bytes);
    }
    names_write(line, "conflict", &values);
}

static bool has_gap(const Outcome *outcome, const char *key)
{
    for (size_t i = 0; i < outcome->gaps.count; i++)
        if (!strcmp(outcome->gaps.items[i].on, key))
            return true;
    return false;
}

static void write_decision(Writer *writer, const OutcomeDecision *decision)
{
    Text line = text_in(writer->arena);
    Type type = writer->outcome->code->decisions[decision->decision].type;
    text_add_format(&line, "decision %s", decision->key);
    switch (decision->status) {
    case DECISION_VALUE:
        text_add(&line, " is ");
        value_write_source(&line, type, get_texts(writer), decision->value);
        break;
    case DECISION_UNDETERMINED:
        text_add(&line, " undetermined");
        write_keys(writer, &line, "needs", &decision->needs, false);
        write_keys(writer, &line, "blocked", &decision->blocked_by, true);
        break;
    case DECISION_CONFLICT:
        write_sides(writer, &line, find_conflict(writer->outcome, decision->key));
        break;
    case DECISION_GAP:
        text_add(&line,
                 has_gap(writer->outcome, decision->key) ? " gap" : " gap that is not listed");
        break;
    }
    lines_add(writer->arena, &writer->lines, &line);
}

/* ---- norms ---- */

static const char *norm_to_action(Writer *writer, const CodeNorm *norm)
{
    const Code *code = writer->outcome->code;
    if (norm->follow)
        return norm->follow;
    if (!norm->option_count)
        return code->actions[norm->action].name;
    Text out = text_in(writer->arena);
    text_add(&out, "one_of");
    for (uint32_t i = 0; i < norm->option_count; i++)
        text_add_format(&out, "/%s",
                        code->actions[code->norms[norm->first_option + i].action].name);
    return out.bytes;
}

static const char *status_words(NormStatus status)
{
    switch (status) {
    case NORM_APPLIES: return "applies";
    case NORM_UNDETERMINED: return "undetermined";
    case NORM_DOES_NOT_APPLY: return "does_not_apply";
    }
    UNREACHABLE();
}

static void write_date(Text *line, const char *what, OptionalDate date)
{
    lines_write_date(line, what, date.has, date.day);
}

static void write_norm(Writer *writer, const OutcomeNorm *norm)
{
    Text line = text_in(writer->arena);
    const CodeNorm *code_norm = &writer->outcome->code->norms[norm->norm];
    text_add_format(&line, "norm %s [", writer->outcome->code->rules[code_norm->rule].name);
    for (uint32_t i = 0; i < norm->elements.count; i++)
        text_add_format(&line, "%s%s=%u", i ? "," : "", norm->elements.items[i].variable,
                        norm->elements.items[i].number);
    text_add_format(&line, "] %s %s %s %s",
                    code_norm->follow || !code_norm->actor ? "-" : code_norm->actor,
                    modality_to_key(code_norm->modality), norm_to_action(writer, code_norm),
                    status_words(norm->status));
    if (norm->state != STATE_NONE)
        text_add_format(&line, " %s", state_to_key(norm->state));
    if (norm->status == NORM_APPLIES) {
        write_date(&line, "not_before", norm->not_before);
        write_date(&line, "due", norm->due);
        write_date(&line, "done_on", norm->done_on);
        write_date(&line, "next_due", norm->next_due);
    }
    write_keys(writer, &line, "needs", &norm->needs, false);
    write_keys(writer, &line, "blocked", &norm->blocked_by, true);
    lines_add(writer->arena, &writer->lines, &line);
}

/* ---- the rest ---- */

static void write_norm_conflict(Writer *writer, const Conflict *conflict)
{
    if (!conflict->side_count || !conflict->sides[0].is_norm)
        return;
    Text line = text_in(writer->arena);
    Names sides = {0};
    text_add_format(&line, "conflict on %s [", conflict->on);
    for (uint32_t i = 0; i < conflict->elements.count; i++)
        text_add_format(&line, "%s%u", i ? "," : "", conflict->elements.items[i].number);
    text_add(&line, "]");
    for (uint32_t i = 0; i < conflict->side_count; i++)
        names_add(writer->arena, &sides,
                  arena_format(writer->arena, "%s:%s", conflict->sides[i].rule,
                               modality_to_key(conflict->sides[i].modality)));
    names_write(&line, "between", &sides);
    lines_add(writer->arena, &writer->lines, &line);
}

static void write_missing(Writer *writer)
{
    Text line = text_in(writer->arena);
    Names facts = {0}, unknown = {0};
    for (size_t i = 0; i < writer->outcome->missing.count; i++) {
        const MissingFact *missing = &writer->outcome->missing.items[i];
        names_add(writer->arena, missing->is_known_unknown ? &unknown : &facts, missing->key);
    }
    text_add(&line, "missing");
    names_write(&line, "facts", &facts);
    names_write(&line, "unknown", &unknown);
    if (!writer->outcome->is_in_force)
        text_add(&line, " (not in force)");
    lines_add(writer->arena, &writer->lines, &line);
}

/* Gaps and conflicts that no decision has. */
static void write_surplus(Writer *writer)
{
    size_t gaps = 0, conflicts = 0, listed = 0;
    for (size_t i = 0; i < writer->outcome->decisions.count; i++) {
        gaps += writer->outcome->decisions.items[i].status == DECISION_GAP;
        conflicts += writer->outcome->decisions.items[i].status == DECISION_CONFLICT;
    }
    for (size_t i = 0; i < writer->outcome->conflicts.count; i++)
        listed += writer->outcome->conflicts.items[i].side_count &&
                  !writer->outcome->conflicts.items[i].sides[0].is_norm;
    if (gaps == writer->outcome->gaps.count && conflicts == listed)
        return;
    Text line = text_in(writer->arena);
    text_add(&line, "surplus gaps or conflicts");
    lines_add(writer->arena, &writer->lines, &line);
}

Lines outcome_to_lines(Arena *arena, const Outcome *outcome)
{
    Writer writer = {.arena = arena, .outcome = outcome};
    for (size_t i = 0; i < outcome->decisions.count; i++)
        write_decision(&writer, &outcome->decisions.items[i]);
    for (size_t i = 0; i < outcome->norms.count; i++)
        write_norm(&writer, &outcome->norms.items[i]);
    for (size_t i = 0; i < outcome->conflicts.count; i++)
        write_norm_conflict(&writer, &outcome->conflicts.items[i]);
    write_missing(&writer);
    write_surplus(&writer);
    lines_sort(&writer.lines);
    return writer.lines;
}

const char *outcome_decision_to_line(Arena *arena, const Outcome *outcome,
                                     const OutcomeDecision *decision)
{
    Writer writer = {.arena = arena, .outcome = outcome};
    write_decision(&writer, decision);
    return writer.lines.items[0];
}

const char *outcome_norm_to_line(Arena *arena, const Outcome *outcome, const OutcomeNorm *norm)
{
    Writer writer = {.arena = arena, .outcome = outcome};
    write_norm(&writer, norm);
    return writer.lines.items[0];
}
