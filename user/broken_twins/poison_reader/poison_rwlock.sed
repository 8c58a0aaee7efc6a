# BROKEN ON PURPOSE: a reader that panics poisons the lock, like a writer.
s/^\tpx_rwlock_read_unlock(&r->lock->lock);/\tpx_write_once(r->lock->poisoned, r->lock->poisoned || px_thread_panicking());\n&/
