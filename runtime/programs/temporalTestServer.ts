import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand, surroundings } from './command';
import { temporalDownload } from './download';
import { findOnPath } from './find';
import type { Program, Source } from './program';

const name = 'temporal-test-server';
const version = '1.38.0';

/** Its native builds come by download only; Maven has the same server as a Java library. */
const maven: Source = {
  name: `Maven io.temporal:${name}:${version}, run by Java`,
  async get(folder, places) {
    if (!findOnPath('java', places.env)) throw new Error('there is no Java here');
    if (!findOnPath('mvn', places.env)) throw new Error('there is no Maven here');
    await writeFile(join(folder, 'pom.xml'), pom);
    await runCommand(
      'mvn',
      ['--batch-mode', '--quiet', 'dependency:copy-dependencies', `-DoutputDirectory=${join(folder, 'lib')}`],
      { ...surroundings(places), cwd: folder, timeoutMs: 5 * 60_000 },
    );
    await writeFile(join(folder, name), wrapper);
    await chmod(join(folder, name), 0o755);
  },
};

export const temporalTestServer: Program = {
  name,
  version,
  sources: [maven, temporalDownload(name, name, 'default')],
  wayOut:
    'The tests that skip time need it: install Java and Maven (Debian: apt-get install default-jre-headless maven) ' +
    'so that they are on PATH.',
};

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>proverka</groupId>
  <artifactId>${name}</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>${name}</artifactId>
      <version>${version}</version>
    </dependency>
  </dependencies>
</project>
`;

const wrapper = `#!/bin/sh
exec java -cp "$(dirname "$(readlink -f "$0")")/lib/*" io.temporal.testserver.TestServer "$@"
`;
