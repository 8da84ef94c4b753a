export interface ServerPorts {
  frontend: number;
  http: number;
  metrics: number;
  history: number;
  matching: number;
  worker: number;
  /** How the services find one another. */
  membership: { frontend: number; history: number; matching: number; worker: number };
}

export interface ServerDatabase {
  port: number;
  user: string;
  password: string;
}

/** Fixed for the life of the databases; as in production, where 128 to 512 is usual. */
const HISTORY_SHARDS = 128;

/** For `temporal-server start`: all four services in one process, on this machine alone. Its reader takes JSON as YAML. */
export function serverConfig(database: ServerDatabase, ports: ServerPorts, dynamicConfig: string): string {
  const store = (databaseName: string, maxConns: number) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `127.0.0.1:${database.port}`,
      connectProtocol: 'tcp',
      user: database.user,
      password: database.password,
      maxConns,
      maxIdleConns: maxConns,
      maxConnLifetime: '1h',
    },
  });
  const service = (grpcPort: number, membershipPort: number) => ({
    rpc: { grpcPort, membershipPort, bindOnIP: '127.0.0.1' },
  });
  const { membership } = ports;
  return JSON.stringify(
    {
      log: { stdout: true, level: 'warn' },
      persistence: {
        defaultStore: 'default',
        visibilityStore: 'visibility',
        numHistoryShards: HISTORY_SHARDS,
        datastores: { default: store('temporal', 20), visibility: store('temporal_visibility', 5) },
      },
      global: {
        membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' },
        metrics: { prometheus: { listenAddress: `127.0.0.1:${ports.metrics}`, timerType: 'histogram' } },
      },
      services: {
        frontend: {
          rpc: { ...service(ports.frontend, membership.frontend).rpc, httpPort: ports.http },
        },
        history: service(ports.history, membership.history),
        matching: service(ports.matching, membership.matching),
        worker: service(ports.worker, membership.worker),
      },
      clusterMetadata: {
        enableGlobalNamespace: false,
        failoverVersionIncrement: 10,
        masterClusterName: 'active',
        currentClusterName: 'active',
        clusterInformation: {
          active: {
            enabled: true,
            initialFailoverVersion: 1,
            rpcName: 'frontend',
            rpcAddress: `127.0.0.1:${ports.frontend}`,
          },
        },
      },
      publicClient: { hostPort: `127.0.0.1:${ports.frontend}` },
      dynamicConfigClient: {
        filepath: dynamicConfig,
        pollInterval: '60s',
      },
    },
    null,
    2,
  );
}
