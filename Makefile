# Makefile - builds and tests procc. `make help` lists what can be asked for.
#
# One Makefile, no recursion. Each configuration has a folder of its own, build/<configuration>/; generated sources, the
# same for all, stand in build/gen. Sources are found by folder. The walls between the rooms are include paths here and
# the table in tools/check-layers. `make demo` and `make test` first install what the machine lacks (tools/setup).
# SPDX-License-Identifier: Apache-2.0

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

# As many jobs as processors; -j on the command line wins.
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)

CONFIGURATIONS := release debug clang-debug clang-release
CC_release := gcc
CC_debug := gcc
CC_clang-debug := clang
CC_clang-release := clang
OPTIONS_release := -O2
OPTIONS_clang-release := -O2
OPTIONS_debug := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all -DARENA_DEBUG
OPTIONS_clang-debug := $(OPTIONS_debug)
# What the fuzzers are built with: no configuration of the tests. Tracing comparisons as well would take most of the time.
CC_fuzz := clang
OPTIONS_fuzz := $(OPTIONS_debug) -DBUG_ABORTS -fsanitize-coverage=inline-8bit-counters,pc-table

# For what threads share: the tests of many cases run with it (make tsan).
CC_tsan := gcc
OPTIONS_tsan := -O1 -g -Wno-maybe-uninitialized -fno-omit-frame-pointer -fsanitize=thread -fno-sanitize-recover=all
# The one file of C++. It has no sanitizer of its own: it is loaded into programs that have one or none.
CXX_release := g++
CXX_debug := g++
CXX_clang-debug := clang++
CXX_clang-release := clang++
CXX_fuzz := clang++
CXX_tsan := g++

PREFIX ?= /usr/local
# One test or a folder of them: make test T=check/bad/cycle
T ?=
# V=1 shows the commands.
V ?=
Q := $(if $(V),,@)
# Further options for the compilers, after ours: with a compiler that knows more warnings, make CFLAGS=-Wno-error
CFLAGS ?=
LDFLAGS ?=

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes \
	-Wwrite-strings -Wundef -Wvla -Wswitch-enum -Wno-overlength-strings -Werror
# (a module of the standard library is one string, of any length)
# flex's and bison's own code, not ours, is what these are about.
WARNINGS_GENERATED := $(WARNINGS) -Wno-conversion -Wno-sign-conversion -Wno-shadow -Wno-switch-enum -Wno-undef \
	-Wno-missing-prototypes -Wno-unused-function -Wno-unused-but-set-variable
COMMON := -std=c11 -D_POSIX_C_SOURCE=200809L -MMD -MP

# Asked only when a command needs it: before tools/setup has run there may be no pkg-config.
JANSSON_CFLAGS = $(eval JANSSON_CFLAGS := $$(shell pkg-config --cflags jansson))$(JANSSON_CFLAGS)
JANSSON_LIBS = $(eval JANSSON_LIBS := $$(shell pkg-config --libs jansson))$(JANSSON_LIBS)
# libgccjit.h stands among gcc's own headers, where clang does not look.
GCCJIT_CFLAGS = $(eval GCCJIT_CFLAGS := -idirafter $$(shell gcc -print-file-name=include))$(GCCJIT_CFLAGS)
GUMBO_CFLAGS = $(eval GUMBO_CFLAGS := $$(shell pkg-config --cflags gumbo))$(GUMBO_CFLAGS)
GUMBO_LIBS = $(eval GUMBO_LIBS := $$(shell pkg-config --libs gumbo))$(GUMBO_LIBS)
# What older systems keep apart from the C library: threads, and loading shared objects.
SYSTEM_LIBS := -pthread -ldl
GUMBO_CFLAGS = $(eval GUMBO_CFLAGS := $$(shell pkg-config --cflags gumbo))$(GUMBO_CFLAGS)
GUMBO_LIBS = $(eval GUMBO_LIBS := $$(shell pkg-config --libs gumbo))$(GUMBO_LIBS)
CMOCKA_LIBS = $(eval CMOCKA_LIBS := $$(shell pkg-config --libs cmocka))$(CMOCKA_LIBS)

# ---------------------------------------------------------------- what there is

find_sources = $(sort $(wildcard $(1)/*.c $(1)/*/*.c $(1)/*/*/*.c))
RUNTIME_SOURCES := $(call find_sources,runtime)
# The program that makes machine code, the only one with libgccjit in it.
NATIVE_SOURCES := $(call find_sources,compiler/native)
COMPILER_SOURCES := $(filter-out $(NATIVE_SOURCES),$(call find_sources,compiler))
CLI_SOURCES := $(call find_sources,cli)
UNIT_SOURCES := $(sort $(wildcard tests/unit/*.c))
# Those that test the compiler; the others are linked without it.
find_units = $(if $(UNIT_SOURCES),$(shell grep -lE '^#include "($(1))/' $(UNIT_SOURCES)))
COMPILER_UNITS := $(call find_units,source|diag|syntax|core|lower|check|codegen|driver|scenario|tester|guidance|doc|reference)
# The reference evaluator: linked with the unit tests that include it, and with its own main.c a program.
REFERENCE_SOURCES := $(sort $(filter-out %/main.c,$(wildcard tests/reference/*.c)))
REFERENCE_UNITS := $(call find_units,reference)
REFERENCE_MAIN := $(wildcard tests/reference/main.c)
# Compares machine code with the interpreter.
AGREE_SOURCES := $(sort $(wildcard tests/native/*.c))
# A fuzzer each, but for what they share, what replays their corpora and what alters images a given number of times.
FUZZ_PARTS := tests/fuzz/doors.c tests/fuzz/images.c tests/fuzz/replay.c tests/fuzz/mutations.c
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(filter-out $(FUZZ_PARTS),$(sort $(wildcard tests/fuzz/*.c))))
STDLIB_SOURCES := $(sort $(wildcard stdlib/*.proc))
HEADERS := $(sort $(wildcard $(foreach room,runtime compiler cli,$(room)/*.h $(room)/*/*.h $(room)/*/*/*.h)))
FORMATTED := $(RUNTIME_SOURCES) $(COMPILER_SOURCES) $(CLI_SOURCES) $(HEADERS) $(sort $(wildcard runtime/*/*.cpp tests/*/*.[ch] bench/*.[ch] bench/*/*.c bench/*/*/*.c bench/*.cpp))

RUNTIME_GENERATED := build/gen/bank_holidays.inc build/gen/page_style.inc build/gen/schema_outcome.inc build/gen/machine_maker.inc
COMPILER_GENERATED := build/gen/stdlib.inc $(if $(wildcard compiler/syntax/parser.y),build/gen/parser.h) \
	$(if $(wildcard compiler/syntax/lexer.l),build/gen/lexer.h)
GENERATED_C := $(if $(wildcard compiler/syntax/parser.y),build/gen/parser.c) \
	$(if $(wildcard compiler/syntax/lexer.l),build/gen/lexer.c)

# ---------------------------------------------------------------- what can be asked for

.PHONY: all demo test unit asan clang soak soak-native bless check-layers check-map format format-check docs bench bench-engine bench-ask bench-batch bench-peers fuzz mutations hostile install clean \
	help ready

all: build/release/procc build/release/procc-native ## build/release/procc, its two libraries and what makes machine code (the default)

demo: ready build/release/procc ## set up, build, and explain a case of the Croydon procedure
	tools/demo build/release/procc

test: ready tested ## set up, build every configuration, run every test; T=check/bad/cycle runs one
	tests/run $(T)

# What the tests of some configurations run.
units = $(foreach c,$(filter %debug,$(1)),$(UNIT_SOURCES:tests/unit/%.c=build/$(c)/tests/%) \
	$(if $(REFERENCE_MAIN),build/$(c)/tests/reference) $(FUZZERS:%=build/$(c)/tests/fuzz/%) build/$(c)/tests/mutations build/$(c)/tests/agree)
needed = $(foreach c,$(1),build/$(c)/procc build/$(c)/procc-native) $(call units,$(1))
.PHONY: tested
tested: $(call needed,$(CONFIGURATIONS)) build/release/tests/agree $(if $(REFERENCE_MAIN),build/release/tests/reference)

unit: $(call units,debug) ## the C unit tests alone, with gcc
	tests/run -c "debug" unit

asan: $(call needed,debug) ## every test, with gcc's address and undefined-behaviour sanitizers only
	tests/run -c "debug" $(T)

clang: $(call needed,clang-debug clang-release) ## every test, with clang only
	tests/run -c "clang-debug clang-release" $(T)

# Random programs, from another seed each time; the seed is printed.
SOAK_SECONDS ?= 600
soak: build/release/tests/reference ## compare random programs with the reference evaluator for SOAK_SECONDS (600)
	build/release/tests/reference --seed "$$(date +%s)" --seconds $(SOAK_SECONDS)

# Some 0.12 s of the processor a program: three kinds of machine code of each, 20 cases one by one and together.
PROGRAMS ?= 3000
soak-native: build/release/tests/agree ## compare PROGRAMS=3000 random programs, outcomes and reasons byte by byte, between machine code and the interpreter
	@seed=$$(date +%s); echo "seed $$seed"; mkdir -p -m 700 build/native; \
	build/release/tests/agree build/release/procc-native build/native --seed $$seed --count $(PROGRAMS)

bless: build/debug/procc build/release/procc ## T=cli/name: record what a golden test prints now; then read the diff
	tests/run --bless $(or $(T),$(error say which: make bless T=cli/name))

check-layers: ## does every include respect the walls between the rooms
	tools/check-layers

check-map: ## does every source file have its line in its README
	tools/check-map

format: ## lay the C sources out as .clang-format says
	clang-format -i $(FORMATTED)

format-check: ## is any C source laid out otherwise
	@tools/setup --check clang-format
	@otherwise=$$(clang-format --dry-run --Werror $(FORMATTED) 2>&1 | sed -n 's/^\([^ :]*\):[0-9].*/\1/p' | sort -u); \
	[ -z "$$otherwise" ] || { echo "make format would change:"; echo "$$otherwise"; exit 1; }

docs: build/release/procc ## write docs/reference/ anew
	tools/make-docs build/release/procc

RECORDS ?= 1000000
CONDITIONS ?= 50 500 5000 50000
BENCHES := $(addprefix build/bench/,measure explain engine columns native native_columns batch_cases batch_by_hand)
bench: build/release/procc build/release/procc-native $(BENCHES) ## measure all that is ours, side by side in one run, and print tables; some minutes
	bench/run build/bench/measure build/release/procc
	@echo
	build/bench/engine bench/ending_a_plan.proc $(CC_release)
	@echo
	build/bench/columns
	@echo
	build/bench/native build/release/procc-native build/bench/machine $(CONDITIONS)
	@echo
	build/bench/native_columns build/release/procc-native build/bench/machine
	@echo
	bench/batch build/release/procc build/bench $(RECORDS)

# Of what other systems need, each brings its own: what cannot be installed is left out.
ROUNDS ?= 5
bench-peers: build/release/procc build/release/procc-native build/bench/host build/bench/peer_cases ## the same decision on other rule engines, fetched into build/peers; ROUNDS=5 rounds
	bench/peers/run build $(ROUNDS)

bench-batch: build/release/procc build/bench/batch_cases build/bench/batch_by_hand ## measure `procc batch` on RECORDS=1000000 records, against the same rules by hand over simdjson
	bench/batch build/release/procc build/bench $(RECORDS)

# Random cases of each procedure.
CASES ?= 40
bench-engine: build/bench/engine build/bench/columns ## the engine on one case against the same formulas in C, and on columns against reading them
	build/bench/engine bench/ending_a_plan.proc $(CC_release)
	build/bench/columns

bench-ask: build/bench/ask ## how many questions `procc ask` asks of CASES=40 random cases, against the fewest possible; some minutes
	build/bench/ask $(CASES) procedures/croydon

ifneq ($(FUZZERS),)
F ?= text
# Where libFuzzer begins, besides its own corpus; only what is found and minimised is kept in that.
SEEDS_text := tests/exec tests/check tests/syntax procedures stdlib
SEEDS_run := tests/exec
SEEDS_image := tests/exec
# How long, and what else libFuzzer is told: -jobs=2, say.
SECONDS ?= 3600
FUZZ_OPTIONS ?=
fuzz: build/fuzz/$(F) build/fuzz/text.dict ## F=text (case, run, image, batch) SECONDS=3600: look for an input that is not survived; what it finds is kept in build/fuzz
	@mkdir -p build/fuzz/corpus/$(F) build/fuzz/found
	build/fuzz/$(F) -max_total_time=$(SECONDS) -timeout=5 -rss_limit_mb=1024 -max_len=65536 \
		-dict=$(if $(filter case,$(F)),tests/fuzz/case.dict,build/fuzz/text.dict) -artifact_prefix=build/fuzz/found/$(F)- \
		$(FUZZ_OPTIONS) build/fuzz/corpus/$(F) $(wildcard tests/fuzz/corpus/$(F)) $(SEEDS_$(F))
endif

# Change number N is the same on every machine: FIRST=N CHANGES=1 repeats it.
CHANGES ?= 1000000
FIRST ?= 0
mutations: build/debug/tests/mutations ## alter code images CHANGES times (1000000) from number FIRST on: each is refused or runs
	build/debug/tests/mutations $(CHANGES) $(FIRST) tests/fuzz/rich.proc $(wildcard tests/fuzz/corpus/image/*.proc)

hostile: build/release/procc ## large and deep inputs in full size, measured; takes half an hour
	tests/hostile --full build/release/procc

install: build/release/procc build/release/procc-native ## into PREFIX (/usr/local); DESTDIR is respected
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 build/release/procc $(DESTDIR)$(PREFIX)/bin/procc
	install -D -m 755 build/release/procc-native $(DESTDIR)$(PREFIX)/libexec/procc/procc-native
	install -D -m 755 build/release/procc-json.so $(DESTDIR)$(PREFIX)/lib/procc/procc-json.so
	install -m 644 build/release/libprocc.a build/release/libprocc-compiler.a $(DESTDIR)$(PREFIX)/lib
	install -m 644 man/procc.1 $(DESTDIR)$(PREFIX)/share/man/man1/procc.1
	$(if $(wildcard runtime/include/procc.h),install -D -m 644 runtime/include/procc.h \
		$(DESTDIR)$(PREFIX)/include/procc.h)

clean: ## remove build/
	rm -rf build

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

# ---------------------------------------------------------------- how it is made

# `make demo` and `make test` install what is missing; everything else only names it.
ready:
ifneq ($(filter demo test,$(MAKECMDGOALS)),)
	@tools/setup
else
	@tools/setup --check $(if $(findstring clang,$(MAKECMDGOALS)),clang)
endif

build/gen/bank_holidays.inc: stdlib/bank_holidays.tsv tools/embed-holidays | ready
	@mkdir -p $(@D)
	@echo '  GEN    $@'
	$(Q)tools/embed-holidays $< $@

build/gen/page_style.inc: runtime/page/style.css tools/embed-stdlib | ready
	@mkdir -p $(@D)
	@echo '  GEN    $@'
	$(Q)tools/embed-stdlib $@ $<

build/gen/schema_outcome.inc: runtime/schema/outcome.json tools/embed-stdlib | ready
	@mkdir -p $(@D)
	@echo '  GEN    $@'
	$(Q)tools/embed-stdlib $@ $<

# What writes machine code, as one number: a file that another version has made is not taken for ours.
build/gen/machine_maker.inc: $(NATIVE_SOURCES) $(wildcard compiler/native/*.h) $(wildcard runtime/machine/plan.[ch] runtime/machine/scalar.[ch] runtime/machine/cpu.[ch]) \
		runtime/machine/maker.c runtime/code/operands.h | ready
	@mkdir -p $(@D)
	@echo '  GEN    $@'
	$(Q)printf '#define MACHINE_MAKER "%s %s"\n' "$$(cat $^ | cksum | tr ' ' -)" "$$(gcc -dumpfullversion)" > $@

build/gen/stdlib.inc: $(STDLIB_SOURCES) tools/embed-stdlib stdlib | ready
	@mkdir -p $(@D)
	@echo '  GEN    $@'
	$(Q)tools/embed-stdlib $@ $(STDLIB_SOURCES)

build/gen/parser.c build/gen/parser.h &: compiler/syntax/parser.y | ready
	@mkdir -p $(@D)
	@echo '  GEN    $@'
	$(Q)bison -Wcounterexamples -Werror -o build/gen/parser.c --defines=build/gen/parser.h $<

build/gen/lexer.c build/gen/lexer.h &: compiler/syntax/lexer.l | ready
	@mkdir -p $(@D)
	@echo '  GEN    $@'
	$(Q)flex -o build/gen/lexer.c --header-file=build/gen/lexer.h $<

build/gen/fuzz_rich.inc: tests/fuzz/rich.proc tools/embed-stdlib | ready
	@mkdir -p $(@D)
	@echo '  GEN    $@'
	$(Q)tools/embed-stdlib $@ $<

# $(call objects,CONFIGURATION,SOURCES)
objects = $(patsubst %.c,build/$(1)/%.o,$(2))

# $(call made_of_others,LIST,OBJECTS): `always` where the library whose list this is was made of other objects, so that it
# loses what was removed.
made_of_others = $(if $(subst x$(file < $(1)),,x$(2)),always)

WARNINGS_CXX := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror

define CONFIGURATION
build/$(1)/procc-json.so: runtime/case/json_index.cpp runtime/case/json_index.h Makefile | ready
	@mkdir -p $$(@D)
	@echo '  C++    $$@'
	$(Q)$(CXX_$(1)) -std=c++17 -O2 -fno-exceptions -fno-rtti -fPIC -shared $(WARNINGS_CXX) -Iruntime \
		$$(CFLAGS) $$(LDFLAGS) -o $$@ $$< -lsimdjson

build/$(1)/runtime/%.o: runtime/%.c Makefile | ready $(RUNTIME_GENERATED)
	@mkdir -p $$(@D)
	@echo '  CC     $$@'
	$(Q)$(CC_$(1)) $(COMMON) $(WARNINGS) $(OPTIONS_$(1)) $$(FASTER) -Iruntime -Ibuild/gen $$(JANSSON_CFLAGS) $$(CFLAGS) -c -o $$@ $$<

build/$(1)/compiler/native/%.o: compiler/native/%.c Makefile | ready
	@mkdir -p $$(@D)
	@echo '  CC     $$@'
	$(Q)$(CC_$(1)) $(COMMON) $(WARNINGS) $(OPTIONS_$(1)) -Iruntime -Icompiler $$(GCCJIT_CFLAGS) $$(CFLAGS) -c -o $$@ $$<

build/$(1)/compiler/%.o: compiler/%.c Makefile | ready $(COMPILER_GENERATED)
	@mkdir -p $$(@D)
	@echo '  CC     $$@'
	$(Q)$(CC_$(1)) $(COMMON) $(WARNINGS) $(OPTIONS_$(1)) -Iruntime -Icompiler -Ibuild/gen $$(GUMBO_CFLAGS) $$(CFLAGS) -c -o $$@ $$<

build/$(1)/cli/%.o: cli/%.c Makefile | ready
	@mkdir -p $$(@D)
	@echo '  CC     $$@'
	$(Q)$(CC_$(1)) $(COMMON) $(WARNINGS) $(OPTIONS_$(1)) -Iruntime -Icompiler -I. $$(CFLAGS) -c -o $$@ $$<

build/$(1)/build/gen/%.o: build/gen/%.c Makefile | ready $(COMPILER_GENERATED)
	@mkdir -p $$(@D)
	@echo '  CC     $$@'
	$(Q)$(CC_$(1)) $(COMMON) $(WARNINGS_GENERATED) $(OPTIONS_$(1)) -Iruntime -Icompiler -Ibuild/gen $$(CFLAGS) -c -o $$@ $$<

build/$(1)/tests/%.o: tests/unit/%.c Makefile | ready $(RUNTIME_GENERATED) $(COMPILER_GENERATED)
	@mkdir -p $$(@D)
	@echo '  CC     $$@'
	$(Q)$(CC_$(1)) $(COMMON) $(WARNINGS) $(OPTIONS_$(1)) -Iruntime -Icompiler -Ibuild/gen -Itests -Itests/unit -I. $$(CFLAGS) -c -o $$@ $$<

build/$(1)/libprocc.a: $(call objects,$(1),$(RUNTIME_SOURCES)) \
		$(call made_of_others,build/$(1)/libprocc.list,$(call objects,$(1),$(RUNTIME_SOURCES)))
	@echo '  AR     $$@'
	@rm -f $$@.part
	$(Q)ar qcs $$@.part $$(filter %.o,$$^)
	@mv $$@.part $$@
	@echo '$(call objects,$(1),$(RUNTIME_SOURCES))' > $$(@:.a=.list)

build/$(1)/libprocc-compiler.a: $(call objects,$(1),$(COMPILER_SOURCES) $(GENERATED_C)) \
		$(call made_of_others,build/$(1)/libprocc-compiler.list,$(call objects,$(1),$(COMPILER_SOURCES) $(GENERATED_C)))
	@echo '  AR     $$@'
	@rm -f $$@.part
	$(Q)ar qcs $$@.part $$(filter %.o,$$^)
	@mv $$@.part $$@
	@echo '$(call objects,$(1),$(COMPILER_SOURCES) $(GENERATED_C))' > $$(@:.a=.list)

build/$(1)/procc: | build/$(1)/procc-json.so
build/$(1)/procc: $(call objects,$(1),$(CLI_SOURCES)) build/$(1)/libprocc-compiler.a build/$(1)/libprocc.a
	@echo '  LINK   $$@'
	$(Q)$(CC_$(1)) $(OPTIONS_$(1)) $$(LDFLAGS) -o $$@ $$^ $$(JANSSON_LIBS) $$(SYSTEM_LIBS) $$(GUMBO_LIBS)

# Its limit of memory leaves sanitizers no room: beside a procc that has them stands one without.
ifeq ($(1:%debug=),)
build/$(1)/procc-native: build/$(1:%debug=%release)/procc-native
	@mkdir -p $$(@D)
	$(Q)cp $$< $$@.part && mv $$@.part $$@
else
build/$(1)/procc-native: $(call objects,$(1),$(NATIVE_SOURCES)) build/$(1)/libprocc.a
	@echo '  LINK   $$@'
	$(Q)$(CC_$(1)) $(OPTIONS_$(1)) $$(LDFLAGS) -o $$@ $$^ -lgccjit
endif

build/$(1)/reference/%.o: tests/reference/%.c Makefile | ready $(RUNTIME_GENERATED) $(COMPILER_GENERATED)
	@mkdir -p $$(@D)
	@echo '  CC     $$@'
	$(Q)$(CC_$(1)) $(COMMON) $(WARNINGS) $(OPTIONS_$(1)) -Iruntime -Icompiler -Itests -I. $$(CFLAGS) -c -o $$@ $$<

build/$(1)/tests/reference: $(patsubst tests/%.c,build/$(1)/%.o,$(REFERENCE_SOURCES) $(REFERENCE_MAIN)) \
		build/$(1)/libprocc-compiler.a build/$(1)/libprocc.a
	@mkdir -p $$(@D)
	@echo '  LINK   $$@'
	$(Q)$(CC_$(1)) $(OPTIONS_$(1)) $$(LDFLAGS) -o $$@ $$^ $$(JANSSON_LIBS) $$(SYSTEM_LIBS)

build/$(1)/native/%.o: tests/native/%.c Makefile | ready $(RUNTIME_GENERATED) $(COMPILER_GENERATED)
	@mkdir -p $$(@D)
	@echo '  CC     $$@'
	$(Q)$(CC_$(1)) $(COMMON) $(WARNINGS) $(OPTIONS_$(1)) -Iruntime -Icompiler -Itests -I. $$(CFLAGS) -c -o $$@ $$<

build/$(1)/tests/agree: $(patsubst tests/%.c,build/$(1)/%.o,$(AGREE_SOURCES) $(REFERENCE_SOURCES)) \
		build/$(1)/libprocc-compiler.a build/$(1)/libprocc.a build/$(1)/procc-native
	@mkdir -p $$(@D)
	@echo '  LINK   $$@'
	$(Q)$(CC_$(1)) $(OPTIONS_$(1)) $$(LDFLAGS) -o $$@ $$(filter-out %/procc-native,$$^) $$(JANSSON_LIBS)

$(REFERENCE_UNITS:tests/unit/%.c=build/$(1)/tests/%): $(patsubst tests/%.c,build/$(1)/%.o,$(REFERENCE_SOURCES))
$(COMPILER_UNITS:tests/unit/%.c=build/$(1)/tests/%): build/$(1)/libprocc-compiler.a
build/$(1)/tests/test_terminal: | build/$(1)/procc
$(UNIT_SOURCES:tests/unit/%.c=build/$(1)/tests/%): build/$(1)/tests/%: build/$(1)/tests/%.o build/$(1)/libprocc.a
	@echo '  LINK   $$@'
	$(Q)$(CC_$(1)) $(OPTIONS_$(1)) $$(LDFLAGS) -o $$@ $$(filter %.o,$$^) $$(filter %-compiler.a,$$^) $$(filter %libprocc.a,$$^) \
		$$(CMOCKA_LIBS) $$(GUMBO_LIBS) $$(JANSSON_LIBS) $$(SYSTEM_LIBS)

build/$(1)/fuzz/%.o: tests/fuzz/%.c Makefile | ready $(RUNTIME_GENERATED) $(COMPILER_GENERATED) build/gen/fuzz_rich.inc
	@mkdir -p $$(@D)
	@echo '  CC     $$@'
	$(Q)$(CC_$(1)) $(COMMON) $(WARNINGS) $(OPTIONS_$(1)) -Iruntime -Icompiler -Ibuild/gen -Itests $$(CFLAGS) -c -o $$@ $$<

$(FUZZERS:%=build/$(1)/tests/fuzz/%): | build/$(1)/procc-json.so
$(FUZZERS:%=build/$(1)/tests/fuzz/%): build/$(1)/tests/fuzz/%: build/$(1)/fuzz/%.o build/$(1)/fuzz/doors.o build/$(1)/fuzz/images.o \
		build/$(1)/fuzz/replay.o build/$(1)/libprocc-compiler.a build/$(1)/libprocc.a
	@mkdir -p $$(@D)
	@echo '  LINK   $$@'
	$(Q)$(CC_$(1)) $(OPTIONS_$(1)) $$(LDFLAGS) -o $$@ $$^ $$(JANSSON_LIBS) $$(SYSTEM_LIBS)

build/$(1)/tests/mutations: build/$(1)/fuzz/mutations.o build/$(1)/fuzz/doors.o build/$(1)/fuzz/images.o \
		build/$(1)/libprocc-compiler.a build/$(1)/libprocc.a
	@mkdir -p $$(@D)
	@echo '  LINK   $$@'
	$(Q)$(CC_$(1)) $(OPTIONS_$(1)) $$(LDFLAGS) -o $$@ $$^ $$(JANSSON_LIBS) $$(SYSTEM_LIBS)
endef
$(foreach configuration,$(CONFIGURATIONS) fuzz tsan,$(eval $(call CONFIGURATION,$(configuration))))

# Where the engine's time goes: loops over words and cells.
build/release/runtime/engine/%.o build/clang-release/runtime/engine/%.o: FASTER := -O3

build/fuzz/text.dict: compiler/syntax/keywords.def tests/fuzz/text.dict | ready
	@mkdir -p $(@D)
	$(Q)sed -n 's/^[A-Z_]*KEYWORD([A-Z]*, \("[a-z]*"\).*/\1/p' $< | cat - tests/fuzz/text.dict > $@

$(FUZZERS:%=build/fuzz/%): | build/fuzz/procc-json.so
$(FUZZERS:%=build/fuzz/%): build/fuzz/%: build/fuzz/fuzz/%.o build/fuzz/fuzz/doors.o build/fuzz/fuzz/images.o build/fuzz/libprocc-compiler.a \
		build/fuzz/libprocc.a
	@echo '  LINK   $@'
	$(Q)$(CC_fuzz) $(OPTIONS_fuzz) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(JANSSON_LIBS) $(SYSTEM_LIBS)

# What measures the insides is linked with them.
build/bench/ask: bench/ask.c build/release/libprocc-compiler.a build/release/libprocc.a Makefile | ready
	@mkdir -p $(@D)
	@echo '  CC     $@'
	$(Q)$(CC_release) $(COMMON) $(WARNINGS) -O2 -Iruntime -Icompiler -o $@ $< $(filter %-compiler.a,$^) $(filter %libprocc.a,$^) \
		$(JANSSON_LIBS) $(SYSTEM_LIBS)

build/bench/columns: bench/columns.c bench/data.c bench/data.h bench/made.c bench/made.h build/release/libprocc.a Makefile | ready
	@mkdir -p $(@D)
	@echo '  CC     $@'
	$(Q)$(CC_release) $(COMMON) $(WARNINGS) -O2 -Iruntime -o $@ $(filter %.c,$^) $(filter %.a,$^) $(JANSSON_LIBS)

build/bench/engine: bench/engine.c bench/made.c bench/made.h bench/to_c.c bench/to_c.h build/release/libprocc-compiler.a \
		build/release/libprocc.a Makefile | ready
	@mkdir -p $(@D)
	@echo '  CC     $@'
	$(Q)$(CC_release) $(COMMON) $(WARNINGS) -O2 -Iruntime -Icompiler -o $@ $(filter %.c,$^) $(filter %-compiler.a,$^) \
		$(filter %libprocc.a,$^) $(JANSSON_LIBS) -ldl

build/bench/native: bench/native.c build/release/libprocc-compiler.a build/release/libprocc.a build/release/procc-native
	@mkdir -p $(@D)
	@echo '  CC     $@'
	$(Q)$(CC_release) $(COMMON) $(WARNINGS) -O2 -Iruntime -Icompiler -o $@ $(filter-out %/procc-native,$^) $(JANSSON_LIBS)

build/bench/native_columns: bench/native_columns.c bench/data.c bench/data.h bench/made.c bench/made.h build/release/libprocc.a build/release/procc-native Makefile | ready
	@mkdir -p $(@D)
	@echo '  CC     $@'
	$(Q)$(CC_release) $(COMMON) $(WARNINGS) -O2 -Iruntime -o $@ $(filter %.c %.a,$^) $(JANSSON_LIBS) $(SYSTEM_LIBS)

build/bench/host: bench/host.c build/release/libprocc.a Makefile | ready
	@mkdir -p $(@D)
	@echo '  CC     $@'
	$(Q)$(CC_release) $(COMMON) $(WARNINGS) -O2 -Iruntime -o $@ $(filter %.c %.a,$^) $(JANSSON_LIBS) $(SYSTEM_LIBS)

build/bench/explain: bench/explain.c build/release/libprocc.a Makefile | ready
	@mkdir -p $(@D)
	@echo '  CC     $@'
	$(Q)$(CC_release) $(COMMON) $(WARNINGS) -O2 -Iruntime/include -o $@ $(filter %.c %.a,$^) $(JANSSON_LIBS) $(SYSTEM_LIBS)

build/bench/peer_cases: bench/peers/cases.c Makefile | ready
	@mkdir -p $(@D)
	@echo '  CC     $@'
	$(Q)$(CC_release) $(COMMON) $(WARNINGS) -O2 -o $@ $<

build/bench/%: bench/%.c Makefile | ready
	@mkdir -p $(@D)
	@echo '  CC     $@'
	$(Q)$(CC_release) $(COMMON) $(WARNINGS) -D_DEFAULT_SOURCE -O2 -o $@ $<

build/bench/batch_by_hand: bench/batch_by_hand.cpp Makefile | ready
	@mkdir -p $(@D)
	@echo '  C++    $@'
	$(Q)$(CXX_release) -std=c++17 $(WARNINGS_CXX) -O2 -o $@ $< -lsimdjson

# Many cases under the thread sanitizer: what threads share. The machine's own libraries know nothing of it.
.PHONY: tsan
tsan: build/tsan/procc build/tsan/tests/test_lanes build/tsan/tests/test_batch ## procc batch, and engines of one code, under the thread sanitizer
	build/tsan/tests/test_lanes
	build/tsan/tests/test_batch
	tests/lib/threads build/tsan/procc

.PHONY: always
.SECONDARY:
-include $(wildcard $(foreach c,$(CONFIGURATIONS) fuzz tsan,build/$(c)/*/*.d build/$(c)/*/*/*.d build/$(c)/*/*/*/*.d))
