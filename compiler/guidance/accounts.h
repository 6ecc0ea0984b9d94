/* accounts.h - is every paragraph of a document accounted for: encoded, or left out with a reason?
 *
 * Normative is what is no heading, context, example, contact, reference or page furniture (its `kind`); a kind that is not known
 * counts as normative, so that a slip of the pen hides nothing. Encoded is what a declaration cites (citing.h).
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef GUIDANCE_ACCOUNTS_H
#define GUIDANCE_ACCOUNTS_H

#include "guidance/citing.h"

typedef enum ParagraphState {
    STATE_CITED,
    STATE_NOT_ENCODED,   /* normative, cited by nothing, and the table says why */
    STATE_MISSING,       /* normative, cited by nothing, no reason */
    STATE_NOT_NORMATIVE, /* cited by nothing, and need not be */
} ParagraphState;

/* How many normative paragraphs there are, and what became of them. */
typedef struct Account {
    const char *section; /* NULL for a whole document and for all */
    uint32_t normative, cited, not_encoded, missing;
} Account;

typedef struct GuideAccount {
    const Guide *guide;
    ParagraphState *states; /* one a paragraph */
    VEC(Account) sections;  /* in the order of the document */
    Account whole;
} GuideAccount;

typedef struct Accounts {
    Arena *arena;
    const Citing *citing;
    VEC(GuideAccount) guides;
    Account all;
} Accounts;

bool accounts_is_normative(const Paragraph *paragraph);

/* Lives in citing's arena. */
Accounts *accounts_take(const Citing *citing);

void accounts_write_text(Text *out, const Accounts *accounts);
void accounts_write_json(Text *out, const Accounts *accounts);
/* A page of HTML that needs nothing else. */
void accounts_write_page(Text *out, const Accounts *accounts);

#endif
