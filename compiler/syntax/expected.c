#include "syntax/expected.h"
#include "syntax/layout.h"
void expected_report(Parse *parse, const char *const *names, size_t count)
{
    bool r = layout_is_resumed(parse);
    layout_take_back(parse);
    (void)r;
    if (!layout_is_resumed(parse)) {
        Text t = text_in(parse->arena);
        for (size_t i = 0; i < count; i++) text_add_format(&t, " %s", names[i]);
        parse_report(parse, DIAG_UNEXPECTED_WORD, layout_peek(parse)->token.span, "unexpected '%s'; expected%s", parse_quote(parse, layout_peek(parse)->token.span), t.bytes);
    }
    layout_resync(parse);
}
