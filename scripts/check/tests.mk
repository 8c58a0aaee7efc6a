# SPDX-License-Identifier: GPL-2.0-only
# Included by the Makefile: the test programs, and the targets that run the tests.

T	:= build/tests
TWINNED	:= $(STEPS) $(PX_COMMON:%=compare/%.c) $(wildcard user/twins/*.c) user/labs/process_shared_memory.c
RESULTS	:= $(wildcard compare/measure/*.c compare/stats/*.c compare/output/*.c) compare/harness/histogram.c
CLAIMS	:= $(filter-out %/lab_docs.c %/bug_docs.c %/bug_matrix.c %/bug_matrix_print.c %/concepts.c,$(wildcard compare/claims/*.c)) user/labs/lab_collect.c
CONFORM	:= user/tests/conform.c $(wildcard user/twins/*.c) $(PX_CONFORM_NAMES:%=compare/conformance/%.c)
BROKEN	:= $(shell awk '/^[a-z]/ && $$2 != "-" { print "conform-broken-" $$1 } \
	/^[a-z]/ && NF > 2 { print "parallax-broken-" $$1 }' user/broken_twins/expectations)
MACROS	:= -D$(PX_WORKLOADS_MACRO) -D$(PX_PROGRAM_LABS_MACRO) -D$(PX_CONFORM_MACRO)
TESTING	:= -Wno-missing-field-initializers

# The programs that are copied into the virtual machine.
GUEST_TESTS := $(patsubst user/tests/%.c,$T/%,$(wildcard user/tests/test_*.c)) $T/test_compat-32 $T/parallax-changed $T/json_valid $T/parallax-broken-mutex

TESTS	:= $(patsubst compare/tests/test_%.c,$T/unit_%,$(wildcard compare/tests/test_*.c)) \
	   $(patsubst user/tests/%.c,$T/%,$(wildcard user/tests/unit_*.c)) \
	   $(GUEST_TESTS) $T/without_seccomp $T/parallax-expects \
	   $T/conform $T/conform-asan $T/conform-tsan $T/parallax-asan $T/parallax-tsan \
	   $(filter-out $(GUEST_TESTS),$(BROKEN:%=$T/%)) $(DETECTED)

# Only the tests stop at a warning of the compiler.
check check-matrix check-debug check-long mutants: export PX_WERROR := y

# A full run collects the build results itself. With SUITES it may not, so they come first.
check: user $(if $(SUITES),build-results) setup-kmod setup-vm setup-check
	@+$(submake) tests
	@scripts/check/check $(SUITES)

check-matrix: user build-results setup-kmod setup-vm setup-check
	@+$(submake) guest-tests
	@scripts/check/matrix $(KERNELS)

# Suites that run in the virtual machine only.
check-debug check-long: check-%: user build-results setup-kmod setup-vm setup-check
	@+$(submake) guest-tests $(if $(filter debug,$*),fuzzers)
	@scripts/check/check $(if $(filter debug,$*),debug race life debug-mutants reader-fuzz,$*)

mutants: user build-results setup-kmod setup-vm
	@+$(submake) guest-tests $T/conform
	@scripts/check/mutants $(ARGS)

# The code that reads files and command lines. For each fuzzer, a second one that is broken on
# purpose and must find the bug.
READER_SOURCES	:= $(filter-out user/commands/main.c user/util/error.c,$(PROGRAM)) $(STEPS) $(BUG_FILES) user/fuzz/json_mutator.c user/fuzz/error_stub.c
FUZZERS	:= $(foreach name,$(patsubst user/fuzz/fuzz_%.c,%,$(wildcard user/fuzz/fuzz_*.c)),$T/fuzz_$(name) $T/fuzz-broken_$(name))

fuzzers:
	@! scripts/build/setup --has runtime:fuzzer || $(submake) $(FUZZERS)

tests: $(TESTS)
guest-tests: $(GUEST_TESTS)

# objects FLAVOUR,SOURCES
objects = $(2:%.c=$(1)/%.o)

# link FLAGS: one program from the objects among the prerequisites.
link = $(call say,LD,$@) && mkdir -p $(@D) && \
	$(CC) $(1) -o $@ $(filter %.o,$^) $(LIBS)

# break TWIN,SOURCES: links a program with the twin of user/broken_twins/TWIN. The SOURCES that
# include the replaced header are compiled again. X.sed is an edit of compare/primitives/X.h and
# must change it.
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
	$(CC) $(STATIC) -iquote user/broken_twins/$(1) -iquote $@.edited -O2 -g $(BASE) $(MACROS) -o $@ $$sources $$objects $(LIBS)

# expected_sources TWIN,FOLDERS: the sources in FOLDERS that the row of TWIN in expectations names.
expected_sources = $(wildcard $(foreach name,$(shell awk '$$1 == "$(1)" { $$1 = ""; gsub(/:[0-9a-z:]+/, ""); print }' \
	user/broken_twins/expectations),$(2:%=compare/%/$(name).c)))

$(TESTS): | setup-user
$T/unit_%: $A/compare/tests/test_%.o $(call objects,$A,$(RESULTS))
	@$(call link,$(ASAN))
$T/unit_lab_verdict $T/unit_scoreboard: $T/unit_%: $A/compare/tests/test_%.o $(call objects,$A,$(RESULTS) $(CLAIMS))
	@$(call link,$(ASAN))
$T/unit_bug_matrix: $A/compare/tests/test_bug_matrix.o $(call objects,$A,$(RESULTS) $(CLAIMS) $(wildcard compare/claims/bug_matrix*.c))
	@$(call link,$(ASAN))
$T/test_fuzz: $(addprefix $B/user/tests/,call_sequence.o coverage.o fuzz_calls.o fuzz_thread.o)
$T/test_mixed: $B/user/tests/mixed_commands.o
$T/test_faults: $(addprefix $B/user/tests/,fault_cases.o fault_injection.o)
$T/test_%: $B/user/tests/test_%.o
	@$(call link,-static)

# Where gcc cannot build for 32 bits, a test that is skipped. It is made again each time.
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
$T/unit_cpu_order: $A/user/tests/unit_cpu_order.o $A/user/twins/cpu_order.o
	@$(call link,$(ASAN))
$T/unit_perf_counters: $A/user/tests/unit_perf_counters.o $A/user/util/perf_counters.o $(call objects,$A,$(TWINNED))
	@$(call link,$(ASAN))
$T/unit_json_channel: $A/user/tests/unit_json_channel.o $A/user/util/json_channel.o $A/user/util/sigint.o $(call objects,$A,$(TWINNED))
	@$(call link,$(ASAN))
$T/unit_ring_probe: $A/user/tests/unit_ring_probe.o $(addprefix $A/,user/sides/ring.o compare/measure/read_line.o)
	@$(call link,$(ASAN))
$T/unit_many_cpus: $A/user/tests/unit_many_cpus.o
	@$(call link,$(ASAN))
$T/fuzz_%: CC = clang
$T/fuzz_%: $Z/user/fuzz/fuzz_%.o $(call objects,$Z,$(READER_SOURCES))
	@$(call link,$(ASAN) -fsanitize=fuzzer)

# The file that is broken, and the sed expression that breaks it. It must change the file.
$T/fuzz-broken_results: BREAK = compare/output/json_record.c 's/0, PX_MAX_FINDINGS/0, 1000/'
$T/fuzz-broken_agent: BREAK = compare/output/json_record.c 's/0, PX_MAX_FINDINGS/0, 1000/'
$T/fuzz-broken_equations: BREAK = compare/equations/equation_parser.c '/p->e.count == PX_MAX_NUMBERS/,+1d'
$T/fuzz-broken_line: BREAK = user/util/parse_number.c '/list->count == PX_MAX_LIST/,+1d'
$T/fuzz-broken_build_results: BREAK = compare/claims/build_results.c 's/rest && nr < FIELDS/rest/'
$T/fuzz-broken_baseline: BREAK = compare/stats/baseline.c 's/length && line/line/'

$T/fuzz-broken_%: $Z/user/fuzz/fuzz_%.o $(call objects,$Z,$(READER_SOURCES))
	@$(call say,LD,$@)
	@sed $(wordlist 2,99,$(BREAK)) $(firstword $(BREAK)) >$@.c && ! cmp -s $(firstword $(BREAK)) $@.c
	@clang $(BASE) -iquote $(dir $(firstword $(BREAK))) $(ASAN) -w -fsanitize=fuzzer -o $@ $@.c \
		$(filter-out $Z/$(patsubst %.c,%.o,$(firstword $(BREAK))),$(filter %.o,$^)) $(LIBS)

$T/json_valid $T/without_seccomp: $T/%: $B/user/tests/%.o
	@$(call link,-static)
$T/conform: $(call objects,$B,$(CONFORM))
	@$(call link)
$T/conform-asan: $(call objects,$A,$(CONFORM))
	@$(call link,$(ASAN))
$T/conform-tsan: $(call objects,$S,$(CONFORM))
	@$(call link,$(TSAN))
$T/parallax-asan: $(OBJECTS:$B/%=$A/%)
	@$(call link,$(ASAN))
# What runs before and after the threads needs no TSan.
UNTHREADED := $(filter $(addprefix $B/,user/commands/% compare/stats/% compare/output/% compare/html/% compare/claims/%),$(OBJECTS))
$T/parallax-tsan: $(UNTHREADED) $(patsubst $B/%,$S/%,$(filter-out $(UNTHREADED),$(OBJECTS)))
	@$(call link,$(TSAN))
$(BROKEN:%=$T/%): user/broken_twins/expectations $(wildcard user/broken_twins/*/*)
$T/conform-broken-%: $(call objects,$B,$(CONFORM))
	@$(call break,$*,user/tests/conform.c $(wildcard user/twins/*.c) $(call expected_sources,$*,conformance))
# The guest has no libraries.
$T/parallax-broken-mutex: STATIC = -static
$T/parallax-broken-%: $(OBJECTS)
	@$(call break,$*,$(filter-out $(STEPS),$(TWINNED)) $(call expected_sources,$*,workloads labs))

# The program with one changed expectation of a lab.
$T/parallax-expects: $(OBJECTS)
	@$(call say,LD,$@)
	@sed 's/user = 42/user = 43/' compare/labs/thread_join_value.c >$T/expects.c
	@$(CC) $(BASE) -O2 -c -o $T/expects.o $T/expects.c
	@$(CC) -static -o $@ $T/expects.o $(filter-out %/thread_join_value.o,$(filter %.o,$^)) $(LIBS)

# The program with one changed word of a workload.
$T/parallax-changed: $(OBJECTS)
	@$(call say,LD,$@)
	@rm -rf $T/changed && mkdir -p $T/changed && cp -r compare user $T/changed
	@sed -i 's/delay.think/0/' $T/changed/compare/workloads/empty.c
	@hash=$$($(call px_hash_command,$T/changed,$(PX_SHARED_SOURCES))) && \
	$(CC) $(BASE) -O2 "-DPX_SOURCE_HASH=\"$$hash\"" -c -o $T/changed.o compare/measure/source_hash.c
	@$(CC) -static -o $@ $T/changed.o $(filter-out %/source_hash.o,$(filter %.o,$^)) $(LIBS)
