/* scope.c - see scope.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "lower/scope.h"

#include "diag/diag.h"

Scope *scope_new(Arena *arena, Report *report)
{
    Scope *scope = ARENA_NEW(arena, Scope);
    scope->arena = arena;
    scope->report = report;
    for (size_t i = 0; i < ROOM_COUNT; i++)
        scope->rooms[i].map = map_new(arena);
    return scope;
}

bool scope_add(Scope *scope, Room room, Symbol symbol)
{
    if (!symbol.name || !symbol.name[0])
        return false;
    const Symbol *first = scope_find(scope, room, str_from(symbol.name));
    if (first) {
        size_t message = report_add(scope->report, diag_kind(DIAG_DUPLICATE_NAME), symbol.span,
                                    "'%s' is declared a second time", symbol.name);
        report_hint(scope->report, message, "give one of the two another name, or remove it");
        report_note(scope->report, message, first->span, "'%s' is first declared here, as a %s",
                    first->name, symbol_kind_to_words(first->kind));
        return false;
    }
    map_set(scope->rooms[room].map, str_from(symbol.name),
            (uint32_t)scope->rooms[room].symbols.count);
    VEC_PUSH(scope->arena, &scope->rooms[room].symbols, symbol);
    return true;
}

const Symbol *scope_find(const Scope *scope, Room room, Str name)
{
    uint32_t number;
    return map_find(scope->rooms[room].map, name, &number)
               ? &scope->rooms[room].symbols.items[number]
               : NULL;
}

const char *scope_find_nearest(Scope *scope, Room room, Str name)
{
    if (!report_may_search(scope->report))
        return NULL;
    size_t count = scope->rooms[room].symbols.count;
    const char **names = ARENA_ARRAY(scope->arena, count, const char *);
    for (size_t i = 0; i < count; i++)
        names[i] = scope->rooms[room].symbols.items[i].name;
    return report_find_nearest(names, count, name);
}

const char *symbol_kind_to_words(SymbolKind kind)
{
    switch (kind) {
    case SYMBOL_FACT: return "fact";
    case SYMBOL_DECISION: return "decision";
    case SYMBOL_PARAMETER: return "parameter";
    case SYMBOL_ENUMERATION: return "type";
    case SYMBOL_RECORD: return "record";
    case SYMBOL_RULE: return "rule";
    case SYMBOL_ACTION: return "action";
    case SYMBOL_PROCEDURE: return "procedure";
    case SYMBOL_SOURCE: return "source";
    }
    UNREACHABLE();
}
