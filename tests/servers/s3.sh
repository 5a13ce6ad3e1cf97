#!/usr/bin/env bash
# An S3 server for the tests: one Ceph monitor, one OSD in memory and the S3 gateway, on free loopback ports.
#   s3.sh start   starts it with an empty state and prints the value of RECORDINGS_TEST_S3
#   s3.sh env     prints that value again
#   s3.sh down    stops only the gateway: clients see an outage, the data stays
#   s3.sh up      starts the gateway again
#   s3.sh stop    stops everything and removes the state
# The state is in $S3_DIR (default: a folder of this user in the temporary directory). Needs neither root nor a network.
set -euo pipefail

dir=${S3_DIR:-${TMPDIR:-/tmp}/recordings-s3-$(id -u)}
conf=$dir/ceph.conf
access_key=testaccesskey
secret_key=testsecretkey0123456789

die() { echo "s3.sh: $*" >&2; exit 1; }

need() {
  local tool
  for tool in ceph ceph-mon ceph-osd monmaptool radosgw radosgw-admin curl setsid; do
    command -v "$tool" >/dev/null || die "$tool is missing (Debian: ceph-mon ceph-osd radosgw curl)"
  done
}

free_port() { # below the port range of outgoing connections
  local port
  while port=$((20000 + RANDOM % 12000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

alive() { # another program may have the process id by now: compares the configuration in its arguments
  local pid
  pid=$(cat "$dir/$1.pid" 2>/dev/null) && tr '\0' '\n' 2>/dev/null <"/proc/$pid/cmdline" | grep -qxF "$conf"
}

spawn() { # NAME BINARY ARGUMENTS…
  local name=$1
  shift
  setsid "$1" -c "$conf" "${@:2}" -f </dev/null >"$dir/$name.out" 2>&1 &
  echo $! >"$dir/$name.pid"
}

end() { # NAME: SIGTERM, then SIGKILL after two seconds
  local pid signal
  for signal in TERM KILL; do
    alive "$1" || break
    pid=$(cat "$dir/$1.pid")
    kill -"$signal" "$pid" 2>/dev/null || true
    for _ in {1..20}; do
      alive "$1" || break
      sleep 0.1
    done
  done
  rm -f "$dir/$1.pid"
}

wait_for() { # SECONDS WHAT COMMAND…
  local until=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    if [ "$SECONDS" -ge "$until" ]; then
      tail -n 5 "$dir"/*.out "$dir"/*.log >&2 || true
      die "timed out waiting for the $what"
    fi
    sleep 0.2
  done
}

endpoint() { echo "http://127.0.0.1:$(cat "$dir/port")"; }
answers() { curl -sf -m 3 -o /dev/null "$(endpoint)/"; }
cluster() { timeout 20 ceph -c "$conf" --connect-timeout 5 "$@"; }
osd_is_up() { cluster osd stat | grep -q ' 1 up'; }
connection() { echo "endpoint=$(endpoint);access_key=$access_key;secret_key=$secret_key;region=us-east-1"; }

write_configuration() { # FSID MONITOR_PORT OSD_PORT
  cat >"$conf" <<E
[global]
fsid = $1
mon_host = [v2:127.0.0.1:$2/0]
mon_initial_members = a
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_msgr1 = false
ms_bind_port_min = $3
ms_bind_port_max = $(($3 + 15))
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
# the gateway's default, "secure", needs keys on both sides
ms_mon_client_mode = crc
auth_allow_insecure_global_id_reclaim = false
run_dir = $dir
admin_socket = $dir/\$name.asok
log_file = $dir/\$name.log
mon_cluster_log_file = $dir/cluster.log
crash_dir = $dir
keyring = $dir/keyring
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 4
osd_pool_default_pgp_num = 4
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 5000
[mon]
mon_data = $dir/mon
mon_data_avail_warn = 2
mon_data_avail_crit = 1
mgr_initial_modules =
paxos_propose_interval = 0.05
paxos_min_wait = 0.01
[osd]
osd_data = $dir/osd
osd_objectstore = memstore
memstore_device_bytes = 4294967296
osd_class_update_on_start = false
[client.rgw.a]
rgw_frontends = beast endpoint=127.0.0.1:$(cat "$dir/port") tcp_nodelay=1
rgw_data = $dir/rgw
rgw_thread_pool_size = 64
rgw_run_sync_thread = false
rgw_enable_quota_threads = false
rgw_enable_apis = s3
rgw_crypt_require_ssl = false
E
}

start_gateway() {
  alive rgw || spawn rgw radosgw -n client.rgw.a
  wait_for 90 "S3 endpoint" answers
}

start() {
  need
  stop
  mkdir -p "$dir"/{mon,osd,rgw}
  chmod 700 "$dir"
  free_port >"$dir/port"
  local fsid monitor_port osd_id
  fsid=$(cat /proc/sys/kernel/random/uuid)
  osd_id=$(cat /proc/sys/kernel/random/uuid)
  monitor_port=$(free_port)
  write_configuration "$fsid" "$monitor_port" "$(free_port)"
  {
    ceph-authtool --create-keyring "$dir/keyring" --gen-key -n mon. --cap mon 'allow *'
    ceph-authtool "$dir/keyring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *'
    ceph-authtool "$dir/keyring" --gen-key -n client.rgw.a --cap mon 'allow rw' --cap osd 'allow rwx'
    monmaptool --create --fsid "$fsid" --addv a "[v2:127.0.0.1:$monitor_port/0]" \
      --enable-all-features --set-min-mon-release pacific "$dir/monmap"
    ceph-mon -c "$conf" --mkfs -i a --monmap "$dir/monmap" --keyring "$dir/keyring"
  } >"$dir/create.out" 2>&1 || { cat "$dir/create.out" >&2; die "the cluster could not be created"; }

  spawn mon ceph-mon -i a
  wait_for 30 monitor cluster -s
  cluster osd new "$osd_id" 0 >/dev/null
  ceph-osd -c "$conf" -i 0 --mkfs --osd-uuid "$osd_id" >"$dir/osd-create.out" 2>&1 || die "the OSD could not be created"
  spawn osd ceph-osd -i 0
  wait_for 60 OSD osd_is_up
  start_gateway
  timeout 60 radosgw-admin -c "$conf" -n client.rgw.a user create --uid=test --display-name=test \
    --access-key="$access_key" --secret-key="$secret_key" --max-buckets=0 >"$dir/user.out" 2>&1 \
    || { cat "$dir/user.out" >&2; die "the user could not be created"; }
  connection
}

stop() {
  local name
  for name in rgw osd mon; do end "$name"; done
  rm -rf "$dir"
}

case ${1:-} in
  start) start ;;
  env) connection ;;
  down) end rgw ;;
  up) start_gateway ;;
  stop) stop ;;
  *) die "usage: $0 start|env|down|up|stop" ;;
esac
