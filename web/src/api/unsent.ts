import type { components } from '../../generated/api';
import type { Question } from '../../../domain/template';

export type Check = components['schemas']['Check'];
/** As the server has it. */
export type RecordedAnswer = Check['answers'][string];

/** What the server has not acknowledged yet. */
interface Waiting {
  /** In the order of giving; none where the browser would not keep it (`memory.ts`). */
  seq?: number;
  /** Whose it is: another person on the same device neither sees nor sends it. */
  user_id: string;
  user_name?: string;
  check_id: string;
  check_title: string;
  client_id: string;
  /** When it was given. */
  answered_at: string;
  /** It has left the device at least once: it may have arrived. */
  tried?: boolean;
  /** Why the server does not take it, in its words. */
  refused?: string;
  refused_code?: string;
}

export interface UnsentAnswer extends Waiting {
  kind?: undefined;
  question_id: string;
  question_text: string;
  /** By which the value is put in words. */
  question?: Question;
  value?: unknown;
  na?: boolean;
  comment?: string;
  /** Files of the server, or `local:<id>` of photos on this device. */
  files?: string[];
  /** Revision of the recorded answer that its giver had in sight. */
  base_revision?: number;
  /** What is recorded instead. */
  theirs?: RecordedAnswer;
}

/** To the check as a whole. */
export interface UnsentComment extends Waiting {
  kind: 'comment';
  text: string;
  files?: string[];
}

/** The check is handed in once all else of it has arrived. */
export interface UnsentSubmit extends Waiting {
  kind: 'submit';
  /** Revisions of the recorded answers that its giver had in sight; what arrives from this device is added. */
  seen: Record<string, number>;
  /** Questions that hold it up: unanswered, or answered elsewhere in the meantime. */
  questions?: string[];
}

/** A picture of this device; `file_id` once the server has it. */
export interface Photo {
  id: string;
  blob: Blob;
  name: string;
  file_id?: string;
}

export type Unsent = UnsentAnswer | UnsentComment | UnsentSubmit;

export const isAnswer = (entry: Unsent): entry is UnsentAnswer => entry.kind === undefined;
export const isSubmit = (entry: Unsent): entry is UnsentSubmit => entry.kind === 'submit';
