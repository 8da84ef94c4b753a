import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ScalarTag, parse } from 'yaml';

export const ROOT = join(__dirname, '../..');

export interface ComposeService {
  image: string;
  build?: { context: string; target: string };
  command?: string[];
  entrypoint?: string[];
  environment?: Record<string, string>;
  secrets?: string[];
  volumes?: string[];
  ports?: string[];
  networks?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  restart?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  profiles?: string[];
  logging?: object;
  deploy?: { resources?: { limits?: Record<string, string | number> } };
}

export interface ComposeFile {
  services: Record<string, ComposeService>;
  secrets: Record<string, { file: string }>;
  volumes: Record<string, object>;
}

/** Compose's own tags say how files are laid over one another; the value is what stands behind them. */
const layered = ['!reset', '!override'].map((tag) => ({
  tag,
  collection: 'seq' as const,
  resolve: (seq: unknown) => seq,
}));

export function readCompose(name: string): ComposeFile {
  const source = readFileSync(join(ROOT, name), 'utf8');
  return parse(source, { merge: true, customTags: layered as unknown as ScalarTag[] }) as ComposeFile;
}

/** Both files as Compose lays the second over the first, as far as the tests ask. */
export function production(): ComposeFile {
  const base = readCompose('docker-compose.yml');
  const over = readCompose('docker-compose.prod.yml');
  const services = { ...base.services };
  for (const [name, service] of Object.entries(over.services)) {
    const below = services[name];
    services[name] = {
      ...below,
      ...service,
      environment: { ...below?.environment, ...service.environment },
      secrets: [...(below?.secrets ?? []), ...(service.secrets ?? [])],
    };
  }
  return { ...base, services, secrets: { ...base.secrets, ...over.secrets } };
}

/** `${NAME:-else}` by what stands there when nobody sets it. */
export const withDefaults = (text: string, given: Record<string, string> = {}): string =>
  text.replace(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, sign?: string, other = '') => given[name] ?? (sign === '-' ? other : ''),
  );
