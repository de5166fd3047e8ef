/* metrics.c: how wide text is, by the program's own table, and how it is cut into lines.
 *
 * A generator that asked the machine's fonts would draw other boxes on every machine. The widths
 * here are those of the sans-serif kind that pages are set in, in thousandths of the size, made
 * wider by an allowance, so that the fonts that browsers and themes put in their place fit too.
 *
 * Layer: svg. Uses: base. Used by: place, label. */
#include "drawing.h"

/* From the space to the tilde. */
static const unsigned short widths[] = {
    278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, /*  !"#$... */
    556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, /* 0-9:;... */
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, /* @A-O */
    667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, /* P-Z[... */
    333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, /* `a-o */
    556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,      /* p-z{... */
};

enum {
    WIDTH_OF_OTHERS = 667,  /* accented letters, dashes, quotation marks, other alphabets */
    WIDTH_OF_WIDE = 1050,   /* three bytes from U+2E80 on, four bytes: ideographs, pictures */
    ALLOWANCE = 1090,       /* thousandths: what a font in the place of another may take more */
    STRONG_ALLOWANCE = 1110 /* the same, where letters are bold */
};

static int character_width(struct str text, size_t length)
{
    unsigned char first = (unsigned char)text.ptr[0];
    if (length <= 1)
        return first >= ' ' && first <= '~' ? widths[first - ' '] : WIDTH_OF_OTHERS;
    if (length == 4 ||
        (length == 3 && (first > 0xE2 || (first == 0xE2 && (unsigned char)text.ptr[1] >= 0xBA))))
        return WIDTH_OF_WIDE;
    return WIDTH_OF_OTHERS;
}

/* In thousandths of a pixel, of widths that sum up to `sum`. */
static long exact_width(long sum, int size, bool strong)
{
    return sum * size / 1000 * (strong ? STRONG_ALLOWANCE : ALLOWANCE);
}

static int whole_width(long sum, int size, bool strong)
{
    return (int)((exact_width(sum, size, strong) + 999) / 1000);
}

/* The length of the character at `at`, the width of which is added to `sum`. */
static size_t step(struct str text, size_t at, long *sum)
{
    struct str rest = str_slice(text, at, text.len);
    size_t length = str_character_length(rest);
    *sum += character_width(rest, length);
    return length == 0 ? 1 : length;
}

int diagram_text_width(struct str text, int size, bool strong)
{
    long sum = 0;
    for (size_t i = 0; i < text.len;)
        i += step(text, i, &sum);
    return whole_width(sum, size, strong);
}

/* The length of the word at the start of `text`, with the hyphen or stroke that ends it. */
static size_t word_length(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == ' ')
            return i;
        if ((text.ptr[i] == '-' || text.ptr[i] == '/') && i > 0)
            return i + 1;
    }
    return text.len;
}

/* How much of `text` goes on a line; at least one character. What is beyond is not looked at, so
 * that the time for a text of many lines grows with its length and no faster. */
static size_t fitting_length(struct str text, int size, bool strong, int width)
{
    long sum = 0;
    size_t end = 0;
    while (end < text.len) {
        size_t length = step(text, end, &sum);
        if (end > 0 && whole_width(sum, size, strong) > width)
            break;
        end += length;
    }
    return end;
}

/* The length of the line at the start of `text`, which starts with no space: whole words, or as
 * much as fits of one that is too long. */
static size_t line_length(struct str text, int size, bool strong, int width)
{
    size_t room = fitting_length(text, size, strong, width);
    struct str near = str_slice(text, 0, room < text.len ? room + 1 : text.len);
    size_t end = 0;
    while (end < room) {
        size_t next = end;
        while (next < near.len && near.ptr[next] == ' ')
            next++;
        next += word_length(str_slice(near, next, near.len));
        if (next > room)
            break;
        end = next;
    }
    return end > 0 ? end : room;
}

/* Cuts `text`; `lines` is NULL where they are only to be counted. */
static size_t cut(struct str text, int size, bool strong, int width, struct str *lines)
{
    size_t count = 0;
    for (text = str_trim(text); text.len > 0; text = str_trim(text)) {
        size_t length = line_length(text, size, strong, width);
        if (lines)
            lines[count] = str_trim(str_slice(text, 0, length));
        count++;
        text = str_slice(text, length, text.len);
    }
    return count;
}

size_t diagram_wrap(struct arena *arena, struct str text, int size, bool strong, int width,
                    struct str **lines)
{
    enum { STEP = 4 };
    size_t count = cut(text, size, strong, width, NULL);
    /* As narrow as the number of lines allows, so that no word is left alone on the last; but no
     * word that has a line of its own is to be cut for it. */
    int narrow = width;
    int least = 0;
    for (size_t i = 0; i < text.len;) {
        size_t length = word_length(str_slice(text, i, text.len));
        int word = diagram_text_width(str_slice(text, i, i + length), size, strong);
        least = word > least ? word : least;
        i += length + (length == 0 || (i + length < text.len && text.ptr[i + length] == ' '));
    }
    while (narrow - STEP >= least && cut(text, size, strong, narrow - STEP, NULL) == count)
        narrow -= STEP;
    *lines = arena_array(arena, count > 0 ? count : 1, sizeof **lines);
    return cut(text, size, strong, narrow, *lines);
}
