# Builds what is missing or older than its sources. A built tree costs one `find`.

MODULES="cluster-manager cache-node admin-ui demo-app"

app_of() { echo "$ROOT/$1/target/quarkus-app"; }
jar_of() { echo "$(app_of "$1")/quarkus-run.jar"; }
# What makes a service start sooner (train.sh). It fits one Java and one build of the service.
cache_of() { echo "$(app_of "$1")/start.aot"; }

# The jar of a module that is a tool and no service; nothing where it, or the libraries beside it, are not built.
tool_jar_of() { # tool_jar_of MODULE
  local target=$ROOT/$1/target
  [ -d "$target/lib" ] || return 0
  find "$target" -maxdepth 1 -name "meguri-$1-*.jar" ! -name '*-sources.jar' | head -n 1
}

train_if_needed() { # train_if_needed MODULE...
  [ -z "${MEGURI_NO_BUILD:-}" ] || return 0
  local module pairs=()
  for module in "$@"; do pairs+=("$module=$(app_of "$module")"); done
  bash "$ROOT/launcher/train.sh" "$JAVA" "${pairs[@]}"
}

is_stale() { # is_stale MODULE: no jar, or a source newer than it
  local module=$1 jar more
  jar=$(jar_of "$module")
  [ -f "$jar" ] || return 0
  [ -z "${MEGURI_NO_BUILD:-}" ] || return 1
  case $module in admin-ui) more="simulator/pom.xml simulator/src/main" ;; demo-app) more="client/pom.xml client/src/main" ;; *) more= ;; esac
  # shellcheck disable=SC2086
  [ -n "$(cd "$ROOT" && find $more pom.xml api/pom.xml core/pom.xml wire/pom.xml service/pom.xml resp/pom.xml "$module/pom.xml" \
    api/src/main core/src/main wire/src/main service/src/main resp/src/main "$module/src/main" \
    \( -name node_modules -o -name dist \) -prune -o -type f -newer "$jar" -print 2>/dev/null | head -n 1)" ]
}

build_if_needed() {
  local module stale=
  for module in $MODULES; do
    if is_stale "$module"; then stale="$stale,$module"; fi
  done
  if [ -n "$stale" ]; then build_modules "${stale#,}"; fi
  # shellcheck disable=SC2086
  train_if_needed $MODULES
}

build_modules() { # build_modules MODULE,MODULE
  local stale=$1
  [ -z "${MEGURI_NO_BUILD:-}" ] || fail "$stale is not built, and MEGURI_NO_BUILD is set: run ./mvnw package"
  case $stale in *admin-ui*) need_node ;; esac
  say "Building ${stale//,/, } (the first time takes a few minutes: it downloads what it needs)"
  mkdir -p "$LOGS"
  local log=$LOGS/build.log
  if ! (cd "$ROOT" && ./mvnw -q -B -DskipTests -pl "$stale" -am package) >"$log" 2>&1; then
    grep -E '^\[ERROR\]' "$log" | head -n 12 >&2 || tail -n 12 "$log" >&2
    fail "the build failed: all of it is in $log"
  fi
}
