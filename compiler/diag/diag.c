/* diag.c - see diag.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "diag/diag.h"

static const MessageKind kinds[] = {
#define DIAGNOSTIC(NAME, code, severity, name, explanation)                                        \
    {code, SEVERITY_##severity, name, explanation},
#include "diag/diag.def"
#undef DIAGNOSTIC
};

#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

const MessageKind *diag_kind(DiagId id)
{
    BUG_IF((size_t)id >= KIND_COUNT);
    return &kinds[id];
}

const MessageKind *diag_find_kind(Str code)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (str_is(code, kinds[i].code) || str_is(code, kinds[i].name))
            return &kinds[i];
    return NULL;
}

bool diag_is_on(const MessageKind *kind, const DiagSwitch *switches, size_t count)
{
    bool is_on = kind != diag_kind(DIAG_UNUSED_VALUE);
    for (size_t i = 0; i < count; i++)
        if (!switches[i].kind || switches[i].kind == kind)
            is_on = switches[i].is_on;
    return is_on;
}

const MessageKind *diag_get_kinds(size_t *count)
{
    *count = KIND_COUNT;
    return kinds;
}
