/* directory.c: the directory of the site, and what it tells of each trust: all of it that outlives
 * its arena.
 *
 * Stage: publish, between the trusts and the site. Uses: schema. Used by: build. */
#include "concordat/schema/pages.h"
#include "lists.h"

static struct item *new_item(struct arena *arena, struct value *value)
{
    value->items = arena_alloc(arena, sizeof *value->items);
    value->count = 1;
    value->state = STATE_GIVEN;
    return value->items;
}

static void set_text(struct arena *arena, struct value *value, struct str text)
{
    new_item(arena, value)->text = arena_copy(arena, text);
}

static void set_number(struct arena *arena, struct value *value, long number)
{
    new_item(arena, value)->as.number = number;
}

/* The first item, without its remarks and its mark, whose memory belongs to the trust. */
static void set_plain(struct arena *arena, struct value *value, const struct value *from)
{
    if (!value_is_given(from))
        return;
    struct item *item = new_item(arena, value);
    *item = from->items[0];
    item->remarks = NULL;
    item->mark = (struct mark){0};
    item->text = arena_copy(arena, item->text);
}

static unsigned own_bodies(const struct trust *trust)
{
    return trust->bodies.count - trust->related_bodies.count;
}

const struct entry *directory_entry(struct arena *arena, const struct records *edition)
{
    const struct trust *trust = edition->trust;
    struct entry *entry = arena_alloc(arena, sizeof *entry);
    entry->record.type = type_of(TYPE_entry);
    entry->record.id = arena_copy(arena, trust->record.id);
    entry->record.address = arena_copy(arena, trust->record.address);
    set_text(arena, &entry->name, record_title(&trust->record));
    set_text(arena, &entry->area, value_text(&trust->area));
    set_plain(arena, &entry->standing, &trust->standing);
    set_plain(arena, &entry->as_of, &trust->as_of);
    set_plain(arena, &entry->historical, &trust->historical);
    set_plain(arena, &entry->fictional, &trust->fictional);
    set_number(arena, &entry->bodies, (long)own_bodies(trust));
    set_number(arena, &entry->people, (long)trust->people.count);
    if (value_is_given(&trust->summary)) {
        struct item *summary = new_item(arena, &entry->summary);
        struct diag *none = diag_new(); /* the text was compiled without an error before */
        const char *file = trust->summary.items[0].mark.file;
        /* Links are written from the file that they stand in. */
        struct origin origin = {.file = file ? arena_copy(arena, str_of(file)).ptr : NULL,
                                .line = 1,
                                .is_link_word = is_link_word};
        summary->as.prose =
            markdown_compile(arena, &origin, arena_copy(arena, value_text(&trust->summary)), none);
        if (!summary->as.prose)
            entry->summary = (struct value){0};
        diag_free(none);
    }
    return entry;
}

struct directory *directory_new(struct arena *arena)
{
    struct directory *directory = arena_alloc(arena, sizeof *directory);
    directory->record.type = type_of(TYPE_directory);
    return directory;
}

void directory_add(struct arena *arena, struct directory *directory, const struct entry *entry)
{
    list_add(arena, &directory->trusts, &entry->record);
}
