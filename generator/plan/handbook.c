/* handbook.c: composes the induction handbook of a trust: its chapters, and its records beside
 * them, matter by matter in one order.
 *
 * A part is there only where a chapter or a record tells something on its matter. The texts of the
 * chapters are joined on one page: the headings of each go below the heading it stands under, its
 * ids begin with its own, and its footnotes are counted on from those before.
 * Stage: publish, plan. Uses: schema, markdown. Used by: plan. */
#include "views.h"

#include <stddef.h>

/* The fields of the trust by which a matter has something to tell without a chapter. */
static const struct {
    enum chapter_section matter;
    size_t field;
} fills[] = {
    {chapter_section_purpose, offsetof(struct trust, purpose)},
    {chapter_section_purpose, offsetof(struct trust, legal_basis)},
    {chapter_section_purpose, offsetof(struct trust, drivers)},
    {chapter_section_purpose, offsetof(struct trust, principles)},
    {chapter_section_structure, offsetof(struct trust, bodies)},
    {chapter_section_membership, offsetof(struct trust, seated_bodies)},
    {chapter_section_plan, offsetof(struct trust, plans)},
    {chapter_section_plan, offsetof(struct trust, own_outcomes)},
    {chapter_section_plan, offsetof(struct trust, own_priorities)},
    {chapter_section_relations, offsetof(struct trust, safeguarding_boards)},
    {chapter_section_relations, offsetof(struct trust, related_bodies)},
    {chapter_section_meetings, offsetof(struct trust, meetings)},
    {chapter_section_glossary, offsetof(struct trust, glossary)},
    {chapter_section_contacts, offsetof(struct trust, contacts)},
};

static const struct value *value_at(const void *record, size_t offset)
{
    return (const struct value *)(const void *)((const char *)record + offset);
}

/* The fields of a body by which its terms of reference, or its meetings, are told. */
static const struct {
    enum chapter_section matter;
    size_t field;
} terms[] = {
    {chapter_section_terms, offsetof(struct body, purpose)},
    {chapter_section_terms, offsetof(struct body, powers)},
    {chapter_section_terms, offsetof(struct body, functions)},
    {chapter_section_terms, offsetof(struct body, chair_rule)},
    {chapter_section_terms, offsetof(struct body, membership_rules)},
    {chapter_section_meetings, offsetof(struct body, meets)},
    {chapter_section_meetings, offsetof(struct body, meeting_rules)},
};

static bool body_tells(const struct body *body, enum chapter_section matter)
{
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        if (terms[i].matter == matter && value_is_given(value_at(body, terms[i].field)))
            return true;
    return false;
}

static bool trust_tells(const struct trust *trust, enum chapter_section matter)
{
    for (size_t i = 0; i < sizeof fills / sizeof *fills; i++)
        if (fills[i].matter == matter && value_is_given(value_at(trust, fills[i].field)))
            return true;
    return false;
}

/* True for a body that is another board's, or a safeguarding board. */
static bool is_neighbour(const struct record *party)
{
    const struct body *body = (const struct body *)party;
    return party && party->type->id == TYPE_body &&
           (value_flag(&body->related) || value_choice(&body->kind) == body_kind_safeguarding);
}

static void add_links(struct arena *arena, const struct trust *trust, struct handbook_part *part)
{
    view_reserve(arena, &part->links, trust->links.count);
    for (unsigned i = 0; i < trust->links.count; i++) {
        const struct link *link = (const struct link *)trust->links.items[i].as.record;
        if (is_neighbour(value_record(&link->party)) || is_neighbour(value_record(&link->target)))
            view_append(&part->links, &link->record);
    }
}

/* What is known while the parts are filled one after the other. */
struct composing {
    struct arena *arena;
    const struct trust *trust;
    struct joined_text *joined;
    size_t joined_count;
    unsigned footnotes;
};

static void add_chapter(struct composing *at, const struct chapter *chapter, struct str title,
                        struct handbook_part *part)
{
    struct placed_chapter *placed = view_new(at->arena, TYPE_placed_chapter);
    bool titled = !str_equal(value_text(&chapter->title), title);
    view_set_record(at->arena, &placed->chapter, &chapter->record);
    view_set_flag(at->arena, &placed->titled, titled);
    view_append(&part->chapters, &placed->record);
    if (!value_is_given(&chapter->text))
        return;
    /* The first headings of a text are of the second level. */
    const struct document *text = chapter->text.items[0].as.prose;
    at->joined[at->joined_count++] = (struct joined_text){
        .text = text,
        .heading_shift = titled ? 2 : 1,
        .id_prefix = arena_printf(at->arena, "%.*s-", STR_ARGS(chapter->record.anchor)),
        .footnotes_before = at->footnotes,
    };
    at->footnotes += (unsigned)markdown_footnote_count(text);
}

static void fill_part(struct composing *at, enum chapter_section matter, struct str title,
                      struct handbook_part *part)
{
    const struct trust *trust = at->trust;
    view_reserve(at->arena, &part->chapters, trust->chapters.count);
    for (unsigned i = 0; i < trust->chapters.count; i++) {
        const struct chapter *chapter = (const struct chapter *)trust->chapters.items[i].as.record;
        if (value_choice(&chapter->section) == (int)matter)
            add_chapter(at, chapter, title, part);
    }
    view_reserve(at->arena, &part->bodies, trust->bodies.count);
    for (unsigned i = 0; i < trust->bodies.count; i++) {
        const struct body *body = (const struct body *)trust->bodies.items[i].as.record;
        if (body_tells(body, matter))
            view_append(&part->bodies, &body->record);
    }
    if (matter == chapter_section_relations)
        add_links(at->arena, trust, part);
}

void view_handbook(struct arena *arena, const struct trust *trust, const struct words *words,
                   struct planned_page *page, struct value *parts)
{
    const struct choices *matters = choices_of(CHOICES_chapter_section);
    struct composing at = {.arena = arena, .trust = trust};
    at.joined = arena_array(arena, trust->chapters.count, sizeof *at.joined);
    view_reserve(arena, parts, matters->count);
    for (size_t i = 0; i < matters->count; i++) {
        struct handbook_part *part = view_new(arena, TYPE_handbook_part);
        view_set_choice(arena, &part->matter, (int)i);
        view_set_text(arena, &part->anchor,
                      str_of(arena_printf(arena, "Part-%s", matters->values[i].name)));
        fill_part(&at, (enum chapter_section)i, words->labels[CHOICES_chapter_section][i], part);
        if (value_is_given(&part->chapters) || value_is_given(&part->bodies) ||
            trust_tells(trust, (enum chapter_section)i))
            view_append(parts, &part->record);
    }
    page->joined = at.joined;
    page->joined_count = at.joined_count;
}
