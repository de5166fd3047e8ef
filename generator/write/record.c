/* record.c: writes and reads the manifest and the commit record.
 *
 * A note that is read back may have been cut off by a power cut, written by another version, or
 * edited by somebody: every line is checked, since addresses in it are going to be removed.
 *
 * Layer: write. Uses: arena, buf, address. Used by: claims, obstacle, commit, output. */
#include "record.h"

#include "address.h"

#include <stdint.h>
#include <stdio.h>

/* The first lines, which may end with the name of an edition. A change of either form changes its
 * number. */
#define RECORD_HEADER   "concordat commit 1"
#define RECORD_ANY      "concordat commit "
#define MANIFEST_HEADER "concordat site 1"
#define MANIFEST_ANY    "concordat site "

static const char *const deed_words[DEED_COUNT] = {
    [DEED_KEEP] = "keep",   [DEED_NEW] = "new",       [DEED_CHANGE] = "change",
    [DEED_CLEAR] = "clear", [DEED_REMOVE] = "remove",
};

static bool is_staged(enum deed deed)
{
    return deed == DEED_NEW || deed == DEED_CHANGE;
}

/* Source: the FNV-1a hash, draft-eastlake-fnv. It has to notice a torn file, not a forged one. */
static uint64_t checksum_of(struct str text)
{
    uint64_t sum = 0xcbf29ce484222325u;
    for (size_t i = 0; i < text.len; i++)
        sum = (sum ^ (unsigned char)text.ptr[i]) * 0x100000001b3u;
    return sum;
}

static void write_closing_line(struct str before, size_t count, struct buf *out)
{
    buf_printf(out, "end %zu %016llx\n", count, (unsigned long long)checksum_of(before));
}

static void write_header(const char *header, struct str edition, struct buf *out)
{
    buf_printf(out, "%s%s%.*s\n", header, edition.len > 0 ? " " : "", STR_ARGS(edition));
}

/* Cuts the first line off `*text`, and reads the name of the edition in it, empty where there is
 * none; false where the line is not the header. */
static bool cut_header(struct arena *arena, const char *header, struct str *text,
                       struct str *edition)
{
    struct str rest;
    struct str line = str_cut(*text, '\n', &rest);
    if (line.len == text->len || !str_starts(line, header))
        return false;
    struct str name = str_slice(line, str_of(header).len, line.len);
    bool fits = name.len != 1 && (name.len == 0 || name.ptr[0] == ' ');
    for (size_t i = 1; i < name.len; i++)
        fits = fits && name.ptr[i] >= 'a' && name.ptr[i] <= 'z';
    *edition = name.len > 1 ? arena_copy(arena, str_slice(name, 1, name.len)) : STR("");
    *text = rest;
    return fits;
}

void record_write(const struct record *record, struct buf *out)
{
    write_header(RECORD_HEADER, record->edition, out);
    for (size_t i = 0; i < record->count; i++) {
        const struct step *step = &record->steps[i];
        buf_add_string(out, deed_words[step->deed]);
        if (is_staged(step->deed))
            buf_printf(out, " %zu", step->number);
        buf_add_char(out, ' ');
        buf_add(out, step->address);
        buf_add_char(out, '\n');
    }
    write_closing_line(buf_str(out), record->count, out);
}

void manifest_write(const struct record *record, struct buf *out)
{
    write_header(MANIFEST_HEADER, record->edition, out);
    for (size_t i = 0; i < record->count; i++) {
        const struct step *step = &record->steps[i];
        if (step->deed == DEED_CLEAR || step->deed == DEED_REMOVE)
            continue;
        buf_add(out, step->address);
        buf_add_char(out, '\n');
    }
}

static size_t count_lines(struct str text)
{
    size_t lines = 0;
    for (size_t at = 0; at < text.len; at = str_find(text, '\n', at) + 1)
        lines++;
    return lines;
}

static bool read_step(struct arena *arena, struct str line, struct step *step)
{
    struct str word = str_cut(line, ' ', &line);
    step->deed = DEED_KEEP;
    while (step->deed < DEED_COUNT && !str_is(word, deed_words[step->deed]))
        step->deed++;
    if (step->deed == DEED_COUNT)
        return false;
    if (is_staged(step->deed)) {
        long number;
        if (!str_number(str_cut(line, ' ', &line), &number) || number < 0)
            return false;
        step->number = (size_t)number;
    }
    if (address_problem(line))
        return false;
    step->address = arena_copy(arena, line);
    return true;
}

/* Cuts the closing line off `*text` and returns the number of lines that should be left; false
 * where there is none, or it belongs to other lines. */
static bool cut_closing_line(struct str *text, size_t *steps)
{
    size_t start = text->len;
    if (start == 0 || text->ptr[start - 1] != '\n')
        return false;
    for (start--; start > 0 && text->ptr[start - 1] != '\n'; start--)
        ;
    struct buf expected = {0};
    struct str before = str_slice(*text, 0, start);
    size_t lines = count_lines(before);
    *steps = lines > 0 ? lines - 1 : 0;
    write_closing_line(before, *steps, &expected);
    bool fits = str_equal(buf_str(&expected), str_slice(*text, start, text->len));
    buf_free(&expected);
    *text = before;
    return fits;
}

enum reading record_read(struct arena *arena, struct str text, struct record *record)
{
    size_t count;
    struct str rest = text;
    bool has_header = cut_header(arena, RECORD_HEADER, &rest, &record->edition);
    if (!has_header && str_starts(text, RECORD_ANY) && str_find(text, '\n', 0) < text.len)
        return READING_OTHER;
    if (!cut_closing_line(&text, &count))
        return READING_TORN;
    if (!has_header)
        return READING_WRONG;
    str_cut(text, '\n', &text);
    record->steps = arena_array(arena, count, sizeof *record->steps);
    record->count = count;
    for (size_t i = 0; i < count; i++) {
        struct step *step = &record->steps[i];
        if (!read_step(arena, str_cut(text, '\n', &text), step))
            return READING_WRONG;
        if (i > 0 && str_compare(step[-1].address, step->address) >= 0)
            return READING_WRONG;
    }
    return READING_WHOLE;
}

enum reading manifest_read(struct arena *arena, struct str text, struct manifest *manifest)
{
    bool any = str_starts(text, MANIFEST_ANY);
    *manifest = (struct manifest){0};
    if (!cut_header(arena, MANIFEST_HEADER, &text, &manifest->edition))
        return any ? READING_OTHER : READING_WRONG;
    if (text.len > 0 && text.ptr[text.len - 1] != '\n')
        return READING_WRONG;
    manifest->count = count_lines(text);
    manifest->addresses = arena_array(arena, manifest->count, sizeof *manifest->addresses);
    for (size_t i = 0; i < manifest->count; i++) {
        struct str line = str_cut(text, '\n', &text);
        if (address_problem(line))
            return READING_WRONG;
        manifest->addresses[i] = arena_copy(arena, line);
        if (i > 0 && str_compare(manifest->addresses[i - 1], line) >= 0)
            return READING_WRONG;
    }
    return READING_WHOLE;
}
