#!/bin/sh
# Run once, by an empty database server: the roles and databases of the product and of Temporal.
set -eu
secret() { cat "/run/secrets/$1"; }
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner="$(secret database_owner_password)" \
  --set app="$(secret database_app_password)" \
  --set backup="$(secret database_backup_password)" \
  --set temporal="$(secret temporal_database_password)" <<'SQL'
create role proverka login nosuperuser nocreaterole password :'owner';
create role proverka_app login nosuperuser nocreaterole password :'app';
create role proverka_backup login nosuperuser nocreaterole password :'backup';
grant pg_read_all_data to proverka_backup;
create database proverka owner proverka;
create role temporal login nosuperuser nocreaterole password :'temporal';
create database temporal owner temporal;
create database temporal_visibility owner temporal;
SQL
