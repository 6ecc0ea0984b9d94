/* accounts.c - see accounts.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "guidance/accounts.h"

bool accounts_is_normative(const Paragraph *paragraph)
{
    static const char *const others[] = {"heading", "context",   "example",
                                         "contact", "reference", "furniture"};
    for (size_t i = 0; paragraph->kind && i < sizeof others / sizeof others[0]; i++)
        if (str_is(str_from(paragraph->kind), others[i]))
            return false;
    return true;
}

static ParagraphState find_state(const Guide *guide, size_t index)
{
    const Paragraph *paragraph = &guide->edition.paragraphs.items[index];
    if (guide->cited_by[index].count)
        return STATE_CITED;
    if (!accounts_is_normative(paragraph))
        return STATE_NOT_NORMATIVE;
    return paragraph->not_encoded ? STATE_NOT_ENCODED : STATE_MISSING;
}

static void count(Account *account, ParagraphState state)
{
    account->normative++;
    account->cited += state == STATE_CITED;
    account->not_encoded += state == STATE_NOT_ENCODED;
    account->missing += state == STATE_MISSING;
}

/* The section's account; a section may be left and come back. */
static Account *get_section(Arena *arena, GuideAccount *account, Map *numbers, const char *section)
{
    Str key = section ? str_from(section) : STR("");
    uint32_t number = (uint32_t)account->sections.count;
    if (!map_find(numbers, key, &number)) {
        Account empty = {.section = section ? section : "-"};
        map_set(numbers, key, number);
        VEC_PUSH(arena, &account->sections, empty);
    }
    return &account->sections.items[number];
}

static GuideAccount take_guide(Accounts *accounts, const Guide *guide)
{
    size_t paragraph_count = guide->edition.paragraphs.count;
    GuideAccount account = {.guide = guide};
    Map *numbers = map_new(accounts->arena);
    account.states = ARENA_ARRAY(accounts->arena, paragraph_count, ParagraphState);
    for (size_t i = 0; i < paragraph_count; i++) {
        const Paragraph *paragraph = &guide->edition.paragraphs.items[i];
        account.states[i] = find_state(guide, i);
        if (!accounts_is_normative(paragraph))
            continue;
        count(get_section(accounts->arena, &account, numbers, paragraph->section),
              account.states[i]);
        count(&account.whole, account.states[i]);
        count(&accounts->all, account.states[i]);
    }
    return account;
}

Accounts *accounts_take(const Citing *citing)
{
    Accounts *accounts = ARENA_NEW(citing->arena, Accounts);
    accounts->arena = citing->arena;
    accounts->citing = citing;
    for (size_t i = 0; i < citing->guides.count; i++) {
        GuideAccount account = take_guide(accounts, &citing->guides.items[i]);
        VEC_PUSH(accounts->arena, &accounts->guides, account);
    }
    return accounts;
}
