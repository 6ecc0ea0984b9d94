/* replay.c - gives every file of the folders or files named to a fuzzer, in place of libFuzzer.
 *
 * Out: exit status 0; where an input is not survived its name is the last line, and 1 where nothing was replayed.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "fuzz/doors.h"

static bool replay_file(const char *path)
{
    static char bytes[FUZZ_BYTES_MOST];
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t count = fread(bytes, 1, sizeof bytes, file);
    bool is_read = !ferror(file); /* a folder opens too, and then cannot be read */
    fclose(file);
    if (is_read) {
        printf("%s\n", path);
        fflush(stdout);
        LLVMFuzzerTestOneInput((const uint8_t *)bytes, count);
    }
    return is_read;
}

static size_t replay_folder(const char *path)
{
    size_t count = 0;
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        Arena *arena = arena_new();
        if (entry->d_name[0] != '.')
            count += replay_file(arena_format(arena, "%s/%s", path, entry->d_name));
        arena_free(arena);
    }
    if (folder)
        closedir(folder);
    return count;
}

int main(int argument_count, char **arguments)
{
    size_t count = 0;
    for (int i = 1; i < argument_count; i++)
        count += replay_file(arguments[i]) ? 1 : replay_folder(arguments[i]);
    printf("%zu replayed\n", count);
    return !count;
}
