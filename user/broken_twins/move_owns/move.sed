# BROKEN ON PURPOSE: the use of a pointer that was moved from goes unnoticed.
s/return p ? 0 : -ESTALE;/return 0;/
