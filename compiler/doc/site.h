/* site.h - pages for people about procedures: the room's door.
 *
 * In: what a command line names: texts and folders. Out: a page for each procedure in them, and where there are several an index.
 * A page is made from the same Core and Code that run; scenarios come from the texts that were named and from the folder
 * `scenarios` beside a procedure. A label or a question that is not there is reported as a warning, and the name stands
 * in its place, in words (doc_get_warnings).
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DOC_SITE_H
#define DOC_SITE_H

#include "doc/page.h"
#include "driver/driver.h"

typedef struct DocSite DocSite;

/* Finds the procedures. What cannot be read or has errors is in the driver's report. Lives in the driver's arena. */
DocSite *doc_find_site(Driver *driver, const char *const *names, size_t count);
/* Procedures, and one more for the index where there are several. */
size_t doc_count_pages(const DocSite *site);
/* Two texts whose pages would have one place; NULL where all is well. */
const char *doc_describe_collision(const DocSite *site);
/* Labels and questions that were missed while pages were made. */
const Report *doc_get_warnings(const DocSite *site);
/* Page `index`, with its drawing not yet drawn; the index of all comes last. */
DocPage *doc_make_page(DocSite *site, size_t index);

#endif
