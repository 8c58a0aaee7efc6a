/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * message: sides whose operation, whatever the workload, is a message to another
 * process, which sends it back: half the round trip.
 */
#ifndef PX_USER_MESSAGE_H
#define PX_USER_MESSAGE_H

#include "side.h"

#define PX_MESSAGE_SIDES	5u

extern const struct px_side px_message_sides[PX_MESSAGE_SIDES];

#endif /* PX_USER_MESSAGE_H */
