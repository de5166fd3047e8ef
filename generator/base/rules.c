/* rules.c: the table of rules: the id that a diagnostic shows and what the rule asks for.
 *
 * Layer: base. Uses: nothing. Used by: diag, the guide. */
#include "concordat/base/rules.h"

static const struct {
    const char *id;
    const char *sentence;
} rules[RULE_COUNT] = {
    [RULE_SYSTEM] = {"system", "The system must allow what the program does: read, write, rename."},
    [RULE_NO_CONTENT] = {"no-content", "A content folder holds site.yaml and trusts/<id>/."},
    [RULE_UNREAD_FILE] = {"unread-file", "A content folder holds only files that are read."},
    [RULE_FOREIGN_FOLDER] = {"foreign-folder",
                             "The output folder is new, empty, or was made by this program."},
    [RULE_OUTPUT_NOT_APART] = {"output-not-apart",
                               "The output folder is apart from the content and the templates."},
    [RULE_FOLDER_BUSY] = {"folder-busy", "One build at a time writes to an output folder."},
    [RULE_ADDRESS_TAKEN] = {"address-taken", "Each page and file has an address of its own."},
    [RULE_BAD_ADDRESS] = {"bad-address", "An address is plain names with slashes between them."},
    [RULE_NOT_UTF8] = {"not-utf8", "Every file is UTF-8 text without control characters."},
    [RULE_TOO_LARGE] = {"too-large", "A file is at most 4 MiB."},
    [RULE_YAML_SYNTAX] = {"yaml-syntax", "A definition is well-formed YAML."},
    [RULE_DUPLICATE_KEY] = {"duplicate-key", "A key stands once in its mapping."},
    [RULE_YAML_LIMIT] = {"yaml-limit", "A definition keeps to bounds of depth, size and aliases."},
    [RULE_YAML_FEATURE] = {"yaml-feature",
                           "A definition is one document, its keys plain text, without tags."},
    [RULE_UNKNOWN_FIELD] = {"unknown-field", "Every key is a field of its record."},
    [RULE_WRONG_KIND] = {"wrong-kind", "A value is of the kind that its field asks for."},
    [RULE_MISSING_FIELD] = {"missing-field",
                            "A required field is given, or said to be not stated."},
    [RULE_EMPTY_FIELD] = {"empty-field", "A field that is written has a value."},
    [RULE_UNKNOWN_VALUE] = {"unknown-value", "A choice is one of the values of its list."},
    [RULE_UNKNOWN_RECORD] = {"unknown-record", "A reference names a record that is defined."},
    [RULE_AMBIGUOUS_RECORD] = {"ambiguous-record",
                               "A reference that several types could meet says which it means."},
    [RULE_DUPLICATE_ID] = {"duplicate-id", "An id is given once for each type in a trust."},
    [RULE_BAD_ID] = {"bad-id", "An id has only lower-case letters, digits and hyphens."},
    [RULE_RESERVED_ID] = {"reserved-id", "An id is none of the addresses the site itself uses."},
    [RULE_IMPOSSIBLE_DATE] = {"impossible-date", "A date is in the calendar, in a form listed."},
    [RULE_GIVEN_TWICE] = {"given-twice", "A single value of a trust stands in one of its files."},
    [RULE_UNSOURCED_VERSION] = {"unsourced-version",
                                "Each of several differing values says which source has it."},
    [RULE_SPREADSHEET] = {"spreadsheet",
                          "A spreadsheet has a heading for each column and a record for each row."},
    [RULE_SPREADSHEET_READ] = {"spreadsheet-read",
                               "A spreadsheet is UTF-8, or what was taken for it is said."},
    [RULE_SEAT_TWICE] = {"seat-twice", "A person holds at most one seat on a body at a time."},
    [RULE_VACANT_YET_HELD] = {"vacant-yet-held", "A vacant seat has no holder."},
    [RULE_VACANCY_WITHOUT_POST] =
        {"vacancy-without-post",
         "A vacant seat says what it is for: a post or whom it represents."},
    [RULE_DATES_OUT_OF_ORDER] = {"dates-out-of-order", "What begins does so before it ends."},
    [RULE_LINK_CYCLE] = {"link-cycle",
                         "No link leads, directly or through parts of parts, back to itself."},
    [RULE_SIMILAR_NAMES] = {"similar-names", "Two people of a trust have clearly different names."},
    [RULE_NO_SOURCE] = {"no-source", "Bodies, links, seats and functions name their source."},
    [RULE_NO_STANDING] = {"no-standing", "Bodies, links, seats and functions say their standing."},
    [RULE_OUTSIDE_PHASE] = {"outside-phase", "A milestone lies in the period of its phase."},
    [RULE_REVISIT_WITHOUT_DATE] = {"revisit-without-date",
                                   "An option that is put off says until when."},
    [RULE_COMPARED_WITH_ITSELF] = {"compared-with-itself",
                                   "An option is set against others than itself."},
    [RULE_SHORT_CYCLE] = {"short-cycle", "A cycle has three stages or more."},
    [RULE_QUOTED_TWICE] = {"quoted-twice", "A quotation is written without quotation marks."},
    [RULE_UNKNOWN_HOME] = {"unknown-home", "home: names a trust of the site."},
    [RULE_SHARED_CHAIR] = {"shared-chair",
                           "The trust's board and the safeguarding board have chairs of their own: "
                           "recommended by Lord Laming on 12 March 2009."},
    [RULE_TOTAL_NOT_SUM] = {"total-not-sum", "A total is the sum of its areas' figures."},
    [RULE_AREA_TWICE] = {"area-twice", "An area has one figure of a measure."},
    [RULE_FIGURE_AFTER_YEAR] =
        {"figure-after-year", "A figure is as at a day that the year of its summary has reached."},
    [RULE_BOARD_NOT_THERE] = {"board-not-there",
                              "A summary is of a year in which its board existed."},
    [RULE_YEAR_AS_ID] = {"year-as-id",
                         "The file of an annual summary is named by its year: 2012 or 2012-13."},
    [RULE_FRONT_MATTER] = {"front-matter", "A page begins with YAML between two lines of ---."},
    [RULE_RAW_HTML] = {"raw-html", "Markdown holds no HTML: it would pass unchecked."},
    [RULE_UNSAFE_LINK] = {"unsafe-link", "A link leads to http, https, mailto or inside the site."},
    [RULE_UNKNOWN_TARGET] = {"unknown-target", "What a text links to or shows is there."},
    [RULE_UNKNOWN_ANCHOR] = {"unknown-anchor",
                             "The place on a page that a text links to is there."},
    [RULE_LINK_TO_WITHHELD] = {"link-to-withheld", "Readers of a text may see what it links to."},
    [RULE_BAD_IMAGE] = {"bad-image", "An image is a PNG, JPEG, GIF or WebP file of its trust."},
    [RULE_UNDESCRIBED_IMAGE] = {"undescribed-image", "An image says in words what it shows."},
    [RULE_MARKDOWN_LIMIT] = {"markdown-limit", "Markdown keeps to bounds of size and nesting."},
    [RULE_TABLE_PLACE] = {"table-place", "A table is apart from the words in front of it."},
    [RULE_EXTRA_CELLS] = {"extra-cells", "A row has no more cells than the header of its table."},
    [RULE_FOOTNOTE_PLACE] = {"footnote-place",
                             "Footnotes stand by themselves; no reference is inside a link."},
    [RULE_DUPLICATE_FOOTNOTE] = {"duplicate-footnote", "A footnote's name is given once a text."},
    [RULE_UNKNOWN_FOOTNOTE] = {"unknown-footnote", "A reference names a footnote of its text."},
    [RULE_UNUSED_FOOTNOTE] = {"unused-footnote", "Every footnote of a text is referred to."},
    [RULE_WORDLESS_LINK] = {"wordless-link", "A link has words, or a number to stand for them."},
    [RULE_LABEL_PLACE] = {"label-place", "A label ends a paragraph of a numbered page."},
    [RULE_DUPLICATE_LABEL] = {"duplicate-label", "A label names one place of its page."},
    [RULE_DIRECTIVE_PLACE] = {"directive-place", "A directive stands by itself, on a page."},
    [RULE_UNKNOWN_DIRECTIVE] = {"unknown-directive", "A directive is one that there is."},
    [RULE_TEMPLATE_SYNTAX] = {"template-syntax", "A template is well-formed Mustache."},
    [RULE_UNCLOSED_SECTION] = {"unclosed-section", "What a template opens it closes, in order."},
    [RULE_UNKNOWN_NAME] = {"unknown-name", "A template names only fields of the record it shows."},
    [RULE_UNKNOWN_PARTIAL] = {"unknown-partial", "A partial that is called exists."},
    [RULE_UNKNOWN_BLOCK] = {"unknown-block", "A block that is filled exists in the layout."},
    [RULE_UNKNOWN_STRING] = {"unknown-string", "A string that is used is in the strings file."},
    [RULE_WRONG_USE] = {"wrong-use", "A tag fits the kind of what it names."},
    [RULE_ENDLESS_RECURSION] = {"endless-recursion", "A template ends."},
    [RULE_TEMPLATE_LIMIT] = {"template-limit", "A template keeps to bounds of size and nesting."},
    [RULE_UNUSED_TEMPLATE] = {"unused-template", "Every template and string is used."},
};

const char *rule_id(enum rule rule)
{
    return rules[rule].id;
}

const char *rule_sentence(enum rule rule)
{
    return rules[rule].sentence;
}
