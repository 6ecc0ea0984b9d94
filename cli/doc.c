/* doc.c - procc doc: pages for people about procedures, into a folder.
 *
 * Each file is written whole or not at all, and only where it changes; nothing else in the folder is touched.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/graphviz.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/replace.h"
#include "cli/session.h"
#include "cli/version.h"
#include "doc/site.h"

#define MAKER "procc " PROCC_VERSION

typedef struct Job {
    Arena *arena;
    const Options *options;
    const char *folder;
    bool html, markdown;
    const char *trouble; /* with Graphviz; NULL for none */
    size_t written, changed;
} Job;

/* ---- files ---- */

static bool is_same(const char *path, Str bytes)
{
    FILE *file = fopen(path, "rb");
    size_t at = 0, count;
    char part[4096];
    bool is_same = file != NULL;
    while (is_same && (count = fread(part, 1, sizeof part, file)) > 0) {
        is_same = at + count <= bytes.length && memcmp(part, bytes.bytes + at, count) == 0;
        at += count;
    }
    if (file)
        fclose(file);
    return is_same && at == bytes.length;
}

/* As `mkdir -p` of all before the last slash. */
static bool make_folders(Arena *arena, const char *path)
{
    char *folder = arena_copy_text(arena, path, strlen(path));
    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
            output_complain("the folder '%s' cannot be made: %s", folder, strerror(errno));
            return false;
        }
        *slash = '/';
    }
    return true;
}

static void show_path(const Job *job, const char *path)
{
    Text line = text_in(job->arena);
    text_add_format(&line, "%s\n", path);
    output_write(&line);
}

static ExitStatus put(Job *job, const char *place, const char *suffix, Str bytes)
{
    const char *path = arena_format(job->arena, "%s/%s%s", job->folder, place, suffix);
    job->written++;
    if (is_same(path, bytes))
        return STATUS_WELL;
    job->changed++;
    if (job->options->is_given[OPTION_CHECK]) {
        show_path(job, path);
        return STATUS_FALLS_SHORT;
    }
    bool is_put = make_folders(job->arena, path) && replace_or_make_file(job->arena, path, bytes);
    return is_put ? STATUS_WELL : STATUS_FILE;
}

/* ---- pages ---- */

/* Graphviz that failed once is not asked again. */
static Str draw(Job *job, const DocPage *page, SvgPlace place)
{
    Text dot = text_in(job->arena), svg = text_in(job->arena);
    if (!page->drawing || !page->drawing->node_count || job->trouble)
        return STR_NONE;
    drawing_write_dot(&dot, page->drawing);
    const char *title = arena_format(job->arena, "%s: what leads to what", page->title);
    if (!graphviz_draw(&svg, text_get(&dot), title, place, &job->trouble))
        return STR_NONE;
    return text_get(&svg);
}

static ExitStatus write_html(Job *job, DocPage *page)
{
    Text text = text_in(job->arena);
    page->svg = draw(job, page, SVG_IN_PAGE);
    doc_write_html(&text, page, MAKER);
    return put(job, page->place, ".html", text_get(&text));
}

static ExitStatus write_markdown(Job *job, DocPage *page)
{
    Text text = text_in(job->arena);
    Str svg = draw(job, page, SVG_ALONE);
    page->has_drawing_file = svg.length > 0;
    doc_write_markdown(&text, page, MAKER);
    ExitStatus drawn = page->has_drawing_file ? put(job, page->place, ".svg", svg) : STATUS_WELL;
    ExitStatus told = put(job, page->place, ".md", text_get(&text));
    return drawn > told ? drawn : told;
}

static ExitStatus write_page(Job *job, DocPage *page)
{
    ExitStatus html = job->html ? write_html(job, page) : STATUS_WELL;
    ExitStatus markdown = job->markdown ? write_markdown(job, page) : STATUS_WELL;
    return html > markdown ? html : markdown;
}

static ExitStatus write_pages(Job *job, DocSite *site)
{
    ExitStatus status = STATUS_WELL;
    Progress progress;
    TestWatch watch = progress_watch(&progress);
    for (size_t i = 0; i < doc_count_pages(site) && status != STATUS_FILE; i++) {
        watch.tell(watch.context, "pages", i, doc_count_pages(site));
        ExitStatus written = write_page(job, doc_make_page(site, i));
        status = written > status ? written : status;
    }
    progress_end(&progress);
    if (job->trouble)
        output_complain("doc: without drawings, since 'dot' of Graphviz %s", job->trouble);
    return status;
}

/* ---- the command ---- */

static bool read_format(Job *job)
{
    const char *format = job->options->values[OPTION_FORMAT];
    job->html = !format || !strcmp(format, "html") || !strcmp(format, "both");
    job->markdown = format && (!strcmp(format, "markdown") || !strcmp(format, "both"));
    if (job->html || job->markdown)
        return true;
    output_complain("--format: '%s' is neither html, markdown nor both", format);
    return false;
}

static void show_count(const Job *job, size_t pages)
{
    Text line = text_in(job->arena);
    text_add_format(&line, "%s: %zu page%s, %zu of %zu files new or changed\n", job->folder, pages,
                    pages == 1 ? "" : "s", job->changed, job->written);
    output_write(&line);
}

static ExitStatus get_worse(ExitStatus a, ExitStatus b)
{
    return a > b ? a : b;
}

/* What people would miss is told last, and counts where --strict says so. */
static ExitStatus end(const Job *job, const DocSite *site, ExitStatus status)
{
    const Report *warnings = doc_get_warnings(site);
    if (!warnings->messages.count)
        return status;
    output_report(warnings);
    return job->options->is_given[OPTION_STRICT] ? get_worse(status, STATUS_FALLS_SHORT) : status;
}

static ExitStatus make(Job *job, Driver *driver)
{
    const Options *options = job->options;
    DocSite *site = doc_find_site(driver, options->operands.items, options->operands.count);
    if (report_has_errors(driver_get_report(driver)))
        return output_get_text_status(driver_get_report(driver));
    if (doc_describe_collision(site)) {
        output_complain("doc: %s; name their folder instead", doc_describe_collision(site));
        return STATUS_USAGE;
    }
    if (!doc_count_pages(site)) {
        output_complain("doc: there is no procedure in what was named");
        return STATUS_FALLS_SHORT;
    }
    ExitStatus status = write_pages(job, site);
    if (!options->is_given[OPTION_CHECK] && status != STATUS_FILE)
        show_count(job, doc_count_pages(site));
    return end(job, site, status);
}

ExitStatus command_doc(Arena *arena, const Options *options)
{
    Job job = {.arena = arena, .options = options, .folder = options->values[OPTION_OUTPUT]};
    if (!options->operands.count || !job.folder || !job.folder[0]) {
        output_complain("doc needs a procedure and a folder: procc doc PATH... --output FOLDER");
        return STATUS_USAGE;
    }
    if (!read_format(&job))
        return STATUS_USAGE;
    Driver *driver = session_new_driver(options);
    ExitStatus status = make(&job, driver);
    if (report_has_errors(driver_get_report(driver)))
        output_report(driver_get_report(driver));
    driver_free(driver);
    return status;
}
