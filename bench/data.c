/* data.c - see data.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "data.h"

#include <stdlib.h>

#include "base/planes.h"
#include "made.h"

/* All columns together: several times the largest cache. */
#define DATA_BYTES ((size_t)200 << 20)

static void *take_pages(size_t size)
{
    void *memory = aligned_alloc(4096, (size + 8191) / 4096 * 4096);
    if (!memory)
        exit(1);
    return memory;
}

static uint64_t *make_plane(uint32_t count, uint32_t *seed)
{
    uint64_t *plane = take_pages(planes_count_words(count) * 8);
    for (size_t i = 0; i < planes_count_words(count); i++)
        plane[i] = (uint64_t)made_random(seed, UINT32_MAX) << 32 | made_random(seed, UINT32_MAX);
    return plane;
}

static int32_t *make_dates(uint32_t count, uint32_t *seed)
{
    int32_t *dates = take_pages((size_t)count * sizeof *dates);
    for (uint32_t i = 0; i < count; i++)
        dates[i] = (int32_t)made_random(seed, MADE_DAYS);
    return dates;
}

Data data_make(const Code *code, uint32_t seed)
{
    uint64_t bits = 0;
    for (uint32_t i = 0; i < code->fact_count; i++)
        bits += code->facts[i].type.kind == TYPE_YES_NO ? 2 : 33;
    Data data = {.code = code, .case_count = (uint32_t)(DATA_BYTES * 8 / bits / 65536 * 65536)};
    data.byte_count = data.case_count * bits / 8;
    data.columns = take_pages(code->fact_count * sizeof *data.columns);
    for (uint32_t i = 0; i < code->fact_count; i++) {
        data.columns[i] = (Column){.given = make_plane(data.case_count, &seed)};
        if (code->facts[i].type.kind == TYPE_YES_NO)
            data.columns[i].yes = make_plane(data.case_count, &seed);
        else
            data.columns[i].narrow = make_dates(data.case_count, &seed);
    }
    return data;
}

void data_free(const Data *data)
{
    for (uint32_t i = 0; i < data->code->fact_count; i++) {
        free(data->columns[i].given);
        free(data->columns[i].yes);
        free((void *)(uintptr_t)data->columns[i].narrow);
    }
    free(data->columns);
}

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2")))
#endif
static uint64_t
read_bytes(const void *bytes, size_t size)
{
    const uint64_t *words = bytes;
    uint64_t sums[16] = {0};
    for (size_t i = 0; i + 16 <= size / 8; i += 16)
        for (size_t k = 0; k < 16; k++)
            sums[k] += words[i + k];
    uint64_t sum = 0;
    for (size_t k = 0; k < 16; k++)
        sum += sums[k];
    return sum;
}

uint64_t data_read(const Data *data, uint32_t first, uint32_t count)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < data->code->fact_count; i++) {
        const Column *column = &data->columns[i];
        sum += read_bytes(column->given + first / 64, count / 8);
        if (column->yes)
            sum += read_bytes(column->yes + first / 64, count / 8);
        else
            sum += read_bytes(column->narrow + first, (size_t)count * 4);
    }
    return sum;
}

void data_set_chunk(CaseTable *table, const Data *data, uint32_t first, uint32_t count)
{
    table->case_count = table->frames[0].row_count = count;
    for (uint32_t i = 0; i < data->code->fact_count; i++) {
        const Column *from = &data->columns[i];
        Column *to = &table->facts[i];
        to->given = from->given + first / 64;
        to->yes = from->yes ? from->yes + first / 64 : NULL;
        to->narrow = from->narrow ? from->narrow + first : NULL;
    }
}

CaseTable *data_make_table(Arena *arena, const Code *code, uint32_t rows)
{
    CaseTable *table = ARENA_NEW(arena, CaseTable);
    *table = (CaseTable){.code = code,
                         .as_of = ARENA_ARRAY(arena, rows, Value),
                         .frames = ARENA_ARRAY(arena, code->frame_count, CaseFrame),
                         .facts = ARENA_ARRAY(arena, code->fact_count, Column),
                         .texts = texts_new(arena)};
    return table;
}
