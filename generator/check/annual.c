/* annual.c: the rules of a safeguarding board's annual summaries: that their totals add up, their
 * figures are of their year, and their board was there in it.
 *
 * Stage: survey, check. Uses: schema, figure. Used by: rules. */
#include "concordat/base/table.h"
#include "inspection.h"

/* ------------------------------------------------------------------ the year */

/* The days of a year, as numbers yyyymmdd. */
struct year {
    long first;
    long last;
};

static bool read_digits(struct str text, size_t at, size_t count, long *number)
{
    *number = 0;
    for (size_t i = at; i < at + count; i++) {
        if (i >= text.len || text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        *number = *number * 10 + (text.ptr[i] - '0');
    }
    return true;
}

/* The year that an id names: 2012, or 2012-13 for April to March. False where it names none. */
static bool year_of_id(struct str id, struct year *year)
{
    long first;
    long second;
    if (!read_digits(id, 0, 4, &first) || first < 1000)
        return false;
    *year = (struct year){first * 10000 + 101, first * 10000 + 1231};
    if (id.len == 4)
        return true;
    *year = (struct year){first * 10000 + 401, (first + 1) * 10000 + 331};
    return id.len == 7 && id.ptr[4] == '-' && read_digits(id, 5, 2, &second) &&
           second == (first + 1) % 100;
}

/* The year of a summary: the period that it states, else the one that its id names. What neither
 * says has no bound. */
static struct year year_of(const struct annual_summary *summary)
{
    struct year year;
    if (!year_of_id(summary->record.id, &year))
        year = (struct year){0, DATE_NEVER};
    if (value_is_given(&summary->from))
        year.first = date_earliest(&summary->from.items[0].as.date);
    if (value_is_given(&summary->to))
        year.last = date_latest(&summary->to.items[0].as.date);
    return year;
}

static void check_year(const struct inspection *at, const struct annual_summary *summary)
{
    struct year year;
    if (summary->record.id.len > 0 && !year_of_id(summary->record.id, &year))
        diag_report(at->diag, SEVERITY_ADVICE, summary->record.mark, RULE_YEAR_AS_ID,
                    "'%.*s' is no year: name the file 2012.md, or 2012-13.md for April to March",
                    STR_ARGS(summary->record.id));
}

static void check_board(const struct inspection *at, const struct annual_summary *summary)
{
    const struct body *board = (const struct body *)value_record(&summary->board);
    struct year year = year_of(summary);
    if (!board)
        return;
    if (value_is_given(&board->from) && date_earliest(&board->from.items[0].as.date) > year.last)
        diag_report(at->diag, SEVERITY_WARNING, summary->board.mark, RULE_BOARD_NOT_THERE,
                    "'%.*s' began (%.*s) after the year that this summary is of",
                    STR_ARGS(board->record.id), STR_ARGS(value_text(&board->from)));
    else if (value_is_given(&board->to) && date_latest(&board->to.items[0].as.date) < year.first)
        diag_report(at->diag, SEVERITY_WARNING, summary->board.mark, RULE_BOARD_NOT_THERE,
                    "'%.*s' ended (%.*s) before the year that this summary is of",
                    STR_ARGS(board->record.id), STR_ARGS(value_text(&board->to)));
}

/* ------------------------------------------------------------------ figures */

/* What is added up: the figures of this year, or those of the year before. */
enum column { THIS_YEAR, YEAR_BEFORE };

static const struct value *part_of(const struct item *item, enum column column)
{
    const struct area_figure *area = (const struct area_figure *)item->as.record;
    return column == THIS_YEAR ? &area->value : &area->last_year;
}

/* The sum of the parts; false where one of them is no number, or there are none. */
static bool sum_of(const struct value *areas, enum column column, struct figure_number *sum)
{
    *sum = (struct figure_number){0, 0};
    for (unsigned i = 0; value_is_given(areas) && i < areas->count; i++) {
        const struct value *part = part_of(&areas->items[i], column);
        if (!value_is_given(part) || !figure_add(*sum, part->items[0].as.figure, sum))
            return false;
    }
    return value_is_given(areas);
}

static void check_total(const struct inspection *at, const struct annual_figure *figure,
                        const struct value *total, enum column column)
{
    struct figure_number sum;
    if (!value_is_given(total) || !sum_of(&figure->areas, column, &sum) ||
        figure_compare(sum, total->items[0].as.figure) == 0)
        return;
    struct buf words = {0};
    figure_write_plain(sum, &words);
    diag_report(at->diag, SEVERITY_WARNING, total->mark, RULE_TOTAL_NOT_SUM,
                "the figures of the areas add up to %s, not to %.*s", words.ptr,
                STR_ARGS(value_text(total)));
    buf_free(&words);
}

static void check_areas(const struct inspection *at, const struct annual_figure *figure)
{
    const struct value *areas = &figure->areas;
    struct table *seen = table_new(at->arena);
    for (unsigned i = 0; value_is_given(areas) && i < areas->count; i++) {
        const struct area_figure *area = (const struct area_figure *)areas->items[i].as.record;
        const struct record *council = value_record(&area->area);
        if (!council)
            continue;
        if (table_get(seen, council->id))
            diag_error(at->diag, area->area.mark, RULE_AREA_TWICE,
                       STR("keep one of the two, or name the other area"),
                       "'%.*s' has a figure here already", STR_ARGS(council->id));
        else
            table_add(seen, council->id, (void *)area);
    }
}

static void check_figure(const struct inspection *at, const struct annual_figure *figure)
{
    const struct measure *measure = (const struct measure *)value_record(&figure->measure);
    const struct record *summary = value_record(&figure->annual_summary);
    if (measure && !value_flag(&measure->percent)) {
        check_total(at, figure, &figure->total, THIS_YEAR);
        check_total(at, figure, &figure->total_last_year, YEAR_BEFORE);
    }
    check_areas(at, figure);
    if (summary && value_is_given(&figure->as_at) &&
        date_earliest(&figure->as_at.items[0].as.date) >
            year_of((const struct annual_summary *)summary).last)
        diag_report(at->diag, SEVERITY_ADVICE, figure->as_at.mark, RULE_FIGURE_AFTER_YEAR,
                    "this figure is as at %.*s, after the year of its summary, '%.*s'",
                    STR_ARGS(value_text(&figure->as_at)), STR_ARGS(summary->id));
}

void check_annual(const struct inspection *at, const struct record *record)
{
    if (record_is(record, TYPE_annual_summary)) {
        check_year(at, (const struct annual_summary *)record);
        check_board(at, (const struct annual_summary *)record);
    } else if (record_is(record, TYPE_annual_figure)) {
        check_figure(at, (const struct annual_figure *)record);
    }
}
