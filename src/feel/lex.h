/*
 * lex.h - FEEL tokens, one at a time.
 *
 * A name token is a single word; the parser joins words into longer names when
 * the scope has them. The lexer knows nothing of scopes.
 */
#ifndef IJK_FEEL_LEX_H
#define IJK_FEEL_LEX_H

#include "base/err.h"
#include "base/num.h"

enum token_kind {
    TOKEN_END,
    TOKEN_BAD, /* lexer.err says why */
    TOKEN_NAME,
    TOKEN_NUMBER,
    TOKEN_STRING,
    TOKEN_PLUS,
    TOKEN_MINUS,
    TOKEN_STAR,
    TOKEN_POWER,
    TOKEN_SLASH,
    TOKEN_EQ,
    TOKEN_NE,
    TOKEN_LT,
    TOKEN_LE,
    TOKEN_GT,
    TOKEN_GE,
    TOKEN_DOT,
    TOKEN_DOTS,
    TOKEN_COMMA,
    TOKEN_COLON,
    TOKEN_LPAREN,
    TOKEN_RPAREN,
    TOKEN_LBRACK,
    TOKEN_RBRACK,
    TOKEN_LBRACE,
    TOKEN_RBRACE,
    TOKEN_AT,
    TOKEN_ARROW,
    TOKEN_QUESTION,
};

struct token {
    enum token_kind kind;
    uint32_t from, to; /* bytes of the text */
    str word;          /* TOKEN_NAME */
};

struct lexer {
    struct arena *mem;
    str text;
    struct err err; /* of a TOKEN_BAD, without place */
};

/* The token at or after byte `from`; white space and comments are skipped. */
struct token lex_at(struct lexer *lx, size_t from);

/* Value of a number or string token. False: out of range, bad escape (lx->err). */
bool lex_number(struct lexer *lx, struct token t, num *out);
bool lex_string(struct lexer *lx, struct token t, str *out);

/* First byte at or after `from` that is neither white space nor comment. */
size_t lex_skip(str text, size_t from);

/* Byte after the word (name start, name parts) at `from`; `from` when none. */
size_t lex_word(str text, size_t from);

/* How a token reads in a message: `"then"`, `end of text`. */
str lex_describe(struct arena *mem, const struct lexer *lx, struct token t);

#endif
