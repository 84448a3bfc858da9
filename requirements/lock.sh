#!/usr/bin/env bash
# Writes the lock files anew. Needs uv; run through `make lock`.
set -euo pipefail
cd "$(dirname "$0")/.."
compile=(uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url)
"${compile[@]}" pyproject.toml requirements/build.in --output-file requirements/run.txt
"${compile[@]}" pyproject.toml requirements/build.in --group test --constraints requirements/run.txt --output-file requirements/test.txt
