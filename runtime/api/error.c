/* error.c - messages that hosts are given, in memory that they end with procc_free.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "error/render.h"

void procc_free(char *text)
{
    free(text);
}

char *api_copy_text(const char *bytes, size_t length)
{
    char *copy = malloc(length + 1);
    if (!copy)
        return NULL;
    if (length)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

ProccStatus api_fail(char **error, ProccStatus status, const char *format, ...)
{
    if (!error)
        return status;
    va_list first, second;
    va_start(first, format);
    va_copy(second, first);
    int length = vsnprintf(NULL, 0, format, first);
    va_end(first);
    BUG_IF(length < 0);
    *error = malloc((size_t)length + 1);
    if (*error)
        vsnprintf(*error, (size_t)length + 1, format, second);
    va_end(second);
    return status;
}

ProccStatus api_fail_report(char **error, ProccStatus status, const Report *report)
{
    if (!error)
        return status;
    Text text = text_in(report->arena);
    render_report_text(&text, report, false);
    *error = api_copy_text(text.bytes, text.length);
    return status;
}

ProccStatus api_fail_memory(char **error)
{
    return api_fail(error, PROCC_NO_MEMORY, "there is not enough memory");
}
