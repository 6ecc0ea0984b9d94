/* version.c - procc version.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/version.h"

#include "cli/options.h"
#include "cli/output.h"

ExitStatus command_version(Arena *arena, const Options *options)
{
    (void)options;
    Text text = text_in(arena);
    text_add(&text, "procc " PROCC_VERSION "\n");
    output_write(&text);
    return STATUS_WELL;
}
