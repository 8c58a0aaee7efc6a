#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine, from guest.sh: the module's parameters, and what a user without
# root can do with them. The module is loaded at the start and at the end. TAP.
. /lib/parallax/guest-lib

parameters() {
	rmmod parallax
	for wrong in max_threads=0 max_threads=1025 max_duration_ns=0 max_ops=0 \
		max_busy_ns=50000001 max_objects=65 max_holds=65 max_kthreads=0 max_user_kthreads=0 \
		max_user_data=1099511627777 mode=0777 mode=01666 mode=0 mode=1 mode= mode=0x1b0 mode=rw group=4294967295; do
		refute "parameter $wrong is refused" insmod "$module" $wrong
	done
	dmesg -c >/dev/null
	refute 'mode: eight is no octal digit' insmod "$module" mode=680
	check 'mode: the message quotes the text' prints 'mode="680": expected read and write bits in octal' dmesg
	check 'mode: octal without a leading 0' insmod "$module" mode=640
	check 'mode: as chmod takes it' [ "$(stat -c %a /dev/parallax)" = 640 ]
	rmmod parallax
	dmesg -c >/dev/null
	check 'valid parameters are accepted' insmod "$module" max_threads=4
	check 'parameters can be read' grep -qx 4 /sys/module/parallax/parameters/max_threads
	check 'info prints them' prints 'max_threads *4$' parallax info
	status 'a run within the limits' 0 parallax run empty --side kernel --threads 4 --rounds 1
	status 'a run beyond the limits' 1 parallax run empty --side kernel --threads 5 --rounds 1
	rmmod parallax
	insmod "$module"
}

student() {
	su student -c "$*"
}

# A member of the device's group needs no root. What he takes has a bound.
members() {
	rmmod parallax
	insmod "$module" mode=0660 group="$(id -g student)" max_user_kthreads=41 max_user_data=40000
	check 'group: mode and group of the device' \
		[ "$(stat -c '%a %u %g' /dev/parallax)" = "660 0 $(id -g student)" ]
	status 'group: a member can run workloads' 0 student parallax run mutex_counter --threads 2 --rounds 1
	status 'group: and operations' 0 student 'exec 3<>/dev/parallax && parallax call --fd 3 mutex new a'
	status 'group: up to his share of the threads' 0 student parallax run empty --side kernel --threads 20 --rounds 1
	check 'group: and no more' prints 'Resource temporarily unavailable' \
		student parallax run empty --side kernel --threads 21 --rounds 1
	status 'group: a lab that makes the kernel warn' 0 student parallax lab arc_overflow
	check 'group: the reason is printed' prints 'the lab makes the kernel warn, which needs CAP_SYS_ADMIN' \
		student parallax lab arc_overflow
	status 'group: root has the limit of all' 0 parallax run empty --side kernel --threads 21 --rounds 1
	status 'group: latencies, up to his share of the data' 0 \
		student parallax run empty --side kernel --threads 1 --rounds 1 --latency
	check 'group: and no more' prints 'Cannot allocate memory' \
		student parallax run empty --side kernel --threads 3 --rounds 1 --latency
	status 'group: root has the data of all' 0 parallax run empty --side kernel --threads 3 --rounds 1 --latency
	check 'group: his limit of processes counts' prints 'Resource temporarily unavailable' \
		student 'ulimit -u 20; parallax run empty --side kernel --threads 10 --rounds 1'
	rmmod parallax
	insmod "$module"
}

# A shell makes a file of the device's name if it redirects to it before the module is loaded.
not_a_device() {
	rmmod parallax
	: >/dev/parallax
	check 'a regular file in place of the device' prints 'is a regular file, not the device: remove it' parallax info
	check 'and for a run' prints 'kernel side absent: /dev/parallax is a regular file' \
		parallax run empty --side kernel,user --rounds 1
	rm /dev/parallax
	insmod "$module"
}

# A thread that outlives its lab counts for its user, until it ends.
threads() {
	rmmod parallax
	insmod "$module" mode=0666 max_kthreads=60 max_user_kthreads=20
	include_test threads test_lab_threads
	rmmod parallax
	insmod "$module"
}

# A lab that makes the kernel warn must not panic the machine, and needs root.
panics() {
	for setting in panic_on_warn warn_limit; do
		echo 1 >/proc/sys/kernel/$setting
		check "$setting: the lab arc_overflow does not run, and the reason is printed" \
			prints "kernel.$setting" parallax lab arc_overflow
		echo 0 >/proc/sys/kernel/$setting
	done
	echo 'panic_on_taint=200' >/tmp/cmdline
	mount --bind /tmp/cmdline /proc/cmdline
	check 'panic_on_taint: the same' prints panic_on_taint parallax lab arc_overflow
	umount /proc/cmdline
	refute 'with the defaults it runs' prints 'not observed' parallax lab arc_overflow
	rmmod parallax
	insmod "$module" mode=666
	status 'without root it does not run' 0 student parallax lab arc_overflow
	check 'and the reason is printed' \
		prints CAP_SYS_ADMIN student parallax lab arc_overflow
	rmmod parallax
	insmod "$module"
}

parameters
members
not_a_device
threads
panics
done_testing
