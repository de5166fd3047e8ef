/* pdf.c: counts the pages of a PDF.
 *
 * They may stand in compressed streams, behind a table that an e-mail has broken: so this is left
 * to the library that binds the PDFs of a pack together, and what the one opens the other will.
 * Layer: check. Uses: libqpdf. Used by: attached. */
#include "pdf.h"

#include <qpdf/qpdf-c.h>

/* The header may stand behind a few stray bytes.
 * Source: ISO 32000-1, annex H, implementation note 13. */
static bool has_header(struct str bytes)
{
    enum { SEARCHED = 1024 };
    for (size_t i = 0; i < bytes.len && i < SEARCHED; i++)
        if (str_starts(str_slice(bytes, i, bytes.len), "%PDF-"))
            return true;
    return false;
}

static enum pdf_fault fault_of(qpdf_data file)
{
    return qpdf_get_error_code(file, qpdf_get_error(file)) == qpdf_e_password ? PDF_LOCKED
                                                                              : PDF_DAMAGED;
}

/* True where the PDF has as many pages as it says: other programs believe what it says. */
static bool counts_right(qpdf_data file, long pages)
{
    qpdf_oh tree = qpdf_oh_get_key(file, qpdf_get_root(file), "/Pages");
    return qpdf_oh_get_int_value(file, qpdf_oh_get_key(file, tree, "/Count")) == pages;
}

enum pdf_fault pdf_look(struct str bytes, long *pages)
{
    if (!has_header(bytes))
        return PDF_OTHER;
    enum pdf_fault fault = PDF_FINE;
    qpdf_data file = qpdf_init();
    qpdf_silence_errors(file);
    qpdf_set_suppress_warnings(file, QPDF_TRUE);
    qpdf_read_memory(file, "", bytes.ptr, bytes.len, NULL);
    if (!qpdf_has_error(file))
        *pages = qpdf_get_num_pages(file);
    if (qpdf_has_error(file))
        fault = fault_of(file);
    else if (*pages < 1 || !counts_right(file, *pages))
        fault = PDF_DAMAGED;
    qpdf_cleanup(&file);
    return fault;
}
