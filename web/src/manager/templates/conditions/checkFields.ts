import { inTreeOrder } from '../../data/inTreeOrder';
import { useAreas, usePeople } from '../../data/lookups';
import { useTemplateWords } from '../words';
import { AREA, EXECUTOR, type NamedQuestion } from './condition';

/** What a condition can ask of the check itself; beside questions, and like them. */
export function useCheckFields(): NamedQuestion[] {
  const t = useTemplateWords();
  const { data: areas } = useAreas();
  const { data: people } = usePeople();
  return [
    {
      id: AREA,
      type: 'area',
      text: t('condition.check_area'),
      options: inTreeOrder(areas ?? []).map(({ area, above }) => ({
        value: area.id,
        label: area.name,
        depth: above.length - 1,
      })),
      unknown: areas ? t('condition.gone_area') : '…',
    },
    {
      id: EXECUTOR,
      type: 'person',
      text: t('condition.check_executor'),
      options: (people ?? []).map(({ id, full_name }) => ({ value: id, label: full_name })),
      unknown: people ? t('condition.gone_person') : '…',
    },
  ];
}
