/* parts.h - what the schemas of cases and of outcomes share. Only for schema/.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SCHEMA_PARTS_H
#define SCHEMA_PARTS_H

#include "outcome/json_writer.h"

#define SCHEMA_DRAFT "https://json-schema.org/draft/2020-12/schema"
/* The number of an element, or of the loop over one. */
#define SCHEMA_NUMBER_PATTERN "[1-9][0-9]*"

typedef enum SchemaSide {
    SCHEMA_GIVEN,      /* in a case: null says that it is not known */
    SCHEMA_WORKED_OUT, /* in an outcome */
} SchemaSide;

/* The keywords of a value of `type`, which is no list, within the object that is open. */
void schema_add_type(JsonWriter *json, Type type, SchemaSide side);

/* "Ending a plan (ending_a_plan)", or "a text without a procedure". */
const char *schema_name_procedure(Arena *arena, const Code *code);

/* Opens an object that has nothing but its properties, whose own object is opened too; closes both. */
void schema_open_object(JsonWriter *json, const char *properties);
void schema_close_object(JsonWriter *json);

#endif
