/* html.c - see html.h. The tree is gumbo's; here it is walked, and the blocks go through a pipe, one a line: the kind, then
 * the words.
 *
 * Why not libxml2, which many machines have: it brings a library of all the world's scripts along, which costs each start
 * of the program 3 to 5 ms, more than all else that a start does; gumbo costs nothing that can be measured, and reads
 * broken pages as the standard says.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "guidance/html.h"

#include <errno.h>
#include <gumbo.h>
#include <signal.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "value/utf8.h"

/* What the parser may use: some thirty times the largest page. Short pages can ask for more than any memory holds, since
 * formatting that was never ended is begun anew in each paragraph. */
#define PARSER_BYTES_MOST ((size_t)256 << 20)
#define PARSER_SECONDS_MOST 10
/* How the parser's process ends where it gives up. */
#define STATUS_TOO_MUCH 3

static const char kind_letters[] = {
    [BLOCK_HEADING] = 'h', [BLOCK_PARAGRAPH] = 'p', [BLOCK_ITEM] = 'i', [BLOCK_MORE] = 'm'};

/* ---- what a page is ---- */

static bool ends_in(const char *path, const char *suffix)
{
    size_t length = strlen(path), end = strlen(suffix);
    return length > end && !strcasecmp(path + length - end, suffix);
}

static bool begins_with(Str text, const char *words)
{
    size_t length = strlen(words);
    return text.length >= length && !strncasecmp(text.bytes, words, length);
}

bool html_is_page(const char *path, Str text)
{
    text = str_trim(text);
    return ends_in(path, ".html") || ends_in(path, ".htm") || ends_in(path, ".xhtml") ||
           begins_with(text, "<!doctype html") || begins_with(text, "<html");
}

/* ---- which elements are what ---- */

static bool is_one_of(GumboTag tag, const GumboTag *tags, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (tags[i] == tag)
            return true;
    return false;
}
#define IS_ONE_OF(tag, tags) is_one_of((tag), (tags), sizeof(tags) / sizeof *(tags))

static bool is_block(GumboTag tag)
{
    static const GumboTag tags[] = {
        GUMBO_TAG_ADDRESS, GUMBO_TAG_ARTICLE,  GUMBO_TAG_ASIDE,  GUMBO_TAG_BLOCKQUOTE,
        GUMBO_TAG_BODY,    GUMBO_TAG_CAPTION,  GUMBO_TAG_CENTER, GUMBO_TAG_DD,
        GUMBO_TAG_DETAILS, GUMBO_TAG_DIR,      GUMBO_TAG_DIV,    GUMBO_TAG_DL,
        GUMBO_TAG_DT,      GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION,
        GUMBO_TAG_FOOTER,  GUMBO_TAG_FORM,     GUMBO_TAG_HEADER, GUMBO_TAG_HGROUP,
        GUMBO_TAG_HR,      GUMBO_TAG_LEGEND,   GUMBO_TAG_LI,     GUMBO_TAG_MAIN,
        GUMBO_TAG_MENU,    GUMBO_TAG_OL,       GUMBO_TAG_P,      GUMBO_TAG_PRE,
        GUMBO_TAG_SECTION, GUMBO_TAG_SUMMARY,  GUMBO_TAG_TABLE,  GUMBO_TAG_TBODY,
        GUMBO_TAG_TD,      GUMBO_TAG_TFOOT,    GUMBO_TAG_TH,     GUMBO_TAG_THEAD,
        GUMBO_TAG_TR,      GUMBO_TAG_UL,       GUMBO_TAG_H1,     GUMBO_TAG_H2,
        GUMBO_TAG_H3,      GUMBO_TAG_H4,       GUMBO_TAG_H5,     GUMBO_TAG_H6,
    };
    return IS_ONE_OF(tag, tags);
}

static bool is_heading(GumboTag tag)
{
    static const GumboTag tags[] = {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3,
                                    GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6};
    return IS_ONE_OF(tag, tags);
}

static bool is_list(GumboTag tag)
{
    static const GumboTag tags[] = {GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_MENU, GUMBO_TAG_DIR};
    return IS_ONE_OF(tag, tags);
}

/* Never words of the document. */
static bool is_mute(GumboTag tag)
{
    static const GumboTag tags[] = {
        GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,  GUMBO_TAG_TEMPLATE, GUMBO_TAG_NOSCRIPT,
        GUMBO_TAG_NAV,      GUMBO_TAG_SVG,    GUMBO_TAG_MATH,     GUMBO_TAG_IFRAME,
        GUMBO_TAG_OBJECT,   GUMBO_TAG_EMBED,  GUMBO_TAG_AUDIO,    GUMBO_TAG_VIDEO,
        GUMBO_TAG_CANVAS,   GUMBO_TAG_BUTTON, GUMBO_TAG_SELECT,   GUMBO_TAG_HEAD,
        GUMBO_TAG_TEXTAREA,
    };
    return IS_ONE_OF(tag, tags);
}

static bool has_attribute(const GumboNode *node, const char *name, const char *value)
{
    const GumboAttribute *attribute = gumbo_get_attribute(&node->v.element.attributes, name);
    return attribute && (!value || !strcasecmp(attribute->value, value));
}

/* A header or footer of the whole page is its furniture; one in an article belongs to what is said. */
static bool is_furniture(const GumboNode *node)
{
    static const GumboTag parts[] = {GUMBO_TAG_MAIN, GUMBO_TAG_ARTICLE, GUMBO_TAG_SECTION};
    if (node->v.element.tag != GUMBO_TAG_HEADER && node->v.element.tag != GUMBO_TAG_FOOTER)
        return false;
    for (; node && node->type == GUMBO_NODE_ELEMENT; node = node->parent)
        if (IS_ONE_OF(node->v.element.tag, parts))
            return false;
    return true;
}

static bool is_shown(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_TEMPLATE)
        return false;
    if (node->type != GUMBO_NODE_ELEMENT)
        return true;
    return !is_mute(node->v.element.tag) && !has_attribute(node, "hidden", NULL) &&
           !has_attribute(node, "aria-hidden", "true") && !is_furniture(node);
}

/* ---- the walk; trees can be as deep as pages are long, so that there is no recursion ---- */

typedef struct Walk {
    Text out;  /* what goes through the pipe */
    Text line; /* of the block at hand */
    bool is_spaced;
    bool is_fresh;        /* the item at hand has no block yet */
    uint32_t items;       /* that are open */
    uint32_t headings;    /* likewise */
    uint32_t break_count; /* <br> one after the other */
} Walk;

static void end_block(Walk *walk)
{
    BlockKind kind = walk->headings ? BLOCK_HEADING : BLOCK_PARAGRAPH;
    if (walk->items)
        kind = walk->is_fresh ? BLOCK_ITEM : BLOCK_MORE;
    walk->is_spaced = false;
    walk->break_count = 0;
    if (!walk->line.length)
        return;
    text_add_byte(&walk->out, kind_letters[kind]);
    text_add_str(&walk->out, text_get(&walk->line));
    text_add_byte(&walk->out, '\n');
    walk->line.length = 0;
    walk->is_fresh = false;
}

/* Signs that are seen by nobody and parted by nobody: soft hyphens, and spaces of no width. */
static bool is_invisible(uint32_t c)
{
    return c == 0xad || c == 0x200b || c == 0x2060 || c == 0xfeff;
}

static void add_words(Walk *walk, Str words)
{
    for (size_t at = 0; at < words.length;) {
        uint32_t c = 0;
        size_t count = utf8_read(&c, words, at);
        Str sign = str_slice(words, at, at + (count ? count : 1));
        at += sign.length;
        if (c <= ' ' || c == 0x7f || c == 0xa0) {
            walk->is_spaced = true;
            continue;
        }
        if (is_invisible(c))
            continue;
        if (walk->is_spaced && walk->line.length)
            text_add_byte(&walk->line, ' ');
        walk->is_spaced = false;
        walk->break_count = 0;
        text_add_str(&walk->line, sign);
    }
}

/* Two line breaks part paragraphs, one does not. */
static void add_break(Walk *walk)
{
    walk->is_spaced = true;
    if (++walk->break_count == 2)
        end_block(walk);
}

static void enter(Walk *walk, const GumboNode *node)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
        node->type == GUMBO_NODE_CDATA)
        add_words(walk, str_from(node->v.text.text));
    if (node->type != GUMBO_NODE_ELEMENT)
        return;
    GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_BR)
        add_break(walk);
    if (!is_block(tag))
        return;
    end_block(walk);
    walk->headings += is_heading(tag);
    walk->items += tag == GUMBO_TAG_LI;
    walk->is_fresh |= tag == GUMBO_TAG_LI;
}

static void leave(Walk *walk, const GumboNode *node)
{
    if (node->type != GUMBO_NODE_ELEMENT || !is_block(node->v.element.tag))
        return;
    GumboTag tag = node->v.element.tag;
    end_block(walk);
    walk->headings -= is_heading(tag);
    walk->items -= tag == GUMBO_TAG_LI;
    walk->is_fresh = is_list(tag); /* what follows a list in an item is an item too */
}

static const GumboVector *get_children(const GumboNode *node)
{
    static const GumboVector none = {0};
    if (node->type == GUMBO_NODE_DOCUMENT)
        return &node->v.document.children;
    return node->type == GUMBO_NODE_ELEMENT ? &node->v.element.children : &none;
}

static const GumboNode *get_sibling(const GumboNode *node)
{
    const GumboVector *siblings = get_children(node->parent);
    size_t next = node->index_within_parent + 1;
    return next < siblings->length ? siblings->data[next] : NULL;
}

/* The node after `node` and all below it that is under `root`, NULL at the end; leaves what ends in between. */
static const GumboNode *leave_to_next(Walk *walk, const GumboNode *node, const GumboNode *root)
{
    for (; node != root; node = node->parent) {
        const GumboNode *sibling = get_sibling(node);
        if (sibling)
            return sibling;
        if (walk && node->parent != root)
            leave(walk, node->parent);
    }
    return NULL;
}

static void walk_page(Walk *walk, const GumboNode *root)
{
    for (const GumboNode *node = root; node;) {
        bool is_seen = is_shown(node);
        if (is_seen)
            enter(walk, node);
        const GumboVector *children = get_children(node);
        if (is_seen && children->length) {
            node = children->data[0];
            continue;
        }
        if (is_seen)
            leave(walk, node);
        node = leave_to_next(walk, node, root);
    }
    end_block(walk);
}

static const GumboNode *find_main(const GumboNode *root)
{
    for (const GumboNode *node = root; node;) {
        bool is_element = node->type == GUMBO_NODE_ELEMENT;
        if (is_element && node->v.element.tag == GUMBO_TAG_MAIN && is_shown(node))
            return node;
        const GumboVector *children = get_children(node);
        node = children->length ? children->data[0] : leave_to_next(NULL, node, root);
    }
    return root;
}

/* ---- the process of its own ---- */

typedef struct Budget {
    Arena *arena;
    size_t byte_count;
} Budget;

static void *allocate(void *context, size_t size)
{
    Budget *budget = context;
    budget->byte_count += size;
    if (budget->byte_count > PARSER_BYTES_MOST)
        _exit(STATUS_TOO_MUCH);
    return arena_alloc(budget->arena, size);
}

/* All goes with the process: gumbo would take the tree down by recursion, as deep as it is. */
static void give_back(void *context, void *bytes)
{
    (void)context;
    (void)bytes;
}

static void parse(int end, Str page)
{
    const struct rlimit seconds = {PARSER_SECONDS_MOST, PARSER_SECONDS_MOST};
    const struct rlimit no_core = {0, 0};
    Budget budget = {.arena = arena_new()};
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = allocate;
    options.deallocator = give_back;
    options.userdata = &budget;
    options.max_errors = 0;
    setrlimit(RLIMIT_CPU, &seconds);
    setrlimit(RLIMIT_CORE, &no_core);
    const GumboOutput *output = gumbo_parse_with_options(&options, page.bytes, page.length);
    Walk walk = {.out = text_in(budget.arena), .line = text_in(budget.arena)};
    walk_page(&walk, find_main(output->root));
    _exit(file_write_all(end, text_get(&walk.out)) ? 0 : EXIT_BUG);
}

static Str read_all(Arena *arena, int end)
{
    Text text = text_in(arena);
    char part[65536];
    ssize_t count;
    while ((count = read(end, part, sizeof part)) != 0) {
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            break;
        text_add_str(&text, (Str){part, (size_t)count});
    }
    return text_get(&text);
}

static BlockKind find_kind(char letter)
{
    const char *found = memchr(kind_letters, letter, sizeof kind_letters);
    BUG_IF(!found);
    return (BlockKind)(found - kind_letters);
}

static void read_blocks(Blocks *out, Arena *arena, Str lines)
{
    while (lines.length > 0) {
        size_t end = str_find_byte(lines, '\n');
        Block block = {find_kind(lines.bytes[0]), str_slice(lines, 1, end)};
        VEC_PUSH(arena, &out->list, block);
        lines = str_slice(lines, end + 1, lines.length);
    }
}

static const char *explain_end(int status)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_TOO_MUCH)
        return "to read it takes more memory than a page may take";
    if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
        return "to read it takes longer than a page may take";
    return "the parser of pages ended without an answer";
}

bool html_read(Blocks *out, Arena *arena, Str page, const char **why)
{
    int ends[2], status = 0;
    *why = "no process could be started to read it";
    if (pipe(ends) != 0)
        return false;
    pid_t child = fork();
    if (child == 0)
        parse(ends[1], page);
    close(ends[1]);
    Str lines = child > 0 ? read_all(arena, ends[0]) : STR_NONE;
    close(ends[0]);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (child < 0)
        return false;
    *why = explain_end(status);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return false;
    read_blocks(out, arena, lines);
    return true;
}
