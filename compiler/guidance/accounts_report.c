/* accounts_report.c - what is accounted for and what is not, for people and as JSON.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "guidance/accounts.h"
#include "outcome/json_writer.h"

/* ---- for people ---- */

static void write_line(Text *out, const Account *account, const char *name)
{
    text_add_format(out, "  %9u  %5u  %11u  %7u  %s\n", account->normative, account->cited,
                    account->not_encoded, account->missing, name);
}

static void write_sections(Text *out, const GuideAccount *account)
{
    text_add_format(out, "%s (%s)\n  normative  cited  not encoded  missing  section\n",
                    account->guide->name, account->guide->edition.path);
    for (size_t i = 0; i < account->sections.count; i++)
        write_line(out, &account->sections.items[i], account->sections.items[i].section);
    write_line(out, &account->whole, "all");
    text_add_byte(out, '\n');
}

static void write_paragraph(Text *out, const Accounts *accounts, const GuideAccount *account,
                            size_t index)
{
    const Paragraph *paragraph = &account->guide->edition.paragraphs.items[index];
    text_add_format(out, "%s: %s %s", citing_place(accounts->citing, paragraph->span),
                    account->guide->name, paragraph->number);
    if (paragraph->kind)
        text_add_format(out, " (%s)", paragraph->kind);
    if (paragraph->summary)
        text_add_format(out, ": %s", paragraph->summary);
    if (account->states[index] == STATE_NOT_ENCODED)
        text_add_format(out, "\n    %s", paragraph->not_encoded);
    text_add_byte(out, '\n');
}

static void write_list(Text *out, const Accounts *accounts, ParagraphState state, const char *title)
{
    bool is_first = true;
    for (size_t i = 0; i < accounts->guides.count; i++) {
        const GuideAccount *account = &accounts->guides.items[i];
        for (size_t k = 0; k < account->guide->edition.paragraphs.count; k++) {
            if (account->states[k] != state)
                continue;
            if (is_first)
                text_add_format(out, "%s:\n", title);
            is_first = false;
            write_paragraph(out, accounts, account, k);
        }
    }
    if (!is_first)
        text_add_byte(out, '\n');
}

void accounts_write_text(Text *out, const Accounts *accounts)
{
    for (size_t i = 0; i < accounts->guides.count; i++)
        write_sections(out, &accounts->guides.items[i]);
    write_list(out, accounts, STATE_NOT_ENCODED, "Not encoded, and why");
    write_list(out, accounts, STATE_MISSING, "Cited by nothing, and no reason given");
    const Account *all = &accounts->all;
    text_add_format(out, "%u of %u normative paragraphs accounted for\n",
                    all->cited + all->not_encoded, all->normative);
}

/* ---- JSON ---- */

static const char *const state_keys[] = {
    [STATE_CITED] = "cited",
    [STATE_NOT_ENCODED] = "not_encoded",
    [STATE_MISSING] = "missing",
    [STATE_NOT_NORMATIVE] = "not_normative",
};

static void write_account(JsonWriter *json, const Account *account)
{
    json_add_number(json, "normative", account->normative);
    json_add_number(json, "cited", account->cited);
    json_add_number(json, "not_encoded", account->not_encoded);
    json_add_number(json, "missing", account->missing);
}

static void write_section_accounts(JsonWriter *json, const GuideAccount *account)
{
    json_open(json, "sections", '[', false);
    for (size_t i = 0; i < account->sections.count; i++) {
        json_open(json, NULL, '{', true);
        json_add_text(json, "section", account->sections.items[i].section);
        write_account(json, &account->sections.items[i]);
        json_close(json, '}', true);
    }
    json_close(json, ']', false);
}

static void write_cited_by(JsonWriter *json, const Citing *citing, const CitedByList *list)
{
    json_open(json, "cited_by", '[', false);
    for (size_t i = 0; i < list->count; i++) {
        json_open(json, NULL, '{', true);
        json_add_text(json, "file", citing_file(citing, list->items[i].span));
        json_add_number(json, "line", citing_line(citing, list->items[i].span));
        json_add_text(json, "what", list->items[i].what);
        json_close(json, '}', true);
    }
    json_close(json, ']', false);
}

static void write_paragraphs(JsonWriter *json, const Accounts *accounts,
                             const GuideAccount *account)
{
    json_open(json, "paragraphs", '[', false);
    for (size_t i = 0; i < account->guide->edition.paragraphs.count; i++) {
        const Paragraph *paragraph = &account->guide->edition.paragraphs.items[i];
        json_open(json, NULL, '{', false);
        json_add_text(json, "number", paragraph->number);
        json_add_text(json, "section", paragraph->section);
        json_add_text(json, "kind", paragraph->kind);
        json_add_text(json, "modality", paragraph->modality);
        json_add_text(json, "summary", paragraph->summary);
        json_add_text(json, "state", state_keys[account->states[i]]);
        json_add_text(json, "not_encoded", paragraph->not_encoded);
        write_cited_by(json, accounts->citing, &account->guide->cited_by[i]);
        json_close(json, '}', false);
    }
    json_close(json, ']', false);
}

void accounts_write_json(Text *out, const Accounts *accounts)
{
    JsonWriter json = {.out = out};
    json_open(&json, NULL, '{', false);
    write_account(&json, &accounts->all);
    json_open(&json, "sources", '[', false);
    for (size_t i = 0; i < accounts->guides.count; i++) {
        const GuideAccount *account = &accounts->guides.items[i];
        json_open(&json, NULL, '{', false);
        json_add_text(&json, "source", account->guide->name);
        json_add_text(&json, "file", account->guide->edition.path);
        write_account(&json, &account->whole);
        write_section_accounts(&json, account);
        write_paragraphs(&json, accounts, account);
        json_close(&json, '}', false);
    }
    json_close(&json, ']', false);
    json_close(&json, '}', false);
    text_add_byte(out, '\n');
}
