import type { Question } from '../../../../domain/template';
import { useDraft } from '../drafts';
import { PhotoStrip } from './PhotoStrip';
import type { ValueProps } from './valueProps';

interface PhotoValueProps extends ValueProps {
  question: Extract<Question, { type: 'photo' }>;
}

/** Taken when there are as many photos as the question asks for; until then they wait on the device. */
export function PhotoValue({ question, value, onChange }: PhotoValueProps) {
  const draft = useDraft(`${question.id}.value`, JSON.stringify(Array.isArray(value) ? value : []));
  const { min_photos, max_photos } = question;
  const change = (files: string[]) => {
    draft.type(JSON.stringify(files));
    if (files.length > 0 && files.length < min_photos) return;
    draft.done();
    onChange(files.length > 0 ? files : null);
  };
  return (
    <PhotoStrip
      files={JSON.parse(draft.text) as string[]}
      min={min_photos}
      max={max_photos}
      onChange={change}
    />
  );
}
