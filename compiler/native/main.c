/* main.c - procc-native: a code image on standard input, machine code in a file.
 *
 * procc starts it, under limits, with a folder for its temporary files (machine/maker.h). What is wrong goes to stderr, the
 * last line first in mind; exit status 0 only where the file is whole and on the disk.
 *
 * usage: procc-native KIND CPU OPTIMIZATION KEY FILE DEBUGGER <IMAGE
 * SPDX-License-Identifier: Apache-2.0
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "code/image.h"
#include "machine/digest.h"
#include "native/native.h"

static int fail(const char *what, const char *why)
{
    fprintf(stderr, "procc-native: %s: %s\n", what, why);
    return EXIT_FAILURE;
}

static bool read_all(Arena *arena, Str *bytes)
{
    Text text = text_in(arena);
    char piece[1 << 16];
    size_t count;
    text_add(&text, "");
    while ((count = fread(piece, 1, sizeof piece, stdin)) > 0)
        text_add_str(&text, (Str){piece, count});
    *bytes = text_get(&text);
    return !ferror(stdin);
}

static Code *read_code(Arena *arena)
{
    Sources *sources = ARENA_NEW(arena, Sources);
    sources->arena = arena;
    Str bytes;
    if (!read_all(arena, &bytes))
        return NULL;
    return image_read(arena, report_new(arena, sources), "<standard input>", bytes);
}

/* Adds the digest by which a damaged file is known, and waits until all is on the disk. */
static bool seal(const char *path)
{
    int file = open(path, O_RDWR);
    bool is_sealed = file >= 0 && digest_seal_file(file) && fsync(file) == 0;
    if (file >= 0 && close(file) != 0)
        return false;
    return is_sealed;
}

static int make(Arena *arena, char **words)
{
    const NativeOptions options = {
        .kind = (MachineKind)atoi(words[0]),
        .cpu = strcmp(words[1], "-") == 0 ? NULL : words[1],
        .optimization = atoi(words[2]),
        .key = words[3],
        .is_for_debugger = strcmp(words[5], "1") == 0,
    };
    const char *reason, *path = words[4];
    const Code *code = read_code(arena);
    if (!code)
        return fail("standard input", "not a code image");
    if (!native_write(arena, code, &options, path, &reason))
        return fail(path, reason);
    return seal(path) ? EXIT_SUCCESS : fail(path, strerror(errno));
}

int main(int argc, char **argv)
{
    if (argc != 7)
        return fail("usage", "procc-native KIND CPU OPTIMIZATION KEY FILE DEBUGGER <IMAGE");
    Arena *arena = arena_new();
    int status = make(arena, argv + 1);
    arena_free(arena);
    return status;
}
