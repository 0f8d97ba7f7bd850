/*
 * xml.h - an XML document as a small tree.
 *
 * xml.c is the only file that knows libxml2. Safe for hostile input: a DOCTYPE
 * is refused (so no entities, bombs or external files), nothing is fetched,
 * and depth, counts and memory are limited. UTF-8, UTF-16 and ISO-8859-1 are
 * read; everything in the tree is valid UTF-8.
 *
 * The tree is immutable and keeps what a faithful writer needs: prefixes,
 * namespace declarations, comments, processing instructions, and all text as
 * it was. White space between elements is the one thing dropped (an element
 * that holds nothing but white space keeps it).
 */
#ifndef IJK_DMN_XML_H
#define IJK_DMN_XML_H

#include "base/err.h"

enum {
    XML_BYTES_MAX = 32 * 1024 * 1024,
    XML_DEPTH_MAX = 200,
    XML_ATTRS_MAX = 256,       /* of one element, declarations included */
    XML_NAMES_MAX = 16 * 1024, /* different names in one document */
    XML_NODES_MAX = 2000000,
};

#define XML_NS_XMLNS "http://www.w3.org/2000/xmlns/"
#define XML_NS_XML   "http://www.w3.org/XML/1998/namespace"

/* Interned: within one document equal names are the same pointer. */
struct xml_name {
    str local, prefix, uri; /* prefix and uri empty when there is none */
};

/* A namespace declaration is an attribute with the uri XML_NS_XMLNS and the
 * declared prefix as local name ("" for the default); these come first. */
struct xml_attr {
    const struct xml_name *name;
    str value;
};

enum xml_kind { XML_ELEMENT, XML_TEXT, XML_COMMENT, XML_PI };

struct xml_node {
    const struct xml_node *next; /* sibling */
    const struct xml_name *name; /* element; of a PI: its target as local name */
    union {
        struct {
            const struct xml_attr *attr;
            const struct xml_node *child; /* the first one */
        } e;
        str text; /* text, comment, PI */
    } u;
    int32_t line; /* of the first character of the tag or text, from 1 */
    uint16_t col; /* idem, in code points; 0 unknown */
    uint16_t n_attr;
    uint8_t kind;
    bool cdata; /* this text was written as CDATA */
};

struct xml_doc {
    const struct xml_node *first; /* prolog, root, epilog */
    const struct xml_node *root;
    size_t n_nodes;
};

/* Parse `bytes`; the tree lives in `mem` and holds no view of `bytes`. `file`
 * is for messages. Errors: ERR_SYNTAX or ERR_LIMIT, with file, line and column. */
bool xml_parse(struct arena *mem, str file, str bytes, struct xml_doc *out,
               struct err *err);

/* An attribute without namespace; with one when `uri` is not NULL. NULL = absent. */
const struct xml_attr *xml_find_attr(const struct xml_node *e, const char *uri,
                                     const char *local);
/* Its value, or "". */
str xml_get_attr(const struct xml_node *e, const char *local);

/* The first child element, and the next sibling that is an element. */
const struct xml_node *xml_first(const struct xml_node *e);
const struct xml_node *xml_next(const struct xml_node *e);

/* The first text node of an element; NULL when it has none. */
const struct xml_node *xml_text_node(const struct xml_node *e);

/* All text in an element, without its child elements; a view where it is one node. */
str xml_text(struct arena *mem, const struct xml_node *e);

static inline bool xml_is(const struct xml_node *e, const char *uri, const char *local)
{
    return e->kind == XML_ELEMENT && str_is(e->name->local, local) &&
           str_is(e->name->uri, uri);
}

#endif
