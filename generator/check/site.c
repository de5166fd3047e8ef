/* site.c: what must be true of site.yaml and of the names of the trusts' folders.
 *
 * Stage: survey, check. Uses: schema, load, suggest. Used by: build. */
#include "concordat/check/check.h"

#include "accessibility.h"
#include "colour.h"
#include "concordat/base/suggest.h"

void check_trust_id(struct str id, struct mark mark, struct diag *diag)
{
    static const char *const reserved[] = {"assets", "frameworks",    "guide",
                                           "search", "accessibility", "index",
                                           "404",    "feed",          "sitemap"};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (str_is(id, reserved[i]))
            diag_error(diag, mark, RULE_RESERVED_ID, STR("rename the folder"),
                       "the site needs the address /%.*s/ for itself", STR_ARGS(id));
    if (id_is_device(id))
        diag_error(diag, mark, RULE_RESERVED_ID, STR("rename the folder"),
                   "Windows keeps the name '%.*s' for itself", STR_ARGS(id));
    if (type_named(id))
        diag_error(diag, mark, RULE_RESERVED_ID, STR("rename the folder"),
                   "'%.*s' is the word for a type of record", STR_ARGS(id));
    else if (!id_is_well_formed(id))
        diag_error(diag, mark, RULE_BAD_ID,
                   STR("rename the folder: small letters, digits and hyphens, such as surrey"),
                   "a trust's folder is its id; '%.*s' cannot be one", STR_ARGS(text_shown(id)));
}

static void check_home(struct arena *arena, const struct site_content *content, struct diag *diag)
{
    const struct site *site = content->site;
    struct str home = value_text(&site->home);
    struct suggestion near = suggestion_for(home);
    const char *hint = "write the name of a folder of trusts/";
    for (size_t i = 0; i < content->trust_count; i++) {
        if (str_equal(content->trusts[i].id, home))
            return;
        suggestion_offer(&near, content->trusts[i].id);
    }
    if (near.best.len > 0)
        hint = arena_printf(arena, "did you mean %.*s?", STR_ARGS(near.best));
    if (value_is_given(&site->home))
        diag_error(diag, site->home.items[0].mark, RULE_UNKNOWN_HOME, str_of(hint),
                   "there is no trust '%.*s'", STR_ARGS(text_shown(home)));
}

/* The tints of templates/assets/site.css, on which links stand too: darker than its light ground,
 * lighter than its dark one. A site's own style sheet is its own matter. */
static void check_colours(struct arena *arena, const struct site *site, struct diag *diag)
{
    const struct ground light = {STR("#f2f5f8"), "the light ground of pages", false};
    const struct ground dark = {STR("#1b232b"), "the dark ground of pages", true};
    check_colour(arena, &site->colour, light, diag);
    check_colour(arena, &site->colour_dark, dark, diag);
}

void check_site(struct arena *arena, struct site_content *content, struct diag *diag)
{
    const struct value *language = &content->site->language;
    check_references(arena, &content->records, diag);
    if (value_is_given(language) && !language_is_well_formed(value_text(language)))
        diag_error(diag, language->items[0].mark, RULE_BAD_ID,
                   STR("write its tag, such as en or en-GB"), "'%.*s' is no language",
                   STR_ARGS(text_shown(value_text(language))));
    else if (language->state == STATE_NOT_STATED || language->state == STATE_NONE)
        diag_error(diag, language->mark, RULE_MISSING_FIELD,
                   STR("write its tag, such as en or en-GB"), "a site has a language");
    check_home(arena, content, diag);
    check_colours(arena, content->site, diag);
    check_accessibility(content->site, diag);
}
