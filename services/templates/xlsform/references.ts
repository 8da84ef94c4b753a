import type { QuestionType } from '../../../domain/template';

/** A question as expressions refer to it. */
export interface ReferredQuestion {
  id: string;
  /** Its name in the spreadsheet. */
  name: string;
  type: QuestionType;
  /** The value of the option of this name. */
  optionOf?: (name: string) => string | undefined;
  /** The name of the option of this value. */
  nameOf?: (value: string) => string | undefined;
}
