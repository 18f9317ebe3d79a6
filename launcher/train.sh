#!/usr/bin/env bash
# Makes start caches: the classes that a service loads and links while it starts, its first objects, and which of its
# methods are busy (JDK 25: JEP 483, 514, 515), so that its next starts take a fraction of the time:
#   train.sh JAVA SERVICE=FOLDER...
# FOLDER holds the service's quarkus-run.jar and gets its start.aot; services are cluster-manager, cache-node, admin-ui,
# demo-app. Those whose cache is as new as their jar, and from this Java, are left alone. What is trained is a cluster of
# three nodes, on free ports and with folders that are thrown away: it forms, two nodes join, they take some reads and
# writes, one is killed and comes back, and all stop. Part of the Maven build, of ./meguri up and of the images. A service runs without its cache, too:
# what goes wrong here is a warning.
set -u
java=$1
shift
pairs=("$@")
# Only what hangs takes so long; a build of an image keeps what comes of it.
PATIENCE_SECONDS=600
# Hundreds of requests of each kind.
LOAD=${MEGURI_TRAINING_LOAD:-20}
# shellcheck source=flags.sh
. "$(dirname "${BASH_SOURCE[0]}")/flags.sh"

release=$(dirname "$(dirname "$java")")/release
manager='' node='' ui='' demo='' wanted=''
for pair in "$@"; do
  folder=${pair#*=}
  [ -f "$folder/quarkus-run.jar" ] || continue
  # The release file is kept beside the cache: also where no cache could be made, which is tried once.
  if [ ! "$folder/start.aot.release" -nt "$folder/quarkus-run.jar" ] || ! cmp -s "$release" "$folder/start.aot.release"; then
    wanted="$wanted ${pair%%=*}"
  fi
  case ${pair%%=*} in
    cluster-manager) manager=$folder ;;
    cache-node) node=$folder ;;
    admin-ui) ui=$folder ;;
    demo-app) demo=$folder ;;
  esac
done
[ -n "$wanted" ] || exit 0
echo "Training the start of$wanted"

scratch=$(mktemp -d)
running=''
keep_release() {
  local pair
  for pair in "$@"; do
    case "$wanted " in *" ${pair%%=*} "*) cp "$release" "${pair#*=}/start.aot.release" 2>/dev/null ;; esac
  done
}
clean_up() {
  # shellcheck disable=SC2086
  [ -z "$running" ] || kill -KILL $running 2>/dev/null
  rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 0' INT TERM

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
port=$((20000 + $$ * 7 % 30000))
is_taken() { local i; for i in 0 1 2 3 4 5 6; do ! answers $((port + i)) || return 0; done; return 1; }
while is_taken; do port=$((port + 7)); done

# begin NAME PORT SERVICE FOLDER SETTING...: starts a process; it records where its service wants a cache.
begin() {
  local name=$1 http=$2 service=$3 folder=$4 recorded='' compiler=''
  shift 4
  case "$wanted " in
    # Of the nodes one: there is one cache for all, and the second sees another join, die and come back.
    *" $service "*) [ "$name" = first ] || [ "$name" = third ] || recorded="-XX:AOTCacheOutput=$scratch/$service.aot" ;;
  esac
  case $service in admin-ui | demo-app) compiler=-XX:TieredStopAtLevel=1 ;; esac
  # shellcheck disable=SC2086
  "$java" $JVM_FLAGS $QUIET_CACHE -Xmx256m $compiler $recorded -Dquarkus.http.host=127.0.0.1 "-Dquarkus.http.port=$http" "-Dmeguri.data-dir=$scratch/$name" \
    "-Dmeguri.manager.url=http://127.0.0.1:$port" "$@" -jar "$folder/quarkus-run.jar" >"$scratch/$name.log" 2>&1 </dev/null &
  running="$running $!"
}

# request PORT METHOD PATH [BODY]: true where the answer is a success.
request() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    body=${4:-}
    printf '%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' \
      "$2" "$3" ${#body} "$body" >&3
    IFS= read -r -t 5 line <&3 || exit 1
    cat <&3 >/dev/null
    case $line in 'HTTP/1.1 2'*) exit 0 ;; *) exit 1 ;; esac
  ) 2>/dev/null
}

# Writes and reads, as they come over one connection, so many times a hundred: enough that the busiest methods are compiled for
# good, and the cache tells which they are.
traffic() { # traffic PORT PREFIX TIMES
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 0
    cat <&3 >/dev/null &
    hundred=$(for ((i = 0; i < 50; i++)); do
      printf 'PUT /api/cache/%s:%d?ttl=60s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nvalue' "$2" $i
      printf 'GET /api/cache/%s:%d HTTP/1.1\r\nHost: localhost\r\n\r\n' "$2" $i
    done; echo .)
    hundred=${hundred%.} # or the last line's end would be gone
    for ((i = 0; i < $3; i++)); do printf '%s' "$hundred" >&3; done
    printf 'DELETE /api/cache/%s:1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
    wait
  ) 2>/dev/null
}

# The same of a Redis client; half of the keys are the other node's, which is told.
redis_traffic() { # redis_traffic PORT TIMES
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 0
    cat <&3 >/dev/null &
    hundred=$(for ((i = 0; i < 50; i++)); do printf 'SET train-redis:%d value\r\nGET train-redis:%d\r\n' $i $i; done; echo .)
    hundred=${hundred%.}
    for ((i = 0; i < $2; i++)); do printf '%s' "$hundred" >&3; done
    printf 'QUIT\r\n' >&3
    wait
  ) 2>/dev/null
}

give_up() { # give_up NAME
  # Where a process ended, it would again; where all are just slow, the next build tries anew.
  still_runs || keep_release "${pairs[@]}"
  echo "train: $1 did not start, so there is no start cache for$wanted:" >&2
  tail -n 5 "$scratch/$1.log" >&2
  exit 0
}
still_runs() {
  local process
  for process in $running; do kill -0 "$process" 2>/dev/null || return 1; done
}
await() { # await NAME PORT ready|live
  until request "$2" GET "/q/health/$3"; do
    still_runs && [ $SECONDS -lt $PATIENCE_SECONDS ] || give_up "$1"
    sleep 0.1
  done
}

if [ -n "$manager" ]; then begin manager $port cluster-manager "$manager" -Dmeguri.manager.expected-nodes=1; fi
if [ -n "$node" ]; then
  if [ -n "$manager" ]; then
    begin first $((port + 1)) cache-node "$node" -Dmeguri.node.id=first -Dmeguri.node.shards=1 -Dmeguri.resp.port=0
    await first $((port + 1)) ready
    traffic $((port + 1)) moved 10
  fi
  begin second $((port + 2)) cache-node "$node" -Dmeguri.node.id=second -Dmeguri.node.shards=1 "-Dmeguri.resp.port=$((port + 5))"
fi
begin_third() {
  begin third $((port + 6)) cache-node "$node" -Dmeguri.node.id=third -Dmeguri.node.shards=1 -Dmeguri.resp.port=0
  third=$!
}
[ -z "$manager" ] || [ -z "$node" ] || begin_third
[ -z "$ui" ] || begin ui $((port + 3)) admin-ui "$ui"
[ -z "$demo" ] || begin demo $((port + 4)) demo-app "$demo" "-Dmeguri.admin.url=http://127.0.0.1:$((port + 3))"

if [ -n "$manager" ] && [ -n "$node" ]; then
  await second $((port + 2)) ready
  request $port PUT /api/cluster/policies/train-strong: '{"preset":"strong"}'
  request $port PUT /api/cluster/policies/train-quorum: '{"preset":"quorum"}'
  waits=''
  for prefix in train train-strong train-quorum; do
    traffic $((port + 2)) $prefix $LOAD &
    waits="$waits $!"
    traffic $((port + 1)) $prefix $LOAD &
    waits="$waits $!"
  done
  redis_traffic $((port + 5)) $((10 * LOAD)) &
  # shellcheck disable=SC2086
  wait $waits $!
  # What a killed node had of strong keys is given back to it by the others.
  await third $((port + 6)) ready
  kill -KILL $third
  running=${running/ $third/}
  wait $third 2>/dev/null
  begin_third
  await third $((port + 6)) ready
  traffic $((port + 2)) train-strong $LOAD
else
  # One without the other at least answers.
  [ -z "$manager" ] || await manager $port live
  [ -z "$node" ] || await second $((port + 2)) live
fi
[ -z "$ui" ] || await ui $((port + 3)) live
[ -z "$demo" ] || await demo $((port + 4)) live
for http in $port $((port + 2)) $((port + 3)) $((port + 4)); do
  for path in / /q/health/ready /q/metrics /api/stats /api/cluster /api/nodes /api/overview; do request $http GET $path; done
done
if [ -n "$demo" ]; then
  for path in /api/demo/products/1 /api/demo/products/1 /api/demo/cluster /api/demo/stats /api/demo/tiles/2/1/1?depth=100; do
    request $((port + 4)) GET "$path"
  done
  request $((port + 4)) POST /api/demo/sessions '{"name":"train"}'
  request $((port + 4)) POST /api/demo/stampedes '{"useCase":"products","requests":20}'
fi

# Each writes what it recorded when it ends, by a process of its own.
# shellcheck disable=SC2086
kill -TERM $running 2>/dev/null
for process in $running; do wait "$process"; done
running=''
for pair in "$@"; do
  service=${pair%%=*} folder=${pair#*=}
  case "$wanted " in *" $service "*) ;; *) continue ;; esac
  if [ -f "$scratch/$service.aot" ]; then
    mv "$scratch/$service.aot" "$folder/start.aot.new" && mv "$folder/start.aot.new" "$folder/start.aot"
  else
    echo "train: no start cache was written for $service" >&2
  fi
done
keep_release "$@"
