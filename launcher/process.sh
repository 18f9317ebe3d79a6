# One process of the cluster: how it is started, known again, and ended.

pid_of() { cat "$RUN/$1.pid" 2>/dev/null || true; }

# The mark by which a process is known again: a number alone may be another process's by now.
mark_of() { echo "-Dlauncher.process=$MEGURI_HOME/$1"; }

command_line() {
  if [ -r "/proc/$1/cmdline" ]; then tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null; else ps -ww -o command= -p "$1" 2>/dev/null; fi || true
}

is_running() { # is_running NAME
  local pid
  pid=$(pid_of "$1")
  [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null || return 1
  case "$(command_line "$pid") " in *"$(mark_of "$1") "*) return 0 ;; *) return 1 ;; esac
}

# In a session of its own, so that Ctrl-C in the terminal reaches the launcher alone. The process id stays the same.
in_own_session() {
  if command -v setsid >/dev/null; then exec setsid "$@"; fi
  exec perl -MPOSIX -e 'POSIX::setsid(); exec @ARGV or die $!' "$@"
}

module_of() { case $1 in node-*) echo cache-node ;; manager) echo cluster-manager ;; *) echo "$1" ;; esac; }

jvm_flags() { # jvm_flags NAME: one per line
  # shellcheck disable=SC2086
  printf '%s\n' $JVM_FLAGS -XX:+ExitOnOutOfMemoryError
  case $1 in
    node-*) printf '%s\n' "-Xmx${MEGURI_NODE_HEAP:-512m}" $NODE_FLAGS ;;
    manager) printf '%s\n' -Xmx256m -XX:+UseSerialGC ;;
    # They start sooner with the quick compiler alone, and do little enough for it.
    *) printf '%s\n' -Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 ;;
  esac
  local cache
  cache=$(cache_of "$(module_of "$1")")
  # shellcheck disable=SC2086
  if [ -f "$cache" ]; then printf '%s\n' "-XX:AOTCache=$cache" $QUIET_CACHE; fi
}

# Each node its share of the cores: threads of several nodes on one core only wake and wait for each other.
shards_per_node() {
  local cores nodes
  cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
  nodes=$(known_nodes | wc -l)
  [ "$nodes" -ge "$EXPECTED" ] || nodes=$EXPECTED
  echo "${MEGURI_NODE_SHARDS:-$((cores / nodes < 1 ? 1 : cores / nodes > 4 ? 4 : cores / nodes))}"
}

settings_of() { # settings_of NAME: system properties, one per line
  printf '%s\n' "$(mark_of "$1")" "-Dquarkus.http.host=$BIND" "-Dquarkus.http.port=$(http_port "$1")"
  case $1 in
    manager)
      printf '%s\n' "-Dmeguri.data-dir=$MEGURI_HOME/manager" "-Dmeguri.manager.expected-nodes=$EXPECTED" ;;
    node-*)
      printf '%s\n' "-Dmeguri.node.id=$1" "-Dmeguri.data-dir=$MEGURI_HOME/$1" "-Dmeguri.node.host=127.0.0.1" \
        "-Dmeguri.resp.port=$(resp_port "$1")" \
        "-Dmeguri.manager.url=$(loopback manager)" "-Dmeguri.node.shards=$(shards_per_node)"
      if [ -f "$MEGURI_HOME/$1/standby" ]; then printf '%s\n' -Dmeguri.node.standby=true; fi ;;
    *) printf '%s\n' "-Dmeguri.manager.url=$(loopback manager)" "-Dmeguri.admin.url=$(address admin-ui)" ;;
  esac
}

launch() { # launch NAME: starts its process and returns at once
  local name=$1 args=() line more=()
  while IFS= read -r line; do args+=("$line"); done < <(jvm_flags "$name"; settings_of "$name")
  read -r -a more <<<"${MEGURI_JAVA_OPTS:-}"
  mkdir -p "$RUN" "$LOGS" "$MEGURI_HOME/$name"
  printf '\n---- %s starts, %s\n' "$name" "$(date -u '+%Y-%m-%d %H:%M:%S UTC')" >>"$LOGS/$name.log"
  (
    cd "$MEGURI_HOME"
    export MEGURI_LAUNCHER=$LAUNCHER MEGURI_HOME
    in_own_session "$JAVA" "${args[@]}" ${more[@]+"${more[@]}"} -jar "$(jar_of "$(module_of "$name")")"
  ) >>"$LOGS/$name.log" 2>&1 </dev/null &
  echo $! >"$RUN/$name.pid"
  disown $!
}

# The line of a process's log that says why it ended: what people need instead of "it did not start".
last_words() {
  local log=$LOGS/$1.log lines
  [ -f "$log" ] || return 0
  lines=$(tail -n 300 "$log" | awk '/^---- / { words = ""; said = "" } /^meguri / { said = $0 } /ERROR|FATAL|Exception|[Ee]rror:/ { words = $0 } END { print (said ? said : words) }')
  printf '%s' "$lines" | cut -c1-500
}

stop_processes() { # stop_processes SECONDS NAME...: SIGTERM to all, then waits; SIGKILL with a word for what stays
  local seconds=$1 name pid deadline
  shift
  for name in "$@"; do
    if is_running "$name"; then kill -TERM "$(pid_of "$name")" 2>/dev/null || true; fi
  done
  deadline=$((SECONDS + seconds))
  for name in "$@"; do
    while is_running "$name" && [ $SECONDS -lt $deadline ]; do sleep 0.1; done
    if is_running "$name"; then
      pid=$(pid_of "$name")
      warn "$name (process $pid) did not stop within $seconds s and was killed: its last snapshot may be incomplete, it repairs from the others"
      kill -KILL "$pid" 2>/dev/null || true
      while is_running "$name"; do sleep 0.05; done
    fi
    rm -f "$RUN/$name.pid"
  done
}
