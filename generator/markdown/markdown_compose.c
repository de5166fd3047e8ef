/* markdown_compose.c: texts made of pieces of another, which remember where each piece stood.
 *
 * Layer: markdown. Uses: markdown_source, buf. Used by: markdown_footnote.c, markdown_table.c,
 * markdown_writer.c. */
#include "compose.h"

#include "grow.h"

static const char *const addresses[] = {[TOKEN_REFERENCE] = "fn:\x7F", [TOKEN_TABLE] = "tb:\x7F"};

static void add_piece(struct composition *composition, struct piece piece)
{
    composition->pieces = grown(composition->pieces, composition->piece_count,
                                &composition->piece_room, sizeof piece);
    composition->pieces[composition->piece_count++] = piece;
}

void compose_copy(struct composition *composition, size_t from, size_t to)
{
    size_t count = composition->piece_count;
    struct piece *last = count > 0 ? &composition->pieces[count - 1] : NULL;
    struct str copied = str_slice(composition->under->text, from, to);
    if (copied.len == 0)
        return;
    if (last && last->len > 0 && last->under + last->len == from)
        last->len += copied.len;
    else
        add_piece(composition, (struct piece){composition->text.len, from, copied.len});
    buf_add(&composition->text, copied);
}

void compose_add(struct composition *composition, const char *words, size_t offset)
{
    add_piece(composition, (struct piece){composition->text.len, offset, 0});
    buf_add_string(&composition->text, words);
}

void compose_token(struct composition *composition, enum token token, size_t index, size_t offset)
{
    add_piece(composition, (struct piece){composition->text.len, offset, 0});
    buf_add_char(&composition->text, '<');
    buf_add_string(&composition->text, addresses[token]);
    buf_add_number(&composition->text, (long)index);
    buf_add_char(&composition->text, '>');
}

struct source compose_end(struct composition *composition)
{
    struct source source = {.origin = composition->under->origin,
                            .under = composition->under,
                            .bytes = composition->text,
                            .pieces = composition->pieces,
                            .piece_count = composition->piece_count};
    source_index(&source);
    *composition = (struct composition){0};
    return source;
}

bool token_read(struct str address, enum token token, size_t *index)
{
    long number = 0;
    struct str start = str_of(addresses[token]);
    if (!str_starts(address, addresses[token]) ||
        !str_number(str_slice(address, start.len, address.len), &number) || number < 0)
        return false;
    *index = (size_t)number;
    return true;
}

bool token_starts(struct str text, enum token token, size_t *index, size_t *len)
{
    enum { LONGEST = 24 };
    size_t end = str_find(str_slice(text, 0, LONGEST), '>', 0);
    *len = end + 1;
    return str_starts(text, "<") && end + 1 <= text.len &&
           token_read(str_slice(text, 1, end), token, index);
}
