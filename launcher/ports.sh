# A port in use is found before anything is started.

port_in_use() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

port_owner() { # "java, process 4711", or nothing where it cannot be told
  local line
  if command -v ss >/dev/null; then
    line=$(ss -Hltnp "sport = :$1" 2>/dev/null | sed -n 's/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/\1, process \2/p' | head -n 1)
  elif command -v lsof >/dev/null; then
    line=$(lsof -nP -iTCP:"$1" -sTCP:LISTEN 2>/dev/null | awk 'NR == 2 {print $1 ", process " $2}')
  else
    line=
  fi
  echo "$line"
}

# A killed process is gone before its sockets are: waits a moment for them.
await_free_port() { # await_free_port NAME
  local tries=0
  while port_in_use "$(http_port "$1")" && [ $tries -lt 50 ]; do
    tries=$((tries + 1))
    sleep 0.1
  done
}

# Fails with one line when a process other than ours listens where one of these is to listen.
require_free_ports() { # require_free_ports NAME...
  local name port owner
  for name in "$@"; do
    is_running "$name" && continue
    port=$(http_port "$name")
    if port_in_use "$port"; then
      owner=$(port_owner "$port")
      fail "port $port, which $name needs, is in use${owner:+ by $owner}: stop that, or choose other ports with MEGURI_PORT_OFFSET=$((OFFSET + 1000)) ./meguri up (nothing was started)"
    fi
  done
}
