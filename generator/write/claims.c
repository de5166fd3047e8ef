/* claims.c: sorts what a build asks for, reports the conflicts, and compares it with what is
 * published.
 *
 * Layer: write. Uses: table, diag, address, record. Used by: output. */
#include "claims.h"

#include "address.h"

#include <stdlib.h>
#include <string.h>

static int order_of_numbers(unsigned a, unsigned b)
{
    return (a > b) - (a < b);
}

static int by_address_and_origin(const void *a, const void *b)
{
    const struct claim *left = *(struct claim *const *)a;
    const struct claim *right = *(struct claim *const *)b;
    int order = str_compare(left->address, right->address);
    if (order == 0)
        order = strcmp(left->origin.file ? left->origin.file : "",
                       right->origin.file ? right->origin.file : "");
    if (order == 0)
        order = order_of_numbers(left->origin.line, right->origin.line);
    return order != 0 ? order : order_of_numbers(left->origin.column, right->origin.column);
}

static int by_address(const void *a, const void *b)
{
    const struct step *left = a;
    const struct step *right = b;
    return str_compare(left->address, right->address);
}

struct claims claims_sort(struct arena *arena, struct claim **list, size_t count)
{
    struct claims claims = {
        list, count, table_new(arena), table_new(arena), arena,
    };
    if (count > 0)
        qsort(list, count, sizeof *list, by_address_and_origin);
    for (size_t i = 0; i < count; i++) {
        struct str folded = address_fold(arena, list[i]->address);
        table_add(claims.files, folded, list[i]);
        for (struct str folder = address_folder(folded); folder.len > 0;
             folder = address_folder(folder))
            if (table_add(claims.folders, folder, list[i]) != list[i])
                break; /* known, and so are those above it */
    }
    return claims;
}

static const char *origin_shown(struct arena *arena, struct mark origin)
{
    if (!origin.file)
        return "the program itself";
    if (origin.line == 0)
        return origin.file;
    return arena_printf(arena, "%s:%u:%u", origin.file, origin.line, origin.column);
}

/* Reports that `second` cannot have its address because of `first`. */
static void report_conflict(const struct claims *claims, const struct claim *first,
                            const struct claim *second, const char *why, struct diag *diag)
{
    const struct str hint = STR("give one of them another id or file name");
    diag_error(diag, second->origin, RULE_ADDRESS_TAKEN, hint,
               "%s asks for the address %s, and %s asks for %s: %s",
               origin_shown(claims->arena, second->origin),
               address_shown(claims->arena, second->address),
               origin_shown(claims->arena, first->origin),
               address_shown(claims->arena, first->address), why);
}

/* Which of two claims comes first in the sorted list. */
static bool is_before(const struct claim *a, const struct claim *b)
{
    return by_address_and_origin(&a, &b) <= 0;
}

static void report_file_as_folder(const struct claims *claims, const struct claim *file,
                                  const struct claim *below, struct diag *diag)
{
    const char *why = "one name cannot be both a file and a folder";
    if (is_before(file, below))
        report_conflict(claims, file, below, why, diag);
    else
        report_conflict(claims, below, file, why, diag);
}

bool claims_agree(const struct claims *claims, struct diag *diag)
{
    bool agree = true;
    for (size_t i = 0; i < claims->count; i++) {
        const struct claim *claim = claims->list[i];
        struct str folded = address_fold(claims->arena, claim->address);
        const struct claim *first = table_get(claims->files, folded);
        if (first != claim) {
            bool same = str_equal(first->address, claim->address);
            report_conflict(claims, first, claim,
                            same ? "an address can be given once"
                                 : "many computers do not tell capital letters from small ones",
                            diag);
            agree = false;
            continue;
        }
        const struct claim *below = table_get(claims->folders, folded);
        if (below) {
            report_file_as_folder(claims, claim, below, diag);
            agree = false;
        }
    }
    return agree;
}

/* True where a stale file must go before the claimed ones come: its name becomes a folder, its
 * folder becomes a file, or it differs from a claimed one only in capitals, so that on some disks
 * removing it later would remove the new one. */
static bool is_in_the_way(const struct claims *claims, struct str address)
{
    struct str folded = address_fold(claims->arena, address);
    if (table_get(claims->files, folded) || table_get(claims->folders, folded))
        return true;
    for (struct str folder = address_folder(folded); folder.len > 0;
         folder = address_folder(folder))
        if (table_get(claims->files, folder))
            return true;
    return false;
}

struct record claims_record(const struct claims *claims, const struct str *published,
                            size_t published_count, const struct table *is_published)
{
    struct record record = {0};
    record.steps =
        arena_array(claims->arena, claims->count + published_count, sizeof *record.steps);
    struct table *claimed = table_new(claims->arena);
    for (size_t i = 0; i < claims->count; i++) {
        struct claim *claim = claims->list[i];
        table_add(claimed, claim->address, claim);
        enum deed deed = table_get(is_published, claim->address) ? DEED_CHANGE : DEED_NEW;
        record.steps[record.count++] = (struct step){
            .deed = claim->staged ? deed : DEED_KEEP,
            .address = claim->address,
            .number = claim->number,
        };
    }
    for (size_t i = 0; i < published_count; i++) {
        if (table_get(claimed, published[i]))
            continue;
        record.steps[record.count++] = (struct step){
            .deed = is_in_the_way(claims, published[i]) ? DEED_CLEAR : DEED_REMOVE,
            .address = published[i],
        };
    }
    if (record.count > 0)
        qsort(record.steps, record.count, sizeof *record.steps, by_address);
    return record;
}
