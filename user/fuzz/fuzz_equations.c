// SPDX-License-Identifier: GPL-2.0-only
/* The parser of equations: the result is the same, wherever the text is split. */
#include "fuzz.h"
#include "tests/parse_result.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct parse_result uncut;
	size_t first, second;

	if (size < 4)
		return 0;
	first = (data[0] | (size_t)data[1] << 8) % (size - 3);
	second = first + (data[2] | (size_t)data[3] << 8) % (size - 3 - first);
	data += 4, size -= 4;
	uncut = parse((const char *)data, size, size, size);
	fuzz_require(!uncut.err == !uncut.reason && !(uncut.err && uncut.err != -EINVAL));
	fuzz_require(same_result(parse((const char *)data, size, first, second), uncut));
	return 0;
}
