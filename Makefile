# What developers type.  Meson does the building.
.PHONY: build asan clang test bench bench-documents bench-ledger lint fuzz fuzz-many coverage screenshots example clean

# A new or removed source file needs a new configuration: the list is the tree.
LIST = { find src tests tools -name '*.[ch]' -o -name '*.sql' -o -name '*.html' -o -name '*.def' -o -name '*.model' -o -name 'meson.build'; } | LC_ALL=C sort
define setup
	@if [ ! -f $(1)/build.ninja ]; then meson setup $(1) $(2) >/dev/null && $(LIST) >$(1)/sources.txt; fi
	@$(LIST) >$(1)/sources.new; cmp -s $(1)/sources.new $(1)/sources.txt || \
	  { meson setup --reconfigure $(1) >/dev/null && mv $(1)/sources.new $(1)/sources.txt; }
	@ninja -C $(1) $(3)
endef

build:
	$(call setup,build,,tertial layers.ok)

asan:
	$(call setup,build-asan,-Dbuildtype=debug -Doptimization=1 -Db_sanitize=address$(comma)undefined -Db_lundef=false)

clang:
	$(call setup,build-clang,--native-file tools/clang.ini)

# ALL=all looks at every file instead of those that differ from the main branch.
lint:
	$(call setup,build-clang,--native-file tools/clang.ini,generated)
	@tools/lint.sh $(ALL)

coverage:
	$(call setup,build-cov,-Dbuildtype=debug -Doptimization=1 -Db_coverage=true)
	@tests/coverage.sh build-cov

bench: build
	@tests/bench/bench.sh

# Only the documents' part; ROUNDS, PEER_ROUNDS, ORGANISATIONS and DOCUMENT_PEERS make it shorter.
bench-documents: build
	@tests/bench/documents.sh

# Only the ledger's part; LINES, SMALL, ROUNDS, GATE, GROWTH and PEERS make it shorter.
bench-ledger: build
	@tests/bench/ledger.sh

# fuzz: under the sanitizers, TIME seconds for each fuzzer.  fuzz-many: for numbers, RUNS
# executions of each, in the release's optimization, where `must` still guards.
TIME = 60
RUNS = 1000000
FUZZERS = $(wildcard tests/fuzz/fuzz_*.c)
fuzz:
	$(call setup,build-fuzz,--native-file tools/clang.ini -Dfuzz=true -Dbuildtype=debug -Doptimization=1 -Db_sanitize=address$(comma)undefined -Db_lundef=false,$(FUZZERS:tests/fuzz/%.c=tests/%))
	@tests/fuzz/fuzz.sh build-fuzz -max_total_time=$(TIME) $(NAMES)

fuzz-many:
	$(call setup,build-fuzz-many,--native-file tools/clang.ini -Dfuzz=true -Dfuzz_compares=false -Db_lundef=false,$(FUZZERS:tests/fuzz/%.c=tests/%))
	@tests/fuzz/fuzz.sh build-fuzz-many -runs=$(RUNS) $(NAMES)

screenshots: build
	@tools/screenshots.sh build/tertial build/screenshots

test: build asan
	@tests/run.sh

example:
	$(call setup,build,,mkexample)
	@build/mkexample examples/vasterbotten

clean:
	rm -rf build build-asan build-clang build-cov build-fuzz build-fuzz-many

comma := ,
