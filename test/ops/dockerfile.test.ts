import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { execForm, readDockerfile } from './dockerfileSteps';
import { ROOT, readCompose } from './composeFile';

const file = readDockerfile(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'));
const ignored = dockerignore().add(readFileSync(join(ROOT, '.dockerignore'), 'utf8'));
const TARGETS = ['app', 'reports', 'backup'];

test.each(TARGETS)(
  '%s runs as nobody in particular, tells how it is, and its process hears signals itself',
  (name) => {
    const steps = file.stages.find((stage) => stage.name === name)?.steps ?? [];
    const of = (keyword: string) => steps.filter((step) => step.keyword === keyword);
    expect(of('USER').map(({ text }) => text)).toEqual(['10001:10001']);
    for (const step of [...of('CMD'), ...of('HEALTHCHECK')]) {
      const script = execForm(step).find((word) => word.startsWith('dist/')) ?? '';
      const sources = [script.replace(/^dist\//, ''), script.replace(/^dist\//, '').replace(/\.js$/, '.ts')];
      expect([script, sources.some((source) => existsSync(join(ROOT, source)))]).toEqual([script, true]);
    }
    expect(of('CMD')).toHaveLength(1);
    expect(of('HEALTHCHECK')).toHaveLength(1);
  },
);

test('every image of ours is a target, and each file that is copied is in the context', () => {
  const built = ['docker-compose.yml', 'docker-compose.prod.yml'].flatMap((name) =>
    Object.values(readCompose(name).services).flatMap(({ build }) => build?.target ?? []),
  );
  expect([...new Set(built)].sort()).toEqual([...TARGETS].sort());
  const copied = file.stages.flatMap(({ steps }) =>
    steps
      .filter(({ keyword, flags }) => keyword === 'COPY' && !flags['from'])
      .flatMap(({ text }) => text.split(' ').slice(0, -1)),
  );
  for (const path of copied.filter((word) => word !== '.')) {
    expect([path, existsSync(join(ROOT, path)), ignored.ignores(path)]).toEqual([path, true, false]);
  }
});

test('secrets, state and what was built here do not go into the context', () => {
  for (const path of [
    '.env',
    '.env.production',
    'secrets/jwt_secret',
    '.git/config',
    '.runtime/secrets.json',
    'plant.key',
    'node_modules/koa/index.js',
    'dist/api/main.js',
  ])
    expect([path, ignored.ignores(path)]).toEqual([path, true]);
  for (const path of [
    'package-lock.json',
    'runtime/build.mjs',
    'web/index.html',
    'reports/page.html',
    'db/migrations/0001_people.up.sql',
  ])
    expect([path, ignored.ignores(path)]).toEqual([path, false]);
});

test('bases are arguments: a release gives them by digest', () => {
  const outside = file.stages
    .map(({ from }) => from)
    .filter((from) => !file.stages.some(({ name }) => name === from));
  const bases = ['NODE_IMAGE', 'DEBIAN_IMAGE', 'POSTGRES_IMAGE'];
  expect(new Set(outside)).toEqual(new Set(bases.map((name) => `\${${name}}`)));
  expect(Object.keys(file.args)).toEqual(bases);
});
