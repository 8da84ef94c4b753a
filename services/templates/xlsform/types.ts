import type { Question, QuestionType } from '../../../domain/template';

export interface SurveyType {
  type: QuestionType;
  /** An integer in place of a decimal. */
  whole: boolean;
  /** Of choices. */
  list?: string;
}

const ALIASES: Record<string, QuestionType> = {
  text: 'text',
  string: 'text',
  integer: 'number',
  int: 'number',
  decimal: 'number',
  date: 'date',
  time: 'time',
  datetime: 'datetime',
  image: 'photo',
  photo: 'photo',
  note: 'instruction',
};

/** What a check records of itself anyway. */
const METADATA = new Set([
  'start',
  'end',
  'today',
  'deviceid',
  'username',
  'phonenumber',
  'email',
  'audit',
  'simserial',
  'subscriberid',
]);

export function isMetadata(type: string): boolean {
  return METADATA.has(type.toLowerCase());
}

/** `begin group`, `begin_group` → `begin`; `end_group` → `end`. */
export function groupEdge(type: string): 'begin' | 'end' | undefined {
  return /^(begin|end)[_ ]group$/i.exec(type)?.[1]?.toLowerCase() as 'begin' | 'end' | undefined;
}

/** Undefined for a type that templates do not know. */
export function readType(type: string, appearance: string): SurveyType | undefined {
  const choice = /^(select[_ ]one|select1|select[_ ]multiple|select all that apply)(?: from)?\s+(\S+)$/i.exec(
    type,
  );
  if (choice?.[1] && choice[2]) {
    const isOne = /one|1/i.test(choice[1]);
    return { type: isOne ? 'single_choice' : 'multi_choice', whole: false, list: choice[2] };
  }
  const word = type.toLowerCase();
  const known = Object.hasOwn(ALIASES, word) ? ALIASES[word] : undefined;
  if (!known) return undefined;
  const isSignature = known === 'photo' && /\bsignature\b/i.test(appearance);
  return { type: isSignature ? 'signature' : known, whole: word === 'integer' || word === 'int' };
}

/** List of the two answers of every yes_no. */
export const YES_NO_LIST = 'yes_no';

/** The standard columns `type` and `appearance` of a question whose choices are in `list`. */
export function writeType(question: Question, list: string): { type: string; appearance?: string } {
  switch (question.type) {
    case 'yes_no':
      return { type: `select_one ${YES_NO_LIST}` };
    case 'single_choice':
      return { type: `select_one ${list}` };
    case 'multi_choice':
      return { type: `select_multiple ${list}` };
    case 'number':
      return { type: question.decimals === 0 ? 'integer' : 'decimal' };
    case 'text':
      return { type: 'text', ...(question.multiline && { appearance: 'multiline' }) };
    case 'datetime':
      return { type: 'dateTime' };
    case 'photo':
      return { type: 'image' };
    case 'signature':
      return { type: 'image', appearance: 'signature' };
    case 'instruction':
      return { type: 'note' };
    default:
      return { type: question.type };
  }
}
