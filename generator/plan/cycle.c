/* cycle.c: makes the views of the cycles of a trust, with the drawing of each that can be drawn.
 *
 * Stage: publish, plan. Uses: svg, schema. Used by: plan. */
#include "concordat/svg/cycle.h"
#include "views.h"

static struct value path_of(struct arena *arena, const struct cycle_track *track,
                            void (*write)(const struct cycle_track *, struct buf *))
{
    struct value value = {0};
    struct buf path = {0};
    write(track, &path);
    view_set_text(arena, &value, arena_copy(arena, buf_str(&path)));
    buf_free(&path);
    return value;
}

static const struct record *box_view(struct arena *arena, const struct cycle_stage_box *box)
{
    struct cycle_box *view = view_new(arena, TYPE_cycle_box);
    view_set_number(arena, &view->x, box->x);
    view_set_number(arena, &view->y, box->y);
    view_set_number(arena, &view->width, box->width);
    view_set_number(arena, &view->height, box->height);
    view->texts = view_texts(arena, box->texts, box->text_count);
    return &view->record;
}

static void show(struct arena *arena, const struct cycle_drawing *drawing, struct cycle_view *view)
{
    view_set_flag(arena, &view->drawn, true);
    view_set_number(arena, &view->width, drawing->width);
    view_set_number(arena, &view->height, drawing->height);
    view_reserve(arena, &view->stages, drawing->count);
    view_reserve(arena, &view->arrows, drawing->count);
    view_reserve(arena, &view->middle, 1);
    for (size_t i = 0; i < drawing->count; i++) {
        struct cycle_arrow *arrow = view_new(arena, TYPE_cycle_arrow);
        arrow->line = path_of(arena, &drawing->tracks[i], cycle_write_line);
        arrow->head = path_of(arena, &drawing->tracks[i], cycle_write_head);
        view_append(&view->arrows, &arrow->record);
        view_append(&view->stages, box_view(arena, &drawing->stages[i]));
    }
    if (drawing->middle.text_count > 0)
        view_append(&view->middle, box_view(arena, &drawing->middle));
}

/* "2. Understanding needs", where the source counts its stages. */
static struct str stage_title(struct arena *arena, const struct cycle_stage *stage)
{
    struct str title = record_title(&stage->record);
    struct str number = value_text(&stage->number);
    return number.len > 0
               ? str_of(arena_printf(arena, "%.*s. %.*s", STR_ARGS(number), STR_ARGS(title)))
               : title;
}

static const struct record *cycle_view_of(struct arena *arena, const struct cycle *cycle)
{
    struct cycle_view *view = view_new(arena, TYPE_cycle_view);
    struct cycle_drawing drawing = {.centre = value_text(&cycle->centre)};
    view_set_record(arena, &view->cycle, &cycle->record);
    if (value_is_given(&cycle->stages))
        drawing.count = cycle->stages.count;
    drawing.stages = arena_array(arena, drawing.count, sizeof *drawing.stages);
    for (size_t i = 0; i < drawing.count; i++)
        drawing.stages[i].title =
            stage_title(arena, (const struct cycle_stage *)cycle->stages.items[i].as.record);
    if (cycle_lay_out(arena, &drawing))
        show(arena, &drawing, view);
    return &view->record;
}

struct value view_cycles(struct arena *arena, const struct trust *trust)
{
    struct value list = {0};
    unsigned count = value_is_given(&trust->cycles) ? trust->cycles.count : 0;
    view_reserve(arena, &list, count);
    for (unsigned i = 0; i < count; i++)
        view_append(&list,
                    cycle_view_of(arena, (const struct cycle *)trust->cycles.items[i].as.record));
    return list;
}
