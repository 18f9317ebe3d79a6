#!/usr/bin/env bash
# Records which classes a service loads while it starts, so that its next starts take a third of the time:
#   archive.sh FILE JAVA FLAGS... -jar JAR
# It starts the service once, alone, on a free port and with a folder that is thrown away, until it answers. Part of the
# Maven build and of the images. A service runs without its archive, too: what goes wrong here is a warning.
set -u
file=$1 java=$2
shift 2

port_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
is_alive() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
    IFS= read -r -t 3 _ <&3
  ) 2>/dev/null
}

folder=$(mktemp -d)
port=$((20000 + $$ % 10000))
while port_answers "$port"; do port=$((port + 1)); done
export QUARKUS_HTTP_PORT=$port QUARKUS_HTTP_HOST=127.0.0.1 MEGURI_DATA_DIR=$folder/data MEGURI_NODE_ID=archive
export MEGURI_MANAGER_URL=http://127.0.0.1:9

rm -f "$file"
"$java" -XX:ArchiveClassesAtExit="$file" -Xlog:cds=off -Xlog:cds+dynamic=off -Xlog:aot=off "$@" >"$folder/log" 2>&1 &
process=$!
tries=0
until is_alive "$port" /q/health/live; do
  tries=$((tries + 1))
  if [ $tries -gt 600 ] || ! kill -0 "$process" 2>/dev/null; then
    echo "archive: the service did not start, so it goes without $file:" >&2
    tail -n 5 "$folder/log" >&2
    kill -KILL "$process" 2>/dev/null
    rm -rf "$folder"
    exit 0
  fi
  sleep 0.1
done
for path in /q/health/ready /q/metrics /api/stats /api/cluster /api/cache/key; do is_alive "$port" "$path"; done
kill -TERM "$process"
wait "$process"
[ -f "$file" ] || { echo "archive: $file was not written:" >&2; tail -n 5 "$folder/log" >&2; }
rm -rf "$folder"
