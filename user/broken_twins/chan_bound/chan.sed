# BROKEN ON PURPOSE: there is room for one message too many. It must be noticed.
s/c->depth >= c->capacity/c->depth > c->capacity/
