/* render_data.c: the operations that read dynamic data, where a name is looked up as rendering
 * goes.
 *
 * The first step of a path is looked for from the top of the stack downwards; each further one only
 * in what the one before has found. False, null, the empty text and the empty list are nothing.
 *
 * Source: the Mustache specification, modules interpolation, sections, dynamic names.
 *
 * Layer: mustache. Uses: base. Used by: bind (which puts them into programs). */
#include "renderer.h"

const struct shape shape_dynamic = {.kind = SHAPE_DYNAMIC, .name = "data"};

void renderer_push_data(struct renderer *renderer, const struct data *data)
{
    if (renderer->data_depth == renderer->data_room)
        renderer->data = renderer_grow(renderer->data, renderer->first_data, &renderer->data_room,
                                       sizeof *renderer->data);
    renderer->data[renderer->data_depth++] = data;
}

static const struct data *value_of(const struct data *map, struct str key)
{
    if (map && map->kind == DATA_MAP)
        for (size_t i = 0; i < map->count; i++)
            if (str_equal(map->keys[i], key))
                return map->items[i];
    return NULL;
}

/* What the path leads to, or NULL. */
static const struct data *find(const struct renderer *renderer, const struct member *member,
                               const struct path *path, unsigned slot)
{
    const struct data *data = NULL;
    size_t next = 0;
    if (member) {
        const void *holder = reading_holder(renderer, path->steps, path->step_count, slot);
        if (holder && member->count(member, holder) > 0)
            data = member->at(member, holder, 0).object;
    } else if (path->from_top) {
        data = renderer->data_depth > 0 ? renderer->data[renderer->data_depth - 1] : NULL;
    } else {
        for (size_t i = renderer->data_depth; i > 0 && !data; i--)
            data = value_of(renderer->data[i - 1], path->keys[0]);
        next = 1;
    }
    for (; data && next < path->key_count; next++)
        data = value_of(data, path->keys[next]);
    return data;
}

static bool is_something(const struct data *data)
{
    if (!data || data->kind == DATA_NULL || data->kind == DATA_FALSE)
        return false;
    if (data->kind == DATA_TEXT)
        return data->text.len > 0;
    return data->kind != DATA_LIST || data->count > 0;
}

/* What printing shows: a text; nothing of a list or a map. */
static struct str printed(const struct data *data)
{
    if (data && data->kind == DATA_TEXT)
        return data->text;
    if (data && data->kind == DATA_TRUE)
        return STR("true");
    return data && data->kind == DATA_FALSE ? STR("false") : STR("");
}

const struct instruction *run_print_data(struct renderer *renderer, const struct instruction *at)
{
    struct str text = printed(find(renderer, at->member, at->path, at->slot));
    if (at->flag)
        buf_add_html(renderer->out, text);
    else
        buf_add(renderer->out, text);
    return at + 1;
}

const struct instruction *run_test_data(struct renderer *renderer, const struct instruction *at)
{
    bool there = is_something(find(renderer, at->member, at->path, at->slot));
    return at + (there == at->flag ? 1 : at->jump);
}

/* ------------------------------------------------------------------ sections */

static void push_item(struct renderer *renderer, const struct section *section)
{
    const struct data *data = section->holder;
    renderer_push_data(renderer, data->kind == DATA_LIST ? data->items[section->index] : data);
}

const struct instruction *run_each_data(struct renderer *renderer, const struct instruction *at)
{
    const struct data *data = find(renderer, at->member, at->path, at->slot);
    if (!is_something(data))
        return at + at->jump;
    if (!renderer_turn(renderer, at->mark))
        return NULL;
    struct section *section = renderer_enter(renderer);
    *section = (struct section){.holder = data, .count = data->kind == DATA_LIST ? data->count : 1};
    push_item(renderer, section);
    return at + 1;
}

const struct instruction *run_next_data(struct renderer *renderer, const struct instruction *at)
{
    struct section *section = &renderer->sections[renderer->depth - 1];
    renderer->data_depth--;
    if (++section->index < section->count) {
        if (!renderer_turn(renderer, at->mark))
            return NULL;
        push_item(renderer, section);
        return at + at->jump;
    }
    renderer->depth--;
    return at + 1;
}

/* ------------------------------------------------------------------ calls by name */

const struct instruction *run_call_named(struct renderer *renderer, const struct instruction *at)
{
    const struct named_call *named = at->named;
    struct str text =
        printed(find(renderer, named->reading.member, named->reading.path, named->reading.slot));
    if (text.len == 0)
        return at + 1;
    buf_clear(&renderer->scratch);
    buf_add(&renderer->scratch, named->prefix);
    buf_add(&renderer->scratch, text);
    const struct call *call = table_get(named->calls, buf_str(&renderer->scratch));
    return call ? renderer_call(renderer, call, at + 1) : at + 1;
}
