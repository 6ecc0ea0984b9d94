/* image_layout.h - which tables an image has, and what stands in a row of each; writer and reader both follow it.
 *
 * A row is a fixed number of words (32 bits, least significant byte first), a field takes one to three of them. What belongs
 * to a row, such as the alternatives of a decision, stands in a table of its own in the order of the rows that it belongs to;
 * the row says only how many there are.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODE_IMAGE_LAYOUT_H
#define CODE_IMAGE_LAYOUT_H

#include <stddef.h>

#include "code/image.h"

/* Goes up with every change of the tables below, of opcodes.def or of what instructions mean. */
#define IMAGE_VERSION ((uint32_t)1)

/* The head: bytes from the file's start. All numbers least significant byte first. */
#define IMAGE_MARK "\x89proc\r\n\x1a"
#define IMAGE_MARK_BYTES IMAGE_BEGIN_BYTES
/* What is left of the mark where somebody changed the line ends. */
#define IMAGE_MARK_STABLE_BYTES ((size_t)5)
#define IMAGE_VERSION_AT ((size_t)8)
#define IMAGE_PROCEDURE_AT ((size_t)12)
#define IMAGE_LENGTH_AT ((size_t)16)
#define IMAGE_DIGEST_AT ((size_t)24)
#define IMAGE_HASH_AT ((size_t)56)
#define IMAGE_COUNTS_AT ((size_t)88)
#define IMAGE_DIGEST_BYTES ((size_t)32)
#define IMAGE_WORD_BYTES ((size_t)4)

/* No text, no source, no enumeration. */
#define IMAGE_NONE UINT32_MAX

/* In the order in which they stand. What a row refers to by order stands behind it. */
typedef enum ImageTableId {
    IMAGE_INSTRUCTIONS,
    IMAGE_INSTRUCTION_SPANS,
    IMAGE_INSTRUCTION_MARKS,
    IMAGE_POOL,
    IMAGE_CONSTANTS,
    IMAGE_PERIODS,
    IMAGE_FRAMES,
    IMAGE_FACTS,
    IMAGE_PARAMETERS,
    IMAGE_PARAMETER_VALUES,
    IMAGE_DECISIONS,
    IMAGE_ALTERNATIVES,
    IMAGE_RULES,
    IMAGE_RULE_PARTS,
    IMAGE_VARIABLES,
    IMAGE_ACTIONS,
    IMAGE_NORMS,
    IMAGE_PROCEDURES,
    IMAGE_CITATIONS,
    IMAGE_NOTES,
    IMAGE_ENUMERATIONS,
    IMAGE_ENUMERATION_VALUES,
    IMAGE_SOURCES,
    IMAGE_TABLE_COUNT,
} ImageTableId;

/* Behind the counts of the tables: how many texts there are. */
#define IMAGE_TEXT_COUNT_AT (IMAGE_COUNTS_AT + IMAGE_WORD_BYTES * IMAGE_TABLE_COUNT)
#define IMAGE_HEAD_BYTES (IMAGE_TEXT_COUNT_AT + IMAGE_WORD_BYTES)

typedef enum ImageFieldKind {
    IMAGE_NUMBER, /* uint32_t */
    IMAGE_CHOICE, /* an enum whose values are below `limit` */
    IMAGE_FLAG,   /* bool: 0 or 1 */
    IMAGE_VALUE,  /* Value: two words, two's complement */
    IMAGE_WORDS,  /* const char *: number of a text */
    IMAGE_MAYBE,  /* const char *: number of a text, or IMAGE_NONE */
    IMAGE_STR,    /* Str: number of a text */
    IMAGE_PATH,   /* Str: number of a text that need not be UTF-8 */
    IMAGE_TYPE,   /* Type: its kind, and an enumeration's number or IMAGE_NONE */
    IMAGE_SPAN,   /* Span: a source's number or IMAGE_NONE, start, end */
    IMAGE_ITEMS,  /* a pointer and its count: how many of the next rows of table `limit` */
} ImageFieldKind;

typedef struct ImageField {
    ImageFieldKind kind;
    uint32_t offset;       /* in the item, bytes */
    uint32_t limit;        /* see ImageFieldKind */
    uint32_t count_offset; /* of an IMAGE_ITEMS' count */
} ImageField;

/* Where a table's items and their count stand in a Code; those of a table that is no Code's own belong to rows. */
#define IMAGE_NOT_IN_CODE SIZE_MAX

typedef struct ImageTable {
    const char *name;
    const ImageField *fields;
    uint32_t field_count;
    size_t item_size;
    size_t items_offset; /* in a Code, or IMAGE_NOT_IN_CODE */
    size_t count_offset;
} ImageTable;

const ImageTable *image_get_table(ImageTableId id);
/* Words in a row of it. */
uint32_t image_count_words(const ImageTable *table);
/* As image_read, but for what is proved by digests: the head's own and the Code's hash. For tests, which alter images and
 * then put the digests right. NULL where it is refused; nothing is reported, texts may have been added to report->sources. */
Code *image_read_rows(Arena *arena, Report *report, Str bytes);
/* Lower-case hex of the SHA-256 over all of an image but the digest itself; `bytes` has at least the head. */
void image_get_digest(Str bytes, char hex[65]);
/* A digest's 32 bytes from its hex form. */
void image_digest_from_hex(uint8_t bytes[32], const char *hex);

#endif
