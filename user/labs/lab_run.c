// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <string.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "util/device.h"
#include "input_writer.h"
#include "kmsg.h"
#include "harness/lab.h"
#include "process_shared_impl.h"
#include "process.h"
#include "lab_run.h"
#include "claims/lab_docs.h"
#include "byte_pipe.h"

_Static_assert(PX_LAB_RESULT_CARRIED_OVER == PX_LAB_CARRIED_OVER, "one array for both");

static void put_into_pipe(void *pipe, char byte)
{
	px_byte_pipe_write(pipe, &byte, 1);
}

static int run_with_input(const struct px_lab *lab, struct px_lab_ctx *ctx)
{
	struct px_byte_pipe input;
	struct px_input_writer writer;
	int err = px_byte_pipe_init(&input);

	if (err)
		return err;
	ctx->input = &input;
	err = px_input_writer_start(&writer, px_lab_doc_of(lab)->input, put_into_pipe, &input);
	if (!err) {
		err = lab->run(ctx);
		px_input_writer_stop(&writer);
	}
	px_byte_pipe_destroy(&input);
	return err;
}

/* The context is in shared memory, since several processes record observations. */
static int run_processes(const struct px_lab *lab, const struct px_process_shared *kind,
			 uint32_t phase, struct px_lab_result *result)
{
	struct px_process_shared shared = *kind;
	struct px_lab_ctx *ctx = px_shared_alloc(sizeof(*ctx));

	if (!ctx)
		return -ENOMEM;
	ctx->phase = phase;
	ctx->shared = &shared;
	result->error = lab->run(ctx);
	px_lab_result_add(result, ctx->observations, ctx->nr_observations, ctx->events,
			  ctx->nr_events);
	px_shared_free(ctx, sizeof(*ctx));
	return 0;
}

int px_lab_run_program(const char *name, uint32_t phase, struct px_lab_result *result)
{
	const struct px_lab *lab = px_lab_find(name);
	struct px_lab_ctx *ctx;

	if (!lab)
		return -ENOENT;
	if (lab->between_processes)
		return run_processes(lab, &px_process_shared_memory, phase, result);
	ctx = px_os_alloc(sizeof(*ctx));
	if (!ctx)
		return -ENOMEM;
	ctx->phase = phase;
	ctx->carried_over = result->carried_over;
	result->error = lab->has_input ? run_with_input(lab, ctx) : lab->run(ctx);
	px_lab_result_add(result, ctx->observations, ctx->nr_observations, ctx->events,
			  ctx->nr_events);
	px_os_free(ctx);
	return 0;
}

static int call_module(int fd, const char *lab, uint32_t phase, struct px_lab_result *result)
{
	struct px_observation observations[PX_MAX_OBSERVATIONS];
	struct px_event events[PX_MAX_EVENTS];
	struct px_lab_run p = {
		.size = sizeof(p),
		.phase = phase,
		.nr_observations = PX_MAX_OBSERVATIONS,
		.nr_events = PX_MAX_EVENTS,
		.observations = (uintptr_t)observations,
		.events = (uintptr_t)events,
	};

	snprintf(p.lab, sizeof(p.lab), "%s", lab);
	if (ioctl(fd, PX_IOC_LAB, &p))
		return -errno;
	result->error = p.error;
	px_lab_result_add(result, observations, p.nr_observations, events, p.nr_events);
	return 0;
}

/* A byte is discarded if the lab does not read at this moment. */
static void put_into_file(void *fd, char byte)
{
	while (write(*(int *)fd, &byte, 1) < 0 && errno == EINTR)
		;
}

static int call_with_input(int fd, const struct px_lab *lab, uint32_t phase,
			   struct px_lab_result *result)
{
	struct px_input_writer writer;
	int err = px_input_writer_start(&writer, px_lab_doc_of(lab)->input, put_into_file, &fd);

	if (err)
		return err;
	err = call_module(fd, lab->name, phase, result);
	px_input_writer_stop(&writer);
	return err;
}

/*
 * Adds an observation: did the kernel print the expected report? If there is none, and the kernel
 * does not print it again, an earlier lab may have caused it.
 */
static void observe_report(int mark, bool again, const char *report, struct px_lab_result *result)
{
	struct px_observation o = { .what = "kernel_reports", .value = PX_UNSEEN };
	const char *why = "the kernel log is not readable for this user";

	if (mark >= 0) {
		o.value = px_kmsg_has(mark, report) ? 1 : again ? 0 : PX_UNSEEN;
		why = "the kernel prints this report only once, and debugfs, which resets it, is "
		      "not writable for this user";
	}
	if (o.value == PX_UNSEEN)
		snprintf(result->unseen, sizeof(result->unseen), "%s", why);
	px_lab_result_add(result, &o, 1, NULL, 0);
}

int px_lab_run_module(const char *name, uint32_t phase, struct px_lab_result *result)
{
	const struct px_lab *lab = px_lab_find(name);
	bool again = false;
	char why[128];
	int fd, err, mark = -1;

	if (!lab)
		return -ENOENT;
	if (lab->between_processes)
		return run_processes(lab, &px_process_shared_device, phase, result);
	fd = px_device_open(why, sizeof(why));
	if (fd < 0)
		return fd;
	if (lab->report)
		mark = px_kmsg_mark(&again);
	err = lab->has_input ? call_with_input(fd, lab, phase, result) :
			   call_module(fd, name, phase, result);
	if (lab->report)
		observe_report(mark, again, lab->report, result);
	close(fd);
	return err;
}
