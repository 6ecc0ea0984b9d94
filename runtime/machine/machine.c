/* machine.c - see machine.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "machine/machine.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/sha256.h"
#include "machine/cache.h"
#include "machine/cpu.h"
#include "machine/digest.h"
#include "machine/maker.h"

/* MACHINE_MAKER: a digest of what writes machine code, and the version of the compiler that it was built with. */
#include "machine_maker.inc"

/* ---- which file ---- */

/* Machine code for debuggers holds the lines of the texts; the Code's hash leaves them out. Of the session's texts only those
 * count that an instruction stands in, by the order in which they are met: there may be cases among them. */
static uint64_t digest_texts(const Code *code)
{
    Arena *scratch = arena_new();
    size_t source_count = code->sources->list.count;
    uint32_t *numbers = ARENA_ARRAY(scratch, source_count, uint32_t), count = 0;
    uint64_t digest = 0;
    for (uint32_t i = 0; i < code->instruction_count; i++) {
        Span span = code->spans[i];
        if (span.source >= source_count)
            continue;
        const Source *source = &code->sources->list.items[span.source];
        if (!numbers[span.source]) {
            numbers[span.source] = ++count;
            digest = digest_bytes(digest, source->name.bytes, source->name.length);
            digest = digest_bytes(digest, source->text.bytes, source->text.length);
        }
        const uint32_t place[] = {i, numbers[span.source], span.start};
        digest = digest_bytes(digest, place, sizeof place);
    }
    arena_free(scratch);
    return digest;
}

void machine_get_key(char *key, const Code *code, const MachineSettings *settings)
{
    char words[256];
    const char *cpu = cpu_get_option(settings->kind);
    const uint64_t texts = settings->is_for_debugger ? digest_texts(code) : 0;
    int length = snprintf(words, sizeof words, "%s %d %016" PRIx64 " %d %d %s %s", code->hash,
                          settings->is_for_debugger, texts, MACHINE_VERSION, (int)settings->kind,
                          cpu ? cpu : "-", MACHINE_MAKER);
    BUG_IF(length < 0 || (size_t)length >= sizeof words);
    Sha256 sha;
    sha256_init(&sha);
    sha256_add(&sha, words, (size_t)length);
    sha256_to_hex(&sha, key);
}

Module *machine_open(Arena *arena, const Code *code, const MachineSettings *settings,
                     const char **reason)
{
    char key[SHA256_HEX_SIZE];
    if (!cache_open(arena, settings->folder, reason))
        return NULL;
    machine_get_key(key, code, settings);
    const char *path = cache_get_path(arena, settings->folder, key);
    Module *module = module_open(arena, path, key, reason);
    if (module || !settings->program)
        return module;
    const MakerOptions options = {.program = settings->program,
                                  .folder = settings->folder,
                                  .key = key,
                                  .cpu = cpu_get_option(settings->kind),
                                  .kind = settings->kind,
                                  .seconds = settings->seconds,
                                  .is_for_debugger = settings->is_for_debugger};
    if (!maker_make(arena, code, &options, reason))
        return NULL;
    module = module_open(arena, path, key, reason);
    if (!module && !*reason)
        *reason = arena_format(arena, "'%s' is gone again", path);
    return module;
}

/* ---- the engine ---- */

typedef void PhaseFunction(uint64_t *const *planes, const size_t *block_counts);

typedef struct Machine {
    EngineOutside outside;
    const Plan *plan;
    size_t block_words;
    PhaseFunction **phases; /* NULL for those without a part */
    uint64_t **planes;      /* two a register: surely and possibly; NULL for those of other types */
    size_t *block_counts;   /* one a frame */
} Machine;

static void find_planes(void *context, const Evaluation *evaluation, bool has_moved)
{
    Machine *machine = context;
    const Code *code = evaluation->code;
    for (uint32_t i = 0; has_moved && i < code->instruction_count; i++) {
        machine->planes[2 * (size_t)i] = evaluation->registers[i].surely;
        machine->planes[2 * (size_t)i + 1] = evaluation->registers[i].possibly;
    }
    for (uint32_t i = 0; i < code->frame_count; i++) {
        size_t words = planes_count_words(evaluation->table->frames[i].row_count);
        machine->block_counts[i] = (words + machine->block_words - 1) / machine->block_words;
    }
}

static void run_phase(void *context, uint32_t phase)
{
    const Machine *machine = context;
    if (machine->phases[phase])
        machine->phases[phase](machine->planes, machine->block_counts);
}

static void find_phases(Arena *arena, Machine *machine, const Module *module)
{
    const Plan *plan = machine->plan;
    machine->phases = ARENA_ARRAY(arena, plan->phase_count, PhaseFunction *);
    for (uint32_t i = 0; i < plan->phase_count; i++) {
        char name[32];
        snprintf(name, sizeof name, "procc_phase_%" PRIu32, i);
        if (plan->phases[i].first_part == plan->phases[i].end_part)
            continue;
        machine->phases[i] = (PhaseFunction *)module_find_function(module, name);
        BUG_IF(!machine->phases[i]); /* the key says that it was written by the same plan */
    }
}

Engine *machine_new_engine(Arena *arena, const Code *code, const Module *module, MachineKind kind)
{
    Machine *machine = ARENA_NEW(arena, Machine);
    const Plan *plan = plan_new(arena, code, kind);
    machine->plan = plan;
    machine->block_words = cpu_get_block_words(kind, cpu_get_option(kind));
    machine->planes = ARENA_ARRAY(arena, 2 * (size_t)code->instruction_count, uint64_t *);
    machine->block_counts = ARENA_ARRAY(arena, code->frame_count, size_t);
    find_phases(arena, machine, module);
    machine->outside =
        (EngineOutside){plan->is_native,          plan->steps, plan->step_ends, plan->phase_count,
                        kind == MACHINE_OUTCOMES, find_planes, run_phase,       machine};
    return engine_new_with(arena, code, &machine->outside);
}
