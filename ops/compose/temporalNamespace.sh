#!/bin/sh
# Makes the namespace. RETENTION: how long Temporal keeps the history of what has ended; ours are in the product's rows.
set -eu
namespace=${TEMPORAL_NAMESPACE:-default}
tries=0
until temporal operator namespace describe --namespace "$namespace" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$namespace" --retention "${TEMPORAL_RETENTION:-720h}"; do
  tries=$((tries + 1))
  [ "$tries" -lt 30 ] || exit 1
  sleep 2
done
# A new namespace is known everywhere some seconds later.
until temporal workflow list --namespace "$namespace" --limit 1 >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  sleep 1
done
