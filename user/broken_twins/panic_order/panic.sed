# BROKEN ON PURPOSE: a panic runs the oldest cleanup first.
s/^\t\tpx_panic_remove(c);/\t\twhile (c->older)\n\t\t\tc = c->older;\n&/
