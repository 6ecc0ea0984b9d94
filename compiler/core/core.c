/* core.c - what kinds of expression are called.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/core.h"

static const char *const KIND_WORDS[] = {
#define CORE_EXPR(KIND, words, fields) #KIND,
#include "core/core.def"
#undef CORE_EXPR
};

const char *core_kind_to_words(CoreExprKind kind)
{
    return KIND_WORDS[kind];
}
