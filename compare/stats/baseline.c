// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "baseline.h"

#define LINE		512
#define SHARE		0.005
#define INSTRUCTIONS	0.25

/* The first line of the file, without its end. */
static void describe(char *text, size_t size, const struct px_environment *environment)
{
	snprintf(text, size, "# %s\tmodule by %s\tprogram by %s\t%s", environment->kernel,
		 environment->module_compiler, environment->user_compiler, environment->libc);
}

static bool read_line(FILE *file, char *line)
{
	size_t length;

	if (!fgets(line, LINE, file))
		return false;
	length = strlen(line);
	if (length && line[length - 1] == '\n')
		line[length - 1] = '\0';
	return true;
}

static bool read_cost(const char *line, struct px_cost *cost)
{
	int end = 0;

	return sscanf(line, "%31[^\t]\t%31[^\t]\t%lf%n", cost->workload, cost->side,
		      &cost->instructions, &end) == 3 && !line[end] &&
	       isfinite(cost->instructions) && cost->instructions > 0;
}

static int read_file(struct px_baseline *baseline, FILE *file,
		     const struct px_environment *environment, char *why, size_t size)
{
	char line[LINE], expected[LINE];

	describe(expected, sizeof(expected), environment);
	if (!read_line(file, line) || strcmp(line, expected)) {
		snprintf(why, size, "it was made with another kernel, compiler or libc");
		return -ESTALE;
	}
	while (read_line(file, line)) {
		if (baseline->nr == PX_MAX_COSTS ||
		    !read_cost(line, &baseline->costs[baseline->nr])) {
			snprintf(why, size, "line %u: expected a workload, a side and a number "
				 "above 0, separated by tabs", baseline->nr + 2);
			return -EINVAL;
		}
		baseline->nr++;
	}
	return 0;
}

int px_baseline_read(struct px_baseline *baseline, const char *path,
		     const struct px_environment *environment, char *why, size_t size)
{
	FILE *file = fopen(path, "r");
	int err;

	baseline->nr = 0;
	if (!file) {
		err = -errno;
		snprintf(why, size, "%s", strerror(-err));
		return err;
	}
	err = read_file(baseline, file, environment, why, size);
	fclose(file);
	return err;
}

int px_baseline_write(FILE *out, const struct px_baseline *baseline,
		      const struct px_environment *environment)
{
	char line[LINE];

	errno = 0;
	describe(line, sizeof(line), environment);
	fprintf(out, "%s\n", line);
	for (unsigned int i = 0; i < baseline->nr; i++)
		fprintf(out, "%s\t%s\t%.3f\n", baseline->costs[i].workload,
			baseline->costs[i].side, baseline->costs[i].instructions);
	if (fflush(out) || ferror(out))
		return errno ? -errno : -EIO;
	return 0;
}

double px_baseline_cost(const struct px_baseline *baseline, const char *workload,
			const char *side)
{
	for (unsigned int i = 0; i < baseline->nr; i++)
		if (!strcmp(baseline->costs[i].workload, workload) &&
		    !strcmp(baseline->costs[i].side, side))
			return baseline->costs[i].instructions;
	return NAN;
}

enum px_change px_baseline_change(double before, double now)
{
	if (!isfinite(before))
		return PX_CHANGE_NEW;
	if (fabs(now - before) <= fmax(INSTRUCTIONS, SHARE * before))
		return PX_CHANGE_NONE;
	return now > before ? PX_CHANGE_LONGER : PX_CHANGE_SHORTER;
}
