/* request.h: what a browser asks for, and whether it may have it. */
#ifndef CONCORDAT_SERVE_REQUEST_H
#define CONCORDAT_SERVE_REQUEST_H

#include "concordat/base/buf.h"

enum answer {
    ANSWER_FILE,        /* a file of the site, `path` */
    ANSWER_EVENTS,      /* the stream that tells of new builds */
    ANSWER_SCRIPT,      /* the script that listens to it */
    ANSWER_ELSEWHERE,   /* a folder without its last slash: `path` is where it is */
    ANSWER_BAD,         /* no request of HTTP */
    ANSWER_FORBIDDEN,   /* it does not come from this machine's own address */
    ANSWER_NOT_ALLOWED, /* a method other than GET and HEAD */
};

struct request {
    enum answer answer;
    bool head; /* HEAD: no body is wanted */
};

/* Reads the lines of a request up to its empty line, sent to `port`. `path` gets the path in the
 * site of what is asked for: surrey/index.html. */
struct request request_read(struct str lines, unsigned port, struct buf *path);

/* The media type of a file by its name. */
const char *media_type(struct str path);

#endif
