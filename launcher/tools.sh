# Finds what has to be there already: a JDK 25, curl, and for the build of the UI Node and npm.

JAVA_WANTED=25
NODE_WANTED=20

java_major() { # java_major HOME: 25, or nothing
  [ -x "$1/bin/java" ] || return 0
  if [ -f "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p'
  fi
}

java_candidates() {
  [ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
  if [ -x /usr/libexec/java_home ]; then /usr/libexec/java_home -v "$JAVA_WANTED+" 2>/dev/null || true; fi
  local folder
  for folder in /usr/lib/jvm/* /opt/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -x "$folder/bin/javac" ] && echo "$folder"
  done
  local on_path
  on_path=$(command -v javac 2>/dev/null) && dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")"
  return 0
}

find_java() {
  [ -z "${JAVA:-}" ] || return 0
  local candidate major
  while IFS= read -r candidate; do
    major=$(java_major "$candidate")
    if [ "${major:-0}" -ge "$JAVA_WANTED" ] && [ -x "$candidate/bin/javac" ]; then
      export JAVA_HOME=$candidate
      JAVA=$JAVA_HOME/bin/java
      return 0
    fi
  done <<LIST
$(java_candidates)
LIST
  fail "a JDK $JAVA_WANTED is missing (looked at JAVA_HOME, /usr/lib/jvm, /opt, ~/.sdkman and PATH): install Temurin $JAVA_WANTED from https://adoptium.net, or set JAVA_HOME"
}

need_curl() { command -v curl >/dev/null || fail "curl is missing: install it (apt install curl)"; }

need_node() {
  local version
  version=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p') || true
  [ "${version:-0}" -ge "$NODE_WANTED" ] && command -v npm >/dev/null && return 0
  fail "the build of the admin UI needs Node $NODE_WANTED or newer with npm (found: ${version:-none}): install it from https://nodejs.org"
}
