/* generate.h - random programs as .proc text, and random cases for them; the same for the same seed.
 *
 * Programs are small, so that peers collide, rules conflict and much is unknown; and they are right: typed, without cycles.
 * One text may hold two modules: what follows the line MODULE_LINE is the module `more`, which the first one uses.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef REFERENCE_GENERATE_H
#define REFERENCE_GENERATE_H

#include "base/map.h"
#include "core/core.h"

#define MODULE_NAME "more"
#define MODULE_LINE "# ---- module " MODULE_NAME "\n"

typedef struct Random {
    uint64_t state;
} Random;

uint64_t random_next(Random *random);
/* 0 to `bound` - 1. */
uint32_t random_below(Random *random, uint32_t bound);
bool random_chance(Random *random, uint32_t percent);

/* The text of a program. */
Str generate_program(Arena *arena, Random *random);
/* `key = value` lines, after a first line `# as of DATE`. */
Str generate_case(Arena *arena, Random *random, const CoreProgram *program, Value *as_of);
/* The words of a random value, as a .proc text or a case writes it. */
const char *generate_literal(Random *random, TypeKind kind);

/* ---- inside the generator ---- */

typedef struct GenType {
    TypeKind kind;
    uint32_t enumeration; /* for TYPE_ENUMERATION */
} GenType;

typedef struct GenItem {
    const char *name;
    GenType type;
    uint32_t order; /* of a decision: what it uses is of a smaller one; 0 for what the case says */
} GenItem;

typedef VEC(GenItem) GenItems;

typedef struct GenEnumeration {
    const char *name; /* NULL for an unnamed one */
    uint32_t count;
} GenEnumeration;

typedef struct GenRecord {
    const char *name;
    GenItems fields;        /* derived ones too */
    const char *inner_list; /* a field that is a list; NULL for none */
    uint32_t inner_record;
} GenRecord;

typedef struct GenList {
    const char *name;
    uint32_t record;
} GenList;

#define GEN_LOOPS_MOST 6
#define GEN_SHAPE_MOST 3

typedef struct GenLoop {
    const char *variable;
    const char *list;
    int outer; /* the loop whose element holds the list; -1 for a list of the case, -2 for one of the record decided for */
    uint32_t record;
} GenLoop;

/* The lists that a rule loops over, and the actions of such rules. */
typedef struct GenShape {
    GenLoop loops[GEN_SHAPE_MOST];
    uint32_t loop_count;
    VEC(const char *) actions; /* that some rule names */
    uint32_t planned;          /* how many names there are for them */
} GenShape;

typedef struct Scope {
    GenLoop loops[GEN_LOOPS_MOST];
    uint32_t loop_count;
    int self;              /* the record a derived field is decided for, or -1 */
    uint32_t limit;        /* decisions of a smaller order may be used */
    const GenShape *shape; /* of the rule, or NULL */
} Scope;

typedef struct Generate {
    Arena *arena;
    Random *random;
    VEC(GenEnumeration) enumerations;
    VEC(GenRecord) records;
    VEC(GenList) lists;
    GenItems items; /* facts, parameters, decisions, tables */
    VEC(GenShape) shapes;
    VEC(uint32_t) rule_shapes; /* one a rule */
    VEC(Str) declarations;
} Generate;

GenType generate_type(Generate *generate);
void generate_type_words(Generate *generate, Text *out, GenType type);
void generate_value(Generate *generate, Text *out, GenType type);
/* The name of something of this type; of any type but lists where `type` is NULL. False where there is none. */
bool generate_name(Generate *generate, const Scope *scope, const GenType *type, Text *out,
                   GenType *found);
void generate_operand(Generate *generate, const Scope *scope, GenType type, uint32_t depth,
                      Text *out);
void generate_term(Generate *generate, const Scope *scope, uint32_t depth, Text *out);
/* A whole condition, which may be a list of bullets at column `indent`. */
void generate_condition(Generate *generate, const Scope *scope, uint32_t indent, Text *out);

#endif
