// SPDX-License-Identifier: GPL-2.0-only
/* Structures that the module fills contain no other kernel memory. */
#include "instance.h"
#include "uring_calls.h"
#include "tests/tap.h"

#define NAME(name)	#name,
static const char *const workloads[] = { PX_WORKLOADS(NAME) };
static const char *const lab_names[] = { PX_LABS(NAME) };

#define NR(list)	(sizeof(list) / sizeof((list)[0]))

static uint64_t checked;

/* True if the memory has no kernel address and no pattern that fills free or new memory. */
static bool is_clean(const void *from, size_t size, const char *what)
{
	const unsigned char *bytes = from;
	uint64_t word;

	checked += size;
	for (size_t i = 0; i + 8 <= size; i += 8) {
		memcpy(&word, bytes + i, 8);
		if (word >> 47 != 0x1ffff && word != 0x6b6b6b6b6b6b6b6bull &&
		    word != 0x5a5a5a5a5a5a5a5aull)
			continue;
		if ((int64_t)word < 0 && (int64_t)word > -65536)
			continue;	/* a small negative number */
		return !printf("# %s: %#llx at %zu\n", what, (unsigned long long)word, i);
	}
	return true;
}

/* True if all bytes after the string are 0. */
static bool is_padded(const char *text, size_t size)
{
	for (size_t i = strnlen(text, size); i < size; i++)
		if (text[i])
			return !printf("# after \"%s\": %#x\n", text, (unsigned char)text[i]);
	return true;
}

static bool clean_run(const char *workload)
{
	static struct px_worker_result results[PX_MAX_THREADS];
	static uint64_t buckets[PX_HISTOGRAM_BUCKETS];
	struct px_latency latency = {
		.size = sizeof(latency),
		.nr_buckets = PX_HISTOGRAM_BUCKETS,
		.buckets = (uintptr_t)buckets,
	};
	struct px_setup s = good_setup(workload);
	struct px_check c;
	int fd = open_instance(), error;
	bool good;

	s.spec.duration_ns = 2000000;
	s.spec.timed = 1;
	memset(results, 0, sizeof(results));
	set_up_and_start(fd, s);
	good = !wait_run(fd, results, &error) &&
	       is_clean(results, 2 * sizeof(results[0]), "results");
	good &= !check_run(fd, &c) && is_clean(&c, sizeof(c), "check");
	for (uint32_t i = 0; i < PX_MAX_FINDINGS; i++)
		good &= is_padded(c.findings[i].what, PX_NAME_SIZE);
	if (!call(fd, PX_IOC_LATENCY, &latency))
		good &= is_clean(&latency, sizeof(latency), "latency") &&
			is_clean(buckets, sizeof(buckets), "buckets");
	good &= is_clean(fdinfo(fd), 4096, "fdinfo");
	close(fd);
	return good || !printf("# of %s\n", workload);
}

static bool clean_lab(const char *name)
{
	static struct px_observation observations[PX_MAX_OBSERVATIONS];
	static struct px_event events[PX_MAX_EVENTS];
	struct px_lab_run lab = {
		.size = sizeof(lab),
		.nr_observations = PX_MAX_OBSERVATIONS,
		.nr_events = PX_MAX_EVENTS,
		.observations = (uintptr_t)observations,
		.events = (uintptr_t)events,
	};
	int fd = open_instance(), err;
	bool good;

	snprintf(lab.lab, sizeof(lab.lab), "%s", name);
	err = call(fd, PX_IOC_LAB, &lab);
	close(fd);
	if (err)
		return !printf("# %s: %s\n", name, strerror(-err));
	good = is_clean(observations, lab.nr_observations * sizeof(observations[0]),
			"observations") &&
	       is_clean(events, lab.nr_events * sizeof(events[0]), "events");
	for (uint32_t i = 0; i < lab.nr_observations; i++)
		good &= is_padded(observations[i].what, PX_NAME_SIZE);
	for (uint32_t i = 0; i < lab.nr_events; i++)
		good &= is_padded(events[i].what, PX_EVENT_SIZE);
	return good || !printf("# of %s\n", name);
}

static bool clean_info(void)
{
	struct px_info info = { .size = sizeof(info) };
	int fd = open_instance();
	bool good = !call(fd, PX_IOC_INFO, &info) && is_clean(&info, sizeof(info), "info");

	close(fd);
	return good && is_padded(info.release, PX_RELEASE_SIZE) &&
	       is_padded(info.source_hash, PX_HASH_SIZE) &&
	       is_padded(info.module_hash, PX_HASH_SIZE) &&
	       is_padded(info.compiler, PX_COMPILER_SIZE);
}

/* False for a lab that waits for input or prints a kernel warning. */
static bool can_run(const char *lab)
{
	return strcmp(lab, "reader_and_ticker") && strcmp(lab, "arc_overflow");
}

static void disclosure(void)
{
	bool good = clean_info();

	for (uint32_t i = 0; i < NR(workloads); i++)
		good &= clean_run(workloads[i]);
	for (uint32_t i = 0; i < NR(lab_names); i++)
		if (can_run(lab_names[i]))
			good &= clean_lab(lab_names[i]);
	tap_ok(good && checked, "structures of the module contain no other kernel memory");
	printf("# attack: disclosure: %llu bytes checked\n", (unsigned long long)checked);
}

int main(void)
{
	disclosure();
	tap_ok(module_reloads(), "at the end the module can be unloaded");
	return tap_done();
}
