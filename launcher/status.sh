# status: processes from here, states from the manager.

status_command() {
  local json=
  case "${1:-}" in
    '') ;;
    --json) json=1 ;;
    *) fail_usage "status does not know '$1': see ./meguri help" ;;
  esac
  [ $# -le 1 ] || fail_usage "status takes only --json"
  local document states=""
  document=$(command -v curl >/dev/null && is_running manager && manager_get /api/cluster) || document=
  [ -z "$document" ] || states=$(node_states "$document")
  if [ -n "$json" ]; then status_json "$document" "$states"; else status_text "$document" "$states"; fi
}

state_of() { # state_of NODE STATES
  local state
  state=$(printf '%s\n' "$2" | sed -n "s/^$1 //p" | head -n 1)
  if [ -z "$state" ] && is_running "$1"; then
    # No manager to ask: the node's own adopted state.
    state=$(curl -sf --max-time 2 "$(loopback "$1")/api/stats" 2>/dev/null | sed -n 's/.*"state":"\([A-Z]*\)".*/\1/p')
    state=${state:-JOINING}
  fi
  echo "${state:-DOWN}"
}

number_or_null() { if is_running "$1"; then pid_of "$1"; else echo null; fi; }

status_json() {
  local name separator="" field value
  printf '{"nodes":['
  for name in $(known_nodes); do
    printf '%s{"nodeId":"%s","pid":%s,"httpPort":%s,"respPort":%s,"state":"%s"}' "$separator" "$name" \
      "$(number_or_null "$name")" "$(http_port "$name")" "$(resp_port "$name")" "$(state_of "$name" "$2")"
    separator=,
  done
  printf '],"services":['
  separator=
  for name in manager admin-ui demo-app; do
    printf '%s{"name":"%s","pid":%s,"httpPort":%s,"running":%s}' "$separator" "$name" "$(number_or_null "$name")" \
      "$(http_port "$name")" "$(is_running "$name" && echo true || echo false)"
    separator=,
  done
  printf ']'
  for field in ready formed ringVersion term slotsMoving slotsUnderReplicated slotsWithoutHolder; do
    value=$(json_field "$field" "$1")
    case $field in ready | formed) value=${value:-false} ;; esac
    printf ',"%s":%s' "$field" "${value:-null}"
  done
  value=$(json_field count "$1")
  printf ',"slotsLost":%s' "${value:-null}"
  printf ',"home":"%s"}\n' "$(printf '%s' "$MEGURI_HOME" | sed 's/[\\"]/\\&/g')"
}

status_text() {
  local name pid state nodes
  nodes=$(known_nodes)
  if [ -z "$nodes" ] && ! is_running manager; then
    say "Nothing is running, and there is no data in $MEGURI_HOME. Start: ./meguri up"
    return 0
  fi
  for name in $nodes; do
    pid=$(number_or_null "$name")
    [ "$pid" != null ] || pid=-
    printf '%-10s %-9s process %-8s %s\n' "$name" "$(state_of "$name" "$2")" "$pid" "$(address "$name")"
  done
  for name in manager admin-ui demo-app; do
    pid=$(number_or_null "$name")
    if [ "$pid" != null ]; then state=running; else state=stopped pid=-; fi
    printf '%-10s %-9s process %-8s %s\n' "$name" "$state" "$pid" "$(address "$name")"
  done
  if [ -z "$1" ]; then
    say "The manager does not answer: states are the nodes' own."
  else
    say "Ring version $(json_field ringVersion "$1"), $(json_field slotsMoving "$1") slots moving, $(json_field slotsUnderReplicated "$1") under-replicated, $(json_field slotsWithoutHolder "$1") without a holder; ready: $(json_field ready "$1")"
    case $(json_field count "$1") in 0 | '') ;; *) say "$(json_field count "$1") slots lost their memory: ./meguri accept-loss" ;; esac
  fi
}
