/** A JsonLogic rule over `{answers: {<question id>: {value, na, failed, comment}}, check: {area_id, executor_id}}`. */
export type Rule = unknown;

/** `executor`, `supervisor`, `role:<slug>` or `user:<uuid>`. */
export type Target = string;

export type Priority = 'low' | 'medium' | 'high';

export interface OnFail {
  require_comment?: boolean;
  require_photo?: boolean;
  notify?: Target[];
  action?: { title: string; priority: Priority; due_in: string; owner: Target };
}

interface QuestionBase {
  id: string;
  text: string;
  hint?: string;
  guidance_file_id?: string;
  required: boolean;
  allow_na: boolean;
  weight: number;
  critical: boolean;
  visible_if?: Rule;
  fails_if?: Rule;
  on_fail?: OnFail;
}

export interface Option {
  value: string;
  label: string;
  score?: number;
  failed?: boolean;
  color?: string;
}

export interface YesNoQuestion extends QuestionBase {
  type: 'yes_no';
}
export interface SingleChoiceQuestion extends QuestionBase {
  type: 'single_choice';
  options: Option[];
}
export interface MultiChoiceQuestion extends QuestionBase {
  type: 'multi_choice';
  options: Option[];
  min_selected?: number;
  max_selected?: number;
}
/** `min…max` is accepted, outside it the answer fails; outside `limit_min…limit_max` it is refused. */
export interface NumberQuestion extends QuestionBase {
  type: 'number';
  unit?: string;
  decimals?: number;
  min?: number;
  max?: number;
  limit_min?: number;
  limit_max?: number;
}
export interface TextQuestion extends QuestionBase {
  type: 'text';
  max_length: number;
  multiline?: boolean;
}
export interface DateQuestion extends QuestionBase {
  type: 'date' | 'time' | 'datetime';
  not_before?: string;
  not_after?: string;
}
export interface PhotoQuestion extends QuestionBase {
  type: 'photo';
  min_photos: number;
  max_photos: number;
}
export interface SignatureQuestion extends QuestionBase {
  type: 'signature';
}
export interface InstructionQuestion extends QuestionBase {
  type: 'instruction';
}

export type Question =
  | YesNoQuestion
  | SingleChoiceQuestion
  | MultiChoiceQuestion
  | NumberQuestion
  | TextQuestion
  | DateQuestion
  | PhotoQuestion
  | SignatureQuestion
  | InstructionQuestion;

export type QuestionType = Question['type'];

export interface Section {
  id: string;
  title: string;
  visible_if?: Rule;
  questions: Question[];
}

/** Normalised: every default filled in. */
export interface Structure {
  sections: Section[];
}

export interface EscalationStep {
  after: string;
  to: Target[];
}

export type ReportFormat = 'PDF' | 'HTML' | 'JSON';

/** Normalised: every default filled in. Durations are ISO 8601. */
export interface Settings {
  due_in: string;
  miss_after?: string;
  working_time: boolean;
  reminders: string[];
  escalation: EscalationStep[];
  review: 'none' | 'supervisor' | `role:${string}`;
  review_due_in: string;
  report_formats: ReportFormat[];
  allow_decline: boolean;
  pass_score?: number;
}

export function questionsOf(structure: Structure): Question[] {
  return structure.sections.flatMap((section) => section.questions);
}
