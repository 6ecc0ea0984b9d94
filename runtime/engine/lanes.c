/* lanes.c - which lanes this machine can run.
 *
 * Asked of the processor anew each time: it takes some nanoseconds and needs no state that threads would share.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/lanes.h"

#include "engine/lanes_x86.h"

extern const Lanes lanes_portable;

#ifdef LANES_X86
extern const Lanes lanes_avx2, lanes_avx512;

static uint32_t list_more(const Lanes *lanes[LANES_MOST], uint32_t count)
{
    __builtin_cpu_init();
    bool has_bits = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                    __builtin_cpu_supports("popcnt");
    if (has_bits && __builtin_cpu_supports("avx2"))
        lanes[count++] = &lanes_avx2;
    if (has_bits && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
        lanes[count++] = &lanes_avx512;
    return count;
}
#elif defined(__aarch64__) && defined(__GNUC__) && !defined(__AARCH64EB__)
extern const Lanes lanes_neon;

static uint32_t list_more(const Lanes *lanes[LANES_MOST], uint32_t count)
{
    lanes[count++] = &lanes_neon;
    return count;
}
#else
static uint32_t list_more(const Lanes *lanes[LANES_MOST], uint32_t count)
{
    (void)lanes;
    return count;
}
#endif

uint32_t lanes_list(const Lanes *lanes[LANES_MOST])
{
    lanes[0] = &lanes_portable;
    return list_more(lanes, 1);
}

const Lanes *lanes_choose(void)
{
    const Lanes *lanes[LANES_MOST];
    return lanes[lanes_list(lanes) - 1];
}
