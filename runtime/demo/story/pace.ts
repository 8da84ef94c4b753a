/** How long the story takes to become late. */
export interface Pace {
  dueInMs: number;
  /** Before the due time, ISO 8601. */
  reminder: string;
  /** After the due time, ISO 8601. */
  secondStep: string;
  secondStepMs: number;
  words: { due: string; reminder: string; secondStep: string };
}

export const CALM: Pace = {
  dueInMs: 60_000,
  reminder: 'PT30S',
  secondStep: 'PT30S',
  secondStepMs: 30_000,
  words: { due: 'минуту', reminder: '30 секунд', secondStep: '30 секунд' },
};

export const FAST: Pace = {
  dueInMs: 3_000,
  reminder: 'PT1S',
  secondStep: 'PT1S',
  secondStepMs: 1_000,
  words: { due: '3 секунды', reminder: 'секунду', secondStep: 'секунду' },
};
