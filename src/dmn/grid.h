/*
 * grid.h - rows and columns of text, drawn with lines or as Markdown.
 */
#ifndef IJK_DMN_GRID_H
#define IJK_DMN_GRID_H

#include "base/sbuf.h"

struct grid {
    size_t n_row, n_col;
    const str *cell;  /* n_row times n_col */
    size_t n_head;    /* rows of the heading */
    const bool *bold; /* per column: a double line on its left */
};

/* Columns as wide as their text, at most GRID_CELL_MAX; longer text is wrapped.
 * A line feed in a cell starts a new line. */
enum { GRID_CELL_MAX = 44 };

/* Draw it. */
void grid_text(struct sbuf *b, const struct grid *g);
void grid_markdown(struct sbuf *b, const struct grid *g);

/* The columns that `s` takes on a terminal. */
size_t grid_width(str s);

#endif
