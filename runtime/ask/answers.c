/* answers.c - see answers.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ask/answers.h"

/* Of a longer enumeration the first: the rest is weighed as if it were one of them. */
#define VALUES_MOST 16

/* Values that the type does not have, such as the day after the last there is, are left out. */
static void add_value(Answers *answers, const Evaluation *evaluation, Type type, Value value)
{
    if (!value_is_valid(type, evaluation->table->texts, value))
        return;
    for (uint32_t i = 0; i < answers->count; i++)
        if (answers->values[i] == value)
            return;
    if (answers->count < VALUES_MOST)
        answers->values[answers->count++] = value;
}

/* The least and greatest figure of the type that the program names, and in the evaluated case a parameter has. */
static bool find_figures(const Evaluation *evaluation, Type type, Value *least, Value *most)
{
    const Code *code = evaluation->code;
    bool has_one = false;
    for (uint32_t i = 0; i < code->instruction_count; i++) {
        const Instruction *step = &code->instructions[i];
        Value value;
        bool is_figure = step->opcode == OP_CONSTANT || step->opcode == OP_PARAMETER;
        if (!is_figure || step->type.kind != type.kind ||
            evaluation->table->frames[step->frame].row_count == 0 ||
            !evaluation_find_value(evaluation, i, 0, &value))
            continue;
        *least = has_one && *least < value ? *least : value;
        *most = has_one && *most > value ? *most : value;
        has_one = true;
    }
    return has_one;
}

static Value get_unit(Type type)
{
    if (type.kind == TYPE_NUMBER)
        return NUMBER_ONE;
    return type.kind == TYPE_DURATION ? duration_make(1, DURATION_DAYS) : 1;
}

/* A value of the type that says as little as any. */
static Value get_plain(const Evaluation *evaluation, Type type)
{
    if (type.kind == TYPE_TEXT)
        return texts_add(evaluation->table->texts, STR(" "));
    return type.kind == TYPE_DATE ? evaluation->table->as_of[0] : 0;
}

Answers answers_find(Arena *arena, const Evaluation *evaluation, uint32_t fact)
{
    Type type = evaluation->code->facts[fact].type;
    Answers answers = {ARENA_ARRAY(arena, VALUES_MOST, Value), 0};
    if (type.kind == TYPE_YES_NO || type.kind == TYPE_ENUMERATION) {
        uint32_t count = type.kind == TYPE_YES_NO ? 2 : type.enumeration->value_count;
        for (uint32_t i = 0; i < count; i++)
            add_value(&answers, evaluation, type, (Value)i);
        return answers;
    }
    Value least, most;
    bool has_figures = find_figures(evaluation, type, &least, &most);
    if (!has_figures || type.kind == TYPE_TEXT)
        add_value(&answers, evaluation, type, get_plain(evaluation, type));
    if (has_figures) {
        add_value(&answers, evaluation, type,
                  least - (type.kind == TYPE_TEXT ? 0 : get_unit(type)));
        add_value(&answers, evaluation, type, most + (type.kind == TYPE_TEXT ? 0 : get_unit(type)));
    }
    if (!answers.count)
        add_value(&answers, evaluation, type, get_plain(evaluation, type));
    return answers;
}
