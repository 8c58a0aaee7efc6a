/* SPDX-License-Identifier: GPL-2.0-only */
/* Changes a few values of a JSON document; the result is JSON. */
#ifndef PX_FUZZ_JSON_MUTATOR_H
#define PX_FUZZ_JSON_MUTATOR_H

#include <stddef.h>
#include <stdint.h>

/* Changes data in place. Returns the new size; 0: data is not JSON, or the result is too large. */
size_t fuzz_mutate_json(uint8_t *data, size_t size, size_t room, unsigned int seed);

#endif /* PX_FUZZ_JSON_MUTATOR_H */
