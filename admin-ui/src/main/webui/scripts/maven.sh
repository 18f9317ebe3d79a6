#!/bin/sh
# What the Maven build calls, from the webui folder:
#   maven.sh build SKIP DIST RESOURCES   builds the pages into DIST, where their sources changed
#   maven.sh test SKIP                   runs the unit tests
# RESOURCES is the folder that Maven copies DIST to; files of an older build are taken out of it.
set -eu

say() { echo "admin-ui: $*"; }
fail() { echo "admin-ui: $*" >&2; exit 1; }

need_tools() {
  command -v node >/dev/null && command -v npm >/dev/null \
    || fail "the pages are built with Node 20.19 or newer and npm, and one is missing: install them from https://nodejs.org, or pass -Dwebui.skip -Dwebui.dist=FOLDER with pages that are built"
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
    || fail "the pages are built with Node 20.19 or newer; this is $(node --version): install a newer one from https://nodejs.org"
}

# One number for the contents of files, whatever their times.
sum_of() { cat "$@" | cksum; }
sources_sum() { find . \( -path ./node_modules -o -path ./dist -o -path ./mock \) -prune -o -type f -print | LC_ALL=C sort | while read -r file; do echo "$file"; cat "$file"; done | cksum; }

install() {
  stamp=node_modules/.meguri-lock
  lock=$(sum_of package.json package-lock.json)
  if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$lock" ]; then
    say "installing what the pages are built with"
    npm ci --no-fund --no-audit --loglevel=error
    echo "$lock" >"$stamp"
  fi
}

is_true() { [ "$1" != false ] && [ "$1" != 0 ]; }

case $1 in
  build)
    dist=$3
    if is_true "$2"; then
      [ -f "$dist/index.html" ] || fail "-Dwebui.skip is set, but there are no built pages in $dist: name their folder with -Dwebui.dist=FOLDER"
      exit 0
    fi
    sum=$(sources_sum)
    if [ -f "$dist/index.html" ] && [ -f "$dist.sum" ] && [ "$(cat "$dist.sum")" = "$sum" ]; then exit 0; fi
    need_tools
    install
    say "building the pages"
    rm -rf "$4" "$dist.sum"
    MEGURI_DIST=$dist npm run --silent build -- --logLevel warn
    echo "$sum" >"$dist.sum"
    ;;
  test)
    if is_true "$2"; then exit 0; fi
    need_tools
    install
    npm test --silent
    ;;
  *) fail "unknown step '$1'" ;;
esac
