// SPDX-License-Identifier: GPL-2.0-only
/* The baseline of parallax icount: it is read, or refused in one line. */
#include "stats/baseline.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct px_environment environment = {
		.kernel = "k", .module_compiler = "m", .user_compiler = "u", .libc = "l",
	};
	static struct px_baseline baseline;
	char why[256] = "";

	if (px_baseline_read(&baseline, fuzz_file(data, size), &environment, why, sizeof(why)))
		fuzz_require(*why && !strchr(why, '\n'));
	else
		fuzz_require(!px_baseline_write(fuzz_null(), &baseline, &environment));
	return 0;
}
