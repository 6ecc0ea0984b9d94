/* json_index.h - where in a text of JSON something begins: simdjson's first stage, behind a door of three C functions.
 *
 * The index holds the offset of every bracket, comma, colon, opening quote and first letter of a word, in order. Where it is
 * made, the whole text is UTF-8 and has no control character inside a string; so each line of a text of many lines, one JSON
 * a line, begins outside of strings, and its part of the index stands on its own. Nothing else is known to be right: whoever
 * walks the index checks the grammar.
 *
 * The C++ stands in a shared object of its own (json_index.cpp), which is loaded only by who reads many cases: C++ and
 * its libraries would double the time that `procc run` takes to start. Without it the index is never made, and every line is
 * read by the reader of single cases.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CASE_JSON_INDEX_H
#define CASE_JSON_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct JsonIndexer JsonIndexer;

/* What the shared object hands out under the name JSON_INDEX_SYMBOL. */
typedef struct JsonIndexDoor {
    uint32_t version; /* JSON_INDEX_VERSION */
    /* NULL where there is no memory. One belongs to one thread; the caller frees it. */
    JsonIndexer *(*make)(void);
    void (*free)(JsonIndexer *indexer);
    /* Indexes `length` bytes; *offsets stay until the next call and have `length` once more after the last. False where no
     * index is made: see above, and where there is no memory. */
    bool (*index)(JsonIndexer *indexer, const char *bytes, size_t length, const uint32_t **offsets,
                  size_t *count);
} JsonIndexDoor;

#define JSON_INDEX_VERSION 1
#define JSON_INDEX_SYMBOL "procc_json_index_door"

#ifdef __cplusplus
}
#else
/* Loads the shared object at `path`; NULL where it cannot be loaded or is another version. It is never unloaded. */
const JsonIndexDoor *json_index_load(const char *path);
#endif

#endif
