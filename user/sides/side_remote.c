// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include "util/device.h"
#include "os.h"
#include "harness/worker_thread.h"
#include "side_user.h"
#include "side_remote.h"

#define LONG_NS	20000000	/* that a call may take */

struct crossing {
	int fd;
	const struct px_transport *door;
	u64 depth;			/* of the channel there, at its longest */
	struct px_remote_worker *lanes;		/* one for each worker */
	int error;			/* that nobody else tells */
};

/* What the run of this process takes for its state is the way to the module's. */
static struct crossing *crossing_of(const void *state)
{
	return *(struct crossing *const *)state;
}

static struct px_remote_worker *lane_of(const void *state, const struct px_worker *w)
{
	return &crossing_of(state)->lanes[w->number];
}

static void note(struct crossing *c, int err)
{
	if (err)
		px_write_once(c->error, err);
}

static int attach(void *state, struct px_worker *w)
{
	struct crossing *c = crossing_of(state);
	struct px_remote_worker *lane = lane_of(state, w);
	struct px_attach attach = { .size = sizeof(attach), .worker = w->number };
	int err = c->door->open ? c->door->open(lane) : 0;

	if (err)
		return err;
	err = px_device_call(lane->fd, PX_IOC_ATTACH, &attach);
	if (err && c->door->close)
		c->door->close(lane);
	return err;
}

/* The module must have counted as many steps as were taken here. */
static void detach(void *state, struct px_worker *w)
{
	struct crossing *c = crossing_of(state);
	struct px_remote_worker *lane = lane_of(state, w);
	struct px_detach detach = { .size = sizeof(detach), .worker = w->number };

	note(c, px_device_call(lane->fd, PX_IOC_DETACH, &detach));
	note(c, detach.ops == w->ops ? 0 : -EPROTO);
	if (c->door->close)
		c->door->close(lane);
}

static void delay(void *state, struct px_worker *w, u64 *hold_ns, u64 *think_ns)
{
	struct px_set_delay pacing = { .size = sizeof(pacing), .worker = w->number };

	if (!w->spec->hold_ns && !w->spec->think_ns)
		return;
	note(crossing_of(state), px_device_call(lane_of(state, w)->fd, PX_IOC_DELAY, &pacing));
	*hold_ns = pacing.hold_ns;
	*think_ns = pacing.think_ns;
}

/* No more than the worker is to do at all. */
static u32 lot_of(const struct px_remote_worker *lane, const struct px_worker *w)
{
	u64 left = w->spec->ops - w->ops;

	return w->spec->ops && !lane->role->drains && left < lane->lot ? (u32)left : lane->lot;
}

/* Steps that take long are asked for in smaller lots, lest nobody can end the run. */
static void fit_lot(struct px_remote_worker *lane, u64 took)
{
	if (took > LONG_NS && lane->lot > 1)
		lane->lot /= 2;
	else if (took < LONG_NS / 4 && lane->lot * 2 <= lane->side->batch)
		lane->lot *= 2;
}

/*
 * A lot is a call's, whatever is left of the burst. Its steps are known to be done
 * when the lot is: each took as long as from there to here.
 */
static int loop_lots(struct px_remote_worker *lane, struct px_worker *w, const struct px_transport *door)
{
	do {
		u64 before = px_os_now();
		long done = door->step(lane, lot_of(lane, w));
		u64 took = px_os_now() - before;

		if (done <= 0)
			return done ? (int)done : PX_DONE;
		w->ops += (u64)done;
		fit_lot(lane, took);
		if (w->histogram)
			px_histogram_add(w->histogram, took, (u64)done);
	} while (w->ops < px_read_once(w->limit));
	return 0;
}

/* A step a call, without a clock: nothing else is in what a call is said to cost. */
static int loop(void *state, struct px_worker *w)
{
	const struct px_transport *door = crossing_of(state)->door;
	struct px_remote_worker *lane = lane_of(state, w);

	if (lane->side->batch > 1 || w->histogram)
		return loop_lots(lane, w, door);
	do {
		long done = door->step(lane, 1);

		if (done <= 0)
			return done ? (int)done : PX_DONE;
		w->ops += (u64)done;
	} while (w->ops < px_read_once(w->limit));
	return 0;
}

static void begin(void *state)
{
	struct px_start start = { .size = sizeof(start), .flags = PX_START_USER_WORKERS };
	struct crossing *c = crossing_of(state);

	note(c, px_device_call(c->fd, PX_IOC_START, &start));
}

/* The findings are the module's: none where it does not give any. */
static u32 check(const void *state, const struct px_total *total, struct px_finding *findings)
{
	struct crossing *c = crossing_of(state);
	struct px_record result = { .nr_findings = 0 };

	note(c, px_device_check(c->fd, &result));
	for (u32 i = 0; i < result.nr_findings; i++)
		findings[i] = result.findings[i];
	c->depth = result.depth;
	return result.nr_findings;
}

static u64 depth(const void *state)
{
	return crossing_of(state)->depth;
}

/* The same workload, but that a step is taken on the other side of a door. */
static struct px_workload proxy_of(const struct px_workload *workload)
{
	struct px_workload proxy = {
		.name = workload->name,
		.single_worker = workload->single_worker,
		.min_workers = workload->min_workers,
		.state_size = sizeof(struct crossing *),
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

static int cross(struct crossing *c, const struct px_workload *proxy, const struct px_run_spec *spec,
		 struct px_record *rec)
{
	struct px_run *run;
	int err = px_run_create(&run, proxy, spec, NULL);

	if (err)
		return err;
	*(struct crossing **)run->state = c;
	err = px_side_user_execute(run, px_workload_workers(proxy, spec), rec);
	if (!rec->error)
		rec->error = c->error;
	return err;
}

static const struct px_role *role_of(const struct px_workload *workload,
				     const struct px_run_spec *spec, u32 worker)
{
	return &workload->roles[workload->role_of ? workload->role_of(spec, worker) : 0];
}

static int open_lanes(struct crossing *c, const struct px_side *side,
		      const struct px_workload *workload, const struct px_run_spec *spec)
{
	u32 workers = px_workload_workers(workload, spec);

	c->lanes = aligned_alloc(PX_CACHELINE, workers * sizeof(*c->lanes));
	if (!c->lanes)
		return -ENOMEM;
	for (u32 i = 0; i < workers; i++)
		c->lanes[i] = (struct px_remote_worker) {
			.fd = c->fd,
			.worker = i,
			.side = side,
			.role = role_of(workload, spec, i),
			.lot = side->batch,
		};
	return 0;
}

int px_side_remote_run(const struct px_side *side, const struct px_transport *door,
		    const char *name, const struct px_run_spec *spec,
		    const struct px_input_file *input, struct px_record *rec)
{
	const struct px_workload *workload = px_workload_find(name);
	struct px_workload proxy;
	struct crossing c = { .door = door };
	struct px_run_spec there = *spec;
	char why[128];
	int err;

	if (!workload)
		return -ENOENT;
	proxy = proxy_of(workload);
	c.fd = px_device_open(why, sizeof(why));
	if (c.fd < 0)
		return c.fd;
	there.timed = 0;		/* that is done here */
	err = px_device_prepare(c.fd, name, &there, input);
	if (!err)
		err = open_lanes(&c, side, workload, spec);
	if (!err)
		err = cross(&c, &proxy, spec, rec);
	free(c.lanes);
	close(c.fd);
	return err;
}

int px_side_remote_probe(char *why, size_t size)
{
	struct px_info info;

	return px_device_info(&info, why, size);
}
