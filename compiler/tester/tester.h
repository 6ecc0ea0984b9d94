/* tester.h - scenarios as a test run: which are picked, what became of each, and in what form that is told.
 *
 * In: texts, by path. Out: one list of results, from which every report is written (reports.h); on the way coverage.h may
 * look at each evaluation. Nothing here prints, and the clock is the caller's.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTER_TESTER_H
#define TESTER_TESTER_H

#include "driver/driver.h"
#include "scenario/scenario.h"

/* What the caller wants to hear while a run goes on; both functions may be NULL. */
typedef struct TestWatch {
    void (*tell)(void *context, const char *what, size_t done, size_t total);
    uint64_t (*get_microseconds)(void *context); /* any clock that does not go back */
    void *context;
} TestWatch;

typedef struct TestChoice {
    const char *const *only; /* parts of titles, or patterns with * and ?; capitals do not matter */
    size_t only_count;       /* 0: all scenarios */
    Value as_of;             /* for scenarios that name no day */
    const ScenarioEngine *engine; /* NULL: the interpreter */
} TestChoice;

typedef enum TestStatus {
    TEST_PASSED,
    TEST_FAILED, /* an expectation was not met */
    TEST_WRONG,  /* it could not be run: the scenario or a text is wrong */
} TestStatus;

typedef struct TestItem {
    Program *program;             /* where the scenario stands */
    const Program *subject;       /* whose procedure it is about; NULL where there is none */
    const CoreScenario *scenario; /* NULL for a text that is wrong and has no scenarios to say so */
    const char *title;
    const char *file;
    uint32_t line;
    TestStatus status;
    const ScenarioResult *result; /* NULL unless it ran; of one that passed its case is gone */
    size_t first_message, message_count; /* in the driver's report: what is wrong with it */
    uint64_t microseconds;               /* 0 where there is no clock */
} TestItem;

typedef struct TestList {
    Driver *driver;
    VEC(TestItem) items;
    size_t passed_count, failed_count; /* failed: those that are wrong too */
    VEC(Arena *) kept;                 /* of results that did not pass */
} TestList;

typedef struct Coverage Coverage;

/* Loads the texts and picks their scenarios, in the order of texts and lines. End it with tester_free, before the driver. */
TestList *tester_pick(Driver *driver, const Paths *paths, const TestChoice *choice,
                      const TestWatch *watch);
void tester_free(TestList *list);

/* Runs all that was picked. `coverage` takes note of what each evaluation showed; NULL for none. */
void tester_run(TestList *list, const TestChoice *choice, Coverage *coverage,
                const TestWatch *watch);

/* Whether a title is among those that `only` names. */
bool tester_is_chosen(const TestChoice *choice, const char *title);

/* How many of `part` in `total` in per cent, rounded down to one decimal, so that only all is "100.0"; of none all. */
const char *tester_to_percent(Arena *arena, size_t part, size_t total);
/* Whether `part` in `total` reaches `least` thousandths of a per cent. */
bool tester_is_enough(size_t part, size_t total, uint32_t least);

#endif
