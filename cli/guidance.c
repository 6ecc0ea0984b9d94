/* guidance.c - procc guidance: the document itself: its numbers, what of it is encoded, what a new edition changes.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "cli/options.h"
#include "cli/output.h"
#include "cli/session.h"
#include "guidance/accounts.h"
#include "guidance/changes.h"
#include "guidance/number.h"

typedef struct Session {
    Arena *arena;
    const Options *options;
    Driver *driver;
    const char *const *operands; /* behind the word that says what to do */
    size_t operand_count;
} Session;

/* The texts that the operands from `first` on name. */
static const Citing *find_citing(const Session *session, size_t first)
{
    Paths paths = {0};
    for (size_t i = first; i < session->operand_count; i++)
        driver_find_texts(session->driver, session->operands[i], &paths);
    return citing_find(session->arena, session->driver, &paths);
}

static ExitStatus end(const Session *session, bool falls_short)
{
    Report *report = driver_get_report(session->driver);
    if (report_has_errors(report))
        output_report(report);
    ExitStatus status = output_get_text_status(report);
    return status == STATUS_WELL && falls_short ? STATUS_FALLS_SHORT : status;
}

/* Whether there is a page, and it goes to standard output, which then has nothing else. */
static bool is_page_shown(const Session *session)
{
    const char *path = session->options->values[OPTION_HTML];
    return path && !strcmp(path, "-");
}

/* False, with a complaint, where the page that is asked for cannot be written. */
static bool write_page(const Session *session, const Accounts *accounts)
{
    Text page = text_in(session->arena);
    accounts_write_page(&page, accounts);
    if (!is_page_shown(session))
        return output_write_file(session->options->values[OPTION_HTML], &page);
    output_write(&page);
    return true;
}

static ExitStatus account(const Session *session)
{
    const Citing *citing = find_citing(session, 0);
    const Accounts *accounts = accounts_take(citing);
    Text text = text_in(session->arena);
    if (session->options->is_given[OPTION_HTML] && !write_page(session, accounts))
        return STATUS_FILE;
    if (is_page_shown(session))
        return end(session, accounts->all.missing || !accounts->all.normative);
    if (session->options->is_given[OPTION_JSON])
        accounts_write_json(&text, accounts);
    else
        accounts_write_text(&text, accounts);
    output_write(&text);
    if (!accounts->all.normative) /* what counts nothing must not pass for everything */
        output_complain("no source with a normative paragraph is declared in what was named");
    return end(session, accounts->all.missing || !accounts->all.normative);
}

static ExitStatus number(const Session *session)
{
    Edition edition;
    Text text = text_in(session->arena);
    if (!edition_read(&edition, session->arena, driver_get_report(session->driver),
                      session->operands[0]))
        return end(session, true);
    if (session->options->is_given[OPTION_NUMBERED] && edition.is_table) {
        output_complain("'%s' is a table: it has no words to number", edition.path);
        return STATUS_USAGE;
    }
    if (session->options->is_given[OPTION_JSON])
        number_write_json(&text, &edition);
    else if (session->options->is_given[OPTION_NUMBERED])
        number_write_text(&text, &edition);
    else
        number_write_table(&text, &edition);
    output_write(&text);
    return end(session, false);
}

static ExitStatus compare(const Session *session)
{
    Report *report = driver_get_report(session->driver);
    Edition before, after;
    Text text = text_in(session->arena);
    if (!edition_read(&before, session->arena, report, session->operands[0]) ||
        !edition_read(&after, session->arena, report, session->operands[1]))
        return end(session, true);
    const Changes *changes = changes_find(find_citing(session, 2), &before, &after,
                                          session->options->values[OPTION_ACKNOWLEDGED]);
    if (!changes)
        return end(session, true);
    if (session->options->is_given[OPTION_JSON])
        changes_write_json(&text, changes);
    else
        changes_write_text(&text, changes);
    output_write(&text);
    if (session->operand_count > 2 && !changes->guide)
        output_complain("no source in what was named has paragraphs of '%s'", before.path);
    return end(session, changes->open_count || (session->operand_count > 2 && !changes->guide));
}

static const struct {
    const char *name, *operands;
    size_t least, most;
    ExitStatus (*run)(const Session *session);
} tasks[] = {
    {"coverage", "PATH...", 1, SIZE_MAX, account},
    {"number", "FILE", 1, 1, number},
    {"diff", "OLD NEW [PATH...]", 2, SIZE_MAX, compare},
};

static ExitStatus run_task(Session *session, size_t task)
{
    if (session->operand_count < tasks[task].least || session->operand_count > tasks[task].most) {
        output_complain("guidance %s takes %s: procc guidance %s %s", tasks[task].name,
                        tasks[task].operands, tasks[task].name, tasks[task].operands);
        return STATUS_USAGE;
    }
    if (session->options->is_given[OPTION_HTML] && tasks[task].run != account) {
        output_complain("guidance %s writes no page: --html is for guidance coverage",
                        tasks[task].name);
        return STATUS_USAGE;
    }
    session->driver = session_new_driver(session->options);
    ExitStatus status = tasks[task].run(session);
    driver_free(session->driver);
    return status;
}

ExitStatus command_guidance(Arena *arena, const Options *options)
{
    const char *name = options->operands.count ? options->operands.items[0] : "";
    Session session = {.arena = arena, .options = options};
    for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++) {
        if (strcmp(tasks[i].name, name) != 0)
            continue;
        session.operands = options->operands.items + 1;
        session.operand_count = options->operands.count - 1;
        return run_task(&session, i);
    }
    output_complain("guidance does one of three things: coverage, number, diff");
    return STATUS_USAGE;
}
