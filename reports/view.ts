import type { ReportPhoto } from './data';
import { fill, type ReportWords } from './words';

export type Tone = 'pass' | 'fail' | 'neutral';

export interface PhotoView {
  caption: string;
  photo: ReportPhoto;
}
export interface FactView {
  label: string;
  value: string;
}
export interface QuestionView {
  /** "2.5": section and question. */
  number: string;
  text: string;
  hint: string;
  critical: boolean;
  failed: boolean;
  kind: 'answered' | 'na' | 'unanswered' | 'instruction';
  value: string;
  /** The accepted range; empty without one. */
  range: string;
  /** FAILED, In order, or empty where nothing was judged. */
  mark: string;
  /** When, by whom if not by the executor, and whether it was changed. */
  made: string;
  comments: string[];
  photos: PhotoView[];
  signature: Buffer | null;
}
export interface SectionView {
  number: number;
  title: string;
  questions: QuestionView[];
}
export interface CommentView {
  text: string;
  photos: PhotoView[];
}

/** The report in words: what every renderer shows, in one language and one time zone. */
export interface ReportView {
  language: 'ru' | 'en';
  words: ReportWords;
  title: string;
  /** From the plant down. */
  area: string;
  plant: string;
  url: string;
  verdict: { tone: Tone; word: string; reason: string };
  tiles: { score: string; score_note: string; answered: string; failed: string; failed_note: string };
  facts: FactView[];
  /** Empty, or why the sections are not whole. */
  note: string;
  /** The failed ones again, for whoever reads the first page only; empty where the sections show nothing else. */
  failures: QuestionView[];
  sections: SectionView[];
  comments: CommentView[];
  actions: { number: number; title: string; owner: string; due: string; priority: string; status: string }[];
  timeline: { time: string; planned: string; event: string; who: string }[];
  signers: { role: string; name: string }[];
  proof: FactView[];
  footer: { report: string; audit: string; made: string };
}

export function captioned(photos: ReportPhoto[], words: ReportWords): PhotoView[] {
  return photos.map((photo, index) => ({ caption: fill(words.photo, { number: index + 1 }), photo }));
}
