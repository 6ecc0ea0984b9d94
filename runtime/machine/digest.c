/* digest.c - see digest.h: words of 64 bits, each multiplied and turned into the one before.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "machine/digest.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#define SEAL_LETTERS "proccso1"
#define SEAL_LETTER_COUNT (sizeof SEAL_LETTERS - 1)
/* Odd, with its bits well spread: the golden ratio's. */
#define MULTIPLIER UINT64_C(0x9e3779b97f4a7c15)
#define LANE_COUNT 4

static uint64_t stir(uint64_t state, uint64_t word)
{
    state = (state ^ word) * MULTIPLIER;
    return state ^ state >> 29;
}

/* Four lanes side by side, since a multiplication waits for the one before it. */
uint64_t digest_bytes(uint64_t before, const void *bytes, size_t count)
{
    uint64_t lanes[LANE_COUNT] = {before, before + 1, before + 2, before + 3}, block[LANE_COUNT];
    const char *at = bytes;
    size_t left = count;
    for (; left >= sizeof block; left -= sizeof block, at += sizeof block) {
        memcpy(block, at, sizeof block);
        for (size_t i = 0; i < LANE_COUNT; i++)
            lanes[i] = stir(lanes[i], block[i]);
    }
    memset(block, 0, sizeof block);
    if (left)
        memcpy(block, at, left);
    uint64_t state = stir(before, count);
    for (size_t i = 0; i < LANE_COUNT; i++)
        state = stir(stir(state, lanes[i]), block[i]);
    return stir(state, state >> 32);
}

bool digest_seal_file(int file)
{
    struct stat about;
    char seal[DIGEST_SEAL_SIZE] = SEAL_LETTERS;
    if (fstat(file, &about) != 0 || about.st_size <= 0)
        return false;
    void *bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED)
        return false;
    uint64_t digest = digest_bytes(0, bytes, (size_t)about.st_size);
    munmap(bytes, (size_t)about.st_size);
    memcpy(seal + SEAL_LETTER_COUNT, &digest, sizeof digest);
    return lseek(file, 0, SEEK_END) >= 0 && file_write_all(file, (Str){seal, sizeof seal});
}

bool digest_is_sealed(Str bytes)
{
    if (bytes.length <= DIGEST_SEAL_SIZE)
        return false;
    const char *seal = bytes.bytes + bytes.length - DIGEST_SEAL_SIZE;
    uint64_t digest = digest_bytes(0, bytes.bytes, bytes.length - DIGEST_SEAL_SIZE);
    return memcmp(seal, SEAL_LETTERS, SEAL_LETTER_COUNT) == 0 &&
           memcmp(seal + SEAL_LETTER_COUNT, &digest, sizeof digest) == 0;
}
