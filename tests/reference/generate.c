/* generate.c - random declarations, put together in random order; random cases.
 *
 * What a declaration is called and of what type it is stands first; bodies come after, so that everything may use what is of a
 * smaller order, wherever it stands in the text. Rules come before decisions: which actions there are is known then.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/generate.h"

#define CHANCE(percent) random_chance(generate->random, (percent))
#define BELOW(bound) random_below(generate->random, (bound))
#define NO_LIMIT UINT32_MAX

/* ---- what there is ---- */

static void declare(Generate *generate, const Text *text)
{
    VEC_PUSH(generate->arena, &generate->declarations, text_get(text));
}

static void add_enumerations(Generate *generate)
{
    for (uint32_t i = 0, count = 1 + BELOW(2); i < count; i++) {
        GenEnumeration enumeration = {NULL, 2 + BELOW(2)};
        if (CHANCE(60)) {
            Text out = text_in(generate->arena);
            enumeration.name = arena_format(generate->arena, "e%u", i);
            text_add_format(&out, "type e%u is one of v%ua, v%ub%s\n", i, i, i,
                            enumeration.count > 2 ? arena_format(generate->arena, ", v%uc", i)
                                                  : "");
            declare(generate, &out);
        }
        VEC_PUSH(generate->arena, &generate->enumerations, enumeration);
    }
}

static void add_presumed(Generate *generate, Text *out, GenType type)
{
    if (CHANCE(18)) {
        text_add(out, " presumed ");
        generate_value(generate, out, type);
    }
}

static GenItem add_fact_words(Generate *generate, Text *out, const char *name)
{
    GenItem item = {name, generate_type(generate), 0};
    text_add_format(out, "%s: ", name);
    generate_type_words(generate, out, item.type);
    add_presumed(generate, out, item.type);
    text_add(out, "\n");
    return item;
}

/* Records hold lists only of records with a greater number: no cycles. */
static void add_records(Generate *generate)
{
    uint32_t count = CHANCE(12) ? 3 : BELOW(3);
    for (uint32_t i = 0; i < count; i++) {
        GenRecord record = {.name = arena_format(generate->arena, "rec%u", i)};
        Text out = text_in(generate->arena);
        text_add_format(&out, "record rec%u\n", i);
        for (uint32_t k = 0, fields = 1 + BELOW(3); k < fields; k++) {
            text_add(&out, "  - ");
            GenItem item = add_fact_words(
                generate, &out, arena_format(generate->arena, "p%u%c", i, (char)('a' + k)));
            VEC_PUSH(generate->arena, &record.fields, item);
        }
        if (i + 1 < count && CHANCE(70)) {
            record.inner_list = arena_format(generate->arena, "m%u", i);
            record.inner_record = i + 1;
            text_add_format(&out, "  - m%u: list of rec%u\n", i, i + 1);
        }
        declare(generate, &out);
        VEC_PUSH(generate->arena, &generate->records, record);
    }
    for (uint32_t i = 0, lists = count ? 1 + BELOW(2) : 0; i < lists; i++) {
        GenList list = {arena_format(generate->arena, "l%u", i), i ? BELOW(count) : 0};
        Text out = text_in(generate->arena);
        text_add_format(&out, "fact l%u: list of rec%u\n", i, list.record);
        declare(generate, &out);
        VEC_PUSH(generate->arena, &generate->lists, list);
    }
}

static void add_facts(Generate *generate)
{
    for (uint32_t i = 0, count = 2 + BELOW(5); i < count; i++) {
        Text out = text_in(generate->arena);
        text_add(&out, "fact ");
        GenItem item = add_fact_words(generate, &out, arena_format(generate->arena, "f%u", i));
        declare(generate, &out);
        VEC_PUSH(generate->arena, &generate->items, item);
    }
}

static void add_parameters(Generate *generate)
{
    static const char *const froms[] = {"1 January 2020", "1 February 2026", "2 March 2026",
                                        "3 March 2026"};
    for (uint32_t i = 0, count = BELOW(3); i < count; i++) {
        GenItem item = {arena_format(generate->arena, "k%u", i), generate_type(generate), 0};
        Text out = text_in(generate->arena);
        text_add_format(&out, "parameter k%u: ", i);
        generate_type_words(generate, &out, item.type);
        text_add(&out, "\n");
        bool has_value = false;
        for (uint32_t k = 0; k < 4; k++) {
            if (k == 3 ? has_value : CHANCE(60))
                continue;
            has_value = true;
            text_add(&out, "  ");
            generate_value(generate, &out, item.type);
            text_add_format(&out, " from %s%s\n", froms[k],
                            CHANCE(20) ? " until 8 March 2026" : "");
        }
        declare(generate, &out);
        VEC_PUSH(generate->arena, &generate->items, item);
    }
}

/* ---- decisions ---- */

/* On a line of its own after what may be a list of bullets. */
static void add_period(Generate *generate, uint32_t percent, const char *before, Text *out)
{
    static const char *const periods[] = {"from 2 March 2026", "until 2 March 2026",
                                          "from 2 March 2026 until 3 March 2026",
                                          "from 1 January 2020", "until 1 March 2026"};
    if (CHANCE(percent))
        text_add_format(out, "%sin force %s", before, periods[BELOW(5)]);
}

static void add_alternatives(Generate *generate, const Scope *scope, GenType type, Text *out)
{
    uint32_t count = 1 + BELOW(4);
    if (CHANCE(10)) {
        text_add(out, "  ");
        generate_operand(generate, scope, type, 2, out);
        text_add(out, "\n");
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        bool is_otherwise = i && CHANCE(35);
        text_add_format(out, "  %s", is_otherwise ? "otherwise " : "");
        if (CHANCE(75))
            generate_value(generate, out, type);
        else
            generate_operand(generate, scope, type, 1, out);
        if (!is_otherwise || CHANCE(60)) {
            text_add(out, " when ");
            generate_condition(generate, scope, 6, out);
        }
        add_period(generate, 8, "\n    ", out);
        text_add(out, "\n");
    }
    if (CHANCE(35)) {
        text_add(out, "  otherwise ");
        generate_value(generate, out, type);
        text_add(out, "\n");
    }
}

static void add_decision(Generate *generate, const GenItem *item, int self)
{
    Scope scope = {.self = self, .limit = item->order};
    Text out = text_in(generate->arena);
    if (self >= 0)
        text_add_format(&out, "decide %s.%s: ", generate->records.items[self].name, item->name);
    else
        text_add_format(&out, "decide %s: ", item->name);
    generate_type_words(generate, &out, item->type);
    text_add(&out, "\n");
    add_alternatives(generate, &scope, item->type, &out);
    declare(generate, &out);
}

static void add_cell(Generate *generate, const Scope *scope, GenType type, Text *out)
{
    static const char *const of_amounts[] = {"is more than", "is less than", "is at least",
                                             "is at most"};
    static const char *const of_dates[] = {"is before", "is after", "is on or before",
                                           "is on or after"};
    bool is_amount =
        type.kind == TYPE_NUMBER || type.kind == TYPE_MONEY || type.kind == TYPE_DURATION;
    if (CHANCE(30)) {
        text_add(out, "any");
    } else if (CHANCE(10)) {
        text_add(out, CHANCE(60) ? "known" : "unknown");
    } else if (CHANCE(15)) {
        text_add_format(out, "is %sone of ", CHANCE(30) ? "not " : "");
        generate_value(generate, out, type);
        text_add(out, ", ");
        generate_value(generate, out, type);
    } else {
        if ((is_amount || type.kind == TYPE_DATE) && CHANCE(50))
            text_add_format(out, "%s ", is_amount ? of_amounts[BELOW(4)] : of_dates[BELOW(4)]);
        else if (CHANCE(15))
            text_add(out, "not ");
        if (!CHANCE(15) || !generate_name(generate, scope, &type, out, NULL))
            generate_value(generate, out, type);
    }
}

static void add_table(Generate *generate, const GenItem *item)
{
    Scope scope = {.self = -1, .limit = item->order};
    GenType types[3];
    uint32_t columns = 0;
    Text out = text_in(generate->arena), heads = text_in(generate->arena);
    for (uint32_t i = 0, count = 1 + BELOW(3); i < count; i++) {
        Text head = text_in(generate->arena);
        if (!generate_name(generate, &scope, NULL, &head, &types[columns]))
            break;
        text_add_format(&heads, "| %s ", head.bytes);
        columns++;
    }
    text_add_format(&out, "table %s: ", item->name);
    generate_type_words(generate, &out, item->type);
    text_add_format(&out, "\n  %s| gives |\n", heads.bytes);
    for (uint32_t row = 0, rows = 1 + BELOW(4); row < rows; row++) {
        text_add(&out, "  ");
        for (uint32_t i = 0; i < columns; i++) {
            text_add(&out, "| ");
            add_cell(generate, &scope, types[i], &out);
            text_add(&out, " ");
        }
        text_add(&out, "| ");
        if (!CHANCE(15) || !generate_name(generate, &scope, &item->type, &out, NULL))
            generate_value(generate, &out, item->type);
        text_add(&out, " |");
        add_period(generate, 8, " ", &out);
        text_add(&out, "\n");
    }
    declare(generate, &out);
}

typedef struct Planned {
    GenItem item;
    int self;
    bool is_table;
} Planned;

typedef VEC(Planned) Plan;

static void plan_decisions(Generate *generate, Plan *plan)
{
    for (uint32_t i = 0, count = 1 + BELOW(5); i < count; i++) {
        Planned planned = {{NULL, generate_type(generate), i + 1}, -1, CHANCE(18)};
        if (generate->records.count && CHANCE(35)) {
            planned.self = (int)BELOW((uint32_t)generate->records.count);
            planned.is_table = false;
            planned.item.name = arena_format(generate->arena, "q%u", i);
            VEC_PUSH(generate->arena, &generate->records.items[planned.self].fields, planned.item);
        } else {
            planned.item.name = arena_format(generate->arena, planned.is_table ? "t%u" : "d%u", i);
            VEC_PUSH(generate->arena, &generate->items, planned.item);
        }
        VEC_PUSH(generate->arena, plan, planned);
    }
}

/* ---- rules ---- */

/* Loops over the list in the elements of the last loop, if there is one. */
static void plan_inner_shapes(Generate *generate, GenShape shape)
{
    static const char *const variables[GEN_SHAPE_MOST] = {"s", "t", "o"};
    const GenRecord *record = &generate->records.items[shape.loops[shape.loop_count - 1].record];
    if (!record->inner_list || shape.loop_count == GEN_SHAPE_MOST || !CHANCE(60))
        return;
    shape.loops[shape.loop_count] = (GenLoop){variables[shape.loop_count], record->inner_list,
                                              (int)shape.loop_count - 1, record->inner_record};
    shape.loop_count++;
    VEC_PUSH(generate->arena, &generate->shapes, shape);
    plan_inner_shapes(generate, shape);
}

static void plan_shapes(Generate *generate)
{
    GenShape shape = {.planned = 3};
    VEC_PUSH(generate->arena, &generate->shapes, shape); /* without loops */
    for (size_t i = 0; i < generate->lists.count; i++) {
        const GenList *list = &generate->lists.items[i];
        shape = (GenShape){
            .loops = {{"s", list->name, -1, list->record}}, .loop_count = 1, .planned = 2};
        VEC_PUSH(generate->arena, &generate->shapes, shape);
        plan_inner_shapes(generate, shape);
        const GenList *other = &generate->lists.items[generate->lists.count - 1];
        if (CHANCE(30)) { /* two lists, or one list twice */
            shape.loops[1] = (GenLoop){"t", other->name, -1, other->record};
            shape.loop_count = 2;
            VEC_PUSH(generate->arena, &generate->shapes, shape);
            plan_inner_shapes(generate, shape);
        }
    }
}

static const char *choose_action(Generate *generate, GenShape *shape)
{
    uint32_t number = BELOW(shape->planned);
    const char *name = arena_format(
        generate->arena, "a%u%c", (uint32_t)(shape - generate->shapes.items), (char)('a' + number));
    for (size_t i = 0; i < shape->actions.count; i++)
        if (str_is(str_from(name), shape->actions.items[i]))
            return shape->actions.items[i];
    VEC_PUSH(generate->arena, &shape->actions, name);
    return name;
}

static void add_date(Generate *generate, const Scope *scope, Text *out)
{
    const GenType date = {TYPE_DATE, 0};
    generate_operand(generate, scope, date, 1, out);
}

static bool is_banning(uint32_t modality)
{
    return modality == MODALITY_MUST_NOT || modality == MODALITY_SHOULD_NOT;
}

/* Timings of an effect: `until` for all; deadlines not for bans; `every` for duties alone. */
static void add_timings(Generate *generate, const Scope *scope, uint32_t modality,
                        bool has_deadline, Text *out)
{
    static const char *const periods[] = {"1 week", "1 month", "5 working days", "3 days",
                                          "2 weeks"};
    bool is_permission = modality == MODALITY_MAY || modality == MODALITY_MAY_CONSIDER;
    bool is_ban = is_banning(modality);
    bool is_series = !is_ban && !is_permission && !has_deadline && CHANCE(12);
    if (is_series) {
        text_add_format(out, " every %s from ", periods[BELOW(5)]);
        add_date(generate, scope, out);
    }
    if (!is_ban && !is_series && CHANCE(30)) {
        text_add(out, " by ");
        if (CHANCE(8))
            text_add(out, "\"as soon as possible\"");
        else
            add_date(generate, scope, out);
    }
    if (!is_ban && !is_series && CHANCE(20)) {
        text_add_format(out, " within %s of ", periods[BELOW(5)]);
        add_date(generate, scope, out);
    }
    if (!is_ban && CHANCE(15)) {
        text_add(out, " not before ");
        add_date(generate, scope, out);
    }
    if (CHANCE(12)) {
        text_add(out, " until ");
        generate_term(generate, scope, 1, out);
    }
}

/* Timings after a list, for those of its actions that have none of that kind (ruling 30). */
static void add_list_timings(Generate *generate, const Scope *scope, uint32_t modality,
                             bool has_deadline, Text *out)
{
    text_add(out, "   ");
    if (has_deadline) {
        text_add(out, CHANCE(75) ? " by " : " within 1 week of ");
        add_date(generate, scope, out);
    }
    if (!is_banning(modality) && CHANCE(15)) {
        text_add(out, " not before ");
        add_date(generate, scope, out);
    }
    if (CHANCE(12)) {
        text_add(out, " until ");
        generate_term(generate, scope, 1, out);
    }
}

static void add_effect_list(Generate *generate, const Scope *scope, GenShape *shape,
                            uint32_t modality, bool is_choice, Text *out)
{
    bool has_deadline = !is_banning(modality) && CHANCE(40);
    text_add(out, is_choice ? "one of\n" : "all of\n");
    for (uint32_t i = 0, count = 1 + BELOW(3); i < count; i++) {
        text_add_format(out, "    - %s", choose_action(generate, shape));
        if (CHANCE(35)) {
            text_add(out, " when ");
            generate_term(generate, scope, 1, out);
        }
        if (CHANCE(50))
            add_timings(generate, scope, modality, is_choice || has_deadline, out);
        text_add(out, "\n");
    }
    add_list_timings(generate, scope, modality, has_deadline, out);
}

static void add_effect(Generate *generate, const Scope *scope, GenShape *shape, Text *out)
{
    static const char *const words[] = {"must", "must not",      "should",          "should not",
                                        "may",  "must consider", "should consider", "may consider"};
    uint32_t modality = CHANCE(80) ? BELOW(5) : BELOW(8);
    if (CHANCE(4)) {
        text_add(out, "follow elsewhere");
        return;
    }
    if (CHANCE(25))
        text_add(out, CHANCE(50) ? "worker " : "manager ");
    text_add_format(out, "%s ", words[modality]);
    bool is_choice = (modality == MODALITY_MUST || modality == MODALITY_SHOULD) && CHANCE(20);
    if (is_choice || CHANCE(12)) {
        add_effect_list(generate, scope, shape, modality, is_choice, out);
        return;
    }
    text_add(out, choose_action(generate, shape));
    add_timings(generate, scope, modality, false, out);
}

static void add_loops(Generate *generate, const GenShape *shape, Scope *scope, Text *out)
{
    for (uint32_t i = 0; i < shape->loop_count; i++) {
        const GenLoop *loop = &shape->loops[i];
        scope->loops[scope->loop_count++] = *loop;
        text_add_format(out, "  for each %s in %s%s", loop->variable,
                        loop->outer >= 0 ? arena_format(generate->arena, "%s.",
                                                        shape->loops[loop->outer].variable)
                                         : "",
                        loop->list);
        if (CHANCE(30)) {
            text_add(out, " where ");
            generate_term(generate, scope, 1, out);
        }
        text_add(out, "\n");
    }
}

/* Whether both loop over one list, but not from the outside in alike: such overrides are refused (P4013). */
static bool do_loops_cross(const GenShape *a, const GenShape *b)
{
    uint32_t common = 0;
    while (common < a->loop_count && common < b->loop_count &&
           a->loops[common].list == b->loops[common].list)
        common++;
    for (uint32_t i = common; i < a->loop_count; i++)
        for (uint32_t k = common; k < b->loop_count; k++)
            if (a->loops[i].list == b->loops[k].list)
                return true;
    return false;
}

/* A rule overrides only such as come after it: no cycles. */
static void add_overrides(Generate *generate, uint32_t number, uint32_t count, Text *out)
{
    const GenShape *shapes = generate->shapes.items;
    if (number + 1 >= count || !CHANCE(40))
        return;
    uint32_t other = number + 1 + BELOW(count - number - 1);
    if (other + 1 < count && CHANCE(20) &&
        !do_loops_cross(&shapes[generate->rule_shapes.items[number]],
                        &shapes[generate->rule_shapes.items[other + 1]])) {
        text_add_format(out, "  overrides r%u%s\n", other + 1,
                        do_loops_cross(&shapes[generate->rule_shapes.items[number]],
                                       &shapes[generate->rule_shapes.items[other]])
                            ? ""
                            : arena_format(generate->arena, ", r%u", other));
        return;
    }
    if (!do_loops_cross(&shapes[generate->rule_shapes.items[number]],
                        &shapes[generate->rule_shapes.items[other]]))
        text_add_format(out, "  overrides r%u\n", other);
}

static void add_rule(Generate *generate, uint32_t number, uint32_t count)
{
    GenShape *shape = &generate->shapes.items[generate->rule_shapes.items[number]];
    Scope scope = {.self = -1, .limit = NO_LIMIT};
    Text out = text_in(generate->arena);
    text_add_format(&out, "rule r%u\n", number);
    if (CHANCE(10)) {
        text_add(&out, " ");
        add_period(generate, 100, " ", &out);
        text_add(&out, "\n");
    }
    add_loops(generate, shape, &scope, &out);
    bool is_twice = shape->loop_count > 1 && shape->loops[0].list == shape->loops[1].list;
    scope.shape = is_twice ? NULL : shape;
    if (CHANCE(75)) {
        text_add(&out, "  when ");
        generate_condition(generate, &scope, 6, &out);
        text_add(&out, "\n");
    }
    for (uint32_t i = 0, effects = CHANCE(30) ? 2 : 1; i < effects; i++) {
        text_add(&out, i ? "\n  and " : "  then ");
        add_effect(generate, &scope, shape, &out);
    }
    text_add(&out, "\n");
    if (CHANCE(25)) {
        text_add(&out, "  unless ");
        generate_condition(generate, &scope, 6, &out);
        text_add(&out, "\n");
    }
    add_overrides(generate, number, count, &out);
    declare(generate, &out);
}

/* ---- the text ---- */

static void shuffle(Generate *generate)
{
    for (size_t i = generate->declarations.count; i > 1; i--) {
        size_t k = BELOW((uint32_t)i);
        Str other = generate->declarations.items[k];
        generate->declarations.items[k] = generate->declarations.items[i - 1];
        generate->declarations.items[i - 1] = other;
    }
}

static void write_declarations(Generate *generate, size_t start, size_t end, Text *out)
{
    for (size_t i = start; i < end; i++) {
        text_add_byte(out, '\n');
        text_add_str(out, generate->declarations.items[i]);
    }
}

static Str write_text(Generate *generate)
{
    Text out = text_in(generate->arena);
    size_t count = generate->declarations.count, first = count;
    text_add(&out, "procedure main addressed to worker");
    add_period(generate, 8, " ", &out);
    text_add(&out, "\nprocedure elsewhere external\n");
    bool has_module = CHANCE(15);
    if (has_module) {
        first = 1 + BELOW((uint32_t)count);
        text_add(&out, "use " MODULE_NAME "\n");
    }
    write_declarations(generate, 0, first, &out);
    if (!has_module)
        return text_get(&out);
    text_add(&out, MODULE_LINE);
    if (CHANCE(50)) {
        text_add(&out, "procedure more_of_it addressed to manager");
        add_period(generate, 40, " ", &out);
        text_add(&out, "\n");
    }
    write_declarations(generate, first, count, &out);
    return text_get(&out);
}

Str generate_program(Arena *arena, Random *random)
{
    Generate state = {.arena = arena, .random = random}, *generate = &state;
    Plan plan = {0};
    add_enumerations(generate);
    add_records(generate);
    add_facts(generate);
    add_parameters(generate);
    plan_decisions(generate, &plan);
    plan_shapes(generate);
    uint32_t rule_count = 1 + BELOW(4);
    for (uint32_t i = 0; i < rule_count; i++) {
        uint32_t shape = CHANCE(45) ? 0 : BELOW((uint32_t)generate->shapes.count);
        VEC_PUSH(generate->arena, &generate->rule_shapes, shape);
    }
    for (uint32_t i = 0; i < rule_count; i++)
        add_rule(generate, i, rule_count);
    for (size_t i = 0; i < plan.count; i++)
        if (plan.items[i].is_table)
            add_table(generate, &plan.items[i].item);
        else
            add_decision(generate, &plan.items[i].item, plan.items[i].self);
    shuffle(generate);
    return write_text(generate);
}

/* ---- cases ---- */

typedef struct CaseWriter {
    Arena *arena;
    Random *random;
    Text *out;
    const CoreProgram *program;
    Map *counts; /* path of a list -> number of elements, where given */
} CaseWriter;

static void write_value(CaseWriter *writer, const char *key, Type type)
{
    text_add_format(writer->out, "%s = ", key);
    if (type.kind == TYPE_ENUMERATION)
        text_add(
            writer->out,
            type.enumeration->values[random_below(writer->random, type.enumeration->value_count)]
                .name);
    else if (type.kind == TYPE_NUMBER && random_chance(writer->random, 10))
        text_add(writer->out, "-1.5");
    else
        text_add(writer->out, generate_literal(writer->random, type.kind));
    text_add(writer->out, "\n");
}

static void write_fact(CaseWriter *writer, const CoreFact *fact, const char *holder);

static void write_list(CaseWriter *writer, const CoreFact *list, const char *path)
{
    uint32_t choice = random_below(writer->random, 100),
             count = 1 + random_below(writer->random, 3);
    if (choice < 15)
        return;
    if (choice < 32) {
        text_add_format(writer->out, "%s = %s\n", path, choice < 22 ? "unknown" : "none");
        return;
    }
    for (uint32_t i = 1; i <= count; i++) {
        const char *element = arena_format(writer->arena, "%s.%u", path, i);
        size_t before = writer->out->length;
        for (size_t k = 0; k < list->element->fields.count; k++)
            write_fact(writer, list->element->fields.items[k], element);
        if (writer->out->length == before)
            text_add_format(writer->out, "%s = {}\n", element);
    }
    map_set(writer->counts, str_from(path), count);
}

static void write_fact(CaseWriter *writer, const CoreFact *fact, const char *holder)
{
    const char *key =
        holder ? arena_format(writer->arena, "%s.%s", holder, fact->name) : fact->name;
    if (fact->type.kind == TYPE_LIST) {
        write_list(writer, fact, key);
        return;
    }
    uint32_t choice = random_below(writer->random, 100);
    if (choice < 15)
        text_add_format(writer->out, "%s = unknown\n", key);
    else if (choice < 78)
        write_value(writer, key, fact->type);
}

/* What was done, for each of the elements that are given. */
static void write_done(CaseWriter *writer, const CoreAction *action, uint32_t at,
                       const char **paths, const char *key)
{
    if (at == action->loop_count) {
        if (random_chance(writer->random, 15))
            text_add_format(writer->out, "%s = unknown\n", key);
        else if (random_chance(writer->random, 45))
            write_value(writer, key, (Type){TYPE_DATE, NULL});
        return;
    }
    const CoreLoop *loop = action->loops[at];
    const char *path = loop->list->name;
    for (uint32_t i = 0; i < at; i++)
        if (action->loops[i] == loop->outer)
            path = arena_format(writer->arena, "%s.%s", paths[i], path);
    uint32_t count = 0;
    map_find(writer->counts, str_from(path), &count);
    for (uint32_t i = 1; i <= count; i++) {
        paths[at] = arena_format(writer->arena, "%s.%u", path, i);
        write_done(writer, action, at + 1, paths, arena_format(writer->arena, "%s.%u", key, i));
    }
}

Str generate_case(Arena *arena, Random *random, const CoreProgram *program, Value *as_of)
{
    static const char *const days[] = {"1 March 2026", "2 March 2026",  "3 March 2026",
                                       "9 March 2026", "31 March 2026", "1 February 2026"};
    Text out = text_in(arena);
    CaseWriter writer = {arena, random, &out, program, map_new(arena)};
    const char *day = days[random_below(random, 6)];
    bool is_date = value_read(as_of, (Type){TYPE_DATE, NULL}, NULL, str_from(day)) == READ_OK;
    BUG_IF(!is_date);
    text_add_format(&out, "# as of %s\n", day);
    for (size_t i = 0; i < program->facts.count; i++)
        write_fact(&writer, program->facts.items[i], NULL);
    for (size_t i = 0; i < program->actions.count; i++) {
        const CoreAction *action = program->actions.items[i];
        const char **paths = ARENA_ARRAY(arena, action->loop_count, const char *);
        write_done(&writer, action, 0, paths, arena_format(arena, "done.%s", action->name));
    }
    return text_get(&out);
}
