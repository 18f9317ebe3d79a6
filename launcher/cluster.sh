# up, down, kill, start, add, logs.

READY_SECONDS=${MEGURI_READY_SECONDS:-120}

manager_get() { curl -sf --max-time 3 "$(loopback manager)$1" 2>/dev/null; }

# The cluster's state as a list of lines "nodeId state", from the manager's document; nodes are flat objects in it.
node_states() { # node_states DOCUMENT
  printf '%s' "$1" | tr '{' '\n' | sed -n 's/.*"nodeId":"\([^"]*\)".*"state":"\([^"]*\)".*/\1 \2/p'
}
json_field() { # json_field NAME DOCUMENT: the first of that name; numbers and booleans
  printf '%s' "$2" | grep -o "\"$1\":[^,}]*" | head -n 1 | cut -d: -f2- || true
}

is_ready() { # is_ready NODE...: every slot is held and each of the nodes is ACTIVE or STANDBY
  local document states name
  document=$(manager_get /api/cluster) || return 1
  case $document in *'"ready":true'*) ;; *) return 1 ;; esac
  states=$(node_states "$document")
  for name in "$@"; do
    case "
$states
" in
      *"
$name ACTIVE
"* | *"
$name STANDBY
"*) ;;
      *) return 1 ;;
    esac
  done
}

answers() { curl -sf -o /dev/null --max-time 2 "$(loopback "$1")/q/health/ready" 2>/dev/null; }

# Waits until a condition holds; fails at once, with its last words, when one of the processes ends meanwhile.
await() { # await SECONDS WHAT NAMES CONDITION...
  local deadline=$((SECONDS + $1)) what=$2 names=$3 name words
  shift 3
  until "$@"; do
    for name in $names; do
      # Twice: one that was begun a moment ago is known by its mark only when it has become the JVM.
      if ! is_running "$name" && sleep 1 && ! is_running "$name"; then
        words=$(last_words "$name")
        fail "$name ended while starting${words:+: $words} (log: $LOGS/$name.log)"
      fi
    done
    [ $SECONDS -lt $deadline ] || fail "$what was not ready in time: see ./meguri status and the logs in $LOGS"
    sleep 0.2
  done
}

remember_cluster() {
  mkdir -p "$RUN" 2>/dev/null || fail "cannot write to $MEGURI_HOME: set MEGURI_HOME to a folder that you can write to"
  echo "$OFFSET" >"$RUN/port-offset"
  [ -f "$MEGURI_HOME/expected-nodes" ] || echo "$1" >"$MEGURI_HOME/expected-nodes"
  EXPECTED=$(cat "$MEGURI_HOME/expected-nodes")
}

cluster_up() {
  local nodes=$DEFAULT_NODES detach= i names="" started=$SECONDS name began=
  while [ $# -gt 0 ]; do
    case $1 in
      --nodes) [ $# -ge 2 ] || fail_usage "--nodes wants a number from 1 to $MAX_NODES"; nodes=$2; shift ;;
      --nodes=*) nodes=${1#--nodes=} ;;
      --detach | -d) detach=1 ;;
      *) fail_usage "up does not know '$1': see ./meguri help" ;;
    esac
    shift
  done
  is_number "$nodes" && nodes=$((10#$nodes)) && [ "$nodes" -ge 1 ] && [ "$nodes" -le "$MAX_NODES" ] \
    || fail_usage "--nodes must be a number from 1 to $MAX_NODES, not '$nodes'"
  need_curl
  find_java
  lock
  for ((i = 1; i <= nodes; i++)); do names="$names node-$i"; done
  for name in $(known_nodes); do case "$names " in *" $name "*) ;; *) names="$names $name" ;; esac; done
  # shellcheck disable=SC2086
  require_free_ports manager $names admin-ui demo-app
  build_if_needed
  remember_cluster "$nodes"
  started=$SECONDS
  for name in manager $names admin-ui demo-app; do
    if ! is_running "$name"; then launch "$name"; began="$began $name"; fi
  done
  # From here on a failure, or Ctrl-C, takes back what was started.
  trap 'status=$?; trap - EXIT INT TERM; [ -z "$began" ] || { warn "stopping what was started"; stop_processes 20 $began; }; rm -rf "$RUN/lock"; exit $status' EXIT
  trap 'exit 130' INT TERM
  # shellcheck disable=SC2086
  await "$READY_SECONDS" "the cluster" "manager $names admin-ui demo-app" is_ready $names
  # A manager that was there before knows the state from its database: the nodes themselves say when they serve.
  for name in $names; do await "$READY_SECONDS" "$name" "$name" answers "$name"; done
  # shellcheck disable=SC2086
  await "$READY_SECONDS" "the cluster" "manager $names admin-ui demo-app" is_ready $names
  await "$READY_SECONDS" "the admin UI" "admin-ui" answers admin-ui
  await "$READY_SECONDS" "the demo" "demo-app" answers demo-app
  trap - INT TERM
  unlock
  print_cluster "$names" $((SECONDS - started)) "$began"
  [ -n "$detach" ] || follow_cluster
}

print_cluster() { # print_cluster NODES SECONDS STARTED
  local name
  if [ -n "$3" ]; then say "Meguri is ready, after $2 s."; else say "Meguri is running already."; fi
  say
  say "  Admin UI   $(address admin-ui)"
  say "  Demo       $(address demo-app)"
  say "  Manager    $(address manager)"
  for name in $1; do printf '  %-10s %s\n' "$name" "$(address "$name")"; done
  say
  say "  curl -X PUT $(address node-1)/api/cache/hello -d world"
  say "  curl -i $(address node-1)/api/cache/hello"
  say "  redis-cli -c -p $(resp_port node-1) get hello"
  say
  say "Data and logs: $MEGURI_HOME   Stop: ./meguri down"
}

# In the foreground: the events as they happen, until Ctrl-C stops the cluster.
follow_cluster() {
  say "Events follow; Ctrl-C stops the cluster."
  trap 'trap "" INT TERM; echo; cluster_down; exit 0' INT TERM
  local last=0 line
  while true; do
    while IFS= read -r line; do
      case $line in
        id:*) last=${line#id:}; last=${last// /} ;;
        data:*) print_event "${line#data:}" ;;
      esac
    done < <(curl -sN -H 'Accept: text/event-stream' "$(loopback manager)/api/cluster/events?since=$last" 2>/dev/null || true)
    is_running manager || is_running admin-ui || [ -n "$(running_nodes)" ] || { say "Everything was stopped."; return 0; }
    sleep 1
  done
}
print_event() {
  local type message
  type=$(printf '%s' "$1" | sed -n 's/.*"type":"\([^"]*\)".*/\1/p')
  message=$(printf '%s' "$1" | sed -nE 's/.*"message":"(([^"\\]|\\.)*)".*/\1/p')
  printf '%s  %-18s %s\n' "$(date '+%H:%M:%S')" "$type" "$message"
}

running_nodes() {
  local name
  for name in $(known_nodes); do if is_running "$name"; then echo "$name"; fi; done
}

cluster_down() {
  [ $# -eq 0 ] || fail_usage "down takes no arguments, not '$1'"
  local nodes
  nodes=$(known_nodes)
  if ! is_running manager && ! is_running admin-ui && ! is_running demo-app && [ -z "$(running_nodes)" ]; then
    say "Nothing is running."
    return 0
  fi
  # The manager last: the nodes tell it that they stop, so that nobody takes them for dead.
  # shellcheck disable=SC2086
  stop_processes 20 admin-ui demo-app $nodes
  stop_processes 20 manager
  say "Stopped; the data stays in $MEGURI_HOME."
}

# A process by name, or the error that names those there are.
require_known() { # require_known COMMAND NAME
  [ $# -eq 2 ] && [ -n "$2" ] || fail_usage "$1 wants the name of a node, as node-1"
  is_service "$2" && return 0
  is_node "$2" && [ -d "$MEGURI_HOME/$2" ] && return 0
  local known
  known=$(known_nodes | tr '\n' ' ')
  fail_usage "there is no node '$2' here (known: ${known:-none} manager admin-ui demo-app)"
}

node_kill() {
  local name
  name=$(full_name "${1:-}")
  [ $# -le 1 ] || fail_usage "kill takes one name"
  require_known kill "$name"
  is_running "$name" || fail "$name is not running"
  local pid
  pid=$(pid_of "$name")
  kill -KILL "$pid" 2>/dev/null || true
  while is_running "$name"; do sleep 0.05; done
  await_free_port "$name"
  rm -f "$RUN/$name.pid"
  say "$name (process $pid) was killed."
}

node_start() {
  local name
  name=$(full_name "${1:-}")
  [ $# -le 1 ] || fail_usage "start takes one name"
  require_known start "$name"
  lock
  if is_running "$name"; then say "$name is running already."; return 0; fi
  start_and_await "$name"
  say "$name is back: $(address "$name")"
}

node_add() {
  local standby= i=1 name
  while [ $# -gt 0 ]; do
    case $1 in --standby) standby=1 ;; *) fail_usage "add does not know '$1': see ./meguri help" ;; esac
    shift
  done
  is_running manager || fail "the cluster is not running here: start it with ./meguri up"
  lock
  while [ -d "$MEGURI_HOME/node-$i" ]; do i=$((i + 1)); done
  [ $i -le $MAX_NODES ] || fail "there are $MAX_NODES nodes already"
  name=node-$i
  require_free_ports "$name"
  mkdir -p "$MEGURI_HOME/$name"
  [ -z "$standby" ] || : >"$MEGURI_HOME/$name/standby"
  start_and_await "$name"
  if [ -n "$standby" ]; then
    say "$name waits as STANDBY: $(address "$name"). Admit it: curl -X POST $(address manager)/api/cluster/nodes -H 'Content-Type: application/json' -d '{\"nodeId\":\"$name\"}'"
  else
    say "$name joined: $(address "$name"). Slots move to it now: ./meguri status"
  fi
}

# Up to the point where it answers and (a node) is a member; its data may still be on the way.
start_and_await() { # start_and_await NAME
  need_curl
  find_java
  build_if_needed
  require_free_ports "$1"
  EXPECTED=$(cat "$MEGURI_HOME/expected-nodes" 2>/dev/null || echo "$DEFAULT_NODES")
  launch "$1"
  await "$READY_SECONDS" "$1" "$1" is_up "$1"
}
is_up() {
  curl -s -o /dev/null --max-time 2 "$(loopback "$1")/q/health/live" || return 1
  if is_node "$1" && is_running manager; then is_member "$1"; fi
}

is_member() { # is_member NODE: the manager lists it, whatever it was before
  local document
  document=$(manager_get /api/cluster) || return 1
  case "
$(node_states "$document")
" in
    *"
$1 DOWN
"*) return 1 ;;
    *"
$1 "*) return 0 ;;
  esac
  return 1
}

logs_command() {
  local name= follow= files=()
  while [ $# -gt 0 ]; do
    case $1 in -f | --follow) follow=1 ;; -*) fail_usage "logs does not know '$1': see ./meguri help" ;; *) name=$(full_name "$1") ;; esac
    shift
  done
  if [ -n "$name" ]; then
    [ -f "$LOGS/$name.log" ] || fail_usage "there is no log of '$name' in $LOGS"
    files=("$LOGS/$name.log")
  else
    local log
    for log in "$LOGS"/*.log; do if [ -f "$log" ]; then files+=("$log"); fi; done
    [ ${#files[@]} -gt 0 ] || fail "there are no logs in $LOGS yet: start the cluster with ./meguri up"
  fi
  if [ -n "$follow" ]; then exec tail -n 20 -F "${files[@]}"; fi
  tail -n 40 "${files[@]}"
}
