/* json_date.c: dates as formats for programs have them.
 *
 * Layer: schema. Uses: json, date. Used by: linked_data, popolo. */
#include "concordat/schema/json_date.h"

void json_date(struct json *json, const char *name, const struct value *date)
{
    struct buf iso = {0};
    if (!value_is_given(date) || date->count != 1 || date->items[0].as.date.form != DATE_ON)
        return;
    date_write_iso(&date->items[0].as.date, &iso);
    json_member(json, name, buf_str(&iso));
    buf_free(&iso);
}
