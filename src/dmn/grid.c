#include "dmn/grid.h"

#include "base/utf8.h"

/* Pieces of a frame: thin, and with a double vertical line. */
struct joints {
    const char *left, *middle, *bold, *right;
};

static const struct joints top = { "┌", "┬", "╥", "┐" };
static const struct joints heading = { "├", "┼", "╫", "┤" };
static const struct joints bottom = { "└", "┴", "╨", "┘" };

static size_t code_width(uint32_t c)
{
    static const uint32_t none[][2] = { { 0x0300, 0x036F },
                                        { 0x200B, 0x200F },
                                        { 0xFE00, 0xFE0F } };
    static const uint32_t wide[][2] = { { 0x1100, 0x115F },  { 0x2E80, 0xA4CF },
                                        { 0xAC00, 0xD7A3 },  { 0xF900, 0xFAFF },
                                        { 0xFE30, 0xFE6F },  { 0xFF00, 0xFF60 },
                                        { 0xFFE0, 0xFFE6 },  { 0x1F300, 0x1FAFF },
                                        { 0x20000, 0x3FFFD } };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (c >= none[i][0] && c <= none[i][1])
            return 0;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (c >= wide[i][0] && c <= wide[i][1])
            return 2;
    return 1;
}

size_t grid_width(str s)
{
    size_t width = 0;
    for (size_t i = 0; i < s.n;)
        width += code_width(utf8_next(s, &i));
    return width;
}

/* Take the next line off *rest: up to a line feed, or the last space that fits. */
static str take_line(str *rest)
{
    size_t width = 0, space = 0, i = 0;
    while (i < rest->n && rest->at[i] != '\n') {
        size_t at = i;
        width += code_width(utf8_next(*rest, &i));
        if (width > GRID_CELL_MAX) {
            i = space ? space : at;
            break;
        }
        if (rest->at[at] == ' ')
            space = at;
    }
    str line = str_slice(*rest, 0, i);
    bool separator = i < rest->n && (rest->at[i] == '\n' || rest->at[i] == ' ');
    *rest = str_slice(*rest, i + separator, rest->n);
    return line;
}

static size_t cell_width(str s)
{
    size_t most = 0;
    do {
        size_t w = grid_width(take_line(&s));
        most = w > most ? w : most;
    } while (s.n);
    return most;
}

static void put_rule(struct sbuf *b, const struct grid *g, const size_t *width,
                     const struct joints *j)
{
    for (size_t c = 0; c < g->n_col; c++) {
        sbuf_put(b, str_of(c == 0 ? j->left : g->bold[c] ? j->bold : j->middle));
        for (size_t i = 0; i < width[c] + 2; i++)
            sbuf_raw(b, "─");
    }
    sbuf_put(b, str_of(j->right));
    sbuf_raw(b, "\n");
}

/* Text of the model may hold anything; a terminal must not obey it. */
static void put_plain(struct sbuf *b, str s)
{
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = utf8_next(s, &i);
        if (c < 0x20 || (c >= 0x7F && c < 0xA0))
            sbuf_raw(b, "\xEF\xBF\xBD");
        else
            sbuf_put(b, str_slice(s, from, i));
    }
}

static void put_row(struct sbuf *b, const struct grid *g, const size_t *width, str *rest)
{
    bool more = true;
    while (more) {
        more = false;
        for (size_t c = 0; c < g->n_col; c++) {
            str line = take_line(&rest[c]);
            sbuf_put(b, c && g->bold[c] ? STR("║ ") : STR("│ "));
            put_plain(b, line);
            sbuf_pad(b, width[c] + 1 - grid_width(line));
            more |= rest[c].n > 0;
        }
        sbuf_raw(b, "│\n");
    }
}

void grid_text(struct sbuf *b, const struct grid *g)
{
    size_t *width = arena_new(b->mem, size_t, g->n_col);
    str *rest = arena_new(b->mem, str, g->n_col);
    for (size_t i = 0; i < g->n_row * g->n_col; i++) {
        size_t w = cell_width(g->cell[i]);
        if (w > width[i % g->n_col])
            width[i % g->n_col] = w;
    }
    put_rule(b, g, width, &top);
    for (size_t r = 0; r < g->n_row; r++) {
        memcpy(rest, g->cell + r * g->n_col, g->n_col * sizeof *rest);
        put_row(b, g, width, rest);
        if (r + 1 == g->n_head)
            put_rule(b, g, width, &heading);
    }
    put_rule(b, g, width, &bottom);
}

static void put_markdown(struct sbuf *b, str s)
{
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = utf8_next(s, &i);
        if (c == '\n')
            sbuf_raw(b, "<br>");
        else if (c == '<')
            sbuf_raw(b, "&lt;");
        else if (c == '&')
            sbuf_raw(b, "&amp;");
        else if (c < 0x20 || (c >= 0x7F && c < 0xA0))
            sbuf_raw(b, "\xEF\xBF\xBD");
        else if (c < 0x80 && strchr("|*`[]\\", (int)c))
            sbuf_printf(b, "\\%c", (int)c);
        else
            sbuf_put(b, str_slice(s, from, i));
    }
}

/* A pipe table has one line of heading; further heading rows go into it. */
void grid_markdown(struct sbuf *b, const struct grid *g)
{
    for (size_t r = 0; r < g->n_row; r = r ? r + 1 : g->n_head) {
        for (size_t c = 0; c < g->n_col; c++) {
            sbuf_raw(b, "| ");
            put_markdown(b, g->cell[r * g->n_col + c]);
            for (size_t h = 1; r == 0 && h < g->n_head; h++) {
                if (g->cell[h * g->n_col + c].n)
                    sbuf_raw(b, "<br>");
                put_markdown(b, g->cell[h * g->n_col + c]);
            }
            sbuf_raw(b, " ");
        }
        sbuf_raw(b, "|\n");
        for (size_t c = 0; r == 0 && c < g->n_col; c++)
            sbuf_put(b, c == 0              ? STR("|--:")
                        : c + 1 == g->n_col ? STR("|---|\n")
                                            : STR("|---"));
    }
}
