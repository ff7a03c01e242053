# make discover   set up, build, and search for superhard materials (BUDGET=…, OUT=…)
# make serve      set up, build, and open the laboratory in the browser, with what make discover found
# make test       set up, build, and run every test
# make check      what decides whether a change lands: format, imports, every test, the benchmarks build
# make check-kernels   every float through exp, log, sigmoid, softplus and tanh (minutes)
# make bench      the program against other programs and its budgets (BENCH=--quick to try it)
# make models     train the shipped models again (needs the training data)

BUDGET ?= 100000
SEED   ?= 1
OUT    ?= discovery
# Arguments of swift test, as in TEST="--filter PhysicsTests".
TEST   ?=
# Arguments of Benchmarks/run.sh.
BENCH  ?=

# One build serves the program and its tests: release, because training in debug is a hundred times
# slower, and with testing enabled. The import check keeps the drawing in Documents/Architecture.md
# true: a target may use only what Package.swift says it depends on.
FLAGS = -c release -Xswiftc -enable-testing --explicit-target-dependency-import-check error

.PHONY: discover serve test check check-kernels bench benchmarks models build lint set-up set-up-tests clean

discover: build
	.build/release/kimberlite discover --budget $(BUDGET) --seed $(SEED) -o $(OUT)

serve: build
	.build/release/kimberlite serve

test: set-up-tests
	swift build $(FLAGS) --build-tests
	swift test $(FLAGS) --skip-build $(TEST)
ifeq ($(TEST),)
	@# One after the other, when nothing else runs: they measure what a person would feel. A filter that finds
	@# nothing is no failure, so that there is something to find is looked at first.
	@swift test list $(FLAGS) --skip-build | grep -q PracticalWalkTests
	KIMBERLITE_BROWSER=1 swift test $(FLAGS) --skip-build --no-parallel --filter BrowserTests
endif

check: lint test benchmarks

check-kernels: set-up-tests
	swift build $(FLAGS) --build-tests
	KIMBERLITE_EVERY_FLOAT=1 swift test $(FLAGS) --skip-build --filter everyFloat

bench: build
	Benchmarks/run.sh $(BENCH)

# A package of its own; the programs it compares with are installed by make bench alone.
benchmarks:
	swift build --package-path Benchmarks -c release

models: build
	Scripts/train-models.sh

build: set-up
	swift build $(FLAGS) --product kimberlite

lint:
	swift format lint --strict --recursive Package.swift Sources Tests \
	    Benchmarks/Package.swift Benchmarks/Sources
	@echo "format: clean"

set-up-tests:
	@Scripts/set-up.sh tests

set-up:
	@Scripts/set-up.sh

clean:
	rm -rf .build
