/* case_layout.c - see case_layout.h: frame 0 and the frames of lists.
 *
 * Each entry travels from frame 0 down to its target's frame. The frames are laid out in the order of their numbers, so
 * the parent's rows stand when a list's turn comes; then the entries that have arrived at the list are gone through:
 * first to learn which elements each list has, then to send each entry on to its element's row.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/case_layout.h"

#include "case/case_problem.h"

/* What is learnt of the lists of one frame before its rows are made; arrays of one item a parent row. */
typedef struct Lists {
    uint32_t frame;
    uint32_t parent_count;
    uint32_t *mentions; /* entries that name an element */
    uint32_t *starts;   /* in `is_named` */
    uint8_t
        *is_named; /* for each list as many as it has mentions: whether element 1, 2, … is named */
    uint32_t *elements; /* how many there are before the first that is left out */
    uint8_t *is_told;   /* whether something wrong with the list's elements was reported */
} Lists;

uint64_t *case_layout_new_plane(Arena *arena, uint32_t count)
{
    return ARENA_ARRAY(arena, (size_t)count / 64 + 1, uint64_t);
}

static void append(CaseLayout *layout, uint32_t frame, uint32_t entry)
{
    layout->next[entry] = INDEX_NONE;
    if (layout->first[frame] == INDEX_NONE)
        layout->first[frame] = entry;
    else
        layout->next[layout->last[frame]] = entry;
    layout->last[frame] = entry;
}

/* The frame after `frame` on the way down to `target`, which lies below it. */
static uint32_t get_next_frame(const Code *code, uint32_t frame, uint32_t target)
{
    while (code->frames[target].parent != frame)
        target = code->frames[target].parent;
    return target;
}

/* The entry has reached `row` of `frame`: it stays, or goes on. */
static void arrive(CaseLayout *layout, uint32_t entry, uint32_t frame, uint32_t row)
{
    uint32_t target = layout->targets[entry].frame;
    layout->rows[entry] = row;
    if (target != frame)
        append(layout, get_next_frame(layout->code, frame, target), entry);
}

/* Whether the entry says something of the list as a whole. */
static bool is_statement(const CaseLayout *layout, const Lists *lists, uint32_t entry)
{
    return layout->targets[entry].kind == TARGET_LIST &&
           layout->targets[entry].frame == lists->frame;
}

static uint32_t get_number(const CaseLayout *layout, const Lists *lists, uint32_t entry)
{
    return layout->numbers[layout->targets[entry].first_number + layout->depths[lists->frame] - 1];
}

/* The entry's key up to and without the number of the element: "services.2.visits". */
static const char *show_list(const CaseLayout *layout, const Lists *lists, uint32_t entry)
{
    Str key = layout->entries[entry].key;
    size_t dots = 2 * (size_t)layout->depths[lists->frame] - 1, end = 0;
    for (; end < key.length; end++)
        if (key.bytes[end] == '.' && --dots == 0)
            break;
    return case_problem_show(layout->report, str_slice(key, 0, end));
}

static bool is_word(const CaseEntry *entry, const char *word)
{
    return !entry->is_text && str_is(entry->words, word);
}

static CellState read_statement(const CaseLayout *layout, const CaseEntry *entry)
{
    if (is_word(entry, "none") || is_word(entry, "[]"))
        return CELL_GIVEN;
    if (is_word(entry, "unknown"))
        return CELL_UNKNOWN;
    const char *key = case_problem_show(layout->report, entry->key);
    size_t message = report_add(layout->report, problem_kind(PROBLEM_LIST_AS_VALUE), entry->span,
                                "the list '%s' cannot be '%s'", key,
                                case_problem_show(layout->report, entry->words));
    report_hint(layout->report, message,
                "allowed: none or unknown, without quotes (in JSON [] and null), or elements from "
                "%s.1 on",
                key);
    return CELL_ABSENT;
}

static void apply_statement(CaseLayout *layout, const Lists *lists, uint32_t entry)
{
    const CaseEntry *said = &layout->entries[entry];
    CaseFrame *frame = &layout->table->frames[lists->frame];
    uint32_t row = layout->rows[entry];
    if (case_problem_is_full(layout->report))
        return;
    if (frame->list_states[row] != CELL_ABSENT) {
        size_t message =
            report_add(layout->report, problem_kind(PROBLEM_SAME_KEY_TWICE), said->span,
                       "'%s' is given twice", case_problem_show(layout->report, said->key));
        if (frame->list_spans[row].source != SOURCE_NONE)
            report_note(layout->report, message, frame->list_spans[row], "the first time here");
        return;
    }
    frame->list_states[row] = (uint8_t)read_statement(layout, said);
    frame->list_spans[row] = said->span;
}

/* Statements and mentions. */
static void count_mentions(CaseLayout *layout, Lists *lists)
{
    for (uint32_t entry = layout->first[lists->frame]; entry != INDEX_NONE;
         entry = layout->next[entry]) {
        if (is_statement(layout, lists, entry))
            apply_statement(layout, lists, entry);
        else
            lists->mentions[layout->rows[entry]]++;
    }
}

/* An element whose number is above the count of mentions cannot be one of 1 to n without gaps. */
static void mark_elements(CaseLayout *layout, Lists *lists)
{
    uint32_t total = 0;
    for (uint32_t row = 0; row < lists->parent_count; row++) {
        lists->starts[row] = total;
        total += lists->mentions[row];
    }
    lists->is_named = ARENA_ARRAY(layout->arena, total, uint8_t);
    for (uint32_t entry = layout->first[lists->frame]; entry != INDEX_NONE;
         entry = layout->next[entry]) {
        uint32_t row = layout->rows[entry];
        if (is_statement(layout, lists, entry))
            continue;
        uint32_t number = get_number(layout, lists, entry);
        if (number <= lists->mentions[row])
            lists->is_named[lists->starts[row] + number - 1] = 1;
    }
}

static void count_elements(const CaseLayout *layout, Lists *lists)
{
    const CaseFrame *frame = &layout->table->frames[lists->frame];
    for (uint32_t row = 0; row < lists->parent_count; row++) {
        uint32_t count = 0;
        while (count < lists->mentions[row] && lists->is_named[lists->starts[row] + count])
            count++;
        /* A list that was said to be empty or unknown has no elements, whatever is named: that is reported. */
        lists->elements[row] = frame->list_states[row] == CELL_ABSENT ? count : 0;
    }
}

static void report_contradiction(CaseLayout *layout, const Lists *lists, uint32_t entry,
                                 bool is_empty)
{
    Span said = layout->table->frames[lists->frame].list_spans[layout->rows[entry]];
    ProblemId id = is_empty ? PROBLEM_EMPTY_WITH_ELEMENTS : PROBLEM_UNKNOWN_WITH_ELEMENTS;
    size_t message = report_add(layout->report, problem_kind(id), layout->entries[entry].span,
                                "'%s' is said to be %s, and '%s' is given",
                                show_list(layout, lists, entry), is_empty ? "empty" : "unknown",
                                case_problem_show(layout->report, layout->entries[entry].key));
    if (said.source != SOURCE_NONE)
        report_note(layout->report, message, said, "said here");
}

static void report_gap(CaseLayout *layout, const Lists *lists, uint32_t entry)
{
    const char *list = show_list(layout, lists, entry);
    size_t message = report_add(layout->report, problem_kind(PROBLEM_ELEMENT_LEFT_OUT),
                                layout->entries[entry].span, "'%s.%u' is given, but not '%s.%u'",
                                list, (unsigned)get_number(layout, lists, entry), list,
                                (unsigned)lists->elements[layout->rows[entry]] + 1);
    report_hint(layout->report, message, "elements are numbered from 1 without gaps");
}

/* The entry's element is none of its list's: says so, once a list, and leaves the entry out. */
static void leave_out(CaseLayout *layout, Lists *lists, uint32_t entry, CellState state)
{
    uint32_t row = layout->rows[entry];
    if (!lists->is_told[row] && !case_problem_is_full(layout->report)) {
        lists->is_told[row] = 1;
        if (state == CELL_ABSENT)
            report_gap(layout, lists, entry);
        else
            report_contradiction(layout, lists, entry, state == CELL_GIVEN);
    }
    layout->rows[entry] = ROW_NONE;
}

/* Makes the rows: the elements of each list, one phantom row for a list that is not given. */
static void make_rows(CaseLayout *layout, const Lists *lists)
{
    CaseFrame *frame = &layout->table->frames[lists->frame];
    uint32_t total = 0;
    frame->first_row = ARENA_ARRAY(layout->arena, (size_t)lists->parent_count + 1, uint32_t);
    for (uint32_t row = 0; row < lists->parent_count; row++) {
        bool is_known = lists->elements[row] > 0 || frame->list_states[row] == CELL_GIVEN;
        frame->first_row[row] = total;
        total += is_known ? lists->elements[row] : 1;
    }
    frame->first_row[lists->parent_count] = total;
    frame->row_count = total;
    frame->parent_row = ARENA_ARRAY(layout->arena, total, uint32_t);
    frame->is_phantom = case_layout_new_plane(layout->arena, total);
    for (uint32_t parent = 0; parent < lists->parent_count; parent++)
        for (uint32_t row = frame->first_row[parent]; row < frame->first_row[parent + 1]; row++) {
            frame->parent_row[row] = parent;
            if (lists->elements[parent] == 0) /* a row without an element */
                planes_set(frame->is_phantom, row);
        }
}

/* Sends the entries on to their elements' rows. */
static void send_on(CaseLayout *layout, Lists *lists)
{
    const CaseFrame *frame = &layout->table->frames[lists->frame];
    for (uint32_t entry = layout->first[lists->frame], next; entry != INDEX_NONE; entry = next) {
        next = layout->next[entry]; /* arriving changes it */
        if (is_statement(layout, lists, entry))
            continue;
        uint32_t row = layout->rows[entry];
        uint32_t number = get_number(layout, lists, entry);
        if (number <= lists->elements[row])
            arrive(layout, entry, lists->frame, frame->first_row[row] + number - 1);
        else
            leave_out(layout, lists, entry, (CellState)frame->list_states[row]);
    }
}

/* A list with elements is given; so it was not before, or its elements would stand against what was said. */
static void settle_states(CaseLayout *layout, const Lists *lists)
{
    CaseFrame *frame = &layout->table->frames[lists->frame];
    for (uint32_t row = 0; row < lists->parent_count; row++) {
        if (lists->elements[row] > 0)
            frame->list_states[row] = CELL_GIVEN;
        if (frame->list_states[row] == CELL_GIVEN)
            planes_set(frame->list_known, row);
    }
}

static void build_lists(CaseLayout *layout, uint32_t number)
{
    CaseFrame *frame = &layout->table->frames[number];
    uint32_t count = layout->table->frames[layout->code->frames[number].parent].row_count;
    Lists lists = {.frame = number, .parent_count = count};
    lists.mentions = ARENA_ARRAY(layout->arena, count, uint32_t);
    lists.starts = ARENA_ARRAY(layout->arena, count, uint32_t);
    lists.elements = ARENA_ARRAY(layout->arena, count, uint32_t);
    lists.is_told = ARENA_ARRAY(layout->arena, count, uint8_t);
    frame->list_states = ARENA_ARRAY(layout->arena, count, uint8_t);
    frame->list_spans = ARENA_ARRAY(layout->arena, count, Span);
    for (uint32_t row = 0; row < count; row++)
        frame->list_spans[row] = SPAN_NONE;
    frame->list_known = case_layout_new_plane(layout->arena, count);
    count_mentions(layout, &lists);
    mark_elements(layout, &lists);
    count_elements(layout, &lists);
    make_rows(layout, &lists);
    send_on(layout, &lists);
    settle_states(layout, &lists);
}

/* Everything but actions starts in the one row of frame 0. */
static void start_entries(CaseLayout *layout)
{
    layout->rows = ARENA_ARRAY(layout->arena, layout->entry_count, uint32_t);
    layout->next = ARENA_ARRAY(layout->arena, layout->entry_count, uint32_t);
    for (uint32_t entry = 0; entry < layout->entry_count; entry++) {
        TargetKind kind = layout->targets[entry].kind;
        layout->rows[entry] = ROW_NONE;
        if (kind != TARGET_NONE && kind != TARGET_DONE)
            arrive(layout, entry, 0, 0);
    }
}

void case_layout_build(CaseLayout *layout)
{
    const Code *code = layout->code;
    BUG_IF(code->frame_count == 0);
    layout->first = ARENA_ARRAY(layout->arena, code->frame_count, uint32_t);
    layout->last = ARENA_ARRAY(layout->arena, code->frame_count, uint32_t);
    layout->depths = ARENA_ARRAY(layout->arena, code->frame_count, uint32_t);
    for (uint32_t i = 0; i < code->frame_count; i++) {
        layout->first[i] = layout->last[i] = INDEX_NONE;
        layout->depths[i] = i == 0 ? 0 : layout->depths[code->frames[i].parent] + 1;
    }
    layout->table->frames[0].row_count = layout->table->case_count;
    layout->table->frames[0].is_phantom =
        case_layout_new_plane(layout->arena, layout->table->case_count);
    start_entries(layout);
    uint64_t budget = CASE_PRODUCT_ROWS_MOST + 1; /* 0: it was exceeded */
    for (uint32_t i = 1; i < code->frame_count; i++) {
        if (code->frames[i].list_frame == i)
            build_lists(layout, i);
        else
            case_layout_build_product(layout, i, &budget);
    }
}
