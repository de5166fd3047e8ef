/* member_handbook.c: what the induction handbook made for one member holds.
 *
 * Their boards, those with whom they sit there, the meetings of those boards to come, and the
 * abbreviations that they will meet: in the words that the definition has of those boards and of
 * what is on their agendas. All else is in the handbook for all.
 * Stage: publish, plan. Uses: schema, markdown, terms. Used by: plan. */
#include "views.h"

#include "concordat/base/terms.h"

/* What a handbook is made of. */
struct induction {
    struct arena *arena;
    const struct trust *trust;
    const struct person *member;
    struct page *page;
};

/* ------------------------------------------------------------------ boards */

static struct member_board *board_of(const struct page *page, const struct record *body)
{
    for (unsigned i = 0; i < page->boards.count; i++) {
        struct member_board *board = (struct member_board *)page->boards.items[i].as.record;
        if (value_record(&board->body) == body)
            return board;
    }
    return NULL;
}

static void add_boards(const struct induction *at)
{
    const struct value *seats = &at->member->seats;
    view_reserve(at->arena, &at->page->boards, seats->count);
    for (unsigned i = 0; value_is_given(seats) && i < seats->count; i++) {
        const struct seat *seat = (const struct seat *)seats->items[i].as.record;
        const struct record *body = value_record(&seat->body);
        if (!body || value_choice(&seat->timing) == timing_past)
            continue;
        struct member_board *board = board_of(at->page, body);
        if (!board) {
            board = view_new(at->arena, TYPE_member_board);
            view_set_record(at->arena, &board->body, body);
            view_reserve(at->arena, &board->held, seats->count);
            view_append(&at->page->boards, &board->record);
        }
        view_append(&board->held, &seat->record);
    }
}

/* ------------------------------------------------------------------ meetings */

static void add_meetings(const struct induction *at)
{
    const struct value *coming = &at->trust->coming_meetings;
    view_reserve(at->arena, &at->page->meetings_ahead, coming->count);
    for (unsigned i = 0; value_is_given(coming) && i < coming->count; i++) {
        const struct meeting *meeting = (const struct meeting *)coming->items[i].as.record;
        bool cancelled = value_choice(&meeting->status) == meeting_status_cancelled;
        if (!cancelled && board_of(at->page, value_record(&meeting->body)))
            view_append(&at->page->meetings_ahead, &meeting->record);
    }
}

/* ------------------------------------------------------------------ fellow members */

static bool is_listed(const struct value *list, const struct record *record)
{
    for (unsigned i = 0; i < list->count; i++)
        if (list->items[i].as.record == record)
            return true;
    return false;
}

static void add_holders(const struct induction *at, const struct seat *seat)
{
    struct value *fellows = &at->page->fellows;
    for (unsigned i = 0; value_is_given(&seat->holders) && i < seat->holders.count; i++) {
        const struct person *person = (const struct person *)seat->holders.items[i].as.record;
        if (person != at->member &&
            (value_is_given(&person->telephone) || value_is_given(&person->email)) &&
            !is_listed(fellows, &person->record))
            view_append(fellows, &person->record);
    }
}

static void add_fellows(const struct induction *at)
{
    size_t most = 0;
    for (int adding = 0; adding < 2; adding++) {
        if (adding)
            view_reserve(at->arena, &at->page->fellows, most);
        for (unsigned b = 0; b < at->page->boards.count; b++) {
            const struct member_board *board =
                (const struct member_board *)at->page->boards.items[b].as.record;
            const struct body *body = (const struct body *)value_record(&board->body);
            for (unsigned i = 0; value_is_given(&body->seats) && i < body->seats.count; i++) {
                const struct seat *seat = (const struct seat *)body->seats.items[i].as.record;
                if (value_choice(&seat->timing) == timing_past)
                    continue;
                if (adding)
                    add_holders(at, seat);
                else
                    most += seat->holders.count;
            }
        }
    }
}

/* ------------------------------------------------------------------ abbreviations */

static void add_value_words(const struct field *field, const struct value *value, struct buf *words)
{
    for (unsigned i = 0; value_is_given(value) && i < value->count; i++) {
        buf_add_char(words, ' ');
        if (field->kind == KIND_TEXT)
            buf_add(words, value->items[i].text);
        else if (field->kind == KIND_PROSE)
            markdown_text(value->items[i].as.prose, words);
    }
}

/* Appends all words of a record's own. */
static void add_words(const struct record *record, struct buf *words)
{
    for (size_t f = 0; record && f < record->type->field_count; f++)
        add_value_words(&record->type->fields[f],
                        record_value_const(record, &record->type->fields[f]), words);
}

/* The same of the records of a list. */
static void add_words_of(const struct value *list, struct buf *words)
{
    for (unsigned i = 0; value_is_given(list) && i < list->count; i++)
        add_words(list->items[i].as.record, words);
}

/* All that the member will read of their boards. */
static void add_words_met(const struct induction *at, struct buf *words)
{
    for (unsigned b = 0; b < at->page->boards.count; b++) {
        const struct member_board *board =
            (const struct member_board *)at->page->boards.items[b].as.record;
        const struct body *body = (const struct body *)value_record(&board->body);
        add_words(&body->record, words);
        add_words_of(&body->functions, words);
        add_words_of(&body->membership_rules, words);
        add_words_of(&body->meeting_rules, words);
        for (unsigned i = 0; value_is_given(&body->seats) && i < body->seats.count; i++) {
            const struct seat *seat = (const struct seat *)body->seats.items[i].as.record;
            add_words(&seat->record, words);
            add_words_of(&seat->post, words);
            add_words_of(&seat->organisations, words);
        }
    }
    for (unsigned i = 0; i < at->page->meetings_ahead.count; i++) {
        const struct meeting *meeting =
            (const struct meeting *)at->page->meetings_ahead.items[i].as.record;
        add_words(&meeting->record, words);
        add_words_of(&meeting->agenda, words);
    }
}

/* Marks the terms that are words of the text. */
static void mark_met(const struct table *terms, struct str text)
{
    struct buf html = {0};
    buf_add_html(&html, text);
    struct term_walk walk = terms_walk(terms, buf_str(&html), 0, html.len);
    size_t from;
    size_t end;
    for (bool *met; (met = terms_next(&walk, &from, &end));)
        *met = true;
    buf_free(&html);
}

static void add_acronyms(const struct induction *at)
{
    const struct value *glossary = &at->trust->glossary;
    struct table *terms = table_new(at->arena);
    bool *met = arena_array(at->arena, glossary->count, sizeof *met);
    struct buf words = {0};
    for (unsigned i = 0; value_is_given(glossary) && i < glossary->count; i++) {
        const struct term *term = (const struct term *)glossary->items[i].as.record;
        if (value_is_given(&term->expansion))
            terms_add(at->arena, terms, value_text(&term->term), &met[i]);
    }
    add_words_met(at, &words);
    mark_met(terms, buf_str(&words));
    buf_free(&words);
    view_reserve(at->arena, &at->page->acronyms, glossary->count);
    for (unsigned i = 0; value_is_given(glossary) && i < glossary->count; i++)
        if (met[i])
            view_append(&at->page->acronyms, glossary->items[i].as.record);
}

void view_member_handbook(struct arena *arena, const struct trust *trust,
                          const struct person *member, struct page *page)
{
    const struct induction at = {arena, trust, member, page};
    add_boards(&at);
    add_meetings(&at);
    add_fellows(&at);
    add_acronyms(&at);
}
