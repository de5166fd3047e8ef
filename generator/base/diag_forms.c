/* diag_forms.c: writes what was found as JSON and as SARIF, for editors and for code hosts, which
 * show it beside the line that it is about.
 *
 * Layer: base. Uses: diag, rules. Used by: main. */
#include "concordat/base/diag_forms.h"

static void write_member(const char *name, struct str value, struct buf *out)
{
    buf_printf(out, "\"%s\":", name);
    buf_add_json(out, value);
}

/* ------------------------------------------------------------------ JSON */

static void write_json_one(const struct diagnostic *one, struct buf *out)
{
    static const char *const words[] = {"advice", "warning", "error", "failure"};
    buf_printf(out, "{\"severity\":\"%s\",\"rule\":\"%s\"", words[one->severity],
               rule_id(one->rule));
    if (one->mark.file) {
        buf_add_char(out, ',');
        write_member("file", str_of(one->mark.file), out);
    }
    if (one->mark.line > 0)
        buf_printf(out, ",\"line\":%u,\"column\":%u", one->mark.line, one->mark.column);
    buf_add_char(out, ',');
    write_member("message", one->message, out);
    if (one->hint.len > 0) {
        buf_add_char(out, ',');
        write_member("hint", one->hint, out);
    }
    buf_add_char(out, '}');
}

void diag_write_json(const struct diag *diag, struct buf *out)
{
    size_t count;
    const struct diagnostic *list = diag_sorted(diag, &count);
    size_t errors = diag_count(diag, SEVERITY_ERROR);
    buf_add_string(out, "{\"diagnostics\":[");
    for (size_t i = 0; i < count; i++) {
        buf_add_string(out, i > 0 ? ",\n" : "\n");
        write_json_one(&list[i], out);
    }
    buf_printf(out, "%s],\"errors\":%zu,\"warnings\":%zu}\n", count > 0 ? "\n" : "", errors,
               diag_count(diag, SEVERITY_WARNING) - errors);
}

/* ------------------------------------------------------------------ SARIF */

static void write_rules(const struct diagnostic *list, size_t count, struct buf *out)
{
    bool broken[RULE_COUNT] = {false};
    const char *between = "";
    for (size_t i = 0; i < count; i++)
        broken[list[i].rule] = true;
    for (int rule = 0; rule < RULE_COUNT; rule++) {
        if (!broken[rule])
            continue;
        buf_printf(out, "%s{\"id\":\"%s\",\"shortDescription\":{", between,
                   rule_id((enum rule)rule));
        write_member("text", str_of(rule_sentence((enum rule)rule)), out);
        buf_add_string(out, "}}");
        between = ",";
    }
}

/* The path as an address, relative to the folder that the program ran in. */
static void write_uri(const char *path, struct buf *out)
{
    struct buf uri = {0};
    for (const char *c = path; *c; c++) {
        unsigned char byte = (unsigned char)*c;
        bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                     (byte >= '0' && byte <= '9') || byte == '/' || byte == '.' || byte == '-' ||
                     byte == '_' || byte == '~';
        if (plain)
            buf_add_char(&uri, *c);
        else
            buf_printf(&uri, "%%%02X", byte);
    }
    write_member("uri", buf_str(&uri), out);
    buf_free(&uri);
}

static void write_result(const struct diagnostic *one, struct buf *out)
{
    static const char *const levels[] = {"note", "warning", "error", "error"};
    struct buf words = {0};
    buf_add(&words, one->message);
    if (one->hint.len > 0)
        buf_printf(&words, " (%.*s)", STR_ARGS(one->hint));
    buf_printf(out, "{\"ruleId\":\"%s\",\"level\":\"%s\",\"message\":{", rule_id(one->rule),
               levels[one->severity]);
    write_member("text", buf_str(&words), out);
    buf_add_char(out, '}');
    if (one->mark.file) {
        buf_add_string(out, ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{");
        write_uri(one->mark.file, out);
        buf_add_char(out, '}');
        if (one->mark.line > 0)
            buf_printf(out, ",\"region\":{\"startLine\":%u,\"startColumn\":%u}", one->mark.line,
                       one->mark.column);
        buf_add_string(out, "}}]");
    }
    buf_add_char(out, '}');
    buf_free(&words);
}

void diag_write_sarif(const struct diag *diag, const char *version, struct buf *out)
{
    size_t count;
    const struct diagnostic *list = diag_sorted(diag, &count);
    buf_add_string(out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
                        "\"version\":\"2.1.0\",\"runs\":[{\"columnKind\":\"unicodeCodePoints\","
                        "\"tool\":{\"driver\":{\"name\":\"concordat\",");
    write_member("version", str_of(version), out);
    buf_add_string(out, ",\"rules\":[");
    write_rules(list, count, out);
    buf_add_string(out, "]}},\"results\":[");
    for (size_t i = 0; i < count; i++) {
        buf_add_string(out, i > 0 ? ",\n" : "\n");
        write_result(&list[i], out);
    }
    buf_printf(out, "%s]}]}\n", count > 0 ? "\n" : "");
}
