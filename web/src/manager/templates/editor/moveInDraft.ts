import type { Draft, DraftQuestion, DraftSection } from './draft';

/** Sections and questions one under the other, as the list shows them. */
export function rowKeys({ sections }: Draft): string[] {
  return sections.flatMap(({ key, questions }) => [key, ...questions.map((question) => question.key)]);
}

/** A question in place of the row it was dropped on; it belongs to the section whose title is above it then. */
export function moveQuestion(draft: Draft, key: string, overKey: string): Draft {
  const rows = rowKeys(draft);
  const [from, to] = [rows.indexOf(key), rows.indexOf(overKey)];
  if (from < 0 || to < 0 || from === to) return draft;
  const questions = new Map(
    draft.sections.flatMap((section) => section.questions.map((one) => [one.key, one])),
  );
  // Nothing stands above the first section's title.
  const order = rows.toSpliced(from, 1).toSpliced(Math.max(1, to), 0, key);
  const sections: DraftSection[] = [];
  for (const row of order) {
    const question = questions.get(row);
    if (question) sections.at(-1)?.questions.push(question);
    else {
      const section = draft.sections.find((one) => one.key === row);
      if (section) sections.push({ ...section, questions: [] as DraftQuestion[] });
    }
  }
  return { ...draft, sections };
}

/** A section with its questions to the place of another. */
export function moveSection(draft: Draft, key: string, overKey: string): Draft {
  const place = (wanted: string) => draft.sections.findIndex((section) => section.key === wanted);
  const [from, to] = [place(key), place(overKey)];
  const moved = draft.sections[from];
  if (!moved || to < 0 || from === to) return draft;
  return { ...draft, sections: draft.sections.toSpliced(from, 1).toSpliced(to, 0, moved) };
}

/** One place up or down without dragging: undefined where there is none. */
export function stepTarget(draft: Draft, key: string, step: -1 | 1): string | undefined {
  const isSection = draft.sections.some((section) => section.key === key);
  const rows = isSection ? draft.sections.map((section) => section.key) : rowKeys(draft);
  const target = rows[rows.indexOf(key) + step];
  return !isSection && target === rows[0] ? undefined : target;
}
