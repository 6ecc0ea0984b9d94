/* plan.h - what a Code is made into before it runs, and what the engine's files share.
 *
 * An Op is an instruction with its operands as registers' numbers; ops of one kind and frame that follow each other are a
 * Group, and a group is one call. A frame is run in one of three ways:
 *
 *     MODE_ROW   one row: every register is a Cell, two words side by side
 *     MODE_WORD  up to 64 rows: a yes/no register is a Cell (one word a plane), other registers have values of their own
 *     MODE_MANY  more: planes of `stride` words, `surely` and `possibly` side by side; stride is a multiple of WORDS_A_BLOCK
 *
 * Whatever the way, `registers` leads to where a register stands, so that work which needs no haste is written once, row by
 * row. No register is cleared before a run: an op writes every row of its own.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ENGINE_PLAN_H
#define ENGINE_PLAN_H

#include "base/planes.h"
#include "engine/engine.h"
#include "engine/lanes.h"

/* Two planes of one word, or the value of one row with its known bit. */
typedef union Cell {
    struct {
        uint64_t surely, possibly;
    };
    struct {
        Value value;
        uint64_t known;
    };
} Cell;

/* Operands are the instruction's (code/opcodes.def) but in compare_range and compare_pair: see Range. */
typedef struct Op {
    uint32_t out; /* register */
    uint32_t a, b, c;
} Op;

/* How the ops of one opcode are told apart, so that a group is of one kind. */
typedef enum Shape {
    SHAPE_PLAIN,
    SHAPE_TRUTH,          /* FACT, DECIDE: yes/no */
    SHAPE_PRESUMED,       /* FACT with a presumed value, constant c of the engine */
    SHAPE_TRUTH_PRESUMED, /* the same, yes/no */
    SHAPE_RANGE,          /* COMPARE with a constant: is a in range b */
    SHAPE_PAIR,           /* COMPARE: is the difference of a and b in range c */
    SHAPE_TWO,            /* AND, OR of so many */
    SHAPE_THREE,
    SHAPE_FOUR,
    SHAPE_OTHERWISE, /* DECIDE: yes/no, one value under a condition, otherwise another */
} Shape;

typedef struct Group {
    Kernel *kernel; /* by the frame's mode */
    const Op *ops;
    uint32_t count;
    uint32_t frame;
    Opcode opcode;
    Shape shape;
} Group;

typedef struct Groups {
    Op *ops;
    Group *items;
    uint32_t op_count, count;
} Groups;

typedef enum Mode {
    MODE_ROW,
    MODE_WORD,
    MODE_MANY,
} Mode;

/* The rows of one frame in the run that is going on, and for how many the registers are laid out. */
typedef struct FrameRows {
    uint32_t row_count;
    uint32_t word_count; /* of a plane with row_count bits */
    uint32_t room;       /* rows */
    uint32_t stride;     /* words from `surely` to `possibly` */
    Mode mode;
    const uint64_t *is_phantom; /* a plane, never NULL */
} FrameRows;

/* A constant that is a text: its number is the table's. */
typedef struct PreparedText {
    Str text;
    uint32_t constant;
} PreparedText;

#define LINE_BYTES 64 /* of a cache */

/* A chunk of a longer column is followed by the next one: while this one is worked on, the same part of the next is fetched, some
 * lines at each op that works on many words. Where there is no next one a fetch does nothing. Only for frame 0. */
typedef struct Ahead {
    uintptr_t next, end; /* addresses: what is left to fetch of a part */
    uint32_t part; /* then comes: of fact n, 2n is its plane of given bits, 2n + 1 its values */
    size_t bytes_an_op;
} Ahead;

struct Engine {
    Ahead ahead;
    Evaluation evaluation;
    const Code *code;
    const CaseTable *table; /* of the run that is going on */
    Register *registers;
    Cell *cells; /* one a register */
    FrameRows *frames;
    Range *ranges;    /* the first ten by Comparison: those of a difference */
    Value *constants; /* one a constant of the code, then the presumed values of its facts */
    uint32_t constant_count;
    const Lanes *lanes;
    Groups
        steady;  /* constants and what only they and the as-of date decide: run when those change */
    Groups each; /* all else, run for every table */
    Groups far;  /* the same as `each` in the order of the program: for many rows */
    /* One an instruction: the register whose memory it has where frame 0 has many rows, itself for memory of its own; NULL where
     * all have their own. */
    const uint32_t *places;
    const EngineOutside *outside; /* NULL where the engine does everything */
    Groups *phases; /* in place of `each` and `far` where there is an outside: one a phase */
    /* What the steady registers were worked out for. */
    bool is_steady;
    Value steady_date;
    bool has_one_date; /* all cases of the table have the as-of date `date` */
    Value date;
    PreparedText *texts;
    uint32_t text_count;
    uint32_t *
        text_ranges; /* one a range; the constant whose number it is made of, INDEX_NONE for numbers */
    uint32_t range_count;
    uint64_t *no_phantoms; /* zeroed; as long as frame 0's planes */
    uint32_t no_phantom_words;
    Arena *arena;
    char *memory; /* of the registers that do not stand in cells; starts at a cache line */
    size_t memory_size;
};

/* Like engine_new, or where `is_kept` is not NULL like engine_new_keeping, for one kind of processor. `is_grouped`: ops are put
 * in an order in which those of one kind follow each other, which takes time and pays when the engine runs often. */
Engine *engine_new_for(Arena *arena, const Code *code, const Lanes *lanes, bool is_grouped,
                       const bool *is_kept);

/* Fills the steady, each and far ops, the ranges and texts of an engine; what they need else stands. */
void plan_build(Engine *engine, Arena *arena, bool is_grouped);

/* Fills `places` of an engine whose ops stand: a register that is not kept hands its memory on after the last op that reads it. */
void places_find(Engine *engine, Arena *arena, const bool *is_kept);

/* Whether the register has the memory of a column. */
bool layout_is_borrowed(const Code *code, uint32_t reg);

/* Gives every register its place for the rows of `table`; false where nothing moved. */
bool layout_update(Engine *engine, const CaseTable *table);

/* Starts to fetch what follows the columns of the table that is being run. */
void ahead_start(Engine *engine);

/* Turns to the next part of a column, where there is one left. */
void ahead_turn(Engine *engine);

/* What runs the ops of a kind in a mode. */
Kernel *kernel_find(const Engine *engine, Opcode opcode, Shape shape, Mode mode);

#endif
