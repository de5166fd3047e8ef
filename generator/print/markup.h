/* markup.h: the tags of a page, one after the other, with what stands between them.
 *
 * Layer: print, private. */
#ifndef CONCORDAT_PRINT_MARKUP_H
#define CONCORDAT_PRINT_MARKUP_H

#include "concordat/base/arena.h"
#include "concordat/base/buf.h"

enum piece_kind {
    PIECE_END,   /* of the page */
    PIECE_TEXT,  /* or a comment, or the document type: whatever is copied as it stands */
    PIECE_OPEN,  /* <name ...> */
    PIECE_CLOSE, /* </name> */
};

/* A piece of a page, borrowed from it. */
struct piece {
    enum piece_kind kind;
    struct str whole; /* all its bytes */
    struct str name;  /* of a tag */
    bool is_empty;    /* closed in itself: <rect .../> */
};

/* Reads the piece at `*at` and moves on behind it. What is in <script> and <style> is one text. */
struct piece piece_next(struct str page, size_t *at);

/* True for an opening tag of that name. */
bool piece_opens(const struct piece *piece, const char *name);
bool piece_closes(const struct piece *piece, const char *name);

/* One attribute of a tag, as it is written. */
struct attribute {
    struct str name;
    struct str value; /* between its quotes, character references unread */
    struct str whole; /* name, equals sign, quotes */
};

/* Reads the attribute at or after `*at` (0 at first) and moves on; false where there is none. */
bool attribute_next(const struct piece *piece, size_t *at, struct attribute *attribute);

/* The value of the named attribute in `arena`, its character references read; false where the tag
 * has none of that name. */
bool piece_attribute(struct arena *arena, const struct piece *piece, const char *name,
                     struct str *value);

/* True where `word` is among the words of the tag's class. */
bool piece_has_class(struct arena *arena, const struct piece *piece, const char *word);

/* `text` with its character references read: &amp; &lt; &gt; &quot; &#39; &#x2019; in `arena`. */
struct str text_of_markup(struct arena *arena, struct str text);

#endif
