/* chromium.h: prints a page into a PDF by Debian's Chromium, which shows nothing meanwhile.
 *
 * Layer: print, private. */
#ifndef CONCORDAT_PRINT_CHROMIUM_H
#define CONCORDAT_PRINT_CHROMIUM_H

#include "press.h"

extern const struct foreign_program chromium;

/* Prints the HTML file `page` (absolute) to the file `pdf`, tagged and with an outline; `about` is
 * the page that messages name. No network is used and no script runs. False, reported. */
bool chromium_print(struct press *press, const char *page, const char *pdf, const char *about);

#endif
