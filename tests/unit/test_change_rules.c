/* test_change_rules.c: the rules of phases, options, cycles and quotations are told where they are
 * broken, and nowhere else. */
#include "draft.h"

static const struct {
    const char *yaml;
    const char *told;
} cases[] = {
    /* milestones and the periods of their phases */
    {"phases: [{id: one, title: One, from: 2007-04, to: 2008-03}]\n"
     "milestones:\n"
     "  - {title: A, status: planned, phase: one, date: 2007-04}\n"
     "  - {title: B, status: planned, phase: one, date: by 2007}\n"
     "  - {title: C, status: planned, phase: one, date: 2008}\n"
     "  - {title: D, status: planned, phase: one, date: from 2008-03-31}\n"
     "  - {title: E, status: planned, date: 2010}\n",
     ""},
    {"phases: [{id: one, title: One, from: 2007-04, to: 2008-03}]\n"
     "milestones:\n"
     "  - {title: A, status: planned, phase: one, date: early 2007}\n",
     ""},
    {"phases: [{id: one, title: One, from: 2007-04, to: 2008-03}]\n"
     "milestones:\n"
     "  - {title: A, status: planned, phase: one, date: 2007-03}\n"
     "  - {title: B, status: planned, phase: one, date: from 2008-04}\n",
     "t.yaml:3:45: advice [outside-phase] 2007-03 is before the phase 'one', which begins 2007-04\n"
     "t.yaml:4:45: advice [outside-phase] from 2008-04 is after the phase 'one', which ends "
     "2008-03\n"},
    {"phases: [{id: one, title: One}]\n"
     "milestones: [{title: A, status: planned, phase: one, date: 2007-03}]\n",
     ""},
    /* options */
    {"options: [{id: a, title: A, verdict: revisit, revisit: from 2007},\n"
     "          {id: b, title: B, verdict: revisit, revisit: not stated, compared_with: a},\n"
     "          {id: c, title: C, verdict: open}]\n",
     ""},
    {"options: [{id: a, title: A, verdict: revisit}]\n",
     "t.yaml:1:29: advice [revisit-without-date] the option is put off, and nothing says until "
     "when: revisit, a date or not stated\n"},
    {"options: [{id: a, title: A, verdict: open}, {id: b, title: B, verdict: open,\n"
     "           compared_with: [a, b]}]\n",
     "t.yaml:2:31: error [compared-with-itself] the option 'b' is compared with itself (name the "
     "option that it is set against)\n"},
    /* cycles */
    {"cycles: [{id: a, title: A, stages: [{title: X}, {title: Y}, {title: Z}]},\n"
     "         {id: b, title: B, stages: not stated}]\n",
     ""},
    {"cycles: [{id: a, title: A, stages: [{title: X}, {title: Y}]}]\n",
     "t.yaml:1:28: advice [short-cycle] a cycle of 2 stages goes round nothing and is not drawn\n"},
    {"cycles: [{id: a, title: A}]\n",
     "t.yaml:1:10: advice [short-cycle] a cycle of 0 stages goes round nothing and is not drawn\n"},
    /* quotations */
    {"quotations: [{text: We don't wait}, {text: '“A” and “B”'}, {text: '“A” is enough'},\n"
     "             {text: \"'\"}, {text: 'So “be it”'}, {text: '''A'' and ''B'''}]\n",
     ""},
    {"quotations: [{text: '“We wait”'}]\n",
     "t.yaml:1:15: warning [quoted-twice] the quotation stands in quotation marks, and the page "
     "adds its own\n"},
    {"quotations: [{text: '\"We wait\"'}]\n",
     "t.yaml:1:15: warning [quoted-twice] the quotation stands in quotation marks, and the page "
     "adds its own\n"},
    {"quotations: [{text: ‘We wait’}]\n",
     "t.yaml:1:15: warning [quoted-twice] the quotation stands in quotation marks, and the page "
     "adds its own\n"},
};

static void each_rule_is_told_where_it_is_broken(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct draft *draft = draft_resolved(cases[i].yaml);
        check_rules(draft->arena, &draft->records, 0, draft->diag);
        draft_tells(draft, cases[i].told);
        draft_free(draft);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_is_told_where_it_is_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
