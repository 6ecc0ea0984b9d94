/* compare.h - procc run with several procedures: one case, and what each of them makes of it.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_COMPARE_H
#define CLI_COMPARE_H

#include "cli/options.h"
#include "driver/driver.h"

/* Evaluates the case that `operands->facts` say under each of `programs`, one for each procedure named, and shows what they
 * have in common and what differs. What is wrong with the case is in the driver's report. */
ExitStatus compare_run(Driver *driver, Program *const *programs, const Operands *operands,
                       const Options *options);

#endif
