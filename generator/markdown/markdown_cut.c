/* markdown_cut.c: makes the edition of a document that some readers may see.
 *
 * Numbers and ids were given when the text was compiled, on the whole of it; here the parts that
 * are withheld are cut out of everything that the document is made of, and the rest moves together.
 * A footnote goes with the last reference to it. Of a section no more is left than a slot, in which
 * the place may say that something was here. Nothing that was cut is reachable from the new
 * document.
 *
 * Layer: markdown. Uses: arena, document. Used by: filter. */
#include "document.h"

#include <stddef.h>
#include <string.h>

/* What cutting works on. */
struct cutting {
    struct arena *arena;
    const struct document *from;
    struct span *spans; /* taken out, in order, none in another */
    size_t span_count;
    struct extent *before; /* for each span: how many of each are cut before it */
    bool *notes;           /* for each footnote: it stays */
};

static bool is_within(size_t point, size_t from, size_t to)
{
    return point >= from && point < to;
}

/* ------------------------------------------------------------------ what stands where */

/* The part of a span that is counted in one way, as its place in an extent. */
static size_t extent_at(const struct extent *extent, size_t member)
{
    return *(const size_t *)(const void *)((const char *)extent + member);
}

/* How many spans begin before `point`, counted in one way. */
static size_t spans_before(const struct cutting *at, size_t member, size_t point)
{
    size_t low = 0;
    size_t high = at->span_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (extent_at(&at->spans[middle].from, member) < point)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* True where something at `point` is in a part that is cut. */
static bool is_cut(const struct cutting *at, size_t member, size_t point)
{
    size_t spans = spans_before(at, member, point + 1);
    return spans > 0 && point < extent_at(&at->spans[spans - 1].to, member);
}

/* ------------------------------------------------------------------ what is cut */

/* Lists the sections that are not seen and in none that is not. */
static void find_sections(struct cutting *at,
                          bool (*sees)(const void *context, struct str audience),
                          const void *context)
{
    const struct document *from = at->from;
    size_t end = 0;
    for (size_t i = 0; i < from->section_count; i++) {
        const struct span *span = &from->section_spans[i];
        if (span->from.runs < end || from->sections[i].cut ||
            sees(context, from->sections[i].audience))
            continue;
        at->spans[at->span_count++] = *span;
        end = span->to.runs;
    }
}

/* True where a reference stands in a part that stays: in no cut section, and in no cut footnote. */
static bool reference_stays(const struct cutting *at, size_t reference)
{
    const struct span *notes = &at->from->notes;
    if (is_cut(at, offsetof(struct extent, references), reference))
        return false;
    if (!is_within(reference, notes->from.references, notes->to.references))
        return true;
    for (size_t i = 0; i < at->from->footnote_count; i++) {
        const struct span *span = &at->from->footnotes[i].span;
        if (is_within(reference, span->from.references, span->to.references))
            return at->notes[i];
    }
    return true;
}

/* Finds the footnotes that something which stays refers to; a footnote may refer to another. */
static void find_notes(struct cutting *at)
{
    bool changed = at->from->footnote_count > 0;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < at->from->reference_count; i++) {
            bool *note = &at->notes[at->from->references[i].number - 1];
            if (!*note && reference_stays(at, i))
                *note = changed = true;
        }
    }
}

/* Adds the footnotes that do not stay, with all that is around them where none does. */
static void add_notes(struct cutting *at)
{
    const struct document *from = at->from;
    bool any = false;
    for (size_t i = 0; i < from->footnote_count; i++)
        any = any || at->notes[i];
    if (from->footnote_count > 0 && !any) {
        at->spans[at->span_count++] = from->notes;
        return;
    }
    for (size_t i = 0; i < from->footnote_count; i++)
        if (!at->notes[i] && from->footnotes[i].references > 0)
            at->spans[at->span_count++] = from->footnotes[i].span;
}

/* ------------------------------------------------------------------ moving the rest together */

static size_t *extent_member(struct extent *extent, size_t member)
{
    return (size_t *)(void *)((char *)extent + member);
}

/* Counts once for all spans what is cut before each. */
static void sum_spans(struct cutting *at)
{
    static const size_t members[] = {
        offsetof(struct extent, html),       offsetof(struct extent, words),
        offsetof(struct extent, runs),       offsetof(struct extent, headings),
        offsetof(struct extent, targets),    offsetof(struct extent, numbered),
        offsetof(struct extent, directives), offsetof(struct extent, references),
        offsetof(struct extent, sections)};
    at->before = arena_array(at->arena, at->span_count, sizeof *at->before);
    for (size_t i = 1; i < at->span_count; i++)
        for (size_t m = 0; m < sizeof members / sizeof *members; m++)
            *extent_member(&at->before[i], members[m]) =
                extent_at(&at->before[i - 1], members[m]) +
                extent_at(&at->spans[i - 1].to, members[m]) -
                extent_at(&at->spans[i - 1].from, members[m]);
}

/* How many are cut before `point`; where it is itself cut, those before its span. */
static size_t cut_before(const struct cutting *at, size_t member, size_t point)
{
    size_t spans = spans_before(at, member, point);
    if (spans == 0)
        return 0;
    size_t from = extent_at(&at->spans[spans - 1].from, member);
    size_t to = extent_at(&at->spans[spans - 1].to, member);
    return extent_at(&at->before[spans - 1], member) + (point < to ? point : to) - from;
}

static size_t moved(const struct cutting *at, size_t member, size_t point)
{
    return point - cut_before(at, member, point);
}

#define MOVED(at, member, point) moved(at, offsetof(struct extent, member), point)

static struct extent moved_extent(const struct cutting *at, const struct extent *extent)
{
    return (struct extent){
        .html = MOVED(at, html, extent->html),
        .words = MOVED(at, words, extent->words),
        .runs = extent->runs, /* nobody cuts an edition again where runs are counted */
        .headings = MOVED(at, headings, extent->headings),
        .targets = MOVED(at, targets, extent->targets),
        .numbered = MOVED(at, numbered, extent->numbered),
        .directives = MOVED(at, directives, extent->directives),
        .references = MOVED(at, references, extent->references),
        .sections = extent->sections,
    };
}

/* Copies the elements of a list, `count` of them, that are not cut. */
static void *kept_of(const struct cutting *at, size_t member, const void *list, size_t count,
                     size_t size, size_t *kept)
{
    char *copy = arena_array(at->arena, count, size);
    size_t done = 0;
    *kept = 0;
    for (size_t i = 0; i <= at->span_count; i++) {
        size_t stop = i < at->span_count ? extent_at(&at->spans[i].from, member) : count;
        size_t next = i < at->span_count ? extent_at(&at->spans[i].to, member) : count;
        if (stop > done) {
            memcpy(copy + *kept * size, (const char *)list + done * size, (stop - done) * size);
            *kept += stop - done;
        }
        done = next > done ? next : done;
    }
    return copy;
}

#define KEPT(at, member, list, count, kept)                                                        \
    kept_of(at, offsetof(struct extent, member), list, count, sizeof *(list), kept)

/* The index of what a slot names, in the lists of the edition. */
static unsigned moved_index(const struct cutting *at, const struct run *run)
{
    switch (run->kind) {
    case RUN_HEADING_OPEN:
    case RUN_HEADING_CLOSE:
        return (unsigned)MOVED(at, headings, run->index);
    case RUN_DESTINATION:
    case RUN_IMAGE_SIZE:
    case RUN_NUMBER:
        return (unsigned)MOVED(at, targets, run->index);
    case RUN_DIRECTIVE:
        return (unsigned)MOVED(at, directives, run->index);
    case RUN_FOOTNOTE_REFERENCE:
        return (unsigned)MOVED(at, references, run->index);
    default: /* sections and footnotes keep their places */
        return run->index;
    }
}

/* Copies the runs: pieces without what is cut of them, slots that are not cut, and in the place of
 * each section one slot. */
static void copy_runs(const struct cutting *at, struct document *to)
{
    const struct document *from = at->from;
    struct run *runs = arena_array(at->arena, from->run_count + at->span_count, sizeof *runs);
    size_t span = 0;
    for (size_t i = 0; i < from->run_count; i++) {
        struct run run = from->runs[i];
        while (span < at->span_count && i >= at->spans[span].to.runs)
            span++;
        bool cut = span < at->span_count && i >= at->spans[span].from.runs;
        if (cut && i == at->spans[span].from.runs &&
            at->spans[span].from.sections < from->section_count &&
            from->section_spans[at->spans[span].from.sections].from.runs == i)
            runs[to->run_count++] = (struct run){.kind = RUN_SECTION,
                                                 .index = (unsigned)at->spans[span].from.sections,
                                                 .from = MOVED(at, html, at->spans[span].from.html),
                                                 .to = MOVED(at, html, at->spans[span].from.html)};
        bool slot = run.from == run.to;
        run.from = MOVED(at, html, run.from);
        run.to = MOVED(at, html, run.to);
        run.index = moved_index(at, &from->runs[i]);
        if (slot ? !cut : run.from < run.to)
            runs[to->run_count++] = run;
    }
    to->runs = runs;
}

/* Counts the references to each footnote anew. */
static void count_references(const struct cutting *at, struct document *to)
{
    struct footnote *notes = arena_array(at->arena, to->footnote_count, sizeof *notes);
    struct footnote_reference *references = (struct footnote_reference *)to->references;
    for (size_t i = 0; i < to->reference_count; i++)
        references[i].occurrence = ++notes[references[i].number - 1].references;
    for (size_t i = 0; i < to->footnote_count; i++)
        notes[i].span = (struct span){moved_extent(at, &at->from->footnotes[i].span.from),
                                      moved_extent(at, &at->from->footnotes[i].span.to)};
    to->footnotes = notes;
}

/* The sections stay in their order; of those that are cut, or in a cut one, only numbers are left.
 */
static void copy_sections(const struct cutting *at, struct document *to)
{
    const struct document *from = at->from;
    struct section *sections = arena_array(at->arena, from->section_count, sizeof *sections);
    struct span *spans = arena_array(at->arena, from->section_count, sizeof *spans);
    for (size_t i = 0; i < from->section_count; i++) {
        const struct span *span = &from->section_spans[i];
        spans[i] = (struct span){moved_extent(at, &span->from), moved_extent(at, &span->to)};
        sections[i] = from->sections[i];
        sections[i].targets_from = spans[i].from.targets;
        sections[i].targets_to = spans[i].to.targets;
        sections[i].directives_from = spans[i].from.directives;
        sections[i].directives_to = spans[i].to.directives;
        if (is_cut(at, offsetof(struct extent, runs), span->from.runs))
            sections[i].cut = true;
    }
    to->sections = sections;
    to->section_spans = spans;
    to->section_count = from->section_count;
}

static const struct document *edition(const struct cutting *at)
{
    const struct document *from = at->from;
    struct document *to = arena_alloc(at->arena, sizeof *to);
    to->html.ptr = KEPT(at, html, from->html.ptr, from->html.len, &to->html.len);
    to->words.ptr = KEPT(at, words, from->words.ptr, from->words.len, &to->words.len);
    to->headings = KEPT(at, headings, from->headings, from->heading_count, &to->heading_count);
    to->targets = KEPT(at, targets, from->targets, from->target_count, &to->target_count);
    to->numbered = KEPT(at, numbered, from->numbered, from->numbered_count, &to->numbered_count);
    to->directives =
        KEPT(at, directives, from->directives, from->directive_count, &to->directive_count);
    to->references =
        KEPT(at, references, from->references, from->reference_count, &to->reference_count);
    to->footnote_count = from->footnote_count;
    to->notes =
        (struct span){moved_extent(at, &from->notes.from), moved_extent(at, &from->notes.to)};
    copy_runs(at, to);
    count_references(at, to);
    copy_sections(at, to);
    return to;
}

const struct document *markdown_cut(struct arena *arena, const struct document *document,
                                    bool (*sees)(const void *context, struct str audience),
                                    const void *context)
{
    struct cutting at = {.arena = arena, .from = document};
    if (document->section_count == 0)
        return document;
    at.spans = arena_array(arena, document->section_count + document->footnote_count + 1,
                           sizeof *at.spans);
    at.notes = arena_array(arena, document->footnote_count, sizeof *at.notes);
    find_sections(&at, sees, context);
    if (at.span_count == 0)
        return document;
    find_notes(&at);
    add_notes(&at);
    sum_spans(&at);
    return edition(&at);
}
