// SPDX-License-Identifier: GPL-2.0-only
/*
 * uapi_layout: the size and the offset of every field of uapi/parallax.h. The suite
 * uapi compiles this file for 64 and for 32 bits, as C and as C++, so that all callers
 * have the same layout. It fails if a structure changes. A new field goes to the end of
 * its structure, with a line here; existing lines do not change.
 */
#include <stddef.h>
#include "uapi/parallax.h"

/* C99 has no static assertion: an array of negative size is an error. */
#define HOLDS(condition)	extern char px_layout_check[(condition) ? 1 : -1]
#define SIZE(name, bytes)	HOLDS(sizeof(struct name) == (bytes))
#define AT(name, field, byte)	HOLDS(offsetof(struct name, field) == (byte))

SIZE(px_info, 408);
AT(px_info, size, 0);
AT(px_info, flags, 4);
AT(px_info, abi_version, 8);
AT(px_info, preempt, 12);
AT(px_info, debug, 16);
AT(px_info, max_threads, 20);
AT(px_info, max_duration_ns, 24);
AT(px_info, max_ops, 32);
AT(px_info, max_busy_ns, 40);
AT(px_info, max_objects, 48);
AT(px_info, max_holds, 52);
AT(px_info, release, 56);
AT(px_info, source_hash, 128);
AT(px_info, compiler, 200);
AT(px_info, max_data, 328);
AT(px_info, module_hash, 336);

SIZE(px_run_spec, 88);
AT(px_run_spec, threads, 0);
AT(px_run_spec, pin, 4);
AT(px_run_spec, duration_ns, 8);
AT(px_run_spec, ops, 16);
AT(px_run_spec, hold_ns, 24);
AT(px_run_spec, think_ns, 32);
AT(px_run_spec, seed, 40);
AT(px_run_spec, read_share, 48);
AT(px_run_spec, timed, 52);
AT(px_run_spec, lines, 56);
AT(px_run_spec, payload, 64);
AT(px_run_spec, capacity, 68);
AT(px_run_spec, kind, 72);
AT(px_run_spec, counting, 76);
AT(px_run_spec, rate, 80);

SIZE(px_setup, 128);
AT(px_setup, size, 0);
AT(px_setup, flags, 4);
AT(px_setup, workload, 8);
AT(px_setup, spec, 40);

SIZE(px_start, 8);
AT(px_start, size, 0);
AT(px_start, flags, 4);

SIZE(px_attach, 16);
AT(px_attach, size, 0);
AT(px_attach, flags, 4);
AT(px_attach, worker, 8);
AT(px_attach, reserved, 12);

SIZE(px_set_delay, 32);
AT(px_set_delay, size, 0);
AT(px_set_delay, flags, 4);
AT(px_set_delay, worker, 8);
AT(px_set_delay, reserved, 12);
AT(px_set_delay, hold_ns, 16);
AT(px_set_delay, think_ns, 24);

SIZE(px_detach, 24);
AT(px_detach, size, 0);
AT(px_detach, flags, 4);
AT(px_detach, worker, 8);
AT(px_detach, reserved, 12);
AT(px_detach, ops, 16);

SIZE(px_uring_command, 16);
AT(px_uring_command, arg, 0);
AT(px_uring_command, reserved, 8);

SIZE(px_worker_result, 96);
AT(px_worker_result, ops, 0);
AT(px_worker_result, start_ns, 8);
AT(px_worker_result, end_ns, 16);
AT(px_worker_result, cpu_ns, 24);
AT(px_worker_result, voluntary_switches, 32);
AT(px_worker_result, involuntary_switches, 40);
AT(px_worker_result, hold_ns, 48);
AT(px_worker_result, think_ns, 56);
AT(px_worker_result, counts, 64);
AT(px_worker_result, counted, 88);
AT(px_worker_result, count_error, 92);

SIZE(px_wait, 24);
AT(px_wait, size, 0);
AT(px_wait, flags, 4);
AT(px_wait, error, 8);
AT(px_wait, nr_workers, 12);
AT(px_wait, workers, 16);

SIZE(px_finding, 48);
AT(px_finding, what, 0);
AT(px_finding, expected, 32);
AT(px_finding, observed, 40);

SIZE(px_check, 216);
AT(px_check, size, 0);
AT(px_check, flags, 4);
AT(px_check, nr_findings, 8);
AT(px_check, reserved, 12);
AT(px_check, findings, 16);
AT(px_check, depth, 208);

SIZE(px_latency, 40);
AT(px_latency, size, 0);
AT(px_latency, flags, 4);
AT(px_latency, nr_buckets, 8);
AT(px_latency, reserved, 12);
AT(px_latency, buckets, 16);
AT(px_latency, max_ns, 24);
AT(px_latency, clock_ns, 32);

SIZE(px_poll_on, 40);
AT(px_poll_on, size, 0);
AT(px_poll_on, flags, 4);
AT(px_poll_on, name, 8);

SIZE(px_op, 64);
AT(px_op, size, 0);
AT(px_op, flags, 4);
AT(px_op, opcode, 8);
AT(px_op, owner, 12);
AT(px_op, deadline_ns, 16);
AT(px_op, value, 24);
AT(px_op, name, 32);

SIZE(px_observation, 40);
AT(px_observation, what, 0);
AT(px_observation, value, 32);

SIZE(px_event, 32);
AT(px_event, actor, 0);
AT(px_event, state, 4);
AT(px_event, what, 8);

SIZE(px_lab_run, 72);
AT(px_lab_run, size, 0);
AT(px_lab_run, flags, 4);
AT(px_lab_run, lab, 8);
AT(px_lab_run, phase, 40);
AT(px_lab_run, error, 44);
AT(px_lab_run, nr_observations, 48);
AT(px_lab_run, nr_events, 52);
AT(px_lab_run, observations, 56);
AT(px_lab_run, events, 64);

SIZE(px_input, 48);
AT(px_input, size, 0);
AT(px_input, flags, 4);
AT(px_input, bytes, 8);
AT(px_input, equations, 16);
AT(px_input, stored, 24);
AT(px_input, bad_line, 32);
AT(px_input, reason, 40);
AT(px_input, reserved, 44);

/* Number and direction of an ioctl. Its size grows with its structure, and is not used. */
#define CALL(name, nr, direction)						\
	HOLDS(_IOC_TYPE(PX_IOC_##name) == 0xD5 && _IOC_NR(PX_IOC_##name) == (nr) &&	\
	      _IOC_DIR(PX_IOC_##name) == (direction))

CALL(INFO, 0x0, _IOC_READ | _IOC_WRITE);
CALL(SETUP, 0x1, _IOC_WRITE);
CALL(START, 0x2, _IOC_WRITE);
CALL(WAIT, 0x3, _IOC_READ | _IOC_WRITE);
CALL(CHECK, 0x4, _IOC_READ | _IOC_WRITE);
CALL(OP, 0x5, _IOC_READ | _IOC_WRITE);
CALL(LAB, 0x6, _IOC_READ | _IOC_WRITE);
CALL(INPUT, 0x7, _IOC_READ | _IOC_WRITE);
CALL(ATTACH, 0x8, _IOC_WRITE);
CALL(STEP, 0x9, _IOC_NONE);
CALL(DETACH, 0xa, _IOC_READ | _IOC_WRITE);
CALL(DELAY, 0xb, _IOC_READ | _IOC_WRITE);
CALL(LATENCY, 0xc, _IOC_READ | _IOC_WRITE);
CALL(POLL_ON, 0xd, _IOC_WRITE);
HOLDS(PX_STEP(PX_MAX_THREADS - 1, PX_STEP_MAX) == 0xFFFFF3FF);
