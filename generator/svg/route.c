/* route.c: decides which lines share a way, and in which order ways are found.
 *
 * Lines of one style that end at one box are a net: they flow together before they reach it, and
 * one head stands at its end. What is left over flows apart from one box likewise. Nets that have
 * all their other ends in common are one: where each of three advises both of two, a trunk with
 * three branches and two heads says all six, and nothing that is not so. The lines of the
 * tree come first, so that they get the middles of sides; then short before long, so that no line
 * takes a detour about one that could have taken another way.
 *
 * Layer: svg. Uses: base. Used by: diagram. search.c finds the ways. */
#include "search.h"

#include <stdlib.h>

/* A line in its net. */
struct member {
    int line;
    int hub;        /* the box of the net */
    int spoke;      /* the other */
    bool inward;    /* the line leads to the hub */
    bool leads;     /* a line of the net does */
    int number;     /* from 1 */
    int net;        /* the number of its first member */
    int bundle;     /* the net that it flows into, with all of its own */
    bool bundled;   /* others flow into its net */
    bool apart;     /* its way does not meet the others of such a net, or there is none */
    int net_length; /* the least of the bundle's lines */
    int length;
};

static int distance(const struct drawing *drawing, int a, int b)
{
    const struct spot *one = &drawing->spots[a];
    const struct spot *other = &drawing->spots[b];
    int down = one->top + one->height / 2 - other->top - other->height / 2;
    return abs(one->left - other->left) + abs(down);
}

/* ------------------------------------------------------------------ nets */

/* How many lines of one style share an end with a line: where it leads, or where it comes from. */
static int count_sharing(const struct diagram *diagram, const struct diagram_line *line, bool to)
{
    int count = 0;
    for (size_t i = 0; i < diagram->line_count; i++) {
        const struct diagram_line *other = &diagram->lines[i];
        count += other->style == line->style && other->from != other->to &&
                 (to ? other->to == line->to : other->from == line->from);
    }
    return count;
}

/* Makes every line that is to be drawn a member of the largest net that it can be in. */
static size_t make_members(const struct drawing *drawing, struct member *members)
{
    const struct diagram *diagram = drawing->diagram;
    size_t count = 0;
    for (size_t i = 0; i < diagram->line_count; i++) {
        const struct diagram_line *line = &diagram->lines[i];
        struct member *member = &members[count];
        if (line->from == line->to)
            continue;
        member->line = (int)i;
        member->inward = line->leads ||
                         count_sharing(diagram, line, true) >= count_sharing(diagram, line, false);
        member->hub = member->inward ? line->to : line->from;
        member->spoke = member->inward ? line->from : line->to;
        member->length = distance(drawing, line->from, line->to);
        member->leads = line->leads;
        count++;
    }
    return count;
}

/* Numbers the nets, each after its first member. */
static void number_nets(const struct diagram *diagram, struct member *members, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        members[i].number = members[i].net = (int)i + 1;
        for (size_t k = 0; k < i; k++)
            if (members[k].inward == members[i].inward && members[k].hub == members[i].hub &&
                diagram->lines[members[k].line].style == diagram->lines[members[i].line].style) {
                members[i].net = members[k].net;
                break;
            }
        members[i].bundle = members[i].net;
        members[members[i].net - 1].leads |= members[i].leads;
    }
}

static bool net_has(const struct member *members, size_t count, int net, int spoke)
{
    for (size_t i = 0; i < count; i++)
        if (members[i].net == net && members[i].spoke == spoke)
            return true;
    return false;
}

/* True where two nets have several spokes, and the same. */
static bool have_same_spokes(const struct member *members, size_t count, int one, int other)
{
    bool several = false;
    for (size_t i = 0; i < count; i++) {
        int spoke = members[i].spoke;
        if (members[i].net != one && members[i].net != other)
            continue;
        if (!net_has(members, count, members[i].net == one ? other : one, spoke))
            return false;
        several = several || spoke != members[one - 1].spoke;
    }
    return several;
}

/* Lets nets flow into one that says the same of the same: one with lines of the tree rather than
 * one without, an earlier rather than a later. */
static void bundle_nets(const struct diagram *diagram, struct member *members, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct member *own = &members[i];
        for (size_t k = 0; k < count && own->net == (int)i + 1 && own->bundle == own->net; k++) {
            const struct member *other = &members[k];
            if (k != i && other->bundle == (int)k + 1 && other->inward == own->inward &&
                !own->leads && (other->leads || k < i) &&
                diagram->lines[other->line].style == diagram->lines[own->line].style &&
                have_same_spokes(members, count, other->net, own->net))
                own->bundle = other->net;
        }
    }
    for (size_t i = 0; i < count; i++) {
        members[i].bundle = members[members[i].net - 1].bundle;
        members[members[i].bundle - 1].bundled |= members[i].bundle != members[i].net;
    }
    for (size_t i = 0; i < count; i++)
        members[i].bundled = members[members[i].net - 1].bundled;
}

/* Makes the nets, and tells every member what it must know of the others. */
static void make_nets(const struct diagram *diagram, struct member *members, size_t count)
{
    number_nets(diagram, members, count);
    bundle_nets(diagram, members, count);
    for (size_t i = 0; i < count; i++) {
        struct member *first = &members[members[i].bundle - 1];
        members[i].net_length = members[i].length;
        first->leads = first->leads || members[i].leads;
        if (members[i].length < first->net_length)
            first->net_length = members[i].length;
    }
    for (size_t i = 0; i < count; i++) {
        members[i].leads = members[members[i].bundle - 1].leads;
        members[i].net_length = members[members[i].bundle - 1].net_length;
    }
}

/* The order in which ways are found. */
static int by_turn(const void *a, const void *b)
{
    const struct member *x = a;
    const struct member *y = b;
    if (x->leads != y->leads)
        return y->leads - x->leads;
    if (x->net_length != y->net_length)
        return x->net_length < y->net_length ? -1 : 1;
    if (x->bundle != y->bundle)
        return x->bundle < y->bundle ? -1 : 1;
    if (x->net != y->net)
        return x->net < y->net ? -1 : 1;
    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

/* ------------------------------------------------------------------ ways */

/* True where a way of the net is found. */
static bool has_way(const struct drawing *drawing, int net)
{
    for (size_t i = 0; i < drawing->diagram->line_count; i++)
        if (drawing->ways[i].net == net && drawing->ways[i].count > 0)
            return true;
    return false;
}

/* Looks for the way of a line, and first, where it leads in the tree, for one that looks like it.
 */
static bool search_line(struct drawing *drawing, struct search *search, const struct member *member,
                        int net, bool joins)
{
    const struct diagram_line *line = &drawing->diagram->lines[member->line];
    struct way *way = &drawing->ways[member->line];
    struct errand errand = {
        .net = net,
        .hub = member->hub,
        .spoke = member->spoke,
        .joins = joins,
        .length = member->length,
        .hub_sides = AT_ANY,
        .spoke_sides = AT_ANY,
        .head_at_hub = member->inward && line->head != HEAD_NONE,
        .head_at_spoke = !member->inward && line->head != HEAD_NONE,
    };
    if (line->leads) {
        errand.spoke_sides = drawing->spots[member->spoke].entry;
        errand.middle = true;
        if (drawing->diagram->boxes[member->spoke].side == SIDE_BELOW)
            errand.hub_sides = AT_BOTTOM;
        if (search_way(search, &errand, way))
            return true;
    }
    errand.hub_sides = errand.spoke_sides = AT_ANY;
    errand.middle = false;
    return search_way(search, &errand, way);
}

/* Finds the way of a line. Where other nets flow into its own, it must flow into that too, and not
 * reach the hub apart: else nothing would lead from it to their hubs. If it cannot, it is a net for
 * itself, with a number that none has. */
static void find_way(struct drawing *drawing, struct search *search, struct member *member)
{
    bool joins = member->bundled && has_way(drawing, member->net);
    if (joins && search_line(drawing, search, member, member->net, true))
        return;
    int own = member->number + (int)drawing->diagram->line_count;
    bool found = search_line(drawing, search, member, joins ? own : member->net, false);
    member->apart = joins || !found;
}

/* True where the net that another flows into holds the other's spoke. */
static bool is_held(const struct member *members, size_t count, const struct member *member)
{
    for (size_t i = 0; i < count; i++)
        if (members[i].net == member->bundle && members[i].spoke == member->spoke)
            return !members[i].apart;
    return false;
}

/* Leads the hub of a net to the net that this flows into: all its lines are told by this way, but
 * for those whose spokes did not get there. */
static void join_bundle(struct drawing *drawing, struct search *search, struct member *members,
                        size_t index, size_t count)
{
    const struct member *member = &members[index];
    bool headed = drawing->diagram->lines[member->line].head != HEAD_NONE;
    struct way way = {0};
    struct errand errand = {.net = member->bundle,
                            .hub = member->hub,
                            .spoke = member->hub,
                            .joins = true,
                            .hub_sides = AT_ANY,
                            .spoke_sides = AT_ANY,
                            .head_at_spoke = member->inward && headed};
    bool joined = has_way(drawing, member->bundle) && search_way(search, &errand, &way);
    for (size_t i = index; i < count && members[i].net == member->net; i++) {
        if (!joined || !is_held(members, count, &members[i])) {
            find_way(drawing, search, &members[i]);
            continue;
        }
        drawing->ways[members[i].line] = way;
        way.told = true;
    }
}

/* An earlier line of the same net between the same boxes: both are told by one way. */
static const struct way *same_way(const struct drawing *drawing, const struct member *members,
                                  size_t index)
{
    for (size_t i = index; i-- > 0 && members[i].net == members[index].net;)
        if (members[i].spoke == members[index].spoke)
            return &drawing->ways[members[i].line];
    return NULL;
}

/* Finds the ways of all members, in their order; those of a net that flows into another at once. */
static void find_ways(struct drawing *drawing, struct member *members, size_t count)
{
    struct search *search = search_new(drawing);
    for (size_t i = 0; i < count; i++) {
        bool first = i == 0 || members[i].net != members[i - 1].net;
        const struct way *same = same_way(drawing, members, i);
        if (members[i].net != members[i].bundle) {
            if (first)
                join_bundle(drawing, search, members, i, count);
        } else if (same) {
            drawing->ways[members[i].line] = *same;
            drawing->ways[members[i].line].told = true;
        } else {
            find_way(drawing, search, &members[i]);
        }
    }
}

void drawing_route(struct drawing *drawing)
{
    const struct diagram *diagram = drawing->diagram;
    struct member *members =
        arena_array(drawing->scratch, diagram->line_count + 1, sizeof *members);
    drawing->ways = arena_array(drawing->scratch, diagram->line_count + 1, sizeof *drawing->ways);
    size_t count = make_members(drawing, members);
    make_nets(diagram, members, count);
    qsort(members, count, sizeof *members, by_turn);
    find_ways(drawing, members, count);
}
