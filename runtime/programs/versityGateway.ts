import { goInstall } from './go';
import type { Program } from './program';

const version = 'v1.8.0';

export const versityGateway: Program = {
  name: 'versitygw',
  version,
  sources: [goInstall(`github.com/versity/versitygw/cmd/versitygw@${version}`)],
  wayOut:
    'Install versitygw (https://github.com/versity/versitygw) or Go (https://go.dev/dl) so that it is on PATH, ' +
    'or give an S3 server by S3_ENDPOINT, S3_ACCESS_KEY and S3_SECRET_KEY.',
};
