# SPDX-License-Identifier: GPL-2.0-only
#
# parallax: one synchronization primitive, seen from the kernel and from user
# space. "make help" says what there is to do.

KERNEL	?= 6.12
KDIR	?=
BOOT	?=
CPUS	?= 2
ARGS	?=

# Objects: of the program, under ASan and UBSan, under TSan, and for the fuzzers.
B	:= build/user
A	:= build/asan
S	:= build/tsan
Z	:= build/fuzz
include compare/sources.mk

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PRECIOUS: %.o
.PHONY: help programs build-results run icount icount-update selftest compare-revisions check check-debug check-long check-matrix mutants tests guest-tests fuzzers bench rust checkers bugs watched-programs rust-peer external-benchmarks shell user kmod \
	insmod rmmod run-host clean \
	setup-user setup-kmod setup-vm setup-check setup-report setup-peers report

# One line per step, on stderr: stdout belongs to what is run.
say = $(if $(findstring s,$(firstword -$(MAKEFLAGS))),:,printf '  %-7s %s\n' $(1) '$(2)' >&2)

help:
	@sed -n 's/^#: \{0,1\}//p' $(firstword $(MAKEFILE_LIST))

#: make run       build all, run the comparison in a virtual machine, print the table
#: make report    the same at more length, and the labs, as a page: build/report/index.html;
#:                KERNELS="6.1 6.12 6.12-rt": of several kernels
#: make check     all tests; the last line counts them
#: make check-debug   the guest's tests on kernels that check themselves (each built once: 5 minutes)
#: make check-long    what takes long, on three kernels
#: make check-matrix  the module's suites on every kernel that there is, as a table: takes long
#: make mutants   lines of the module, twins and workloads taken out in turn: do the tests notice?
#: make bench     what the harness adds to a loop and to an ioctl written by hand
#: make icount     what an operation costs in executed instructions, the same on any machine, against
#:                compare/baseline; make icount-update renews that
#: make selftest      how far the harness can be trusted: its own errors, false claims, power
#: make compare-revisions    is it slower than at REV=HEAD, or another revision of git's? ARGS: what to run
#: make rust      what Rust says to each claim: compare/rust, compiled and run
#: make checkers   files broken on purpose: which checker refuses them
#: make bugs  programs broken on purpose: who catches them, in which world: a matrix
#: make rust-peer      the user side against Rust's std and crossbeam, on this machine
#: make shell     a prompt in the virtual machine: module loaded, parallax on the PATH
#: make external-benchmarks     perf bench, stress-ng and Rust beside parallax, in one virtual machine: ratios
#: make user      build the program
#: make kmod      build the module
#: make insmod    build and load the module on this machine; make rmmod unloads it
#: make run-host  the comparison on this machine, without a virtual one
#: make clean     remove what was built here
#:
#: KERNEL=6.12    or 6.1, 6.1-rt, 6.12-rt: the virtual machine's Debian kernel; or debug, race
#: KDIR=FOLDER    build the module for this kernel build tree instead
#: ARGS='…'       another command line for parallax: ARGS='run mutex_counter --threads 1,2'
#:                a file named after --input travels into the virtual machine
#: MODULE=FILE.ko load this module into the virtual machine instead of parallax.ko
#: BOOT='…'       more kernel parameters for the virtual machine: BOOT=preempt=full
#: CPUS=N         its processors (2)

# ---- the program ----------------------------------------------------------

CC	 = gcc
CFLAGS	?= -O2 -g
WARN	:= -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	   -Wno-unused-parameter
BASE	:= -std=gnu11 -D_GNU_SOURCE $(WARN) \
	   -iquote user/twins -iquote compare/primitives -iquote compare -iquote user

# The kernel's rules for the code of a step, so that both halves do the same work.
ARCH_RULES_x86_64  := -mgeneral-regs-only
ARCH_RULES_aarch64 := -mgeneral-regs-only
ASAN	:= -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all
TSAN	:= -O1 -g -fsanitize=thread -Wno-tsan
RULES	:= -O2 -g -fno-strict-aliasing -fno-strict-overflow $(ARCH_RULES_$(shell uname -m))

LIBS	:= -luring -ljansson -lm

EXAMPLES := $(wildcard user/examples/*.c)
PROGRAM	:= $(foreach folder,user/twins user/util user/labs user/sides user/commands \
	   compare/measure compare/stats compare/output compare/claims compare/html,$(wildcard $(folder)/*.c)) $(PX_COMMON:%=compare/%.c)
BUG_FILES	:= $(PX_BUG_NAMES:%=compare/bugs/%.c)
STEPS	:= $(PX_WORKLOAD_NAMES:%=compare/workloads/%.c) $(PX_LAB_NAMES:%=compare/labs/%.c) $(PX_PROCESS_LAB_NAMES:%=compare/labs/%.c) $(PX_BENCH_NAMES:%=user/bench/%.c)
OBJECTS	:= $(PROGRAM:%.c=$(B)/%.o) $(STEPS:%.c=$(B)/%.o) $(BUG_FILES:%.c=$(B)/%.o)
HASH	:= '-DPX_SOURCE_HASH="$(call px_source_hash,compare)"'

user: setup-user
	@$(MAKE) --no-print-directory -j$$(nproc) programs

programs: $(B)/parallax $(EXAMPLES:user/%.c=$(B)/%)

$(B)/parallax: $(OBJECTS)
	@$(call say,LD,$@)
	@$(CC) -static -o $@ $^ $(LIBS)

define compile
	@$(call say,CC,$@)
	@mkdir -p $(@D)
	@$(CC) $(BASE) $(or $(FLAGS),$(CFLAGS)) $(DEFINE) -MMD -MP -c -o $@ $<
endef

# As any other project would build them: they include parallax.h and system headers only.
$(B)/examples/%: user/examples/%.c compare/uapi/parallax.h | setup-user
	@$(call say,CC,$<)
	@mkdir -p $(@D)
	@$(CC) $(WARN) $(CFLAGS) -I compare/uapi -static -o $@ $< -luring

$(B)/%.o: %.c | setup-user
	$(compile)
$(A)/%.o: %.c | setup-user
	$(compile)
$(S)/%.o: %.c | setup-user
	$(compile)
$(Z)/%.o: %.c | setup-user
	$(compile)

$(B)/compare/workloads/%.o $(B)/compare/labs/%.o $(B)/compare/equations/%.o $(B)/user/bench/mutex_%.o: FLAGS = $(RULES)
$(A)/%.o: FLAGS = $(ASAN)
$(S)/%.o: FLAGS = $(TSAN)
$(Z)/%.o: FLAGS = $(ASAN) -fsanitize=fuzzer-no-link -Wno-unknown-warning-option -Wno-missing-field-initializers
$(Z)/%: CC = clang

# everywhere FILE…: these files as objects of the program, and under each sanitizer.
everywhere = $(foreach flavour,$(B) $(A) $(S) $(Z),$(1:%=$(flavour)/%))
$(call everywhere,compare/harness/workload.o): DEFINE = -D$(PX_WORKLOADS_MACRO)
# Broken on purpose; the program wants their tales, and executes nothing of them.
$(call everywhere,compare/bugs/%.o): DEFINE = -w
$(call everywhere,compare/claims/bug_docs.o): DEFINE = -D$(PX_BUGS_MACRO)
$(call everywhere,compare/harness/lab.o compare/claims/lab_docs.o): DEFINE = -D$(PX_PROGRAM_LABS_MACRO)
$(call everywhere,user/tests/%.o user/fuzz/%.o compare/tests/%.o): DEFINE = $(TESTING) -D$(PX_CONFORM_MACRO) -D$(PX_WORKLOADS_MACRO) -D$(PX_LABS_MACRO)
$(call everywhere,compare/harness/workload.o compare/harness/lab.o compare/claims/lab_docs.o compare/claims/bug_docs.o user/tests/conform.o user/tests/test_faults.o user/tests/test_life.o): compare/sources.mk
$(call everywhere,user/util/device.o): DEFINE = $(HASH)
$(call everywhere,compare/measure/environment.o): DEFINE = $(HASH) '-DPX_USER_FLAGS="$(or $(FLAGS),$(RULES))"'
$(call everywhere,user/util/device.o compare/measure/environment.o): $(STEPS) $(PX_COMMON:%=compare/%.c) \
	$(wildcard compare/*/*.h compare/labs/support/*.h) compare/sources.mk

-include $(wildcard $(call everywhere,*/*/*.d))

# ---- the module -----------------------------------------------------------

kmod: setup-kmod
	@$(call say,KMOD,$(or $(KDIR),$(KERNEL)))
	@scripts/build/build-module $(if $(KDIR),-k '$(KDIR)',-K $(KERNEL))$(if $(W)$(C), --$(W:%= W=%)$(C:%= C=%))

# ---- where it runs --------------------------------------------------------

VM	= scripts/vm/vm --kernel $(KERNEL) --boot '$(BOOT)' --cpus $(CPUS) --bin $(B)/parallax \
	  --module $(if $(MODULE),'$(MODULE)',"build/$$release/parallax.ko") --out build/out --limit 7200 --carry --input \
	  $(foreach file,$(wildcard build/results/*.tsv),--file $(file):/lib/parallax/results/$(notdir $(file)))

DEFAULT	:= run --seconds 0.02 --latency --json results.json
PAGE	:= build/report/index.html

# At its end, the report of what has just been run; without gnuplot, a line about that.
run: user kmod setup-vm $(if $(ARGS),,setup-report) $(if $(filter claims lab,$(ARGS)),build-results)
	@eval "$$(scripts/vm/kernel $(KERNEL))" && \
	exec $(VM) -- parallax $(or $(ARGS),$(DEFAULT))
	@$(if $(ARGS),,echo && scripts/bench/report --output $(PAGE) --of build/out/results.json)

report: user setup-vm setup-report build-results
	@scripts/bench/report --output $(PAGE) $(or $(KERNELS),$(KERNEL))

shell: user kmod setup-vm
	@eval "$$(scripts/vm/kernel $(KERNEL))" && $(VM) --tool strace --shell

# What the harness adds, in instructions: a build of its own, with a loop written by hand.
bench: setup-user setup-kmod setup-vm
	@eval "$$(scripts/vm/kernel $(KERNEL))" && \
	scripts/build/build-module -K $(KERNEL) -o "build/bench/$$release" -- PX_BENCH=1 && \
	$(MAKE) --no-print-directory build/bench/bench B=build/bench PX_BENCH=1 && \
	scripts/vm/vm --exact --kernel $(KERNEL) --boot '$(BOOT)' --bin build/bench/bench \
		--module "build/bench/$$release/parallax.ko" -- bench instructions

$(B)/bench: $(filter $(B)/compare/% $(B)/user/bench/% $(B)/user/util/% $(B)/user/sides/% %/lab_run.o %/process_shared_memory.o %/input_writer.o %/kmsg.o %/thread.o,$(OBJECTS)) \
	$(B)/user/bench/bench.o
	@$(call say,LD,$@)
	@$(CC) -static -o $@ $^ $(LIBS)

compare-revisions: user kmod setup-vm
	@CPUS=$(CPUS) scripts/bench/compare-revisions --kernel $(KERNEL) $(or $(REV),HEAD) $(ARGS)

selftest: user kmod setup-vm
	@eval "$$(scripts/vm/kernel $(KERNEL))" && $(VM) -- parallax selftest
	@$(MAKE) --no-print-directory bench

icount icount-update: user kmod setup-vm
	@scripts/bench/$(subst -, --,$@) $(KERNEL)

run-host: user
	@$(B)/parallax $(or $(ARGS),run --json build/results.json)

insmod rmmod: user
	@scripts/vm/insmod-host $@

# ---- what only a build can show: build-results for the claims, in build/results --

rust checkers:
	@scripts/collect/$@

# As both, but in silence unless something is not as expected.
build-results:
	@said=$$(scripts/collect/rust && scripts/collect/checkers) || { printf '%s\n' "$$said" >&2; exit 1; }

# ---- the program with two more sides, for make rust-peer ------------------------

PEER	:= build/peer
PEER_OBJECTS := $(filter-out %/user/sides/sides.o,$(OBJECTS))

rust-peer: user
	@scripts/bench/rust-peer $(ARGS)

external-benchmarks: user kmod setup-vm setup-peers
	@CPUS=$(CPUS) scripts/bench/external-benchmarks $(ARGS) $(KERNEL)

# Rust's std asks for names of users and hosts, which no job does: ld warns in vain.
$(PEER)/parallax: compare/rust/peer/peer.c $(PEER)/libpeer.a $(PEER_OBJECTS)
	@$(call say,LD,$@)
	@$(CC) $(BASE) $(CFLAGS) $(PEER_FLAGS) -static -Wl,--no-warnings -o $@ $(filter %.c,$^) $(filter %.o,$^) \
		$(PEER)/libpeer.a $(LIBS)

# ---- bugs: a program of them for each of those who watch it run --------

M	:= build/bugs
BUG_PROGRAM := user/tests/bugs.c user/twins/thread.c $(BUG_FILES)
WATCHED	:= plain asan tsan errorcheck
WATCH_asan := -fsanitize=address,undefined,bounds-strict
WATCH_tsan := -fsanitize=thread
WATCH_errorcheck := user/tests/errorcheck.c \
	$(foreach call,init lock unlock destroy,-Wl,--wrap=pthread_mutex_$(call))

bugs: user watched-programs setup-kmod setup-vm setup-check
	@for kernel in debug race; do \
		scripts/build/build-module -K $$kernel -o $M/$$kernel-wrong -- PX_BUGS=m && \
		scripts/build/build-module -K $$kernel -o $M/$$kernel-right -- PX_BUGS=m PX_WRONG=0 || exit 1; \
	done
	@scripts/collect/bugs $(ARGS)
	@$(B)/parallax bugs
	@scripts/bench/report --output $(PAGE) --again

WATCHING := $(foreach watch,$(WATCHED),$M/$(watch)-wrong $M/$(watch)-right)
watched-programs: $(WATCHING)

$M/%: $(BUG_PROGRAM) user/tests/errorcheck.c compare/bugs/bug.h compare/sources.mk | setup-user
	@$(call say,CC,$@)
	@mkdir -p $(@D)
	@$(CC) -std=gnu11 -D_GNU_SOURCE -w -O1 -g -iquote user/twins -iquote compare/primitives -iquote compare -iquote user \
		-D$(PX_BUGS_MACRO) -DPX_WRONG=$(words $(filter %-wrong,$*)) -o $@ $(BUG_PROGRAM) $(WATCH_$(firstword $(subst -, ,$*)))

# ---- tests ----------------------------------------------------------------

T	:= build/tests
TWINNED	:= $(STEPS) $(PX_COMMON:%=compare/%.c) user/twins/thread.c user/labs/process_shared_memory.c
JUDGE	:= $(wildcard compare/measure/*.c compare/stats/*.c compare/output/*.c) compare/harness/histogram.c
CLAIMS	:= $(filter-out %/lab_docs.c %/bug_docs.c %/bug_matrix.c %/concepts.c,$(wildcard compare/claims/*.c)) user/labs/lab_results.c
CONFORM	:= user/tests/conform.c user/twins/thread.c $(PX_CONFORM_NAMES:%=compare/conformance/%.c)
BUSTED	:= $(shell awk '/^[a-z]/ && $$2 != "-" { print "conform-broken-" $$1 } \
	/^[a-z]/ && NF > 2 { print "parallax-broken-" $$1 }' user/broken_twins/expectations)
MACROS	:= -D$(PX_WORKLOADS_MACRO) -D$(PX_PROGRAM_LABS_MACRO) -D$(PX_CONFORM_MACRO)
TESTING	:= -Wno-missing-field-initializers 

# What is brought into the virtual machine.
GUEST_TESTS := $(patsubst user/tests/%.c,$T/%,$(wildcard user/tests/test_*.c)) $T/test_compat-32 $T/parallax-changed $T/json_valid

TESTS	:= $(patsubst compare/tests/test_%.c,$T/unit_%,$(wildcard compare/tests/test_*.c)) \
	   $(patsubst user/tests/%.c,$T/%,$(wildcard user/tests/unit_*.c)) \
	   $(GUEST_TESTS) $T/parallax-expects \
	   $T/conform $T/conform-asan $T/conform-tsan $T/parallax-asan $T/parallax-tsan \
	   $(BUSTED:%=$T/%) $(WATCHING)

# All suites collect the build-results themselves; of some, none may.
check: user $(if $(SUITES),build-results) setup-kmod setup-vm setup-check
	@$(MAKE) --no-print-directory -j$$(nproc) tests
	@scripts/check/check $(SUITES)

check-matrix: user build-results setup-kmod setup-vm setup-check
	@$(MAKE) --no-print-directory -j$$(nproc) guest-tests
	@scripts/check/matrix $(KERNELS)

# What runs in the virtual machine only.
check-debug check-long: check-%: user build-results setup-kmod setup-vm setup-check
	@$(MAKE) --no-print-directory -j$$(nproc) guest-tests $(if $(filter debug,$*),fuzzers)
	@scripts/check/check $(if $(filter debug,$*),debug race life debug-mutants reader-fuzz,$*)

mutants: user build-results setup-kmod setup-vm
	@$(MAKE) --no-print-directory -j$$(nproc) guest-tests $T/conform
	@scripts/check/mutants $(ARGS)

# What of the program reads what others wrote; and for each fuzzer, one that must find something.
READERS	:= $(filter-out user/commands/main.c user/util/error.c,$(PROGRAM)) $(STEPS) $(BUG_FILES) user/fuzz/json_mutator.c user/fuzz/error_stub.c
FUZZERS	:= $(foreach name,$(patsubst user/fuzz/fuzz_%.c,%,$(wildcard user/fuzz/fuzz_*.c)),$T/fuzz_$(name) $T/fuzz-broken_$(name))

fuzzers:
	@! scripts/build/setup --has runtime:fuzzer || $(MAKE) --no-print-directory $(FUZZERS)

tests: $(TESTS)
guest-tests: $(GUEST_TESTS)

# objects FLAVOUR,SOURCES
objects = $(2:%.c=$(1)/%.o)

# link FLAGS: one program from the objects among the prerequisites.
link = $(call say,LD,$@) && mkdir -p $(@D) && \
	$(CC) $(1) -o $@ $(filter %.o,$^) $(LIBS)

# break TWIN,SOURCES: a program with the twin of user/broken_twins/TWIN. Of the sources, those that
# include a header which the broken one takes the place of are compiled anew. A broken X.sed
# is an edit of compare/primitives/X.h, and must change it.
break = $(call say,CC,$@) && mkdir -p $@.edited && \
	for x in $(notdir $(basename $(wildcard user/broken_twins/$(1)/*.sed))); do \
		sed -f user/broken_twins/$(1)/$$x.sed compare/primitives/$$x.h >$@.edited/$$x.h && \
		! cmp -s compare/primitives/$$x.h $@.edited/$$x.h || exit 1; \
	done && \
	headers=$$(ls user/broken_twins/$(1) | sed 's/[.][^.]*$$//' | paste -sd'|') && \
	sources=$$(for c in $(2); do \
		! grep -qE "/($$headers)[.]h" $(B)/$${c%.c}.d || echo $$c; done) && \
	objects=$$(for o in $(filter %.o,$^); do c=$${o\#$(B)/}; \
		case " $$(echo $$sources) " in *" $${c%.o}.c "*) ;; *) echo $$o ;; esac; done) && \
	$(CC) -iquote user/broken_twins/$(1) -iquote $@.edited -O2 $(BASE) $(MACROS) -o $@ $$sources $$objects $(LIBS)

# What of TWIN's row: the sources of those NAMES that are in FOLDERS.
noticed = $(wildcard $(foreach name,$(shell awk '$$1 == "$(1)" { $$1 = ""; gsub(/:[0-9]+/, ""); print }' \
	user/broken_twins/expectations),$(2:%=compare/%/$(name).c)))

$(TESTS): | setup-user
$T/unit_%: $A/compare/tests/test_%.o $(call objects,$A,$(JUDGE))
	@$(call link,$(ASAN))
$T/unit_lab_verdict $T/unit_scoreboard: $T/unit_%: $A/compare/tests/test_%.o $(call objects,$A,$(JUDGE) $(CLAIMS))
	@$(call link,$(ASAN))
$T/unit_bug_matrix: $A/compare/tests/test_bug_matrix.o $(call objects,$A,$(JUDGE) $(CLAIMS) compare/claims/bug_matrix.c)
	@$(call link,$(ASAN))
$T/test_%: $B/user/tests/test_%.o
	@$(call link,-static)

# Where gcc cannot do 32 bits, a test that says so; made anew each time.
SKIP_32 := echo "ok 1 - callers of 32 bits \# SKIP $(CC) -m32 -static does not link here"; echo 1..1

$T/test_compat-32: user/tests/test_compat.c $B/user/tests/test_compat.o
	@$(call say,CC,$@)
	@mkdir -p $(@D)
	@if scripts/build/setup --has bits:32; then $(CC) -m32 -O2 -static $(BASE) $(TESTING) -o $@ $<; \
	else rm -f $@; printf '#!/bin/sh\n%s\n' '$(SKIP_32)' >$@; chmod +x $@; touch -d @0 $@; fi

$T/unit_%: $S/user/tests/unit_%.o $(call objects,$S,$(TWINNED))
	@$(call link,$(TSAN))
$T/unit_equations: $A/user/tests/unit_equations.o $(call objects,$A,$(wildcard compare/equations/*.c))
	@$(call link,$(ASAN))
$T/unit_perf_counters: $A/user/tests/unit_perf_counters.o $A/user/util/perf_counters.o
	@$(call link,$(ASAN))
$T/fuzz_%: CC = clang
$T/fuzz_%: $Z/user/fuzz/fuzz_%.o $(call objects,$Z,$(READERS))
	@$(call link,$(ASAN) -fsanitize=fuzzer)

# The source that is broken for it, and how: FILE, and an edit for sed, which must change it.
$T/fuzz-broken_results: BREAK = compare/output/json_decode.c 's/0, PX_MAX_FINDINGS/0, 1000/'
$T/fuzz-broken_equations: BREAK = compare/equations/equation_parser.c '/p->e.count == PX_MAX_NUMBERS/,+1d'
$T/fuzz-broken_line: BREAK = user/util/parse_number.c '/list->count == PX_MAX_LIST/,+1d'
$T/fuzz-broken_build_results: BREAK = compare/claims/build_results.c 's/rest && nr < FIELDS/rest/'
$T/fuzz-broken_baseline: BREAK = compare/stats/baseline.c 's/length && line/line/'

$T/fuzz-broken_%: $Z/user/fuzz/fuzz_%.o $(call objects,$Z,$(READERS))
	@$(call say,LD,$@)
	@sed $(wordlist 2,99,$(BREAK)) $(firstword $(BREAK)) >$@.c && ! cmp -s $(firstword $(BREAK)) $@.c
	@clang $(BASE) $(ASAN) -w -fsanitize=fuzzer -o $@ $@.c \
		$(filter-out $Z/$(patsubst %.c,%.o,$(firstword $(BREAK))),$(filter %.o,$^)) $(LIBS)

$T/json_valid: $B/user/tests/json_valid.o
	@$(call link,-static)
$T/conform: $(call objects,$B,$(CONFORM))
	@$(call link)
$T/conform-asan: $(call objects,$A,$(CONFORM))
	@$(call link,$(ASAN))
$T/conform-tsan: $(call objects,$S,$(CONFORM))
	@$(call link,$(TSAN))
$T/parallax-asan: $(OBJECTS:$B/%=$A/%)
	@$(call link,$(ASAN))
$T/parallax-tsan: $(OBJECTS:$B/%=$S/%)
	@$(call link,$(TSAN))
$(BUSTED:%=$T/%): user/broken_twins/expectations $(wildcard user/broken_twins/*/*)
$T/conform-broken-%: $(call objects,$B,$(CONFORM))
	@$(call break,$*,user/tests/conform.c user/twins/thread.c $(call noticed,$*,conformance))
$T/parallax-broken-%: $(OBJECTS)
	@$(call break,$*,$(filter-out $(STEPS),$(TWINNED)) $(call noticed,$*,workloads labs))

# The program with one expectation of a lab changed.
$T/parallax-expects: $(OBJECTS)
	@$(call say,LD,$@)
	@sed 's/user = 42/user = 43/' compare/labs/thread_join_value.c >$T/expects.c
	@$(CC) $(BASE) -O2 -c -o $T/expects.o $T/expects.c
	@$(CC) -static -o $@ $T/expects.o $(filter-out %/thread_join_value.o,$(filter %.o,$^)) $(LIBS)

# The program with one word of a workload changed.
$T/parallax-changed: $(OBJECTS)
	@$(call say,LD,$@)
	@rm -rf $T/changed && mkdir -p $T/changed && cp -r compare user $T/changed
	@sed -i 's/delay.think/0/' $T/changed/compare/workloads/empty.c
	@hash=$$($(call px_hash_command,$T/changed/compare)) && \
	$(CC) $(BASE) -O2 "-DPX_SOURCE_HASH=\"$$hash\"" -c -o $T/changed/device.o user/util/device.c
	@$(CC) -static -o $@ $T/changed/device.o $(filter-out $(B)/user/util/device.o,$(filter %.o,$^)) $(LIBS)

setup-user setup-kmod setup-vm setup-check setup-report setup-peers: setup-%:
	@scripts/build/setup $*

clean:
	rm -rf build
