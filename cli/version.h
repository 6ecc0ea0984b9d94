/* version.h - the version, which is written in CHANGELOG.md too.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_VERSION_H
#define CLI_VERSION_H

#define PROCC_VERSION "0.1.0"

#endif
