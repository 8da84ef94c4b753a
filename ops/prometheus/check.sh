#!/usr/bin/env bash
# Checks the scrape configuration and the rules, and that each alert fires when it should and not otherwise (tests/).
# Needs promtool: apt-get install --no-install-recommends prometheus, or https://prometheus.io/download/
set -eu
cd "$(dirname "$0")"
command -v promtool >/dev/null || {
  echo 'promtool is not there, and without it no alert is proved: apt-get install --no-install-recommends prometheus' >&2
  exit 1
}
# The token's file is there in containers only.
promtool check config --syntax-only prometheus.yml
promtool check rules rules/*.yml
promtool test rules tests/*.yml
