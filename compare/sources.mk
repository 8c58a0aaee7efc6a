# SPDX-License-Identifier: GPL-2.0-only
# Every list of sources, once. Workloads: a new one is a file in workloads/ and a name here.
PX_WORKLOAD_NAMES := \
	empty \
	mutex_counter \
	poison_counter \
	rwlock_mix \
	arc_clone \
	thread_spawn_join \
	spin_counter \
	atomic_counter \
	arc_upgrade \
	rc_clone \
	cell_update \
	refcell_borrow \
	scope_chunks \
	chan_unbounded \
	chan_bounded \
	chan_rendezvous \
	chan_self \
	counter_unlocked

# Labs: a new one is a file in labs/ and a name here.
PX_LAB_NAMES := \
	thread_join_value \
	thread_stopped_before_start \
	thread_panics \
	thread_detached \
	reader_and_ticker \
	threads_outlive \
	guard_every_exit \
	owner_dies \
	poison_clear \
	poison_only_by_panic \
	poison_reported \
	guard_wrong_thread \
	arc_is_not_cell \
	lock_word \
	cell_wrong_thread \
	refcell_rules \
	arc_last_drop \
	arc_overflow \
	arc_upgrade_after_drop \
	rc_drop_race \
	rc_clone_race \
	scope_borrows \
	scope_error_path \
	scope_thread_panics \
	chunks_by_division \
	move_once \
	rwlock_overlap \
	rwlock_reentry \
	rwlock_downgrade \
	writer_starvation \
	chan_order \
	chan_one_receiver \
	chan_disconnect \
	chan_try_rendezvous \
	chan_unbounded_growth \
	chan_bounded_blocks \
	chan_rendezvous_meets \
	lock_or_drift

# Labs between processes: for the program only.
PX_PROCESS_LAB_NAMES := \
	process_dies_holding \
	chan_between_processes

# Bugs: programs that are broken on purpose, with their own module and program.
PX_BUG_NAMES := \
	unlocked_access \
	lock_left \
	double_unlock \
	unlock_by_other \
	self_deadlock \
	abba \
	read_twice \
	sleep_in_spin \
	lost_wakeup \
	use_after_put \
	put_twice \
	get_on_dead \
	leak \
	rc_race \
	two_borrows \
	moved_then_used \
	thread_outlives \
	ignored_send \
	one_too_many \
	freed_while_held

# Conformance tests: a new one is a file in conformance/ and a name here.
PX_CONFORM_NAMES := mutex mutex_lab pi_mutex rwlock rwlock_lab arc thread panic gate os counters \
	scope move poison poison_rwlock robust_mutex \
	thread_id atomic spinlock cell refcell rc weak \
	monitor chan chan_waits chan_ends chan_stress \
	byte_pipe

# The harness: runs workloads and labs, and reads their input.
PX_COMMON := $(addprefix harness/, worker_thread run histogram run_spec workload lab) \
	$(addprefix equations/, equation equations equation_parser)

# Only for "make bench": a hand-written loop, in kmod/bench/ and user/bench/.
PX_BENCH_NAMES := $(if $(PX_BENCH),mutex_bare)

# The lists as macros for the compiler: -D$(PX_WORKLOADS_MACRO).
px_macro = '$(1)(X)=$(foreach name,$(2),X($(name)))'
PX_WORKLOADS_MACRO = $(call px_macro,PX_WORKLOADS,$(PX_WORKLOAD_NAMES) $(PX_BENCH_NAMES))
PX_LABS_MACRO = $(call px_macro,PX_LABS,$(PX_LAB_NAMES))
PX_PROGRAM_LABS_MACRO = $(call px_macro,PX_LABS,$(PX_LAB_NAMES) $(PX_PROCESS_LAB_NAMES))
PX_CONFORM_MACRO = $(call px_macro,PX_CONFORM,$(PX_CONFORM_NAMES))
PX_BUGS_MACRO = $(call px_macro,PX_BUGS,$(PX_BUG_NAMES))

# The files that each hash covers. px_hash FOLDER,FILES: a hash of their names and contents.
PX_SHARED_SOURCES := $(addprefix compare/,sources.mk uapi/*.h base/*.h contract/*.h primitives/*.h \
	harness/*.[ch] equations/*.[ch] workloads/*.[ch] labs/*.c labs/support/*.h)
PX_MODULE_SOURCES := Kbuild $(addsuffix /*.[ch],$(addprefix kmod/,base twins objects run device))
PX_PROGRAM_SOURCES := compare/measure/*.[ch] \
	$(addsuffix /*.[ch],$(addprefix user/,twins util labs sides commands))
px_hash_command = cd '$(1)' && export LC_ALL=C && sha256sum $(2) | sha256sum | cut -d ' ' -f 1
px_hash = $(shell $(call px_hash_command,$(1),$(2)))
