/* data.c: what the page of a trust's open data tells of its files, by the schema's own sentences.
 *
 * Stage: publish, plan. Uses: schema's table of files. Used by: plan. */
#include "concordat/schema/data.h"

#include "views.h"

static void add_columns(struct arena *arena, enum data_file file, struct data_view *view)
{
    size_t count;
    const struct data_column_row *columns = data_columns(arena, file, &count);
    view_reserve(arena, &view->columns, count);
    for (size_t i = 0; i < count; i++) {
        struct data_column *column = view_new(arena, TYPE_data_column);
        view_set_text(arena, &column->name, str_of(columns[i].name));
        view_set_choice(arena, &column->form, (int)columns[i].form);
        view_set_text(arena, &column->sentence, str_of(columns[i].doc));
        view_append(&view->columns, &column->record);
    }
}

/* The lists of trust.json that have anything in them. */
static void add_lists(struct arena *arena, const struct trust *trust, struct data_view *view)
{
    const struct type *type = trust->record.type;
    view_reserve(arena, &view->lists, type->field_count);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        const struct value *value = record_value_const(&trust->record, field);
        if (field->kind != KIND_INVERSE || !value_is_given(value))
            continue;
        struct data_list *list = view_new(arena, TYPE_data_list);
        view_set_text(arena, &list->name, str_of(field->name));
        view_set_number(arena, &list->number, (long)value->count);
        view_set_text(arena, &list->sentence, str_of(field->doc));
        view_append(&view->lists, &list->record);
    }
}

struct value view_data(struct arena *arena, const struct trust *trust)
{
    const struct choices *files = choices_of(CHOICES_data_file);
    struct value list = {0};
    view_reserve(arena, &list, DATA_FILES);
    for (int kind = 0; kind < DATA_FILES; kind++) {
        enum data_file file = (enum data_file)kind;
        if (!data_is_wanted(file, trust))
            continue;
        struct data_view *view = view_new(arena, TYPE_data_view);
        view_set_text(arena, &view->name, str_of(data_file_row(file)->name));
        view_set_choice(arena, &view->file, kind);
        view_set_text(arena, &view->anchor_here,
                      str_of(arena_printf(arena, "file_%s", files->values[kind].name)));
        view_set_text(arena, &view->sentence, str_of(files->values[kind].doc));
        if (file == data_file_trust)
            add_lists(arena, trust, view);
        if (data_file_row(file)->type != TYPE_COUNT) {
            view_set_number(arena, &view->number, (long)data_row_count(file, trust));
            add_columns(arena, file, view);
        }
        view_append(&list, &view->record);
    }
    return list;
}
