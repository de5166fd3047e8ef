/* guide.c: the chapters of the guide in their order, and the reference that is made of the
 * program's own tables: what it shows cannot differ from what the program does.
 *
 * Stage: survey, once for the site. Uses: schema, pages, rules. Used by: build. */
#include "concordat/base/rules.h"
#include "concordat/schema/pages.h"
#include "lists.h"

/* What the reference is made of. */
struct referring {
    struct arena *arena;
    struct str chapters[guide_reference_rules + 1]; /* their addresses; empty where none shows it */
};

/* ------------------------------------------------------------------ chapters */

static int by_order(const void *a, const void *b)
{
    const struct guide *left = (const struct guide *)((const struct item *)a)->as.record;
    const struct guide *right = (const struct guide *)((const struct item *)b)->as.record;
    long difference = value_number(&left->order) - value_number(&right->order);
    if (difference != 0)
        return difference < 0 ? -1 : 1;
    return str_compare(left->record.id, right->record.id);
}

static void list_chapters(struct arena *arena, struct records *records, struct site *site)
{
    int part = -1;
    for (size_t i = 0; i < records->count; i++)
        if (record_is(records->list[i], TYPE_guide))
            list_add(arena, &site->guide, records->list[i]);
    list_sort(&site->guide, by_order);
    for (unsigned i = 0; i < site->guide.count; i++) {
        struct guide *chapter = (struct guide *)site->guide.items[i].as.record;
        made_number(arena, &chapter->number, (long)i + 1);
        if (value_choice(&chapter->part) != part)
            made_flag(arena, &chapter->opens_part);
        part = value_choice(&chapter->part);
    }
}

/* ------------------------------------------------------------------ types and their fields */

/* The reference that tells a type. */
static enum guide_reference reference_of(const struct type *type)
{
    switch (type->role) {
    case ROLE_VIEW:
        return type->id >= TYPE_drawn_text && type->id < TYPE_page ? guide_reference_drawings
                                                                   : guide_reference_views;
    case ROLE_PART:
    case ROLE_DIRECTIVE:
        return guide_reference_parts;
    default: /* one page of them all would be too long: in the order of the schema's files */
        return type->id < TYPE_plan      ? guide_reference_records
               : type->id < TYPE_feature ? guide_reference_work
                                         : guide_reference_change;
    }
}

static struct str anchor_of(struct arena *arena, const char *kind, const char *name)
{
    return str_of(arena_printf(arena, "%s_%s", kind, name));
}

static const struct record *new_name(const struct referring *at, const char *name, const char *kind,
                                     enum guide_reference told)
{
    struct schema_name *view = made_record(at->arena, TYPE_schema_name);
    made_text(at->arena, &view->name, str_of(name));
    view->record.address = at->chapters[told];
    if (view->record.address.len > 0)
        made_text(at->arena, &view->anchor_there, anchor_of(at->arena, kind, name));
    return &view->record;
}

static void add_targets(const struct referring *at, struct value *list, const struct field *field)
{
    size_t count;
    if (field->target < 0)
        return;
    if (field->kind == KIND_CHOICE) {
        list_add(at->arena, list,
                 new_name(at, choices_of(field->target)->name, "choices", guide_reference_choices));
        return;
    }
    const enum type_id *types = target_types(field->target, &count);
    for (size_t i = 0; i < count; i++) {
        const struct type *type = type_of(types[i]);
        list_add(at->arena, list, new_name(at, type->name, "type", reference_of(type)));
    }
}

static const struct record *new_field(const struct referring *at, const struct field *field)
{
    struct schema_field *view = made_record(at->arena, TYPE_schema_field);
    made_text(at->arena, &view->name, str_of(field->name));
    made_number(at->arena, &view->kind, (long)field->kind);
    if (field->many)
        made_flag(at->arena, &view->many);
    if (field_is_required(field))
        made_flag(at->arena, &view->required);
    made_number(at->arena, &view->seen_by, (long)field->audience);
    add_targets(at, &view->targets, field);
    made_text(at->arena, &view->sentence, str_of(field->doc));
    return &view->record;
}

/* An example of each type that authors write, by the type. */
static const char *const examples[TYPE_COUNT] = {
#define EXAMPLE(type, yaml) [TYPE_##type] = (yaml),
#include "concordat/schema/examples.def"
};

/* The type whose example has one of the other: 0 where the type has its own. */
static const enum type_id shown_in[TYPE_COUNT] = {
#define SHOWN_IN(type, other) [TYPE_##type] = TYPE_##other,
#include "concordat/schema/examples.def"
};

static const char *example_of(const struct type *type)
{
    const char *own = examples[type->id];
    return own ? own : examples[shown_in[type->id]];
}

_Static_assert(schema_kind_html + 1 == (int)KIND_COUNT, "the kinds of fields are told one by one");
_Static_assert(schema_role_view == (int)ROLE_VIEW, "the roles of types are told one by one");

static void add_type(const struct referring *at, struct guide *chapter, const struct type *type)
{
    struct schema_type *view = made_record(at->arena, TYPE_schema_type);
    made_text(at->arena, &view->name, str_of(type->name));
    made_text(at->arena, &view->anchor_here, anchor_of(at->arena, "type", type->name));
    made_number(at->arena, &view->role, (long)type->role);
    made_text(at->arena, &view->sentence, str_of(type->doc));
    if (example_of(type))
        made_text(at->arena, &view->example, str_of(example_of(type)));
    /* What every record can say of itself is told once, where it is all that there is. */
    size_t first = type_has_head(type) && type->id != TYPE_remark ? HEAD_FIELDS : 0;
    if (first > 0)
        list_add(at->arena, &view->head,
                 new_name(at, type_of(TYPE_remark)->name, "type", guide_reference_parts));
    for (size_t i = first; i < type->field_count; i++)
        list_add(at->arena, field_is_written(&type->fields[i]) ? &view->fields : &view->made,
                 new_field(at, &type->fields[i]));
    list_add(at->arena, &chapter->types, &view->record);
}

static void add_types(const struct referring *at, struct guide *chapter, enum guide_reference what)
{
    for (int i = 0; i < TYPE_COUNT; i++)
        if (reference_of(type_of((enum type_id)i)) == what)
            add_type(at, chapter, type_of((enum type_id)i));
}

/* ------------------------------------------------------------------ choices, pages, rules */

static void add_choices(const struct referring *at, struct guide *chapter)
{
    for (int i = 0; i < CHOICES_COUNT; i++) {
        const struct choices *choices = choices_of(i);
        struct schema_choices *view = made_record(at->arena, TYPE_schema_choices);
        made_text(at->arena, &view->name, str_of(choices->name));
        made_text(at->arena, &view->anchor_here, anchor_of(at->arena, "choices", choices->name));
        made_text(at->arena, &view->sentence, str_of(choices->doc));
        for (size_t k = 0; k < choices->count; k++) {
            struct schema_value *value = made_record(at->arena, TYPE_schema_value);
            made_text(at->arena, &value->name, str_of(choices->values[k].name));
            made_text(at->arena, &value->sentence, str_of(choices->values[k].doc));
            list_add(at->arena, &view->values, &value->record);
        }
        list_add(at->arena, &chapter->choices, &view->record);
    }
}

static void add_pages(const struct referring *at, struct guide *chapter)
{
    for (int i = 0; i < PAGE_KIND_COUNT; i++) {
        const struct page_kind_row *row = page_kind_row((enum page_kind)i);
        const struct type *subject = type_of(row->subject);
        struct schema_page *view = made_record(at->arena, TYPE_schema_page);
        made_text(at->arena, &view->name, str_of(row->template));
        bool below = row->above != PAGE_NOTHING && page_kind_row(row->above)->list > 0;
        made_text(at->arena, &view->folder,
                  str_of(below ? page_kind_row(row->above)->folder : row->folder));
        if (below)
            made_text(at->arena, &view->below, str_of(row->folder));
        if (row->list > 0)
            made_flag(at->arena, &view->each);
        if (row->of_site)
            made_flag(at->arena, &view->of_site);
        list_add(at->arena, &view->subject,
                 new_name(at, subject->name, "type", reference_of(subject)));
        list_add(at->arena, &chapter->pages, &view->record);
    }
}

static void add_rules(const struct referring *at, struct guide *chapter)
{
    for (int i = 0; i < RULE_COUNT; i++) {
        struct schema_rule *view = made_record(at->arena, TYPE_schema_rule);
        made_text(at->arena, &view->name, str_of(rule_id((enum rule)i)));
        made_text(at->arena, &view->sentence, str_of(rule_sentence((enum rule)i)));
        list_add(at->arena, &chapter->rules, &view->record);
    }
}

static void add_reference(const struct referring *at, struct guide *chapter)
{
    int what = value_choice(&chapter->reference);
    switch (what) {
    case guide_reference_records:
    case guide_reference_work:
    case guide_reference_change:
    case guide_reference_parts:
    case guide_reference_views:
    case guide_reference_drawings:
        add_types(at, chapter, (enum guide_reference)what);
        break;
    case guide_reference_choices:
        add_choices(at, chapter);
        break;
    case guide_reference_pages:
        add_pages(at, chapter);
        break;
    case guide_reference_rules:
        add_rules(at, chapter);
        break;
    default:
        break;
    }
}

void derive_site(struct arena *arena, struct records *records)
{
    struct site *site = (struct site *)records->list[0];
    struct referring at = {.arena = arena};
    list_chapters(arena, records, site);
    for (unsigned i = site->guide.count; i > 0; i--) {
        const struct guide *chapter = (const struct guide *)site->guide.items[i - 1].as.record;
        if (value_choice(&chapter->reference) >= 0)
            at.chapters[value_choice(&chapter->reference)] = chapter->record.address;
    }
    for (unsigned i = 0; i < site->guide.count; i++)
        add_reference(&at, (struct guide *)site->guide.items[i].as.record);
}
