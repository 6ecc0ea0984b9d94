/* address.c - from one page of a site to another.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "doc/page.h"

const char *doc_find_address(Arena *arena, const DocPage *page, const char *place,
                             const char *suffix)
{
    Text address = text_in(arena);
    const char *from = page->place;
    /* Folders that both stand in. */
    for (;;) {
        size_t folder = strcspn(from, "/") + 1;
        if (!from[folder - 1] || strncmp(from, place, folder) != 0)
            break;
        from += folder;
        place += folder;
    }
    for (; (from = strchr(from, '/')) != NULL; from++)
        text_add(&address, "../");
    text_add_format(&address, "%s%s", place, suffix);
    return address.bytes;
}
