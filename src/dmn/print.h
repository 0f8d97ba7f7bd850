/*
 * print.h - the decision tables of a model, for people to read.
 */
#ifndef IJK_DMN_PRINT_H
#define IJK_DMN_PRINT_H

#include "base/sbuf.h"
#include "dmn/doc.h"

enum print_style {
    PRINT_TEXT,     /* box-drawing characters, for a terminal */
    PRINT_MARKDOWN, /* a heading and a pipe table each */
};

/*
 * Append every decision table of the document, also those inside other boxed
 * expressions: title, hit policy, columns with their allowed values, rules with
 * annotations and sources. Control characters in the model show as U+FFFD.
 * Returns the number of tables.
 */
size_t print_tables(struct sbuf *b, const struct doc *doc, enum print_style style);

#endif
