/* mutations.c - alters code images a given number of times; each must be refused with a reason, or run.
 *
 * In: how many changes, the number of the first, and texts. Out: how many were accepted and what the others were refused for;
 * where one is not survived its number and exit status 1. Change number N is the same on every machine. Built with the
 * sanitizers; each block of changes has a process of its own, so that a fault leaves us here to tell of it.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: mutations COUNT FIRST TEXT...
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/map.h"
#include "fuzz/images.h"

#define BLOCK ((uint64_t)5000)
/* Nothing that is done with one image takes nearly so long, in seconds. */
#define PATIENCE 60
#define REASONS_MOST 200
#define REASON_BYTES 120

typedef struct Tally {
    uint64_t current;
    uint64_t accepted;
    uint32_t reason_count;
    uint64_t counts[REASONS_MOST];
    char reasons[REASONS_MOST][REASON_BYTES];
} Tally;

typedef struct Images {
    Arena *arena;
    VEC(Str) list;
} Images;

/* A reason without the number of what it is about. */
static void count_reason(Tally *tally, const char *reason)
{
    char words[REASON_BYTES];
    size_t length = 0;
    for (; reason[length] && reason[length] != '(' && length < sizeof words - 1; length++)
        words[length] = reason[length] >= '0' && reason[length] <= '9' ? '0' : reason[length];
    words[length] = '\0';
    uint32_t i = 0;
    while (i < tally->reason_count && strcmp(tally->reasons[i], words) != 0)
        i++;
    if (i == REASONS_MOST)
        return;
    if (i == tally->reason_count)
        memcpy(tally->reasons[tally->reason_count++], words, sizeof words);
    tally->counts[i]++;
}

static void store(FILE *file, const Tally *tally, size_t size)
{
    bool is_stored = pwrite(fileno(file), tally, size, 0) == (ssize_t)size;
    BUG_IF(!is_stored);
}

/* One image, altered and used. */
static void try_change(Tally *tally, const Images *images, uint64_t number)
{
    static uint8_t bytes[FUZZ_BYTES_MOST];
    const char *reason;
    Arena *arena = arena_new();
    Str image = images->list.items[number % images->list.count];
    memcpy(bytes, image.bytes, image.length);
    size_t size = fuzz_change_image(bytes, image.length, sizeof bytes, (uint32_t)number);
    fuzz_use_image(arena, fuzz_copy(arena, bytes, size), &reason);
    if (reason)
        count_reason(tally, reason);
    else
        tally->accepted++;
    arena_free(arena);
}

static int try_block(FILE *file, Tally *tally, const Images *images, uint64_t first, uint64_t end)
{
    pid_t child = fork();
    if (child != 0) {
        int status = 1;
        return child > 0 && waitpid(child, &status, 0) == child ? status : 1;
    }
    for (uint64_t number = first; number < end; number++) {
        tally->current = number;
        store(file, tally, sizeof tally->current);
        alarm(PATIENCE);
        try_change(tally, images, number);
    }
    store(file, tally, sizeof *tally);
    _Exit(0);
}

static void add_image(Images *images, const char *path)
{
    static char bytes[FUZZ_BYTES_MOST];
    FILE *file = fopen(path, "rb");
    size_t count = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file)
        fclose(file);
    Arena *arena = arena_new();
    Str image = fuzz_make_image(arena, (Str){bytes, count});
    if (image.bytes && image.length <= FUZZ_BYTES_MOST)
        VEC_PUSH(images->arena, &images->list,
                 ((Str){arena_copy_text(images->arena, image.bytes, image.length), image.length}));
    arena_free(arena);
}

static void tell(const Tally *tally, uint64_t count)
{
    printf("%llu changes, %llu accepted\n", (unsigned long long)count,
           (unsigned long long)tally->accepted);
    for (uint32_t i = 0; i < tally->reason_count; i++)
        printf("%10llu %s\n", (unsigned long long)tally->counts[i], tally->reasons[i]);
}

static int run(const Images *images, uint64_t first, uint64_t count)
{
    static Tally tally;
    FILE *file = tmpfile();
    if (!file)
        return 1;
    store(file, &tally, sizeof tally);
    for (uint64_t done = 0; done < count; done += BLOCK) {
        uint64_t end = done + BLOCK < count ? done + BLOCK : count;
        int status = try_block(file, &tally, images, first + done, first + end);
        bool is_read = pread(fileno(file), &tally, sizeof tally, 0) == (ssize_t)sizeof tally;
        if (status || !is_read) {
            printf("change %llu is not survived (status %d)\n", (unsigned long long)tally.current,
                   status);
            return 1;
        }
    }
    fclose(file);
    tell(&tally, count);
    return 0;
}

int main(int argument_count, char **arguments)
{
    if (argument_count < 4) {
        fprintf(stderr, "usage: mutations COUNT FIRST TEXT...\n");
        return 2;
    }
    Images images = {.arena = arena_new()};
    for (int i = 3; i < argument_count; i++)
        add_image(&images, arguments[i]);
    bool is_well = images.list.count > 0 && !run(&images, strtoull(arguments[2], NULL, 10),
                                                 strtoull(arguments[1], NULL, 10));
    arena_free(images.arena);
    return !is_well;
}
