/* structure.c: says what the drawings of a trust show, and makes views of what comes out.
 *
 * The tree is the one that derive made of the main links; bodies that only advise stand at the left
 * of the one they advise. What is outside the partnership, and a body without a place in the tree,
 * stands at the right of a body that it has a link with. Every link is a line or in the list of
 * those that are not drawn.
 *
 * Stage: publish, plan. Uses: svg, schema. Used by: plan. */
#include "concordat/svg/diagram.h"
#include "views.h"

/* How each kind of link is drawn. No two kinds agree in both. */
static const struct {
    const char *stroke;
    enum diagram_head head;
} looks[] = {
    [link_kind_part_of] = {"solid", HEAD_DIAMOND},
    [link_kind_reports_to] = {"solid", HEAD_OPEN},
    [link_kind_accountable_to] = {"solid", HEAD_FILLED},
    [link_kind_advises] = {"dotted", HEAD_FILLED},
    [link_kind_informs] = {"dotted", HEAD_OPEN},
    [link_kind_supports] = {"dashed", HEAD_OPEN},
    [link_kind_commissions] = {"dashed", HEAD_FILLED},
    [link_kind_delegates_to] = {"dashed", HEAD_DIAMOND},
    [link_kind_performance_manages] = {"broken", HEAD_FILLED},
    [link_kind_monitors] = {"broken", HEAD_HOLLOW},
    [link_kind_challenges] = {"broken", HEAD_OPEN},
    [link_kind_links_to] = {"dashed", HEAD_CIRCLE},
    [link_kind_replaces] = {"solid", HEAD_HOLLOW},
    [link_kind_formed_from] = {"dotted", HEAD_HOLLOW},
    [link_kind_member_of] = {"solid", HEAD_CIRCLE},
    [link_kind_shares_chair_with] = {"solid", HEAD_DISC},
};

enum { LINK_KINDS = sizeof looks / sizeof *looks };

/* Drawings that are so many pixels wide are shrunk a little on a telephone, as the style sheet has
 * it: to LEAST_SLIM, which leaves letters of 11 pixels. */
enum { LEAST_SLIM = 352, MOST_SLIM = 400 };

/* A drawing being made. */
struct sketch {
    struct arena *arena;   /* of the views */
    struct arena *scratch; /* of all else */
    const struct trust *trust;
    const struct body *body; /* that it is about, or NULL */
    const struct words *words;
    const struct record **parties; /* one for each box */
    const struct link **links;     /* one for each line */
    bool *placed;                  /* of each box: it has its place */
    struct diagram diagram;
    struct diagram_view *view;
};

/* True for whatever is no body of the partnership, nor the trust itself. */
static bool is_outside(const struct record *record)
{
    return record_is(record, TYPE_organisation) ||
           (record_is(record, TYPE_body) && value_flag(&((const struct body *)record)->related));
}

/* ------------------------------------------------------------------ boxes */

static int box_of(const struct sketch *at, const struct record *party)
{
    for (size_t i = 0; i < at->diagram.box_count; i++)
        if (at->parties[i] == party)
            return (int)i;
    return -1;
}

/* What sort of thing it is and how real, in the words of the language. */
static struct str words_of(const struct sketch *at, const struct record *party)
{
    int standing = value_choice(record_head_const(party, HEAD_STANDING));
    int kind = -1;
    enum choices_id list = CHOICES_body_kind;
    if (record_is(party, TYPE_body))
        kind = value_choice(&((const struct body *)party)->kind);
    if (record_is(party, TYPE_organisation)) {
        kind = value_choice(&((const struct organisation *)party)->sector);
        list = CHOICES_sector;
    }
    struct str what = kind >= 0 ? at->words->labels[list][kind] : STR("");
    if (!record_is_tentative(party))
        return what;
    struct str how = at->words->labels[CHOICES_standing][standing];
    return str_of(arena_printf(at->arena, "%.*s%s(%.*s)", STR_ARGS(what), what.len > 0 ? " " : "",
                               STR_ARGS(how)));
}

/* Adds a box, unless it is there or there are too many. */
static int add_box(struct sketch *at, const struct record *party)
{
    int box = box_of(at, party);
    if (box >= 0 || at->diagram.box_count > DIAGRAM_MOST_BOXES)
        return box;
    at->parties[at->diagram.box_count] = party;
    at->diagram.boxes[at->diagram.box_count] = (struct diagram_box){
        .name = record_title(party), .words = words_of(at, party), .parent = -1};
    return (int)at->diagram.box_count++;
}

static void put(struct sketch *at, int box, int parent, enum diagram_side side)
{
    at->diagram.boxes[box].parent = parent;
    at->diagram.boxes[box].side = side;
    at->placed[box] = true;
}

/* A body of the tree below another; one that only advises stands beside it. */
static void put_below(struct sketch *at, int box, int parent)
{
    const struct body *body = (const struct body *)at->parties[box];
    const struct link *link = (const struct link *)value_record(&body->main_link);
    bool advises =
        value_choice(&link->kind) == link_kind_advises && !value_is_given(&body->children);
    put(at, box, parent, advises ? SIDE_LEFT : SIDE_BELOW);
}

static void add_bodies(struct sketch *at, const struct value *bodies, bool parents)
{
    for (unsigned i = 0; value_is_given(bodies) && i < bodies->count; i++) {
        const struct body *body = (const struct body *)bodies->items[i].as.record;
        if (value_is_given(&body->children) == parents)
            add_box(at, &body->record);
    }
}

/* Puts every body of the tree in its place. */
static void put_tree(struct sketch *at)
{
    for (size_t i = 0; i < at->diagram.box_count; i++) {
        const struct record *party = at->parties[i];
        const struct body *body = (const struct body *)party;
        if (record_is(party, TYPE_trust))
            put(at, (int)i, -1, SIDE_BELOW);
        if (!record_is(party, TYPE_body))
            continue;
        const struct link *link = (const struct link *)value_record(&body->main_link);
        int parent = link ? box_of(at, value_record(&link->target)) : -1;
        if (parent >= 0)
            put_below(at, (int)i, parent);
        else if (value_is_given(&body->children))
            put(at, (int)i, -1, SIDE_BELOW);
    }
}

/* ------------------------------------------------------------------ lines */

/* Adds a link, and what it leads to. */
static void add_link(struct sketch *at, const struct link *link)
{
    const struct record *from = value_record(&link->party);
    const struct record *to = value_record(&link->target);
    int kind = value_choice(&link->kind);
    for (size_t i = 0; i < at->diagram.line_count; i++)
        if (at->links[i] == link)
            return;
    if (!from || !to || kind < 0 || at->diagram.line_count > DIAGRAM_MOST_LINES)
        return;
    bool denied = value_flag(&link->denied);
    const struct body *body = (const struct body *)from;
    struct diagram_line *line = &at->diagram.lines[at->diagram.line_count];
    *line = (struct diagram_line){
        .from = add_box(at, from),
        .to = add_box(at, to),
        .style = (kind * 2 + denied) * 2 + record_is_tentative(&link->record),
        .leads = record_is(from, TYPE_body) && value_record(&body->main_link) == &link->record,
        .rises = kind == link_kind_part_of || kind == link_kind_reports_to ||
                 kind == link_kind_accountable_to,
        .head = looks[kind].head,
        .label = denied ? STR("") : at->words->labels[CHOICES_link_kind][kind],
    };
    at->links[at->diagram.line_count++] = link;
}

static void add_links(struct sketch *at, const struct value *links)
{
    for (unsigned i = 0; value_is_given(links) && i < links->count; i++)
        add_link(at, (const struct link *)links->items[i].as.record);
}

/* ------------------------------------------------------------------ what stands beside */

/* Puts a box beside the first that it has a link with and that has its place; beside the one that
 * this stands by, where this itself stands at a side. */
static bool put_beside(struct sketch *at, int box)
{
    for (size_t i = 0; i < at->diagram.line_count; i++) {
        const struct diagram_line *line = &at->diagram.lines[i];
        int other = line->from == box ? line->to : line->from;
        if ((line->from != box && line->to != box) || other == box || !at->placed[other])
            continue;
        const struct diagram_box *by = &at->diagram.boxes[other];
        if (by->side == SIDE_RIGHT && by->parent >= 0)
            other = by->parent;
        put(at, box, other, SIDE_RIGHT);
        return true;
    }
    return false;
}

/* Gives every box its place that the tree gave none. */
static void put_others(struct sketch *at)
{
    int count = (int)at->diagram.box_count;
    for (int first = 0; first < count; first++) {
        bool again = true;
        while (again) {
            again = false;
            for (int i = first; i < count; i++)
                again = (!at->placed[i] && put_beside(at, i)) || again;
        }
        if (!at->placed[first])
            put(at, first, -1, SIDE_BELOW);
    }
}

/* ------------------------------------------------------------------ what each drawing shows */

static bool concerns(const struct link *link, const struct record *party)
{
    return value_record(&link->party) == party || value_record(&link->target) == party;
}

static void sketch_whole(struct sketch *at)
{
    const struct trust *trust = at->trust;
    for (unsigned i = 0; value_is_given(&trust->links) && i < trust->links.count; i++)
        if (concerns((const struct link *)trust->links.items[i].as.record, &trust->record))
            add_box(at, &trust->record);
    add_bodies(at, &trust->roots, true);
    add_bodies(at, &trust->bodies, true);
    add_bodies(at, &trust->bodies, false);
    add_links(at, &trust->links);
}

static void sketch_tree(struct sketch *at)
{
    const struct value *bodies = &at->trust->bodies;
    add_bodies(at, &at->trust->roots, true);
    for (unsigned i = 0; value_is_given(bodies) && i < bodies->count; i++) {
        const struct body *body = (const struct body *)bodies->items[i].as.record;
        if (!value_flag(&body->related))
            add_box(at, &body->record);
    }
    for (unsigned i = 0; value_is_given(bodies) && i < bodies->count; i++)
        add_links(at, &((const struct body *)bodies->items[i].as.record)->main_link);
}

static void sketch_around(struct sketch *at)
{
    const struct body *body = at->body;
    const struct link *up = (const struct link *)value_record(&body->main_link);
    if (up)
        add_box(at, value_record(&up->target));
    add_box(at, &body->record);
    for (unsigned i = 0; value_is_given(&body->children) && i < body->children.count; i++)
        add_box(at, body->children.items[i].as.record);
    add_links(at, &body->links);
    add_links(at, &body->links_in);
}

/* Of the tree about one body only what stands directly above and below it. */
static void put_around(struct sketch *at)
{
    const struct link *up = (const struct link *)value_record(&at->body->main_link);
    int here = box_of(at, &at->body->record);
    if (up)
        put(at, 0, -1, SIDE_BELOW);
    put(at, here, up ? 0 : -1, SIDE_BELOW);
    for (unsigned i = 0; value_is_given(&at->body->children) && i < at->body->children.count; i++)
        put_below(at, box_of(at, at->body->children.items[i].as.record), here);
}

/* ------------------------------------------------------------------ views */

static void show_box(struct sketch *at, size_t number)
{
    const struct diagram_box *box = &at->diagram.boxes[number];
    const struct record *party = at->parties[number];
    struct drawn_box *view = view_new(at->arena, TYPE_drawn_box);
    bool tentative = record_is_tentative(party);
    bool parent = record_is(party, TYPE_body) &&
                  value_is_given(&((const struct body *)party)->children) &&
                  !value_is_given(&((const struct body *)party)->main_link);
    view_set_record(at->arena, &view->party, party);
    view_set_flag(at->arena, &view->here, at->body && party == &at->body->record);
    view_set_flag(at->arena, &view->leads, !at->body && (parent || record_is(party, TYPE_trust)));
    view_set_flag(at->arena, &view->tentative, tentative);
    view_set_flag(at->arena, &view->outside, is_outside(party));
    view_set_number(at->arena, &view->x, box->x);
    view_set_number(at->arena, &view->y, box->y);
    view_set_number(at->arena, &view->width, box->width);
    view_set_number(at->arena, &view->height, box->height);
    view->texts = view_texts(at->arena, box->texts, box->text_count);
    view_append(&at->view->boxes, &view->record);
    if (tentative && !value_flag(&at->view->tentative))
        view_set_flag(at->arena, &at->view->tentative, true);
    if (is_outside(party) && !value_flag(&at->view->outside))
        view_set_flag(at->arena, &at->view->outside, true);
}

/* Row by row, each from left to right: as one reads. */
static void show_boxes(struct sketch *at)
{
    const struct diagram *diagram = &at->diagram;
    size_t *order = arena_array(at->scratch, diagram->box_count, sizeof *order);
    for (size_t i = 0; i < diagram->box_count; i++) {
        const struct diagram_box *box = &diagram->boxes[i];
        size_t k = i;
        for (; k > 0; k--) {
            const struct diagram_box *before = &diagram->boxes[order[k - 1]];
            if (before->y < box->y || (before->y == box->y && before->x < box->x))
                break;
            order[k] = order[k - 1];
        }
        order[k] = i;
    }
    view_reserve(at->arena, &at->view->boxes, diagram->box_count);
    for (size_t i = 0; i < diagram->box_count; i++)
        show_box(at, order[i]);
}

/* The middle of the longest stretch of a line. */
static struct diagram_point middle_of(const struct diagram_line *line)
{
    struct diagram_point middle = line->points[0];
    int longest = -1;
    for (size_t i = 1; i < line->point_count; i++) {
        struct diagram_point a = line->points[i - 1];
        struct diagram_point b = line->points[i];
        int length = (a.x < b.x ? b.x - a.x : a.x - b.x) + (a.y < b.y ? b.y - a.y : a.y - b.y);
        if (length <= longest)
            continue;
        longest = length;
        middle = (struct diagram_point){(a.x + b.x) / 2, (a.y + b.y) / 2};
    }
    return middle;
}

static struct drawn_line *line_view(const struct sketch *at, const struct diagram_line *line,
                                    const struct link *link)
{
    struct drawn_line *view = view_new(at->arena, TYPE_drawn_line);
    struct buf path = {0};
    view_set_record(at->arena, &view->link, &link->record);
    view_set_text(at->arena, &view->stroke, str_of(looks[value_choice(&link->kind)].stroke));
    view_set_flag(at->arena, &view->tentative, record_is_tentative(&link->record));
    view_set_flag(at->arena, &view->filled,
                  line->head == HEAD_FILLED || line->head == HEAD_DIAMOND ||
                      line->head == HEAD_DISC);
    if (line->told)
        return view;
    diagram_write_path(line, &path);
    view_set_text(at->arena, &view->path, arena_copy(at->arena, buf_str(&path)));
    buf_clear(&path);
    if (line->headed)
        diagram_write_head(line->head, line->tip, line->aim, &path);
    view_set_text(at->arena, &view->head, arena_copy(at->arena, buf_str(&path)));
    if (value_flag(&link->denied)) {
        struct diagram_point middle = middle_of(line);
        view_set_text(at->arena, &view->cross,
                      str_of(arena_printf(at->arena, "M%d %dl10 10m0 -10l-10 10", middle.x - 5,
                                          middle.y - 5)));
    }
    buf_free(&path);
    return view;
}

/* A sample of every kind of line in the drawing. */
static void show_key(struct sketch *at)
{
    enum { WIDTH = 44, MIDDLE = 8 };
    struct diagram_point points[] = {{1, MIDDLE}, {WIDTH - 1, MIDDLE}};
    view_reserve(at->arena, &at->view->key, (size_t)2 * LINK_KINDS);
    for (int wanted = 0; wanted < 2 * LINK_KINDS; wanted++)
        for (size_t i = 0; i < at->diagram.line_count; i++) {
            if (at->diagram.lines[i].style / 2 != wanted || !at->diagram.lines[i].drawn)
                continue;
            struct diagram_line line = at->diagram.lines[i];
            line.told = false;
            line.points = points;
            line.point_count = 2;
            line.headed = true;
            line.tip = points[1];
            line.aim = (struct diagram_point){1, 0};
            view_append(&at->view->key, &line_view(at, &line, at->links[i])->record);
            break;
        }
}

static void show_labels(struct sketch *at)
{
    const struct diagram *diagram = &at->diagram;
    struct diagram_text *texts = arena_array(at->scratch, diagram->label_count + 1, sizeof *texts);
    for (size_t i = 0; i < diagram->label_count; i++)
        texts[i] = (struct diagram_text){diagram->labels[i].text, false, diagram->labels[i].x,
                                         diagram->labels[i].y};
    at->view->labels = view_texts(at->arena, texts, diagram->label_count);
}

static struct diagram_view *show(struct sketch *at)
{
    const struct diagram *diagram = &at->diagram;
    bool thin = false;
    at->view = view_new(at->arena, TYPE_diagram_view);
    view_set_number(at->arena, &at->view->width, diagram->width);
    view_set_number(at->arena, &at->view->height, diagram->height);
    show_boxes(at);
    view_reserve(at->arena, &at->view->lines, diagram->line_count);
    view_reserve(at->arena, &at->view->not_drawn, diagram->line_count);
    for (size_t i = 0; i < diagram->line_count; i++) {
        if (diagram->lines[i].drawn && record_is_tentative(&at->links[i]->record))
            thin = true;
        if (diagram->lines[i].drawn)
            view_append(&at->view->lines, &line_view(at, &diagram->lines[i], at->links[i])->record);
        else
            view_append(&at->view->not_drawn, &at->links[i]->record);
    }
    view_set_flag(at->arena, &at->view->thin, thin);
    view_set_flag(at->arena, &at->view->slim,
                  diagram->width > LEAST_SLIM && diagram->width <= MOST_SLIM);
    show_labels(at);
    show_key(at);
    return at->view;
}

/* Lays the drawing out; and once more for narrow screens, where they cannot show it. */
static const struct diagram_view *draw_wide_and_narrow(struct sketch *at)
{
    enum { WIDE = 4, NARROW = 2 }; /* columns */
    at->diagram.columns = WIDE;
    if (!diagram_lay_out(at->scratch, &at->diagram))
        return NULL;
    struct diagram_view *wide = show(at);
    if (at->diagram.width <= MOST_SLIM)
        return wide;
    at->diagram.columns = NARROW;
    at->diagram.narrow = true;
    if (diagram_lay_out(at->scratch, &at->diagram))
        view_set_record(at->arena, &wide->narrow, &show(at)->record);
    return wide;
}

static const struct diagram_view *draw(struct sketch *at, enum drawing_kind kind)
{
    static void (*const sketches[])(struct sketch *) = {
        [DRAWING_WHOLE] = sketch_whole,
        [DRAWING_TREE] = sketch_tree,
        [DRAWING_AROUND] = sketch_around,
    };
    at->parties = arena_array(at->scratch, DIAGRAM_MOST_BOXES + 1, sizeof *at->parties);
    at->placed = arena_array(at->scratch, DIAGRAM_MOST_BOXES + 1, sizeof *at->placed);
    at->links = arena_array(at->scratch, DIAGRAM_MOST_LINES + 1, sizeof *at->links);
    at->diagram.boxes = arena_array(at->scratch, DIAGRAM_MOST_BOXES + 1, sizeof *at->diagram.boxes);
    at->diagram.lines = arena_array(at->scratch, DIAGRAM_MOST_LINES + 1, sizeof *at->diagram.lines);
    sketches[kind](at);
    if (at->diagram.line_count == 0 || at->diagram.line_count > DIAGRAM_MOST_LINES ||
        at->diagram.box_count > DIAGRAM_MOST_BOXES)
        return NULL;
    if (kind == DRAWING_AROUND)
        put_around(at);
    else
        put_tree(at);
    put_others(at);
    return draw_wide_and_narrow(at);
}

const struct diagram_view *view_diagram(struct arena *arena, const struct trust *trust,
                                        const struct body *body, enum drawing_kind kind,
                                        const struct words *words)
{
    struct sketch at = {
        .arena = arena, .scratch = arena_new(), .trust = trust, .body = body, .words = words};
    const struct diagram_view *view = draw(&at, kind);
    arena_free(at.scratch);
    return view;
}
