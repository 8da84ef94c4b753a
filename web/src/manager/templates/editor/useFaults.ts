import { useMemo } from 'react';
import type { Fault } from '../../../../../domain/errors';
import { templateFaults } from '../../../../../domain/templateValidation';
import { useTemplateWords } from '../words';
import type { Draft, TemplateContent } from './draft';
import type { Faults } from './editorContext';
import { faultWords } from './faultWords';

export interface ListedFault {
  path: string;
  message: string;
  isBlank: boolean;
}

/** What the server said of a draft; of a place that was changed since it says nothing any more. */
export interface ServerFaults {
  draft: Draft;
  errors: readonly { path: string; message: string }[];
}

const LONGEST_NAME = 200;
/** What a draft that is only begun has not got yet. */
const BLANK = new Set<string>(['field.missing', 'template.no_questions', 'template.no_options']);

/** All that is wrong with the draft now: by the domain's own rules, and by what the server last said. */
export function useFaults(
  draft: Draft,
  content: TemplateContent,
  server: ServerFaults | undefined,
  isTried: boolean,
): { faults: Faults; list: ListedFault[]; own: readonly Fault[] } {
  const t = useTemplateWords();
  const own = useMemo(() => faultsOf(content), [content]);
  const list = own.map((fault): ListedFault => {
    return { path: fault.path, message: faultWords(t, fault), isBlank: BLANK.has(fault.code) };
  });
  for (const { path, message } of server?.errors ?? []) {
    const isStale = server !== undefined && holder(server.draft, path) !== holder(draft, path);
    if (!isStale && !list.some((fault) => fault.path === path)) list.push({ path, message, isBlank: false });
  }
  const at = new Map<string, ListedFault>();
  for (const fault of list) if (!at.has(fault.path)) at.set(fault.path, fault);
  return { faults: { at, isTried }, list, own };
}

function faultsOf(content: TemplateContent): Fault[] {
  const { name, structure, settings } = content;
  const faults = templateFaults({ structure, settings });
  if (name.trim() === '') return [{ path: '/name', code: 'field.missing' }, ...faults];
  if (name.length > LONGEST_NAME)
    return [{ path: '/name', code: 'field.too_long', params: { max: LONGEST_NAME } }, ...faults];
  return faults;
}

/** The part of the draft to which a pointer belongs: the same object as long as nobody changes it. */
function holder(draft: Draft, path: string): unknown {
  const [root, , s, , q] = path.split('/').slice(1);
  if (root === 'settings') return draft.settings;
  if (root !== 'structure') return `${draft.name}\n${draft.description}\n${draft.area_id}`;
  const section = draft.sections[Number(s)];
  return q === undefined ? section : section?.questions[Number(q)];
}
