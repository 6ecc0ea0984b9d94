/* address.c - from one page of a site to another.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <ctype.h>
#include <string.h>

#include "doc/page.h"

/* Names of files may hold anything; in an address other bytes than these would mean something, or end it. */
static void add_encoded(Text *address, const char *place)
{
    for (; *place; place++) {
        if (isalnum((unsigned char)*place) || strchr("/._-", *place))
            text_add_byte(address, *place);
        else
            text_add_format(address, "%%%02X", (unsigned)(unsigned char)*place);
    }
}

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
    add_encoded(&address, place);
    text_add(&address, suffix);
    return address.bytes;
}
