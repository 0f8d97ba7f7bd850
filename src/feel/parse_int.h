/*
 * parse_int.h - the parser's state, shared by its files.
 *
 * parse.c        operators and precedence
 * parse_atom.c   literals, brackets, names, what follows an operand
 * parse_block.c  if, for, some, every, function, context
 * parse_name.c   names with spaces and operators, against the scope
 * parse_type.c   type names
 *
 * The parser never stops half-way: the first syntax error ends the text for
 * it, later functions see the end of the text and return error nodes.
 */
#ifndef IJK_FEEL_PARSE_INT_H
#define IJK_FEEL_PARSE_INT_H

#include "feel/compile.h"
#include "feel/lex.h"

struct parser {
    struct compiler *c;
    struct arena *mem;
    const struct source *src;
    const struct scope *scope;
    struct lexer lx;
    struct token tok; /* the next token */
    uint32_t end;     /* where the last token taken ended */
    int depth;
    bool failed;      /* after a syntax error */
    bool uses_tested; /* a `?` was seen since it was last cleared */
    bool uses_partial;
    bool in_endpoint;            /* of a range: a `[` may close it */
    const struct symbol *tested; /* `?`, or NULL */
    const struct type *tested_type;
    unsigned tested_depth; /* functions between here and the cell */
};

/* Record a syntax error at `pos` and end the text. */
struct node *parse_fail(struct parser *p, uint32_t pos, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Record a fault that leaves the rest readable (type, name); the caller goes on. */
struct err *parse_note(struct parser *p, enum err_code code, uint32_t pos,
                       const char *fmt, ...) __attribute__((format(printf, 4, 5)));

struct token parse_next(struct parser *p);
bool parse_is_word(const struct parser *p, const char *word);
bool parse_accept(struct parser *p, enum token_kind kind);
bool parse_expect(struct parser *p, enum token_kind kind, const char *what);
bool parse_expect_word(struct parser *p, const char *word);

struct node *parse_expression(struct parser *p);
struct node *parse_atom(struct parser *p); /* operand with what follows it */
struct node *parse_test(struct parser *p); /* one positive unary test */
struct node *parse_binary_level(struct parser *p, int floor);
struct node *parse_finish(struct parser *p, struct node *n, uint32_t from);

struct node *parse_if(struct parser *p);
struct node *parse_loop(struct parser *p, enum node_kind kind);
struct node *parse_function(struct parser *p);
struct node *parse_context(struct parser *p);

/* parse_name.c: the longest name of the scope at the current word, as a node;
 * NULL when nothing by that name exists (nothing is taken then). */
struct node *parse_known_name(struct parser *p);
/* A name that the model has, but not the scope: the longest at the current word, which is
 * taken; NULL when there is none. */
const struct symbol *parse_name_elsewhere(struct parser *p);
/* Does a known name of more than this one word start here? */
bool parse_is_long_name(struct parser *p);
/* The name after a dot, for a value of type `t` (may be NULL). */
str parse_member_name(struct parser *p, const struct type *t);
/* A name being declared: everything up to (not including) byte `stop`. */
str parse_new_name(struct parser *p, size_t stop);
/* Byte of the `:` when what starts here can only be `name :`; 0 when not. */
size_t parse_find_colon(const struct parser *p);

const struct type *parse_type(struct parser *p);

/* check.c: the static type of a node whose operands are typed; notes faults. */
void check_node(struct parser *p, struct node *n);
void check_call(struct parser *p, struct node *n);
const struct type *check_path(struct parser *p, const struct node *from, str name,
                              uint32_t pos);
const struct type *check_element(const struct type *t);

#endif
