/*
 * canon.h - a DMN file in one canonical form, so that diffs show what changed.
 *
 * Two spaces per level; one element per line, text verbatim; attributes in a
 * fixed order (declarations, id, name, those of DMN, then foreign ones); parts
 * of a DMN element in the order of the schema. Nothing with a meaning moves:
 * rules, columns, entries and top-level elements stay where they are, a comment
 * goes with the element after it. Everything foreign is kept. Writing what was
 * written again gives the same bytes.
 */
#ifndef IJK_DMN_CANON_H
#define IJK_DMN_CANON_H

#include "base/sbuf.h"
#include "dmn/xml.h"

/* Append the document to `b`, ending in a line feed. */
void canon_write(struct sbuf *b, const struct xml_doc *doc);

#endif
