/* html_parts.h - what the files that write the page of an explanation share.
 *
 * A Sheet is what one procedure gave. Every part of the page that cites a paragraph leads to the list of citations at the
 * end of its sheet, which is collected on the way. Only for explain/.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef EXPLAIN_HTML_PARTS_H
#define EXPLAIN_HTML_PARTS_H

#include "base/map.h"
#include "explain/changes.h"
#include "explain/explain_html.h"
#include "page/html.h"

/* A section of the page, for the links at its top. */
typedef struct SheetPart {
    const char *id, *heading;
} SheetPart;

typedef struct Sheet {
    Html *html;
    const ExplainSheet *given;
    const Outcome *outcome;
    const ExplainOptions *options; /* never NULL */
    const char *prefix;            /* of every id on this sheet */
    Arena *arena;                  /* of the page */
    Map *decisions;                /* keys of the decisions that are explained on this sheet */
    Map *cited_numbers;            /* text of a citation -> number in `cited` */
    uint64_t steps;                /* that looking for changes took on this sheet, roughly */
    VEC(SheetPart) parts;          /* the sections that stand on it */
    VEC(Citation) cited;           /* in the order in which they were met */
} Sheet;

/* explain_html.c */
/* The label, and after it the name in small letters; the name alone where there is no label. */
void sheet_add_named(Sheet *sheet, const char *label, const char *name);
/* Labels of decisions, actions and rules, by their keys: "the plan can end, Continue the plan". */
void sheet_add_outcome_names(Sheet *sheet, Keys keys);
/* Labels of facts, by their keys. */
void sheet_add_fact_names(Sheet *sheet, Keys keys);
/* " [a, b]", each a link to the list of citations. */
void sheet_add_cites(Sheet *sheet, const Marks *marks);
void sheet_add_notes(Sheet *sheet, const Marks *marks);
void sheet_add_date(Sheet *sheet, Value day);
/* An id of this sheet for a key. Lives as long as the page. */
const char *sheet_make_id(Sheet *sheet, const char *kind, const char *key);
void sheet_open_section(Sheet *sheet, const char *kind, const char *heading);
/* "Needs to know: …" and "held up by: …", a paragraph each. */
void sheet_add_waiting(Sheet *sheet, Keys needs, Keys blocked_by);
void sheet_add_presuming(Sheet *sheet, Keys assumes);

/* Which reasons are wanted: none any more once the page is too long. */
ExplainOptions sheet_get_options(const Sheet *sheet);

/* html_reasons.c: a fold with the reasons of an outcome; `what` is what they are reasons for. */
void sheet_write_reasons(Sheet *sheet, const Reason *root, const char *what);
/* Instead of all reasons why a norm does not apply the one thing that stopped it. */
void sheet_write_stop(Sheet *sheet, const Reason *root);
/* A fold with what would change an outcome; `what` is what it is. */
void sheet_write_changes(Sheet *sheet, const Changes *changes, const char *what);
/* Whether changes are still to be sought: each may take some seconds. */
bool sheet_seeks_changes(const Sheet *sheet);

/* html_norms.c: who must, may or must not do what. */
void sheet_write_norms(Sheet *sheet);
void sheet_write_idle_norms(Sheet *sheet);

/* html_facts.c: what the case says, and where; what was presumed; what is to be found out. */
void sheet_write_missing(Sheet *sheet);
void sheet_write_presumed(Sheet *sheet);
void sheet_write_facts(Sheet *sheet);

#endif
