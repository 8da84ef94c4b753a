import { type CompiledTemplate, compileTemplate } from '../domain/evaluation';
import type { Settings, Structure } from '../domain/template';
import type { Repositories } from './repositories';

export interface TemplateVersionInUse {
  name: string;
  structure: Structure;
  settings: Settings;
  compiled: CompiledTemplate;
}

export interface TemplateVersions {
  /** Throws when there is no such version: a check always refers to one. */
  get(templateId: string, version: number): Promise<TemplateVersionInUse>;
}

const KEPT = 1_000;

/** Versions never change, so each is read and compiled once; the least recently used go first. */
export function createTemplateVersions(read: Pick<Repositories, 'templates'>): TemplateVersions {
  const kept = new Map<string, Promise<TemplateVersionInUse>>();

  async function load(templateId: string, version: number): Promise<TemplateVersionInUse> {
    const found = await read.templates.find(templateId, version);
    if (!found) throw new Error(`Template ${templateId} has no version ${version}`);
    const { name, structure, settings } = found;
    return { name, structure, settings, compiled: compileTemplate(structure, settings) };
  }

  return {
    get(templateId, version) {
      const key = `${templateId}:${version}`;
      const known = kept.get(key) ?? load(templateId, version);
      kept.delete(key);
      kept.set(key, known);
      known.catch(() => kept.delete(key));
      if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
      return known;
    },
  };
}
