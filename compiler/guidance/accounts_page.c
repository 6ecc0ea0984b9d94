/* accounts_page.c - what is accounted for as a page: every document section by section, every paragraph with what encodes it
 * or why nothing does, and every file with what it encodes; each leads to the other within the page.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "guidance/accounts.h"
#include "page/html.h"

typedef struct Page {
    Html html;
    const Accounts *accounts;
    Arena *scratch;
} Page;

static const char *const state_words[] = {
    [STATE_CITED] = "encoded",
    [STATE_NOT_ENCODED] = "not encoded",
    [STATE_MISSING] = "missing",
    [STATE_NOT_NORMATIVE] = "asks for nothing",
};

static const char *const state_classes[] = {
    [STATE_CITED] = "state well",
    [STATE_NOT_ENCODED] = "state",
    [STATE_MISSING] = "state alarm",
    [STATE_NOT_NORMATIVE] = "state",
};

/* ---- addresses within the page ---- */

static const char *id_of_guide(const Page *page, size_t guide)
{
    return arena_format(page->scratch, "source-%zu", guide + 1);
}

static const char *id_of_section(const Page *page, size_t guide, const char *section)
{
    const char *prefix = arena_format(page->scratch, "section-%zu", guide + 1);
    return html_make_id(page->scratch, prefix, section);
}

static const char *id_of_paragraph(const Page *page, size_t guide, const char *number)
{
    const char *prefix = arena_format(page->scratch, "paragraph-%zu", guide + 1);
    return html_make_id(page->scratch, prefix, number);
}

static const char *id_of_file(const Page *page, uint32_t text)
{
    return arena_format(page->scratch, "file-%u", (unsigned)text);
}

static void add_link(Page *page, const char *id, const char *words)
{
    html_add_link(&page->html, arena_format(page->scratch, "#%s", id), words);
}

/* ---- sections, those too in which nothing is normative ---- */

static const char *section_of(const Paragraph *paragraph)
{
    return paragraph->section ? paragraph->section : "-";
}

typedef struct Sections {
    VEC(const char *) names; /* in the order of the document */
} Sections;

static Sections find_sections(const Page *page, size_t guide)
{
    const Edition *edition = &page->accounts->guides.items[guide].guide->edition;
    Map *seen = map_new(page->scratch);
    Sections sections = {0};
    for (size_t i = 0; i < edition->paragraphs.count; i++) {
        const char *name = section_of(&edition->paragraphs.items[i]);
        uint32_t number;
        if (map_find(seen, str_from(name), &number))
            continue;
        map_set(seen, str_from(name), 0);
        VEC_PUSH(page->scratch, &sections.names, name);
    }
    return sections;
}

static Account find_account(const GuideAccount *guide, const char *section)
{
    for (size_t i = 0; i < guide->sections.count; i++)
        if (str_is(str_from(section), guide->sections.items[i].section))
            return guide->sections.items[i];
    return (Account){.section = section};
}

/* ---- how much ---- */

static void add_count(Page *page, uint32_t count)
{
    html_add_cell(&page->html, arena_format(page->scratch, "%u", (unsigned)count));
}

static void add_counts(Page *page, const Account *account)
{
    add_count(page, account->normative);
    add_count(page, account->cited);
    add_count(page, account->not_encoded);
    add_count(page, account->missing);
}

static void write_sections(Page *page, size_t guide)
{
    static const char *const columns[] = {"Section", "Normative", "Encoded", "Not encoded",
                                          "Missing"};
    const GuideAccount *account = &page->accounts->guides.items[guide];
    html_open_table(&page->html,
                    arena_format(page->scratch, "Sections of %s", account->guide->name), columns,
                    5);
    const Sections sections = find_sections(page, guide);
    for (size_t i = 0; i < sections.names.count; i++) {
        const Account section = find_account(account, sections.names.items[i]);
        html_open(&page->html, "tr", NULL);
        html_open(&page->html, "td", NULL);
        add_link(page, id_of_section(page, guide, section.section), section.section);
        html_close(&page->html, "td");
        add_counts(page, &section);
        html_close(&page->html, "tr");
    }
    html_open(&page->html, "tr", NULL);
    html_add_row_name(&page->html, "all");
    add_counts(page, &account->whole);
    html_close(&page->html, "tr");
    html_close_table(&page->html);
}

/* ---- paragraphs ---- */

static void write_cited_by(Page *page, const CitedByList *list)
{
    html_open(&page->html, "ul", "plain");
    for (size_t i = 0; i < list->count; i++) {
        const CitedBy *by = &list->items[i];
        html_open(&page->html, "li", NULL);
        html_add_format(&page->html, "%s: ", by->what);
        add_link(page, id_of_file(page, by->span.source),
                 citing_place(page->accounts->citing, by->span));
        html_close(&page->html, "li");
    }
    html_close(&page->html, "ul");
}

static void write_why(Page *page, const GuideAccount *account, size_t index)
{
    const Paragraph *paragraph = &account->guide->edition.paragraphs.items[index];
    ParagraphState state = account->states[index];
    html_open(&page->html, "td", NULL);
    html_add_element(&page->html, "span", state_classes[state], state_words[state]);
    if (paragraph->not_encoded)
        html_add_element(&page->html, "p", NULL, paragraph->not_encoded);
    if (account->guide->cited_by[index].count)
        write_cited_by(page, &account->guide->cited_by[index]);
    html_close(&page->html, "td");
}

static void write_kind(Page *page, const Paragraph *paragraph)
{
    html_open(&page->html, "td", NULL);
    html_add(&page->html, paragraph->kind ? paragraph->kind : "");
    if (paragraph->modality && !str_is(str_from(paragraph->modality), "-"))
        html_add_format(&page->html, ", %s", paragraph->modality);
    html_close(&page->html, "td");
}

static void write_paragraph(Page *page, size_t guide, size_t index)
{
    const GuideAccount *account = &page->accounts->guides.items[guide];
    const Paragraph *paragraph = &account->guide->edition.paragraphs.items[index];
    HTML_OPEN(&page->html, "tr", {"id", id_of_paragraph(page, guide, paragraph->number)});
    html_add_row_name(&page->html, paragraph->number);
    write_kind(page, paragraph);
    html_add_cell(&page->html, paragraph->summary ? paragraph->summary : "");
    write_why(page, account, index);
    html_close(&page->html, "tr");
}

static void write_section(Page *page, size_t guide, const char *section)
{
    static const char *const columns[] = {"Number", "Kind", "What it says, in our words",
                                          "Encoded by"};
    const Edition *edition = &page->accounts->guides.items[guide].guide->edition;
    html_open_section(&page->html, id_of_section(page, guide, section), section);
    html_open_table(&page->html, arena_format(page->scratch, "Paragraphs of %s", section), columns,
                    4);
    for (size_t i = 0; i < edition->paragraphs.count; i++)
        if (str_is(str_from(section), section_of(&edition->paragraphs.items[i])))
            write_paragraph(page, guide, i);
    html_close_table(&page->html);
    html_close_section(&page->html);
}

/* ---- what falls short ---- */

static void write_missing(Page *page, size_t guide)
{
    const GuideAccount *account = &page->accounts->guides.items[guide];
    if (!account->whole.missing)
        return;
    html_open(&page->html, "div", "alert");
    html_add_element(&page->html, "p", NULL, "Cited by nothing, and no reason given:");
    html_open(&page->html, "ul", NULL);
    for (size_t i = 0; i < account->guide->edition.paragraphs.count; i++) {
        const Paragraph *paragraph = &account->guide->edition.paragraphs.items[i];
        if (account->states[i] != STATE_MISSING)
            continue;
        html_open(&page->html, "li", NULL);
        add_link(page, id_of_paragraph(page, guide, paragraph->number), paragraph->number);
        html_add_format(&page->html, " %s", paragraph->summary ? paragraph->summary : "");
        html_close(&page->html, "li");
    }
    html_close(&page->html, "ul");
    html_close(&page->html, "div");
}

static void write_guide(Page *page, size_t guide)
{
    const GuideAccount *account = &page->accounts->guides.items[guide];
    html_open_section(&page->html, id_of_guide(page, guide), account->guide->name);
    html_open(&page->html, "p", NULL);
    html_add_format(&page->html, "%u of %u normative paragraphs accounted for, from %s.",
                    account->whole.cited + account->whole.not_encoded, account->whole.normative,
                    account->guide->edition.path);
    html_close(&page->html, "p");
    write_missing(page, guide);
    write_sections(page, guide);
    const Sections sections = find_sections(page, guide);
    for (size_t i = 0; i < sections.names.count; i++)
        write_section(page, guide, sections.names.items[i]);
    html_close_section(&page->html);
}

/* ---- files ---- */

typedef struct Cited {
    size_t guide, paragraph;
} Cited;

typedef VEC(Cited) CitedList;

/* One list a text: the paragraphs that it cites, each once. */
static CitedList *find_by_file(const Page *page, size_t text_count)
{
    CitedList *files = ARENA_ARRAY(page->scratch, text_count, CitedList);
    for (size_t g = 0; g < page->accounts->guides.count; g++) {
        const Guide *guide = page->accounts->guides.items[g].guide;
        for (size_t p = 0; p < guide->edition.paragraphs.count; p++)
            for (size_t i = 0; i < guide->cited_by[p].count; i++) {
                CitedList *file = &files[guide->cited_by[p].items[i].span.source];
                Cited cited = {g, p};
                const Cited *last = file->count ? &file->items[file->count - 1] : NULL;
                if (!last || last->guide != g || last->paragraph != p)
                    VEC_PUSH(page->scratch, file, cited);
            }
    }
    return files;
}

static void write_file(Page *page, uint32_t text, const CitedList *file)
{
    html_open_section(&page->html, id_of_file(page, text),
                      citing_file(page->accounts->citing, (Span){text, 0, 0}));
    html_open(&page->html, "p", NULL);
    for (size_t i = 0; i < file->count; i++) {
        const Guide *guide = page->accounts->guides.items[file->items[i].guide].guide;
        const char *number = guide->edition.paragraphs.items[file->items[i].paragraph].number;
        html_add(&page->html, i ? ", " : "");
        if (!i || file->items[i].guide != file->items[i - 1].guide)
            html_add_format(&page->html, "%s ", guide->name);
        add_link(page, id_of_paragraph(page, file->items[i].guide, number), number);
    }
    html_close(&page->html, "p");
    html_close_section(&page->html);
}

static void write_files(Page *page)
{
    size_t count = driver_get_sources(page->accounts->citing->driver)->list.count;
    CitedList *files = find_by_file(page, count);
    html_open_section(&page->html, "files", "What each file encodes");
    for (size_t i = 0; i < count; i++)
        if (files[i].count)
            write_file(page, (uint32_t)i, &files[i]);
    html_close_section(&page->html);
}

static void write_contents(Page *page)
{
    HTML_OPEN(&page->html, "nav", {"aria-label", "Contents"});
    html_open(&page->html, "ul", "plain");
    for (size_t i = 0; i < page->accounts->guides.count; i++) {
        html_open(&page->html, "li", NULL);
        add_link(page, id_of_guide(page, i), page->accounts->guides.items[i].guide->name);
        html_close(&page->html, "li");
    }
    html_open(&page->html, "li", NULL);
    add_link(page, "files", "What each file encodes");
    html_close(&page->html, "li");
    html_close(&page->html, "ul");
    html_close(&page->html, "nav");
}

void accounts_write_page(Text *out, const Accounts *accounts)
{
    Page page = {.accounts = accounts, .scratch = arena_new()};
    const char *title = "What of the guidance is encoded";
    html_begin(&page.html, out, title);
    html_open(&page.html, "header", NULL);
    html_add_title(&page.html, title);
    html_open(&page.html, "p", NULL);
    html_add_format(&page.html, "%u of %u normative paragraphs accounted for.",
                    accounts->all.cited + accounts->all.not_encoded, accounts->all.normative);
    html_close(&page.html, "p");
    html_close(&page.html, "header");
    write_contents(&page);
    html_open_main(&page.html);
    for (size_t i = 0; i < accounts->guides.count; i++)
        write_guide(&page, i);
    write_files(&page);
    html_close_main(&page.html);
    html_end(&page.html);
    arena_free(page.scratch);
}
