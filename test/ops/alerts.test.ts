import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { rulesUnder } from '../../ops/proof/files';
import { ownMetrics } from './ownMetrics';

const ROOT = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const alerts = rulesUnder(ROOT).filter(({ alert }) => alert !== undefined);

interface RuleTest {
  tests: { promql_expr_test: { expr: string; exp_samples: { value: number }[] }[] }[];
}

/** By alert, the numbers of firing alerts that its tests expect. */
function expectedFirings(): Map<string, number[]> {
  const firings = new Map<string, number[]>();
  for (const file of readdirSync(join(ROOT, 'ops/prometheus/tests')))
    for (const { promql_expr_test } of (parse(read(`ops/prometheus/tests/${file}`)) as RuleTest).tests)
      for (const { expr, exp_samples } of promql_expr_test) {
        const alert = /alertname="(\w+)"/.exec(expr)?.[1] ?? '';
        firings.set(alert, [...(firings.get(alert) ?? []), exp_samples[0]?.value ?? 0]);
      }
  return firings;
}

test('every alert is proved to fire and not to, and no test is of an alert that is gone', () => {
  const firings = expectedFirings();
  expect([...firings.keys()].sort()).toEqual(alerts.map(({ alert }) => alert).sort());
  for (const [alert, counts] of firings) {
    expect({ alert, fires: counts.some((count) => count > 0) }).toEqual({ alert, fires: true });
    expect({ alert, rests: counts.includes(0) }).toEqual({ alert, rests: true });
  }
});

/** Sections of the runbook by the anchor that their heading gets. */
function runbook(): Map<string, string> {
  const sections = read('docs/runbook.md').split(/^### /m).slice(1);
  return new Map(
    sections.map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      return [heading.trim().toLowerCase(), lines.join('\n')];
    }),
  );
}

test('every alert says how urgent it is, in words, and leads to its section of the runbook', () => {
  const sections = runbook();
  for (const { alert = '', labels, annotations } of alerts) {
    expect(['page', 'ticket']).toContain(labels?.severity);
    expect(annotations?.summary).toMatch(/\S/);
    expect(annotations?.description).toMatch(/\S/);
    expect(annotations?.runbook_url).toBe(`{{ $externalLabels.runbook }}#${alert.toLowerCase()}`);
    const section = sections.get(alert.toLowerCase()) ?? '';
    for (const part of ['**Meaning.**', '**Check.**', '**Remedy.**'])
      expect({ alert, part, there: section.includes(part) }).toEqual({ alert, part, there: true });
  }
});

test('the runbook has no section of an alert that is gone', () => {
  const names = new Set(alerts.map(({ alert = '' }) => alert.toLowerCase()));
  const gone = [...runbook().keys()].filter(
    (anchor) => /^(proverka|temporal)\w+$/.test(anchor) && !names.has(anchor),
  );
  expect(gone).toEqual([]);
});

test('docs/operations.md lists every metric of ours with its type and labels', async () => {
  const own = (await ownMetrics()).filter(({ name }) => name.startsWith('proverka_'));
  const rows = own.map(({ name, type, labels }) => `| \`${name}\` | ${type} | ${labels.join(', ') || '–'} |`);
  const text = read('docs/operations.md');
  const listed = text.match(/^\| `proverka_\w+` \| \w+ \| [^|]+ \|/gm) ?? [];
  expect(listed.sort()).toEqual(rows.sort());
});

test('Alertmanager routes by severities that there are, and keeps back alerts that there are', () => {
  const { route, inhibit_rules } = parse(read('ops/alertmanager/alertmanager.yml')) as {
    route: { routes: { matchers: string[] }[] };
    inhibit_rules: { source_matchers: string[]; target_matchers: string[] }[];
  };
  expect(route.routes.map(({ matchers }) => matchers)).toEqual([['severity="page"']]);
  const named = inhibit_rules
    .flatMap(({ source_matchers, target_matchers }) => [...source_matchers, ...target_matchers])
    .flatMap((matcher) => /^alertname=~?"(.+)"$/.exec(matcher)?.[1]?.split('|') ?? []);
  expect(named.length).toBeGreaterThan(10);
  for (const pattern of named)
    expect([pattern, alerts.some(({ alert = '' }) => new RegExp(`^(${pattern})$`).test(alert))]).toEqual([
      pattern,
      true,
    ]);
});
