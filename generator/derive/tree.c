/* tree.c: the tree of bodies, out of links that are no tree.
 *
 * A body may report to two others, advise a third and be a part of a fourth. It is drawn once,
 * below the one to which its strongest link leads; the others are told beside it. Links that are
 * denied place nobody, and no body comes to stand below itself.
 *
 * Stage: publish, derive. Uses: schema. Used by: derive. */
#include "lists.h"

/* How strongly a link of each kind places its party below its target; 0: not at all. */
static const int strengths[] = {
    [link_kind_part_of] = 7, [link_kind_accountable_to] = 6, [link_kind_reports_to] = 6,
    [link_kind_advises] = 5, [link_kind_member_of] = 4,      [link_kind_supports] = 3,
    [link_kind_informs] = 2, [link_kind_links_to] = 1,       [link_kind_shares_chair_with] = 0,
};

static int strength_of(const struct link *link)
{
    size_t kind = (size_t)value_choice(&link->kind);
    if (value_flag(&link->denied) || kind >= sizeof strengths / sizeof *strengths)
        return 0;
    return strengths[kind];
}

/* The body at the top of what `body` stands below so far. `above` has for each body, by its order,
 * one that stands above it, or NULL; the way is shortened for the next walk, or a long chain of
 * bodies would cost the square of its length. */
static const struct body *top_of(const struct body **above, const struct body *body)
{
    while (above[body->record.order]) {
        const struct body *up = above[body->record.order];
        if (above[up->record.order])
            above[body->record.order] = above[up->record.order];
        body = up;
    }
    return body;
}

/* The strongest link that leads from this body to another of the partnership that does not stand
 * below it, the first of equals. */
static const struct link *strongest_link(const struct body **above, const struct body *body)
{
    const struct link *best = NULL;
    for (unsigned i = 0; value_is_given(&body->links) && i < body->links.count; i++) {
        const struct link *link = (const struct link *)body->links.items[i].as.record;
        const struct body *target = (const struct body *)value_record(&link->target);
        if (!record_is(value_record(&link->target), TYPE_body) || value_flag(&target->related) ||
            strength_of(link) == 0 || (best && strength_of(link) <= strength_of(best)))
            continue;
        if (top_of(above, target) != body)
            best = link;
    }
    return best;
}

/* Finds for every body of the partnership the link by which it stands below another. */
static void place_bodies(struct arena *arena, struct records *records)
{
    const struct value *bodies = &records->trust->bodies;
    size_t last = records->list[records->count - 1]->order;
    const struct body **above = arena_array(arena, last + 1, sizeof(const struct body *));
    for (unsigned i = 0; i < bodies->count; i++) {
        struct body *body = (struct body *)bodies->items[i].as.record;
        const struct link *link = value_flag(&body->related) ? NULL : strongest_link(above, body);
        if (!link)
            continue;
        list_add(arena, &body->main_link, &link->record);
        above[body->record.order] = (const struct body *)value_record(&link->target);
    }
}

void derive_tree(struct arena *arena, struct records *records)
{
    struct trust *trust = records->trust;
    place_bodies(arena, records);
    for (unsigned i = 0; i < trust->bodies.count; i++) {
        const struct body *body = (const struct body *)trust->bodies.items[i].as.record;
        const struct link *link = (const struct link *)value_record(&body->main_link);
        if (link)
            list_add(arena, &((struct body *)value_record(&link->target))->children, &body->record);
        else if (!value_flag(&body->related))
            list_add(arena, &trust->roots, &body->record);
    }
}
