# test: every test there is, and one line at the end that says what came of it.

SIMULATOR_SEEDS=${MEGURI_TEST_SEEDS:-2000}

test_command() {
  [ $# -eq 0 ] || fail_usage "test takes no arguments; one module alone: ./mvnw -pl core -am test"
  need_curl
  find_java
  need_node
  local log started=$SECONDS build=0 simulated=0 simulator
  mkdir -p "$LOGS"
  log=$LOGS/test.log
  rm -f "$ROOT"/*/target/surefire-reports/*.xml "$ROOT"/*/target/failsafe-reports/*.xml "$ROOT/system-tests/target/figures.txt" "$log"

  say "Unit tests of every module, then the system tests (all output: $log)"
  say "Beside the system tests, in the time that they leave: the simulator, $SIMULATOR_SEEDS seeds (output: $LOGS/sim.log)"
  sim_beside "$log" &
  simulator=$!
  # shellcheck disable=SC2064
  trap "kill $simulator 2>/dev/null || true" EXIT
  (cd "$ROOT" && exec ./mvnw -B -T 2 -Dmaven.test.failure.ignore=true -DskipITs=false verify </dev/null 2>&1) | tee "$log" | progress || build=${PIPESTATUS[0]}
  echo "$LAST_MODULE" >>"$log"

  wait $simulator || simulated=$?
  say
  tail -n $((simulated == 0 ? 5 : 60)) "$LOGS/sim.log"

  trap - EXIT
  summary "$build" "$simulated" "$log" $((SECONDS - started))
}

LAST_MODULE="Building Meguri :: system-tests"

# The simulator as soon as the last module's turn has come, which starts processes and waits for them: with the least
# priority, in a group of its own (or the kernel would give the group its share all the same).
sim_beside() { # sim_beside LOG
  until grep -qs "$LAST_MODULE" "$1"; do sleep 1; done
  SIM_LOG=$LOGS/sim.log in_own_session "$BASH" -c '
    echo 19 2>/dev/null >/proc/self/autogroup || true
    exec nice -n 19 "$0" sim --seeds "$1" >"$SIM_LOG" 2>&1' "$LAUNCHER" "$SIMULATOR_SEEDS"
}

# From Maven's output, what people want to see pass by.
progress() {
  local unbuffered=()
  # mawk reads its input in large pieces unless told not to, and people would see nothing for minutes.
  ! awk -W version 2>&1 </dev/null | grep -q '^mawk' || unbuffered=(-W interactive)
  awk ${unbuffered[@]+"${unbuffered[@]}"} '/Tests run:.* -- in / { sub(/^\[[A-Z]+\] +/, ""); print "  " $0; fflush(); next }
       /^FIGURE |^SKIPPED / { print "  " $0; fflush(); next }
       /BUILD FAILURE|COMPILATION ERROR|Failed to execute goal|FAILURE!|<<< ERROR!/ { print "  " $0; fflush() }'
}

# Sums an attribute over the reports of one kind: tests, failures, errors, skipped.
sum_reports() { # sum_reports FOLDER ATTRIBUTE
  local report value sum=0
  for report in "$ROOT"/*/target/"$1"/TEST-*.xml; do
    [ -f "$report" ] || continue
    value=$(grep -m1 -o '<testsuite [^>]*' "$report" | grep -o " $2=\"[0-9]*\"" | grep -o '[0-9]*' || true)
    sum=$((sum + ${value:-0}))
  done
  echo "$sum"
}

# Each failed test with the first line of what it said.
failures() {
  awk '/<testcase / { match($0, / name="[^"]*"/); name = substr($0, RSTART + 7, RLENGTH - 8)
                      match($0, / classname="[^"]*"/); class = substr($0, RSTART + 12, RLENGTH - 13) }
       /<(failure|error)[ >]/ { said = ""
                      if (match($0, / message="[^"]*/)) said = substr($0, RSTART + 10, RLENGTH - 10)
                      gsub(/&#10;/, " ", said); gsub(/&quot;/, "\"", said); gsub(/&lt;/, "<", said); gsub(/&gt;/, ">", said); gsub(/&amp;/, "\\&", said)
                      print "  " class "." name ": " substr(said, 1, 1500) }' "$ROOT"/*/target/*-reports/TEST-*.xml 2>/dev/null || true
}

summary() { # summary BUILD SIMULATED LOG SECONDS
  local kind tests bad skipped passed=0 failed=0 left=0
  say
  for kind in surefire-reports failsafe-reports; do
    tests=$(sum_reports $kind tests)
    bad=$(($(sum_reports $kind failures) + $(sum_reports $kind errors)))
    skipped=$(sum_reports $kind skipped)
    passed=$((passed + tests - bad - skipped)) failed=$((failed + bad)) left=$((left + skipped))
    case $kind in surefire*) kind="unit tests" ;; *) kind="system tests" ;; esac
    say "$kind: $((tests - bad - skipped)) passed, $bad failed, $skipped skipped"
  done
  if [ "$2" -eq 0 ]; then
    say "simulator: $SIMULATOR_SEEDS seeds, every invariant held"
    passed=$((passed + 1))
  else
    say "simulator: failed (above is the command that replays the seed)"
    failed=$((failed + 1))
  fi
  if [ -f "$ROOT/system-tests/target/figures.txt" ]; then
    say "figures:"
    sed 's/^/  /' "$ROOT/system-tests/target/figures.txt"
  fi
  if [ "$failed" -gt 0 ]; then
    say "failed:"
    failures
  fi
  if [ "$1" -ne 0 ]; then
    say "the build itself failed:"
    grep -E '^\[ERROR\]' "$3" | head -n 8 || true
    failed=$((failed + 1))
  fi
  say
  say "$passed passed, $failed failed, $left skipped, in $(($4 / 60)) min $(($4 % 60)) s"
  [ "$failed" -eq 0 ]
}
