import { useWords } from '../../words/words';
import { useTimeText } from '../parts/When';
import { useManagerWords } from '../words';

/** On paper alone: where the page is from and when it was printed. */
export function PrintedHead({ id, zone }: { id: string; zone: string | undefined }) {
  const t = useManagerWords();
  const product = useWords()('product');
  const timeText = useTimeText();
  return (
    <p className="m-printed">
      {t('check.printed', { product, id, at: timeText(new Date().toISOString(), zone) })}
    </p>
  );
}
