# BROKEN ON PURPOSE: the use of a moved-from pointer is not detected.
s/return p ? 0 : -ESTALE;/return 0;/
