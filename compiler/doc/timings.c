/* timings.c - by when something is called for, and how often, in words.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "doc/parts.h"

bool doc_has_timing(const CoreNorm *norm)
{
    const CoreTiming *it = &norm->timing;
    return it->by || it->by_text || it->within || it->not_before || it->repeat;
}

static void say_join(Doc *doc, size_t start)
{
    if (doc->at->words.count > start)
        doc_say(doc, ", ");
}

static void say_deadlines(Doc *doc, const CoreTiming *it, size_t start)
{
    if (it->by_text) {
        doc_say_format(doc, "by “%s”", it->by_text);
    }
    if (it->by) {
        say_join(doc, start);
        doc_say(doc, "by ");
        doc_say_value(doc, it->by);
    }
    if (it->within) {
        say_join(doc, start);
        doc_say(doc, "within ");
        doc_say_value(doc, it->within);
        doc_say(doc, " of ");
        doc_say_value(doc, it->within_of);
    }
}

void doc_say_timing(Doc *doc, const CoreTiming *it, bool with_until)
{
    size_t start = doc->at->words.count;
    say_deadlines(doc, it, start);
    if (it->repeat) {
        say_join(doc, start);
        doc_say(doc, "every ");
        doc_say_value(doc, it->repeat);
        doc_say(doc, ", counted from ");
        doc_say_value(doc, it->repeat_from);
    }
    if (it->not_before) {
        say_join(doc, start);
        doc_say(doc, "not before ");
        doc_say_value(doc, it->not_before);
    }
    if (it->until && with_until) {
        say_join(doc, start);
        doc_say(doc, "until ");
        doc_say_condition(doc, it->until, false);
    }
}
