# Names, folders, messages: what every other part uses.

MEGURI_HOME=${MEGURI_HOME:-$ROOT/.meguri}
case $MEGURI_HOME in /*) ;; *) MEGURI_HOME=$PWD/$MEGURI_HOME ;; esac
RUN=$MEGURI_HOME/run
LOGS=$MEGURI_HOME/logs
BIND=${MEGURI_BIND:-127.0.0.1}
DEFAULT_NODES=3
MAX_NODES=64

say() { printf '%s\n' "$*"; }
warn() { printf 'meguri: %s\n' "$*" >&2; }
# What went wrong and the way out, in one line. Exit status 1: it could not be done; 2: it was asked for wrongly.
fail() { warn "$*"; exit 1; }
fail_usage() { warn "$*"; exit 2; }

is_number() { case $1 in '' | *[!0-9]*) return 1 ;; *) [ ${#1} -le 5 ] ;; esac; }

# A running cluster keeps the port offset it was started with, so that later commands need not repeat it.
if [ -z "${MEGURI_PORT_OFFSET:-}" ] && [ -f "$RUN/port-offset" ]; then
  MEGURI_PORT_OFFSET=$(cat "$RUN/port-offset")
fi
OFFSET=${MEGURI_PORT_OFFSET:-0}
is_number "$OFFSET" && [ "$OFFSET" -le 50000 ] || fail_usage "MEGURI_PORT_OFFSET must be a number from 0 to 50000, not '$OFFSET'"
OFFSET=$((10#$OFFSET))

is_node() { case $1 in node-*) is_number "${1#node-}" && [ "${1#node-}" = "$((10#${1#node-}))" ] && [ "${1#node-}" -ge 1 ] ;; *) return 1 ;; esac; }
is_service() { case $1 in manager | admin-ui | demo-app) return 0 ;; *) return 1 ;; esac; }

# Names people use for the services.
full_name() { case $1 in ui) echo admin-ui ;; demo) echo demo-app ;; cluster-manager) echo manager ;; *) echo "$1" ;; esac; }

# Every node that was ever started here, in the order of its number.
known_nodes() {
  [ -d "$MEGURI_HOME" ] || return 0
  local folder
  for folder in "$MEGURI_HOME"/node-*; do
    [ -d "$folder" ] && is_node "${folder##*/}" && echo "${folder##*/}"
  done | sort -t- -k2 -n
}

http_port() { # http_port NAME
  case $1 in
    manager) echo $((8090 + OFFSET)) ;;
    admin-ui) echo $((8080 + OFFSET)) ;;
    demo-app) echo $((8070 + OFFSET)) ;;
    node-*) echo $((8100 + ${1#node-} + OFFSET)) ;;
  esac
}
resp_port() { echo $((7000 + ${1#node-} + OFFSET)); }

address() { echo "http://localhost:$(http_port "$1")"; }
loopback() { echo "http://127.0.0.1:$(http_port "$1")"; }

# One launcher at a time changes what runs here.
lock() {
  mkdir -p "$RUN" 2>/dev/null || fail "cannot write to $MEGURI_HOME: set MEGURI_HOME to a folder that you can write to"
  local tries=0 owner
  until mkdir "$RUN/lock" 2>/dev/null; do
    owner=$(cat "$RUN/lock/pid" 2>/dev/null || true)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then rm -rf "$RUN/lock"; continue; fi
    tries=$((tries + 1))
    [ $tries -le 300 ] || fail "another ./meguri (process ${owner:-unknown}) has been at work for a minute: wait for it, or remove $RUN/lock"
    sleep 0.2
  done
  echo $$ >"$RUN/lock/pid"
  trap 'rm -rf "$RUN/lock"' EXIT
}
unlock() {
  rm -rf "$RUN/lock"
  trap - EXIT
}
