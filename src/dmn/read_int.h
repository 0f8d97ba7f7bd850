/*
 * read_int.h - what the readers of DMN elements share. Only for src/dmn/read*.c.
 *
 * Each element has a shape: the attributes and children it may have. read_shape
 * compares an element with it and reports the differences; after that a reader
 * just takes what is there.
 */
#ifndef IJK_DMN_READ_INT_H
#define IJK_DMN_READ_INT_H

#include "dmn/doc.h"

struct sttr_rule;

struct reader {
    struct arena *mem;
    struct findings *findings;
    struct doc *doc;
    struct err dropped;           /* takes findings beyond the maximum */
    str uri;                      /* the DMN namespace of this document */
    const struct xml_node *top;   /* the top-level element being read */
    size_t rule;                  /* number of the rule being read, from 1; 0 none */
    const struct sttr_rule *sttr; /* sorted by id */
    size_t n_sttr;
};

/*
 * Names separated by spaces, each with a mark: `!` must be there, `~` should be
 * there (a warning), `*` any number (children), no mark: at most one. EXPR
 * among the children stands for any boxed expression. `id`, `label`,
 * `description` and `extensionElements` go without saying.
 */
struct shape {
    const char *attrs, *children;
};

/* Give a finding its file, line and place; returns it, for a hint. */
struct err *read_place(struct reader *r, struct err *e, const struct xml_node *at);

/* Count a finding that is over the maximum. */
struct err *read_drop(struct reader *r, enum severity severity);

/* A finding about node `at`: message and arguments as in printf. */
#define READ_REPORT(r, at, severity, code, ...)                                          \
    ((r)->findings->n >= FINDINGS_MAX                                                    \
         ? read_drop((r), (severity))                                                    \
         : read_place((r), findings_add((r)->findings, (severity), (code), __VA_ARGS__), \
                      (at)))

/* Hint at the name that was meant, when one of `words` is near. */
void read_suggest(struct err *e, str wrong, const char *words);

/* Is `e` an element of DMN (any version), with this name? */
bool read_is_dmn(const struct reader *r, const struct xml_node *e);
bool read_is(const struct reader *r, const struct xml_node *e, const char *name);

/* Report what is not as the shape says, and fill the head of the node. */
void read_head(struct reader *r, const struct xml_node *e, const struct shape *shape,
               struct doc_node *out);

/* The first child with this name; NULL when absent. Their number. */
const struct xml_node *read_child(const struct reader *r, const struct xml_node *e,
                                  const char *name);
size_t read_count(const struct reader *r, const struct xml_node *e, const char *name);

/* The next element called `name` from `e` on, itself included; NULL at the end. */
const struct xml_node *read_next(const struct reader *r, const struct xml_node *e,
                                 const char *name);
#define READ_EACH(r, parent, c, name)                                                    \
    for (const struct xml_node *c = read_next((r), xml_first(parent), (name)); c;        \
         c = read_next((r), xml_next(c), (name)))

/* The content of an element, and of its child `name` (absent when there is none). */
struct doc_text read_content(struct reader *r, const struct xml_node *e);
struct doc_text read_text(struct reader *r, const struct xml_node *e, const char *name);

/* The same trimmed; for names and plain text. */
str read_plain(struct reader *r, const struct xml_node *e, const char *name);

bool read_bool(struct reader *r, const struct xml_node *e, const char *attr,
               bool otherwise);

/* The index of `value` in `names` (ends in NULL), or -1 and an error. */
int read_choice(struct reader *r, const struct xml_node *e, str value,
                const char *const *names);

/* read_item.c: a type name with a prefix that stands for FEEL or for this model loses it. */
str read_type_ref(struct reader *r, const struct xml_node *e, str text);

/* read_item.c: an information item; the variable of `owner`, from its child `variable`. */
void read_item(struct reader *r, const struct xml_node *e, struct doc_item *out);
struct doc_item *read_items(struct reader *r, const struct xml_node *e, const char *name,
                            size_t *n);
void read_variable(struct reader *r, const struct xml_node *e,
                   const struct doc_node *owner, struct doc_item *out);

/* read_item.c: the references in the `outer` children: requirements, which say
 * their kind themselves, or hrefs of `kind`. */
const struct doc_ref *read_refs(struct reader *r, const struct xml_node *e,
                                const char *outer, enum doc_ref_kind kind, size_t *n);

/* read_ext.c: our extension elements on `e`; NULL when it has none. */
const struct doc_ext *read_ext(struct reader *r, const struct xml_node *e);

/* read_sttr.c: remember the questions of an STTR file; fill in one for an input. */
void read_sttr(struct reader *r, const struct xml_node *definitions);
const struct doc_ext *read_sttr_ext(struct reader *r, const struct xml_node *e,
                                    const struct doc_ext *ext);

/* read_expr.c: is it an expression; the only one in `e` (NULL: none); a part such as <if>. */
bool read_is_expr(const struct reader *r, const struct xml_node *e);
const struct doc_expr *read_expr(struct reader *r, const struct xml_node *e);
const struct doc_expr *read_only_expr(struct reader *r, const struct xml_node *e);
const struct doc_expr *read_function(struct reader *r, const struct xml_node *e);
const struct doc_import *read_import(struct reader *r, const struct xml_node *e);

/* read_table.c */
const struct doc_table *read_table(struct reader *r, const struct xml_node *e);

/* read_drg.c: everything directly in definitions. */
void read_definitions(struct reader *r, const struct xml_node *e);

#endif
