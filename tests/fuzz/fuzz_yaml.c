#include "fuzz.h"

#include "policy/yaml.h"

/* Walk all that was read, so that the sanitizers see every byte of it. */
static size_t walk(const struct yaml_tree *y)
{
    size_t n = y->line > 0 && y->col > 0;
    if (y->kind == YAML_TREE_TEXT)
        return n + y->u.text.n + yaml_is_null(y);
    for (size_t i = 0; i < y->n; i++)
        n += y->kind == YAML_TREE_MAP ? y->u.member[i].key.n + walk(&y->u.member[i].value)
                                      : walk(&y->u.item[i]);
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const struct yaml_field fields[] = {
        { "id", YAML_TREE_TEXT, .required = true },
        { "bronnen", YAML_TREE_LIST, .required = false },
        { "waarde", YAML_TREE_MAP, .required = true },
        { 0 },
    };
    struct arena mem;
    struct err err = { 0 };
    struct findings findings;
    struct yaml_tree y;
    arena_init(&mem, 64 << 20);
    findings_init(&findings, &mem);
    if (yaml_read(&mem, STR("fuzz"), (str){ (const char *)data, n }, &y, &err)) {
        walk(&y);
        yaml_check(&y, STR("fuzz"), "a test", fields, &findings);
        yaml_text(&y, "id");
        yaml_part(&y, "bronnen");
    }
    arena_release(&mem);
    return 0;
}
