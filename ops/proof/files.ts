import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

export interface Panel {
  id: number;
  title: string;
  type: string;
  description?: string;
  gridPos: { x: number; y: number; w: number; h: number };
  datasource?: { type: string; uid: string };
  targets?: { refId: string; expr: string; datasource: { type: string; uid: string } }[];
  fieldConfig?: { defaults: { unit?: string } };
}

export interface Dashboard {
  file: string;
  id: number | null;
  uid: string;
  title: string;
  schemaVersion: number;
  editable: boolean;
  links: { url: string }[];
  templating: { list: { name: string; type: string; current?: { value: string }; query?: unknown }[] };
  panels: Panel[];
}

const namesIn = (folder: string, extension: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .sort();

/** All rules of ops/prometheus/rules. */
export function rulesUnder(root: string): Rule[] {
  const folder = join(root, 'ops/prometheus/rules');
  return namesIn(folder, '.yml').flatMap((name) => {
    const { groups } = parse(readFileSync(join(folder, name), 'utf8')) as { groups: { rules: Rule[] }[] };
    return groups.flatMap(({ rules }) => rules);
  });
}

export function dashboardsUnder(root: string): Dashboard[] {
  const folder = join(root, 'ops/grafana/dashboards');
  return namesIn(folder, '.json').map((file) => ({
    ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Omit<Dashboard, 'file'>),
    file,
  }));
}
