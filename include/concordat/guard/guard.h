/* guard.h: what readers may not see, and whether it is in what will be published.
 *
 * The filter takes out what is withheld; the guard does not trust it. It is given every withheld
 * value, then every text that is published on purpose, and reads every file of the output: a value
 * that is found there, and stands in no such text, stops the build. */
#ifndef CONCORDAT_GUARD_GUARD_H
#define CONCORDAT_GUARD_GUARD_H

#include "concordat/base/diag.h"

struct guard;

/* What a withheld text is of. The texts are copied. */
struct withheld {
    struct mark mark;
    const char *field;  /* "telephone" */
    struct str subject; /* "person 'hunter'" */
    bool is_name;       /* of a person: each of its longer words tells who is meant */
};

/* A new guard, which its caller frees; one that is given nothing finds nothing. */
struct guard *guard_new(void);
void guard_free(struct guard *guard);

/* Says how a month is called, of which there are twelve, before anything is added: a date alone is
 * not sought. */
void guard_know_month(struct guard *guard, struct str name);

/* Adds a withheld text, the words of withheld HTML outside of its tags, or the bytes of a withheld
 * file. Several threads may add, until guard_close. Texts too short or too common in form to tell
 * anything are left out. */
void guard_add(struct guard *guard, const struct withheld *withheld, struct str text);
void guard_add_html(struct guard *guard, const struct withheld *withheld, struct str html);
void guard_add_file(struct guard *guard, const struct withheld *withheld, struct str bytes);

/* Makes what was added ready to be searched for. */
void guard_close(struct guard *guard);

/* Who says that a text is public. */
enum excuse {
    EXCUSE_VALUE, /* an author, of a value: what stands in it may be published */
    EXCUSE_WORDS, /* the templates and the program: common words, but no numbers or addresses */
};

/* Takes what stands in a public text as well out of the search. Several threads may. */
void guard_excuse(struct guard *guard, struct str text, enum excuse excuse);

/* The same for the bytes of a file. */
void guard_excuse_file(struct guard *guard, struct str bytes);

/* Searches a file of the output, and its address. Several threads may. */
void guard_search(struct guard *guard, struct str address, struct str bytes);

/* Reports each withheld value that was found and is not excused, with the first file of `folder`
 * that holds it; and, where there is none, says which numbers, addresses and sentences were not
 * searched for, since a public text has them too. */
void guard_report(struct guard *guard, const char *folder, struct diag *diag);

#endif
