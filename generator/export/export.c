/* export.c: the files of open data of a trust, those of data.c that have anything in them.
 *
 * Stage: publish, export, beside render. Uses: schema's table of files. Used by: build. */
#include "exporting.h"

#include "concordat/schema/pages.h"

bool export_has_url(const struct exporting *exporting)
{
    return value_is_given(&exporting->site->url);
}

void export_address(const struct exporting *exporting, struct str from, struct str to,
                    struct buf *out)
{
    struct str url = value_text(&exporting->site->url);
    if (url.len == 0) {
        address_from(from, to, out);
        return;
    }
    buf_add(out, url);
    if (!str_ends(url, "/"))
        buf_add_char(out, '/');
    if (str_ends(to, "index.html"))
        to.len -= sizeof "index.html" - 1;
    buf_add(out, to);
}

struct str export_words(struct arena *arena, const struct value *prose)
{
    struct buf words = {0};
    for (unsigned i = 0; value_is_given(prose) && i < prose->count; i++) {
        if (i > 0)
            buf_add_string(&words, "; ");
        markdown_text(prose->items[i].as.prose, &words);
    }
    struct str kept = arena_copy(arena, str_trim(buf_str(&words)));
    buf_free(&words);
    return kept;
}

/* The standing of what is not there as a matter of fact; -1 for all else. */
static int tentative_standing(const struct record *record)
{
    const struct value *value = record_head_const(record, HEAD_STANDING);
    int standing = value ? value_choice(value) : -1;
    return standing_is_tentative(standing) ? standing : -1;
}

struct str export_standing(const struct exporting *exporting, const struct record *record)
{
    int standing = tentative_standing(record);
    return standing < 0 ? STR("") : exporting->words->labels[CHOICES_standing][standing];
}

struct str export_standing_name(const struct record *record)
{
    int standing = tentative_standing(record);
    return standing < 0 ? STR("") : str_of(choices_of(CHOICES_standing)->values[standing].name);
}

struct str export_choice_name(enum choices_id list, const struct value *value)
{
    int choice = value_choice(value);
    return choice < 0 ? STR("") : str_of(choices_of((int)list)->values[choice].name);
}

bool export_day(const struct value *date, struct day *day)
{
    if (!value_is_given(date) || date->count != 1 || date->items[0].as.date.form != DATE_ON)
        return false;
    *day = date->items[0].as.date.first;
    return day->day > 0;
}

static void write_file(const struct export_file *file, enum data_file kind)
{
    switch (kind) {
    case data_file_trust:
        export_trust_json(file);
        break;
    case data_file_popolo:
        export_popolo(file);
        break;
    case data_file_calendar:
        export_calendar(file);
        break;
    case data_file_structure:
        export_graph(file);
        break;
    case data_file_columns:
        export_columns(file);
        break;
    default:
        export_table(file, kind);
        break;
    }
}

void export_trust(const struct exporting *exporting, const struct trust *trust,
                  const struct export_sink *sink)
{
    struct buf bytes = {0};
    struct buf address = {0};
    struct arena *arena = arena_new();
    for (int kind = 0; page_is_wanted(PAGE_DATA, trust) && kind < DATA_FILES; kind++) {
        if (!data_is_wanted((enum data_file)kind, trust))
            continue;
        buf_clear(&bytes);
        buf_clear(&address);
        arena_clear(arena);
        buf_printf(&address, "%.*s/data/%s", STR_ARGS(trust->record.id),
                   data_file_row((enum data_file)kind)->name);
        write_file(&(struct export_file){exporting, trust, &bytes, buf_str(&address), arena},
                   (enum data_file)kind);
        sink->add(sink->context, buf_str(&address), buf_str(&bytes));
    }
    arena_free(arena);
    buf_free(&address);
    buf_free(&bytes);
}
