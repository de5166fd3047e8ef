/* tree.h: what a template's text is made of: tags as the scanner finds them, nodes as the parser
 * joins them. Private to the mustache layer. */
#ifndef CONCORDAT_MUSTACHE_TREE_H
#define CONCORDAT_MUSTACHE_TREE_H

#include "concordat/base/arena.h"
#include "concordat/base/diag.h"
#include "concordat/base/table.h"

enum {
    DEEPEST_NESTING = 100,    /* sections open at one time */
    LONGEST_NAME = 200,       /* bytes of a name */
    LONGEST_DELIMITER = 16,   /* bytes of a delimiter */
    MOST_SYNTAX_ERRORS = 100, /* of one template: more tell nothing new */
};

enum tag_kind {
    TAG_PRINT,
    TAG_RAW,
    TAG_SECTION,
    TAG_INVERTED,
    TAG_CLOSE,
    TAG_PARTIAL,
    TAG_LAYOUT,
    TAG_BLOCK,
    TAG_COMMENT,
    TAG_DELIMITERS,
    TAG_BAD, /* reported; stands for nothing */
};

struct tag {
    enum tag_kind kind;
    bool sound;      /* the name is one; a section of an unsound name is still opened and closed */
    struct str name; /* as written */
    struct str path; /* {{>prefix*path}}: behind the asterisk; ptr is NULL where there is none */
    size_t start, end;     /* offsets of the tag, delimiters included */
    struct mark mark;      /* of the tag */
    struct mark name_mark; /* of its name */
    struct mark path_mark;
};

/* An offset and its line and column. */
struct place {
    size_t offset;
    struct mark mark;
};

/* The last answer to "where is the next one of these": asked again from before it, it still holds,
 * so that a text full of unclosed tags is searched once. */
struct needle {
    char bytes[LONGEST_DELIMITER + 1];
    size_t len;
    size_t found;
    bool known;
};

struct scanner {
    struct str text;
    size_t at;            /* where the next tag is looked for */
    struct place counted; /* line and column are counted up to here */
    struct needle open, close, equals_close;
    struct diag *diag;
    unsigned errors;
};

/* Starts at the beginning of `text`, which stands at `start`. */
void scanner_start(struct scanner *scanner, struct str text, struct mark start, struct diag *diag);

/* Finds the next tag; what stands between the old `at` and `tag->start` is text. Moves `at` behind
 * the tag. False where there is none. */
bool scanner_next(struct scanner *scanner, struct tag *tag);

/* Reports an error of the template's syntax. */
__attribute__((format(printf, 5, 6))) void scanner_error(struct scanner *scanner, struct mark mark,
                                                         enum rule rule, const char *hint,
                                                         const char *format, ...);

/* As much of a name as a message can show: up to the first byte that is not to be seen. */
struct str name_shown(struct str name);

/* Moves `place` forward to `offset` of `text`, counting lines and columns. */
void place_advance(struct place *place, struct str text, size_t offset);

enum node_kind {
    NODE_TEXT,
    NODE_PRINT,
    NODE_SECTION,
    NODE_INVERTED,
    NODE_PARTIAL,
    NODE_LAYOUT, /* {{<name}}: its children that are blocks fill the layout's */
    NODE_BLOCK,
};

/* How the lines of what a tag is replaced by are indented. */
enum placement {
    PLACED_INLINE,  /* not at all: it stands among other text */
    PLACED_HANGING, /* like its first line, which is there already */
    PLACED_ALONE,   /* each by `indent`: the tag is alone on its line */
};

struct node {
    enum node_kind kind;
    enum placement placement; /* partial, layout, block */
    bool raw;                 /* print: {{{name}}} or {{&name}} */
    bool starts_line;         /* text: an indentation goes before it */
    struct str text;          /* a text's own; the name of any other (before an asterisk) */
    struct str path;          /* partial, layout: behind an asterisk; ptr is NULL for none */
    struct str indent;
    struct mark mark;      /* of the tag */
    struct mark name_mark; /* of its name */
    struct mark path_mark;
    struct mark stray; /* layout: the first thing in it that is no block; line 0 for none */
    struct node *children;
    struct node *next;
};

enum soundness {
    SOUND,
    FLAWED,   /* errors were reported; the rest can be bound, to find more */
    IN_DOUBT, /* so is what is open and closed: binding would only report what follows from it */
};

/* Parses `text`, which stands at `start`, into a list of nodes in `arena`, and reports every error.
 * `begins_line` is false for text that will stand in the middle of a line. */
enum soundness template_parse(struct arena *arena, struct diag *diag, struct str text,
                              struct mark start, bool begins_line, struct node **nodes);

#endif
