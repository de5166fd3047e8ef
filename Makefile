# Makefile: builds the program, publishes the site, runs every test.
#
#   make          build/concordat
#   make site     installs what is missing, builds, publishes content/ to site/public/
#   make test     installs what the tests need and runs them
#   make help     all targets, each with a sentence
#
# All products go to build/. A flavour is a compiler with its flags; each has a folder of its own,
# build/<flavour>/, so that they stand side by side. Every generator/**/*.c but main.c and main/ goes
# into build/<flavour>/libconcordat.a, which the program and the tests link.

VERSION := 0.1
FLAVOUR ?= release

# As many jobs as processors, unless the command line says otherwise.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif
MAKEFLAGS += --no-print-directory

.DELETE_ON_ERROR:
.SUFFIXES:

# ---------------------------------------------------------------- flavours

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes
LANGUAGE := -std=c11 -D_POSIX_C_SOURCE=200809L -Iinclude
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

# What people build for themselves: a newer compiler's new warning must not stop them.
COMPILER_release := gcc
FLAGS_release    := -O2 -g $(if $(CI),-Werror)

# What tests build: no warning passes. One allocation a piece lets the tools see every overrun.
COMPILER_asan     := gcc
FLAGS_asan        := -O1 -g -Werror $(SANITIZE) -DCONCORDAT_SEPARATE_ALLOCATIONS
COMPILER_valgrind := gcc
FLAGS_valgrind    := -O1 -g -Werror -DCONCORDAT_SEPARATE_ALLOCATIONS
COMPILER_clang    := clang
FLAGS_clang       := -O2 -g -Werror
COMPILER_fuzz     := clang
FLAGS_fuzz        := -O1 -g -Werror $(SANITIZE) -fsanitize=fuzzer-no-link \
                     -DCONCORDAT_SEPARATE_ALLOCATIONS

ifeq ($(COMPILER_$(FLAVOUR)),)
$(error There is no flavour "$(FLAVOUR)": write release, asan, valgrind, clang or fuzz)
endif

# CC and CFLAGS of the command line or the environment are respected.
ifeq ($(origin CC),default)
CC := $(COMPILER_$(FLAVOUR))
endif
compile := $(CC) $(LANGUAGE) $(WARNINGS) $(FLAGS_$(FLAVOUR)) $(CFLAGS)
link    := $(CC) $(FLAGS_$(FLAVOUR)) $(CFLAGS) $(LDFLAGS)
LIBS    := -lyaml -lcmark -lstemmer -lqpdf -lm -pthread

# `make V=1` shows whole commands.
ifeq ($(V),)
shown = @printf '  %-8s %s\n' $(1);
endif

# ------------------------------------------------------------------- files

out     := build/$(FLAVOUR)
library := $(out)/libconcordat.a
program := $(if $(filter release,$(FLAVOUR)),build/concordat,$(out)/concordat)

sources := $(sort $(shell find generator -name '*.c'))
mains   := $(filter generator/main.c generator/main/%,$(sources))
objects := $(patsubst %.c,$(out)/%.o,$(filter-out $(mains),$(sources)))

# A test_*.c is a cmocka program; other .c files beside it are shared by all of them.
test_sources  := $(sort $(wildcard tests/unit/*.c tests/spec/*.c))
test_mains    := $(filter $(addprefix %/,$(filter test_%,$(notdir $(test_sources)))),$(test_sources))
test_programs := $(patsubst %.c,$(out)/%,$(test_mains))
test_helpers  := $(patsubst %.c,$(out)/%.o,$(filter-out $(test_mains),$(test_sources)))
benches       := $(patsubst %.c,$(out)/%,$(sort $(wildcard tests/bench/bench_*.c)))
fuzzers       := $(patsubst %.c,$(out)/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))

every_c := $(sort $(shell find generator include tests -name '*.[ch]' 2>/dev/null))

# ------------------------------------------------------------------- build

.PHONY: all
all: $(program) ## Builds the program (the default): build/concordat.

$(program): $(patsubst %.c,$(out)/%.o,$(mains)) $(library)
	$(call shown,link $@)$(link) -o $@ $^ $(LIBS)

# The archive is made anew: one that is only added to keeps the objects of removed files.
$(library): $(objects) $(out)/objects.list
	@rm -f $@
	$(call shown,archive $@)ar rcs $@ $(objects)

$(out)/%.o: %.c $(out)/flags
	@mkdir -p $(@D)
	$(call shown,$(notdir $(CC)) $<)$(compile) -MMD -MP -c -o $@ $<

$(out)/generator/main/%.o $(out)/generator/main.o: private compile += -DCONCORDAT_VERSION='"$(VERSION)"'

# Changed flags rebuild everything; a removed source file remakes the archive.
$(out)/flags: wanted = $(compile)
$(out)/objects.list: wanted = $(objects)
$(out)/flags $(out)/objects.list: FORCE
	@mkdir -p $(@D)
	@echo '$(wanted)' | cmp -s - $@ || echo '$(wanted)' > $@

.PHONY: FORCE
FORCE:

$(test_programs): $(out)/%: $(out)/%.o $(test_helpers) $(library)
	$(call shown,link $@)$(link) -o $@ $^ $(LIBS) -lcmocka

$(benches): $(out)/%: $(out)/%.o $(library)
	$(call shown,link $@)$(link) -o $@ $^ $(LIBS)

$(fuzzers): $(out)/%: $(out)/%.o $(library)
	$(call shown,link $@)$(link) -fsanitize=fuzzer -o $@ $^ $(LIBS)

.PHONY: programs
programs: $(program) $(test_programs)

-include $(shell find $(out) -name '*.d' 2>/dev/null)

# -------------------------------------------------------------------- site

.PHONY: site
site: ## Installs what is missing, builds the program, publishes content/ to site/public/.
	@.ci/need build
	@$(MAKE) all
	build/concordat build

# The second build links to the PDFs.
.PHONY: pdf
pdf: ## Installs what is missing, publishes the site, and makes PDFs of its print editions.
	@.ci/need build pdf
	@$(MAKE) all
	build/concordat build
	build/concordat pdf
	build/concordat build

# ----------------------------------------------------------------- install

PREFIX ?= /usr/local
DESTDIR ?=
installed := $(DESTDIR)$(PREFIX)

.PHONY: install
install: all ## Installs program, templates, schemas, manual page and completion in DESTDIR and PREFIX.
	@install -D -m 755 $(program) $(installed)/bin/concordat
	@find templates -type f | while read -r file; do \
		install -D -m 644 "$$file" "$(installed)/share/concordat/$$file" || exit 1; done
	@install -d $(addprefix $(installed)/share/,concordat/schema man/man1 bash-completion/completions)
	@$(program) schema --write $(installed)/share/concordat/schema >/dev/null
	@$(program) man >$(installed)/share/man/man1/concordat.1
	@$(program) completion >$(installed)/share/bash-completion/completions/concordat
	@echo 'installed $(installed)/bin/concordat'
	@echo '  templates and schemas in $(installed)/share/concordat, "man concordat",' \
		'and completion for bash below $(installed)/share'

.PHONY: uninstall
uninstall: ## Removes what install put there.
	rm -rf $(installed)/bin/concordat $(installed)/share/concordat \
		$(installed)/share/man/man1/concordat.1 \
		$(installed)/share/bash-completion/completions/concordat

# A package without debhelper: a folder as it is to be installed, and what it depends on, which
# dpkg-shlibdeps reads from the program.
MAINTAINER ?= Concordat <root@localhost>
package := build/deb/concordat_$(VERSION)_$(shell dpkg --print-architecture 2>/dev/null).deb

.PHONY: deb
deb: ## Makes a package for Debian: build/deb/concordat_VERSION_ARCHITECTURE.deb.
	@.ci/need build deb
	@rm -rf build/deb
	@$(MAKE) install DESTDIR=build/deb/root PREFIX=/usr
	@strip --strip-unneeded build/deb/root/usr/bin/concordat
	@gzip -9n build/deb/root/usr/share/man/man1/concordat.1
	@mkdir -p build/deb/debian build/deb/root/DEBIAN
	@printf 'Source: concordat\n\nPackage: concordat\nArchitecture: any\n' >build/deb/debian/control
	@cd build/deb && dpkg-shlibdeps -O root/usr/bin/concordat 2>/dev/null >depends
	@{ printf 'Package: concordat\nVersion: %s\nArchitecture: %s\n' '$(VERSION)' \
			"$$(dpkg --print-architecture)"; \
		printf 'Maintainer: %s\nSection: web\nPriority: optional\n' '$(MAINTAINER)'; \
		printf 'Installed-Size: %s\n' "$$(du -sk build/deb/root/usr | cut -f1)"; \
		sed -n 's/^shlibs:Depends=/Depends: /p' build/deb/depends; \
		printf 'Suggests: chromium, poppler-utils, qpdf\n'; \
		printf 'Description: publish partnerships from YAML and Markdown\n'; \
		printf ' Reads who sits on what, who answers to whom and what was promised, once;\n'; \
		printf ' checks it; and writes a static site.\n'; } >build/deb/root/DEBIAN/control
	@dpkg-deb --root-owner-group --build build/deb/root $(package) >/dev/null
	@echo $(package)

.PHONY: deb-test
deb-test: ## Proves, as root, that the package installs on a bare Debian 12 and publishes a site there.
	@$(MAKE) deb
	@tests/deb.sh $(package)

# ------------------------------------------------------------------- tests

.PHONY: test
test: ## Installs what the tests need and runs all quick suites.
	@.ci/need build test pdf
	@$(MAKE) programs
	@tests/run

.PHONY: asan
asan: ## Runs the C suites, golden and invalid sites included, under AddressSanitizer and UBSan.
	@.ci/need build c-tests
	@$(MAKE) FLAVOUR=asan programs
	@FLAVOUR=asan tests/run unit spec golden invalid

.PHONY: valgrind
valgrind: ## Runs the same suites under valgrind: no leak, no invalid access.
	@.ci/need build c-tests valgrind
	@$(MAKE) FLAVOUR=valgrind programs
	@FLAVOUR=valgrind RUNNER='valgrind --error-exitcode=99 --leak-check=full -q' \
		tests/run unit spec golden invalid

.PHONY: fuzz
FUZZ_SECONDS ?= 60
fuzz: ## Feeds each harness of tests/fuzz with made-up bytes, FUZZ_SECONDS (60) each.
	@.ci/need build clang
	@$(MAKE) FLAVOUR=fuzz fuzzers
	@tests/fuzz/run $(FUZZ_SECONDS)

.PHONY: fuzzers
fuzzers: $(fuzzers)

.PHONY: bench
bench: ## Measures: nanoseconds a row of a list, and whatever else tests/bench times.
	@.ci/need build
	@$(MAKE) benches
	@set -e; for bench in $(benches); do $$bench; done

.PHONY: benches
benches: $(benches)

.PHONY: audit
audit: ## Opens every page at every width and colour scheme in a browser: axe-core, Nu checker, console.
	@.ci/need build test
	@$(MAKE) all
	@AUDIT=all tests/run site browser

.PHONY: clean-root
clean-root: ## Proves, as root, that a clone and one command suffice on a bare Debian 12.
	@tests/clean-root.sh

# ------------------------------------------------------------------- check

.PHONY: check
check: ## Checks layers, format and lint, and that gcc and clang compile without a warning.
	@.ci/need build c-tests check
	@$(MAKE) layers format-check lint clang-build

.PHONY: layers
layers: ## Checks which file includes which, and the other rules of the house.
	@tests/run layers

.PHONY: format-check
format-check:
	$(call shown,format every C file)clang-format --dry-run -Werror $(every_c)

.PHONY: lint
lint: tidy cppcheck ## Runs clang-tidy and cppcheck.

# Its findings are on standard output; standard error only counts what it left out.
tidied := $(addprefix tidy/,$(filter %.c,$(every_c)))
.PHONY: tidy $(tidied)
tidy: $(tidied)
$(tidied): tidy/%:
	$(call shown,tidy $*)clang-tidy --quiet $* -- $(LANGUAGE) 2>/dev/null

# The order of evaluation is the compilers' to judge (-Wsequence-point): cppcheck takes the member
# of an initialiser for the variable of the same name. Nor does it see that the address of one value
# goes with a count of one.
.PHONY: cppcheck
cppcheck:
	$(call shown,cppcheck generator)cppcheck -q --std=c11 --enable=warning,performance,portability \
		--inline-suppr --suppress=missingIncludeSystem --suppress=unknownEvaluationOrder \
		--suppress=objectIndex --error-exitcode=1 -j 2 -Iinclude generator

.PHONY: clang-build
clang-build:
	@$(MAKE) FLAVOUR=clang programs

.PHONY: format
format: ## Formats every C file.
	clang-format -i $(every_c)

# -------------------------------------------------------------------- rest

.PHONY: clean
clean: ## Removes build/; the published site stays.
	rm -rf build

.PHONY: help
help: ## Lists the targets.
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'
