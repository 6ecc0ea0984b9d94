/* generate_expr.c - random conditions and values.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/generate.h"

#define CHANCE(percent) random_chance(generate->random, (percent))
#define BELOW(bound) random_below(generate->random, (bound))

uint64_t random_next(Random *random)
{
    uint64_t z = (random->state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

uint32_t random_below(Random *random, uint32_t bound)
{
    return (uint32_t)(random_next(random) >> 33) % bound;
}

bool random_chance(Random *random, uint32_t percent)
{
    return random_below(random, 100) < percent;
}

/* ---- values ---- */

static const char *const numbers[] = {
    "0", "1", "2", "3", "2.5", "25%", "0.333333", "1", "999,999,999,999", "0.000001"};
static const char *const amounts[] = {
    "£0", "£5", "£10", "£10.01", "£100", "£3.33", "£5", "£999,999,999,999.99", "£0.01"};
static const char *const dates[] = {
    "1 January 2026",   "31 January 2026",  "14 February 2026", "28 February 2026", "1 March 2026",
    "2 March 2026",     "3 March 2026",     "9 March 2026",     "31 March 2026",    "2 April 2026",
    "29 February 2024", "31 December 2035", "1 March 2026",     "2 March 2026",     "3 March 2026",
    "31 December 9999", "30 December 1990"};
static const char *const durations[] = {
    "3 days",  "1 day",    "1 week", "5 working days", "1 working day",
    "1 month", "2 months", "1 year", "0 days",         "0 working days"};
static const char *const texts[] = {"\"a\"", "\"b\"", "\"\"", "\"unknown\""};

#define PICK(words) ((words)[random_below(random, (uint32_t)(sizeof(words) / sizeof *(words)))])

const char *generate_literal(Random *random, TypeKind kind)
{
    switch (kind) {
    case TYPE_YES_NO: return random_chance(random, 50) ? "yes" : "no";
    case TYPE_NUMBER: return PICK(numbers);
    case TYPE_MONEY: return PICK(amounts);
    case TYPE_DATE: return PICK(dates);
    case TYPE_DURATION: return PICK(durations);
    case TYPE_TEXT: return PICK(texts);
    case TYPE_ENUMERATION:
    case TYPE_LIST: break;
    }
    UNREACHABLE();
}

static char value_letter(uint32_t number)
{
    return (char)('a' + number);
}

/* The value names of enumeration 3 are v3a, v3b, … */
void generate_value(Generate *generate, Text *out, GenType type)
{
    if (type.kind == TYPE_ENUMERATION)
        text_add_format(out, "v%u%c", type.enumeration,
                        value_letter(BELOW(generate->enumerations.items[type.enumeration].count)));
    else
        text_add(out, generate_literal(generate->random, type.kind));
}

GenType generate_type(Generate *generate)
{
    static const TypeKind kinds[] = {TYPE_YES_NO,     TYPE_YES_NO,   TYPE_YES_NO, TYPE_YES_NO,
                                     TYPE_NUMBER,     TYPE_NUMBER,   TYPE_MONEY,  TYPE_DATE,
                                     TYPE_DATE,       TYPE_DURATION, TYPE_TEXT,   TYPE_ENUMERATION,
                                     TYPE_ENUMERATION};
    GenType type = {kinds[BELOW(sizeof kinds / sizeof *kinds)], 0};
    if (type.kind == TYPE_ENUMERATION)
        type.enumeration = BELOW((uint32_t)generate->enumerations.count);
    return type;
}

void generate_type_words(Generate *generate, Text *out, GenType type)
{
    static const char *const words[] = {"yes/no", "number", "money", "date", "duration", "text"};
    if (type.kind != TYPE_ENUMERATION) {
        text_add(out, words[type.kind]);
        return;
    }
    const GenEnumeration *enumeration = &generate->enumerations.items[type.enumeration];
    if (enumeration->name) {
        text_add(out, enumeration->name);
        return;
    }
    text_add(out, "one of ");
    for (uint32_t i = 0; i < enumeration->count; i++)
        text_add_format(out, "%sv%u%c", i ? ", " : "", type.enumeration, value_letter(i));
}

/* ---- names ---- */

typedef struct Found {
    const char *prefix; /* the loop's variable, or NULL */
    const GenItem *item;
    uint32_t seen;
} Found;

static void offer(Generate *generate, Found *found, const GenItems *items, const char *prefix,
                  uint32_t limit, const GenType *type)
{
    for (size_t i = 0; i < items->count; i++) {
        const GenItem *item = &items->items[i];
        if (item->order >= limit || (type && (item->type.kind != type->kind ||
                                              item->type.enumeration != type->enumeration)))
            continue;
        if (BELOW(++found->seen) == 0) {
            found->item = item;
            found->prefix = prefix;
        }
    }
}

bool generate_name(Generate *generate, const Scope *scope, const GenType *type, Text *out,
                   GenType *found_type)
{
    Found found = {0};
    offer(generate, &found, &generate->items, NULL, scope->limit, type);
    if (scope->self >= 0) /* elements are what is of interest where there are some */
        for (int i = 0; i < 3; i++)
            offer(generate, &found, &generate->records.items[scope->self].fields, NULL,
                  scope->limit, type);
    for (uint32_t k = 0; k < scope->loop_count; k++)
        for (int i = 0; i < 3; i++)
            offer(generate, &found, &generate->records.items[scope->loops[k].record].fields,
                  scope->loops[k].variable, scope->limit, type);
    if (!found.item)
        return false;
    if (found.prefix)
        text_add_format(out, "%s.", found.prefix);
    text_add(out, found.item->name);
    if (found_type)
        *found_type = found.item->type;
    return true;
}

/* ---- lists ---- */

/* A loop over some list that can be named here; its name goes to `list`. */
static bool choose_loop(Generate *generate, const Scope *scope, Scope *inner, Text *list)
{
    static const char *const variables[] = {"x", "y", "z", "w", "u", "v"};
    VEC(GenLoop) choices = {0};
    for (size_t i = 0; i < generate->lists.count; i++) {
        GenLoop loop = {NULL, generate->lists.items[i].name, -1, generate->lists.items[i].record};
        VEC_PUSH(generate->arena, &choices, loop);
    }
    for (uint32_t k = 0; k < scope->loop_count; k++) {
        const GenRecord *record = &generate->records.items[scope->loops[k].record];
        GenLoop loop = {NULL, record->inner_list, (int)k, record->inner_record};
        for (int i = 0; record->inner_list && i < 2; i++)
            VEC_PUSH(generate->arena, &choices, loop);
    }
    if (scope->self >= 0 && generate->records.items[scope->self].inner_list) {
        const GenRecord *record = &generate->records.items[scope->self];
        GenLoop loop = {NULL, record->inner_list, -2, record->inner_record};
        for (int i = 0; i < 3; i++)
            VEC_PUSH(generate->arena, &choices, loop);
    }
    if (!choices.count || scope->loop_count == GEN_LOOPS_MOST)
        return false;
    GenLoop chosen = choices.items[BELOW((uint32_t)choices.count)];
    chosen.variable = variables[scope->loop_count];
    if (chosen.outer >= 0)
        text_add_format(list, "%s.", scope->loops[chosen.outer].variable);
    text_add(list, chosen.list);
    *inner = *scope;
    inner->loops[inner->loop_count++] = chosen;
    return true;
}

static void add_where(Generate *generate, const Scope *inner, uint32_t depth, Text *out)
{
    if (CHANCE(50)) {
        text_add(out, " where ");
        generate_term(generate, inner, depth ? depth - 1 : 0, out);
    }
}

static bool generate_count(Generate *generate, const Scope *scope, uint32_t depth, Text *out)
{
    Scope inner;
    Text list = text_in(generate->arena);
    if (!choose_loop(generate, scope, &inner, &list))
        return false;
    text_add_format(out, "count of (%s in %s", inner.loops[inner.loop_count - 1].variable,
                    list.bytes);
    add_where(generate, &inner, depth, out);
    text_add(out, ")");
    return true;
}

static const char *choose_fold(Generate *generate, TypeKind kind, bool with_total)
{
    if (kind == TYPE_DATE)
        return CHANCE(50) ? "later" : "earlier";
    if (with_total && (kind == TYPE_DURATION || CHANCE(40)))
        return "total";
    return CHANCE(50) ? "most" : "least";
}

static bool generate_fold(Generate *generate, const Scope *scope, GenType type, uint32_t depth,
                          Text *out)
{
    Scope inner;
    Text list = text_in(generate->arena), value = text_in(generate->arena);
    if (!choose_loop(generate, scope, &inner, &list))
        return false;
    if (!generate_name(generate, &inner, &type, &value, NULL))
        return false;
    text_add_format(out, "%s of (%s for %s in %s", choose_fold(generate, type.kind, true),
                    value.bytes, inner.loops[inner.loop_count - 1].variable, list.bytes);
    add_where(generate, &inner, depth, out);
    text_add(out, ")");
    return true;
}

static bool generate_quantified(Generate *generate, const Scope *scope, uint32_t depth, Text *out)
{
    Scope inner;
    Text list = text_in(generate->arena);
    if (!choose_loop(generate, scope, &inner, &list))
        return false;
    text_add_format(out, "%s %s in %s has ", CHANCE(50) ? "some" : "every",
                    inner.loops[inner.loop_count - 1].variable, list.bytes);
    generate_term(generate, &inner, depth ? depth - 1 : 0, out);
    return true;
}

/* ---- operands ---- */

static void generate_simple(Generate *generate, const Scope *scope, GenType type, uint32_t literals,
                            Text *out)
{
    if (CHANCE(literals) || !generate_name(generate, scope, &type, out, NULL))
        generate_value(generate, out, type);
}

/* `left` is a name: two literals could be refused. */
static bool generate_sum(Generate *generate, const Scope *scope, GenType type, uint32_t depth,
                         Text *out)
{
    GenType other = type;
    bool is_minus = CHANCE(40);
    Text left = text_in(generate->arena);
    if (type.kind == TYPE_DATE)
        other.kind = TYPE_DURATION;
    if (!generate_name(generate, scope, &type, &left, NULL))
        return false;
    text_add_format(out, "%s %c ", left.bytes, is_minus ? '-' : '+');
    if (depth && CHANCE(20)) {
        text_add(out, "(");
        generate_operand(generate, scope, other, depth - 1, out);
        text_add(out, ")");
        return true;
    }
    generate_simple(generate, scope, other, 60, out);
    return true;
}

static bool generate_product(Generate *generate, const Scope *scope, GenType type, Text *out)
{
    Text left = text_in(generate->arena);
    const GenType number = {TYPE_NUMBER, 0}, money = {TYPE_MONEY, 0};
    if (type.kind == TYPE_NUMBER && CHANCE(30) &&
        generate_name(generate, scope, &money, &left, NULL)) {
        text_add_format(out, "%s / ", left.bytes);
        generate_simple(generate, scope, money, 40, out);
        return true;
    }
    if (!generate_name(generate, scope, &type, &left, NULL))
        return false;
    if (CHANCE(25)) {
        generate_simple(generate, scope, number, 50, out);
        text_add_format(out, " * %s", left.bytes);
        return true;
    }
    text_add_format(out, "%s %c ", left.bytes,
                    type.kind == TYPE_DURATION || CHANCE(50) ? '*' : '/');
    generate_simple(generate, scope, number, 50, out);
    return true;
}

static bool generate_pick(Generate *generate, const Scope *scope, GenType type, Text *out)
{
    text_add_format(out, "%s of (", choose_fold(generate, type.kind, false));
    generate_simple(generate, scope, type, 20, out);
    text_add(out, ", ");
    generate_simple(generate, scope, type, 20, out);
    text_add(out, ")");
    return true;
}

static bool generate_compound(Generate *generate, const Scope *scope, GenType type, uint32_t depth,
                              Text *out)
{
    bool is_amount =
        type.kind == TYPE_NUMBER || type.kind == TYPE_MONEY || type.kind == TYPE_DURATION;
    if (type.kind == TYPE_YES_NO) {
        text_add(out, "(");
        generate_term(generate, scope, depth ? depth - 1 : 0, out);
        text_add(out, ")");
        return true;
    }
    if (!is_amount && type.kind != TYPE_DATE)
        return false;
    switch (BELOW(5)) {
    case 0: return generate_sum(generate, scope, type, depth, out);
    case 1:
        return is_amount ? generate_product(generate, scope, type, out)
                         : generate_sum(generate, scope, type, depth, out);
    case 2: return type.kind != TYPE_DURATION && generate_pick(generate, scope, type, out);
    case 3: return type.kind == TYPE_NUMBER && generate_count(generate, scope, depth, out);
    default: return generate_fold(generate, scope, type, depth, out);
    }
}

/* `date - date` has no name of a duration. */
static bool generate_difference(Generate *generate, const Scope *scope, Text *out)
{
    Text left = text_in(generate->arena), right = text_in(generate->arena);
    const GenType date = {TYPE_DATE, 0};
    if (!generate_name(generate, scope, &date, &left, NULL) ||
        !generate_name(generate, scope, &date, &right, NULL))
        return false;
    text_add_format(out, "(%s - %s)", left.bytes, right.bytes);
    return true;
}

void generate_operand(Generate *generate, const Scope *scope, GenType type, uint32_t depth,
                      Text *out)
{
    if (type.kind == TYPE_DURATION && CHANCE(20) && generate_difference(generate, scope, out))
        return;
    if (depth && CHANCE(30) && generate_compound(generate, scope, type, depth, out))
        return;
    generate_simple(generate, scope, type, 35, out);
}

/* ---- terms ---- */

static const char *choose_comparison(Generate *generate, TypeKind kind)
{
    static const char *const of_dates[] = {"is before", "is after", "is on or before",
                                           "is on or after"};
    static const char *const of_amounts[] = {"is more than", "is less than", "is at least",
                                             "is at most"};
    if (kind == TYPE_DATE && CHANCE(80))
        return of_dates[BELOW(4)];
    if ((kind == TYPE_NUMBER || kind == TYPE_MONEY || kind == TYPE_DURATION) && CHANCE(75))
        return of_amounts[BELOW(4)];
    return CHANCE(65) ? "is" : "is not";
}

static bool generate_comparison(Generate *generate, const Scope *scope, uint32_t depth, Text *out)
{
    GenType type;
    Text left = text_in(generate->arena);
    if (depth && CHANCE(15) && generate_count(generate, scope, depth, &left)) {
        type = (GenType){TYPE_NUMBER, 0};
    } else {
        if (!generate_name(generate, scope, NULL, &left, &type))
            return false;
        Text compound = text_in(generate->arena);
        if (depth && type.kind != TYPE_YES_NO && CHANCE(25) &&
            generate_compound(generate, scope, type, depth, &compound))
            left = compound;
    }
    if (CHANCE(12)) {
        text_add_format(out, "%s is %sone of ", left.bytes, CHANCE(30) ? "not " : "");
        for (uint32_t i = 0, count = 1 + BELOW(3); i < count; i++) {
            text_add(out, i ? ", " : "");
            generate_simple(generate, scope, type, 70, out);
        }
        return true;
    }
    text_add_format(out, "%s %s ", left.bytes, choose_comparison(generate, type.kind));
    generate_operand(generate, scope, type, depth ? depth - 1 : 0, out);
    return true;
}

static bool generate_is_known(Generate *generate, const Scope *scope, uint32_t depth, Text *out)
{
    Text name = text_in(generate->arena);
    Scope inner;
    if (depth && CHANCE(10)) {
        text_add(&name, "(");
        generate_term(generate, scope, depth - 1, &name);
        text_add(&name, ")");
    } else if (!(CHANCE(20) && choose_loop(generate, scope, &inner, &name)) &&
               !generate_name(generate, scope, NULL, &name, NULL)) {
        return false;
    }
    text_add_format(out, "%s is %s", name.bytes, CHANCE(60) ? "known" : "unknown");
    return true;
}

/* An action of rules without loops, or of rules over the lists that are looped over here. */
static bool generate_is_done(Generate *generate, const Scope *scope, Text *out)
{
    const GenShape *shape = &generate->shapes.items[0];
    const char *prefix = NULL;
    if (scope->shape && scope->shape->loop_count && CHANCE(60))
        shape = scope->shape;
    for (size_t i = 1; i < generate->shapes.count && scope->loop_count; i++) {
        const GenShape *other = &generate->shapes.items[i];
        const GenLoop *last = &scope->loops[scope->loop_count - 1];
        if (other->loop_count == 1 && last->outer == -1 && last->list == other->loops[0].list &&
            CHANCE(60)) {
            shape = other;
            prefix = last->variable;
        }
    }
    if (!shape->actions.count)
        return false;
    if (prefix && CHANCE(80))
        text_add_format(out, "%s.", prefix);
    text_add_format(out, "%s is %sdone",
                    shape->actions.items[BELOW((uint32_t)shape->actions.count)],
                    CHANCE(30) ? "not " : "");
    return true;
}

static void generate_junction(Generate *generate, const Scope *scope, uint32_t depth, Text *out)
{
    const char *word = CHANCE(50) ? "and" : "or";
    for (uint32_t i = 0, count = 2 + BELOW(2); i < count; i++) {
        if (i)
            text_add_format(out, " %s ", word);
        generate_term(generate, scope, depth - 1, out);
    }
}

static bool generate_yes_no(Generate *generate, const Scope *scope, Text *out)
{
    const GenType yes_no = {TYPE_YES_NO, 0};
    return generate_name(generate, scope, &yes_no, out, NULL);
}

static bool try_term(Generate *generate, const Scope *scope, uint32_t depth, Text *out)
{
    uint32_t choice = BELOW(100);
    if (choice < 34)
        return generate_yes_no(generate, scope, out);
    if (choice < 60)
        return generate_comparison(generate, scope, depth, out);
    if (choice < 66)
        return generate_is_known(generate, scope, depth, out);
    if (choice < 72)
        return generate_is_done(generate, scope, out);
    if (!depth)
        return generate_yes_no(generate, scope, out);
    if (choice < 83)
        return generate_quantified(generate, scope, depth, out);
    if (choice < 90) {
        text_add(out, "not ");
        generate_term(generate, scope, depth - 1, out);
        return true;
    }
    text_add(out, "(");
    generate_junction(generate, scope, depth, out);
    text_add(out, ")");
    return true;
}

void generate_term(Generate *generate, const Scope *scope, uint32_t depth, Text *out)
{
    for (int i = 0; i < 4; i++) {
        Text term = text_in(generate->arena);
        if (try_term(generate, scope, depth, &term)) {
            text_add(out, term.bytes);
            return;
        }
    }
    text_add(out, CHANCE(50) ? "yes" : "no");
}

static void generate_bullets(Generate *generate, const Scope *scope, uint32_t indent, Text *out)
{
    static const char *const shapes[] = {"all of", "any of", "none of"};
    uint32_t count = 1 + BELOW(4);
    if (CHANCE(35))
        text_add_format(out, "at least %u of", 1 + BELOW(count));
    else
        text_add(out, shapes[BELOW(3)]);
    for (uint32_t i = 0; i < count; i++) {
        text_add_byte(out, '\n');
        text_add_repeat(out, ' ', indent);
        text_add(out, "- ");
        if (indent < 12 && CHANCE(15))
            generate_bullets(generate, scope, indent + 4, out);
        else if (CHANCE(15))
            generate_junction(generate, scope, 1, out);
        else
            generate_term(generate, scope, 1, out);
    }
}

void generate_condition(Generate *generate, const Scope *scope, uint32_t indent, Text *out)
{
    if (CHANCE(20))
        generate_bullets(generate, scope, indent, out);
    else if (CHANCE(30))
        generate_junction(generate, scope, 2, out);
    else
        generate_term(generate, scope, 2, out);
}
