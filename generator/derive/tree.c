/* tree.c: the tree of bodies, out of links that are no tree.
 *
 * A body may report to two others, advise a third and be a part of a fourth. It is drawn once, below
 * the one to which its strongest link leads; the others are told beside it. Links that are denied
 * place nobody, and no body comes to stand below itself.
 *
 * Stage: publish, derive. Uses: schema. Used by: derive. */
#include "lists.h"

/* How strongly a link of each kind places its party below its target; 0: not at all. */
static const int strengths[] = {
    [link_kind_part_of] = 7,    [link_kind_accountable_to] = 6, [link_kind_reports_to] = 6,
    [link_kind_advises] = 5,    [link_kind_member_of] = 4,      [link_kind_supports] = 3,
    [link_kind_informs] = 2,    [link_kind_links_to] = 1,       [link_kind_shares_chair_with] = 0,
};

static int strength_of(const struct link *link)
{
    size_t kind = (size_t)value_choice(&link->kind);
    if (value_flag(&link->denied) || kind >= sizeof strengths / sizeof *strengths)
        return 0;
    return strengths[kind];
}

/* True where `body` stands, at some height, below `other` by the links chosen so far. */
static bool stands_below(const struct body *body, const struct record *other)
{
    while (body) {
        if (&body->record == other)
            return true;
        const struct link *link = (const struct link *)value_record(&body->main_link);
        body = link ? (const struct body *)value_record(&link->target) : NULL;
    }
    return false;
}

/* The strongest link that leads from this body to another of the partnership, the first of equals. */
static const struct link *strongest_link(const struct body *body)
{
    const struct link *best = NULL;
    for (unsigned i = 0; value_is_given(&body->links) && i < body->links.count; i++) {
        const struct link *link = (const struct link *)body->links.items[i].as.record;
        const struct record *target = value_record(&link->target);
        if (!record_is(target, TYPE_body) || value_flag(&((const struct body *)target)->related) ||
            strength_of(link) == 0 || (best && strength_of(link) <= strength_of(best)))
            continue;
        if (!stands_below((const struct body *)target, &body->record))
            best = link;
    }
    return best;
}

void derive_tree(struct arena *arena, struct records *records)
{
    struct trust *trust = records->trust;
    for (unsigned i = 0; i < trust->bodies.count; i++) {
        struct body *body = (struct body *)trust->bodies.items[i].as.record;
        const struct link *link = value_flag(&body->related) ? NULL : strongest_link(body);
        if (link)
            list_add(arena, &body->main_link, &link->record);
    }
    for (unsigned i = 0; i < trust->bodies.count; i++) {
        const struct body *body = (const struct body *)trust->bodies.items[i].as.record;
        const struct link *link = (const struct link *)value_record(&body->main_link);
        if (link)
            list_add(arena, &((struct body *)value_record(&link->target))->children, &body->record);
        else if (!value_flag(&body->related))
            list_add(arena, &trust->roots, &body->record);
    }
}
