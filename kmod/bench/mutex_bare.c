// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mutex.h>

#define BARE_MUTEX		struct mutex
#define BARE_INITIALIZER	__MUTEX_INITIALIZER(bare.lock)
#define bare_lock		mutex_lock
#define bare_unlock		mutex_unlock

#include "harness/mutex_bare.h"
