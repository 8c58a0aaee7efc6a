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
#include "process_shared_places.h"
#include "process.h"
#include "lab_run.h"
#include "claims/lab_docs.h"
#include "byte_pipe.h"

_Static_assert(PX_LAB_RESULT_CARRIED_OVER == PX_LAB_CARRIED_OVER, "one array for both");

static const char *input_of(const struct px_lab *lab)
{
	for (u32 i = 0; i < px_lab_count; i++)
		if (px_labs[i] == lab)
			return px_lab_docs[i]->input;
	return "";
}

static void put_into_stream(void *stream, char byte)
{
	px_byte_pipe_write(stream, &byte, 1);
}

static int play_with_input(const struct px_lab *lab, struct px_lab_ctx *s)
{
	struct px_byte_pipe input;
	struct px_input_writer feeder;
	int err = px_byte_pipe_init(&input);

	if (err)
		return err;
	s->input = &input;
	err = px_input_writer_start(&feeder, input_of(lab), put_into_stream, &input);
	if (!err) {
		err = lab->run(s);
		px_input_writer_stop(&feeder);
	}
	px_byte_pipe_destroy(&input);
	return err;
}

/* What the processes of a lab note down is in memory that they share. */
static int play_between(const struct px_lab *lab, const struct px_process_shared *kind, uint32_t phase,
			struct px_lab_result *seen)
{
	struct px_process_shared place = *kind;
	struct px_lab_ctx *s = px_shared_alloc(sizeof(*s));

	if (!s)
		return -ENOMEM;
	s->phase = phase;
	s->shared = &place;
	seen->error = lab->run(s);
	px_lab_result_add(seen, s->observations, s->nr_observations, s->events, s->nr_events);
	px_shared_free(s, sizeof(*s));
	return 0;
}

int px_lab_run_program(const char *name, uint32_t phase, struct px_lab_result *seen)
{
	const struct px_lab *lab = px_lab_find(name);
	struct px_lab_ctx *s;

	if (!lab)
		return -ENOENT;
	if (lab->between_processes)
		return play_between(lab, &px_process_shared_shared, phase, seen);
	s = px_os_alloc(sizeof(*s));
	if (!s)
		return -ENOMEM;
	s->phase = phase;
	s->carried_over = seen->carried_over;
	seen->error = lab->has_input ? play_with_input(lab, s) : lab->run(s);
	px_lab_result_add(seen, s->observations, s->nr_observations, s->events, s->nr_events);
	px_os_free(s);
	return 0;
}

static int perform(int fd, const char *lab, uint32_t phase, struct px_lab_result *seen)
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
	seen->error = p.error;
	px_lab_result_add(seen, observations, p.nr_observations, events, p.nr_events);
	return 0;
}

/* A byte that comes before the lab reads, or after it has ended, is nobody's. */
static void put_into_file(void *fd, char byte)
{
	while (write(*(int *)fd, &byte, 1) < 0 && errno == EINTR)
		;
}

static int perform_with_input(int fd, const struct px_lab *lab, uint32_t phase,
			      struct px_lab_result *seen)
{
	struct px_input_writer feeder;
	int err = px_input_writer_start(&feeder, input_of(lab), put_into_file, &fd);

	if (err)
		return err;
	err = perform(fd, lab->name, phase, seen);
	px_input_writer_stop(&feeder);
	return err;
}

/* Whether the kernel made its report is one more observation. */
static void observe_report(int mark, const char *report, struct px_lab_result *seen)
{
	struct px_observation o = { .what = "kernel_reports" };

	if (mark < 0)
		return;
	o.value = px_kmsg_says(mark, report);
	px_lab_result_add(seen, &o, 1, NULL, 0);
}

int px_lab_run_module(const char *name, uint32_t phase, struct px_lab_result *seen)
{
	const struct px_lab *lab = px_lab_find(name);
	char why[128];
	int fd, err, mark = -1;

	if (!lab)
		return -ENOENT;
	if (lab->between_processes)
		return play_between(lab, &px_process_shared_device, phase, seen);
	fd = px_device_open(why, sizeof(why));
	if (fd < 0)
		return fd;
	if (lab->report)
		mark = px_kmsg_mark();
	err = lab->has_input ? perform_with_input(fd, lab, phase, seen) :
			   perform(fd, name, phase, seen);
	observe_report(mark, lab->report, seen);
	close(fd);
	return err;
}
