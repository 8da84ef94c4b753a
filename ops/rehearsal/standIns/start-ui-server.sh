#!/bin/sh
# As the image temporalio/ui starts: variables become the configuration beside the program.
set -eu
cat >config/docker.yaml <<YAML
temporalGrpcAddress: ${TEMPORAL_ADDRESS:-127.0.0.1:7233}
port: 8080
enableUi: true
defaultNamespace: ${TEMPORAL_DEFAULT_NAMESPACE:-default}
notifyOnNewVersion: false
cors:
  allowOrigins: [http://localhost:8080]
YAML
exec ./ui-server --env docker start
