import type { CurrentAnswer } from '../../../../domain/answer';
import type { Question } from '../../../../domain/template';
import { Choices } from './Choices';
import { MomentInput } from './MomentInput';
import { NumberValue } from './NumberValue';
import { PhotoValue } from './PhotoValue';
import { SignaturePad } from './SignaturePad';
import { TextValue } from './TextValue';
import { YesNo } from './YesNo';

interface AnswerInputProps {
  question: Question;
  answer: CurrentAnswer | undefined;
  labelledBy: string;
  onAnswer: (given: Partial<CurrentAnswer>) => void;
}

export function AnswerInput({ question, answer, labelledBy, onAnswer }: AnswerInputProps) {
  const value = answer?.value ?? null;
  const give = (next: unknown) => onAnswer({ value: next, na: false });
  switch (question.type) {
    case 'yes_no':
      return <YesNo value={value} labelledBy={labelledBy} onChange={give} />;
    case 'single_choice':
    case 'multi_choice':
      return <Choices question={question} value={value} labelledBy={labelledBy} onChange={give} />;
    case 'number':
      return <NumberValue question={question} value={value} labelledBy={labelledBy} onChange={give} />;
    case 'text':
      return <TextValue question={question} value={value} labelledBy={labelledBy} onChange={give} />;
    case 'date':
    case 'time':
    case 'datetime':
      return <MomentInput question={question} value={value} labelledBy={labelledBy} onChange={give} />;
    case 'photo':
      return <PhotoValue question={question} value={value} labelledBy={labelledBy} onChange={give} />;
    case 'signature':
      return <SignaturePad value={value} labelledBy={labelledBy} onChange={give} />;
    case 'instruction':
      return null;
  }
}
