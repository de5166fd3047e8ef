/* timeline.c: says what the timeline of a trust shows, and makes views of what comes out.
 *
 * Every milestone with a date is a mark, every phase with a beginning or an end a bar, and the day
 * as of which the trust is described a line across. Stage: publish, plan. Uses: svg, schema. Used
 * by: plan. */
#include "concordat/svg/timeline.h"
#include "views.h"

/* A space that does not break, a point and a space. */
#define DOT "\xC2\xA0\xC2\xB7 "

/* Fewer than these are told by the list alone. */
enum { LEAST_DATED = 3 };

/* A timeline being made. */
struct time_sketch {
    struct arena *arena;   /* of the views */
    struct arena *scratch; /* of all else */
    const struct trust *trust;
    const struct words *words;
    struct timeline timeline;
    const struct record **records; /* one for each event: a milestone, a phase, the trust */
    bool *rough;                   /* of each event */
    struct timeline_view *view;
};

static struct str date_words(const struct time_sketch *at, const struct date *date)
{
    struct buf words = {0};
    date_write(date, &at->words->dates, &words);
    struct str kept = arena_copy(at->arena, buf_str(&words));
    buf_free(&words);
    return kept;
}

static struct str word_of(const struct time_sketch *at, enum timeline_word word)
{
    return at->words->labels[CHOICES_timeline_word][word];
}

static bool is_inferred(const struct item *item)
{
    return item->remarks && value_flag(&item->remarks->inferred);
}

/* "April 2007 (inferred) · Planned · Proposed"; no line begins with a point. */
static struct str label_words(const struct time_sketch *at, struct str date, bool inferred,
                              struct str what, const struct record *record)
{
    struct str mark = inferred ? word_of(at, timeline_word_inferred) : STR("");
    struct str standing =
        record_is_tentative(record)
            ? at->words
                  ->labels[CHOICES_standing][value_choice(record_head_const(record, HEAD_STANDING))]
            : STR("");
    return str_of(arena_printf(at->arena, "%.*s%s%.*s%s" DOT "%.*s%s%.*s", STR_ARGS(date),
                               inferred ? " (" : "", STR_ARGS(mark), inferred ? ")" : "",
                               STR_ARGS(what), standing.len > 0 ? DOT : "", STR_ARGS(standing)));
}

static bool is_rough(const struct date *date)
{
    return date->form >= DATE_EARLY;
}

static void add_event(struct time_sketch *at, const struct record *record,
                      struct timeline_event event, bool rough)
{
    if (at->timeline.event_count > TIMELINE_MOST_EVENTS)
        return;
    at->records[at->timeline.event_count] = record;
    at->rough[at->timeline.event_count] = rough;
    at->timeline.events[at->timeline.event_count++] = event;
}

/* ------------------------------------------------------------------ what is drawn */

/* A milestone; one for each date where sources differ. */
static void add_milestone(struct time_sketch *at, const struct milestone *milestone)
{
    for (unsigned i = 0; value_is_given(&milestone->date) && i < milestone->date.count; i++) {
        const struct item *item = &milestone->date.items[i];
        int status = value_choice(&milestone->status);
        struct str what =
            status >= 0 ? at->words->labels[CHOICES_milestone_status][status] : STR("");
        struct timeline_event event = {
            .kind = TIMELINE_MARK,
            .first = date_earliest(&item->as.date),
            .last = date_latest(&item->as.date),
            .words = label_words(at, date_words(at, &item->as.date), is_inferred(item), what,
                                 &milestone->record),
            .title = record_title(&milestone->record),
        };
        add_event(at, &milestone->record, event, is_rough(&item->as.date));
    }
}

/* "2006 to 2007", "from April 2007", "late 2008 – by 2010" */
static struct str period_words(const struct time_sketch *at, const struct date *from,
                               const struct date *to)
{
    struct date whole = {.form = DATE_RANGE};
    if (from && to && from->form == DATE_ON && to->form == DATE_ON) {
        whole.first = from->first;
        whole.last = to->first;
        return date_words(at, &whole);
    }
    if (from && to)
        return str_of(arena_printf(at->arena, "%.*s – %.*s", STR_ARGS(date_words(at, from)),
                                   STR_ARGS(date_words(at, to))));
    if (from)
        whole = *from;
    else if (to)
        whole = *to;
    if (whole.form == DATE_ON)
        whole.form = from ? DATE_FROM : DATE_UNTIL;
    return date_words(at, &whole);
}

static void add_phase(struct time_sketch *at, const struct phase *phase)
{
    const struct item *from = value_is_given(&phase->from) ? &phase->from.items[0] : NULL;
    const struct item *to = value_is_given(&phase->to) ? &phase->to.items[0] : NULL;
    if (!from && !to)
        return;
    long first = from ? date_earliest(&from->as.date) : 0;
    long last = to ? date_latest(&to->as.date) : TIMELINE_OPEN;
    /* "by 2007" as a beginning says no first day, "from 2009" as an end no last one. */
    if (first == 0 && last == TIMELINE_OPEN) {
        first = from ? date_latest(&from->as.date) : 0;
        last = from ? last : date_earliest(&to->as.date);
    }
    struct timeline_event event = {
        .kind = TIMELINE_BAR,
        .first = first,
        .last = last,
        .words = label_words(
            at, period_words(at, from ? &from->as.date : NULL, to ? &to->as.date : NULL),
            (from && is_inferred(from)) || (to && is_inferred(to)),
            word_of(at, timeline_word_phase), &phase->record),
        .title = record_title(&phase->record),
    };
    add_event(at, &phase->record, event, false);
}

static void add_as_of(struct time_sketch *at)
{
    const struct trust *trust = at->trust;
    if (!value_is_given(&trust->as_of) || str_is(value_text(&trust->as_of), "today"))
        return;
    struct date date = trust->as_of.items[0].as.date;
    struct str as_of = word_of(at, timeline_word_as_of);
    long day = date_latest(&date);
    struct timeline_event event = {
        .kind = TIMELINE_RULE,
        .first = day,
        .last = day,
        .title = str_of(
            arena_printf(at->arena, "%.*s %.*s", STR_ARGS(as_of), STR_ARGS(date_words(at, &date)))),
    };
    add_event(at, &trust->record, event, false);
}

/* ------------------------------------------------------------------ views */

static void set_once(struct time_sketch *at, struct value *flag, bool set)
{
    if (set && !value_flag(flag))
        view_set_flag(at->arena, flag, true);
}

static struct value path_of(const struct time_sketch *at, const struct timeline_event *event,
                            bool is_leader)
{
    struct value value = {0};
    struct buf path = {0};
    if (is_leader)
        timeline_write_leader(&at->timeline, event, &path);
    else if (!event->shares_mark)
        timeline_write_mark(event, &path);
    view_set_text(at->arena, &value, arena_copy(at->arena, buf_str(&path)));
    buf_free(&path);
    return value;
}

static struct timeline_stop *stop_of(struct time_sketch *at, size_t number)
{
    const struct timeline_event *event = &at->timeline.events[number];
    const struct record *record = at->records[number];
    struct timeline_stop *stop = view_new(at->arena, TYPE_timeline_stop);
    bool open = event->first == 0 || event->last == TIMELINE_OPEN;
    if (record_is(record, TYPE_milestone))
        stop->status = ((const struct milestone *)record)->status;
    if (event->kind != TIMELINE_RULE)
        view_set_text(at->arena, &stop->anchor, record->anchor);
    view_set_flag(at->arena, &stop->phase, event->kind == TIMELINE_BAR);
    view_set_flag(at->arena, &stop->as_of, event->kind == TIMELINE_RULE);
    view_set_flag(at->arena, &stop->tentative,
                  event->kind != TIMELINE_RULE && record_is_tentative(record));
    view_set_flag(at->arena, &stop->open, open);
    view_set_flag(at->arena, &stop->rough, at->rough[number]);
    stop->mark = path_of(at, event, false);
    stop->leader = path_of(at, event, true);
    view_set_number(at->arena, &stop->x, event->at.x);
    view_set_number(at->arena, &stop->y, event->at.y);
    stop->texts = view_texts(at->arena, event->texts, event->text_count);
    return stop;
}

/* What the key has to tell of a stop. */
static void note_for_key(struct time_sketch *at, const struct timeline_stop *stop, bool spans)
{
    struct timeline_view *view = at->view;
    bool is_told = value_choice(&stop->status) < 0;
    for (unsigned i = 0; !is_told && i < view->key.count; i++) {
        const struct timeline_stop *other =
            (const struct timeline_stop *)view->key.items[i].as.record;
        is_told = value_choice(&other->status) == value_choice(&stop->status);
    }
    if (!is_told)
        view_append(&view->key, &stop->record);
    bool phase = value_flag(&stop->phase);
    set_once(at, &view->phases, phase);
    set_once(at, &view->tentative, phase && value_flag(&stop->tentative));
    set_once(at, &view->rough, value_flag(&stop->rough));
    set_once(at, &view->open, !phase && value_flag(&stop->open));
    set_once(at, &view->spans, spans);
}

static void show_years(struct time_sketch *at)
{
    view_reserve(at->arena, &at->view->years, at->timeline.year_count);
    for (size_t i = 0; i < at->timeline.year_count; i++) {
        const struct timeline_year *year = &at->timeline.years[i];
        struct timeline_year_view *view = view_new(at->arena, TYPE_timeline_year_view);
        view_set_number(at->arena, &view->y, year->y);
        if (year->named)
            view_set_text(at->arena, &view->name,
                          str_of(arena_printf(at->arena, "%d", year->year)));
        view_append(&at->view->years, &view->record);
    }
}

static const struct timeline_view *show(struct time_sketch *at)
{
    const struct timeline *timeline = &at->timeline;
    struct buf path = {0};
    at->view = view_new(at->arena, TYPE_timeline_view);
    view_set_number(at->arena, &at->view->width, timeline->width);
    view_set_number(at->arena, &at->view->height, timeline->height);
    view_set_number(at->arena, &at->view->left, timeline->scale_x);
    view_set_number(at->arena, &at->view->axis, timeline->axis_x);
    view_set_number(at->arena, &at->view->top, timeline->axis_top);
    view_set_number(at->arena, &at->view->bottom, timeline->axis_bottom);
    show_years(at);
    view_reserve(at->arena, &at->view->stops, timeline->event_count);
    view_reserve(at->arena, &at->view->key, choices_of(CHOICES_milestone_status)->count);
    for (size_t i = 0; i < timeline->event_count; i++) {
        const struct timeline_event *event = &timeline->events[timeline->order[i]];
        const struct timeline_stop *stop = stop_of(at, timeline->order[i]);
        view_append(&at->view->stops, &stop->record);
        note_for_key(at, stop,
                     event->kind == TIMELINE_MARK && event->first != event->last &&
                         !value_flag(&stop->open));
    }
    timeline_write_cuts(timeline, &path);
    view_set_text(at->arena, &at->view->cuts, arena_copy(at->arena, buf_str(&path)));
    buf_clear(&path);
    timeline_write_edges(timeline, &path);
    view_set_text(at->arena, &at->view->edges, arena_copy(at->arena, buf_str(&path)));
    buf_free(&path);
    return at->view;
}

static const struct timeline_view *draw(struct time_sketch *at)
{
    const struct trust *trust = at->trust;
    enum { ROOM = TIMELINE_MOST_EVENTS + 2 };
    at->timeline.events = arena_array(at->scratch, ROOM, sizeof *at->timeline.events);
    at->records = arena_array(at->scratch, ROOM, sizeof *at->records);
    at->rough = arena_array(at->scratch, ROOM, sizeof *at->rough);
    for (unsigned i = 0; value_is_given(&trust->phases) && i < trust->phases.count; i++)
        add_phase(at, (const struct phase *)trust->phases.items[i].as.record);
    for (unsigned i = 0; value_is_given(&trust->milestones) && i < trust->milestones.count; i++)
        add_milestone(at, (const struct milestone *)trust->milestones.items[i].as.record);
    if (at->timeline.event_count < LEAST_DATED)
        return NULL;
    add_as_of(at);
    return timeline_lay_out(at->scratch, &at->timeline) ? show(at) : NULL;
}

const struct timeline_view *view_timeline(struct arena *arena, const struct trust *trust,
                                          const struct words *words)
{
    struct time_sketch at = {
        .arena = arena, .scratch = arena_new(), .trust = trust, .words = words};
    const struct timeline_view *view = draw(&at);
    arena_free(at.scratch);
    return view;
}
