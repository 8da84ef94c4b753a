import type { Fault } from './errors';
import { aQuestion, anId } from './questionShape';
import { ruleFaults } from './ruleFaults';
import { cyclesIn, idsIn, ruleNodes, sectionKey } from './ruleGraph';
import { hasRule } from './rules';
import { theSettings } from './settingsShape';
import { anything, child, fault, fields, isRecord, list, text } from './shape';
import type { Rule } from './template';

export { normaliseTemplate } from './templateDefaults';
export { targetsIn } from './target';

/** Any JSON: what a person or another system sent. */
export interface TemplateInput {
  structure: unknown;
  settings?: unknown;
}

const MOST_QUESTIONS = 2000;

const theStructure = fields({
  sections: list(
    fields(
      { id: anId, title: text(500), questions: list(aQuestion, MOST_QUESTIONS) },
      { visible_if: anything },
    ),
    500,
  ),
});

/** Everything that is wrong with a template, at once. Whether users, roles and files exist is not known here. */
export function templateFaults({ structure, settings }: TemplateInput): Fault[] {
  const places = readSections(structure);
  const questions = places.flatMap((place) => place.questions);
  const settingsFaults =
    settings === undefined || settings === null ? [] : theSettings(settings, '/settings');
  if (questions.length > MOST_QUESTIONS) {
    return [
      ...fault('/structure/sections', 'field.out_of_range', { min: 1, max: MOST_QUESTIONS }),
      ...settingsFaults,
    ];
  }
  return [
    ...(structure === undefined
      ? fault('/structure', 'field.missing')
      : theStructure(structure, '/structure')),
    ...(hasSections(structure) && questions.length === 0
      ? fault('/structure/sections', 'template.no_questions')
      : []),
    ...duplicateIdFaults(places),
    ...allRuleFaults(places),
    ...settingsFaults,
  ];
}

/** A section or a question as far as it can be read. */
interface Place {
  path: string;
  id: string | null;
  visible_if?: Rule;
  fails_if?: Rule;
}

interface SectionPlace extends Place {
  questions: Place[];
}

function hasSections(structure: unknown): structure is { sections: unknown[] } {
  return isRecord(structure) && Array.isArray(structure.sections);
}

function readSections(structure: unknown): SectionPlace[] {
  const sections = hasSections(structure) ? structure.sections : [];
  return sections.map((section: unknown, s) => {
    const path = `/structure/sections/${s}`;
    const questions = isRecord(section) && Array.isArray(section.questions) ? section.questions : [];
    return {
      ...readPlace(section, path),
      questions: questions.map((question: unknown, q) => readPlace(question, `${path}/questions/${q}`)),
    };
  });
}

function readPlace(value: unknown, path: string): Place {
  if (!isRecord(value)) return { path, id: null };
  const { id, visible_if, fails_if } = value;
  return { path, id: typeof id === 'string' ? id : null, visible_if, fails_if };
}

function duplicateIdFaults(places: SectionPlace[]): Fault[] {
  const seen = new Set<string>();
  return places
    .flatMap((section) => [section, ...section.questions])
    .flatMap(({ id, path }) => {
      if (id === null) return [];
      if (seen.has(id)) return fault(child(path, 'id'), 'template.duplicate_id', { id });
      seen.add(id);
      return [];
    });
}

function allRuleFaults(places: SectionPlace[]): Fault[] {
  const knownIds = new Set(places.flatMap(({ questions }) => questions.flatMap(({ id }) => id ?? [])));
  const faults: Fault[] = [];
  /** A rule that is broken itself can say nothing about cycles. */
  const sound = (rule: Rule | undefined, path: string): Rule | undefined => {
    if (!hasRule(rule)) return undefined;
    const found = ruleFaults(rule, path, knownIds);
    faults.push(...found);
    return found.every(({ code }) => code === 'template.unknown_question') ? rule : undefined;
  };
  const sections = places.map((section) => ({
    path: section.path,
    visible_if: sound(section.visible_if, child(section.path, 'visible_if')),
    questions: section.questions.map((question) => ({
      path: question.path,
      id: question.id ?? question.path,
      visible_if: sound(question.visible_if, child(question.path, 'visible_if')),
      fails_if: sound(question.fails_if, child(question.path, 'fails_if')),
    })),
  }));
  return [...faults, ...cycleFaults(sections)];
}

interface SoundQuestion {
  path: string;
  id: string;
  visible_if: Rule | undefined;
  fails_if: Rule | undefined;
}

/** One fault for each rule that is part of a cycle. */
function cycleFaults(
  sections: { path: string; visible_if: Rule | undefined; questions: SoundQuestion[] }[],
): Fault[] {
  const cycleOf = new Map<string, ReadonlySet<string>>();
  for (const group of cyclesIn(ruleNodes(sections))) {
    const keys = new Set(group.map(({ key }) => key));
    for (const key of keys) cycleOf.set(key, keys);
  }
  const judge = (key: string, rule: Rule | undefined, path: string, mayNameItself = false): Fault[] => {
    const cycle = cycleOf.get(key);
    const closes = idsIn(rule).some((id) => cycle?.has(id) && !(mayNameItself && id === key));
    if (!cycle || !closes) return [];
    const questions = sections.flatMap((section) => section.questions.map(({ id }) => id));
    return fault(path, 'template.rule_cycle', { cycle: questions.filter((id) => cycle.has(id)).join(', ') });
  };
  return sections.flatMap((section, s) => [
    ...judge(sectionKey(s), section.visible_if, child(section.path, 'visible_if')),
    ...section.questions.flatMap(({ id, path, visible_if, fails_if }) => [
      ...judge(id, visible_if, child(path, 'visible_if')),
      ...judge(id, fails_if, child(path, 'fails_if'), true),
    ]),
  ]);
}
