import { temporalDownload } from './download';
import { goInstall } from './go';
import type { Program } from './program';

/** Later versions cannot be built by `go install`: their go.mod replaces modules. */
const version = 'v1.5.1';

export const temporalCli: Program = {
  name: 'temporal',
  version,
  sources: [
    temporalDownload('temporal', 'cli', version),
    goInstall(`github.com/temporalio/cli/cmd/temporal@${version}`),
  ],
  wayOut:
    'Install the Temporal CLI (https://docs.temporal.io/cli) or Go (https://go.dev/dl) so that it is on PATH, ' +
    'or give a server by TEMPORAL_ADDRESS.',
};
