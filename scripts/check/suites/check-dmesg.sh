#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/check-dmesg.sh: scripts/check/check-dmesg finds each kind of report, and
# nothing else. Adds one line at a time to a clean log. TAP.
set -euo pipefail
cd "$(dirname "$0")"

planted() {
	cat <<-'LINES'
	WARNING: CPU: 1 PID: 77 at kmod/op.c:12 px_op+0x12/0x40 [parallax]
	BUG: kernel NULL pointer dereference, address: 0000000000000008
	BUG: unable to handle page fault for address: ffffffffc0218fe2
	BUG: sleeping function called from invalid context at kernel/locking/mutex.c:580
	BUG: scheduling while atomic: parallax/77/0x00000002
	BUG: KASAN: slab-use-after-free in px_arc_put+0x12/0x40 [parallax]
	BUG: KFENCE: use-after-free read in px_arc_put+0x12/0x40 [parallax]
	BUG: KCSAN: data-race in counter_step / counter_step
	BUG: workqueue lockup - pool cpus=0 node=0 flags=0x0 nice=0 stuck for 33s!
	BUG: soft lockup - CPU#0 stuck for 26s! [px/0:77]
	watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [px/1:78]
	watchdog: Watchdog detected hard LOCKUP on cpu 0
	BUG: Bad page state in process parallax  pfn:01234
	BUG: spinlock bad magic on CPU#0, insmod/77
	kernel BUG at kmod/objects/lock_proxy.c:99!
	Oops: 0000 [#1] PREEMPT SMP NOPTI
	Kernel panic - not syncing: Fatal exception
	general protection fault, probably for non-canonical address 0xdead000000000108: 0000 [#1]
	traps: parallax[77] general protection fault ip:401234 sp:7ffd error:0 in parallax
	parallax[77]: segfault at 8 ip 0000000000401234 sp 00007ffd error 4 in parallax
	Call Trace:
	------------[ cut here ]------------
	WARNING: possible recursive locking detected
	WARNING: possible circular locking dependency detected
	INFO: possible circular locking dependency detected
	WARNING: inconsistent lock state
	inconsistent lock state
	WARNING: suspicious RCU usage
	WARNING: lock held when returning to user space!
	WARNING: bad unlock balance detected!
	WARNING: held lock freed!
	DEBUG_LOCKS_WARN_ON(1)
	DEBUG_LOCKS_WARN_ON(__owner_task(owner) != get_current())
	DEBUG_RWSEMS_WARN_ON(sem->magic != sem): count = 0x0, magic = 0x0, owner = 0x0
	INFO: trying to register non-static key.
	turning off the locking correctness validator.
	INFO: lockdep is turned off.
	[ BUG: Invalid wait context ]
	WARNING: Nested lock was not taken
	WARNING: HARDIRQ-safe -> HARDIRQ-unsafe lock order detected
	BUG: MAX_LOCKDEP_CHAINS too low!
	1 lock held by parallax/77:
	BUG: using smp_processor_id() in preemptible [00000000] code: parallax/77
	INFO: task parallax:77 blocked for more than 120 seconds.
	INFO: task px/0:78 blocked on a mutex likely owned by task px/1:79.
	rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:
	rcu: INFO: rcu_sched self-detected stall on CPU
	refcount_t: underflow; use-after-free.
	refcount_t: addition on 0; use-after-free.
	UBSAN: array-index-out-of-bounds in compare/harness/run.c:12:3
	UBSAN: shift-out-of-bounds in kmod/base/limits.c:12:3
	kmemleak: 3 new suspected memory leaks (see /sys/kernel/debug/kmemleak)
	kmemleak: Memory pool empty, consider increasing CONFIG_DEBUG_KMEMLEAK_MEM_POOL_SIZE
	kmemleak: Kernel memory leak detector will be disabled
	kmemleak: Cannot insert 0xffff8880 into the object search tree (overlaps existing)
	unreferenced object 0xffff888004d4f800 (size 1024):
	list_add corruption. prev->next should be next (ffff888), but was ffff889.
	list_del corruption, ffff8880 is LIST_POISON1 (dead000000000100)
	usercopy: Kernel memory exposure attempt detected from SLUB object 'kmalloc-64'!
	irq 3: nobody cared (try booting with the "irqpoll" option)
	ODEBUG: free active (active state 0) object type: timer_list
	ODEBUG: object ffffc900 is on stack ffffc900, but NOT annotated.
	BUG: KASAN: slab-out-of-bounds in px_run_init+0x12/0x40 [parallax]
	BUG: KASAN: stack-out-of-bounds in px_lab_state_run+0x12/0x40 [parallax]
	BUG: KASAN: double-free in px_os_free+0x12/0x40 [parallax]
	list_add double add: new=ffff8880, prev=ffff8880, next=ffff8881.
	parallax: page allocation failure: order:4, mode:0x40cc0(GFP_KERNEL)
	Out of memory: Killed process 77 (parallax)
	parallax: Unknown symbol px_missing (err -2)
	sysfs: cannot create duplicate filename '/devices/virtual/misc/parallax'
	LINES
}

clean() {
	cat <<-'LINES'
	Linux version 6.12.117+deb12-amd64 (debian-kernel@lists.debian.org)
	Command line: console=ttyS0 loglevel=8 panic=-1 oops=panic kmemleak=on
	Spectre V2 : Mitigation: Retpolines
	Spectre V2 : WARNING: Unprivileged eBPF is enabled with eIBRS on, data leaks possible
	rcu: Preemptible hierarchical RCU implementation.
	DEBUG: a message of a driver
	Run /init as init process
	parallax: loading out-of-tree module taints kernel.
	parallax: module verification failed: signature and/or required key missing - tainting kernel
	Skipping BTF generation for parallax.ko due to unavailability of vmlinux
	kmemleak: Kernel memory leak detector initialized (mem pool available: 15000)
	kasan: KernelAddressSanitizer initialized (generic)
	Lock dependency validator: Copyright (c) 2006 Red Hat, Inc., Ingo Molnar
	 memory used by lock dependency info: 6365 kB
	ODEBUG: selftest passed
	ODEBUG: 12 of 12 active objects replaced
	kmemleak: Automatic memory scanning thread started
	reboot: Power down
	LINES
}

# A report, as a kernel makes it, with that text in it.
report() {
	cat <<-LINES
	------------[ cut here ]------------
	$1
	WARNING: CPU: 0 PID: 77 at lib/refcount.c:22 refcount_warn_saturate+0x51/0x110
	Call Trace:
	 px_arc_get+0x12/0x40 [parallax]
	---[ end trace 0000000000000000 ]---
	LINES
}

# A race that KCSAN found, with function $1 on one of the stacks. $2: the two functions.
race() {
	cat <<-LINES
	==================================================================
	BUG: KCSAN: data-race in ${2-one / other}

	write to 0xffff888003bb2f80 of 8 bytes by task 77 on cpu 0:
	 one+0x25/0x40
	 $1
	 do_syscall_64+0x3b/0x90

	read to 0xffff888003bb2f80 of 8 bytes by task 78 on cpu 1:
	 other+0x12/0x40

	Reported by Kernel Concurrency Sanitizer on:
	==================================================================
	LINES
}

# A lab that announces a report, with stdin between its begin and its end.
lab() {
	echo 'parallax: lab arc_overflow begins, expected report: refcount_t: saturated'
	cat
	echo 'parallax: lab arc_overflow ends, expected report: refcount_t: saturated'
}

passes() {
	equal "$( (clean; cat; echo end) | stamped | status_of)" "$1"
}

stamped() {
	sed 's/^/[    1.234567] /'
}

# Exit status of check-dmesg for a log on stdin.
status_of() {
	local status=0

	cat >"$temp/log"
	../check-dmesg "$temp/log" >"$temp/output" 2>/dev/null || status=$?
	echo $status
}

finds() {
	equal "$( (clean; echo "$1"; echo end) | stamped | status_of)" 1 &&
		contains "$(<"$temp/output")" "] $1"
}

temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
mapfile -t lines < <(planted)
. ../../lib/tap

for line in "${lines[@]}"; do
	check "found: ${line//#/}" finds "$line"
done
check 'a clean log passes' equal "$(clean | stamped | status_of)" 0
saturated='refcount_t: saturated; leaking memory.'
check 'a report that a lab announced is ignored' passes 0 < <(report "$saturated" | lab)
check 'an announced report that does not come is no error' passes 0 < <(lab </dev/null)
check 'a second report is found' passes 1 < <( (report "$saturated"; report "$saturated") | lab)
check 'a report without a lab is found' passes 1 < <(report 'refcount_t: underflow; use-after-free.' | lab)
check 'a report before the lab is found' passes 1 < <(report "$saturated"; lab </dev/null)
check 'a report after the lab is found' passes 1 < <(lab </dev/null; report "$saturated")
check 'a line of the report without the rest is found' passes 1 < <(echo "$saturated" | lab)
check 'another report during the lab is found' passes 1 < <( (report "$saturated"; echo 'Oops: 0000') | lab)
check 'a report without an end is found' passes 1 < <(report "$saturated" | grep -v 'end trace' | lab)
check 'a race without a module is ignored' passes 0 < <(race 'vfs_read+0x10/0x20')
check 'a race with a module is found' passes 1 < <(race 'px_run_stop+0x10/0x20 [parallax]')
unlocked='counter_unlocked_step_loop [parallax]'
check 'a race on purpose is ignored' passes 0 < <(race "$unlocked" "$unlocked / $unlocked")
check 'a race on purpose with another function is found' passes 1 < <(race "$unlocked" "$unlocked / px_run_stop [parallax]")
check 'a race report without an end is found' passes 1 < <(race 'vfs_read+0x10/0x20' | grep -v ===)
check 'another report after a race is found' passes 1 < <(race 'vfs_read+0x10/0x20'; echo 'Oops: 0000')
check 'carriage returns are ignored' equal "$( (clean; echo 'Oops: 0000') | sed 's/$/\r/' | status_of)" 1
check 'an empty log is a usage error' equal "$(status_of </dev/null)" 2
check 'a missing log is a usage error' equal "$(../check-dmesg /nonexistent 2>/dev/null; echo $?)" 2
check 'no argument is a usage error' equal "$(../check-dmesg 2>/dev/null; echo $?)" 2
done_testing
