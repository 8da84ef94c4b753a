// Needs nothing but Node: it is what makes the rest runnable.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { ensurePackages } from './packages.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

const help = `Usage: node runtime/bootstrap.mjs <command>

  start                 starts everything; embeds what the environment does not give (npm start)
  test [jest options]   runs the tests, with Postgres, Temporal and S3 of their own (npm test)
  build                 compiles to dist/ what has changed
  doctor                tells what is found on this machine, or, where DATABASE_URL and the like are given, how the set-up
                        stands that they name; and what to do about what is missing or wrong
  run <file> [options]  compiles, then runs dist/<file>

Each of them first installs the packages when node_modules is missing or older than package-lock.json.
Variables: HOST, PORT, RUNTIME_DIR, DEMO_DATA, DATABASE_URL, TEMPORAL_ADDRESS, S3_ENDPOINT and more: README.md.
`;

const commands = {
  async start() {
    await prepare();
    await main('dist/runtime/start.js').start(root, process.env);
  },
  async test(options) {
    await prepare();
    const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
    process.env.NODE_ENV ??= 'test';
    runHere(jest, options);
  },
  async build() {
    await prepare();
  },
  async doctor(options) {
    await prepare();
    const isGiven = (name) => Boolean(process.env[name]?.trim() || process.env[`${name}_FILE`]?.trim());
    if (['DATABASE_URL', 'TEMPORAL_ADDRESS', 'S3_ENDPOINT'].some(isGiven))
      return runHere(join(root, 'dist', 'ops', 'doctor.js'), options);
    process.exitCode = await main('dist/runtime/doctor.js').doctor(root, process.env);
  },
  async run([file, ...options]) {
    if (!file) return wrongUse('run needs a file, for example: run db/migrate.js');
    await prepare();
    runHere(join(root, 'dist', file.replace(/^dist\//, '')), options);
  },
};

async function prepare() {
  ensurePackages(root);
  await build(root);
}

/** In this process: signals reach it without a go-between. */
function runHere(script, options) {
  process.argv = [process.argv[0], script, ...options];
  require(script);
}

function main(file) {
  return require(join(root, file));
}

function wrongUse(message) {
  process.stderr.write(`${message}\n\n${help}`);
  process.exitCode = 2;
}

function assertNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(
    `Proverka needs Node 20.19 or later; this is ${process.version}. See https://nodejs.org\n`,
  );
  process.exit(1);
}

assertNode();
const [name, ...options] = process.argv.slice(2);
const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
const wantsHelp =
  name === '--help' || name === '-h' || (name !== 'test' && name !== 'run' && options.includes('--help'));
if (wantsHelp) process.stdout.write(help);
else if (!command) wrongUse(name ? `There is no command ${name}.` : 'Say which command.');
else {
  process.chdir(root);
  process.setSourceMapsEnabled(true);
  try {
    await command(options);
  } catch (error) {
    process.stderr.write(`\n${process.env.LOG_LEVEL === 'debug' ? error.stack : error.message}\n`);
    process.exit(1);
  }
}
