/* watch.c: makes the guard of a build ready: what belongs to no trust's records, and what is public
 * for all.
 *
 * Layer: build. Uses: guard, derive, render, file. Used by: build. */
#include "watch.h"

#include "concordat/base/file.h"

/* Images of one trust, each read into memory that is used again. */
struct watching {
    struct arena *arena;
    const struct workshop *shop;
    struct str trust;
};

static void add_image(const struct image *image, void *context)
{
    const struct watching *at = context;
    struct str bytes;
    struct str subject = str_of(arena_printf(at->arena, "trust '%.*s'", STR_ARGS(at->trust)));
    const struct withheld withheld = {
        .mark = {image->path, 0, 0}, .field = "image", .subject = subject};
    if (file_read(at->arena, image->path, &bytes, at->shop->diag))
        guard_add_file(at->shop->guard, &withheld, bytes);
    arena_clear(at->arena);
}

static void excuse_text(struct str text, void *context)
{
    guard_excuse(context, text, EXCUSE_WORDS);
}

void guard_learn_months(const struct workshop *shop)
{
    for (size_t i = 0; i < 12; i++)
        guard_know_month(shop->guard, theme_words(shop->theme)->dates.months[i]);
}

void guard_prepare(const struct workshop *shop, const struct site_content *content,
                   const struct records *site)
{
    struct watching at = {arena_new(), shop, STR("")};
    withheld_collect(shop->guard, readers_of(shop->options), &content->records, site);
    for (size_t i = 0; i < content->trust_count; i++) {
        at.trust = content->trusts[i].id;
        links_each_image(shop->links, at.trust, false, add_image, &at);
    }
    guard_close(shop->guard);
    withheld_excuse_tables(shop->guard);
    withheld_excuse(shop->guard, readers_of(shop->options), &content->records, site);
    if (shop->theme)
        theme_each_text(shop->theme, excuse_text, shop->guard);
    arena_free(at.arena);
}
