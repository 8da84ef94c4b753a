import type { Fault } from '../../../../../domain/errors';
import { isRecord } from '../../../../../domain/shape';
import type { Structure } from '../../../../../domain/template';
import type { TemplateContent } from '../editor/draft';

const RULE = /^\/structure\/sections\/\d+(?:\/questions\/\d+)?\/(?:visible_if|fails_if)/;

/** The draft as far as it can be tried: a rule with a fault could not be judged. */
export function soundStructure(
  { structure }: TemplateContent,
  faults: readonly Fault[],
): { structure: Structure; isWhole: boolean } {
  const broken = new Set(faults.flatMap(({ path }) => RULE.exec(path)?.[0] ?? []));
  const sound = <T extends object>(place: T, path: string): T =>
    Object.fromEntries(Object.entries(place).filter(([field]) => !broken.has(`${path}/${field}`))) as T;
  const sections = structure.sections.map((section, s) => {
    const path = `/structure/sections/${s}`;
    return {
      ...sound(section, path),
      questions: section.questions.map((question, q) => ({
        ...{ required: true, allow_na: false, weight: 1, critical: false },
        ...defaultsOf(question),
        ...sound(question, `${path}/questions/${q}`),
      })),
    };
  });
  // The draft's question has every type's fields as optional ones; those of its own type are there.
  return { structure: { sections } as unknown as Structure, isWhole: broken.size === 0 };
}

function defaultsOf(question: unknown): object {
  if (!isRecord(question)) return {};
  if (question.type === 'text') return { max_length: 2000 };
  return question.type === 'photo' ? { min_photos: 1, max_photos: 5 } : {};
}
