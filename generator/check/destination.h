/* destination.h: what an author wrote as the destination of a link, taken apart. */
#ifndef CONCORDAT_CHECK_DESTINATION_H
#define CONCORDAT_CHECK_DESTINATION_H

#include "concordat/base/buf.h"

enum destination_kind {
    TO_ELSEWHERE, /* http, https, mailto */
    TO_RECORD,    /* type:id or trust:type:id */
    TO_FILE,      /* a relative path, or nothing but an anchor: the file itself */
};

struct destination {
    enum destination_kind kind;
    struct str trust; /* of a record: as written, empty for the text's own */
    struct str type;  /* of a record: the word before the id */
    struct str id;
    struct str path;   /* of a file; empty for the text's own */
    struct str anchor; /* behind #; empty for none */
};

/* Takes `written` apart; the parts are borrowed from it. */
struct destination destination_of(struct str written);

/* Appends the path that `path` means in the file `from`, without . and ..; both begin at one
 * folder. False where it leads out of that. */
bool path_join(struct str from, struct str path, struct buf *out);

#endif
