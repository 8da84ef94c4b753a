import { goInstall } from './go';
import type { Program } from './program';

/** The same server as the development server's, so that what is tested on one holds for the other. */
const version = 'v1.29.1';
const wayOut =
  'Install Go (https://go.dev/dl), put temporal-server and temporal-sql-tool of ' +
  `https://github.com/temporalio/temporal/releases/tag/${version} on PATH, or give a server by TEMPORAL_ADDRESS.`;

export const temporalServer: Program = {
  name: 'temporal-server',
  version,
  sources: [goInstall(`go.temporal.io/server/cmd/server@${version}`, { as: 'temporal-server' })],
  wayOut,
};

export const temporalSqlTool: Program = {
  name: 'temporal-sql-tool',
  version,
  sources: [goInstall(`go.temporal.io/server/cmd/tools/sql@${version}`, { as: 'temporal-sql-tool' })],
  wayOut,
};
