/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * meter: what looks on while a side runs, and adds to what the run's record says.
 */
#ifndef PX_METER_H
#define PX_METER_H

struct px_record;

struct px_meter {
	void (*begin)(struct px_meter *meter);
	void (*end)(struct px_meter *meter, struct px_record *rec);
};

#endif /* PX_METER_H */
