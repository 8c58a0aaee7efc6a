// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include "util/device.h"
#include "util/watchdog.h"
#include "os.h"
#include "harness/run_internal.h"
#include "side_user.h"
#include "side_remote.h"

#define LONG_CALL_NS	20000000	/* a call that takes longer gets fewer steps */

struct remote_run {
	int fd;
	const struct px_transport *transport;
	u64 depth;			/* the longest queue of the channel in the module */
	struct px_remote_worker *workers;
	int error;			/* error of a call whose caller cannot return it */
};

/* The state of the local run is a pointer to the remote run. */
static struct remote_run *remote_run_of(const void *state)
{
	return *(struct remote_run *const *)state;
}

static struct px_remote_worker *worker_of(const void *state, const struct px_worker *w)
{
	return &remote_run_of(state)->workers[w->number];
}

static void record_error(struct remote_run *remote, int err)
{
	if (err)
		px_write_once(remote->error, err);
}

static int attach(void *state, struct px_worker *w)
{
	struct remote_run *remote = remote_run_of(state);
	struct px_remote_worker *r = worker_of(state, w);
	struct px_attach attach = { .size = sizeof(attach), .worker = w->number };
	int err = remote->transport->open ? remote->transport->open(r) : 0;

	if (err)
		return err;
	err = px_device_call(r->fd, PX_IOC_ATTACH, &attach);
	if (err && remote->transport->close)
		remote->transport->close(r);
	return err;
}

/* The module must have counted as many steps as this thread. */
static void detach(void *state, struct px_worker *w)
{
	struct remote_run *remote = remote_run_of(state);
	struct px_remote_worker *r = worker_of(state, w);
	struct px_detach detach = { .size = sizeof(detach), .worker = w->number };

	record_error(remote, px_device_call(r->fd, PX_IOC_DETACH, &detach));
	record_error(remote, detach.ops == w->ops ? 0 : -EPROTO);
	if (remote->transport->close)
		remote->transport->close(r);
}

static void delay(void *state, struct px_worker *w, u64 *hold_ns, u64 *think_ns)
{
	struct px_set_delay delay = { .size = sizeof(delay), .worker = w->number };

	if (!w->spec->hold_ns && !w->spec->think_ns)
		return;
	record_error(remote_run_of(state),
		     px_device_call(worker_of(state, w)->fd, PX_IOC_DELAY, &delay));
	*hold_ns = delay.hold_ns;
	*think_ns = delay.think_ns;
}

/* Returns the steps of the next call: at most the operations that the worker has left. */
static u32 batch_of(const struct px_remote_worker *r, const struct px_worker *w)
{
	u64 left = w->spec->ops - w->ops;

	return w->spec->ops && !r->role->drains && left < r->batch ? (u32)left : r->batch;
}

/* Long steps are executed in smaller batches, so that the run can be stopped. */
static void adapt_batch(struct px_remote_worker *r, u64 took)
{
	if (took > LONG_CALL_NS && r->batch > 1)
		r->batch /= 2;
	else if (took < LONG_CALL_NS / 4 && r->batch * 2 <= r->side->batch)
		r->batch *= 2;
}

/* The latency of each step is that of its batch. A batch may exceed the limit of the burst. */
static int loop_batches(struct px_remote_worker *r, struct px_worker *w,
			const struct px_transport *transport)
{
	do {
		u64 before = px_os_now();
		long done = transport->step(r, batch_of(r, w));
		u64 took = px_os_now() - before;

		if (done <= 0)
			return done ? (int)done : PX_DONE;
		w->ops += (u64)done;
		adapt_batch(r, took);
		if (w->histogram)
			px_histogram_add(w->histogram, took, (u64)done);
	} while (w->ops < px_read_once(w->limit));
	return 0;
}

/* Executes one step in each call, without reading the clock: only the call is measured. */
static int loop(void *state, struct px_worker *w)
{
	const struct px_transport *transport = remote_run_of(state)->transport;
	struct px_remote_worker *r = worker_of(state, w);

	if (r->side->batch > 1 || w->histogram)
		return loop_batches(r, w, transport);
	do {
		long done = transport->step(r, 1);

		if (done <= 0)
			return done ? (int)done : PX_DONE;
		w->ops += (u64)done;
	} while (w->ops < px_read_once(w->limit));
	return 0;
}

static void begin(void *state)
{
	struct px_start start = { .size = sizeof(start), .flags = PX_START_USER_WORKERS };
	struct remote_run *remote = remote_run_of(state);

	record_error(remote, px_device_call(remote->fd, PX_IOC_START, &start));
}

/* The module checks the run. Without its answer there are no findings. */
static u32 check(const void *state, const struct px_total *total, struct px_finding *findings)
{
	struct remote_run *remote = remote_run_of(state);
	struct px_record result = { .nr_findings = 0 };

	record_error(remote, px_device_check(remote->fd, &result));
	for (u32 i = 0; i < result.nr_findings; i++)
		findings[i] = result.findings[i];
	remote->depth = result.depth;
	return result.nr_findings;
}

static u64 depth(const void *state)
{
	return remote_run_of(state)->depth;
}

/* The same workload, with steps that are executed in the module. */
static struct px_workload proxy_of(const struct px_workload *workload)
{
	struct px_workload proxy = {
		.name = workload->name,
		.kinds = workload->kinds,
		.single_worker = workload->single_worker,
		.min_workers = workload->min_workers,
		.state_size = sizeof(struct remote_run *),
		.begin = begin,
		.role_of = workload->role_of,
		.check = check,
		.depth = depth,
	};

	for (u32 i = 0; i < PX_MAX_ROLES && workload->roles[i].loop; i++)
		proxy.roles[i] = (struct px_role) {
			.name = workload->roles[i].name,
			.drains = workload->roles[i].drains,
			.attach = attach,
			.delay = delay,
			.loop = loop,
			.detach = detach,
		};
	return proxy;
}

static int execute(struct remote_run *remote, const struct px_workload *proxy,
		   const struct px_run_spec *spec, struct px_record *rec)
{
	struct px_run *run;
	int err = px_run_create(&run, proxy, spec, NULL);

	if (err)
		return err;
	*(struct remote_run **)run->state = remote;
	err = px_side_user_execute(run, px_workload_workers(proxy, spec), rec);
	if (!rec->error)
		rec->error = remote->error;
	return err;
}

static const struct px_role *role_of(const struct px_workload *workload,
				     const struct px_run_spec *spec, u32 worker)
{
	return &workload->roles[workload->role_of ? workload->role_of(spec, worker) : 0];
}

static int alloc_workers(struct remote_run *remote, const struct px_side *side,
			 const struct px_workload *workload, const struct px_run_spec *spec)
{
	u32 workers = px_workload_workers(workload, spec);

	remote->workers = aligned_alloc(PX_CACHELINE, workers * sizeof(*remote->workers));
	if (!remote->workers)
		return -ENOMEM;
	for (u32 i = 0; i < workers; i++)
		remote->workers[i] = (struct px_remote_worker) {
			.fd = remote->fd,
			.worker = i,
			.side = side,
			.role = role_of(workload, spec, i),
			.batch = side->batch,
		};
	return 0;
}

int px_side_remote_run(const struct px_side *side, const struct px_transport *transport,
		       const char *name, const struct px_run_spec *spec,
		       const struct px_input_file *input, struct px_record *rec)
{
	const struct px_workload *workload = px_workload_find(name);
	struct px_workload proxy;
	struct remote_run remote = { .transport = transport };
	struct px_run_spec remote_spec = *spec;
	char why[128];
	int err;

	if (!workload)
		return -ENOENT;
	proxy = proxy_of(workload);
	remote.fd = px_device_open(why, sizeof(why));
	if (remote.fd < 0)
		return remote.fd;
	px_watchdog_start(side->name, name, spec, input);
	remote_spec.timed = 0;		/* this process times, paces and counts */
	remote_spec.rate = 0;
	remote_spec.counting = PX_COUNT_NONE;
	err = px_device_prepare(remote.fd, name, &remote_spec, input);
	if (!err)
		err = alloc_workers(&remote, side, workload, spec);
	if (!err)
		err = execute(&remote, &proxy, spec, rec);
	free(remote.workers);
	close(remote.fd);
	px_watchdog_stop();
	return err;
}

int px_side_remote_probe(char *why, size_t size)
{
	struct px_info info;
	int err = px_device_info(&info, why, size);

	return err ? err : px_side_user_probe(why, size);
}
