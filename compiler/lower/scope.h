/* scope.h - the names of a program, in rooms: a rule and an action may share a name, two values may not (ruling 48).
 *
 * One namespace over a procedure and all it uses (ruling 35). A second declaration of a name in its room is reported at its
 * place with a note at the first, and the first stays.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef LOWER_SCOPE_H
#define LOWER_SCOPE_H

#include "base/map.h"
#include "core/core.h"
#include "error/report.h"

typedef enum Room {
    ROOM_VALUES, /* facts, decisions, tables, parameters */
    ROOM_TYPES,  /* enumerations, records */
    ROOM_RULES,
    ROOM_ACTIONS,
    ROOM_PROCEDURES,
    ROOM_SOURCES,
} Room;
#define ROOM_COUNT 6

typedef enum SymbolKind {
    SYMBOL_FACT,
    SYMBOL_DECISION,
    SYMBOL_PARAMETER,
    SYMBOL_ENUMERATION,
    SYMBOL_RECORD,
    SYMBOL_RULE,
    SYMBOL_ACTION,
    SYMBOL_PROCEDURE,
    SYMBOL_SOURCE,
} SymbolKind;

typedef struct Symbol {
    SymbolKind kind;
    const char *name;
    Span span;
    union {
        CoreFact *fact;
        CoreDecision *decision;
        CoreParameter *parameter;
        const Enumeration *enumeration;
        CoreRecord *record;
        CoreRule *rule;
        CoreAction *action;
        uint32_t number; /* procedures, sources */
    } as;
} Symbol;

typedef struct Scope {
    Arena *arena;
    Report *report;
    struct {
        Map *map;
        VEC(Symbol) symbols;
    } rooms[ROOM_COUNT];
} Scope;

Scope *scope_new(Arena *arena, Report *report);
/* False where the name stands already: reported. Absent names (after a syntax error) are left out silently. */
bool scope_add(Scope *scope, Room room, Symbol symbol);
const Symbol *scope_find(const Scope *scope, Room room, Str name);
/* The name of the room most like `name`, or NULL. */
const char *scope_find_nearest(Scope *scope, Room room, Str name);
/* "fact", "decision", … for messages. */
const char *symbol_kind_to_words(SymbolKind kind);

#endif
