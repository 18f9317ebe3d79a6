# chaos: a cluster of real processes under load and faults, in a home and on ports of its own.

CHAOS_PORTS=20000

chaos_command() {
  if [ "${1:-}" = launch ]; then
    # What the Java program asks for: the processes themselves, started all at once and not waited for.
    shift
    chaos_launch "$@"
    return
  fi
  need_curl
  find_java
  chaos_build
  export MEGURI_LAUNCHER=$LAUNCHER MEGURI_HOME=$MEGURI_HOME/chaos
  export MEGURI_PORT_OFFSET=$((OFFSET + CHAOS_PORTS)) MEGURI_NO_BUILD=1
  # Small heaps: four or more of them share the machine. Snapshots often, so that a crash of all can be asked for much; not
  # where latency is measured, by the settings that people run.
  export MEGURI_NODE_HEAP=${MEGURI_NODE_HEAP:-256m}
  case " $* " in
    *" --admission "*) ;;
    *)
      export MEGURI_JAVA_OPTS="-Dmeguri.faults.enabled=true -Dmeguri.snapshot.interval=1s ${MEGURI_JAVA_OPTS:-}"
      # Slots move as fast as they can, whatever clients feel: a run is to see as much of it as it has time for.
      export MEGURI_MANAGER_BUSY_REST_PERCENT=50 MEGURI_MANAGER_BUSY_SLOTS_PER_BATCH=256
      ;;
  esac
  mkdir -p "$MEGURI_HOME" 2>/dev/null || fail "cannot write to $MEGURI_HOME: set MEGURI_HOME to a folder that you can write to"
  exec "$JAVA" -XX:+UseCompactObjectHeaders -XX:+UseSerialGC -Xmx512m -cp "$CHAOS_JAR:$ROOT/system-tests/target/lib/*" dev.meguri.chaos.Main "$@"
}

chaos_launch() { # chaos_launch NAME...
  find_java
  EXPECTED=${MEGURI_EXPECTED:-$DEFAULT_NODES}
  mkdir -p "$MEGURI_HOME" "$RUN"
  echo "$OFFSET" >"$RUN/port-offset"
  echo "$EXPECTED" >"$MEGURI_HOME/expected-nodes"
  local name
  for name in "$@"; do launch "$name"; done
}

chaos_build() {
  CHAOS_JAR=$(tool_jar_of system-tests)
  local module
  for module in cluster-manager cache-node; do
    if is_stale "$module"; then CHAOS_JAR=; fi
  done
  if [ -n "$CHAOS_JAR" ] && { [ -n "${MEGURI_NO_BUILD:-}" ] || [ -z "$(cd "$ROOT" && find system-tests/pom.xml system-tests/src/main \
    simulator/src/main core/src/main api/src/main -type f -newer "$CHAOS_JAR" -print | head -n 1)" ]; }; then
    train_if_needed cluster-manager cache-node
    return 0
  fi
  [ -z "${MEGURI_NO_BUILD:-}" ] || fail "chaos is not built, and MEGURI_NO_BUILD is set: run ./mvnw package"
  say "Building what chaos needs"
  (cd "$ROOT" && ./mvnw -q -B -DskipTests -Dtraining.skip -pl system-tests,cluster-manager,cache-node -am package) || fail "the build failed"
  CHAOS_JAR=$(tool_jar_of system-tests)
  [ -n "$CHAOS_JAR" ] || fail "the build made no jar of system-tests: run ./mvnw package"
  touch "$CHAOS_JAR"
  train_if_needed cluster-manager cache-node
}
