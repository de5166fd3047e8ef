/* shapes.c: makes of every row of the schema a name that templates may use, and reads it.
 *
 * A record type becomes a shape with a member for each field; what a member reads is a struct value
 * at a fixed place, so that rendering never looks a name up. A reference that can mean several
 * types offers the fields that all of them have, and a member for each type.
 *
 * Layer: schema. Uses: mustache's shapes, markdown, schema. Used by: render. */
#include "concordat/schema/shapes.h"

#include <string.h>

struct shapes {
    struct shape types[TYPE_AND_UNION_COUNT];
    struct shape choices[CHOICES_COUNT];
    struct shape tones[CHOICES_COUNT]; /* of the values of each */
    struct vocabulary vocabulary;
};

/* ------------------------------------------------------------------ printing */

static struct str print_item_text(const struct shape *shape, const void *object, const void *page,
                                  struct buf *scratch)
{
    (void)shape;
    (void)page;
    (void)scratch;
    return ((const struct item *)object)->text;
}

static struct str print_number(const struct shape *shape, const void *object, const void *page,
                               struct buf *scratch)
{
    (void)shape;
    (void)page;
    buf_clear(scratch);
    buf_add_number(scratch, ((const struct item *)object)->as.number);
    return buf_str(scratch);
}

static struct str print_figure(const struct shape *shape, const void *object, const void *page,
                               struct buf *scratch)
{
    const struct rendering *rendering = page;
    (void)shape;
    buf_clear(scratch);
    figure_write(((const struct item *)object)->as.figure, &rendering->words->figures, scratch);
    return buf_str(scratch);
}

static struct str print_plain_figure(const struct shape *shape, const void *object,
                                     const void *page, struct buf *scratch)
{
    (void)shape;
    (void)page;
    buf_clear(scratch);
    figure_write_plain(((const struct item *)object)->as.figure, scratch);
    return buf_str(scratch);
}

static struct str print_choice(const struct shape *shape, const void *object, const void *page,
                               struct buf *scratch)
{
    const struct rendering *rendering = page;
    const struct choices *choices = shape->detail;
    (void)scratch;
    return rendering->words
        ->labels[choices - choices_of(0)][((const struct item *)object)->as.number];
}

static int tone_of(const struct choices *choices, const void *object)
{
    return choice_tone((int)(choices - choices_of(0)), ((const struct item *)object)->as.number);
}

static struct str print_tone(const struct shape *shape, const void *object, const void *page,
                             struct buf *scratch)
{
    (void)page;
    (void)scratch;
    return str_of(choices_of(CHOICES_tone)->values[tone_of(shape->detail, object)].name);
}

static struct str print_date(const struct shape *shape, const void *object, const void *page,
                             struct buf *scratch)
{
    const struct rendering *rendering = page;
    (void)shape;
    buf_clear(scratch);
    date_write(&((const struct item *)object)->as.date, &rendering->words->dates, scratch);
    return buf_str(scratch);
}

static struct str print_iso(const struct shape *shape, const void *object, const void *page,
                            struct buf *scratch)
{
    (void)shape;
    (void)page;
    buf_clear(scratch);
    date_write_iso(&((const struct item *)object)->as.date, scratch);
    return buf_str(scratch);
}

/* How the page that is being written places a text. */
static struct placement placement_of(const struct rendering *rendering, const struct document *text)
{
    struct placement placement = rendering->placement;
    if (rendering->join)
        rendering->join(rendering, text, &placement);
    return placement;
}

static struct str print_prose(const struct shape *shape, const void *object, const void *page,
                              struct buf *scratch)
{
    const struct rendering *rendering = page;
    (void)shape;
    const struct document *text = ((const struct item *)object)->as.prose;
    const struct placement placement = placement_of(rendering, text);
    buf_clear(scratch);
    markdown_render(text, &placement, scratch);
    return buf_str(scratch);
}

static struct str print_prose_inline(const struct shape *shape, const void *object,
                                     const void *page, struct buf *scratch)
{
    const struct rendering *rendering = page;
    (void)shape;
    const struct document *text = ((const struct item *)object)->as.prose;
    const struct placement placement = placement_of(rendering, text);
    buf_clear(scratch);
    markdown_render_inline(text, &placement, scratch);
    return buf_str(scratch);
}

void address_from(struct str from, struct str to, struct buf *out)
{
    /* The folders that both share need no ../ and no name. */
    size_t shared = 0;
    for (size_t i = 0; i < from.len && i < to.len && from.ptr[i] == to.ptr[i]; i++)
        if (from.ptr[i] == '/')
            shared = i + 1;
    for (size_t i = shared; i < from.len; i++)
        if (from.ptr[i] == '/')
            buf_add_string(out, "../");
    buf_add(out, str_slice(to, shared, to.len));
}

static struct str print_url(const struct shape *shape, const void *object, const void *page,
                            struct buf *scratch)
{
    const struct rendering *rendering = page;
    const struct record *record = object;
    (void)shape;
    buf_clear(scratch);
    address_from(rendering->address, record->address, scratch);
    return buf_str(scratch);
}

static struct str print_image(const struct shape *shape, const void *object, const void *page,
                              struct buf *scratch)
{
    const struct rendering *rendering = page;
    const struct target *image = ((const struct item *)object)->as.image;
    (void)shape;
    buf_clear(scratch);
    if (rendering->placement.link)
        rendering->placement.link(&rendering->placement, image, scratch);
    return buf_str(scratch);
}

/* The width and height as attributes, where they are known. */
static struct str print_image_size(const struct shape *shape, const void *object, const void *page,
                                   struct buf *scratch)
{
    const struct rendering *rendering = page;
    const struct placement *placement = &rendering->placement;
    const struct target *image = ((const struct item *)object)->as.image;
    unsigned width;
    unsigned height;
    (void)shape;
    buf_clear(scratch);
    if (placement->image_size && placement->image_size(placement, image, &width, &height))
        buf_printf(scratch, " width=\"%u\" height=\"%u\"", width, height);
    return buf_str(scratch);
}

/* The address of a PDF from this page. */
static struct str print_pdf(const struct shape *shape, const void *object, const void *page,
                            struct buf *scratch)
{
    const struct rendering *rendering = page;
    const struct attached *file = ((const struct item *)object)->as.file;
    (void)shape;
    buf_clear(scratch);
    address_from(rendering->address, file->address, scratch);
    return buf_str(scratch);
}

static struct str print_pdf_name(const struct shape *shape, const void *object, const void *page,
                                 struct buf *scratch)
{
    (void)shape;
    (void)page;
    (void)scratch;
    return ((const struct item *)object)->as.file->name;
}

static struct str print_pdf_pages(const struct shape *shape, const void *object, const void *page,
                                  struct buf *scratch)
{
    (void)shape;
    (void)page;
    buf_clear(scratch);
    buf_add_number(scratch, ((const struct item *)object)->as.file->pages);
    return buf_str(scratch);
}

/* In kilobytes, the last one counted whole. */
static struct str print_pdf_size(const struct shape *shape, const void *object, const void *page,
                                 struct buf *scratch)
{
    (void)shape;
    (void)page;
    buf_clear(scratch);
    buf_add_number(scratch, (long)((((const struct item *)object)->as.file->bytes + 999) / 1000));
    return buf_str(scratch);
}

static struct str print_id(const struct shape *shape, const void *object, const void *page,
                           struct buf *scratch)
{
    (void)shape;
    (void)page;
    (void)scratch;
    return ((const struct record *)object)->id;
}

static struct str print_anchor(const struct shape *shape, const void *object, const void *page,
                               struct buf *scratch)
{
    (void)shape;
    (void)page;
    (void)scratch;
    return ((const struct record *)object)->anchor;
}

/* ------------------------------------------------------------------ reading */

/* What is read where nothing is said of a value: a remark of which every field is absent. */
static const struct remark no_remarks;

/* A member's number is where its value lies in the record; a union's member has instead, as detail,
 * one such place for each type. Either way, reading looks no name up. */
static const struct value *value_of(const struct member *member, const void *object)
{
    const struct record *record = object;
    const size_t *offsets = member->detail;
    size_t offset = offsets ? offsets[record->type->id] : member->number;
    return (const struct value *)(const void *)((const char *)record + offset);
}

static size_t count_items(const struct member *member, const void *object)
{
    const struct value *value = value_of(member, object);
    return value->state == STATE_GIVEN ? value->count : 0;
}

static size_t count_flag(const struct member *member, const void *object)
{
    return value_flag(value_of(member, object));
}

static struct cell item_at(const struct member *member, const void *object, size_t index)
{
    const struct item *item = &value_of(member, object)->items[index];
    return (struct cell){item, item->remarks ? (const void *)item->remarks : &no_remarks};
}

static struct cell record_at(const struct member *member, const void *object, size_t index)
{
    const struct item *item = &value_of(member, object)->items[index];
    return (struct cell){item->as.record,
                         item->remarks ? (const void *)item->remarks : &no_remarks};
}

static size_t always_one(const struct member *member, const void *object)
{
    (void)member;
    (void)object;
    return 1;
}

static struct cell same_object(const struct member *member, const void *object, size_t index)
{
    (void)member;
    (void)index;
    return (struct cell){object, NULL};
}

static size_t count_id(const struct member *member, const void *object)
{
    (void)member;
    return ((const struct record *)object)->id.len > 0;
}

static size_t count_anchor(const struct member *member, const void *object)
{
    (void)member;
    return ((const struct record *)object)->anchor.len > 0;
}

static size_t count_url(const struct member *member, const void *object)
{
    (void)member;
    return ((const struct record *)object)->address.len > 0;
}

static size_t is_choice(const struct member *member, const void *object)
{
    return ((const struct item *)object)->as.number == (long)member->number;
}

static size_t has_tone(const struct member *member, const void *object)
{
    return tone_of(member->shape->detail, object) >= 0;
}

/* The states of a field, as templates name them. */
static const char *const state_names[] = {"not_stated", "none", "withheld"};
static const enum value_state states[] = {STATE_NOT_STATED, STATE_NONE, STATE_WITHHELD};

static bool in_state(const struct member *member, const void *object, size_t state)
{
    return value_of(member, object)->state == states[state];
}

static size_t is_of_type(const struct member *member, const void *object)
{
    return ((const struct record *)object)->type->id == (enum type_id)member->number;
}

/* ------------------------------------------------------------------ shapes of plain values */

static const struct shape shape_flag = {.kind = SHAPE_FLAG, .name = "yes or no"};
static const struct shape shape_text = {
    .kind = SHAPE_TEXT, .name = "text", .text = print_item_text};
static const struct shape shape_number = {
    .kind = SHAPE_TEXT, .name = "a number", .text = print_number};
static const struct shape shape_url = {.kind = SHAPE_TEXT, .name = "an address", .text = print_url};
static const struct shape shape_id = {.kind = SHAPE_TEXT, .name = "an id", .text = print_id};
static const struct shape shape_anchor = {
    .kind = SHAPE_TEXT, .name = "an id on the page", .text = print_anchor};
static const struct shape shape_iso = {
    .kind = SHAPE_TEXT, .name = "a date for machines", .text = print_iso};
static const struct shape shape_json = {
    .kind = SHAPE_MARKUP, .name = "JSON", .text = print_item_text};
static const struct shape shape_html = {
    .kind = SHAPE_MARKUP, .name = "HTML", .text = print_item_text};
static const struct shape shape_inline = {
    .kind = SHAPE_MARKUP, .name = "text with markup", .text = print_prose_inline};

static const struct member members_of_date[] = {
    {.name = "iso", .shape = &shape_iso, .count = always_one, .at = same_object},
};
static const struct shape shape_date = {.kind = SHAPE_TEXT,
                                        .name = "a date",
                                        .text = print_date,
                                        .members = members_of_date,
                                        .member_count = 1};

static const struct shape shape_plain_figure = {
    .kind = SHAPE_TEXT, .name = "a figure for machines", .text = print_plain_figure};
static const struct member members_of_figure[] = {
    {.name = "plain", .shape = &shape_plain_figure, .count = always_one, .at = same_object},
};
static const struct shape shape_figure = {.kind = SHAPE_TEXT,
                                          .name = "a figure",
                                          .text = print_figure,
                                          .members = members_of_figure,
                                          .member_count = 1};

static const struct member members_of_prose[] = {
    {.name = "inline", .shape = &shape_inline, .count = always_one, .at = same_object},
};
static const struct shape shape_prose = {.kind = SHAPE_MARKUP,
                                         .name = "text with markup",
                                         .text = print_prose,
                                         .members = members_of_prose,
                                         .member_count = 1};

static const struct shape shape_image_size = {
    .kind = SHAPE_MARKUP, .name = "attributes", .text = print_image_size};
static const struct member members_of_image[] = {
    {.name = "size", .shape = &shape_image_size, .count = always_one, .at = same_object},
};
static const struct shape shape_image = {.kind = SHAPE_TEXT,
                                         .name = "the address of an image",
                                         .text = print_image,
                                         .members = members_of_image,
                                         .member_count = 1};

static const struct shape shape_pdf_name = {
    .kind = SHAPE_TEXT, .name = "the name of a file", .text = print_pdf_name};
static const struct shape shape_pdf_pages = {
    .kind = SHAPE_TEXT, .name = "a number", .text = print_pdf_pages};
static const struct shape shape_pdf_size = {
    .kind = SHAPE_TEXT, .name = "a number", .text = print_pdf_size};
static const struct member members_of_pdf[] = {
    {.name = "name", .shape = &shape_pdf_name, .count = always_one, .at = same_object},
    {.name = "pages", .shape = &shape_pdf_pages, .count = always_one, .at = same_object},
    {.name = "kilobytes", .shape = &shape_pdf_size, .count = always_one, .at = same_object},
};
static const struct shape shape_pdf = {.kind = SHAPE_TEXT,
                                       .name = "the address of a PDF",
                                       .text = print_pdf,
                                       .members = members_of_pdf,
                                       .member_count = 3};

/* ------------------------------------------------------------------ making the shapes */

/* How each kind of field is read. */
static const struct {
    const struct shape *shape; /* NULL: a choice's or a record's own */
    size_t (*count)(const struct member *, const void *);
    struct cell (*at)(const struct member *, const void *, size_t);
    bool states;
} kinds[KIND_COUNT] = {
    [KIND_TEXT] = {&shape_text, count_items, item_at, true},
    [KIND_PROSE] = {&shape_prose, count_items, item_at, true},
    [KIND_NUMBER] = {&shape_number, count_items, item_at, true},
    [KIND_FIGURE] = {&shape_figure, count_items, item_at, true},
    [KIND_FLAG] = {&shape_flag, count_flag, item_at, true},
    [KIND_DATE] = {&shape_date, count_items, item_at, true},
    [KIND_AS_OF] = {&shape_date, count_items, item_at, true},
    [KIND_ADDRESS] = {&shape_text, count_items, item_at, true},
    [KIND_IMAGE] = {&shape_image, count_items, item_at, true},
    [KIND_PDF] = {&shape_pdf, count_items, item_at, true},
    [KIND_CHOICE] = {NULL, count_items, item_at, true},
    [KIND_REFERENCE] = {NULL, count_items, record_at, true},
    [KIND_PART] = {NULL, count_items, record_at, true},
    [KIND_INVERSE] = {NULL, count_items, record_at, true},
    [KIND_URL] = {&shape_url, count_url, same_object, false},
    [KIND_JSON] = {&shape_json, count_items, item_at, false},
    [KIND_HTML] = {&shape_html, count_items, item_at, false},
};

static void make_choice_shape(struct arena *arena, struct shapes *shapes, int id)
{
    const struct choices *choices = choices_of(id);
    struct member *members = arena_array(arena, choices->count + 1, sizeof *members);
    const char **values = arena_array(arena, choices->count, sizeof *values);
    for (size_t i = 0; i < choices->count; i++) {
        values[i] = choices->values[i].name;
        members[i] = (struct member){
            .name = values[i], .shape = &shape_flag, .count = is_choice, .number = i};
    }
    shapes->tones[id] =
        (struct shape){.kind = SHAPE_TEXT, .name = "a tone", .text = print_tone, .detail = choices};
    members[choices->count] = (struct member){
        .name = "tone", .shape = &shapes->tones[id], .count = has_tone, .at = same_object};
    shapes->choices[id] = (struct shape){.kind = SHAPE_TEXT,
                                         .name = choices->name,
                                         .members = members,
                                         .member_count = choices->count + 1,
                                         .text = print_choice,
                                         .detail = choices,
                                         .values = values,
                                         .value_count = choices->count};
}

static struct member member_of(const struct shapes *shapes, const struct field *field)
{
    const struct shape *shape = kinds[field->kind].shape;
    if (field->kind == KIND_CHOICE)
        shape = &shapes->choices[field->target];
    else if (!shape)
        shape = &shapes->types[field->target];
    return (struct member){
        .name = field->name,
        .shape = shape,
        .many = field->many,
        .states = kinds[field->kind].states,
        .count = kinds[field->kind].count,
        .at = kinds[field->kind].at,
        .number = field->offset,
    };
}

/* The two names that every record has without a row. */
static size_t add_built_in(struct member *members)
{
    members[0] =
        (struct member){.name = "id", .shape = &shape_id, .count = count_id, .at = same_object};
    members[1] = (struct member){
        .name = "anchor", .shape = &shape_anchor, .count = count_anchor, .at = same_object};
    return 2;
}

static void make_type_shape(struct arena *arena, struct shapes *shapes, enum type_id id)
{
    const struct type *type = type_of(id);
    struct member *members = arena_array(arena, type->field_count + 2, sizeof *members);
    size_t count = add_built_in(members);
    for (size_t i = 0; i < type->field_count; i++) {
        /* A view may have an anchor of its own, which then stands for the built-in one. */
        struct member member = member_of(shapes, &type->fields[i]);
        if (strcmp(member.name, "anchor") == 0)
            members[1] = member;
        else
            members[count++] = member;
    }
    shapes->types[id] = (struct shape){.kind = SHAPE_RECORD,
                                       .name = type->name,
                                       .slot = (unsigned)id,
                                       .members = members,
                                       .member_count = count};
}

/* Where a field lies in each type of a union; NULL where one of them has none like it. */
static const size_t *shared_offsets(struct arena *arena, const struct field *field,
                                    const enum type_id *types, size_t count)
{
    size_t *offsets = arena_array(arena, TYPE_COUNT, sizeof *offsets);
    for (size_t i = 0; i < count; i++) {
        const struct field *own = type_field(type_of(types[i]), str_of(field->name));
        if (!own || own->kind != field->kind || own->target != field->target ||
            own->many != field->many)
            return NULL;
        offsets[types[i]] = own->offset;
    }
    return offsets;
}

static void make_union_shape(struct arena *arena, struct shapes *shapes, int target)
{
    size_t type_count;
    const enum type_id *types = target_types(target, &type_count);
    const struct type *first = type_of(types[0]);
    struct member *members =
        arena_array(arena, 2 + first->field_count + type_count, sizeof *members);
    size_t count = add_built_in(members);
    for (size_t i = 0; i < first->field_count; i++) {
        const struct field *field = &first->fields[i];
        const size_t *offsets = shared_offsets(arena, field, types, type_count);
        if (!offsets || type_named(str_of(field->name)))
            continue;
        members[count] = member_of(shapes, field);
        members[count++].detail = offsets;
    }
    for (size_t i = 0; i < type_count; i++)
        members[count++] = (struct member){.name = type_of(types[i])->name,
                                           .shape = &shapes->types[types[i]],
                                           .count = is_of_type,
                                           .at = same_object,
                                           .number = (size_t)types[i]};
    shapes->types[target] = (struct shape){.kind = SHAPE_RECORD,
                                           .name = target_name(target),
                                           .slot = (unsigned)target,
                                           .members = members,
                                           .member_count = count};
}

const struct shapes *shapes_new(struct arena *arena)
{
    struct shapes *shapes = arena_alloc(arena, sizeof *shapes);
    for (int i = 0; i < CHOICES_COUNT; i++)
        make_choice_shape(arena, shapes, i);
    for (int i = 0; i < TYPE_COUNT; i++)
        make_type_shape(arena, shapes, (enum type_id)i);
    for (int i = TYPE_COUNT; i < TYPE_AND_UNION_COUNT; i++)
        make_union_shape(arena, shapes, i);
    shapes->vocabulary = (struct vocabulary){
        .slots = TYPE_AND_UNION_COUNT,
        .value = &shapes->types[TYPE_remark],
        .states = state_names,
        .state_count = sizeof state_names / sizeof *state_names,
        .in_state = in_state,
    };
    return shapes;
}

const struct shape *shape_of(const struct shapes *shapes, enum type_id type)
{
    return &shapes->types[type];
}

const struct vocabulary *shapes_vocabulary(const struct shapes *shapes)
{
    return &shapes->vocabulary;
}
