/* problem.c - see problem.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "error/problem.h"

static const MessageKind kinds[] = {
#define PROBLEM(id, code, severity, name, explanation)                                             \
    {code, SEVERITY_##severity, name, explanation},
#include "error/problem.def"
#undef PROBLEM
};

const MessageKind *problem_kind(ProblemId id)
{
    return &kinds[id];
}

const MessageKind *problem_find_kind(Str code)
{
    for (size_t i = 0; i < problem_get_count(); i++)
        if (str_is(code, kinds[i].code))
            return &kinds[i];
    return NULL;
}

size_t problem_get_count(void)
{
    return sizeof kinds / sizeof kinds[0];
}

const MessageKind *problem_get(size_t index)
{
    BUG_IF(index >= problem_get_count());
    return &kinds[index];
}
