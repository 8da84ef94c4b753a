import type { PlainQuestion, TemplateContent } from '../editor/draft';
import { fieldChanges, type FieldChange, questionFieldChanges } from './fieldChanges';
import { inOldOrder } from './inOldOrder';
import { isSame } from './isSame';

type PlainSection = TemplateContent['structure']['sections'][number];

/** What was done to a template between two versions, in the order in which it reads. */
export type Change =
  | { kind: 'template' | 'settings'; fields: FieldChange[] }
  | { kind: 'section_added' | 'section_removed'; title: string; questions: number }
  | { kind: 'section_moved'; title: string; after: string | null }
  | { kind: 'section_changed'; title: string; fields: FieldChange[] }
  | { kind: 'question_added' | 'question_removed'; question: PlainQuestion; section: string }
  | { kind: 'question_moved'; question: PlainQuestion; from: string; to: string; after: string | null }
  | { kind: 'question_changed'; question: PlainQuestion; fields: FieldChange[] };

interface Listed {
  question: PlainQuestion;
  section: PlainSection;
}

export function templateChanges(before: TemplateContent, after: TemplateContent): Change[] {
  const { name, description, area_id } = after;
  const template = fieldChanges(
    { name: before.name, description: before.description, area_id: before.area_id },
    { name, description, area_id },
  );
  const settings = fieldChanges(before.settings, after.settings);
  return [
    ...(template.length > 0 ? [{ kind: 'template' as const, fields: template }] : []),
    ...structureChanges(before.structure.sections, after.structure.sections),
    ...(settings.length > 0 ? [{ kind: 'settings' as const, fields: settings }] : []),
  ];
}

function structureChanges(before: readonly PlainSection[], after: readonly PlainSection[]): Change[] {
  const sections = matched(before, after, ({ title }, other) => title !== '' && title === other.title);
  const listed = (all: readonly PlainSection[]): Listed[] =>
    all.flatMap((section) => section.questions.map((question) => ({ question, section })));
  const [was, is] = [listed(before), listed(after)];
  const questions = matched(
    was.map(({ question }) => question),
    is.map(({ question }) => question),
    // An id that was changed and nothing else.
    ({ id: _, ...one }, { id: _id, ...other }) => isSame(one, other),
  );
  const wasIn = new Map(was.map(({ question, section }) => [question, section]));
  const removed = was.filter(({ question }) => !questions.formerOnes.has(question));
  return [
    ...before
      .filter((section) => !sections.formerOnes.has(section))
      .map(
        ({ title, questions: inside }): Change => ({
          kind: 'section_removed',
          title,
          questions: inside.length,
        }),
      ),
    ...removed.map(
      ({ question, section }): Change => ({
        kind: 'question_removed',
        question,
        section: section.title,
      }),
    ),
    ...after.flatMap((section, place) => [
      ...sectionChanges(section, after[place - 1], before, sections),
      ...questionChanges(section, questions.formerOf, wasIn, sections.formerOf),
    ]),
  ];
}

interface Matched<T> {
  formerOf: Map<T, T>;
  formerOnes: Set<T>;
}

/** Which of the former ones each is: by id, and what is left over by its likeness. */
function matched<T extends { id: string }>(
  before: readonly T[],
  after: readonly T[],
  isLike: (former: T, one: T) => boolean,
): Matched<T> {
  const byId = new Map(before.map((one) => [one.id, one]));
  const formerOf = new Map<T, T>();
  for (const one of after) {
    const former = byId.get(one.id);
    if (former) formerOf.set(one, former);
  }
  const formerOnes = new Set(formerOf.values());
  for (const one of after) {
    if (formerOf.has(one)) continue;
    const former = before.find((candidate) => !formerOnes.has(candidate) && isLike(candidate, one));
    if (!former) continue;
    formerOf.set(one, former);
    formerOnes.add(former);
  }
  return { formerOf, formerOnes };
}

function sectionChanges(
  section: PlainSection,
  above: PlainSection | undefined,
  before: readonly PlainSection[],
  { formerOf }: Matched<PlainSection>,
): Change[] {
  const { title, questions } = section;
  const former = formerOf.get(section);
  if (!former) return [{ kind: 'section_added', title, questions: questions.length }];
  const known = [...formerOf.keys()];
  const place = (one: PlainSection) => before.indexOf(formerOf.get(one) as PlainSection);
  const { questions: _, ...own } = section;
  const { questions: _former, ...formerOwn } = former;
  const fields = fieldChanges(formerOwn, own);
  return [
    ...(inOldOrder(known, place).has(section)
      ? []
      : [{ kind: 'section_moved' as const, title, after: above?.title ?? null }]),
    ...(fields.length > 0 ? [{ kind: 'section_changed' as const, title, fields }] : []),
  ];
}

function questionChanges(
  section: PlainSection,
  formerOf: Map<PlainQuestion, PlainQuestion>,
  wasIn: Map<PlainQuestion, PlainSection>,
  formerSectionOf: Map<PlainSection, PlainSection>,
): Change[] {
  const sectionBefore = formerSectionOf.get(section);
  const stayed = section.questions.filter((question) => {
    const former = formerOf.get(question);
    return former !== undefined && sectionBefore !== undefined && wasIn.get(former) === sectionBefore;
  });
  const inPlace = inOldOrder(
    stayed,
    (question) => sectionBefore?.questions.indexOf(formerOf.get(question) as PlainQuestion) ?? -1,
  );
  return section.questions.flatMap((question, place): Change[] => {
    const former = formerOf.get(question);
    if (!former) return [{ kind: 'question_added', question, section: section.title }];
    const fields = questionFieldChanges(former, question);
    const moved: Change = {
      ...{ kind: 'question_moved', question },
      ...{ from: wasIn.get(former)?.title ?? '', to: section.title },
      after: section.questions[place - 1]?.text ?? null,
    };
    return [
      ...(inPlace.has(question) ? [] : [moved]),
      ...(fields.length > 0 ? [{ kind: 'question_changed' as const, question, fields }] : []),
    ];
  });
}
