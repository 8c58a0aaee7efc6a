# SPDX-License-Identifier: GPL-2.0-only
#
# parallax: the same synchronization primitives, measured in the kernel and in
# user space. "make help" lists the targets.

KERNEL	?= 6.12
KDIR	?=
BOOT	?=
CPUS	?= 2
ARGS	?=
NATIVE	?=

# Folders for objects: the program, with ASan and UBSan, with TSan, for the fuzzers.
B	:= build/user
A	:= build/asan
S	:= build/tsan
Z	:= build/fuzz
include compare/sources.mk

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PRECIOUS: $(B)/%.o $(A)/%.o $(S)/%.o $(Z)/%.o
.PHONY: help programs build-results run run-native native-first run-in-vm native-check icount icount-update \
	selftest compare-revisions check \
	check-debug check-long check-matrix mutants tests guest-tests fuzzers bench rust checkers \
	bugs bug-programs rust-peer external-benchmarks shell user kmod insmod rmmod run-host \
	list explain show clean always \
	setup-user setup-kmod setup-vm setup-check setup-report setup-bench report

# Prints one line for each build step, on stderr: stdout is for the program that is run.
say = $(if $(findstring s,$(firstword -$(MAKEFLAGS))),:,printf '  %-7s %s\n' $(1) '$(2)' >&2)

# quoted TEXT: for the shell.
quoted = '$(subst ','\'',$(1))'

# Another make: on all processors unless -j says how many. It ends with this one.
submake = scripts/build/guarded $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$$(nproc))

# Not for the shells and programs that make calls. The scripts set the locale too.
unexport $(file <scripts/lib/variables)

help:
	@sed -n 's/^#: \{0,1\}//p' $(firstword $(MAKEFILE_LIST))

#: usage: make TARGET [VARIABLE=VALUE...]
#:
#: Run:
#:   run                  build all, run the comparison in a virtual machine, print the table
#:   shell                open a prompt in the virtual machine, with the module loaded
#:   run-host             run the comparison on this machine, without a virtual machine
#:   insmod, rmmod        build and load the module on this machine; unload it
#:                        ARGS: its parameters, such as mode=0660 group=students
#:
#: Tests:
#:   check                run all tests; SUITES='cli labs' selects (scripts/check/check --help)
#:   check-debug          run the module's tests on kernels with debug checks (KASAN, KCSAN)
#:   check-long           run the long tests on three kernels
#:   check-matrix         run the module's suites on every kernel; print a table
#:   mutants              remove lines from the module and the twins; show which tests notice
#:
#: Measure:
#:   icount               count instructions of each operation; compare with compare/baseline
#:   native-check         compare instructions of User Mode Linux with those of a stock kernel
#:   icount-update        write the counts of this kernel and compiler to compare/baseline
#:   selftest             measure the errors of the harness itself
#:   bench                measure what the harness adds to a hand-written loop and ioctl
#:   compare-revisions    is this tree slower than revision REV (HEAD)?
#:   rust-peer            compare the user side with Rust's std and crossbeam
#:   external-benchmarks  compare with perf bench, stress-ng and Rust in one virtual machine
#:
#: Claims and bugs:
#:   rust                 compile and run compare/rust: what Rust shows for each claim
#:   checkers             run each checker on the files broken on purpose
#:   bugs                 run each bug under each detector; print a matrix
#:
#: Build:
#:   user                 build the program: build/user/parallax
#:   kmod                 build the module: build/RELEASE/parallax.ko
#:   clean                remove the folder build
#:
#: Documents (list, explain and show need no virtual machine):
#:   report               write run, labs and claims to a page: build/report/index.html
#:   list                 list the workloads
#:   explain              explain a concept: CONCEPT=mutex
#:   show                 print the results of the last "make run" without ARGS (build/out/results.json),
#:                        or of FILE=build/out/native.json, or of FILE=build/out/OTHER.json, which ARGS='run ... --json OTHER.json' wrote
#:
#: Variables:
#:   KERNEL=6.12          kernel of the virtual machine: also 6.1, 6.1-rt, 6.12-rt, debug, race, uml
#:   NATIVE=0, only       run, selftest: without the native part, or nothing else. Without KVM it comes
#:                        first: the side kernel is User Mode Linux, on this machine's processors. For
#:                        run, ARGS, KERNEL, BOOT and MODULE leave it out, unless NATIVE=only
#:   KERNELS="6.1 6.12"   for report and check-matrix: several kernels
#:   KDIR=FOLDER          build the module against this kernel build folder
#:   ARGS='...'           another command line: ARGS='run mutex_counter --threads 1,2'
#:   MODULE=FILE.ko       load this module into the virtual machine instead of parallax.ko
#:   BOOT='...'           more kernel parameters for the virtual machine: BOOT=preempt=full
#:   CPUS=2               number of processors of the virtual machine

# ---- the program ----------------------------------------------------------

CC	 = gcc
CFLAGS	?= -O2 -g
WARN	:= -Wall -Wextra $(if $(PX_WERROR),-Werror) -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	   -Wno-unused-parameter
BASE	:= -std=gnu11 -D_GNU_SOURCE $(WARN) \
	   -iquote user/twins -iquote compare/primitives -iquote compare -iquote user

# The kernel's code generation options: a step must do the same work on both sides.
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
HASHES	 = '-DPX_SOURCE_HASH="$(call px_hash,.,$(PX_SHARED_SOURCES))"' \
	   '-DPX_PROGRAM_HASH="$(call px_hash,.,$(PX_PROGRAM_SOURCES))"'

user: setup-user
	@+$(submake) programs

programs: $(B)/parallax $(EXAMPLES:user/%.c=$(B)/%)

$(B)/parallax: $(OBJECTS)
	@$(call say,LD,$@)
	@$(CC) -static -o $@ $^ $(LIBS)

define compile
	@$(call say,CC,$@)
	@mkdir -p $(@D)
	@$(CC) $(BASE) $(or $(FLAGS),$(CFLAGS)) $(DEFINE) -MMD -MP -c -o $@ $<
endef

# Built as another project would build them: only with parallax.h and system headers.
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

# everywhere FILE...: the objects of these files, in the program and in each other build.
everywhere = $(foreach flavour,$(B) $(A) $(S) $(Z),$(1:%=$(flavour)/%))
$(call everywhere,compare/harness/workload.o): DEFINE = -D$(PX_WORKLOADS_MACRO)
# Broken on purpose. The program uses their documentation only and never executes them.
$(call everywhere,compare/bugs/%.o): DEFINE = -w
$(call everywhere,compare/claims/bug_docs.o): DEFINE = -D$(PX_BUGS_MACRO)
$(call everywhere,compare/harness/lab.o compare/claims/lab_docs.o): DEFINE = -D$(PX_PROGRAM_LABS_MACRO)
$(call everywhere,user/tests/%.o user/fuzz/%.o compare/tests/%.o): DEFINE = $(TESTING) -D$(PX_CONFORM_MACRO) -D$(PX_WORKLOADS_MACRO) -D$(PX_LABS_MACRO)
$(call everywhere,compare/harness/workload.o compare/harness/lab.o compare/claims/lab_docs.o compare/claims/bug_docs.o user/tests/conform.o user/tests/test_faults.o user/tests/test_life.o user/tests/test_disclosure.o): compare/sources.mk
$(call everywhere,compare/measure/environment.o): DEFINE = '-DPX_USER_FLAGS="$(or $(FLAGS),$(RULES))"'
$(call everywhere,compare/measure/source_hash.o): DEFINE = $(HASHES)
$(call everywhere,compare/measure/source_hash.o): build/source-hashes

# Changes only if a hash changes.
build/source-hashes: always
	@mkdir -p $(@D)
	@printf '%s\n' $(HASHES) | cmp -s - $@ || printf '%s\n' $(HASHES) >$@

-include $(wildcard $(call everywhere,*/*/*.d))

# ---- the module -----------------------------------------------------------

kmod: setup-kmod
	@$(call say,KMOD,$(or $(KDIR),$(KERNEL)))
	@scripts/build/build-module $(if $(KDIR),-k '$(KDIR)',-K $(KERNEL))$(if $(W)$(C), --$(W:%= W=%)$(C:%= C=%))

# ---- run --------------------------------------------------------

VM	= scripts/vm/vm --kernel $(KERNEL) --boot $(call quoted,$(BOOT)) --cpus $(CPUS) --bin $(B)/parallax --tool addr2line \
	  --module $(if $(MODULE),'$(MODULE)',"build/$$release/parallax.ko") --out build/out --limit 7200 --carry --input \
	  $(foreach file,$(wildcard build/results/*.tsv),--file $(file):/lib/parallax/results/$(notdir $(file)))

# After native figures the emulated ones, which are not to be quoted, take less time.
AFTER_NATIVE = $(if $(NATIVE_FIRST),[ -e build/out/native.json ],false)
DEFAULT	= run --seconds $$($(AFTER_NATIVE) && echo 0.005 || echo 0.02) --latency --json results.json
PAGE	:= build/report/index.html

# Without KVM the native comparison comes first, unless NATIVE=0; with NATIVE=only, it is all.
# Many short runs: other guests of the host disturb some of them, and the interval becomes narrow.
NATIVE_PLAN	:= --rounds 121 --seconds 0.002
NATIVE_ARGS	:= $(or $(ARGS),run $(NATIVE_PLAN) --json "$$PWD/build/out/native.json")
NATIVE_FIRST	:= $(if $(or $(ARGS),$(filter-out 6.12,$(KERNEL)),$(MODULE),$(BOOT),$(filter 0,$(NATIVE))),,native-first)

# The guest has no input: "lab --predict" asks on the host, before the machine boots.
PREDICT	:= $(and $(filter lab,$(firstword $(ARGS))),$(filter --predict%,$(ARGS)),build/guesses.json)

run: $(if $(filter only,$(NATIVE)),run-native,run-in-vm)

run-native: user setup-vm $(if $(ARGS),,setup-report)
	@$(if $(filter-out run,$(firstword $(NATIVE_ARGS))),echo "make: NATIVE=only: expected ARGS='run ...'" >&2; exit 2)
	@mkdir -p build/out
	@scripts/bench/native $(NATIVE_ARGS)
	@$(if $(ARGS),,echo && scripts/bench/report --output $(PAGE) --of build/out/native.json)

# If the kernel side cannot run natively here, says so and continues.
native-first: user kmod setup-vm setup-report
	@eval "$$(scripts/vm/kernel $(KERNEL))" && rm -f build/out/native.json && mkdir -p build/out && \
	case $$(scripts/vm/qemu-accel "$$image") in tcg*) \
		scripts/bench/native $(NATIVE_ARGS) || { \
			status=$$?; [ ! -e build/out/native.json ] && [ $$status = 1 ] || exit $$status; \
			echo 'make: there are no native figures (above)' >&2; \
		}; \
		printf '\nThe same under emulation, with all sides on a stock kernel:\n\n' ;; \
	esac

# The results of the last run: the native ones first, if there are any.
LAST_RESULTS = $$($(AFTER_NATIVE) && echo build/out/native.json) build/out/results.json

# Writes the report of this run at the end. Without gnuplot, prints one line about that.
run-in-vm: user kmod setup-vm $(if $(ARGS),,setup-report) $(if $(filter claims lab,$(ARGS)),build-results) | $(NATIVE_FIRST)
	@$(if $(PREDICT),$(B)/parallax $(ARGS) --ask-only --save $(PREDICT))
	@eval "$$(scripts/vm/kernel $(KERNEL))" && \
	limit=$$({ $(if $(filter-out run,$(firstword $(ARGS))),:,$(B)/parallax $(or $(ARGS),$(DEFAULT)) --plan 2>/dev/null); } | \
		sed -n 's/^limit: \([0-9]*\) s.*/\1/p'); \
	exec $(VM) $${limit:+--limit $$limit} $(PREDICT:%=--file %:/guesses.json) -- \
		parallax $(or $(ARGS),$(DEFAULT)) $(PREDICT:%=--guesses /guesses.json)
	@$(if $(ARGS),,echo && scripts/bench/report --output $(PAGE) --of "$(LAST_RESULTS)")

report: user setup-vm setup-report build-results
	@scripts/bench/report --output $(PAGE) $(or $(KERNELS),$(KERNEL))

shell: user kmod setup-vm
	@eval "$$(scripts/vm/kernel $(KERNEL))" && $(VM) --tool strace --shell

# Counts the instructions that the harness adds: a separate build with a hand-written loop.
bench: setup-user setup-kmod setup-vm
	@eval "$$(scripts/vm/kernel $(KERNEL))" && \
	scripts/build/build-module -K $(KERNEL) -o "build/bench/$$release" -- PX_BENCH=1 && \
	$(submake) build/bench/bench B=build/bench PX_BENCH=1 && \
	scripts/vm/vm --icount --kernel $(KERNEL) --boot $(call quoted,$(BOOT)) --bin build/bench/bench \
		--module "build/bench/$$release/parallax.ko" -- bench instructions

$(B)/bench: $(filter-out $(B)/user/commands/%,$(OBJECTS)) $(B)/user/bench/bench.o
	@$(call say,LD,$@)
	@$(CC) -static -o $@ $^ $(LIBS)

compare-revisions: user kmod setup-vm
	@CPUS=$(CPUS) scripts/bench/compare-revisions --kernel $(KERNEL) $(or $(REV),HEAD) $(ARGS)

# Natively first where KVM does not work. The agent is in the same guest as the side kernel: the two must
# not differ.
selftest: user kmod setup-vm
	@$(if $(filter 0,$(NATIVE)),,eval "$$(scripts/vm/kernel $(KERNEL))"; \
	case $(NATIVE)$$(scripts/vm/qemu-accel "$$image") in only* | tcg*) \
		scripts/bench/native selftest $(or $(ARGS),$(NATIVE_PLAN)) && echo ;; \
	esac)
ifneq ($(NATIVE),only)
	@eval "$$(scripts/vm/kernel $(KERNEL))" && $(VM) -- parallax selftest --remote 'parallax agent' $(ARGS)
	@+$(submake) bench
endif

native-check: user setup-vm
	@scripts/bench/native-check

icount icount-update: user kmod setup-vm
	@BOOT=$(call quoted,$(BOOT)) scripts/bench/$(subst -, --,$@) $(KERNEL) $(ARGS)

# Without a virtual machine.
list explain: user
	@$(B)/parallax $@ $(CONCEPT) $(ARGS)

show: user
	@$(B)/parallax show $(or $(FILE),build/out/results.json) $(ARGS)

run-host: user
	@$(B)/parallax $(or $(ARGS),run --json build/results.json)

insmod rmmod: user
	@scripts/vm/insmod-host $@ $(if $(filter insmod,$@),$(ARGS))

# ---- build results: the claims that only a compiler can test, in build/results ----

rust checkers:
	@scripts/collect/$@

# Runs both. Prints their output only if a result is not as expected.
build-results:
	@output=$$(scripts/collect/rust && scripts/collect/checkers) || { printf '%s\n' "$$output" >&2; exit 1; }

# ---- the program with two more sides, for make rust-peer ------------------------

PEER	:= build/peer
PEER_OBJECTS := $(filter-out %/user/sides/sides.o,$(OBJECTS))

rust-peer: user
	@scripts/bench/rust-peer $(ARGS)

external-benchmarks: user kmod setup-vm setup-bench
	@CPUS=$(CPUS) scripts/bench/external-benchmarks $(ARGS) $(KERNEL)

# --no-warnings: Rust's std refers to getaddrinfo() and getpwuid(), which no workload calls.
$(PEER)/parallax: compare/rust/peer/peer.c $(PEER)/libpeer.a $(PEER_OBJECTS)
	@$(call say,LD,$@)
	@$(CC) $(BASE) $(CFLAGS) $(PEER_FLAGS) -static -Wl,--no-warnings -o $@ $(filter %.c,$^) $(filter %.o,$^) \
		$(PEER)/libpeer.a $(LIBS)

# ---- bugs: one program for each detector ----

M	:= build/bugs
BUG_PROGRAM := user/tests/bugs.c $(wildcard user/twins/*.c) $(BUG_FILES)
DETECTORS	:= plain asan tsan errorcheck
DETECT_asan := -fsanitize=address,undefined,bounds-strict
DETECT_tsan := -fsanitize=thread
DETECT_errorcheck := user/tests/errorcheck.c \
	$(foreach call,init lock unlock destroy,-Wl,--wrap=pthread_mutex_$(call))

bugs: user bug-programs setup-kmod setup-vm setup-check
	@for kernel in debug race; do \
		scripts/build/build-module -K $$kernel -o $M/$$kernel-wrong -- PX_BUGS=m && \
		scripts/build/build-module -K $$kernel -o $M/$$kernel-right -- PX_BUGS=m PX_WRONG=0 || exit 1; \
	done
	@scripts/collect/bugs $(ARGS)
	@$(B)/parallax bugs
	@scripts/bench/report --output $(PAGE) --again

DETECTED := $(foreach detector,$(DETECTORS),$M/$(detector)-wrong $M/$(detector)-right)
bug-programs: $(DETECTED)

$M/%: $(BUG_PROGRAM) user/tests/errorcheck.c compare/bugs/bug.h compare/sources.mk | setup-user
	@$(call say,CC,$@)
	@mkdir -p $(@D)
	@$(CC) -std=gnu11 -D_GNU_SOURCE -w -O1 -g -iquote user/twins -iquote compare/primitives -iquote compare -iquote user \
		-D$(PX_BUGS_MACRO) -DPX_WRONG=$(words $(filter %-wrong,$*)) -o $@ $(BUG_PROGRAM) $(DETECT_$(firstword $(subst -, ,$*)))

include scripts/check/tests.mk

setup-user setup-kmod setup-vm setup-check setup-report setup-bench: setup-%:
	@scripts/build/setup $*

clean:
	rm -rf build
