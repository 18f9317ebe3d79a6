# sim: the simulator, with whatever arguments it knows.

sim_command() {
  find_java
  sim_build
  # New memory that is used again at once, in large pages where the system has them (Linux alone knows the flag): pages that
  # are touched for the first time cost more than all collections.
  # Less is inlined: the compiler is done with all of it after dozens of seeds instead of hundreds, which run at half the speed
  # until then (docs/adr/0025).
  exec "$JAVA" -XX:FreqInlineSize=100 -XX:InlineSmallCode=800 -XX:MaxInlineLevel=9 -XX:+UseCompactObjectHeaders -XX:+UseParallelGC -Xms512m -Xmn256m \
    -XX:+IgnoreUnrecognizedVMOptions -XX:+UseTransparentHugePages -cp "$SIM_JAR:$ROOT/simulator/target/lib/*" dev.meguri.simulator.Main "$@"
}

sim_build() {
  SIM_JAR=$(tool_jar_of simulator)
  if [ -n "$SIM_JAR" ] && [ -z "$(cd "$ROOT" && find simulator/pom.xml simulator/src/main \
    core/src/main api/src/main wire/src/main -type f -newer "$SIM_JAR" -print | head -n 1)" ]; then
    return 0
  fi
  [ -z "${MEGURI_NO_BUILD:-}" ] || fail "the simulator is not built, or older than its sources, and MEGURI_NO_BUILD is set: run ./mvnw package"
  (cd "$ROOT" && ./mvnw -q -B -DskipTests -pl simulator -am package) || fail "the build of the simulator failed"
  SIM_JAR=$(tool_jar_of simulator)
  [ -n "$SIM_JAR" ] || fail "the build made no jar of simulator: run ./mvnw package"
  touch "$SIM_JAR"
}
