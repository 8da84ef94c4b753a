import type { Repositories } from '../../db/repositories';
import { DomainError, type Fault } from '../../domain/errors';
import { isBlank, isStorable } from '../../domain/plainText';
import type { Settings, Structure } from '../../domain/template';
import { normaliseTemplate, templateFaults } from '../../domain/templateValidation';
import { type Named, namedInTemplate } from './namedInTemplate';
import { targetFaults } from './targetFaults';
import type { TemplateInput } from './templateInput';

export interface JudgedTemplate {
  name: string;
  description: string | null;
  structure: Structure;
  settings: Settings;
  /** Guidance pictures, to be bound to the template. */
  files: Named[];
}

export interface Judging {
  rows: Pick<Repositories, 'templates' | 'places'>;
  callerId: string;
  /** Of the template that is replaced, whose own files may stay. */
  templateId: string | null;
}

const MOST_FAULTS = 200;
const LONGEST_NAME = 200;
const LONGEST_DESCRIPTION = 4000;

/**
 * The template with every default filled in.
 * @throws DomainError `template.invalid` with all that is wrong at once
 */
export async function judgeTemplate(input: TemplateInput, judging: Judging): Promise<JudgedTemplate> {
  const faults = await faultsOf(input, judging);
  if (faults.length > 0) throw new DomainError('template.invalid', { faults: faults.slice(0, MOST_FAULTS) });
  const { structure, settings } = normaliseTemplate({ structure: input.structure, settings: input.settings });
  return {
    name: input.name.trim(),
    description: input.description ?? null,
    structure,
    settings,
    files: namedInTemplate(input).files,
  };
}

async function faultsOf(input: TemplateInput, { rows, callerId, templateId }: Judging): Promise<Fault[]> {
  const named = namedInTemplate(input);
  const unusable = await rows.templates.unusableFiles(
    named.files.map(({ name }) => name),
    templateId,
    callerId,
  );
  const isKnownArea = !input.area_id || (await rows.places.find(input.area_id)) !== undefined;
  return [
    ...textFaults(input.name, '/name', LONGEST_NAME),
    ...(isBlank(input.name) ? [{ path: '/name', code: 'field.missing' } as const] : []),
    ...textFaults(input.description ?? '', '/description', LONGEST_DESCRIPTION),
    ...(isKnownArea ? [] : [{ path: '/area_id', code: 'check.unknown_area' } as const]),
    ...templateFaults(input),
    ...(await targetFaults(rows, named)),
    ...fileFaults(named.files, unusable),
  ];
}

function textFaults(text: string, path: string, max: number): Fault[] {
  if (!isStorable(text)) return [{ path, code: 'field.bad_text' }];
  return text.length > max ? [{ path, code: 'field.too_long', params: { max } }] : [];
}

export function fileFaults(files: readonly Named[], unusable: readonly string[]): Fault[] {
  return files
    .filter(({ name }) => unusable.includes(name))
    .map(({ path }) => ({ path, code: 'template.unknown_file' }));
}
