/*
 * xml_decode.h - from the bytes of an XML file to UTF-8 that is safe to parse.
 *
 * Finds the encoding (byte order mark, then the XML declaration, else UTF-8)
 * and converts UTF-16 and ISO-8859-1. Any other encoding is an error that says so.
 */
#ifndef IJK_DMN_XML_DECODE_H
#define IJK_DMN_XML_DECODE_H

#include "base/err.h"

/* `*out` is valid UTF-8 without byte order mark and without NUL; a view of
 * `bytes` when nothing had to change, else it lives in `mem`. */
bool xml_decode(struct arena *mem, str file, str bytes, str *out, struct err *err);

/* Refuse a tag with more than `max` attributes, in time linear in the text: the
 * parser behind this compares all attributes of a tag with one another. */
bool xml_check_tags(str file, str text, size_t max, struct err *err);

#endif
