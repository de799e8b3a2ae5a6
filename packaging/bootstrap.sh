#!/bin/sh
# Finds a Python that is new enough and hands over to bootstrap.py. PYTHON=… names one.
set -eu
here=$(dirname "$0")
for python in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
    if command -v "$python" >/dev/null 2>&1 &&
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$python" "$here/bootstrap.py" "$@"
    fi
done
echo "set-up: readerapp needs Python 3.11 or newer, and none of these is one: ${PYTHON:-python3.13 python3.12 python3.11 python3 python}. Install one (on Debian: apt install python3 python3-venv), or name it: make PYTHON=/path/to/python3 …" >&2
exit 1
