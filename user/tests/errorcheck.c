// SPDX-License-Identifier: GPL-2.0-only
/*
 * errorcheck: linked into a program with --wrap, it makes every mutex one of glibc's
 * error-checking kind. An error is printed and ends the program.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int __real_pthread_mutex_init(pthread_mutex_t *m, const pthread_mutexattr_t *attr);
int __real_pthread_mutex_lock(pthread_mutex_t *m);
int __real_pthread_mutex_unlock(pthread_mutex_t *m);
int __real_pthread_mutex_destroy(pthread_mutex_t *m);

int __wrap_pthread_mutex_init(pthread_mutex_t *m, const pthread_mutexattr_t *attr);
int __wrap_pthread_mutex_lock(pthread_mutex_t *m);
int __wrap_pthread_mutex_unlock(pthread_mutex_t *m);
int __wrap_pthread_mutex_destroy(pthread_mutex_t *m);

static int check(const char *call, int err)
{
	if (err) {
		fprintf(stderr, "%s: %s\n", call, strerror(err));
		exit(1);
	}
	return 0;
}

int __wrap_pthread_mutex_init(pthread_mutex_t *m, const pthread_mutexattr_t *unused)
{
	pthread_mutexattr_t attr;
	int err;

	pthread_mutexattr_init(&attr);
	pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_ERRORCHECK);
	err = __real_pthread_mutex_init(m, &attr);
	pthread_mutexattr_destroy(&attr);
	return err;
}

int __wrap_pthread_mutex_lock(pthread_mutex_t *m)
{
	return check("pthread_mutex_lock", __real_pthread_mutex_lock(m));
}

int __wrap_pthread_mutex_unlock(pthread_mutex_t *m)
{
	return check("pthread_mutex_unlock", __real_pthread_mutex_unlock(m));
}

int __wrap_pthread_mutex_destroy(pthread_mutex_t *m)
{
	return check("pthread_mutex_destroy", __real_pthread_mutex_destroy(m));
}
