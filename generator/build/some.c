/* some.c: `build --trust surrey`: publishes the pages of some trusts and leaves all other files.
 *
 * All trusts are read and checked, since links lead from one to another. What is published is the
 * folders of the chosen ones; what is made of all trusts together, such as the first page, stays as
 * it is until all are built. So the folder must hold a whole site already, and what the chosen
 * trusts link to must be in it. Layer: build. Uses: links, write. Used by: build. */
#include "some.h"

#include "concordat/base/suggest.h"

struct str edition_of(const struct build_options *options)
{
    const struct choices *audiences = choices_of(CHOICES_audience);
    return str_of(audiences->values[options->audience].name);
}

bool trust_is_chosen(const struct build_options *options, struct str id)
{
    bool chosen = options->trust_count == 0;
    for (size_t i = 0; i < options->trust_count && !chosen; i++)
        chosen = str_is(id, options->trusts[i]);
    return chosen;
}

void check_chosen(const struct site_content *content, const struct build_options *options,
                  struct diag *diag)
{
    for (size_t i = 0; i < options->trust_count; i++) {
        struct suggestion near = suggestion_for(str_of(options->trusts[i]));
        bool found = content->trust_count == 0; /* told already */
        for (size_t k = 0; k < content->trust_count && !found; k++) {
            found = str_is(content->trusts[k].id, options->trusts[i]);
            suggestion_offer(&near, content->trusts[k].id);
        }
        struct buf hint = {0};
        if (near.best.len > 0)
            buf_printf(&hint, "did you mean %.*s?", STR_ARGS(near.best));
        else
            buf_add_string(&hint, "write the name of a folder of trusts/");
        if (!found)
            diag_error(diag, (struct mark){options->content, 0, 0}, RULE_UNKNOWN_RECORD,
                       buf_str(&hint), "there is no trust '%.*s' for --trust",
                       STR_ARGS(text_shown(str_of(options->trusts[i]))));
        buf_free(&hint);
    }
}

/* True for a published file that is not in the folder of a chosen trust. */
static bool is_of_others(struct str address, void *context)
{
    const struct workshop *shop = context;
    struct str rest;
    struct str folder = str_cut(address, '/', &rest);
    return folder.len == address.len || !trust_is_chosen(shop->options, folder);
}

static void check_link(const struct link_between *link, void *context)
{
    const struct workshop *shop = context;
    if (trust_is_chosen(shop->options, link->from) && !trust_is_chosen(shop->options, link->to) &&
        link->to.len > 0 && !output_is_published(shop->output, link->address))
        diag_error(shop->diag, link->mark, RULE_PUBLISHED_ALONE,
                   STR("name that trust with --trust too, or build all of them"),
                   "this leads to a page of the trust '%.*s' that is not published yet",
                   STR_ARGS(link->to));
}

/* Pages of two editions in one folder would show to the readers of one what is for the other's. */
static void check_edition(const struct workshop *shop)
{
    const struct build_options *options = shop->options;
    struct str held = output_edition(shop->output);
    struct str built = edition_of(options);
    if (str_equal(held, built))
        return;
    struct buf hint = {0};
    buf_printf(&hint,
               "choose the folder of the %.*s edition with --output, or build all trusts "
               "once, without --trust",
               STR_ARGS(built));
    if (held.len > 0)
        diag_error(shop->diag, (struct mark){options->output, 0, 0}, RULE_PUBLISHED_ALONE,
                   buf_str(&hint),
                   "this folder holds the %.*s edition, and the %.*s one must not "
                   "mix with it",
                   STR_ARGS(held), STR_ARGS(built));
    else
        diag_error(shop->diag, (struct mark){options->output, 0, 0}, RULE_PUBLISHED_ALONE,
                   buf_str(&hint),
                   "this folder does not say which edition it holds, and two must "
                   "not mix");
    buf_free(&hint);
}

void keep_the_others(const struct workshop *shop)
{
    const struct build_options *options = shop->options;
    if (options->trust_count == 0)
        return;
    if (output_holds_site(shop->output)) {
        check_edition(shop);
        links_each_between(shop->links, check_link, (void *)shop);
    } else {
        diag_error(shop->diag, (struct mark){options->output, 0, 0}, RULE_PUBLISHED_ALONE,
                   STR("build all trusts once, without --trust"),
                   "no site is published here that --trust could change a part of");
    }
    output_keep(shop->output, is_of_others, (void *)shop);
}
