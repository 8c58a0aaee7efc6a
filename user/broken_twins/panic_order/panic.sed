# BROKEN ON PURPOSE: of what is to be done at a panic, the oldest comes first.
s/^\t\tpx_panic_remove(c);/\t\twhile (c->older)\n\t\t\tc = c->older;\n&/
