/* diag.h - the kinds of message about texts, from diag.def.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DIAG_DIAG_H
#define DIAG_DIAG_H

#include "error/report.h"

typedef enum DiagId {
#define DIAGNOSTIC(NAME, code, severity, name, explanation) DIAG_##NAME,
#include "diag/diag.def"
#undef DIAGNOSTIC
} DiagId;

/* The kind; it lives for ever. */
const MessageKind *diag_kind(DiagId id);

/* The kind with this code ("P1001") or name ("unexpected-word"), or NULL. */
const MessageKind *diag_find_kind(Str code);

/* A warning that is switched on or off; `kind` NULL is every warning. */
typedef struct DiagSwitch {
    const MessageKind *kind;
    bool is_on;
} DiagSwitch;

/* Whether the warning is shown; later switches win. Without any, all are but a few that few people want. */
bool diag_is_on(const MessageKind *kind, const DiagSwitch *switches, size_t count);

/* The kinds in the order of diag.def; *count is set to how many there are. */
const MessageKind *diag_get_kinds(size_t *count);

#endif
