/* SPDX-License-Identifier: GPL-2.0-only */
/* A side: one way to execute a workload. */
#ifndef PX_SIDE_H
#define PX_SIDE_H

#include <stdbool.h>
#include <stddef.h>
#include "uapi/parallax.h"
#include "input_file.h"
#include "lab_result.h"
#include "record.h"

#define PX_MAX_BATCH	1024u		/* steps */

struct px_side {
	const char *name;	/* in tables; unique */
	const char *kind;	/* NULL: the name */

	/* Steps of one call into the kernel. 0: the side makes no calls. */
	unsigned int batch;
	bool queued;		/* as commands of a ring, one step each */
	bool polled;		/* a kernel thread polls the ring: no call */

	/*
	 * Can the side run here? 0; or -errno, with one line in why (size bytes): what is
	 * missing, and what to do.
	 */
	int (*probe)(char *why, size_t size);

	/*
	 * Runs the workload once, on input (NULL: none), and fills rec. The caller frees rec.
	 * Returns 0, or -errno if the run could not start. rec->error has the error of a run that
	 * started and failed. -ECONNRESET: the side is lost, and the plan ends.
	 */
	int (*run)(const struct px_side *side, const char *workload, const struct px_run_spec *spec,
		   const struct px_input_file *input, struct px_record *rec);

	/*
	 * Runs one phase of a lab and adds to seen. The process ends after the phase. NULL:
	 * the side has no labs. Returns 0, or -errno if the phase could not start. seen->error has
	 * the error of a phase that started and failed.
	 */
	int (*run_lab)(const char *lab, uint32_t phase, struct px_lab_result *seen);
};

/* All sides of the program, ended by NULL. */
extern const struct px_side *const px_sides[];

static inline const char *px_side_kind(const struct px_side *side)
{
	return side->kind ? side->kind : side->name;
}

#endif /* PX_SIDE_H */
