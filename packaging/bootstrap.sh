#!/bin/sh
# Finds a Python that is new enough and hands over to bootstrap.py. PYTHON=… names one.
set -eu
here=$(dirname "$0")
purpose=${1:-run}

# The usual case, and the fast one: the environment's own Python sees that nothing is to do.
venv=$here/../.venv/bin/python
if [ -z "${PYTHON:-}" ] && [ -x "$venv" ] && "$venv" -ISB "$here/bootstrap.py" --ready "$purpose" 2>/dev/null; then
    exit 0
fi

if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
else
    set -- python3.13 python3.12 python3.11 python3 python
fi
found=
for python in "$@"; do
    # A name may stand in PATH and yet not run: only what answers counts.
    probe='import sys; print("%d.%d" % sys.version_info[:2]); sys.exit(sys.version_info < (3, 11))'
    version=$("$python" -c "$probe" 2>/dev/null) && [ -n "$version" ] && exec "$python" -B "$here/bootstrap.py" "$purpose"
    [ -z "$version" ] || found="${found:+$found, }$python is $version"
done
echo "set-up: readerapp needs Python 3.11 or newer (${found:-not found: $*}); install one (on Debian: apt install python3 python3-venv) or name it: make PYTHON=/path/to/python3 …" >&2
exit 1
