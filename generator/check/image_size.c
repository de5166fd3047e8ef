/* image_size.c: reads the size of PNG, JPEG, GIF and WebP images from the front of their bytes.
 *
 * A page says how large its images are, so that it does not jump while they load. SVG is no such
 * image: it can hold scripts.
 *
 * Layer: check. Uses: str. Used by: images. */
#include "image_size.h"

/* The big-endian or little-endian number of `count` bytes at `at`; 0 beyond the end. */
static unsigned big(struct str bytes, size_t at, unsigned count)
{
    unsigned number = 0;
    for (unsigned i = 0; i < count; i++)
        number = number << 8 | (at + i < bytes.len ? (unsigned char)bytes.ptr[at + i] : 0);
    return number;
}

static unsigned little(struct str bytes, size_t at, unsigned count)
{
    unsigned number = 0;
    for (unsigned i = count; i > 0; i--)
        number = number << 8 | (at + i <= bytes.len ? (unsigned char)bytes.ptr[at + i - 1] : 0);
    return number;
}

static bool holds(struct str bytes, size_t at, const char *expected)
{
    return str_starts(str_slice(bytes, at, bytes.len), expected);
}

static void png_size(struct str bytes, unsigned *width, unsigned *height)
{
    if (!holds(bytes, 0, "\x89PNG\r\n\x1A\n") || !holds(bytes, 12, "IHDR"))
        return;
    *width = big(bytes, 16, 4);
    *height = big(bytes, 20, 4);
}

static void gif_size(struct str bytes, unsigned *width, unsigned *height)
{
    if (!holds(bytes, 0, "GIF87a") && !holds(bytes, 0, "GIF89a"))
        return;
    *width = little(bytes, 6, 2);
    *height = little(bytes, 8, 2);
}

static void webp_size(struct str bytes, unsigned *width, unsigned *height)
{
    if (!holds(bytes, 0, "RIFF") || !holds(bytes, 8, "WEBP"))
        return;
    if (holds(bytes, 12, "VP8X") && bytes.len >= 30) {
        *width = little(bytes, 24, 3) + 1;
        *height = little(bytes, 27, 3) + 1;
    } else if (holds(bytes, 12, "VP8L") && holds(bytes, 20, "\x2F") && bytes.len >= 25) {
        unsigned bits = little(bytes, 21, 4);
        *width = (bits & 0x3FFF) + 1;
        *height = (bits >> 14 & 0x3FFF) + 1;
    } else if (holds(bytes, 12, "VP8 ") && holds(bytes, 23, "\x9D\x01\x2A")) {
        *width = little(bytes, 26, 2) & 0x3FFF;
        *height = little(bytes, 28, 2) & 0x3FFF;
    }
}

/* True for the markers that begin a frame, whose segment has the size. */
static bool begins_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static void jpeg_size(struct str bytes, unsigned *width, unsigned *height)
{
    size_t at = 2;
    if (!holds(bytes, 0, "\xFF\xD8"))
        return;
    while (holds(bytes, at, "\xFF")) {
        unsigned marker = big(bytes, at + 1, 1);
        unsigned length = big(bytes, at + 2, 2);
        if (marker == 0xFF) { /* fill */
            at++;
            continue;
        }
        if (begins_frame(marker)) {
            *height = big(bytes, at + 5, 2);
            *width = big(bytes, at + 7, 2);
            return;
        }
        if (length < 2)
            return;
        at += 2 + length;
    }
}

static const struct {
    const char *ending;
    void (*read)(struct str bytes, unsigned *width, unsigned *height);
} kinds[] = {
    {".png", png_size}, {".jpg", jpeg_size},  {".jpeg", jpeg_size},
    {".gif", gif_size}, {".webp", webp_size},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

bool is_image_name(struct str name)
{
    for (size_t i = 0; i < KINDS; i++)
        if (str_ends(name, kinds[i].ending))
            return true;
    return false;
}

bool image_size(struct str name, struct str bytes, unsigned *width, unsigned *height)
{
    enum { LARGEST_SIDE = 65535 };
    *width = *height = 0;
    for (size_t i = 0; i < KINDS; i++)
        if (str_ends(name, kinds[i].ending))
            kinds[i].read(bytes, width, height);
    return *width > 0 && *height > 0 && *width <= LARGEST_SIDE && *height <= LARGEST_SIDE;
}
