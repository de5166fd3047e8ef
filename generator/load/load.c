/* load.c: reads a content folder: site.yaml, and for each trust its definitions and pages.
 *
 * The files of a trust are read in the order of their names, which is the order of its records.
 * Stage: survey, first. Uses: file, yaml, markdown, decode. Used by: build. */
#include "concordat/load/load.h"

#include "concordat/base/file.h"
#include "concordat/schema/decode.h"
#include "concordat/schema/pages.h"

static bool is_named(const struct entry_of_folder *entry, const char *ending)
{
    return entry->kind == ENTRY_FILE && str_ends(entry->name, ending);
}

/* Images are read where a text shows them, PDFs where a paper has them. */
static bool is_attached(const struct entry_of_folder *entry)
{
    static const char *const endings[] = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (is_named(entry, endings[i]))
            return true;
    return entry->kind == ENTRY_FOLDER && str_is(entry->name, "images");
}

/* A file or folder that stands where nothing is looked for: most likely it has another's name. */
static void report_unread(struct diag *diag, const struct entry_of_folder *entry,
                          const char *expected)
{
    bool nearly = is_named(entry, ".yml") || is_named(entry, ".YAML") || is_named(entry, ".YML") ||
                  is_named(entry, ".yaml.txt");
    diag_report(diag, SEVERITY_WARNING, (struct mark){entry->path, 0, 0}, RULE_UNREAD_FILE,
                "this %s is not read: %s", entry->kind == ENTRY_FOLDER ? "folder" : "file",
                nearly ? "rename it so that it ends in .yaml" : expected);
}

static void report_unread_of_trust(struct diag *diag, const struct entry_of_folder *entry)
{
    struct buf expected = {0};
    buf_add_string(&expected, "a trust's folder holds .yaml and .csv files, images/, ");
    page_folders_write(&expected);
    report_unread(diag, entry, expected.ptr);
    buf_free(&expected);
}

/* The YAML of a file, which must be fields; NULL where there are none. Then `*failed` says whether
 * that is because something was reported, and not because the file is empty. */
static const struct node *read_fields(struct decoding *decoding, const char *path, bool *failed)
{
    struct str text;
    bool empty = false;
    *failed = true;
    if (!file_read_text(decoding->arena, path, &text, decoding->diag))
        return NULL;
    const struct node *node = yaml_parse(decoding->arena, path, 1, text, &empty, decoding->diag);
    if (node && node->kind != NODE_MAP) {
        diag_error(decoding->diag, node->mark, RULE_WRONG_KIND, STR("write lines like name: value"),
                   "a file of fields is expected, not %s", yaml_kind_words(node));
        return NULL;
    }
    *failed = !node && !empty;
    return node;
}

/* ------------------------------------------------------------------ pages */

/* Cuts the front matter, between a first line of --- and the next one, from `text`. `*line` is the
 * line on which the rest begins. False where the text does not begin so. */
static bool cut_front_matter(struct str *text, struct str *front, unsigned *line)
{
    struct str rest;
    struct str first = str_cut(*text, '\n', &rest);
    if (!str_is(str_trim(first), "---") || first.len == text->len)
        return false;
    size_t begin = (size_t)(rest.ptr - text->ptr);
    *line = 2;
    while (rest.len > 0) {
        struct str after;
        struct str row = str_cut(rest, '\n', &after);
        ++*line;
        if (str_is(str_trim(row), "---") && row.ptr[0] == '-') {
            *front = str_slice(*text, begin, (size_t)(row.ptr - text->ptr));
            *text = after;
            return true;
        }
        rest = after;
    }
    return false;
}

static void report_file_name(struct decoding *decoding, const struct entry_of_folder *file,
                             struct str id)
{
    struct str better = id_of_words(decoding->arena, id);
    if (better.len == 0)
        better = STR("our-plan");
    diag_error(decoding->diag, (struct mark){file->path, 0, 0}, RULE_BAD_ID,
               str_of(arena_printf(decoding->arena,
                                   "rename the file: small letters, digits and hyphens: %.*s.md",
                                   STR_ARGS(better))),
               "a page's file name is its address; '%.*s' cannot be one", STR_ARGS(text_shown(id)));
}

/* Compiles the text of a page, numbered where the page says so. */
static const struct document *compile(struct decoding *decoding, const struct record *page,
                                      struct str text, struct mark mark)
{
    const struct origin origin = {
        .file = mark.file, .line = mark.line, .is_link_word = is_link_word};
    const struct field *numbered = type_field(page->type, STR("numbered"));
    return numbered && value_flag(record_value_const(page, numbered))
               ? markdown_compile_numbered(decoding->arena, &origin, text, decoding->diag)
               : markdown_compile(decoding->arena, &origin, text, decoding->diag);
}

/* A heading is listed on its page and linked to by its words. */
static void check_headings(struct decoding *decoding, const struct document *text)
{
    size_t count;
    const struct heading *headings = markdown_headings(text, &count);
    for (size_t i = 0; i < count; i++)
        if (str_trim(headings[i].text).len == 0)
            diag_error(decoding->diag, headings[i].mark, RULE_WORDLESS_HEADING,
                       STR("write them behind the signs #, or delete the line"),
                       "a heading has no words");
}

/* `parent` is the trust, or the site, whose page it is. */
static void load_page(struct decoding *decoding, const struct record *parent,
                      const struct type *type, const struct entry_of_folder *file)
{
    struct mark top = {file->path, 1, 1};
    struct str text;
    struct str front;
    unsigned line;
    bool empty = false;
    if (!file_read_text(decoding->arena, file->path, &text, decoding->diag))
        return;
    if (!cut_front_matter(&text, &front, &line)) {
        diag_error(decoding->diag, top, RULE_FRONT_MATTER,
                   STR("write ---, the page's title: and summary:, and --- again above the text"),
                   str_starts(text, "---")
                       ? "the second line of --- is missing, below the fields"
                       : "a page begins with its fields between two lines of ---");
        return;
    }
    const struct node *map =
        yaml_parse(decoding->arena, file->path, 2, front, &empty, decoding->diag);
    if (map && map->kind != NODE_MAP) {
        diag_error(decoding->diag, map->mark, RULE_WRONG_KIND, STR("write lines like title: value"),
                   "fields are expected between the lines of ---, not %s", yaml_kind_words(map));
        map = NULL;
    }
    struct record *record = record_new(decoding, type, top, parent);
    record->id = str_slice(file->name, 0, file->name.len - 3);
    if (!id_is_well_formed(record->id))
        report_file_name(decoding, file, record->id);
    if (map)
        decode_into(decoding, record, map);
    if (map || empty)
        decode_finish(decoding, record, top);
    struct item *item = arena_alloc(decoding->arena, sizeof *item);
    item->mark = (struct mark){file->path, line, 1};
    item->text = text;
    item->as.prose = compile(decoding, record, text, item->mark);
    if (item->as.prose)
        check_headings(decoding, item->as.prose);
    if (item->as.prose)
        decode_sections(decoding, item->as.prose);
    if (item->as.prose)
        decode_directives(decoding, record, item->as.prose);
    if (item->as.prose)
        *record_text(record) = (struct value){STATE_GIVEN, 1, item, item->mark};
}

static void load_pages(struct decoding *decoding, const struct record *parent,
                       const struct type *type, const char *path)
{
    struct entry_of_folder *files;
    size_t count;
    if (!folder_read(decoding->arena, path, &files, &count, decoding->diag))
        return;
    for (size_t i = 0; i < count; i++) {
        if (is_named(&files[i], ".md"))
            load_page(decoding, parent, type, &files[i]);
        else if (!is_attached(&files[i]))
            report_unread(decoding->diag, &files[i], "pages are files that end in .md");
    }
}

/* ------------------------------------------------------------------ a trust */

void load_trust(struct arena *arena, const struct trust_folder *folder, struct records *records,
                struct diag *diag)
{
    struct decoding decoding = {arena, records, diag};
    struct entry_of_folder *files;
    size_t count;
    struct mark mark = {folder->path, 0, 0};
    struct record *record = record_new(&decoding, type_of(TYPE_trust), mark, NULL);
    struct trust *trust = (struct trust *)record;
    record->id = folder->id;
    records->trust = trust;
    records->incomplete = true;
    if (!folder_read(arena, folder->path, &files, &count, diag))
        return;
    bool all_read = true;
    for (size_t i = 0; i < count; i++) {
        const struct type *pages =
            files[i].kind == ENTRY_FOLDER ? type_of_folder(files[i].name) : NULL;
        if (is_named(&files[i], ".yaml")) {
            bool failed;
            const struct node *map = read_fields(&decoding, files[i].path, &failed);
            if (map)
                decode_into(&decoding, record, map);
            all_read = all_read && !failed;
        } else if (pages) {
            load_pages(&decoding, &trust->record, pages, files[i].path);
        } else if (!is_attached(&files[i]) && !is_named(&files[i], ".csv")) {
            report_unread_of_trust(diag, &files[i]);
        }
    }
    /* Where a file could not be read, its fields are not missing. */
    records->incomplete = !all_read;
    if (all_read)
        decode_finish(&decoding, record, mark);
    decode_place(&decoding);
}

/* ------------------------------------------------------------------ the site */

static void list_trusts(struct arena *arena, const char *path, struct site_content *content,
                        struct diag *diag)
{
    struct entry_of_folder *folders;
    size_t count;
    if (!folder_read(arena, path, &folders, &count, diag))
        return;
    struct trust_folder *trusts = arena_array(arena, count, sizeof *trusts);
    for (size_t i = 0; i < count; i++) {
        if (folders[i].kind == ENTRY_FOLDER)
            trusts[content->trust_count++] =
                (struct trust_folder){folders[i].name, folders[i].path};
        else
            report_unread(diag, &folders[i], "trusts/ holds a folder for each trust");
    }
    content->trusts = trusts;
}

static void load_site_file(struct decoding *decoding, struct record *site, const char *path)
{
    bool failed;
    const struct node *map = read_fields(decoding, path, &failed);
    site->mark = (struct mark){path, 0, 0};
    if (map)
        decode_into(decoding, site, map);
    if (!failed)
        decode_finish(decoding, site, site->mark);
}

bool load_site(struct arena *arena, const char *path, struct site_content *content,
               struct diag *diag)
{
    *content = (struct site_content){0};
    struct decoding decoding = {arena, &content->records, diag};
    struct mark mark = {path, 0, 0};
    struct entry_of_folder *entries;
    size_t count;
    bool found = false;
    if (!folder_exists(path)) {
        diag_error(diag, mark, RULE_NO_CONTENT, STR("say where it is with --content DIR"),
                   "there is no content folder here");
        return false;
    }
    struct record *site = record_new(&decoding, type_of(TYPE_site), mark, NULL);
    site->address = STR("index.html");
    content->site = (struct site *)site;
    if (!folder_read(arena, path, &entries, &count, diag))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct type *pages =
            entries[i].kind == ENTRY_FOLDER ? type_of_site_folder(entries[i].name) : NULL;
        if (entries[i].kind == ENTRY_FILE && str_is(entries[i].name, "site.yaml")) {
            found = true;
            load_site_file(&decoding, site, entries[i].path);
        } else if (entries[i].kind == ENTRY_FOLDER && str_is(entries[i].name, "trusts")) {
            list_trusts(arena, entries[i].path, content, diag);
        } else if (pages) {
            load_pages(&decoding, site, pages, entries[i].path);
        } else {
            report_unread(diag, &entries[i],
                          "a content folder holds site.yaml, trusts/ and guide/");
        }
    }
    if (!found)
        diag_error(diag, mark, RULE_NO_CONTENT,
                   STR("write a file site.yaml with title:, language: and summary:"),
                   "the content folder has no site.yaml");
    if (content->trust_count == 0)
        diag_error(diag, mark, RULE_NO_CONTENT,
                   STR("make a folder trusts, and in it a folder for each trust"),
                   "the content folder has no trust");
    return true;
}
