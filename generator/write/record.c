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

/* The first lines. A change of either form changes its number. */
#define RECORD_HEADER   "concordat commit 1\n"
#define RECORD_ANY      "concordat commit "
#define MANIFEST_HEADER "concordat site 1\n"
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

void record_write(const struct record *record, struct buf *out)
{
    buf_add(out, STR(RECORD_HEADER));
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
    buf_add(out, STR(MANIFEST_HEADER));
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
    bool has_header = str_starts(text, RECORD_HEADER);
    if (!has_header && str_starts(text, RECORD_ANY) && str_find(text, '\n', 0) < text.len)
        return READING_OTHER;
    if (!cut_closing_line(&text, &count))
        return READING_TORN;
    if (!has_header)
        return READING_WRONG;
    text = str_slice(text, sizeof RECORD_HEADER - 1, text.len);
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

enum reading manifest_read(struct arena *arena, struct str text, struct str **addresses,
                           size_t *count)
{
    if (!str_starts(text, MANIFEST_HEADER))
        return str_starts(text, MANIFEST_ANY) ? READING_OTHER : READING_WRONG;
    if (text.ptr[text.len - 1] != '\n')
        return READING_WRONG;
    text = str_slice(text, sizeof MANIFEST_HEADER - 1, text.len);
    *count = count_lines(text);
    *addresses = arena_array(arena, *count, sizeof **addresses);
    for (size_t i = 0; i < *count; i++) {
        struct str line = str_cut(text, '\n', &text);
        if (address_problem(line))
            return READING_WRONG;
        (*addresses)[i] = arena_copy(arena, line);
        if (i > 0 && str_compare((*addresses)[i - 1], line) >= 0)
            return READING_WRONG;
    }
    return READING_WHOLE;
}
