# BROKEN ON PURPOSE: a scope joins its threads, but does not report a panic.
s/s->panicked = true;/s->panicked = false;/
