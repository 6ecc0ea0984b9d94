/* layout.c - frames and facts: one list frame for each place in which a list stands.
 *
 * Frames are made breadth first: a frame's facts follow each other in the order of its record, so that a fact's place is
 * its frame's first plus its number. A record used by two lists stands twice. lower/ refuses records that hold themselves.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "codegen/gen.h"

/* More places in which lists stand than any program has; lists within lists within lists multiply. */
#define FRAME_LIMIT 65536

/* Records have no number of their own: their addresses are looked up. */
static Str to_key(const CoreRecord *const *record)
{
    return (Str){(const char *)record, sizeof *record};
}

static RecordFrames *find_record(const Gen *gen, const CoreRecord *record)
{
    uint32_t number = INDEX_NONE;
    BUG_IF(!map_find(gen->numbers, to_key(&record), &number));
    return &gen->record_frames[number];
}

const RecordFrames *gen_get_record_frames(const Gen *gen, const CoreRecord *record)
{
    return find_record(gen, record);
}

static void number_records(Gen *gen)
{
    size_t count = gen->program->records.count;
    gen->record_frames = ARENA_ARRAY(gen->pass, count, RecordFrames);
    for (size_t i = 0; i < count; i++)
        map_set(gen->numbers, to_key((const CoreRecord *const *)&gen->program->records.items[i]),
                (uint32_t)i);
}

static uint32_t add_frame(Gen *gen, CodeFrame frame, const CoreRecord *record)
{
    BUG_IF(gen->frames.count >= FRAME_LIMIT);
    uint32_t number = (uint32_t)gen->frames.count;
    uint32_t ordinal = INDEX_NONE;
    frame.list_frame = number;
    if (record) {
        RecordFrames *frames = find_record(gen, record);
        ordinal = (uint32_t)frames->list.count;
        VEC_PUSH(gen->pass, &frames->list, number);
    }
    VEC_PUSH(gen->arena, &gen->frames, frame);
    VEC_PUSH(gen->pass, &gen->first_facts, INDEX_NONE);
    VEC_PUSH(gen->pass, &gen->frame_ordinals, ordinal);
    return number;
}

static const char *path_below(Gen *gen, uint32_t parent, const char *name)
{
    const char *path = gen->frames.items[parent].path;
    return *path ? arena_format(gen->arena, "%s.%s", path, name) : name;
}

static uint32_t add_list_frame(Gen *gen, uint32_t parent, const CoreFact *list)
{
    CodeFrame frame = {.parent = parent, .holder = parent};
    frame.list_fact = (uint32_t)gen->facts.count;
    frame.path = path_below(gen, parent, list->name);
    return add_frame(gen, frame, list->element);
}

static void add_fact(Gen *gen, uint32_t frame, const CoreFact *fact)
{
    CodeFact new = {.name = fact->name,
                    .label = fact->label,
                    .ask = fact->ask,
                    .judged_by = fact->judged_by,
                    .type = fact->type,
                    .frame = frame,
                    .list_frame = INDEX_NONE,
                    .reg = REGISTER_NONE,
                    .is_presumed = fact->is_presumed,
                    .is_fixed = fact->is_fixed,
                    .presumed = fact->presumed,
                    .marks = fact->marks,
                    .span = fact->span};
    if (fact->type.kind == TYPE_LIST)
        new.list_frame = add_list_frame(gen, frame, fact);
    VEC_PUSH(gen->arena, &gen->facts, new);
}

static void add_facts(Gen *gen, uint32_t frame, CoreFact *const *facts, size_t count)
{
    gen->first_facts.items[frame] = (uint32_t)gen->facts.count;
    for (size_t i = 0; i < count; i++) {
        BUG_IF(facts[i]->number != i);
        add_fact(gen, frame, facts[i]);
    }
}

/* The record of each frame is found again through the list's CoreFact, kept in step with the frames. */
void layout_make(Gen *gen)
{
    const CoreProgram *program = gen->program;
    number_records(gen);
    add_frame(gen,
              (CodeFrame){
                  .parent = INDEX_NONE, .list_fact = INDEX_NONE, .holder = INDEX_NONE, .path = ""},
              NULL);
    add_facts(gen, 0, program->facts.items, program->facts.count);
    VEC(const CoreRecord *) records = {0}; /* one a frame, from frame 1 */
    for (size_t i = 0; i < program->facts.count; i++)
        if (program->facts.items[i]->element)
            VEC_PUSH(gen->pass, &records, program->facts.items[i]->element);
    for (uint32_t frame = 1; frame < gen->frames.count; frame++) {
        const CoreRecord *record = records.items[frame - 1];
        add_facts(gen, frame, record->fields.items, record->fields.count);
        for (size_t i = 0; i < record->fields.count; i++)
            if (record->fields.items[i]->element)
                VEC_PUSH(gen->pass, &records, record->fields.items[i]->element);
    }
}
