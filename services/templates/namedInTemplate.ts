import { isUuid } from '../../domain/plainText';
import { child, isRecord } from '../../domain/shape';
import { isTarget } from '../../domain/target';

export interface Named {
  /** A target, or a guidance file's id. */
  name: string;
  /** JSON Pointer of the place. */
  path: string;
}

/** Whom and what a template names: read from unchecked input, so that all faults can be told at once. */
export interface NamedInTemplate {
  targets: Named[];
  files: Named[];
}

export function namedInTemplate(input: { structure: unknown; settings?: unknown }): NamedInTemplate {
  const { settings } = input;
  const places = questionPlaces(input.structure);
  return {
    targets: [
      ...places.flatMap(({ question, path }) => targetsOf(question.on_fail, child(path, 'on_fail'))),
      ...(isRecord(settings) ? settingsTargets(settings) : []),
    ],
    files: places.flatMap(({ question: { guidance_file_id: id }, path }) =>
      isUuid(id) ? { name: id.toLowerCase(), path: child(path, 'guidance_file_id') } : [],
    ),
  };
}

interface QuestionPlace {
  question: Record<string, unknown>;
  path: string;
}

function questionPlaces(structure: unknown): QuestionPlace[] {
  return records(isRecord(structure) ? structure.sections : undefined, '/structure/sections')
    .flatMap((section) => records(section.value.questions, child(section.path, 'questions')))
    .map(({ value, path }) => ({ question: value, path }));
}

function targetsOf(onFail: unknown, path: string): Named[] {
  if (!isRecord(onFail)) return [];
  const owner = isRecord(onFail.action) ? [onFail.action.owner] : [];
  return [
    ...named(onFail.notify, child(path, 'notify')),
    ...owner.flatMap((target) =>
      isTarget(target) ? { name: target, path: child(child(path, 'action'), 'owner') } : [],
    ),
  ];
}

function settingsTargets({ escalation, review }: Record<string, unknown>): Named[] {
  const steps = records(escalation, '/settings/escalation');
  return [
    ...steps.flatMap(({ value, path }) => named(value.to, child(path, 'to'))),
    ...(typeof review === 'string' && review.startsWith('role:') && isTarget(review)
      ? [{ name: review, path: '/settings/review' }]
      : []),
  ];
}

function named(targets: unknown, path: string): Named[] {
  if (!Array.isArray(targets)) return [];
  return targets.flatMap((target: unknown, index) =>
    isTarget(target) ? { name: target, path: child(path, index) } : [],
  );
}

function records(list: unknown, path: string): { value: Record<string, unknown>; path: string }[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((value: unknown, index) =>
    isRecord(value) ? { value, path: child(path, index) } : [],
  );
}
