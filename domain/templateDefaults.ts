import { isRecord } from './shape';
import type { Question, QuestionType, Section, Settings, Structure } from './template';

/**
 * A template without faults, every default filled in; a null field counts as absent.
 * Call it only after templateFaults() found none: the casts below rest on that.
 */
export function normaliseTemplate(input: { structure: unknown; settings?: unknown }): {
  structure: Structure;
  settings: Settings;
} {
  const { sections } = input.structure as { sections: Record<string, unknown>[] };
  return {
    structure: { sections: sections.map(normaliseSection) },
    settings: normaliseSettings(input.settings),
  };
}

/** What counts where there is no template. */
export const DEFAULT_SETTINGS: Settings = normaliseSettings(undefined);

function normaliseSection(section: Record<string, unknown>): Section {
  const { id, title, questions, ...rest } = withoutNulls(section);
  return {
    id,
    title,
    ...rest,
    questions: (questions as Record<string, unknown>[]).map(normaliseQuestion),
  } as Section;
}

function normaliseQuestion(input: Record<string, unknown>): Question {
  const { id, type, text, ...rest } = withoutNulls(input);
  return {
    id,
    type,
    text,
    required: true,
    allow_na: false,
    weight: 1,
    critical: false,
    ...defaultsOf(type as QuestionType, rest),
    ...rest,
  } as Question;
}

function defaultsOf(type: QuestionType, { min_photos, max_photos }: Record<string, unknown>): object {
  if (type === 'text') return { max_length: 2000 };
  if (type !== 'photo') return {};
  // One bound given alone must not contradict the other's default.
  return {
    min_photos: Math.min(1, numberOr(max_photos, 1)),
    max_photos: Math.max(5, numberOr(min_photos, 5)),
  };
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function normaliseSettings(input: unknown): Settings {
  const given = isRecord(input) ? (withoutNulls(input) as Partial<Settings>) : {};
  return {
    due_in: 'PT8H',
    working_time: false,
    reminders: ['PT30M'],
    escalation: [{ after: 'PT0S', to: ['executor', 'supervisor'] }],
    review: 'none',
    review_due_in: 'PT8H',
    allow_decline: true,
    ...given,
    report_formats: [...new Set(given.report_formats ?? (['PDF'] as const))],
  };
}

/** Rules are left as they are: null means something there. */
function withoutNulls(record: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(record).filter(([, value]) => value !== null);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, RULES.has(name) ? value : withoutInnerNulls(value)]),
  );
}

const RULES = new Set(['visible_if', 'fails_if']);

function withoutInnerNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutInnerNulls);
  return isRecord(value) ? withoutNulls(value) : value;
}
