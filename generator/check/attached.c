/* attached.c: looks at the PDFs that papers have.
 *
 * A PDF is published beside the page of its paper, under its own name: what a paper's readers may
 * not see is in no folder that they can. Its path is written from the file that names it, and leads
 * to a file of the trust's own folder.
 *
 * Stage: survey, check, when addresses are known. Uses: file, images, pdf. Used by: build. */
#include "concordat/base/file.h"
#include "concordat/base/suggest.h"
#include "concordat/check/check.h"
#include "concordat/schema/decode.h"
#include "destination.h"
#include "images.h"
#include "pdf.h"

#include <string.h>

/* What looking at a file works on. */
struct looking {
    struct arena *arena;
    struct str folder; /* of the trust */
    const struct paper *paper;
    struct item *item;
    struct diag *diag;
};

static void refuse(const struct looking *at, enum rule rule, const char *hint, const char *found)
{
    diag_error(at->diag, at->item->mark, rule, str_of(hint), "the PDF '%.*s' %s",
               STR_ARGS(text_shown(at->item->text)), found);
}

static bool is_pdf_name(struct str name)
{
    return str_ends(name, ".pdf");
}

/* The path without its last part, the slash kept. */
static struct str folder_of(struct str path)
{
    while (path.len > 0 && path.ptr[path.len - 1] != '/')
        path.len--;
    return path;
}

static void report_missing(const struct looking *at, const char *path)
{
    struct entry_of_folder *entries;
    size_t count = 0;
    struct str folder = folder_of(str_of(path));
    struct suggestion near = suggestion_for(str_of(path + folder.len));
    const char *name = arena_printf(at->arena, "%.*s", (int)folder.len - 1, folder.ptr);
    const char *hint = "put it into the trust's folder, or write the path of one that is there";
    if (folder_exists(name) && folder_read(at->arena, name, &entries, &count, at->diag))
        for (size_t i = 0; i < count; i++)
            if (is_pdf_name(entries[i].name))
                suggestion_offer(&near, entries[i].name);
    if (near.best.len > 0)
        hint = arena_printf(at->arena, "did you mean %.*s%.*s?",
                            STR_ARGS(folder_of(at->item->text)), STR_ARGS(near.best));
    refuse(at, RULE_UNKNOWN_TARGET, hint, "is not there");
}

static void report_fault(const struct looking *at, enum pdf_fault fault)
{
    if (fault == PDF_LOCKED)
        refuse(at, RULE_BAD_PDF, "ask for one without", "asks for a password");
    else if (fault == PDF_OTHER)
        refuse(at, RULE_BAD_PDF, "save what it is as PDF", "is no PDF, whatever its name says");
    else
        refuse(at, RULE_BAD_PDF, "ask for it anew, or print it to a new PDF",
               "is damaged, or has not the pages that it says it has");
}

static void keep(const struct looking *at, const char *path, size_t bytes, long pages)
{
    struct attached *file = at->item->as.file;
    struct str page = folder_of(at->paper->record.address);
    struct str name = str_of(path + folder_of(str_of(path)).len);
    file->path = path;
    file->name = name;
    file->address = str_of(arena_printf(at->arena, "%.*s%.*s", STR_ARGS(page), STR_ARGS(name)));
    file->bytes = bytes;
    file->pages = pages;
}

/* Reads the file, which is there, and keeps what is found of it. */
static void look_inside(const struct looking *at, const char *path)
{
    struct arena *scratch = arena_new();
    struct str bytes;
    long pages = 0;
    if (file_read_pdf(scratch, path, &bytes, at->diag)) {
        enum pdf_fault fault = pdf_look(bytes, &pages);
        if (fault != PDF_FINE)
            report_fault(at, fault);
        else
            keep(at, path, bytes.len, pages);
    }
    arena_free(scratch);
}

static void look_for_file(const struct looking *at)
{
    struct str written = str_of(at->item->mark.file);
    struct str from = str_slice(written, at->folder.len + 1, written.len);
    struct buf path = {0};
    if (!path_join(from, at->item->text, &path)) {
        refuse(at, RULE_UNKNOWN_TARGET,
               "put it into the trust's folder, and write the path from this file",
               "is not in the folder of the trust");
    } else if (!is_pdf_name(buf_str(&path))) {
        refuse(at, RULE_BAD_PDF, "save it as PDF, with a name that ends in .pdf",
               "has a name that does not end in .pdf");
    } else if (!path_is_well_named(buf_str(&path))) {
        refuse(at, RULE_BAD_PDF, "rename the file, such as report-2.pdf",
               "has a name that cannot be an address: letters, digits, - _ and . can");
    } else {
        const char *whole =
            arena_printf(at->arena, "%.*s/%.*s", STR_ARGS(at->folder), STR_ARGS(buf_str(&path)));
        if (path_exists(whole))
            look_inside(at, whole);
        else
            report_missing(at, whole);
    }
    buf_free(&path);
}

static bool has_text(const struct paper *paper)
{
    return value_is_given(&paper->text) && !markdown_is_empty(paper->text.items[0].as.prose);
}

/* A section that is not for the public is cut out of the text, and out of no file. Who has seen to
 * that says so, with an audience of the file. */
static void check_sections(const struct looking *at)
{
    size_t count = 0;
    const struct remark *remarks = at->item->remarks;
    bool said = remarks && value_choice(&remarks->audience) >= 0;
    bool public = value_choice(&at->paper->audience) <= audience_public && !said;
    const struct section *sections =
        public && value_is_given(&at->paper->text)
            ? markdown_sections(at->paper->text.items[0].as.prose, &count)
            : NULL;
    for (size_t i = 0; i < count; i++) {
        if (audience_of_section(&sections[i]) == audience_public)
            continue;
        diag_report(at->diag, SEVERITY_WARNING, at->item->mark, RULE_FILE_PUBLISHED_WHOLE,
                    "this file is published whole, with what it says of the section in line %u, "
                    "which is not for the public; give the public one, and say so: "
                    "file: {value: %.*s, audience: public}",
                    sections[i].mark.line, STR_ARGS(text_shown(at->item->text)));
        return;
    }
}

void check_attached(struct arena *arena, const char *folder, const struct records *records,
                    struct diag *diag)
{
    for (size_t i = 0; i < records->count; i++) {
        const struct paper *paper = (const struct paper *)records->list[i];
        if (!record_is(records->list[i], TYPE_paper) || !value_is_given(&paper->file))
            continue;
        for (unsigned n = 0; n < paper->file.count; n++) {
            struct looking at = {arena, str_of(folder), paper, &paper->file.items[n], diag};
            look_for_file(&at);
            check_sections(&at);
        }
        if (!has_text(paper))
            diag_report(diag, SEVERITY_WARNING, paper->file.mark, RULE_NO_ACCESSIBLE_TEXT,
                        "nothing below the fields tells what this PDF says: a reader with a screen "
                        "reader, or on a telephone, may have nothing");
    }
}
