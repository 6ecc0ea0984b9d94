/* answer.c - see answer.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/answer.h"

#include "cli/output.h"
#include "cli/page.h"

ExplainOptions answer_get_reasons(const Options *options)
{
    const char *name = options->values[OPTION_EXPLAIN];
    if (!name)
        name = options->values[OPTION_CHANGES];
    bool is_all = name && str_is(str_from(name), "all");
    return (ExplainOptions){
        .with_all = is_all || options->is_given[OPTION_ALL],
        .only = is_all ? NULL : name,
        .with_changes = options->is_given[OPTION_CHANGES],
    };
}

static void write_reasons(Text *out, const Outcome *outcome, const Options *options)
{
    const ExplainOptions how = answer_get_reasons(options);
    if (options->is_given[OPTION_JSON])
        explain_write_json(out, outcome, &how);
    else
        explain_write_text(out, outcome, &how, output_is_coloured(), output_get_width());
}

void answer_write(Text *out, const Outcome *outcome, const Options *options)
{
    const OutcomeFilter filter = {.with_all = options->is_given[OPTION_ALL], .only = NULL};
    if (options->is_given[OPTION_EXPLAIN] || options->is_given[OPTION_CHANGES])
        write_reasons(out, outcome, options);
    else if (options->is_given[OPTION_JSON])
        outcome_write_json(out, outcome, &filter);
    else
        outcome_write_text(out, outcome, &filter, output_is_coloured(), output_get_width());
}

bool answer_has_wanted(const Outcome *outcome, const Options *options)
{
    const char *name = answer_get_reasons(options).only;
    return !name || explain_has_outcome(outcome, name);
}

static const char *find_nearest(Arena *arena, const Code *code, const char *name)
{
    VEC(const char *) names = {0};
    for (uint32_t i = 0; i < code->decision_count; i++)
        VEC_PUSH(arena, &names, code->decisions[i].name);
    for (uint32_t i = 0; i < code->rule_count; i++)
        VEC_PUSH(arena, &names, code->rules[i].name);
    for (uint32_t i = 0; i < code->action_count; i++)
        VEC_PUSH(arena, &names, code->actions[i].name);
    return report_find_nearest(names.items, names.count, str_from(name));
}

ExitStatus answer_refuse_unknown(Arena *arena, const Code *code, const char *option,
                                 const char *name)
{
    const char *nearest = find_nearest(arena, code, name);
    if (nearest)
        output_complain("--%s: no decision, rule or action is called '%s'; did you mean '%s'?",
                        option, name, nearest);
    else
        output_complain("--%s: no decision, rule or action is called '%s'", option, name);
    return STATUS_USAGE;
}

ExitStatus answer_refuse_name(Arena *arena, const Code *code, const Options *options)
{
    const char *option = options->values[OPTION_EXPLAIN] ? "explain" : "changes";
    return answer_refuse_unknown(arena, code, option, answer_get_reasons(options).only);
}

ExitStatus answer_get_status(const Outcome *outcome)
{
    return outcome->conflicts.count || outcome->gaps.count ? STATUS_NO_ANSWER : STATUS_WELL;
}

ExitStatus answer_show(Arena *arena, const Outcome *outcome, const Options *options)
{
    if (!answer_has_wanted(outcome, options))
        return answer_refuse_name(arena, outcome->code, options);
    if (!page_write(arena, &outcome, 1, options))
        return STATUS_FILE;
    if (page_takes_output(options))
        return answer_get_status(outcome);
    Text text = text_in(arena);
    answer_write(&text, outcome, options);
    output_write(&text);
    return answer_get_status(outcome);
}
