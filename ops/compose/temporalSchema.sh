#!/bin/sh
# Makes Temporal's tables, or brings them up to those of this version of the server. Again and again it changes nothing.
set -eu
SQL_PASSWORD=$(cat /run/secrets/temporal_database_password)
export SQL_PASSWORD
for pair in temporal:temporal temporal_visibility:visibility; do
  tool="temporal-sql-tool --plugin postgres12 --ep ${TEMPORAL_DATABASE_HOST:-postgres} --port ${TEMPORAL_DATABASE_PORT:-5432} --user temporal --db ${pair%%:*}"
  $tool setup-schema --version 0.0
  $tool update-schema --schema-name "postgresql/v12/${pair##*:}"
done
