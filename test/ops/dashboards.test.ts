import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Dashboard, dashboardsUnder, rulesUnder } from '../../ops/proof/files';
import {
  PROMETHEUS_METRICS,
  RARE_METRICS,
  SDK_METRICS,
  SERVER_METRICS,
} from '../../ops/proof/outsideMetrics';
import { metricOf, parsePromql } from '../../ops/proof/promql';
import { ownMetrics } from './ownMetrics';

const ROOT = join(__dirname, '../..');
const boards = dashboardsUnder(ROOT);
const rules = rulesUnder(ROOT);
const yaml = (path: string) => parse(readFileSync(join(ROOT, path), 'utf8'));
const drawn = ({ panels }: Dashboard) => panels.filter(({ type }) => type !== 'row');

let known: Set<string>;
beforeAll(async () => {
  known = new Set<string>([
    ...(await ownMetrics()).map(({ name }) => name),
    ...[...SDK_METRICS, ...SERVER_METRICS, ...PROMETHEUS_METRICS, ...Object.keys(RARE_METRICS)],
    ...rules.flatMap(({ record }) => record ?? []),
  ]);
});

const unknownIn = (expr: string) =>
  parsePromql(expr).metrics.filter((name) => !known.has(name) && !known.has(metricOf(name)));

test('there are the four boards, each under an address of its own that the others link to', () => {
  const uids = boards.map(({ uid }) => uid);
  expect(uids).toEqual(['proverka-checks', 'proverka-integrations', 'proverka-service', 'proverka-workers']);
  for (const { uid, links } of boards)
    expect(links.map(({ url }) => url).sort()).toEqual(
      uids.filter((other) => other !== uid).map((other) => `/d/${other}`),
    );
});

test('the boards can be provisioned: no database ids, no inputs, one datasource that is provisioned too', () => {
  const [{ uid }] = yaml('ops/grafana/provisioning/datasources/prometheus.yaml').datasources;
  const [{ options }] = yaml('ops/grafana/provisioning/dashboards/proverka.yaml').providers;
  expect(options.path).toBe('/var/lib/grafana/dashboards');
  for (const board of boards) {
    expect(board).toMatchObject({ id: null, schemaVersion: 41, editable: false });
    expect(board).not.toHaveProperty('__inputs');
    const [datasource] = board.templating.list;
    expect(datasource).toMatchObject({ name: 'datasource', type: 'datasource', current: { value: uid } });
  }
});

describe.each(boards)('$file', (board) => {
  test('every panel has an id, a place, a title, a unit, and asks $datasource', () => {
    expect(new Set(board.panels.map(({ id }) => id)).size).toBe(board.panels.length);
    const taken = new Set<string>();
    for (const { title, gridPos, ...panel } of board.panels) {
      expect(title).toMatch(/\S/);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(x).toBeLessThan(24);
          expect(taken.has(`${x}:${y}`)).toBe(false);
          taken.add(`${x}:${y}`);
        }
      if (panel.type === 'row') continue;
      expect(panel.fieldConfig?.defaults.unit).toMatch(/\S/);
      expect(panel.datasource?.uid).toBe('${datasource}');
      for (const { datasource } of panel.targets ?? []) expect(datasource.uid).toBe('${datasource}');
    }
  });

  test('every expression is PromQL over metrics that are exported, at the interval that Grafana gives', () => {
    for (const { title, targets = [] } of drawn(board))
      for (const { expr } of targets) {
        const { faults, ranges } = parsePromql(expr);
        expect({ title, expr, faults, unknown: unknownIn(expr) }).toMatchObject({ faults: [], unknown: [] });
        expect(ranges.filter((range) => range !== '$__rate_interval')).toEqual([]);
        if (/\$namespace/.test(expr))
          expect(board.templating.list.map(({ name }) => name)).toContain('namespace');
      }
  });
});

test('every rule is PromQL over metrics that are exported or recorded', () => {
  for (const { alert, record, expr } of rules)
    expect({
      name: alert ?? record,
      faults: parsePromql(expr).faults,
      unknown: unknownIn(expr),
    }).toMatchObject({
      faults: [],
      unknown: [],
    });
});

test('a metric that nobody exports, and what is not PromQL, would be seen', () => {
  expect(unknownIn('rate(proverka_answers_recorded[5m])')).toEqual(['proverka_answers_recorded']);
  expect(parsePromql('sum(rate(x[5m]').faults).not.toEqual([]);
});
