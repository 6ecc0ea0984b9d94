/* prose.h - outcomes in sentences, and sentences in lines of a width. Shared by outcome/ and explain/.
 *
 * What authors and cases wrote is shown so that it cannot drive a terminal (value/utf8.h); colour is added by us alone and
 * takes no room.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OUTCOME_PROSE_H
#define OUTCOME_PROSE_H

#include "outcome/outcome.h"

/* One paragraph: `indent` spaces, then `words` broken at spaces, further lines indented by `hang`; ends the line. White space
 * folds into one space. */
void prose_wrap(Text *out, Str words, uint32_t indent, uint32_t hang, uint32_t width);
/* A heading after an empty line. */
void prose_add_heading(Text *out, const char *words, bool is_coloured);

void prose_add_shown(Text *out, const char *words);
/* "the label (name)", or the name alone where there is no label. */
void prose_add_named(Text *out, const char *label, const char *name);
/* " [a, b]"; nothing for none. */
void prose_add_cites(Text *out, const Marks *marks);
void prose_add_value(Text *out, const Outcome *outcome, Type type, Value value);
void prose_add_date(Text *out, Value day);
/* "a, b and c". */
void prose_add_keys(Text *out, Keys keys);
/* "local_authority" -> "Local authority". */
void prose_add_actor(Text *out, const char *actor);
/* "Practitioner must: label (action)". */
void prose_add_norm(Text *out, const Outcome *outcome, uint32_t norm);
/* ", by 28 February 2026 (overdue)" and the like; nothing for a norm without dates or state worth saying. */
void prose_add_state(Text *out, const Outcome *outcome, const OutcomeNorm *norm, bool is_coloured);
/* "; services 2"; nothing for a norm without elements. */
void prose_add_elements(Text *out, const Elements *elements);
/* The first lines: procedure, as-of date, in force or not. */
void prose_add_head(Text *out, const Outcome *outcome, bool is_coloured, uint32_t width);

/* A text for people: entries, and lines below them, under headings. A heading with nothing under it is left out. */
typedef struct ProsePage {
    Text *out;
    Arena *scratch;
    bool is_coloured;
    uint32_t width;
    const char *heading; /* still to be written, NULL once it is */
} ProsePage;

/* "- ", to be gone on with; in the page's scratch arena. */
Text prose_start_entry(const ProsePage *page);
void prose_add_entry(ProsePage *page, const Text *words);
/* A line below an entry. */
void prose_add_detail(const ProsePage *page, const Text *words);

#endif
