#!/usr/bin/env bash
# Compiles the hash-pinned requirement files from pyproject.toml.  usage: requirements.sh UV
set -euo pipefail
compile="$1 pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate"
$compile requirements/uv.in -o requirements/uv.txt
$compile pyproject.toml -o requirements/run.txt
$compile pyproject.toml --extra dev -o requirements/dev.txt
