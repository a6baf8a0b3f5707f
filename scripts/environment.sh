# shellcheck shell=bash
# Sourced by ksbs and test, which set `checkout`: keeps its .venv as the lock says.
#
#   use_environment runtime|dev     makes or refreshes .venv if the lock has changed
#
# A warm call costs one comparison of files: environment.py leaves, as the last thing it
# does, a copy of the lock that the finished .venv was made from.

use_environment() {
  local lock=requirements.lock
  [[ $1 == runtime ]] || lock=requirements-dev.lock
  if [[ -x $checkout/.venv/bin/python ]] &&
    cmp -s "$checkout/$lock" "$checkout/.venv/installed/$lock"; then
    return
  fi
  _find_python
  "$_python" "$checkout/scripts/environment.py" "$1" >&2
}

# Sets `_python`: KSBS_PYTHON if given, else the first that is new enough.
_find_python() {
  local name
  for name in "${KSBS_PYTHON:-python3}" \
    ${KSBS_PYTHON:-python3.14 python3.13 python3.12 python3.11}; do
    if _is_new_enough "$name"; then
      _python=$name
      [[ $name == "${KSBS_PYTHON:-python3}" ]] ||
        echo "Note: python3 is missing or older than 3.11; using $name." >&2
      return
    fi
  done
  cat >&2 <<MESSAGE
KSBS needs Python 3.11 or newer, but ${KSBS_PYTHON:-python3} is: $(
    "${KSBS_PYTHON:-python3}" --version 2>&1 || true
  )
Install one (Debian, Ubuntu: apt-get install python3 python3-venv), or name one that
stands elsewhere and try again: KSBS_PYTHON=/path/to/python3.12 $0
MESSAGE
  exit 78
}

_is_new_enough() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}
