// SPDX-License-Identifier: GPL-2.0-only
#include <pthread.h>

#define BARE_MUTEX		pthread_mutex_t
#define BARE_INITIALIZER	PTHREAD_MUTEX_INITIALIZER
#define bare_lock		pthread_mutex_lock
#define bare_unlock		pthread_mutex_unlock

#include "harness/mutex_bare.h"
