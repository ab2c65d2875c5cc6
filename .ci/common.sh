# Sourced by .ci/run and .ci/nightly: where they work, and how a stage is timed.

cd "$(dirname "${BASH_SOURCE[0]}")/.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PYTHONDONTWRITEBYTECODE=1
export UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_SYSTEM_CERTS=true NO_COLOR=1

stage() {
    local started=$SECONDS
    printf '\n=== %s\n' "$*"
    "$@"
    printf '=== %s: %d s\n' "$*" $((SECONDS - started))
}

# uv only makes the many installations faster; the commands of the README use plain pip.
get_uv() {
    python3 -m venv "$work/uv"
    "$work/uv/bin/pip" install --quiet uv
    uv="$work/uv/bin/uv"
}

# A new environment with the given Python and the package: fresh NAME PYTHON REQUIREMENT…
fresh() {
    local name=$1 python=$2
    shift 2
    "$uv" venv --quiet --python "$python" "$work/$name"
    "$uv" pip install --quiet --python "$work/$name/bin/python" "$@"
}

# The first Python of a version that really starts: python_of 3.12
python_of() {
    local candidate
    for candidate in "python$1" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$1".*/bin/python; do
        if "$candidate" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$1')" 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}
