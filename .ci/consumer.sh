#!/usr/bin/env bash
# A consumer's project against the installed wheel: bash .ci/consumer.sh PYTHON-WITH-THE-WHEEL TOOLS-BIN
# Right code passes under two type checkers, and every line of wrong code is found.
set -euo pipefail
python="$(realpath -s "$1")" tools="$(realpath -s "$2")"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
project="$(mktemp -d)"
trap 'rm -rf "$project"' EXIT
cp "$here"/.ci/consumer/*.py "$project"
cd "$project"
printf '{"typeCheckingMode": "strict", "reportMissingModuleSource": false}\n' >pyrightconfig.json
"$tools/mypy" --strict --cache-dir "$project/cache" --python-executable "$python" crm.py
"$tools/basedpyright" --pythonpath "$python" crm.py
mistakes="$(grep -c '^cr\.' wrong.py)"
by_mypy="$("$tools/mypy" --strict --cache-dir "$project/cache" --python-executable "$python" wrong.py | grep -c '^wrong.py:.*error' || true)"
by_pyright="$("$tools/basedpyright" --pythonpath "$python" wrong.py | grep -oE 'wrong.py:[0-9]+:[0-9]+ - error' | cut -d: -f2 | sort -u | wc -l || true)"
echo "$mistakes mistakes; found by mypy: $by_mypy, by pyright: $by_pyright"
[ "$by_mypy" -ge "$mistakes" ] && [ "$by_pyright" -ge "$mistakes" ]
"$python" -c 'import runpy; runpy.run_path("crm.py")'
