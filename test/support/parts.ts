import { readFileSync } from 'node:fs';

/** Addresses of the parts that globalSetup has started for this run. */
export interface TestParts {
  database: { adminUrl: string; appUrl: string; superuserUrl: string };
  temporal: { address: string };
  s3: { endpoint: string; accessKey: string; secretKey: string; region: string };
  /** The `temporal` program, for tests that start a server of their own. */
  temporalProgram: string;
  timeSkippingServer?: string;
  /** Says what to install when there is no time-skipping server. */
  timeSkippingMissing?: string;
}

let read: TestParts | undefined;

export function testParts(): TestParts {
  read ??= JSON.parse(readFileSync(partsFile(), 'utf8')) as TestParts;
  return read;
}

/**
 * For `server: { executable: { type: 'existing-path', path } }` of TestWorkflowEnvironment.createTimeSkipping.
 * @throws Error that says what to install.
 */
export function needTimeSkippingServer(): string {
  const { timeSkippingServer, timeSkippingMissing } = testParts();
  if (!timeSkippingServer) throw new Error(timeSkippingMissing ?? 'no time-skipping Temporal server');
  return timeSkippingServer;
}

function partsFile(): string {
  const file = process.env['PROVERKA_TEST_PARTS'];
  if (!file)
    throw new Error(
      'PROVERKA_TEST_PARTS is not set: run the tests by "npm test" or jest with its globalSetup',
    );
  return file;
}
