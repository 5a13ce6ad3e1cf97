#!/usr/bin/env bash
# A PostgreSQL server for the tests, on a free loopback port, with an empty database.
#   postgres.sh start   starts it and prints the value of RECORDINGS_TEST_POSTGRES
#   postgres.sh stop    stops it and removes the state
# The state is in $POSTGRES_DIR (default: a folder of this user in the temporary directory) and is not synced to disk.
# PostgreSQL does not run as root: if root starts it, it runs as the user that Debian's package creates.
set -euo pipefail

dir=${POSTGRES_DIR:-${TMPDIR:-/tmp}/recordings-postgres-$(id -u)}
user=recordings

die() { echo "postgres.sh: $*" >&2; exit 1; }

binaries() { # the folder of the newest version; Debian does not add it to PATH
  local found
  found=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1) || true
  found=${found:-$(command -v initdb)} || die "initdb is missing (Debian: postgresql)"
  dirname "$found"
}

unprivileged() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

free_port() { # below the port range of outgoing connections
  local port
  while port=$((20000 + RANDOM % 12000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

start() {
  local bin port
  bin=$(binaries)
  stop
  mkdir -p "$dir"
  chmod 700 "$dir"
  if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; fi
  cd "$dir"
  port=$(free_port)
  {
    unprivileged "$bin/initdb" -D "$dir/data" -U "$user" -A trust -E UTF8 --locale=C.UTF-8 --no-sync
    # No local socket: its path could exceed the maximum length of a socket's name.
    unprivileged "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 60 start -o "-p $port -c listen_addresses=127.0.0.1 \
      -c unix_socket_directories= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300"
    "$bin/createdb" -h 127.0.0.1 -p "$port" -U "$user" "$user"
  } </dev/null >"$dir/create.log" 2>&1 || { cat "$dir/create.log" >&2; die "the server could not be started"; }
  echo "Host=127.0.0.1;Port=$port;Username=$user;Database=$user"
}

stop() { # finds the process by the id in the server's state
  if [ -s "$dir/data/postmaster.pid" ]; then
    (cd "$dir" && unprivileged "$(binaries)/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null) || true
  fi
  rm -rf "$dir"
}

case ${1:-} in
  start) start ;;
  stop) stop ;;
  *) die "usage: $0 start|stop" ;;
esac
