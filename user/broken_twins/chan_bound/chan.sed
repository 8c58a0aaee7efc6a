# BROKEN ON PURPOSE: the channel holds one message too many.
s/c->depth >= c->capacity/c->depth > c->capacity/
