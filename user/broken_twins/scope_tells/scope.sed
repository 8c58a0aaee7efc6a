# BROKEN ON PURPOSE: a scope joins its threads, but does not tell of a panic.
s/s->panicked = true;/s->panicked = false;/
