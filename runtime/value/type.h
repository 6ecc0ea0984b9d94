/* type.h - what kinds of value there are, and how one is held.
 *
 * A value is 64 bits whose meaning its type gives; whether it is known is kept beside it, never in it.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef VALUE_TYPE_H
#define VALUE_TYPE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "base/source.h"

typedef enum TypeKind {
    TYPE_YES_NO,      /* 0 no, 1 yes */
    TYPE_NUMBER,      /* millionths: six decimals (rulings 16, 17) */
    TYPE_MONEY,       /* pence */
    TYPE_DATE,        /* days since 1970-01-01, proleptic Gregorian */
    TYPE_DURATION,    /* a count and its unit: duration_make in value/value.h */
    TYPE_TEXT,        /* number of a text in a Texts table */
    TYPE_ENUMERATION, /* index of a value of the enumeration */
    TYPE_LIST,        /* no value of its own: a frame's rows */
} TypeKind;

typedef int64_t Value;

typedef struct EnumerationValue {
    const char *name;  /* as written in .proc and in cases */
    const char *label; /* NULL if none */
    Span span;
} EnumerationValue;

typedef struct Enumeration {
    const char *name; /* NULL for `one of …` without a name */
    const char *label;
    Span span;
    EnumerationValue *values;
    uint32_t value_count;
    const Map *numbers; /* name -> values; NULL: they are looked through */
} Enumeration;

typedef struct Type {
    TypeKind kind;
    const Enumeration *enumeration; /* for TYPE_ENUMERATION, else NULL */
} Type;

/* Two types whose values may be compared: the same kind; enumerations the same one, or both unnamed with equal value
 * names in the same order (ruling 20). */
bool type_is_same(Type a, Type b);

/* False where the enumeration has no value of that name. */
bool enumeration_find_value(const Enumeration *enumeration, Str name, Value *value);

/* "yes/no", "number", …, the enumeration's name, or "one of a, b, c" (of very many the first). Lives in `arena` or for ever. */
const char *type_to_text(Arena *arena, Type type);

#endif
