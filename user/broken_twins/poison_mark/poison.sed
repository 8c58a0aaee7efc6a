# BROKEN ON PURPOSE: a panic unlocks what is held, but leaves no mark.
s/px_write_once(p->poisoned, true);/px_write_once(p->poisoned, p->poisoned);/
