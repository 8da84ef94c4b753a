#!/bin/sh
# Makes the secrets of docker-compose.yml that are not there yet, each a file in ./secrets (or SECRETS_DIR). What is there
# stays: run it again after an upgrade. Those that only you know are made empty: fill them in (docs/deployment.md).
set -eu
cd "$(dirname "$0")/../.."
folder=${SECRETS_DIR:-./secrets}
host=${DATABASE_HOST:-postgres}
umask 077
mkdir -p "$folder"
# The folder is closed to others; in it the files are open, since containers read them as users of their own.
made=
keep() { # keep <name> <value>
  [ -e "$folder/$1" ] && return 0
  printf '%s' "$2" >"$folder/$1"
  chmod 0444 "$folder/$1"
  made="$made $1"
}
random() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
read_secret() { cat "$folder/$1"; }

keep postgres_password "$(random 24)"
for role in owner app backup; do keep "database_${role}_password" "$(random 24)"; done
keep temporal_database_password "$(random 24)"
keep database_admin_url "postgres://proverka:$(read_secret database_owner_password)@$host:5432/proverka"
keep database_url "postgres://proverka_app:$(read_secret database_app_password)@$host:5432/proverka"
keep backup_database_url "postgres://proverka_backup:$(read_secret database_backup_password)@$host:5432/proverka"
keep s3_access_key "$(random 10)"
keep s3_secret_key "$(random 24)"
keep jwt_secret "$(random 48)"
keep metrics_token "$(random 24)"
keep admin_password "$(random 10)"
keep grafana_admin_password "$(random 10)"
keep telegram_webhook_secret "$(random 24)"
keep bitrix_application_token ''
keep bitrix_webhook_url ''
keep telegram_bot_token ''
keep smtp_url ''
keep alert_webhook_url ''
keep backup_s3_access_key ''
keep backup_s3_secret_key ''
if [ -n "$made" ]; then echo "made in $folder:$made"; else echo "all secrets are in $folder already"; fi
