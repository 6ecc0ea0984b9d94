/* ahead.c - fetching the next chunk of long columns while this one is worked on.
 *
 * In: the columns of the table that is being run, which the engine only reads. Out: the addresses that fetch_ahead (lanes_body.def)
 * goes through, so many lines at each op that all are on their way when the last op is done. Nothing is read there.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/plan.h"

/* Where a part of a fact's column starts; its bytes in this table are *size, 0 where there is nothing to fetch. */
static uintptr_t find_part(const Engine *engine, uint32_t part, size_t *size)
{
    const Column *column = &engine->table->facts[part / 2];
    const size_t rows = engine->frames[0].row_count;
    *size = 0;
    if (engine->code->facts[part / 2].frame != 0 || !column->given)
        return 0;
    *size = part % 2 == 0 || column->yes ? rows / 8
            : column->narrow             ? rows * sizeof *column->narrow
                                         : rows * sizeof *column->values;
    return part % 2 == 0    ? (uintptr_t)column->given
           : column->yes    ? (uintptr_t)column->yes
           : column->narrow ? (uintptr_t)column->narrow
                            : (uintptr_t)column->values;
}

/* Nothing is fetched, and no part is turned to. */
static const Ahead DONE = {.end = UINTPTR_MAX};

void ahead_turn(Engine *engine)
{
    Ahead *ahead = &engine->ahead;
    while (ahead->part < 2 * engine->code->fact_count) {
        size_t size;
        ahead->next = find_part(engine, ahead->part++, &size) + size;
        ahead->end = ahead->next + size;
        if (size > 0)
            return;
    }
    *ahead = DONE;
}

static uint32_t count_ops(const Engine *engine)
{
    uint32_t count = engine->far.op_count;
    for (uint32_t i = 0; engine->outside && i < engine->outside->phase_count; i++)
        count += engine->phases[i].op_count;
    return count;
}

void ahead_start(Engine *engine)
{
    engine->ahead = DONE;
    if (engine->frames[0].row_count < WORDS_A_BLOCK * ROWS_A_WORD)
        return; /* no chunk of a longer table */
    size_t lines = 0;
    uint32_t op_count = count_ops(engine);
    for (uint32_t i = 0; i < 2 * engine->code->fact_count; i++) {
        size_t size;
        find_part(engine, i, &size);
        lines += (size + LINE_BYTES - 1) / LINE_BYTES;
    }
    size_t lines_an_op = lines / (op_count ? op_count : 1) + 1;
    engine->ahead = (Ahead){.bytes_an_op = lines_an_op * LINE_BYTES};
    ahead_turn(engine);
}
