# BROKEN ON PURPOSE: a panic unlocks a held lock, but does not mark it.
s/px_write_once(p->poisoned, true);/px_write_once(p->poisoned, p->poisoned);/
