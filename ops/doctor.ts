import { examine } from './doctor/examine';

const HELP = `npm run doctor [-- --json]
Looks at everything that a production set-up stands on, by the variables of its environment: configuration, Postgres, Temporal
and its workers, S3, mail, Telegram, Bitrix24, clocks, backups; says what to do about what is wrong.
  --json   the findings as JSON
Exit code 1 when something fails, 0 when there are warnings at most. Without DATABASE_URL and the like npm run doctor looks
at what npm start needs on this machine.`;

const SIGNS = { ok: '✓', warn: '!', fail: '✗' };

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const findings = await examine();
  if (process.argv.includes('--json')) console.log(JSON.stringify(findings, null, 2));
  else {
    for (const { state, what, detail, remedy } of findings)
      console.log(`  ${SIGNS[state]} ${what.padEnd(22)}${detail}${remedy ? `\n      → ${remedy}` : ''}`);
    const count = (wanted: string) => findings.filter(({ state }) => state === wanted).length;
    console.log(`${count('ok')} well, ${count('warn')} to look at, ${count('fail')} wrong`);
  }
  process.exitCode = findings.some(({ state }) => state === 'fail') ? 1 : 0;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
