/* parts.h - what the files of doc/ share while a page is made.
 *
 * A Doc writes at one place, `at`: words go to that block, lists and items below it. What is opened is closed in order.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DOC_PARTS_H
#define DOC_PARTS_H

#include "doc/site.h"
#include "guidance/edition.h"

/* A text with a procedure, or with scenarios of one. */
typedef struct DocText {
    Program *program;
    const char *place; /* of its page in the site */
} DocText;

/* A scenario in a text, and the name of the procedure that it is of. */
typedef struct DocScenario {
    const CoreProgram *program;
    const CoreScenario *scenario;
    const char *procedure; /* NULL where nothing says: that of its own text */
    const char *path;      /* of the text that declares the procedure; NULL where it is not found */
} DocScenario;

/* A document whose paragraphs are on file. */
typedef struct DocGuide {
    const char *name;
    const char *path;
    Edition edition;
    bool is_read;
} DocGuide;

struct DocSite {
    Arena *arena;
    Driver *driver;
    VEC(DocText) texts; /* those with a page */
    Map *places;        /* path of a text -> texts */
    Map *page_places;   /* place -> texts */
    VEC(DocScenario) scenarios;
    Map *scenario_texts; /* path -> 1: its scenarios are known */
    VEC(DocGuide) guides;
    Map *missing; /* "source:start" of what was reported as missing */
    const char *collision;
    Report *warnings;
};

/* Where a citation is used on the page. */
typedef struct DocUse {
    const char *citation; /* "croydon p70" */
    const char *summary;  /* NULL for none */
    const char *id, *label;
    uint32_t order; /* in which the page cites */
} DocUse;

/* A decision or a rule that looks at a fact. */
typedef struct DocReader {
    const void *what;     /* the CoreFact or CoreParameter */
    const CoreRule *rule; /* or the decision */
    const CoreDecision *decision;
} DocReader;

typedef struct Doc {
    DocSite *site;
    Arena *arena;
    const CoreProgram *program; /* the page's; while a scenario is told, that of its text */
    const CoreProgram *own;     /* the page's */
    const Code *code;
    const char *source; /* of the procedure: its citations go without the document's name */
    DocPage *page;
    DocBlock *at;
    const char *here_id, *here_label; /* what is told now; id NULL: it only repeats */
    VEC(const CoreLoop *) loops;      /* that stand around what is told now, outermost first */
    VEC(DocUse) uses;
    VEC(DocReader) readers;
    Map *ids; /* of the page -> 1 */
} Doc;

/* ---- build.c: blocks and words ---- */

/* Opens a block within `at`, which it becomes. `id` NULL for none. */
void doc_open(Doc *doc, DocBlockKind kind, const char *id);
void doc_close(Doc *doc);
void doc_say(Doc *doc, const char *words);
void doc_say_format(Doc *doc, const char *format, ...) PRINTF_LIKE(2, 3);
void doc_say_strong(Doc *doc, const char *words);
void doc_say_link(Doc *doc, const char *id, const char *words);
/* A section, and a paragraph in it that starts with `words`. */
void doc_open_section(Doc *doc, const char *id, const char *heading);
void doc_open_paragraph(Doc *doc, const char *words);
void doc_open_item(Doc *doc);
/* Opens a table with a row of headings; a row; a cell with words. */
void doc_open_table(Doc *doc, const char *caption, const char *const *columns, size_t count);
void doc_add_cell(Doc *doc, const char *words);
/* Whether anything was said in `at` or below. */
bool doc_is_empty(const DocBlock *block);
/* Takes the block that is open away again, with all in it. */
void doc_drop(Doc *doc);
/* An id of `kind` and the names, of which the second may be NULL: letters, digits, "-" and "." */
const char *doc_make_id(const Doc *doc, const char *kind, const char *first, const char *second);
/* "local_authority" -> "local authority". */
const char *doc_to_words(const Doc *doc, const char *name);
/* With a capital first letter. */
const char *doc_to_heading(const Doc *doc, const char *words);

/* ---- names.c: what things are called, and links to where they are told ---- */

const char *doc_name_fact(Doc *doc, const CoreFact *fact);
const char *doc_name_decision(Doc *doc, const CoreDecision *decision);
const char *doc_name_parameter(Doc *doc, const CoreParameter *parameter);
const char *doc_name_rule(Doc *doc, const CoreRule *rule);
const char *doc_name_action(Doc *doc, const CoreAction *action);
const char *doc_name_record(const Doc *doc, const CoreRecord *record);
const char *doc_name_procedure(const Doc *doc, const CodeProcedure *procedure);
const char *doc_id_fact(const Doc *doc, const CoreFact *fact);
const char *doc_id_decision(const Doc *doc, const CoreDecision *decision);
const char *doc_id_rule(const Doc *doc, const CoreRule *rule);
const char *doc_id_parameter(const Doc *doc, const CoreParameter *parameter);
const char *doc_id_action(const Doc *doc, const CoreAction *action);
void doc_link_fact(Doc *doc, const CoreFact *fact);
void doc_link_decision(Doc *doc, const CoreDecision *decision);
void doc_link_rule(Doc *doc, const CoreRule *rule);
void doc_link_parameter(Doc *doc, const CoreParameter *parameter);
/* The action in quotes, a link where a rule of the page names it. */
void doc_link_action(Doc *doc, const CoreAction *action);
/* A link where it has a page in the site. */
void doc_link_procedure(Doc *doc, const CodeProcedure *procedure);
/* What `follow NAME` in a text of `module` hands over to, used by it or not; NULL where no text of it is found. */
const CodeProcedure *doc_find_followed(const Doc *doc, const CoreModule *module, const char *name);
/* The same as a link, or in words. */
void doc_link_followed(Doc *doc, const CoreModule *module, const char *name);
bool doc_has_page(const Doc *doc, const CodeProcedure *procedure);
const CodeProcedure *doc_find_procedure(const Doc *doc, const char *name);
/* A value as people read it: labels in quotes. */
void doc_say_constant(Doc *doc, const CoreConstant *constant);
const char *doc_name_value(Doc *doc, const Enumeration *enumeration, Value value);
void doc_say_date(Doc *doc, Value day);
/* `lead`, "from … until …", `end`; nothing for an open period. */
void doc_say_period(Doc *doc, const char *lead, const CodePeriod *period, const char *end);
/* The title of a document by its name in citations; its name in words where it has none. */
const char *doc_name_source(const Doc *doc, const char *name);
/* Reports once that something has no label, or no question. */
void doc_report_missing(Doc *doc, DiagId id, Span span, const char *what, const char *name);

/* ---- marks.c: citations and reading notes ---- */

/* " [p70.1, p76.1]"; `without` are marks that stand elsewhere already, NULL for none. */
void doc_say_cites(Doc *doc, const Marks *marks, const Marks *without);
/* The same as a paragraph with what is told: "Rule, resting on [p70]." */
void doc_add_cites(Doc *doc, const char *kind, const Marks *marks);
/* The citations of the type, the value of one, or the record whose name stands at `name`. */
void doc_say_written_cites(Doc *doc, Span name);
/* A note for each reading, below `at`. */
void doc_add_notes(Doc *doc, const Marks *marks, const Marks *without);
/* The heading of the document that the first of `marks` stands under; NULL where none is known. */
const char *doc_find_heading(Doc *doc, const Marks *marks);
/* The section that says which paragraphs stand where. */
void doc_tell_citations(Doc *doc);

/* ---- conditions.c, values.c: expressions in words ---- */

/* A condition in the open block: words, and where it has several parts a list below. */
void doc_tell_condition(Doc *doc, const CoreExpr *expr, bool is_negated);
/* The same in one line. */
void doc_say_condition(Doc *doc, const CoreExpr *expr, bool is_negated);
void doc_say_value(Doc *doc, const CoreExpr *expr);
bool doc_is_yes_no(const CoreExpr *expr);
void doc_enter_loop(Doc *doc, const CoreLoop *loop);
void doc_leave_loop(Doc *doc);
/* " (of the other …)" where a field is not of the innermost element. */
void doc_say_element(Doc *doc, const CoreLoop *loop);
/* "every one of the carers", "for at least one of …": the list's label, a link. */
void doc_link_list(Doc *doc, const CoreLoop *loop);

/* ---- decisions.c, rules.c, timings.c ---- */

void doc_tell_decision(Doc *doc, const CoreDecision *decision);
void doc_tell_table(Doc *doc, const CoreDecision *decision);
void doc_tell_rule(Doc *doc, const CoreRule *rule);
const char *doc_name_norm(Doc *doc, const CoreNorm *norm);
/* "Practitioner must"; of an option of a choice "Practitioner must, as one of several ways" */
const char *doc_name_duty(Doc *doc, const CoreNorm *norm);
bool doc_has_timing(const CoreNorm *norm);
/* "by …, not before …", in one line; `until` too where with_until. */
void doc_say_timing(Doc *doc, const CoreTiming *timing, bool with_until);

/* ---- lists.c: what the whole page has of a kind ---- */

void doc_find_readers(Doc *doc);
void doc_tell_deadlines(Doc *doc);
void doc_tell_judgement(Doc *doc);
void doc_tell_hand_overs(Doc *doc);
/* questions.c */
void doc_tell_questions(Doc *doc);
void doc_tell_parameters(Doc *doc);
/* scenarios.c */
void doc_tell_scenarios(Doc *doc);

/* ---- procedure.c ---- */

DocPage *doc_tell_procedure(DocSite *site, const DocText *text);

#endif
