# BROKEN ON PURPOSE: whoever asks may receive. It must be noticed.
s/err = c->receiver == PX_RECEIVER_GONE ? -EPIPE : -EBUSY;/c->receiver = PX_RECEIVER_TAKEN;/
