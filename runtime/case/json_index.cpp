/* json_index.cpp - see json_index.h: the one place that knows simdjson and C++.
 *
 * simdjson's own parsers read one document; cases stand one a line, and a bad line must not spoil its neighbours. So only
 * the first stage is asked for, over many lines at once: half of the library's speed lies there, and the rest is a
 * walk over offsets that C can do. Nothing here throws.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/json_index.h"

#include <simdjson.h>

#include <memory>
#include <new>

struct JsonIndexer {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
};

namespace
{

JsonIndexer *make_indexer() noexcept
{
    return new (std::nothrow) JsonIndexer();
}

void free_indexer(JsonIndexer *indexer) noexcept
{
    delete indexer;
}

/* Room for `length` bytes, in steps that double. */
bool make_room(JsonIndexer *indexer, size_t length) noexcept
{
    if (indexer->parser && indexer->parser->capacity() >= length)
        return true;
    size_t capacity = size_t(1) << 16;
    while (capacity < length)
        capacity *= 2;
    if (indexer->parser)
        return indexer->parser->set_capacity(capacity) == simdjson::SUCCESS;
    const simdjson::implementation *best = simdjson::get_active_implementation();
    return best->create_dom_parser_implementation(capacity, 1, indexer->parser) ==
           simdjson::SUCCESS;
}

bool index_bytes(JsonIndexer *indexer, const char *bytes, size_t length, const uint32_t **offsets,
                 size_t *count) noexcept
{
    if (length == 0 || length > UINT32_MAX / 2 || !make_room(indexer, length))
        return false;
    const uint8_t *text = reinterpret_cast<const uint8_t *>(bytes);
    if (indexer->parser->stage1(text, length, simdjson::stage1_mode::regular) != simdjson::SUCCESS)
        return false;
    uint32_t number = indexer->parser->n_structural_indexes;
    indexer->parser->structural_indexes[number] = static_cast<uint32_t>(length);
    *offsets = indexer->parser->structural_indexes.get();
    *count = number;
    return true;
}

} // namespace

extern "C" {
extern const JsonIndexDoor procc_json_index_door;
const JsonIndexDoor procc_json_index_door = {JSON_INDEX_VERSION, make_indexer, free_indexer,
                                             index_bytes};
}
