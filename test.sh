#!/usr/bin/env bash
# Runs every test. Needs the .NET SDK that global.json names; nothing else has to be installed.
#   ./test.sh          starts PostgreSQL and an S3 server if their programs are there, and says which tests were left out
#   ./test.sh --gate   the same, but a test that was left out is a failure
# Servers that run already are used instead of new ones:
#   RECORDINGS_TEST_POSTGRES  Host=127.0.0.1;Port=5432;Username=…;Database=…
#   RECORDINGS_TEST_S3        endpoint=http://127.0.0.1:9000;access_key=…;secret_key=…;region=us-east-1
# The end-to-end tests are run on each database and each store; data lie in memory where the system has 4 GiB of it to spare.
# The last line is "N passed, N failed", counted from the test results.
set -euo pipefail
cd "$(dirname "$0")"

gate=${1:-}
spare=$(df -Pm /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }') || true
if [ "${spare:-0}" -ge 4096 ]; then memory=/dev/shm; fi
state=$(mktemp -d "${memory:-${TMPDIR:-/tmp}}/recordings-test-run.XXXXXX")
chmod 711 "$state" # the database's own user passes through
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
  echo "test.sh: no $1; the tests that need it are left out" >&2
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
    echo "test.sh: the end-to-end tests on $1 and $2 are left out" >&2
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

counted() { # ATTRIBUTE: its sum over the results' counters
  local sum=0 number
  for number in $(grep -ho "<Counters [^>]*" "$results"/*.trx | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n'); do
    sum=$((sum + number))
  done
  echo "$sum"
}

total=$(counted total) passed=$(counted passed) failed=$(counted failed)
left_out=$((total - passed - failed))
[ "$left_out" = 0 ] || echo "$left_out not run, for the reasons above"
if [ "$gate" = --gate ] && [ "$left_out" != 0 ]; then broken=1; fi
if [ "$total" = 0 ] || [ "$failed" != 0 ]; then broken=1; fi
echo "$passed passed, $failed failed"
exit "$broken"
