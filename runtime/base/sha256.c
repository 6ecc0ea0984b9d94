/* sha256.c - written out from FIPS 180-4, section 6.2; the names of its steps are the standard's.
 *
 * Own rather than a library's: it names Codes and cache files, guards no secret, and forty lines are less than a
 * dependency that the runtime would carry everywhere. tests/unit/test_engine.c holds it against the standard's vectors, plain C
 * and the processor's own instructions (sha256_x86.c) against each other.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/sha256.h"

#include <stdbool.h>
#include <string.h>

#include "base/sha256_block.h"

const uint32_t SHA256_ROUND_CONSTANTS[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t word, int count)
{
    return word >> count | word << (32 - count);
}

static void spread_message(uint32_t w[64], const uint8_t *block)
{
    for (int t = 0; t < 16; t++, block += 4)
        w[t] = (uint32_t)block[0] << 24 | (uint32_t)block[1] << 16 | (uint32_t)block[2] << 8 |
               (uint32_t)block[3];
    for (int t = 16; t < 64; t++) {
        uint32_t s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ w[t - 15] >> 3;
        uint32_t s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ w[t - 2] >> 10;
        w[t] = s1 + w[t - 7] + s0 + w[t - 16];
    }
}

static uint32_t mix_e(uint32_t e, uint32_t f, uint32_t g)
{
    return (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g));
}

static uint32_t mix_a(uint32_t a, uint32_t b, uint32_t c)
{
    return (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
}

void sha256_add_block(uint32_t s[8], const uint8_t *block)
{
    uint32_t w[64];
    uint32_t a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7];
    spread_message(w, block);
    for (int t = 0; t < 64; t++) {
        uint32_t t1 = h + mix_e(e, f, g) + SHA256_ROUND_CONSTANTS[t] + w[t];
        uint32_t t2 = mix_a(a, b, c);
        h = g, g = f, f = e, e = d + t1;
        d = c, c = b, b = a, a = t1 + t2;
    }
    s[0] += a, s[1] += b, s[2] += c, s[3] += d;
    s[4] += e, s[5] += f, s[6] += g, s[7] += h;
}

void sha256_init(Sha256 *sha)
{
    Sha256AddBlock *fast = sha256_find_fast();
    *sha = (Sha256){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
                              0x9b05688c, 0x1f83d9ab, 0x5be0cd19},
                    .add_block = fast ? fast : sha256_add_block};
}

/* What fills the block that has begun; returns how much of `bytes` it took. */
static size_t fill_block(Sha256 *sha, const uint8_t *bytes, size_t count)
{
    size_t used = (size_t)(sha->byte_count % sizeof sha->block);
    size_t room = sizeof sha->block - used;
    size_t piece = count < room ? count : room;
    if (piece)
        memcpy(sha->block + used, bytes, piece);
    return piece;
}

void sha256_add(Sha256 *sha, const void *bytes, size_t count)
{
    const uint8_t *at = bytes;
    while (count) {
        bool is_whole = sha->byte_count % sizeof sha->block == 0 && count >= sizeof sha->block;
        size_t piece = is_whole ? sizeof sha->block : fill_block(sha, at, count);
        sha->byte_count += piece;
        if (sha->byte_count % sizeof sha->block == 0)
            sha->add_block(sha->state, is_whole ? at : sha->block);
        at += piece;
        count -= piece;
    }
}

static void add_padding(Sha256 *sha)
{
    static const uint8_t PADDING[64] = {0x80};
    uint8_t length[8];
    uint64_t bit_count = sha->byte_count * 8;
    for (int i = 0; i < 8; i++)
        length[i] = (uint8_t)(bit_count >> (56 - 8 * i));
    size_t used = (size_t)(sha->byte_count % 64);
    sha256_add(sha, PADDING, used < 56 ? 56 - used : 120 - used);
    sha256_add(sha, length, sizeof length);
}

void sha256_to_hex(Sha256 *sha, char hex[SHA256_HEX_SIZE])
{
    static const char DIGITS[] = "0123456789abcdef";
    add_padding(sha);
    for (int i = 0; i < 64; i++)
        hex[i] = DIGITS[sha->state[i / 8] >> (28 - 4 * (i % 8)) & 15];
    hex[64] = '\0';
}
