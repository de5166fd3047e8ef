/* route.c: decides which lines share a way, and in which order ways are found.
 *
 * Lines of one style that end at one box are a net: they flow together before they reach it, and
 * one head stands at its end. What is left over flows apart from one box likewise. The lines of the
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
    int net;        /* from 1 */
    int net_length; /* the least of the net's lines */
    int length;
};

static int distance(const struct drawing *drawing, int a, int b)
{
    const struct spot *one = &drawing->spots[a];
    const struct spot *other = &drawing->spots[b];
    int down = drawing->rows[one->row].top - drawing->rows[other->row].top;
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

/* Numbers the nets, and tells every member what it must know of its net's others. */
static void make_nets(const struct diagram *diagram, struct member *members, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        members[i].net = (int)i + 1;
        members[i].net_length = members[i].length;
        for (size_t k = 0; k < i; k++)
            if (members[k].inward == members[i].inward && members[k].hub == members[i].hub &&
                diagram->lines[members[k].line].style == diagram->lines[members[i].line].style) {
                members[i].net = members[k].net;
                break;
            }
    }
    for (size_t i = 0; i < count; i++) {
        struct member *first = &members[members[i].net - 1];
        first->leads = first->leads || members[i].leads;
        if (members[i].length < first->net_length)
            first->net_length = members[i].length;
    }
    for (size_t i = 0; i < count; i++) {
        members[i].leads = members[members[i].net - 1].leads;
        members[i].net_length = members[members[i].net - 1].net_length;
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
    if (x->net != y->net)
        return x->net < y->net ? -1 : 1;
    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

/* ------------------------------------------------------------------ ways */

/* An earlier line of the same net between the same boxes: both are told by one way. */
static const struct way *same_way(const struct drawing *drawing, const struct member *members,
                                  size_t index)
{
    for (size_t i = index; i-- > 0 && members[i].net == members[index].net;)
        if (members[i].spoke == members[index].spoke)
            return &drawing->ways[members[i].line];
    return NULL;
}

static void find_way(struct drawing *drawing, struct search *search, const struct member *member)
{
    const struct diagram_line *line = &drawing->diagram->lines[member->line];
    struct way *way = &drawing->ways[member->line];
    struct errand errand = {
        .net = member->net,
        .hub = member->hub,
        .spoke = member->spoke,
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
            return;
    }
    errand.hub_sides = errand.spoke_sides = AT_ANY;
    errand.middle = false;
    search_way(search, &errand, way);
}

void drawing_route(struct drawing *drawing)
{
    const struct diagram *diagram = drawing->diagram;
    struct member *members =
        arena_array(drawing->scratch, diagram->line_count + 1, sizeof *members);
    struct search *search = search_new(drawing);
    drawing->ways = arena_array(drawing->scratch, diagram->line_count + 1, sizeof *drawing->ways);
    size_t count = make_members(drawing, members);
    make_nets(diagram, members, count);
    qsort(members, count, sizeof *members, by_turn);
    for (size_t i = 0; i < count; i++) {
        const struct way *same = same_way(drawing, members, i);
        if (same)
            drawing->ways[members[i].line] = *same;
        else
            find_way(drawing, search, &members[i]);
    }
}
