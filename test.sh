#!/usr/bin/env bash
# Runs every test. Needs only the .NET SDK that global.json names.
#   ./test.sh          starts PostgreSQL and an S3 server if they are installed, and names the tests that it skips
#   ./test.sh --gate   the same, but a skipped test is a failure
# To use running servers instead of new ones, set:
#   RECORDINGS_TEST_POSTGRES  Host=127.0.0.1;Port=5432;Username=…;Database=…
#   RECORDINGS_TEST_S3        endpoint=http://127.0.0.1:9000;access_key=…;secret_key=…;region=us-east-1
# The end-to-end tests run on each database and each store. The data are in memory if /dev/shm has 4 GiB free.
# The last line is "N passed, N failed", with counts from the test results.
set -euo pipefail
cd "$(dirname "$0")"

gate=${1:-}
spare=$(df -Pm /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }') || true
if [ "${spare:-0}" -ge 4096 ]; then memory=/dev/shm; fi
state=$(mktemp -d "${memory:-${TMPDIR:-/tmp}}/recordings-test-run.XXXXXX")
chmod 711 "$state" # the database's user must reach its folder below
results=$state/results
export S3_DIR=$state/s3 POSTGRES_DIR=$state/postgres

clean_up() {
  tests/servers/s3.sh stop || true
  tests/servers/postgres.sh stop || true
  rm -rf "$state"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

broken=0
without() { # SERVER
  echo "test.sh: no $1; skipping the tests that need it" >&2
  [ "$gate" != --gate ] || broken=1
}

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
command -v dotnet >/dev/null || { echo "test.sh: the .NET SDK is missing; global.json names the version" >&2; exit 1; }
dotnet build Recordings.sln --configuration Release -v quiet </dev/null

if [ -z "${RECORDINGS_TEST_POSTGRES:-}" ]; then
  RECORDINGS_TEST_POSTGRES=$(tests/servers/postgres.sh start) || without PostgreSQL
fi
if [ -z "${RECORDINGS_TEST_S3:-}" ]; then
  RECORDINGS_TEST_S3=$(tests/servers/s3.sh start) || without "S3 server"
fi
mkdir "$state/tmp"
export RECORDINGS_TEST_POSTGRES RECORDINGS_TEST_S3 TMPDIR=$state/tmp

run() { # NAME PROJECT [FILTER]
  local name=$1
  dotnet test "$2" ${3:+--filter "$3"} --configuration Release --no-build --nologo --results-directory "$results" \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=normal" </dev/null >"$state/$name.log" 2>&1 || broken=1
  grep -A 30 -E '^ +(Failed|Skipped) ' "$state/$name.log" | grep -v -E '^ +Passed ' || true
  if ! grep -qs '<Counters total="[1-9]' "$results/$name.trx"; then
    echo "test.sh: $name left no results" >&2
    tail -n 30 "$state/$name.log" >&2
    broken=1
  fi
}

end_to_end() { # DATABASE STORE FILTER
  if { [ "$1" = Postgres ] && [ -z "$RECORDINGS_TEST_POSTGRES" ]; } || { [ "$2" = S3 ] && [ -z "$RECORDINGS_TEST_S3" ]; }; then
    echo "test.sh: skipping the end-to-end tests on $1 and $2" >&2
  else
    RECORDINGS_TEST_DATABASE=$1 RECORDINGS_TEST_STORE=$2 run "EndToEnd.$1.$2" tests/Recordings.Api.Tests "TestCategory=EndToEnd$3"
  fi
}

for project in tests/*/*.Tests.csproj; do
  run "$(basename "$project" .csproj)" "$project"
done
end_to_end Postgres Files '&TestCategory!=SqliteOnly'
end_to_end Sqlite S3 '&TestCategory!=FilesOnly'
end_to_end Postgres S3 '&TestCategory!=SqliteOnly&TestCategory!=FilesOnly'

counted() { # ATTRIBUTE: prints its sum over the counters of all results
  local sum=0 number
  for number in $(grep -ho "<Counters [^>]*" "$results"/*.trx | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n'); do
    sum=$((sum + number))
  done
  echo "$sum"
}

total=$(counted total) passed=$(counted passed) failed=$(counted failed)
skipped=$((total - passed - failed))
[ "$skipped" = 0 ] || echo "$skipped not run, for the reasons above"
if [ "$gate" = --gate ] && [ "$skipped" != 0 ]; then broken=1; fi
if [ "$total" = 0 ] || [ "$failed" != 0 ]; then broken=1; fi
echo "$passed passed, $failed failed"
exit "$broken"
