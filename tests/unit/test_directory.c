/* test_directory.c: what the directory keeps of trusts, and sets side by side, when they are gone.
 */
#include "draft.h"

enum { TODAY = 20260115 };

static const char *const several =
    "name: Trust\n"
    "standing: existing\n"
    "age_range: {from_age: pre-birth, to_age: 19, extensions: [{to_age: 25, group: carers}], "
    "note: As *printed*.}\n"
    "partners: not stated\n"
    "funding: {value: Pooled., standing: proposed, inferred: yes, note: So *it* says., sources: "
    "d}\n"
    "documents: [{id: d, title: A paper, kind: paper}]\n"
    "organisations:\n"
    "  - {id: pct, name: PCT, sector: health}\n"
    "  - {id: council, name: Council, sector: council}\n"
    "  - {id: gps, name: GPs, sector: health}\n"
    "  - {id: outside, name: Outside, sector: police}\n"
    "people: [{id: ann, name: Ann}]\n"
    "posts: [{id: director, title: Director}]\n"
    "resource_states:\n"
    "  - {title: Aligned, standing: existing}\n"
    "  - {title: Pooled, standing: proposed}\n"
    "bodies:\n"
    "  - id: top\n"
    "    name: Top\n"
    "    kind: partnership\n"
    "    standing: existing\n"
    "    chair_rule: not stated\n"
    "    meets: {value: Monthly, standing: option}\n"
    "  - id: new\n"
    "    name: New Board\n"
    "    kind: board\n"
    "    standing: proposed\n"
    "    chair_rule: The *lead* member.\n"
    "    multiplicity: {number: one or more}\n"
    "    funding: By all.\n"
    "    links: [{kind: part-of, target: top}]\n"
    "    seats:\n"
    "      - {capacity: member, organisations: [pct, council]}\n"
    "      - {capacity: member, organisations: gps}\n"
    "      - {capacity: member, group: young people}\n"
    "      - {capacity: member, represents: Schools, group: heads}\n"
    "  - id: old\n"
    "    name: Old Board\n"
    "    kind: board\n"
    "    standing: existing\n"
    "    links: [{kind: part-of, target: top}]\n"
    "    seats:\n"
    "      - {capacity: vice-chair, organisations: gps}\n"
    "      - {capacity: chair, holders: ann, post: director, organisations: pct}\n"
    "      - {capacity: chair, vacant: yes, standing: option, to: 2008}\n"
    "      - {capacity: member, group: young people, standing: option}\n"
    "  - {id: team, name: Team, kind: team, standing: option, meets: not stated, "
    "links: [{kind: part-of, target: top}]}\n"
    "  - id: lscb\n"
    "    name: LSCB\n"
    "    kind: safeguarding\n"
    "    related: yes\n"
    "    standing: existing\n"
    "    chair_rule: Somebody.\n"
    "    meets: Daily\n"
    "    seats: [{capacity: chair, organisations: outside}]\n";

/* The entry of a trust that is not in memory any more. */
static const struct entry *entry_of(struct arena *arena, const char *text)
{
    struct draft *draft = draft_resolved(text);
    const struct entry *entry =
        directory_entry(arena, draft_edition(draft, audience_public, TODAY));
    draft_free(draft);
    return entry;
}

static void tells(struct buf *out, const char *between, struct str text)
{
    buf_add_string(out, out->len > 0 ? between : "");
    buf_add(out, text);
}

/* Appends "Name (standing)" for each of a list of views whose second field is their standing. */
static void tell_parties(struct buf *out, const struct value *list)
{
    for (unsigned i = 0; value_is_given(list) && i < list->count; i++) {
        const struct compared_party *party =
            (const struct compared_party *)list->items[i].as.record;
        tells(out, "; ", value_text(&party->name));
        if (value_choice(&party->standing) > standing_established)
            buf_printf(out, " (%s)",
                       choices_of(CHOICES_standing)->values[value_choice(&party->standing)].name);
    }
}

static void assert_told(struct buf *told, const char *expected)
{
    buf_add_string(told, "");
    assert_string_equal(told->ptr, expected);
    buf_free(told);
}

static void bodies_are_counted_by_kind_and_standing(void **state)
{
    struct arena *arena = arena_new();
    const struct entry *entry = entry_of(arena, several);
    struct buf told = {0};
    (void)state;
    for (unsigned i = 0; i < entry->kinds.count; i++) {
        const struct kind_count *count = (const struct kind_count *)entry->kinds.items[i].as.record;
        buf_printf(&told, "%s %ld",
                   choices_of(CHOICES_body_kind)->values[value_choice(&count->kind)].name,
                   value_number(&count->number));
        for (unsigned s = 0; s < count->standings.count; s++) {
            const struct standing_count *of =
                (const struct standing_count *)count->standings.items[s].as.record;
            buf_printf(&told, " %s %ld",
                       choices_of(CHOICES_standing)->values[value_choice(&of->standing)].name,
                       value_number(&of->number));
        }
        for (unsigned m = 0; m < count->multiples.count; m++)
            buf_printf(&told, " [%.*s]", STR_ARGS(count->multiples.items[m].text));
        buf_add_string(&told, "\n");
    }
    /* Not the body that the trust only relates to. */
    assert_told(&told, "partnership 1\nboard 2 proposed 1 [one or more]\nteam 1 option 1\n");
    arena_free(arena);
}

/* What could be is not counted with what is, nor a seat that has ended or waits for its body. */
static void what_could_be_is_counted_apart(void **state)
{
    struct arena *arena = arena_new();
    const struct entry *entry = entry_of(arena, several);
    (void)state;
    assert_int_equal(value_number(&entry->bodies), 2);
    assert_int_equal(value_number(&entry->planned_bodies), 2);
    assert_false(value_is_given(&entry->former_bodies));
    /* Seats of groups are counted apart, and those of the body outside not at all. */
    assert_int_equal(value_number(&entry->seats), 2);
    assert_false(value_is_given(&entry->group_seats));
    assert_int_equal(value_number(&entry->planned_seats), 3);
    assert_int_equal(value_number(&entry->planned_groups), 3);
    assert_false(value_is_given(&entry->vacant));
    assert_false(value_is_given(&entry->years));
    entry = entry_of(
        arena, "name: T\n"
               "bodies:\n"
               "  - {id: gone, name: G, kind: board, standing: superseded, seats: "
               "[{capacity: chair, vacant: yes}]}\n"
               "  - {id: here, name: H, kind: board, seats: [{capacity: chair, to: "
               "2008}, {capacity: chair, vacant: yes}, {capacity: member, group: "
               "parents}, {capacity: member, group: carers, to: 2008}, {capacity: adviser}]}\n"
               "  - {id: out, name: O, kind: board, related: yes, seats: [{capacity: "
               "chair, vacant: yes}]}\n");
    assert_int_equal(value_number(&entry->bodies), 1);
    assert_int_equal(value_number(&entry->former_bodies), 1);
    assert_int_equal(value_number(&entry->seats), 1);
    assert_int_equal(value_number(&entry->group_seats), 1);
    assert_int_equal(value_number(&entry->former_seats), 2);
    assert_int_equal(value_number(&entry->former_groups), 1);
    assert_int_equal(value_number(&entry->vacant), 1);
    arena_free(arena);
}

static void chairs_are_told_body_by_body(void **state)
{
    struct arena *arena = arena_new();
    const struct entry *entry = entry_of(arena, several);
    (void)state;
    assert_int_equal(entry->chaired.count, 3);
    const struct compared_body *body = (const struct compared_body *)value_record(&entry->chaired);
    assert_true(str_is(value_text(&body->name), "Top"));
    assert_int_equal(body->chair_rule.state, STATE_NOT_STATED);
    assert_int_equal(body->chairs.count, 0);
    body = (const struct compared_body *)entry->chaired.items[1].as.record;
    assert_true(str_is(value_text(&body->name), "New Board"));
    assert_true(str_is(body->record.address, "t/bodies/new/index.html"));
    assert_int_equal(value_choice(&body->standing), standing_proposed);
    struct buf words = {0};
    markdown_text(body->chair_rule.items[0].as.prose, &words);
    assert_told(&words, "The lead member.");
    body = (const struct compared_body *)entry->chaired.items[2].as.record;
    assert_int_equal(body->chairs.count, 2);
    const struct compared_chair *chair =
        (const struct compared_chair *)body->chairs.items[0].as.record;
    assert_true(str_is(value_text(&chair->holders), "Ann"));
    assert_true(str_is(value_text(&chair->posts), "Director"));
    assert_true(str_is(value_text(&chair->organisations), "PCT"));
    /* The body's own standing is not said again. */
    assert_false(value_is_given(&chair->standing));
    chair = (const struct compared_chair *)body->chairs.items[1].as.record;
    assert_true(value_flag(&chair->vacant));
    assert_int_equal(value_choice(&chair->standing), standing_option);
    assert_int_equal(chair->to.items[0].as.date.first.year, 2008);
    assert_int_equal(value_choice(&chair->term), timing_past);
    arena_free(arena);
}

static void who_takes_part_is_told_once_by_sector(void **state)
{
    struct arena *arena = arena_new();
    const struct entry *entry = entry_of(arena, several);
    struct buf told = {0};
    (void)state;
    assert_int_equal(entry->sectors.count, 2);
    const struct compared_sector *sector =
        (const struct compared_sector *)value_record(&entry->sectors);
    assert_int_equal(value_choice(&sector->sector), sector_council);
    tell_parties(&told, &sector->organisations);
    assert_told(&told, "Council (proposed)");
    /* Who sits on a body that is there takes part, whatever else is proposed. */
    sector = (const struct compared_sector *)entry->sectors.items[1].as.record;
    assert_int_equal(value_choice(&sector->sector), sector_health);
    told = (struct buf){0};
    tell_parties(&told, &sector->organisations);
    assert_told(&told, "PCT; GPs");
    told = (struct buf){0};
    tell_parties(&told, &entry->groups);
    assert_told(&told, "young people (proposed); Schools (proposed)");
    arena_free(arena);
}

static void meetings_and_funds_are_kept_where_they_are_said(void **state)
{
    struct arena *arena = arena_new();
    const struct entry *entry = entry_of(arena, several);
    struct buf told = {0};
    (void)state;
    assert_int_equal(entry->meeting.count, 1);
    const struct compared_body *body = (const struct compared_body *)value_record(&entry->meeting);
    assert_true(str_is(value_text(&body->meets), "Monthly"));
    assert_int_equal(value_choice(&body->meets.items[0].remarks->standing), standing_option);
    assert_int_equal(entry->funded.count, 1);
    tell_parties(&told, &entry->resource_states);
    assert_told(&told, "Aligned; Pooled (proposed)");
    assert_true(str_is(value_text(&entry->documents), "A paper"));
    arena_free(arena);
}

static void what_is_kept_names_nothing_of_its_trust(void **state)
{
    struct arena *arena = arena_new();
    const struct entry *entry = entry_of(arena, several);
    const struct remark *remark = entry->funding.items[0].remarks;
    const struct age_range *ages = (const struct age_range *)value_record(&entry->age_range);
    struct buf words = {0};
    (void)state;
    assert_int_equal(entry->partners.state, STATE_NOT_STATED);
    assert_true(value_flag(&remark->inferred));
    assert_int_equal(value_choice(&remark->standing), standing_proposed);
    assert_int_equal(remark->sources.state, STATE_ABSENT);
    assert_null(entry->funding.items[0].mark.file);
    markdown_text(remark->note.items[0].as.prose, &words);
    assert_told(&words, "So it says.");
    assert_true(str_is(value_text(&ages->from_age), "pre-birth"));
    const struct age_extension *more =
        (const struct age_extension *)value_record(&ages->extensions);
    assert_true(str_is(value_text(&more->to_age), "25"));
    words = (struct buf){0};
    markdown_text(ages->note.items[0].as.prose, &words);
    assert_told(&words, "As printed.");
    arena_free(arena);
}

static void silence_is_no_entry(void **state)
{
    struct arena *arena = arena_new();
    const struct entry *entry = entry_of(arena, "name: Thin\nsummary: S.\n");
    const struct value *lists[] = {&entry->kinds,          &entry->chaired, &entry->meeting,
                                   &entry->funded,         &entry->sectors, &entry->groups,
                                   &entry->resource_states};
    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        assert_int_equal(lists[i]->state, STATE_ABSENT);
    assert_false(value_is_given(&entry->age_range));
    arena_free(arena);
}

static void the_made_up_is_compared_with_nothing(void **state)
{
    static const struct {
        const char *name;
        const char *text;
        const char *compared;
        bool comparable;
    } added[] = {
        {"a", "name: a\nfictional: yes\n", "", false},
        {"b", "name: b\ntold: in-short\n", "b", false},
        {"c", "name: c\n", "c b", true},
        {"d", "name: d\ntold: in-short\n", "c b d", true},
        {"e", "name: e\ntold: in-full\n", "c e b d", true},
        {"f", "name: f\ntold: in-short\nfictional: yes\n", "c e b d", true},
    };
    struct arena *arena = arena_new();
    struct directory *directory = directory_new(arena);
    (void)state;
    for (size_t i = 0; i < sizeof added / sizeof *added; i++) {
        struct buf names = {0};
        directory_add(arena, directory, entry_of(arena, added[i].text));
        for (unsigned k = 0; k < directory->compared.count; k++)
            tells(&names, " ", record_title(directory->compared.items[k].as.record));
        assert_told(&names, added[i].compared);
        assert_int_equal(value_flag(&directory->comparable), added[i].comparable);
    }
    assert_int_equal(directory->trusts.count, 6);
    assert_int_equal(directory->in_full.count, 2);
    assert_int_equal(directory->in_short.count, 2);
    assert_int_equal(directory->made_up.count, 2);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bodies_are_counted_by_kind_and_standing),
        cmocka_unit_test(what_could_be_is_counted_apart),
        cmocka_unit_test(chairs_are_told_body_by_body),
        cmocka_unit_test(who_takes_part_is_told_once_by_sector),
        cmocka_unit_test(meetings_and_funds_are_kept_where_they_are_said),
        cmocka_unit_test(what_is_kept_names_nothing_of_its_trust),
        cmocka_unit_test(silence_is_no_entry),
        cmocka_unit_test(the_made_up_is_compared_with_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
