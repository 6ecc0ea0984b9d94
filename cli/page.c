/* page.c - see page.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/page.h"

#include <string.h>

#include "cli/answer.h"
#include "cli/graphviz.h"
#include "cli/output.h"
#include "cli/version.h"
#include "explain/explain_html.h"
#include "value/utf8.h"

static bool is_output(const char *path)
{
    return path && strcmp(path, "-") == 0;
}

bool page_takes_output(const Options *options)
{
    return is_output(options->values[OPTION_HTML]) || is_output(options->values[OPTION_DRAWING]);
}

static bool write_to(const char *path, const Text *text)
{
    if (!is_output(path))
        return output_write_file(path, text);
    output_write(text);
    return true;
}

static const Drawing *draw(Arena *arena, const Outcome *outcome, const Options *options)
{
    const ExplainOptions how = answer_get_reasons(options);
    const DrawingOptions what = {.only = how.only, .outcome = outcome, .with_all = how.with_all};
    return drawing_new(arena, outcome->code, &what);
}

static bool render(Text *svg, const Drawing *drawing, SvgPlace place, const char **trouble)
{
    Text dot = text_in(svg->arena), title = text_in(svg->arena);
    drawing_write_dot(&dot, drawing);
    utf8_show(&title, str_from(drawing->title));
    text_add(&title, ": what led to what");
    return graphviz_draw(svg, text_get(&dot), title.bytes, place, trouble);
}

/* ---------------------------------------------------------------- --html */

static void fill_sheet(Arena *arena, ExplainSheet *sheet, const Outcome *outcome,
                       const Options *options, const char **trouble)
{
    Text svg = text_in(arena);
    const Drawing *drawing = draw(arena, outcome, options);
    *sheet = (ExplainSheet){.outcome = outcome, .drawing = drawing, .svg = STR_NONE};
    if (!*trouble && drawing->node_count > 0 && render(&svg, drawing, SVG_IN_PAGE, trouble))
        sheet->svg = text_get(&svg);
}

static bool write_page(Arena *arena, const Outcome *const *outcomes, uint32_t count,
                       const Options *options)
{
    ExplainOptions how = answer_get_reasons(options);
    how.with_changes = true;
    ExplainSheet *sheets = ARENA_ARRAY(arena, count, ExplainSheet);
    const char *trouble = NULL;
    Text page = text_in(arena);
    for (uint32_t i = 0; i < count; i++)
        fill_sheet(arena, &sheets[i], outcomes[i], options, &trouble);
    if (trouble)
        output_complain("--html: the drawing is written as a list, since 'dot' of Graphviz %s",
                        trouble);
    explain_write_html(&page, sheets, count, &how, "procc " PROCC_VERSION);
    return write_to(options->values[OPTION_HTML], &page);
}

/* ---------------------------------------------------------------- --drawing */

static bool has_suffix(const char *path, const char *suffix)
{
    size_t length = strlen(path), end = strlen(suffix);
    return length > end && strcmp(path + length - end, suffix) == 0;
}

/* False, with a complaint, where there is nothing to draw or nobody to draw it. */
static bool make_drawing(Text *out, const Drawing *drawing, const char *path)
{
    const char *limit = drawing_describe_limit(out->arena, drawing), *trouble;
    if (limit)
        output_complain("--drawing: %s", limit);
    else if (has_suffix(path, ".dot"))
        drawing_write_dot(out, drawing);
    else if (!render(out, drawing, SVG_ALONE, &trouble))
        output_complain("--drawing: 'dot' of Graphviz %s; a FILE that ends in .dot needs none",
                        trouble);
    return out->length > 0;
}

static bool write_drawing(Arena *arena, const Outcome *outcome, const Options *options)
{
    const char *path = options->values[OPTION_DRAWING];
    Text text = text_in(arena);
    return make_drawing(&text, draw(arena, outcome, options), path) && write_to(path, &text);
}

bool page_write(Arena *arena, const Outcome *const *outcomes, uint32_t count,
                const Options *options)
{
    if (options->values[OPTION_HTML] && !write_page(arena, outcomes, count, options))
        return false;
    if (!options->values[OPTION_DRAWING])
        return true;
    if (count == 1)
        return write_drawing(arena, outcomes[0], options);
    output_complain("--drawing takes one procedure");
    return false;
}
