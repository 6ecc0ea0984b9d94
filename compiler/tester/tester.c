/* tester.c - see tester.h.
 *
 * Each scenario runs in an arena of its own, which only those that did not pass keep: thousands of them cost no more
 * memory than the largest.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tester/tester.h"

#include "tester/coverage.h"

static void tell(const TestWatch *watch, const char *what, size_t done, size_t total)
{
    if (watch && watch->tell)
        watch->tell(watch->context, what, done, total);
}

static uint64_t get_time(const TestWatch *watch)
{
    return watch && watch->get_microseconds ? watch->get_microseconds(watch->context) : 0;
}

/* ---- what is picked ---- */

/* A text that is wrong and has no scenario to fail for it must fail all the same. */
static void add_text(TestList *list, Program *program, const char *path, size_t first_message)
{
    const Report *report = driver_get_report(list->driver);
    TestItem item = {.program = program, .title = "the text can be read", .file = path, .line = 1};
    item.status = TEST_WRONG;
    item.first_message = first_message;
    item.message_count = report->messages.count - first_message;
    VEC_PUSH(driver_get_arena(list->driver), &list->items, item);
}

static void add_scenario(TestList *list, Program *program, const CoreScenario *scenario)
{
    Sources *sources = driver_get_sources(list->driver);
    Position position = source_get_position(sources, scenario->span.source, scenario->span.start);
    TestItem item = {.program = program,
                     .scenario = scenario,
                     .title = scenario->title,
                     .file = program->path,
                     .line = position.line};
    VEC_PUSH(driver_get_arena(list->driver), &list->items, item);
}

static void pick_from(TestList *list, const char *path, const TestChoice *choice)
{
    Report *report = driver_get_report(list->driver);
    size_t errors = report->error_count, messages = report->messages.count;
    Program *program = driver_load(list->driver, path);
    size_t count = program ? program->core->scenarios.count : 0;
    if (report->error_count > errors && !count)
        add_text(list, program, path, messages);
    for (size_t i = 0; i < count; i++)
        if (tester_is_chosen(choice, program->core->scenarios.items[i].title))
            add_scenario(list, program, &program->core->scenarios.items[i]);
}

TestList *tester_pick(Driver *driver, const Paths *paths, const TestChoice *choice,
                      const TestWatch *watch)
{
    TestList *list = ARENA_NEW(driver_get_arena(driver), TestList);
    list->driver = driver;
    for (size_t i = 0; i < paths->count; i++) {
        tell(watch, "texts", i, paths->count);
        pick_from(list, paths->items[i], choice);
    }
    return list;
}

void tester_free(TestList *list)
{
    for (size_t i = 0; i < list->kept.count; i++)
        arena_free(list->kept.items[i]);
}

/* ---- what is run ---- */

static TestStatus get_status(const ScenarioResult *result)
{
    if (result->has_errors)
        return TEST_WRONG;
    return result->failures.count ? TEST_FAILED : TEST_PASSED;
}

static void run_scenario(TestList *list, TestItem *item, const TestChoice *choice,
                         Coverage *coverage)
{
    Arena *arena = arena_new();
    ScenarioResult *result =
        scenario_run(arena, item->program->core, item->scenario, item->subject->code, choice->as_of,
                     choice->engine, driver_get_report(list->driver));
    item->status = get_status(result);
    if (coverage && result->evaluation)
        coverage_add(coverage, item->subject, result->evaluation, item->title);
    if (item->status == TEST_PASSED) {
        arena_free(arena);
        return;
    }
    item->result = result;
    VEC_PUSH(driver_get_arena(list->driver), &list->kept, arena);
}

static void run_item(TestList *list, TestItem *item, const TestChoice *choice, Coverage *coverage)
{
    Report *report = driver_get_report(list->driver);
    item->first_message = report->messages.count;
    item->status = TEST_WRONG;
    item->subject = driver_find_subject(list->driver, item->program, item->scenario);
    if (item->subject && item->subject->code)
        run_scenario(list, item, choice, coverage);
    item->message_count = report->messages.count - item->first_message;
}

void tester_run(TestList *list, const TestChoice *choice, Coverage *coverage,
                const TestWatch *watch)
{
    for (size_t i = 0; i < list->items.count; i++) {
        TestItem *item = &list->items.items[i];
        uint64_t start = get_time(watch);
        tell(watch, "scenarios", i, list->items.count);
        if (item->scenario)
            run_item(list, item, choice, coverage);
        item->microseconds = get_time(watch) - start;
        if (item->status == TEST_PASSED)
            list->passed_count++;
        else
            list->failed_count++;
    }
    tell(watch, "scenarios", list->items.count, list->items.count);
}

/* ---- shares ---- */

const char *tester_to_percent(Arena *arena, size_t part, size_t total)
{
    size_t tenths = total ? part * 1000 / total : 1000;
    return arena_format(arena, "%zu.%zu%%", tenths / 10, tenths % 10);
}

bool tester_is_enough(size_t part, size_t total, uint32_t least)
{
    return !total || (uint64_t)part * 100000 >= (uint64_t)least * total;
}
