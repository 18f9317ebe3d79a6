# sim: the simulator, with whatever arguments it knows.

sim_classpath() { echo "$ROOT/simulator/target/classes:$ROOT/core/target/classes:$ROOT/api/target/classes:$ROOT/wire/target/classes:$ROOT/simulator/target/lib/*"; }

sim_command() {
  find_java
  sim_build
  exec "$JAVA" -XX:+UseCompactObjectHeaders -cp "$(sim_classpath)" dev.meguri.simulator.Main "$@"
}

sim_build() {
  local main=$ROOT/simulator/target/classes/dev/meguri/simulator/Main.class
  if [ -f "$main" ] && [ -d "$ROOT/simulator/target/lib" ] && [ -z "$(cd "$ROOT" && find simulator/pom.xml simulator/src/main core/src/main api/src/main wire/src/main -type f -newer "$main" -print | head -n 1)" ]; then
    return 0
  fi
  (cd "$ROOT" && ./mvnw -q -B -DskipTests -pl simulator -am package) || fail "the build of the simulator failed"
  touch "$main"
}
