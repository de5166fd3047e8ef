/* unit.h: one trust on its way through the stages; nobody but the build layer includes it. */
#ifndef CONCORDAT_BUILD_UNIT_H
#define CONCORDAT_BUILD_UNIT_H

#include "concordat/build/build.h"
#include "concordat/load/load.h"
#include "concordat/render/theme.h"

/* A trust with everything that is made of it; all of it lives in its arena. */
struct unit {
    struct arena *arena; /* NULL before the survey and after publishing */
    const struct trust_folder *folder;
    struct records records;  /* as defined */
    struct records *edition; /* for the audience, derived; without trust where it may not be seen */
    struct plan plan;
};

/* Loads, checks and numbers a trust. `home` is the id of the site's home trust, or empty. */
void unit_survey(struct unit *unit, struct str home, struct diag *diag);

/* Filters for the audience, derives and plans. */
void unit_prepare(struct unit *unit, const struct build_options *options, const struct site *site,
                  const struct str *labels);

/* Renders the pages to `output` and gives the arena back. */
void unit_publish(struct unit *unit, const struct theme *theme, const struct site *site,
                  struct output *output, struct diag *diag);

/* Renders the pages of a plan; `trust` is NULL for those of the site itself. */
void render_plan(const struct plan *plan, const struct theme *theme, const struct site *site,
                 const struct trust *trust, struct output *output, struct diag *diag);

/* Adds the files of the theme that are published as they are. */
void add_assets(const struct theme *theme, struct output *output);

/* Gives back what a unit still holds. */
void unit_free(struct unit *unit);

#endif
