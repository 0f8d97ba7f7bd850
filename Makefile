# make: the program, in build/ijkpunt. The rest is for who works on it; see CONTRIBUTING.md.
BUILD = build
TEST = build-test
FUZZ = build-fuzz
COVERAGE = build-coverage
SECONDS = 60
MESON_TEST = meson test -C $(TEST) --no-rebuild --print-errorlogs

.PHONY: all demo test test-build lint format bench coverage fuzz soak install clean

all: $(BUILD)/build.ninja
	@ninja -C $(BUILD)

$(BUILD)/build.ninja:
	@command -v meson ninja >/dev/null || { echo "meson or ninja is missing: run tools/install-deps" >&2; exit 1; }
	meson setup $(BUILD)

demo:
	@tools/install-deps build
	@$(MAKE) --no-print-directory all >$(BUILD).log 2>&1 || { cat $(BUILD).log; exit 1; }
	@tools/demo $(BUILD)/ijkpunt

$(TEST)/build.ninja:
	meson setup $(TEST) -Dtests=true -Dwerror=true -Doptimization=g -Db_sanitize=address,undefined

test-build:
	@tools/install-deps
	@$(MAKE) --no-print-directory $(TEST)/build.ninja
	ninja -k 0 -C $(TEST)

# Both builds, every test, every check; the last line counts the cases.
test: test-build all
	@$(MESON_TEST) --no-suite lint; a=$$?; $(MESON_TEST) --suite lint --logbase lintlog; b=$$?; \
	tools/count-tests $(TEST)/meson-logs/testlog.json $(TEST)/meson-logs/lintlog.json && exit $$((a + b))

lint: test-build
	@$(MESON_TEST) --suite lint --logbase lintlog

format:
	@git ls-files '*.c' '*.h' | xargs clang-format-14 -i

bench: all
	@meson test -C $(BUILD) --benchmark --verbose

$(COVERAGE)/build.ninja:
	meson setup $(COVERAGE) -Dtests=true -Db_coverage=true -Doptimization=g -Dc_args=-fprofile-update=atomic

# Which lines and branches the tests reach, per file; fails below the floor of a folder.
coverage:
	@tools/install-deps coverage
	@$(MAKE) --no-print-directory $(COVERAGE)/build.ninja
	@ninja -C $(COVERAGE)
	@meson test -C $(COVERAGE) --no-rebuild --no-suite lint --no-suite docs --quiet
	@tools/coverage $(COVERAGE)

$(FUZZ)/build.ninja:
	CC=clang-14 meson setup $(FUZZ) -Dfuzz=true -Db_sanitize=address,undefined

# make fuzz SECONDS=600 [TARGET=feel]
fuzz:
	@tools/install-deps
	@$(MAKE) --no-print-directory $(FUZZ)/build.ninja
	@ninja -C $(FUZZ)
	@tools/fuzz $(FUZZ) $(SECONDS) $(TARGET)

# What `make test` runs briefly, for hours: IJK_SOAK multiplies the rounds of random tests.
soak: test-build
	IJK_SOAK=100 $(MESON_TEST) --no-suite lint --timeout-multiplier 0
	@$(MAKE) --no-print-directory fuzz SECONDS=3600

install: all
	meson install -C $(BUILD)

clean:
	rm -rf $(BUILD) $(TEST) $(FUZZ) $(COVERAGE) $(BUILD).log
