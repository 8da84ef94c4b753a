import { existsSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const HELP = `Usage: npm run budget:phone -- [options]

Measures how soon a slow phone can work with the panel of a running product (npm start): the sign-in page and «My checks»
for the first time, and «My checks» with the files on the phone. Chromium is slowed through its DevTools protocol:
CPU ×4, 150 ms of delay, 1.6 Mbit/s down, 0.75 Mbit/s up (Lighthouse's "slow 4G").

  --url <address>       http://127.0.0.1:8080
  --user <name>         ivanov
  --password <text>     read from <RUNTIME_DIR>/demo-logins.txt when not given
  --runs <n>            5
`;
const LIMIT_MS = 3_000;
const SLOW = { latency: 150, downloadThroughput: (1.6e6 / 8) | 0, uploadThroughput: (0.75e6 / 8) | 0 };
const CPU = 4;
const QUIET_MS = 700;
const PROGRAMS = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const options = { url: 'http://127.0.0.1:8080', user: 'ivanov', runs: '5' };
for (let index = 2; index < process.argv.length; index += 2) {
  const name = process.argv[index].replace(/^--/, '');
  if (name === 'help' || process.argv[index + 1] === undefined) {
    console.log(HELP);
    process.exit(name === 'help' ? 0 : 2);
  }
  options[name] = process.argv[index + 1];
}
const { url, user } = options;

function demoPassword() {
  const file = `${process.env.RUNTIME_DIR ?? '.runtime'}/demo-logins.txt`;
  const found =
    existsSync(file) && new RegExp(`^\\s*${user}\\s+(\\S+)`, 'm').exec(readFileSync(file, 'utf8'));
  if (!found) throw new Error(`The password of ${user} is not in ${file}: give --password`);
  return found[1];
}

/** In the page: when `selector` was there, and when the last task of 50 ms or more before a quiet spell ended. */
function watch({ selector, quietMs }) {
  let lastTaskEnd = 0;
  window.interactive = new Promise((resolve) => {
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        lastTaskEnd = Math.max(lastTaskEnd, startTime + duration);
    }).observe({ type: 'longtask', buffered: true });
    let seen;
    const look = () => {
      seen ??= document.querySelector(selector) ? performance.now() : undefined;
      const since = Math.max(seen ?? Infinity, lastTaskEnd);
      if (performance.now() - since > quietMs) return resolve(since);
      return setTimeout(look, 20);
    };
    look();
  });
}

async function measured(context, path, selector) {
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  await protocol.send('Network.enable');
  await protocol.send('Network.emulateNetworkConditions', { offline: false, ...SLOW });
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: CPU });
  let bytes = 0;
  protocol.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.addInitScript(watch, { selector, quietMs: QUIET_MS });
  await page.goto(url + path, { waitUntil: 'commit' });
  const ms = await page.evaluate(() => window.interactive);
  const kB = bytes / 1000;
  await page.close();
  return { ms, kB };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: 'ru-RU' };
const program = PROGRAMS.find((path) => path && existsSync(path));
if (!program) throw new Error('No Chromium is found: apt-get install chromium, or set CHROMIUM_PATH');
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
const password = options.password ?? demoPassword();
const stories = {
  'sign-in, first time': [],
  'my checks, first time': [],
  'my checks, files on the phone': [],
};

for (let run = 0; run < Number(options.runs); run += 1) {
  const fresh = await browser.newContext(phone);
  stories['sign-in, first time'].push(await measured(fresh, '/', 'input[type=password]'));
  await fresh.close();

  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('input').nth(0).fill(user);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('.check-card').first().waitFor();
  await page.evaluate('navigator.serviceWorker?.ready');
  await page.evaluate('new Promise((resolve) => setTimeout(resolve, 1000))');
  await page.close();
  stories['my checks, files on the phone'].push(await measured(context, '/', '.check-card'));

  // The session stays; the files go, as after an update or on a phone that has made room.
  const other = await context.newPage();
  await other.goto(`${url}/icon.svg`);
  await other.evaluate(
    `navigator.serviceWorker?.getRegistrations().then((all) => Promise.all(all.map((one) => one.unregister())))`,
  );
  await other.evaluate(
    'caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))',
  );
  await (await context.newCDPSession(other)).send('Network.clearBrowserCache');
  await other.close();
  stories['my checks, first time'].push(await measured(context, '/', '.check-card'));
  await context.close();
}
await browser.close();

console.log(
  `slow phone: CPU ×${CPU}, ${SLOW.latency} ms, 1.6 Mbit/s down; interactive after, median of ${options.runs}`,
);
for (const [name, runs] of Object.entries(stories)) {
  const times = runs.map(({ ms }) => ms);
  const ms = median(times);
  const spread = `${(Math.min(...times) / 1000).toFixed(2)}–${(Math.max(...times) / 1000).toFixed(2)}`;
  console.log(
    `  ${name}: ${(ms / 1000).toFixed(2)} s (${spread}), ${median(runs.map(({ kB }) => kB)).toFixed(0)} kB`,
  );
  if (ms > LIMIT_MS) process.exitCode = 1;
}
