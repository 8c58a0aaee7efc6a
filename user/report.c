// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include "command.h"
#include "judgement.h"
#include "latency.h"
#include "report.h"
#include "table.h"

int px_report(FILE *out, const struct px_results *results, const struct px_stamp *stamp)
{
	int err = px_table_print(out, results, stamp);

	if (!err)
		err = px_judgement_print(out, results);
	if (!err)
		px_latency_print(out, results);
	return err ? px_fail("the table could not be written: %s", strerror(-err)) : PX_EXIT_FINE;
}
