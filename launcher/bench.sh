# bench: side by side with other systems, in a home and on ports of its own.

# shellcheck source=/dev/null
. "$ROOT/launcher/chaos.sh"

BENCH_PORTS=21000
# What a node's REST is measured against.
REST_PEER=benchmarks/rest-peer
# What the manuals of the peers' clients ask for (HazelcastServers has the same for members).
BENCH_ACCESS="--add-modules java.se --add-exports java.base/jdk.internal.ref=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED
--add-opens java.base/sun.nio.ch=ALL-UNNAMED --add-opens java.management/sun.management=ALL-UNNAMED
--add-opens jdk.management/com.sun.management.internal=ALL-UNNAMED --enable-native-access=ALL-UNNAMED
--sun-misc-unsafe-memory-access=allow"

bench_command() {
  if [ "${1:-}" = launch ]; then
    # What the Java program asks for: the processes themselves, started all at once and not waited for.
    shift
    chaos_launch "$@"
    return
  fi
  if [ "${1:-}" = rest-peer ]; then
    rest_peer "$2"
  fi
  need_curl
  find_java
  bench_build
  if [ "${1:-}" = micro ]; then
    # JMH: the rest are its own arguments.
    shift
    exec "$JAVA" -cp "$BENCH_JAR:$ROOT/benchmarks/target/lib/*" org.openjdk.jmh.Main -jvmArgs "-XX:+UseCompactObjectHeaders -Xmx2g" "$@"
  fi
  export MEGURI_LAUNCHER=$LAUNCHER MEGURI_HOME=$MEGURI_HOME/bench
  export MEGURI_PORT_OFFSET=$((OFFSET + BENCH_PORTS)) MEGURI_NO_BUILD=1
  mkdir -p "$MEGURI_HOME" 2>/dev/null || fail "cannot write to $MEGURI_HOME: set MEGURI_HOME to a folder that you can write to"
  # shellcheck disable=SC2086
  exec "$JAVA" -XX:+UseCompactObjectHeaders $BENCH_ACCESS -cp "$BENCH_JAR:$ROOT/benchmarks/target/lib/*" dev.meguri.bench.Main "$@"
}

# Becomes the peer's process: with the flags of a node, except for a start cache, and as many event loops.
rest_peer() { # rest_peer PORT
  find_java
  EXPECTED=1
  local args=() line
  while IFS= read -r line; do
    case $line in -XX:AOTCache=*) ;; *) args+=("$line") ;; esac
  done < <(jvm_flags node-1)
  exec "$JAVA" "${args[@]}" "-Dquarkus.http.port=$1" "-Dquarkus.vertx.event-loops-pool-size=$(shards_per_node)" \
    -jar "$(jar_of "$REST_PEER")"
}

bench_build() {
  BENCH_JAR=$(tool_jar_of benchmarks)
  local module
  for module in cluster-manager cache-node "$REST_PEER"; do
    if is_stale "$module"; then BENCH_JAR=; fi
  done
  if [ -n "$BENCH_JAR" ] && { [ -n "${MEGURI_NO_BUILD:-}" ] || [ -z "$(cd "$ROOT" && find benchmarks/pom.xml benchmarks/src/main \
    core/src/main resp/src/main wire/src/main simulator/src/main client/src/main -type f -newer "$BENCH_JAR" -print | head -n 1)" ]; }; then
    train_if_needed cluster-manager cache-node
    return 0
  fi
  [ -z "${MEGURI_NO_BUILD:-}" ] || fail "bench is not built, and MEGURI_NO_BUILD is set: run ./mvnw package"
  say "Building what bench needs"
  (cd "$ROOT" && ./mvnw -q -B -DskipTests -pl "benchmarks,cluster-manager,cache-node,$REST_PEER" -am package) || fail "the build failed"
  BENCH_JAR=$(tool_jar_of benchmarks)
  [ -n "$BENCH_JAR" ] || fail "the build made no jar of benchmarks: run ./mvnw package"
  touch "$BENCH_JAR"
  train_if_needed cluster-manager cache-node
}
