/* SPDX-License-Identifier: GPL-2.0-only */
/* tree: JSON with a value or a few of it changed, and still JSON. */
#ifndef PX_FUZZ_JSON_MUTATOR_H
#define PX_FUZZ_JSON_MUTATOR_H

#include <stddef.h>
#include <stdint.h>

/* In place: the new size; or 0, when data is no JSON, or the changed one has no room. */
size_t fuzz_tree_mutate(uint8_t *data, size_t size, size_t room, unsigned int seed);

#endif /* PX_FUZZ_JSON_MUTATOR_H */
