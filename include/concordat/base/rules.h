/* rules.h: every rule that a diagnostic can name, with its id and its sentence.
 *
 * A new rule is a line here and a row in rules.c. */
#ifndef CONCORDAT_BASE_RULES_H
#define CONCORDAT_BASE_RULES_H

enum rule {
    /* files */
    RULE_SYSTEM,
    RULE_NO_CONTENT,
    RULE_UNREAD_FILE,
    RULE_FOREIGN_FOLDER,
    RULE_OUTPUT_NOT_APART,
    RULE_FOLDER_BUSY,
    RULE_ADDRESS_TAKEN,
    RULE_BAD_ADDRESS,
    RULE_NOT_UTF8,
    RULE_TOO_LARGE,
    /* YAML */
    RULE_YAML_SYNTAX,
    RULE_DUPLICATE_KEY,
    RULE_YAML_LIMIT,
    RULE_YAML_FEATURE,
    /* definitions */
    RULE_UNKNOWN_FIELD,
    RULE_WRONG_KIND,
    RULE_MISSING_FIELD,
    RULE_EMPTY_FIELD,
    RULE_UNKNOWN_VALUE,
    RULE_UNKNOWN_RECORD,
    RULE_AMBIGUOUS_RECORD,
    RULE_DUPLICATE_ID,
    RULE_BAD_ID,
    RULE_RESERVED_ID,
    RULE_IMPOSSIBLE_DATE,
    RULE_GIVEN_TWICE,
    RULE_UNSOURCED_VERSION,
    /* what a partnership should look at */
    RULE_SEAT_TWICE,
    RULE_VACANT_YET_HELD,
    RULE_VACANCY_WITHOUT_POST,
    RULE_DATES_OUT_OF_ORDER,
    RULE_LINK_CYCLE,
    RULE_SIMILAR_NAMES,
    RULE_NO_SOURCE,
    RULE_NO_STANDING,
    RULE_UNKNOWN_HOME,
    /* Markdown */
    RULE_FRONT_MATTER,
    RULE_RAW_HTML,
    RULE_UNSAFE_LINK,
    RULE_UNKNOWN_TARGET,
    RULE_UNKNOWN_ANCHOR,
    RULE_LINK_TO_WITHHELD,
    RULE_MIXED_FICTION,
    RULE_BAD_IMAGE,
    RULE_UNDESCRIBED_IMAGE,
    RULE_MARKDOWN_LIMIT,
    RULE_TABLE_PLACE,
    RULE_EXTRA_CELLS,
    RULE_FOOTNOTE_PLACE,
    RULE_DUPLICATE_FOOTNOTE,
    RULE_UNKNOWN_FOOTNOTE,
    RULE_UNUSED_FOOTNOTE,
    /* templates */
    RULE_TEMPLATE_SYNTAX,
    RULE_UNCLOSED_SECTION,
    RULE_UNKNOWN_NAME,
    RULE_UNKNOWN_PARTIAL,
    RULE_UNKNOWN_BLOCK,
    RULE_UNKNOWN_STRING,
    RULE_WRONG_USE,
    RULE_ENDLESS_RECURSION,
    RULE_TEMPLATE_LIMIT,
    RULE_UNUSED_TEMPLATE,
    RULE_COUNT
};

/* The id that a diagnostic shows in brackets, such as "unknown-field". */
const char *rule_id(enum rule rule);

/* One sentence that says what the rule asks for. */
const char *rule_sentence(enum rule rule);

#endif
