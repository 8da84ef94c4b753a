import { isUuid } from '../../domain/plainText';
import type { TalkAt } from '../conversation';

const SCREENS = [
  'home',
  'list',
  'check',
  'question',
  'summary',
  'review',
  'action',
  'status',
  'help',
  'language',
  'unlink',
] as const;
export type Screen = (typeof SCREENS)[number];

/** What a typed message or a picture would mean, where it is not the answer to the question on the card. */
const WANTS = ['comment', 'note', 'decline', 'return', 'done'] as const;
export type Want = (typeof WANTS)[number];

/** Where a talk is. All else about it is computed from the rows. */
export interface At {
  screen: Screen;
  /** The check, or the corrective action, on the card. */
  subject?: string;
  question?: string;
  page?: number;
  want?: Want;
  /** Values ticked, or pictures sent, that are not an answer yet. */
  draft?: string[];
  /** What a date or time picker is at: `2026-11`, `2026-11-24`, `2026-11-24T08`, `08`. */
  picker?: string;
  /** An album whose first picture went to a question: the others go there too, wherever the talk is by then. */
  album?: string;
  albumTo?: string;
  /** Said once, above the card. Plain text. */
  note?: string;
}

/** A talk of an earlier version, or a damaged one, begins anew. */
export function readAt(stored: TalkAt): At {
  const { screen, subject, question, page, want, draft, picker, note, album, albumTo } = stored;
  const known = SCREENS.find((one) => one === screen);
  const meant = WANTS.find((one) => one === want);
  return {
    screen: known ?? 'home',
    ...(isUuid(subject) && { subject }),
    ...(typeof question === 'string' && { question }),
    ...(typeof page === 'number' && { page }),
    ...(meant && { want: meant }),
    ...(Array.isArray(draft) && { draft: draft.filter((item) => typeof item === 'string') }),
    ...(typeof picker === 'string' && { picker }),
    ...(typeof album === 'string' && { album }),
    ...(typeof albumTo === 'string' && { albumTo }),
    ...(typeof note === 'string' && { note }),
  };
}

export const keptAt = (at: At): TalkAt => ({ ...at });
