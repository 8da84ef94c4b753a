import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { PASSWORD } from '../support/signedIn';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** What is closed is gone at once: nothing that fades away is still found on the page, or judged by axe. */
const STILL = { locale: 'ru-RU', reducedMotion: 'reduce' } as const;
export const PHONE = { ...STILL, viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
export const DESKTOP = { ...STILL, viewport: { width: 1366, height: 850 } };

/** @throws Error that says what to install where no Chromium is found */
function program(): string {
  const found = [process.env.CHROMIUM_PATH, ...PROGRAMS].find((path) => path && existsSync(path));
  if (!found) throw new Error('No Chromium is found: apt-get install chromium, or set CHROMIUM_PATH');
  return found;
}

const options = () => ({ executablePath: program(), args: ['--no-sandbox'] });

export const openBrowser = (flags: readonly string[] = []): Promise<Browser> => {
  const { args, ...rest } = options();
  return chromium.launch({ ...rest, args: [...args, ...flags] });
};

/** A browser whose profile outlives it, as a phone's does. */
export function aPhone() {
  const folder = mkdtempSync(join(tmpdir(), 'proverka-phone-'));
  let context: BrowserContext | undefined;
  return {
    open: async (): Promise<BrowserContext> => {
      context = await chromium.launchPersistentContext(folder, { ...options(), ...PHONE });
      return context;
    },
    /** As an empty battery does it: nothing is said to the pages. */
    kill: async (): Promise<void> => {
      const closed = new Promise((resolve) => context?.once('close', resolve));
      process.kill(browserOf(folder), 'SIGKILL');
      await closed;
    },
    /** Also where the test has failed: an open browser would keep the run from ending. */
    dispose: async () => {
      await context?.close().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The browser's own process, which holds all others of it: found by its profile. */
function browserOf(folder: string): number {
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
      if (
        command.includes(`--user-data-dir=${folder}`) &&
        !command.some((word) => word.startsWith('--type='))
      )
        return Number(id);
    } catch {
      // Gone meanwhile.
    }
  throw new Error(`No browser runs with ${folder}`);
}

export async function signInAs(page: Page, url: string, username: string, password: string): Promise<void> {
  page.setDefaultTimeout(15_000);
  await page.goto(url);
  await page.getByLabel('Имя пользователя').fill(username);
  await page.getByLabel('Пароль', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.getByRole('button', { name: 'Учётная запись' }).waitFor();
}

/** A page of one's own in a browser of one's own, where `username` is signed in. */
export async function openedAs(
  browser: Browser,
  url: string,
  username: string,
  path: string,
  size: typeof DESKTOP | typeof PHONE = DESKTOP,
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext(size);
  const page = await context.newPage();
  await signInAs(page, url, username, PASSWORD);
  if (path !== '/') await page.goto(url + path);
  return { page, context };
}

/** What axe finds against WCAG 2.2 AA, in few words. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Hosts that the page has asked anything of. */
export function hostsOf(page: Page): Set<string> {
  const hosts = new Set<string>();
  page.on('request', (request) => {
    if (request.url().startsWith('http')) hosts.add(new URL(request.url()).host);
  });
  return hosts;
}
