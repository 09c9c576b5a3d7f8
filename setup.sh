# Shared by ./demo and ./test: a virtual environment with the package in it. Sourced, not run.

find_python() {
  for candidate in "${PYTHON:-}" python3.14 python3.13 python3.12 python3.11 python3; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return 0
    fi
  done
  echo "onrecord needs Python 3.11 or newer; install it, or name it: PYTHON=/path/to/python $0" >&2
  return 1
}

make_environment() {
  if [ ! -x .venv/bin/python ]; then
    python=$(find_python)
    if ! "$python" -m venv .venv; then
      rm -rf .venv
      echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2
      return 1
    fi
  fi
}

# install_package SPEC NAME: installs unless pyproject.toml is unchanged since the last time this was done.
install_package() {
  stamp=".venv/installed-$2"
  if [ ! -e "$stamp" ] || [ pyproject.toml -nt "$stamp" ]; then
    echo "Setting up, once: packages into .venv, about a minute on a fast line ..." >&2
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable "$1" 2> .venv/pip.log ||
      { cat .venv/pip.log >&2; return 1; }
    touch "$stamp"
  fi
}
