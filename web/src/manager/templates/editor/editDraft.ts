import { hasRule } from '../../../../../domain/rules';
import type { QuestionType, Rule } from '../../../../../domain/template';
import { newId } from '../../../api/newId';
import type { Draft, DraftOption, DraftQuestion, DraftSection, Patch } from './draft';
import { patched } from './draft';
import { renameInRule } from './renameInRule';
import { freeId, slugOf } from './slug';

export interface Place {
  section: DraftSection;
  question?: DraftQuestion;
  s: number;
  /** Absent for a section. */
  q?: number;
}

export function findPlace({ sections }: Draft, key: string): Place | undefined {
  for (const [s, section] of sections.entries()) {
    if (section.key === key) return { section, s };
    const q = section.questions.findIndex((question) => question.key === key);
    const question = section.questions[q];
    if (question) return { section, question, s, q };
  }
  return undefined;
}

export function takenIds({ sections }: Draft, exceptKey?: string): Set<string> {
  const places = sections.flatMap((section) => [section, ...section.questions]);
  return new Set(places.filter(({ key }) => key !== exceptKey).map(({ id }) => id));
}

export function questionsIn({ sections }: Draft): DraftQuestion[] {
  return sections.flatMap(({ questions }) => questions);
}

export function patchSection(draft: Draft, key: string, patch: Patch<DraftSection>): Draft {
  const sections = draft.sections.map((one) => (one.key === key ? patched(one, patch) : one));
  return { ...draft, sections };
}

export function patchQuestion(draft: Draft, key: string, patch: Patch<DraftQuestion>): Draft {
  return mapQuestions(draft, (question) => (question.key === key ? patched(question, patch) : question));
}

function mapQuestions(draft: Draft, change: (question: DraftQuestion) => DraftQuestion): Draft {
  return {
    ...draft,
    sections: draft.sections.map((section) => ({ ...section, questions: section.questions.map(change) })),
  };
}

/** Every rule of the template changed in the same way. */
export function mapRules(draft: Draft, change: (rule: Rule) => Rule): Draft {
  const ruled = <T extends { visible_if?: Rule; fails_if?: Rule }>(place: T): T =>
    hasRule(place.visible_if) || hasRule(place.fails_if)
      ? {
          ...place,
          ...(hasRule(place.visible_if) && { visible_if: change(place.visible_if) }),
          ...(hasRule(place.fails_if) && { fails_if: change(place.fails_if) }),
        }
      : place;
  const mapped = mapQuestions(draft, ruled);
  return { ...mapped, sections: mapped.sections.map(ruled) };
}

/** `id` must be free. Rules that name the question go along. */
export function renameId(draft: Draft, key: string, id: string): Draft {
  const place = findPlace(draft, key);
  if (!place) return draft;
  const before = (place.question ?? place.section).id;
  if (before === id) return draft;
  if (!place.question) return patchSection(draft, key, { id });
  return mapRules(patchQuestion(draft, key, { id }), (rule) => renameInRule(rule, before, id));
}

/** The text of a question or the title of a section; an id that follows it goes along. */
export function retitle(draft: Draft, key: string, text: string): Draft {
  const place = findPlace(draft, key);
  if (!place) return draft;
  const renamed = place.question
    ? patchQuestion(draft, key, { text })
    : patchSection(draft, key, { title: text });
  const { isAuto, id } = place.question ?? place.section;
  const slug = slugOf(text);
  return isAuto && slug !== '' && id !== slug
    ? renameId(renamed, key, freeId(slug, takenIds(draft, key)))
    : renamed;
}

export function addSection(draft: Draft): { draft: Draft; key: string } {
  const key = newId();
  const id = freeId(`s${draft.sections.length + 1}`, takenIds(draft));
  return {
    draft: { ...draft, sections: [...draft.sections, { key, isAuto: true, id, title: '', questions: [] }] },
    key,
  };
}

/** After the given question, else at the end of the section. */
export function addQuestion(
  draft: Draft,
  sectionKey: string,
  type: QuestionType,
  afterKey?: string,
): { draft: Draft; key: string } {
  const key = newId();
  const id = freeId(`q${questionsIn(draft).length + 1}`, takenIds(draft));
  const question = retyped({ key, isAuto: true, id, type, text: '' }, type);
  return { draft: insertQuestion(draft, sectionKey, question, afterKey), key };
}

function insertQuestion(draft: Draft, sectionKey: string, added: DraftQuestion, afterKey?: string): Draft {
  const sections = draft.sections.map((section) => {
    if (section.key !== sectionKey) return section;
    const after = section.questions.findIndex(({ key }) => key === afterKey);
    const at = after < 0 ? section.questions.length : after + 1;
    return { ...section, questions: section.questions.toSpliced(at, 0, added) };
  });
  return { ...draft, sections };
}

/** A question, or a section with all of its questions, right behind; rules inside the copy name the copies. */
export function duplicate(draft: Draft, key: string): { draft: Draft; key: string } {
  const place = findPlace(draft, key);
  if (!place) return { draft, key };
  const taken = takenIds(draft);
  const newIds = new Map<string, string>();
  const copied = <T extends { key: string; id: string }>(one: T): T => {
    const id = freeId(one.id, taken);
    taken.add(id);
    newIds.set(one.id, id);
    return { ...one, key: newId(), id };
  };
  const copyOf = (question: DraftQuestion): DraftQuestion => ({
    ...copied(question),
    ...(question.options && { options: question.options.map((one) => ({ ...one, key: newId() })) }),
  });
  const withOwnRules = <T extends { visible_if?: Rule; fails_if?: Rule }>(one: T): T => {
    const rename = (rule: Rule) =>
      [...newIds].reduce((named, [from, to]) => renameInRule(named, from, to), rule);
    return {
      ...one,
      ...(hasRule(one.visible_if) && { visible_if: rename(one.visible_if) }),
      ...(hasRule(one.fails_if) && { fails_if: rename(one.fails_if) }),
    };
  };
  if (place.question) {
    const copy = withOwnRules(copyOf(place.question));
    return { draft: insertQuestion(draft, place.section.key, copy, key), key: copy.key };
  }
  const questions = place.section.questions.map(copyOf).map(withOwnRules);
  const copy = { ...withOwnRules(copied(place.section)), questions };
  return { draft: { ...draft, sections: draft.sections.toSpliced(place.s + 1, 0, copy) }, key: copy.key };
}

export function remove(draft: Draft, key: string): Draft {
  return {
    ...draft,
    sections: draft.sections
      .filter((section) => section.key !== key)
      .map((section) =>
        section.questions.some((question) => question.key === key)
          ? { ...section, questions: section.questions.filter((question) => question.key !== key) }
          : section,
      ),
  };
}

const OWN_FIELDS: Record<QuestionType, readonly (keyof DraftQuestion)[]> = {
  yes_no: [],
  single_choice: ['options'],
  multi_choice: ['options', 'min_selected', 'max_selected'],
  number: ['unit', 'decimals', 'min', 'max', 'limit_min', 'limit_max'],
  text: ['max_length', 'multiline'],
  date: ['not_before', 'not_after'],
  time: ['not_before', 'not_after'],
  datetime: ['not_before', 'not_after'],
  photo: ['min_photos', 'max_photos'],
  signature: [],
  instruction: [],
};
const EVERY_OWN_FIELD = Object.values(OWN_FIELDS).flat();

/** The question with what its type has of its own; what only the former type had is let go. */
export function retyped(question: DraftQuestion, type: QuestionType): DraftQuestion {
  const isSameKind = OWN_FIELDS[question.type] === OWN_FIELDS[type];
  // Bounds of a date are no bounds of a time.
  const isMoment = OWN_FIELDS[type].includes('not_before');
  const foreign = EVERY_OWN_FIELD.filter(
    (field) => !OWN_FIELDS[type].includes(field) || (isMoment && !isSameKind),
  );
  const kept = patched(question, Object.fromEntries(foreign.map((field) => [field, undefined])));
  return { ...defaultsOf(type), ...kept, type };
}

function defaultsOf(type: QuestionType): Partial<DraftQuestion> {
  const common = { required: true, allow_na: false, weight: 1, critical: false };
  if (type === 'text') return { ...common, max_length: 2000 };
  if (type === 'photo') return { ...common, min_photos: 1, max_photos: 5 };
  if (type === 'single_choice' || type === 'multi_choice')
    return { ...common, options: [anOption([]), anOption(['v1'])] };
  return common;
}

export function anOption(takenValues: readonly string[]): DraftOption {
  const value = freeId(`v${takenValues.length + 1}`, new Set(takenValues));
  return { key: newId(), isAuto: true, value, label: '' };
}
