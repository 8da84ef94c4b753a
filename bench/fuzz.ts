import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './fuzz/freePort';
import { type Login, readLogins, signIn } from './fuzz/logins';
import { knownIds } from './fuzz/knownIds';
import { startForFuzzing } from './fuzz/product';
import { ensureSchemathesis, runSchemathesis } from './fuzz/schemathesis';

const HELP = `npm run fuzz [-- --seconds 240 --seed 1]
Starts the product with its demo plant in a temporary folder, and has schemathesis call every operation of its OpenAPI
document as each role: no 5xx, no status, header or body outside the document. Installs schemathesis (PyPI) into the
cache folder.`;

const numberAfter = (flag: string, otherwise: number): number => {
  const at = process.argv.indexOf(flag);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const seed = numberAfter('--seed', 1);
  const program = await ensureSchemathesis();
  const runtimeDir = mkdtempSync(join(tmpdir(), 'proverka-fuzz-'));
  const product = await startForFuzzing(runtimeDir, await freePort());
  try {
    const logins = onePerRole(readLogins(readFileSync(join(runtimeDir, 'demo-logins.txt'), 'utf8')));
    const secondsEach = Math.floor(numberAfter('--seconds', 240) / logins.length);
    let failed = 0;
    for (const login of logins) {
      const token = await signIn(product.url, login);
      const ids = await knownIds(product.url, token);
      const outcome = await runSchemathesis(program, {
        url: product.url,
        token,
        ids,
        seed,
        seconds: secondsEach,
      });
      console.log(`${login.role}: ${outcome.summary}`);
      if (outcome.failed) {
        failed += 1;
        console.log(outcome.output);
      }
    }
    process.exitCode = failed > 0 ? 1 : 0;
  } finally {
    await product.stop();
    rmSync(runtimeDir, { recursive: true, force: true });
  }
}

function onePerRole(logins: readonly Login[]): Login[] {
  return [...new Map(logins.toReversed().map((login) => [login.role, login])).values()];
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
