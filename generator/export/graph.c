/* graph.c: the structure of a trust as a graph in the DOT language, for drawing tools.
 *
 * A link that a source denies is no edge: a drawing would show it as one that is there. What is not
 * there as a matter of fact is dashed and says so, and each node and edge has its facts as
 * attributes of its own, which drawing tools leave alone.
 * Stage: publish, export. Uses: schema. Used by: export. Source: graphviz.org, the DOT language. */
#include "exporting.h"

#include "concordat/base/table.h"

/* Appends a text between quotation marks; a line break as a space. */
static void add_quoted(struct buf *out, struct str text)
{
    buf_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '\\')
            buf_add_char(out, '\\');
        buf_add_char(out, text.ptr[i] == '\n' || text.ptr[i] == '\r' ? ' ' : text.ptr[i]);
    }
    buf_add_char(out, '"');
}

static void add_attribute(struct buf *out, const char *name, struct str text)
{
    if (text.len == 0)
        return;
    buf_printf(out, ", %s=", name);
    add_quoted(out, text);
}

/* The name of a node: its type and id, for ids are unique by type. */
static void add_name(struct buf *out, const struct record *party)
{
    buf_printf(out, "\"%s:%.*s\"", party->type->name, STR_ARGS(party->id));
}

/* The words of a label, with the standing of what is not there as a matter of fact. */
static void add_label(const struct export_file *file, struct str words, const struct record *record)
{
    struct buf label = {0};
    struct str standing = export_standing(file->exporting, record);
    buf_add(&label, words);
    if (standing.len > 0)
        buf_printf(&label, " (%.*s)", STR_ARGS(standing));
    buf_add_string(file->out, " [label=");
    add_quoted(file->out, buf_str(&label));
    if (standing.len > 0)
        buf_add_string(file->out, ", style=dashed");
    add_attribute(file->out, "standing", export_standing_name(record));
    buf_free(&label);
}

/* Writes the node of a party once. */
static void write_node(const struct export_file *file, struct table *written,
                       const struct record *party)
{
    const char *name = arena_printf(file->arena, "%s:%.*s", party->type->name, STR_ARGS(party->id));
    struct buf url = {0};
    if (table_get(written, str_of(name)))
        return;
    table_add(written, str_of(name), (void *)party);
    buf_add_string(file->out, "  ");
    add_name(file->out, party);
    add_label(file, record_title(party), party);
    if (record_is(party, TYPE_body))
        add_attribute(file->out, "kind",
                      export_choice_name(CHOICES_body_kind, &((const struct body *)party)->kind));
    export_address(file->exporting, file->address, party->address, &url);
    add_attribute(file->out, "URL", buf_str(&url));
    buf_add_string(file->out, "];\n");
    buf_free(&url);
}

static void write_edge(const struct export_file *file, const struct link *link)
{
    int kind = value_choice(&link->kind);
    buf_add_string(file->out, "  ");
    add_name(file->out, value_record(&link->party));
    buf_add_string(file->out, " -> ");
    add_name(file->out, value_record(&link->target));
    add_label(file, file->exporting->words->labels[CHOICES_link_kind][kind], &link->record);
    add_attribute(file->out, "kind", str_of(choices_of(CHOICES_link_kind)->values[kind].name));
    add_attribute(file->out, "about", value_text(&link->about));
    buf_add_string(file->out, "];\n");
}

/* True for a link that is drawn: its ends and its kind are in the edition, and nobody denies it. */
static bool is_edge(const struct link *link)
{
    return value_record(&link->party) && value_record(&link->target) &&
           value_choice(&link->kind) >= 0 && !value_flag(&link->denied);
}

void export_graph(const struct export_file *file)
{
    const struct trust *trust = file->trust;
    struct table *written = table_new(file->arena);
    unsigned links = value_is_given(&trust->links) ? trust->links.count : 0;
    buf_add_string(file->out, "digraph ");
    add_quoted(file->out, trust->record.id);
    buf_add_string(file->out, " {\n  rankdir=BT;\n  node [shape=box];\n");
    for (unsigned i = 0; i < trust->bodies.count; i++)
        write_node(file, written, trust->bodies.items[i].as.record);
    for (unsigned i = 0; i < links; i++) {
        const struct link *link = (const struct link *)trust->links.items[i].as.record;
        if (!is_edge(link))
            continue;
        write_node(file, written, value_record(&link->party));
        write_node(file, written, value_record(&link->target));
    }
    for (unsigned i = 0; i < links; i++) {
        const struct link *link = (const struct link *)trust->links.items[i].as.record;
        if (is_edge(link))
            write_edge(file, link);
    }
    buf_add_string(file->out, "}\n");
}
