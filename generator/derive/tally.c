/* tally.c: how far a plan is at a glance: of how many of its indicators, priorities and actions it
 * says which of its own words, and what each comes to.
 *
 * The words stand in the plan's order, those of which it says nothing with a zero; a word that it
 * uses and does not list comes behind. Nothing is counted for a plan that lists no words.
 *
 * Stage: publish, derive. Uses: schema. Used by: derive. */
#include "lists.h"

static struct str status_of(const struct record *record)
{
    if (record_is(record, TYPE_indicator))
        return value_text(&((const struct indicator *)record)->judged);
    return value_text(record_value_const(record, type_field(record->type, STR("status"))));
}

/* The count of a word, which is added behind the others where it is new. */
static struct tally_count *count_of(struct arena *arena, struct tally *tally, struct str word)
{
    for (unsigned i = 0; i < tally->counts.count; i++) {
        struct tally_count *count = (struct tally_count *)tally->counts.items[i].as.record;
        if (str_equal(value_text(&count->word), word))
            return count;
    }
    struct tally_count *count = made_record(arena, TYPE_tally_count);
    made_text(arena, &count->word, word);
    made_number(arena, &count->number, 0);
    list_add(arena, &tally->counts, &count->record);
    return count;
}

void made_share(struct arena *arena, struct value *value, long number, long most)
{
    long share = most > 0 ? (number * 1000 + most / 2) / most : 0;
    if (share > 0)
        made_text(arena, value, str_of(arena_printf(arena, "%ld.%ld%%", share / 10, share % 10)));
}

/* The length of each bar, the longest of which is all of the width; none for zero. */
static void measure_bars(struct arena *arena, struct tally *tally)
{
    long most = 1;
    long before = 0;
    for (unsigned i = 0; i < tally->counts.count; i++) {
        long number =
            value_number(&((const struct tally_count *)tally->counts.items[i].as.record)->number);
        most = number > most ? number : most;
    }
    for (unsigned i = 0; i < tally->counts.count; i++) {
        struct tally_count *count = (struct tally_count *)tally->counts.items[i].as.record;
        made_share(arena, &count->share, value_number(&count->number), most);
        made_share(arena, &count->part, value_number(&count->number), value_number(&tally->total));
        made_share(arena, &count->from, before, value_number(&tally->total));
        before += value_number(&count->number);
    }
}

/* What the plan's word for how far a record is comes to, where the plan lists the word and sources
 * do not differ. */
static void add_tone(struct arena *arena, const struct plan *plan, const struct record *record,
                     struct str word)
{
    const struct value *said = record_value_const(record, type_field(record->type, STR("status")));
    for (unsigned i = 0; said->count < 2 && i < plan->status_words.count; i++) {
        const struct status_word *own =
            (const struct status_word *)plan->status_words.items[i].as.record;
        if (value_is_given(&own->tone) && str_equal(value_text(&own->word), word))
            made_number(
                arena,
                record_value((struct record *)record, type_field(record->type, STR("status_tone"))),
                value_choice(&own->tone));
    }
}

/* The tally of some of a plan's records; none where not one has a word of the plan's. */
static void add_tally(struct arena *arena, struct plan *plan, enum tallied of,
                      const struct value *records)
{
    struct tally *tally = made_record(arena, TYPE_tally);
    long unsaid = 0;
    long said = 0;
    for (unsigned i = 0; i < plan->status_words.count; i++)
        count_of(arena, tally, record_title(plan->status_words.items[i].as.record));
    for (unsigned i = 0; i < records->count; i++) {
        struct str word = status_of(records->items[i].as.record);
        if (word.len == 0) {
            unsaid++;
            continue;
        }
        struct tally_count *count = count_of(arena, tally, word);
        count->number.items->as.number++;
        add_tone(arena, plan, records->items[i].as.record, word);
    }
    for (unsigned i = 0; i < plan->status_words.count; i++)
        said +=
            value_number(&((const struct tally_count *)tally->counts.items[i].as.record)->number);
    if (said == 0)
        return;
    made_number(arena, &tally->of, (long)of);
    made_number(arena, &tally->total, (long)records->count);
    if (unsaid > 0)
        made_number(arena, &tally->unsaid, unsaid);
    measure_bars(arena, tally);
    list_add(arena, &plan->tallies, &tally->record);
}

/* The actions of a plan: those of its priorities, and those that serve none. */
static struct value actions_of(struct arena *arena, const struct plan *plan)
{
    struct value actions = {0};
    for (unsigned p = 0; p < plan->own_priorities.count; p++) {
        const struct value *of_one =
            &((const struct priority *)plan->own_priorities.items[p].as.record)->actions;
        for (unsigned i = 0; value_is_given(of_one) && i < of_one->count; i++)
            list_add(arena, &actions, of_one->items[i].as.record);
    }
    for (unsigned i = 0; i < plan->own_actions.count; i++)
        list_add(arena, &actions, plan->own_actions.items[i].as.record);
    return actions;
}

void derive_tallies(struct arena *arena, struct trust *trust)
{
    for (unsigned i = 0; value_is_given(&trust->plans) && i < trust->plans.count; i++) {
        struct plan *plan = (struct plan *)trust->plans.items[i].as.record;
        if (!value_is_given(&plan->status_words))
            continue;
        add_tally(arena, plan, tallied_indicators, &plan->own_indicators);
        add_tally(arena, plan, tallied_priorities, &plan->own_priorities);
        struct value actions = actions_of(arena, plan);
        add_tally(arena, plan, tallied_actions, &actions);
    }
}
