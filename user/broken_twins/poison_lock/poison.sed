# BROKEN ON PURPOSE: a panic marks a held lock, but leaves it locked.
s/^\tpx_mutex_unlock(&p->lock);/\tif (!p->hold.holder || !p->hold.holder->panicking)\n\t&/
