/* fuzz_content.c: any text, taken for the one file of a trust, goes through every stage up to the
 * plan of its pages; what comes out hangs together, or errors say why not. */
#include "concordat/base/table.h"
#include "concordat/check/check.h"
#include "concordat/derive/derive.h"
#include "concordat/plan/plan.h"
#include "concordat/schema/decode.h"

#include <stdint.h>
#include <stdlib.h>

static void must(bool holds)
{
    if (!holds)
        abort();
}

static bool is_in(const struct records *edition, const struct record *record)
{
    for (size_t i = 0; i < edition->count; i++)
        if (edition->list[i] == record)
            return true;
    return false;
}

/* What a value of an edition names is in the edition, too. */
static void check_value(const struct records *edition, const struct field *field,
                        const struct value *value)
{
    /* Of an inverse, decoding only remembers that it was written; derive fills it. */
    must((value->state == STATE_GIVEN) == (value->count > 0) || field->kind == KIND_INVERSE);
    for (unsigned i = 0; i < value->count; i++) {
        const struct item *item = &value->items[i];
        if (item->remarks)
            must(is_in(edition, &item->remarks->record));
        if (field->kind == KIND_REFERENCE || field->kind == KIND_PART ||
            field->kind == KIND_INVERSE)
            must(is_in(edition, item->as.record));
        if (field->kind == KIND_PROSE)
            must(item->as.prose != NULL);
        if (field->kind == KIND_CHOICE)
            must((size_t)item->as.number < choices_of(field->target)->count);
    }
}

static void check_edition(const struct records *edition)
{
    enum { FEW = 300 }; /* beyond, looking for each record would take too long */
    for (size_t i = 0; i < edition->count && edition->count <= FEW; i++) {
        const struct record *record = edition->list[i];
        must(!record->parent || is_in(edition, record->parent));
        for (size_t f = 0; f < record->type->field_count; f++)
            check_value(edition, &record->type->fields[f],
                        record_value_const(record, &record->type->fields[f]));
    }
}

/* Every body of the partnership stands in the tree once: the walk is over after that many. */
static size_t count_tree(const struct value *bodies, size_t most)
{
    size_t count = 0;
    for (unsigned i = 0; i < bodies->count; i++) {
        must(++count <= most);
        count += count_tree(&((const struct body *)bodies->items[i].as.record)->children, most);
    }
    return count;
}

static void check_plan(struct arena *arena, const struct page_plan *plan)
{
    struct table *addresses = table_new(arena);
    for (size_t i = 0; i < plan->count; i++) {
        const struct page *page = plan->pages[i].page;
        must(table_add(addresses, page->record.address, (void *)page) == (void *)page);
        must(plan->pages[i].subject->type->id == page_kind_row(plan->pages[i].kind)->subject);
    }
}

/* Every choice is called by its own name. */
static const struct words *words_of(struct arena *arena)
{
    struct words *words = arena_alloc(arena, sizeof *words);
    for (int list = 0; list < CHOICES_COUNT; list++) {
        const struct choices *choices = choices_of(list);
        struct str *names = arena_array(arena, choices->count, sizeof *names);
        for (size_t i = 0; i < choices->count; i++)
            names[i] = str_of(choices->values[i].name);
        words->labels[list] = names;
    }
    return words;
}

static void publish(struct arena *arena, const struct records *records, enum audience audience,
                    bool is_right)
{
    static const struct str labels[PAGE_KIND_COUNT];
    static const struct site site;
    struct records *edition = filter_records(arena, records, audience);
    check_edition(edition);
    if (!edition->trust)
        return;
    derive_records(arena, edition, 20090825);
    check_edition(edition);
    const struct trust *trust = edition->trust;
    if (trust->bodies.count < 1000) /* a chain of as many would be walked by as many calls */
        must(count_tree(&trust->roots, trust->bodies.count) ==
             trust->bodies.count - trust->related_bodies.count);
    struct page_plan plan = plan_trust(arena, &site, trust, labels, words_of(arena));
    if (is_right)
        check_plan(arena, &plan);
    must(directory_entry(arena, edition) != NULL);
}

static void check_diagnostics(const struct diag *diag)
{
    size_t count;
    const struct diagnostic *found = diag_sorted(diag, &count);
    for (size_t i = 0; i < count; i++) {
        must(found[i].mark.line > 0 && found[i].mark.column > 0);
        must(str_first_bad_utf8(found[i].message) == found[i].message.len);
        must(str_first_bad_utf8(found[i].hint) == found[i].hint.len);
        must(found[i].message.len < 2000);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    if (str_first_bad_utf8(text) < size)
        return -1; /* a file that is no UTF-8 is not read */
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    struct records records = {0};
    struct decoding decoding = {arena, &records, diag};
    struct mark mark = {"t", 1, 1};
    struct record *trust = record_new(&decoding, type_of(TYPE_trust), mark, NULL);
    bool empty;
    trust->id = (struct str){"t", 1};
    records.trust = (struct trust *)trust;
    const struct node *map = yaml_parse(arena, "t.yaml", 1, text, &empty, diag);
    if (map && map->kind == NODE_MAP)
        decode_into(&decoding, trust, map);
    decode_finish(&decoding, trust, mark);
    decode_place(&decoding);
    check_references(arena, &records, diag);
    check_rules(arena, &records, 0, diag);
    number_records(arena, &records, (struct str){"", 0});
    for (int audience = audience_public; audience <= audience_exempt; audience++)
        publish(arena, &records, (enum audience)audience, !diag_has_errors(diag));
    check_diagnostics(diag);
    diag_free(diag);
    arena_free(arena);
    return 0;
}
