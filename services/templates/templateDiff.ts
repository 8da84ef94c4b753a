import { isDeepStrictEqual } from 'node:util';
import type { AuditDiff } from '../../db/audit';
import { type Settings, type Structure, questionsOf } from '../../domain/template';

interface AuditedTemplate {
  name: string;
  description: string | null;
  area_id: string | null;
  version: number;
  structure: Structure;
  settings: Settings;
}

type Fields = Record<string, unknown>;

/**
 * What has changed. Structures are told by their version and the ids of the questions concerned: versions are
 * kept for good, so the whole documents need not be in the log as well.
 */
export function templateDiff(before: AuditedTemplate | null, after: AuditedTemplate): AuditDiff {
  const now = fieldsOf(after);
  if (!before) return { before: null, after: now };
  const was = fieldsOf(before);
  const changed = Object.keys({ ...was, ...now }).filter((name) => !isDeepStrictEqual(was[name], now[name]));
  const of = (fields: Fields) => Object.fromEntries(changed.map((name) => [name, fields[name] ?? null]));
  return { before: of(was), after: { ...of(now), ...changedQuestions(before.structure, after.structure) } };
}

function fieldsOf({ name, description, area_id, version, structure, settings }: AuditedTemplate): Fields {
  const flat = Object.entries(settings).map(([key, value]) => [`settings.${key}`, value]);
  return {
    name,
    description,
    area_id,
    version,
    sections: structure.sections.map(({ id }) => id),
    questions: questionsOf(structure).map(({ id }) => id),
    ...Object.fromEntries(flat),
  };
}

function changedQuestions(before: Structure, after: Structure): Fields {
  const was = new Map(questionsOf(before).map((question) => [question.id, question]));
  const changed = questionsOf(after).filter(({ id }) => was.has(id));
  const ids = changed.flatMap((question) =>
    isDeepStrictEqual(was.get(question.id), question) ? [] : question.id,
  );
  const sections = new Map(before.sections.map(({ questions: _, ...section }) => [section.id, section]));
  const sectionIds = after.sections.flatMap(({ questions: _, ...section }) =>
    sections.has(section.id) && !isDeepStrictEqual(sections.get(section.id), section) ? section.id : [],
  );
  return {
    ...(ids.length > 0 && { changed_questions: ids }),
    ...(sectionIds.length > 0 && { changed_sections: sectionIds }),
  };
}
