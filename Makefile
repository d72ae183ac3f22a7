# The project's commands. `make` alone prints them.
MAKEFLAGS += --no-print-directory
target := $(or $(CARGO_TARGET_DIR),target)

.PHONY: help run dev test release bench clean tools site

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

## make run      the map with demo data on http://127.0.0.1:3000 (first time about 15 minutes, then seconds)
run: export PAKMUD_DATABASE_URL ?= sqlite:data/demo.sqlite
run: site
	@$(target)/debug/pakmud demo
	@exec $(target)/debug/pakmud serve --demo

## make dev      the same, rebuilt and reloaded at each change
dev: tools
	@.ci/dev.sh

## make test     everything: format, lints, Rust tests on both databases, browser tests, size budgets
test:
	@.ci/test.sh

## make release  one folder, dist/, with the optimised binary and the site
release: site
	@.ci/release.sh

## make bench    measures this machine into docs/benchmarks.md
bench: site
	@.ci/bench.sh

## make clean    removes what was built here (data/ stays)
clean:
	@rm -rf target site dist public/vendor frontend/node_modules end2end/node_modules end2end/results end2end/report

tools:
	@.ci/tools.sh
	@.ci/vendor.sh

site: tools
	@.ci/site.sh
