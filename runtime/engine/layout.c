/* layout.c - where registers stand.
 *
 * A frame of one row, or the yes/no registers of one of up to 64, stand in cells; all else stands in one piece of memory that is
 * kept from run to run. Registers move only where a frame has more rows than it has room for, or where frame 0, which a
 * table of one case and one of many tell apart, needs another mode; so a list that is longer in one case than in the
 * next one moves nothing.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdint.h>

#include "engine/plan.h"

/* ---- rooms ---- */

static Mode mode_for(const Engine *engine, uint32_t row_count)
{
    if (engine->outside && engine->outside->is_wide)
        return MODE_MANY;
    return row_count <= 1 ? MODE_ROW : row_count <= ROWS_A_WORD ? MODE_WORD : MODE_MANY;
}

static void make_room(const Engine *engine, FrameRows *rows, uint32_t row_count)
{
    const uint32_t block = WORDS_A_BLOCK * ROWS_A_WORD;
    rows->mode = mode_for(engine, row_count);
    if (rows->mode == MODE_ROW)
        rows->room = 1;
    else if (rows->mode == MODE_WORD)
        rows->room = ROWS_A_WORD;
    else
        rows->room =
            row_count > UINT32_MAX - block ? UINT32_MAX : (row_count + block - 1) / block * block;
    rows->stride = (uint32_t)planes_count_words(rows->room);
}

static bool is_room_wrong(const Engine *engine, uint32_t frame)
{
    const FrameRows *rows = &engine->frames[frame];
    return rows->row_count > rows->room ||
           (frame == 0 &&
            (rows->mode != mode_for(engine, rows->row_count) || rows->room / 8 > rows->row_count));
}

/* A list has room for twice what was needed, so that lists of growing length do not move each time. */
static void make_rooms(Engine *engine)
{
    make_room(engine, &engine->frames[0], engine->frames[0].row_count);
    for (uint32_t i = 1; i < engine->code->frame_count; i++) {
        uint32_t count = engine->frames[i].row_count;
        if (count > ROWS_A_WORD && count < UINT32_MAX / 2)
            count *= 2;
        make_room(engine, &engine->frames[i], count);
    }
}

/* ---- registers ---- */

/* What a register takes of the memory; those of a plain fact are its column's. */
typedef struct Need {
    size_t words, values;
} Need;

bool layout_is_borrowed(const Code *code, uint32_t reg)
{
    const Instruction *of = &code->instructions[reg];
    return of->opcode == OP_FACT && of->type.kind != TYPE_YES_NO && !code->facts[of->a].is_presumed;
}

/* Cells are not shared, and where frame 0 has few rows ops run in another order than the one that places rest on. */
static uint32_t get_place(const Engine *engine, uint32_t reg)
{
    const FrameRows *rows = &engine->frames[engine->code->instructions[reg].frame];
    bool is_shared =
        engine->places && rows->mode == MODE_MANY && engine->frames[0].mode == MODE_MANY;
    return is_shared ? engine->places[reg] : reg;
}

static Need get_need(const Engine *engine, uint32_t reg)
{
    const Instruction *of = &engine->code->instructions[reg];
    const FrameRows *rows = &engine->frames[of->frame];
    if (get_place(engine, reg) != reg)
        return (Need){0, 0};
    if (of->type.kind == TYPE_YES_NO)
        return (Need){rows->mode == MODE_MANY ? (size_t)2 * rows->stride : 0, 0};
    if (rows->mode == MODE_ROW || layout_is_borrowed(engine->code, reg))
        return (Need){0, 0};
    return (Need){rows->stride, (size_t)rows->stride * ROWS_A_WORD};
}

/* Values follow the planes: both are words. Every register starts at a cache line where its frame has many rows. */
static size_t count_words(const Engine *engine)
{
    size_t total = 0;
    for (uint32_t i = 0; i < engine->code->instruction_count; i++) {
        Need need = get_need(engine, i);
        total += need.words + need.values;
    }
    return total;
}

static void take_memory(Engine *engine, size_t word_count)
{
    size_t size = word_count * sizeof(uint64_t);
    if (engine->memory && size <= engine->memory_size)
        return;
    if (engine->memory_size > 0)
        size += size / 2;
    char *memory = arena_alloc(engine->arena, size + LINE_BYTES);
    engine->memory = memory + (LINE_BYTES - (uintptr_t)memory % LINE_BYTES) % LINE_BYTES;
    engine->memory_size = size;
}

static void place_register(Engine *engine, uint32_t reg, uint64_t *words)
{
    const Instruction *of = &engine->code->instructions[reg];
    const FrameRows *rows = &engine->frames[of->frame];
    Register *out = &engine->registers[reg];
    Cell *cell = &engine->cells[reg];
    if (of->type.kind == TYPE_YES_NO && rows->mode == MODE_MANY)
        *out = (Register){.surely = words, .possibly = words + rows->stride};
    else if (of->type.kind == TYPE_YES_NO)
        *out = (Register){.surely = &cell->surely, .possibly = &cell->possibly};
    else if (rows->mode == MODE_ROW)
        *out = (Register){.values = &cell->value, .known = &cell->known};
    else if (layout_is_borrowed(engine->code, reg))
        *out = (Register){0}; /* the column's, when the fact is read */
    else
        *out = (Register){.known = words, .values = (Value *)(words + rows->stride)};
}

static void place_registers(Engine *engine)
{
    take_memory(engine, count_words(engine));
    uint64_t *words = (uint64_t *)(void *)engine->memory;
    for (uint32_t i = 0; i < engine->code->instruction_count; i++) {
        Need need = get_need(engine, i);
        place_register(engine, i, words);
        words += need.words + need.values;
    }
    for (uint32_t i = 0; i < engine->code->instruction_count; i++)
        engine->registers[i] = engine->registers[get_place(engine, i)];
}

static void choose_kernels(Engine *engine, Groups *groups)
{
    for (uint32_t i = 0; i < groups->count; i++) {
        Group *group = &groups->items[i];
        group->kernel =
            kernel_find(engine, group->opcode, group->shape, engine->frames[group->frame].mode);
    }
}

/* ---- a table's rows ---- */

static const uint64_t *take_no_phantoms(Engine *engine, uint32_t word_count)
{
    if (word_count > engine->no_phantom_words) {
        engine->no_phantom_words = word_count;
        engine->no_phantoms = ARENA_ARRAY(engine->arena, word_count, uint64_t);
    }
    return engine->no_phantoms;
}

/* Returns whether a register has to move. */
static bool count_rows(Engine *engine, const CaseTable *table)
{
    bool is_wrong = false;
    for (uint32_t i = 0; i < engine->code->frame_count; i++) {
        FrameRows *rows = &engine->frames[i];
        rows->row_count = table->frames[i].row_count;
        rows->word_count = (uint32_t)planes_count_words(rows->row_count);
        rows->is_phantom = table->frames[i].is_phantom;
        if (!rows->is_phantom)
            rows->is_phantom = take_no_phantoms(engine, rows->word_count ? rows->word_count : 1);
        is_wrong = is_wrong || is_room_wrong(engine, i);
    }
    return is_wrong;
}

bool layout_update(Engine *engine, const CaseTable *table)
{
    if (!count_rows(engine, table))
        return false;
    make_rooms(engine);
    place_registers(engine);
    choose_kernels(engine, &engine->steady);
    choose_kernels(engine, &engine->each);
    choose_kernels(engine, &engine->far);
    for (uint32_t i = 0; engine->outside && i < engine->outside->phase_count; i++)
        choose_kernels(engine, &engine->phases[i]);
    return true;
}
