import DataLoader from 'dataloader';
import { type CompiledTemplate, compileTemplate } from '../domain/evaluation';
import type { Settings, Structure } from '../domain/template';
import type { Repositories } from './repositories';
import type { TemplateVersionKey, VersionedTemplate } from './repositories/templates';

export interface TemplateVersionInUse {
  name: string;
  structure: Structure;
  settings: Settings;
  compiled: CompiledTemplate;
}

export interface TemplateVersions {
  /**
   * Throws when there is no such version: a check always refers to one. Inside a transaction give its own repositories:
   * many transactions that each wait for a second connection would leave none for anybody.
   */
  get(templateId: string, version: number, from?: TemplateRows): Promise<TemplateVersionInUse>;
}

type TemplateRows = Pick<Repositories, 'templates'>;

const KEPT = 1_000;

/**
 * Versions never change, so each is read and compiled once; the least recently used go first. Those that one page of
 * checks asks for are read by one statement.
 */
export function createTemplateVersions(read: TemplateRows): TemplateVersions {
  const kept = new Map<string, Promise<TemplateVersionInUse>>();
  const together = new DataLoader<TemplateVersionKey, VersionedTemplate | undefined>(
    (keys) => read.templates.findVersions(keys),
    { cache: false },
  );

  async function load(
    templateId: string,
    version: number,
    from: TemplateRows,
  ): Promise<TemplateVersionInUse> {
    const found =
      from === read
        ? await together.load({ template_id: templateId, version })
        : await from.templates.find(templateId, version);
    if (!found) throw new Error(`Template ${templateId} has no version ${version}`);
    const { name, structure, settings } = found;
    return { name, structure, settings, compiled: compileTemplate(structure, settings) };
  }

  return {
    get(templateId, version, from = read) {
      const key = `${templateId}:${version}`;
      const known = kept.get(key) ?? load(templateId, version, from);
      kept.delete(key);
      kept.set(key, known);
      known.catch(() => kept.get(key) === known && kept.delete(key));
      if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
      return known;
    },
  };
}
