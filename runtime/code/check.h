/* check.h - what the verifier's files share: the Code, and the first thing found wrong with it.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODE_CHECK_H
#define CODE_CHECK_H

#include "code/operands.h"
#include "value/value.h"

typedef struct Check {
    const Code *code;
    Arena *scratch;
    const char *reason;  /* NULL as long as nothing is wrong */
    uint32_t pool_taken; /* entries of the pool that instructions so far have taken up */
} Check;

/* Notes what is wrong, of the `index`-th of its kind. Returns false. */
bool check_fail(Check *check, const char *what, uint32_t index);

bool check_type(Check *check, Type type);
bool check_marks(Check *check, const Marks *marks);
/* Whether a constant is one that its own type can have. */
bool check_constant(Check *check, const CodeConstant *constant);
/* Whether `reg` is a register of `frame` with a type of that kind. */
bool check_register(const Check *check, uint32_t reg, uint32_t frame, TypeKind kind);
bool check_optional_register(const Check *check, uint32_t reg, uint32_t frame, TypeKind kind);
bool check_span(const Check *check, Span span);
/* Whether those that there are lie in the calendar, and the first is not after the last. */
bool check_dates(bool has_from, Value from, bool has_until, Value until);

/* check_tables.c, before the instructions: frames, facts, constants, parameters, actions, procedures. */
bool check_tables(Check *check);
/* check_instructions.c */
bool check_instruction(Check *check, uint32_t reg);
/* check_outcomes.c, after the instructions: decisions, rules, norms. */
bool check_outcomes(Check *check);

#endif
