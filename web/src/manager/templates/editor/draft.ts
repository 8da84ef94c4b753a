import type { OnFail, Option, QuestionType, Rule, Settings } from '../../../../../domain/template';
import { DEFAULT_SETTINGS } from '../../../../../domain/templateDefaults';
import { newId } from '../../../api/newId';

/** What the editor alone knows of a part: ids may be renamed, keys stay. */
interface Marks {
  key: string;
  /** The id (an option's value) follows the text until it is published or chosen by hand. */
  isAuto?: true;
}

export interface DraftOption extends Option, Marks {}

/** A question of any type: what a type adds is optional here. */
export interface DraftQuestion extends Marks {
  id: string;
  type: QuestionType;
  text: string;
  hint?: string;
  guidance_file_id?: string;
  required?: boolean;
  allow_na?: boolean;
  weight?: number;
  critical?: boolean;
  visible_if?: Rule;
  fails_if?: Rule;
  on_fail?: OnFail;
  options?: DraftOption[];
  min_selected?: number;
  max_selected?: number;
  unit?: string;
  decimals?: number;
  min?: number;
  max?: number;
  limit_min?: number;
  limit_max?: number;
  max_length?: number;
  multiline?: boolean;
  not_before?: string;
  not_after?: string;
  min_photos?: number;
  max_photos?: number;
}

export interface DraftSection extends Marks {
  id: string;
  title: string;
  visible_if?: Rule;
  questions: DraftQuestion[];
}

export interface Draft {
  name: string;
  description: string;
  area_id: string | null;
  sections: DraftSection[];
  settings: Settings;
}

type Unmarked<T extends Marks> = Omit<T, keyof Marks>;

/** A template as it is sent, and as versions are compared. */
export interface TemplateContent {
  name: string;
  description: string | null;
  area_id: string | null;
  structure: {
    sections: (Unmarked<Omit<DraftSection, 'questions'>> & { questions: PlainQuestion[] })[];
  };
  settings: Settings;
}

export type PlainQuestion = Unmarked<Omit<DraftQuestion, 'options'>> & { options?: Option[] };

export function contentOf({ name, description, area_id, sections, settings }: Draft): TemplateContent {
  return {
    name,
    description: description.trim() === '' ? null : description,
    area_id,
    structure: {
      sections: sections.map((section) => ({
        ...unmarked(section),
        questions: section.questions.map(({ options, ...question }) => ({
          ...unmarked(question),
          ...(options && { options: options.map(unmarked) }),
        })),
      })),
    },
    settings,
  };
}

function unmarked<T extends Marks>({ key: _key, isAuto: _isAuto, ...rest }: T): Omit<T, keyof Marks> {
  return rest;
}

export function draftOf({ name, description, area_id, structure, settings }: TemplateContent): Draft {
  return {
    name,
    description: description ?? '',
    area_id,
    settings,
    sections: structure.sections.map((section) => ({
      ...section,
      key: newId(),
      questions: section.questions.map(({ options, ...question }) => ({
        ...question,
        key: newId(),
        ...(options && { options: options.map((option) => ({ ...option, key: newId() })) }),
      })),
    })),
  };
}

export function emptyDraft(): Draft {
  return {
    ...{ name: '', description: '', area_id: null, settings: DEFAULT_SETTINGS },
    sections: [{ key: newId(), isAuto: true, id: 's1', title: '', questions: [] }],
  };
}

/** The object with some fields changed; undefined takes a field away. */
export function patched<T extends object>(object: T, patch: Patch<T>): T {
  const entries = Object.entries({ ...object, ...patch });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as T;
}

export type Patch<T> = { [K in keyof T]?: T[K] | undefined };
