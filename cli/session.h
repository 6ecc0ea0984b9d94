/* session.h - opens the compiler as a command's options say, and finds the texts that its operands name.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "cli/options.h"
#include "driver/driver.h"

/* The caller owns the driver. */
Driver *session_new_driver(const Options *options);

/* The texts that the operands name, those of the current folder where there is no operand; lives as long as the
 * driver. What cannot be read is reported. */
const Paths *session_find_texts(Driver *driver, const Options *options);

#endif
