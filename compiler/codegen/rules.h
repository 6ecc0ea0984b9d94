/* rules.h - what rules.c and norms.c tell each other.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODEGEN_RULES_H
#define CODEGEN_RULES_H

#include "codegen/expressions.h"

/* The environment inside all loops of a rule or an action. */
const Env *rules_get_env(Gen *gen, CoreLoop *const *loops, uint32_t loop_count);
/* The norms of a rule whose register stands. */
void norms_emit(Gen *gen, const CoreRule *rule, const Env *env);
/* The register that all of `operands` give: the only one itself where there is one. */
uint32_t rules_emit_all(Gen *gen, uint32_t frame, const uint32_t *operands, size_t count,
                        Span span);

#endif
