# BROKEN ON PURPOSE: the second thread of a scope does nothing.
s/^static inline int px_scope_spawn(/static inline u64 px_scope_idle(void *arg)\n{\n\treturn 0;\n}\n\n&/
s/px_thread_spawn(&t->thread, fn, arg)/px_thread_spawn(\&t->thread, s->spawned == 1 ? px_scope_idle : fn, arg)/
