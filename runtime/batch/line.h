/* line.h - what came out of one case of many, as one line of NDJSON or CSV.
 *
 * In: an evaluation and the number of a case in it. Out: a line with what identifies the record, the decisions, and the norms
 * that apply or are open. The answers are those of outcome_new, read straight off the registers; the whole outcome is built only
 * where it is asked for, or where norms may contradict each other.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BATCH_LINE_H
#define BATCH_LINE_H

#include "outcome/outcome.h"

typedef struct LineOptions {
    bool is_csv;
    bool has_id;             /* CSV: a column for it */
    bool with_needs;         /* NDJSON: what is open says what it waits for */
    bool is_full;            /* NDJSON: the whole object of `procc run --json` */
    const char *const *only; /* decisions, rules and actions by name; none: all */
    size_t only_count;
} LineOptions;

/* What lines of one Code look like; may be shared by threads. Lives in the arena, code and options as long. */
typedef struct LineShape LineShape;
LineShape *line_shape_new(Arena *arena, const Code *code, const LineOptions *options);

/* Of the names asked for the first that is no decision, rule or action; NULL where all are. */
const char *line_find_unknown(const Code *code, const LineOptions *options);

/* What a line told of its case. */
typedef struct LineFindings {
    bool is_open;          /* a decision or norm is undetermined */
    bool is_contradictory; /* a conflict or a gap */
} LineFindings;

/* CSV: the line of names. */
void line_write_header(Text *out, const LineShape *shape);
/* `id` is JSON, bytes NULL for none. `scratch` is emptied by the caller when it likes. */
LineFindings line_write(Text *out, const LineShape *shape, Arena *scratch,
                        const Evaluation *evaluation, uint32_t case_row, uint64_t line, Str id);

/* Shared with who writes other lines: "line":12,"id":… behind an opening bracket. */
void line_add_place(Text *out, uint64_t line, Str id);

#endif
