/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: unlock does nothing, so that the next lock waits without end. */
#include <pthread.h>

#define pthread_mutex_unlock(m)	do { (void)(m); } while (0)
#include "../../twins/mutex.h"
#undef pthread_mutex_unlock
