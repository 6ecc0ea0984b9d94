/* image.h - a Code as a file: written, and read again by programs that have no compiler.
 *
 * The form is docs/image.md's. An image holds all that a Code holds and the texts that it was made from, so that reasons read
 * the same from an image as from the text. Whoever reads one may have it from a stranger: nothing in it is believed.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODE_IMAGE_H
#define CODE_IMAGE_H

#include "code/code.h"
#include "error/report.h"

/* The most that a file may have to be read as an image, in bytes: the largest text and its tables several times over. */
#define IMAGE_BYTES_MOST ((size_t)1 << 30)

/* How many bytes of a file's beginning image_is wants to see. */
#define IMAGE_BEGIN_BYTES ((size_t)8)

/* Whether the bytes say of themselves that they are an image, whole or not. */
bool image_is(Str bytes);

/* Adds the image of a verified Code to `out`: the same bytes for the same Code and texts, on every machine. */
void image_write(Text *out, const Code *code);

/* The Code of an image. It lives in `arena`, takes at most some twenty times the image's size, and borrows from `bytes`, which
 * must live as long; its texts are added to report->sources, which becomes its `sources`. NULL where the bytes are no image,
 * one of another version, damaged, or what code_verify refuses: reported of `name`, and nothing is added. */
Code *image_read(Arena *arena, Report *report, const char *name, Str bytes);

#endif
