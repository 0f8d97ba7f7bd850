/*
 * doc.h - a DMN document as a syntax tree, the same for DMN 1.1 to 1.5 and STTR.
 *
 * Faithful to the file: nothing is resolved but hrefs to imports and the
 * prefixes of type names. The tree is immutable; its text is a view of the XML
 * tree, which lives in the same arena. A list is a pointer with a count beside
 * it and keeps the order of the file. An absent text has n == 0 and, in a
 * `struct doc_text`, at == NULL (`<text/>` is present and empty).
 *
 * Reading reports everything it does not understand as findings: an unknown
 * name in a DMN namespace is a warning with a suggestion, something required
 * that is missing an error. Diagrams and extension elements of others are only
 * in the XML tree.
 */
#ifndef IJK_DMN_DOC_H
#define IJK_DMN_DOC_H

#include "base/err.h"
#include "dmn/xml.h"

#define DOC_NS_IJK "urn:ijkpunt:dmn:1"

enum doc_version { DMN_1_1 = 11, DMN_1_2, DMN_1_3, DMN_1_4, DMN_1_5 };

/* Text with its place: FEEL, or Dutch with FEEL in braces. */
struct doc_text {
    str text;
    int line, col; /* of the first character of `text` */
};

static inline bool doc_has(const struct doc_text *t)
{
    return t->text.at != NULL;
}

enum doc_herkomst {
    HERKOMST_NONE,
    HERKOMST_LETTERLIJK,
    HERKOMST_AFGELEID,
    HERKOMST_EIGEN,
    HERKOMST_ONTBREEKT
};

/* <ijk:bron>: the source of a decision, rule or fact. */
struct doc_bron {
    str regel; /* rule numbers of the specification, space separated */
    str document, plaats;
    enum doc_herkomst herkomst;
    str remark;
    int line;
};

/* Our own extension elements on one node. */
struct doc_ext {
    const struct doc_bron *bron;
    size_t n_bron;
    struct doc_text motivering; /* text with {FEEL} */
    struct doc_text vereist;    /* FEEL */
    struct doc_text standaard;  /* FEEL */
    struct doc_text geldig;     /* FEEL */
    str eenheid, vraag, toelichting, toegestaan;
};

/* What every node has. */
struct doc_node {
    str id, name, label, description;
    const struct doc_ext *ext;  /* NULL: none */
    const struct xml_node *xml; /* the element, for everything else in it */
    int line;
};

/* An information item: variable, parameter, column. type_ref may be empty.
 * The variable of a decision, input, BKM or service that has none in the file
 * has the name and line of its owner. */
struct doc_item {
    struct doc_node node;
    str type_ref; /* "tPerson", "number", "import name.tPerson" */
};

struct doc_import {
    struct doc_node node; /* name: what the importing model calls it */
    str namespace_, location, type;
};

/* An href: the element `id` of this document (import == NULL) or of an import. */
enum doc_ref_kind { REF_DECISION, REF_INPUT, REF_KNOWLEDGE, REF_AUTHORITY };

struct doc_ref {
    enum doc_ref_kind kind;
    int line;
    const struct doc_import *import;
    str id, href;
};

/* ---- boxed expressions ---- */

enum doc_expr_kind {
    EXPR_LITERAL,
    EXPR_TABLE,
    EXPR_CONTEXT,
    EXPR_INVOCATION,
    EXPR_FUNCTION,
    EXPR_RELATION,
    EXPR_LIST,
    EXPR_CONDITIONAL,
    EXPR_FILTER,
    EXPR_FOR,
    EXPR_SOME,
    EXPR_EVERY,
};

struct doc_expr;

struct doc_literal {
    struct doc_text text;              /* absent: the expression has no text */
    str language;                      /* its own expressionLanguage, or "" */
    const struct doc_import *imported; /* importedValues; NULL: none */
};

struct doc_entry {
    struct doc_node node;
    const struct doc_item *variable; /* NULL: the result of the context */
    const struct doc_expr *value;    /* NULL: missing (reported) */
};

struct doc_binding {
    struct doc_item parameter;
    const struct doc_expr *value; /* NULL: bound to null */
};

struct doc_row {
    struct doc_node node;
    const struct doc_expr *const *cell;
    size_t n_cell;
};

enum doc_function_kind { FUNCTION_FEEL, FUNCTION_JAVA, FUNCTION_PMML };

enum doc_hit_policy {
    HIT_UNIQUE,
    HIT_FIRST,
    HIT_PRIORITY,
    HIT_ANY,
    HIT_COLLECT,
    HIT_RULE_ORDER,
    HIT_OUTPUT_ORDER
};
enum doc_aggregation {
    AGGREGATE_NONE,
    AGGREGATE_SUM,
    AGGREGATE_COUNT,
    AGGREGATE_MIN,
    AGGREGATE_MAX
};
enum doc_orientation { ORIENT_RULE_AS_ROW, ORIENT_RULE_AS_COLUMN, ORIENT_CROSS_TABLE };

struct doc_input_clause {
    struct doc_node node;
    struct doc_text expression;
    str type_ref;
    struct doc_text values; /* inputValues: unary tests */
};

struct doc_output_clause {
    struct doc_node node; /* name: component of the result; may be empty for one output */
    str type_ref;
    struct doc_text values; /* outputValues: in order of priority */
    struct doc_text default_entry;
};

/* A cell is small because there are many; id, typeRef and the like: in `xml`
 * (the inputEntry or outputEntry). An absent text was reported. */
struct doc_cell {
    struct doc_text text;
    const struct xml_node *xml;
};

struct doc_rule {
    struct doc_node node;
    const struct doc_cell *input;  /* n_input of the table */
    const struct doc_cell *output; /* n_output of the table */
    const str *annotation;         /* n_annotation of the table */
};

struct doc_table {
    enum doc_hit_policy hit_policy;
    enum doc_aggregation aggregation;
    enum doc_orientation orientation;
    str output_label;
    bool unknown_is_no_match; /* ijk:onbekend="geen_treffer" */
    const struct doc_input_clause *input;
    size_t n_input;
    const struct doc_output_clause *output;
    size_t n_output;
    const str *annotation; /* names of the annotation columns */
    size_t n_annotation;
    const struct doc_rule *rule;
    size_t n_rule;
};

struct doc_expr {
    struct doc_node node;
    enum doc_expr_kind kind;
    str type_ref; /* "" when not given */
    union {
        struct doc_literal literal;
        const struct doc_table *table;
        struct {
            const struct doc_entry *entry;
            size_t n;
        } context;
        struct {
            const struct doc_expr *callee; /* NULL: missing (reported) */
            const struct doc_binding *binding;
            size_t n;
        } invocation;
        struct {
            enum doc_function_kind kind;
            const struct doc_item *parameter;
            size_t n;
            const struct doc_expr *body; /* NULL: none */
        } function;
        struct {
            const struct doc_item *column;
            size_t n_column;
            const struct doc_row *row;
            size_t n_row;
        } relation;
        struct {
            const struct doc_expr *const *item;
            size_t n;
        } list;
        struct { /* a missing part is NULL and was reported */
            const struct doc_expr *test, *then, *otherwise;
        } conditional;
        struct {
            const struct doc_expr *in, *match;
        } filter;
        struct { /* for, some, every */
            str variable;
            const struct doc_expr *in, *body; /* body: return or satisfies */
            str in_type;                      /* typeRef of <in> */
        } iterator;
    } u;
};

/* ---- the elements of a document ---- */

struct doc_itemdef {
    struct doc_node node;
    str type_ref, type_language;
    bool is_collection;
    bool unknown_elements;      /* ijk:onbekend="element": an element may be null */
    struct doc_text allowed;    /* allowedValues: of the value, or of each element */
    struct doc_text constraint; /* typeConstraint (1.4): of the collection itself */
    const struct doc_itemdef *component;
    size_t n_component;
    bool is_function; /* functionItem */
    const struct doc_item *parameter;
    size_t n_parameter;
    str output_type;
};

struct doc_input {
    struct doc_node node;
    struct doc_item variable;
};

struct doc_decision {
    struct doc_node node;
    struct doc_item variable;
    str naam; /* ijk:naam: its name in parameters.yaml and answers, where that differs */
    bool conclusie; /* ijk:conclusie="ja": what people want to know first */
    str question, allowed_answers;
    const struct doc_ref *information; /* REF_DECISION and REF_INPUT */
    size_t n_information;
    const struct doc_ref *knowledge;
    size_t n_knowledge;
    const struct doc_ref *authority;
    size_t n_authority;
    const struct doc_expr *logic; /* NULL: a decision without logic */
};

struct doc_bkm {
    struct doc_node node;
    struct doc_item variable;
    const struct doc_expr *logic; /* EXPR_FUNCTION; NULL: none */
    const struct doc_ref *knowledge;
    size_t n_knowledge;
    const struct doc_ref *authority;
    size_t n_authority;
};

struct doc_service {
    struct doc_node node;
    struct doc_item variable;
    bool missing_by_cause; /* ijk:ontbreekt="oorzaken" */
    const struct doc_ref *output, *encapsulated, *input_decision, *input;
    size_t n_output, n_encapsulated, n_input_decision, n_input;
};

struct doc_source {
    struct doc_node node;
    str location, type, owner;
    const struct doc_ref *authority;
    size_t n_authority;
};

struct doc {
    struct doc_node node; /* of definitions */
    str file;
    enum doc_version version;
    bool sttr; /* has parts of the Standaard Toepasbare Regels */
    str namespace_, expression_language, type_language, exporter, exporter_version;
    const struct doc_import *import;
    const struct doc_itemdef *itemdef;
    const struct doc_input *input;
    const struct doc_decision *decision;
    const struct doc_bkm *bkm;
    const struct doc_service *service;
    const struct doc_source *source;
    size_t n_import, n_itemdef, n_input, n_decision, n_bkm, n_service, n_source;
    struct xml_doc xml;
};

/*
 * Read a document. `file` (copied) is for messages. Faults go to `findings`; NULL only when
 * there is no document to speak of (no XML, no DMN), which then is one of them.
 * A document with errors is returned all the same, so that more can be checked;
 * it is not fit to run when findings->errors rose.
 */
const struct doc *doc_read(struct arena *mem, str file, str bytes,
                           struct findings *findings);

/* "UNIQUE", "RULE ORDER", ... and "SUM", ..., as the file has them. */
const char *doc_hit_policy_name(enum doc_hit_policy p);
const char *doc_aggregation_name(enum doc_aggregation a);
const char *doc_herkomst_name(enum doc_herkomst h);

/* The element's name as in DMN: "decisionTable", "literalExpression", ... */
const char *doc_expr_name(enum doc_expr_kind kind);

/* Is this expressionLanguage FEEL (of any version), or absent? */
bool doc_is_feel(str language);

#endif
