/* stems.c: the one file that knows libstemmer.
 *
 * Stage: search. Used by: vocabulary. */
#include "stems.h"

#include "concordat/base/arena.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

struct stemmer {
    struct sb_stemmer *library; /* NULL for a language that it does not know */
};

struct stemmer *stemmer_new(struct str language)
{
    char name[4] = {0};
    struct stemmer *stemmer = must_alloc(sizeof *stemmer);
    size_t length = str_find(language, '-', 0);
    if (length < sizeof name)
        memcpy(name, language.ptr, length);
    stemmer->library = name[0] ? sb_stemmer_new(name, "UTF_8") : NULL;
    return stemmer;
}

void stemmer_free(struct stemmer *stemmer)
{
    if (!stemmer)
        return;
    if (stemmer->library)
        sb_stemmer_delete(stemmer->library);
    free(stemmer);
}

struct str stemmer_stem(const struct stemmer *stemmer, struct str word)
{
    const sb_symbol *stem =
        stemmer->library
            ? sb_stemmer_stem(stemmer->library, (const sb_symbol *)word.ptr, (int)word.len)
            : NULL;
    if (!stem)
        return word;
    return (struct str){(const char *)stem, (size_t)sb_stemmer_length(stemmer->library)};
}
