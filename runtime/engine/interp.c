/* interp.c - runs a verified Code over the rows of a case table.
 *
 * In: a Code that code_verify() accepted, and a CaseTable made for it. Out: every register of every frame, filled.
 * Nothing is checked again here: operands and types are what the verifier proved. The switch is the specification;
 * native/ must agree with it on every program in tests/exec.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/ops.h"

/* ---- which function runs what ---- */

/* One for cells and one for planes of many words. */
static Kernel *by_width(Mode mode, Kernel *cells, Kernel *planes)
{
    return mode == MODE_MANY ? planes : cells;
}

/* One for a single row, and one for all others. */
static Kernel *by_rows(Mode mode, Kernel *row, Kernel *rows)
{
    return mode == MODE_ROW ? row : rows;
}

static Kernel *find_fact(const Lanes *lanes, Shape shape, Mode mode)
{
    if (shape == SHAPE_TRUTH)
        return by_width(mode, cell_fact_truth, lanes->fact_truth);
    if (shape == SHAPE_TRUTH_PRESUMED)
        return by_width(mode, cell_fact_truth_presumed, ops_fact_truth_presumed);
    if (shape == SHAPE_PRESUMED)
        return by_rows(mode, cell_fact_presumed, ops_fact_presumed);
    return by_rows(mode, cell_fact, ops_fact);
}

static Kernel *find_compare(const Lanes *lanes, Shape shape, Mode mode)
{
    return shape == SHAPE_RANGE ? by_rows(mode, cell_compare_range, lanes->compare_range)
                                : by_rows(mode, cell_compare_pair, lanes->compare_pair);
}

static Kernel *find_decide(const Lanes *lanes, Shape shape, Mode mode)
{
    if (shape == SHAPE_OTHERWISE)
        return by_width(mode, cell_decide_otherwise, lanes->decide_otherwise);
    return shape == SHAPE_TRUTH ? by_width(mode, cell_decide_truth, lanes->decide_truth)
                                : by_rows(mode, cell_decide_value, lanes->decide_value);
}

Kernel *kernel_find(const Engine *engine, Opcode opcode, Shape shape, Mode mode)
{
    const Lanes *lanes = engine->lanes;
    switch (opcode) {
    case OP_FACT: return find_fact(lanes, shape, mode);
    case OP_CONSTANT: return ops_constant;
    case OP_PARAMETER: return ops_parameter;
    case OP_IN_FORCE: return ops_in_force;
    case OP_DONE: return ops_done;
    case OP_LIST_KNOWN: return ops_list_known;
    case OP_BROADCAST: return ops_broadcast;
    case OP_GATHER: return ops_gather;
    case OP_SOME: return ops_some;
    case OP_EVERY: return ops_every;
    case OP_ANY_ELEMENT: return ops_any_element;
    case OP_COUNT: return ops_count;
    case OP_TOTAL:
    case OP_MOST:
    case OP_LEAST: return ops_fold;
    case OP_AND: return by_width(mode, cell_and, lanes->and_all);
    case OP_OR: return by_width(mode, cell_or, lanes->or_all);
    case OP_NOT: return by_width(mode, cell_not, lanes->not );
    case OP_AT_LEAST: return by_width(mode, cell_at_least, lanes->at_least);
    case OP_IS_KNOWN: return ops_is_known;
    case OP_COMPARE: return find_compare(lanes, shape, mode);
    case OP_COMPARE_DURATION: return ops_compare_duration;
    case OP_COMPARE_YES_NO: return by_width(mode, cell_compare_yes_no, lanes->compare_yes_no);
    case OP_ONE_OF: return by_rows(mode, cell_one_of, lanes->one_of);
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    case OP_DATE_ADD:
    case OP_DATE_SUBTRACT:
    case OP_DATE_DIFFERENCE: return ops_amount;
    case OP_PICK_MOST:
    case OP_PICK_LEAST: return ops_pick;
    case OP_DECIDE: return find_decide(lanes, shape, mode);
    }
    UNREACHABLE();
}

static void run_groups(Engine *engine, const Groups *groups)
{
    for (const Group *group = groups->items, *end = group + groups->count; group < end; group++)
        if (engine->frames[group->frame].row_count > 0)
            group->kernel(engine, group);
}

/* ---- what is worked out ahead ---- */

static bool is_text_right(const Engine *engine, const PreparedText *text)
{
    Value number = engine->constants[text->constant];
    return (uint64_t)number < texts_get_count(engine->table->texts) &&
           str_is_equal(texts_get(engine->table->texts, number), text->text);
}

/* Gives the texts of the code their numbers in this table; false where they have others than before. */
static bool number_texts(Engine *engine)
{
    bool is_same = true;
    for (uint32_t i = 0; i < engine->text_count; i++) {
        const PreparedText *text = &engine->texts[i];
        if (is_text_right(engine, text))
            continue;
        engine->constants[text->constant] = texts_add(engine->table->texts, text->text);
        is_same = false;
    }
    for (uint32_t i = 0; !is_same && i < engine->range_count; i++)
        if (engine->text_ranges[i] != INDEX_NONE)
            engine->ranges[i].start = (uint64_t)engine->constants[engine->text_ranges[i]];
    return is_same;
}

static void find_date(Engine *engine)
{
    const CaseTable *table = engine->table;
    engine->has_one_date = table->case_count > 0;
    engine->date = table->case_count > 0 ? table->as_of[0] : 0;
    uint64_t difference = 0;
    for (uint32_t i = 1; i < table->case_count; i++)
        difference |= (uint64_t)table->as_of[i] ^ (uint64_t)engine->date;
    engine->has_one_date = engine->has_one_date && difference == 0;
}

/* Fills the whole room of every frame, so that a table with more or fewer rows finds them too. */
static void run_for_all_rows(Engine *engine)
{
    for (uint32_t i = 0; i < engine->code->frame_count; i++) {
        FrameRows *rows = &engine->frames[i];
        rows->row_count = rows->room;
        rows->word_count = rows->stride;
    }
    run_groups(engine, &engine->steady);
    for (uint32_t i = 0; i < engine->code->frame_count; i++) {
        FrameRows *rows = &engine->frames[i];
        rows->row_count = engine->table->frames[i].row_count;
        rows->word_count = (uint32_t)planes_count_words(rows->row_count);
    }
}

static void run_steady(Engine *engine, bool is_same)
{
    find_date(engine);
    if (!engine->has_one_date) {
        run_groups(engine, &engine->steady);
        engine->is_steady = false;
    } else if (!is_same || !engine->is_steady || engine->steady_date != engine->date) {
        run_for_all_rows(engine);
        engine->is_steady = true;
        engine->steady_date = engine->date;
    }
}

/* ---- engines ---- */

static Engine *make_engine(Arena *arena, const Code *code, const Lanes *lanes, bool is_grouped,
                           const bool *is_kept, const EngineOutside *outside)
{
    Engine *engine = ARENA_NEW(arena, Engine);
    engine->arena = arena;
    engine->code = code;
    engine->lanes = lanes;
    engine->outside = outside;
    engine->registers = ARENA_ARRAY(arena, code->instruction_count, Register);
    engine->cells = ARENA_ARRAY(arena, code->instruction_count, Cell);
    engine->frames = ARENA_ARRAY(arena, code->frame_count, FrameRows);
    engine->evaluation = (Evaluation){code, NULL, engine->registers};
    plan_build(engine, arena, is_grouped);
    if (is_kept)
        places_find(engine, arena, is_kept);
    return engine;
}

Engine *engine_new_for(Arena *arena, const Code *code, const Lanes *lanes, bool is_grouped,
                       const bool *is_kept)
{
    return make_engine(arena, code, lanes, is_grouped, is_kept, NULL);
}

Engine *engine_new_with(Arena *arena, const Code *code, const EngineOutside *outside)
{
    return make_engine(arena, code, lanes_choose(), true, NULL, outside);
}

Engine *engine_new(Arena *arena, const Code *code)
{
    return engine_new_for(arena, code, lanes_choose(), true, NULL);
}

Engine *engine_new_keeping(Arena *arena, const Code *code, const bool *is_kept)
{
    return engine_new_for(arena, code, lanes_choose(), true, is_kept);
}

static void run_phases(Engine *engine, bool has_moved)
{
    const EngineOutside *outside = engine->outside;
    outside->find(outside->context, &engine->evaluation, has_moved);
    for (uint32_t i = 0; i < outside->phase_count; i++) {
        run_groups(engine, &engine->phases[i]);
        outside->fill(outside->context, i);
    }
}

const Evaluation *engine_run(Engine *engine, const CaseTable *table)
{
    engine->table = engine->evaluation.table = table;
    bool has_moved = layout_update(engine, table);
    bool is_same = number_texts(engine) && !has_moved;
    run_steady(engine, is_same);
    ahead_start(engine);
    if (engine->outside)
        run_phases(engine, has_moved);
    else
        run_groups(engine, engine->frames[0].mode == MODE_MANY ? &engine->far : &engine->each);
    return &engine->evaluation;
}

Evaluation *interpreter_run(Arena *arena, const Code *code, const CaseTable *table)
{
    Engine *engine = engine_new_for(arena, code, lanes_choose(), false, NULL);
    engine_run(engine, table);
    return &engine->evaluation;
}

/* Half of what a second cache commonly has; measured by bench/columns.c. */
#define CHUNK_BYTES ((uint64_t)1 << 20)
#define CHUNK_ROWS_LEAST 512
#define CHUNK_ROWS_MOST 8192
#define CHUNK_ROWS_LEAST_KEEPING 1024

uint32_t engine_get_chunk_rows(const Code *code)
{
    uint64_t bits = 64; /* of a case */
    for (uint32_t i = 0; i < code->instruction_count; i++)
        bits += code->instructions[i].type.kind == TYPE_YES_NO ? 2 : 65;
    uint64_t rows = CHUNK_BYTES * 8 / bits / CHUNK_ROWS_LEAST * CHUNK_ROWS_LEAST;
    return rows < CHUNK_ROWS_LEAST  ? CHUNK_ROWS_LEAST
           : rows > CHUNK_ROWS_MOST ? CHUNK_ROWS_MOST
                                    : (uint32_t)rows;
}

uint32_t engine_get_keeping_chunk_rows(const Code *code)
{
    uint32_t rows = engine_get_chunk_rows(code);
    return rows < CHUNK_ROWS_LEAST_KEEPING ? CHUNK_ROWS_LEAST_KEEPING : rows;
}
