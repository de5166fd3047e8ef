/* csv.h: a spreadsheet saved as CSV, as rows of cells, each with its mark. */
#ifndef CONCORDAT_BASE_CSV_H
#define CONCORDAT_BASE_CSV_H

#include "concordat/base/arena.h"
#include "concordat/base/diag.h"

struct csv_cell {
    struct str text; /* UTF-8, without the spaces around it */
    struct mark mark;
};

struct csv_row {
    struct csv_cell *cells;
    size_t count;
    struct mark mark;
};

struct csv {
    struct csv_row *rows; /* none of them without any text */
    size_t count;
    char separator;    /* comma, semicolon or tab, whichever the first row has most of */
    bool utf_16;       /* it began with that encoding's byte order mark */
    bool windows_1252; /* it was not UTF-8, and was read as Excel saves it in English Windows */
};

enum { MOST_ROWS = 20000, MOST_COLUMNS = 100 };

/* Reads the bytes of a file into `arena`, as spreadsheets write them: with or without a byte order
 * mark, with quoted cells that may hold line breaks. False, reported, where a quotation mark has no
 * other, words stand behind the closing one, or there are too many rows or columns. Source: RFC
 * 4180; WHATWG Encoding (windows-1252, UTF-16). */
bool csv_parse(struct arena *arena, const char *file, struct str bytes, struct csv *csv,
               struct diag *diag);

#endif
