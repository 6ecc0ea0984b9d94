/* order.c - see order.h: each kind has a bucket of instructions that are ready; buckets that have some wait in a ring for their
 * turn.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/order.h"

#include <stdlib.h>
#include <string.h>

#include "code/operands.h"

typedef struct Order {
    const Ordering *of;
    uint32_t *bucket_of; /* one an instruction */
    uint32_t *first_reader,
        *readers;        /* who reads an instruction: from first_reader[i] up to [i + 1] */
    uint32_t *waits_for; /* how many operands of an instruction are still to come */
    uint32_t *next;      /* one an instruction: the next one in its bucket */
    uint32_t *first;     /* one a bucket */
    bool *is_waiting;    /* one a bucket: it stands in the ring, or is being emptied */
    uint32_t *ring, ring_start, ring_count; /* as long as there are buckets */
    uint32_t bucket_count;
    uint32_t window_end; /* instructions from here on have to wait */
    uint32_t reader;     /* whose operands are being visited */
} Order;

static int compare_kinds(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void number_buckets(Order *order)
{
    const Ordering *of = order->of;
    uint32_t count = of->code->instruction_count;
    uint64_t *kinds = ARENA_ARRAY(of->arena, count, uint64_t);
    memcpy(kinds, of->kinds, count * sizeof *kinds);
    qsort(kinds, count, sizeof *kinds, compare_kinds);
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || kinds[i] != kinds[i - 1])
            kinds[order->bucket_count++] = kinds[i];
    order->bucket_of = ARENA_ARRAY(of->arena, count, uint32_t);
    for (uint32_t i = 0; i < count; i++) {
        const uint64_t *found =
            bsearch(&of->kinds[i], kinds, order->bucket_count, sizeof *kinds, compare_kinds);
        order->bucket_of[i] = (uint32_t)(found - kinds);
    }
}

static void count_reader(void *context, uint32_t operand)
{
    Order *order = context;
    if (!order->of->is_steady[operand])
        order->first_reader[operand + 1]++, order->waits_for[order->reader]++;
}

static void note_reader(void *context, uint32_t operand)
{
    Order *order = context;
    if (!order->of->is_steady[operand])
        order->readers[--order->first_reader[operand + 1]] = order->reader;
}

static void visit_all(Order *order, OperandVisit *visit)
{
    const Code *code = order->of->code;
    for (uint32_t i = 0; i < code->instruction_count; i++) {
        order->reader = i;
        if (!order->of->is_steady[i])
            code_visit_operands(code, &code->instructions[i], visit, order);
    }
}

/* first_reader[i + 1] first counts the readers of i, then is where they end, and at last where they start; an end is where
 * the next one's start. */
static void find_readers(Order *order)
{
    uint32_t count = order->of->code->instruction_count;
    order->first_reader = ARENA_ARRAY(order->of->arena, (size_t)count + 2, uint32_t);
    order->waits_for = ARENA_ARRAY(order->of->arena, count, uint32_t);
    visit_all(order, count_reader);
    for (uint32_t i = 0; i < count; i++)
        order->first_reader[i + 1] += order->first_reader[i];
    order->first_reader[count + 1] = order->first_reader[count];
    order->readers = ARENA_ARRAY(order->of->arena, order->first_reader[count], uint32_t);
    visit_all(order, note_reader);
}

static void make_ready(Order *order, uint32_t op)
{
    uint32_t bucket = order->bucket_of[op];
    order->next[op] = order->first[bucket];
    order->first[bucket] = op;
    if (order->is_waiting[bucket])
        return;
    order->is_waiting[bucket] = true;
    order->ring[(order->ring_start + order->ring_count++) % order->bucket_count] = bucket;
}

static void release_readers(Order *order, uint32_t op)
{
    for (uint32_t i = order->first_reader[op + 1]; i < order->first_reader[op + 2]; i++)
        if (--order->waits_for[order->readers[i]] == 0 && order->readers[i] < order->window_end)
            make_ready(order, order->readers[i]);
}

/* All ops of a bucket, those too that its own ops make ready: it counts as waiting meanwhile. Returns how many stand in `out`
 * then. */
static uint32_t empty_bucket(Order *order, uint32_t bucket, uint32_t *out, uint32_t count)
{
    while (order->first[bucket] != INDEX_NONE) {
        uint32_t op = order->first[bucket];
        order->first[bucket] = order->next[op];
        release_readers(order, op);
        out[count++] = op;
    }
    order->is_waiting[bucket] = false;
    return count;
}

static void start_order(Order *order)
{
    const Ordering *of = order->of;
    number_buckets(order);
    find_readers(order);
    order->next = ARENA_ARRAY(of->arena, of->code->instruction_count, uint32_t);
    order->first = ARENA_ARRAY(of->arena, order->bucket_count, uint32_t);
    order->ring = ARENA_ARRAY(of->arena, order->bucket_count, uint32_t);
    order->is_waiting = ARENA_ARRAY(of->arena, order->bucket_count, bool);
    for (uint32_t i = 0; i < order->bucket_count; i++)
        order->first[i] = INDEX_NONE;
}

/* Instructions from `start` up to window_end; what stands before them is done. */
static uint32_t order_window(Order *order, uint32_t start, uint32_t *out, uint32_t count)
{
    for (uint32_t i = order->window_end; i-- > start;)
        if (!order->of->is_steady[i] && order->waits_for[i] == 0)
            make_ready(order, i);
    while (order->ring_count > 0) {
        uint32_t bucket = order->ring[order->ring_start];
        order->ring_start = (order->ring_start + 1) % order->bucket_count;
        order->ring_count--;
        count = empty_bucket(order, bucket, out, count);
    }
    return count;
}

uint32_t *order_by_kinds(const Ordering *of, uint32_t window, uint32_t *count)
{
    Order order = {.of = of};
    uint32_t op_count = of->code->instruction_count;
    uint32_t *out = ARENA_ARRAY(of->arena, op_count, uint32_t);
    *count = 0;
    start_order(&order);
    for (uint32_t start = 0; start < op_count; start = order.window_end) {
        order.window_end = op_count - start < window ? op_count : start + window;
        *count = order_window(&order, start, out, *count);
    }
    return out;
}
