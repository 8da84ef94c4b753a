import { ActionIcon, TextInput } from '@mantine/core';
import { useAdminWords } from '../adminWords';
import { usePeople } from '../data/lookups';
import { PersonPicker } from '../parts/pickers';

export interface MappedEmployee {
  /** Of the row, also while nobody is chosen. */
  key: string;
  user_id: string;
  bitrix_id: string;
}

interface EmployeeRowProps {
  row: MappedEmployee;
  taken: readonly string[];
  onChange: (patch: Partial<MappedEmployee>) => void;
  onRemove: () => void;
}

export function EmployeeRow({ row, taken, onChange, onRemove }: EmployeeRowProps) {
  const t = useAdminWords();
  const { data: people = [] } = usePeople();
  const name = people.find(({ id }) => id === row.user_id)?.full_name ?? '';
  return (
    <div className="m-pair">
      <PersonPicker
        label={t('bitrix.person')}
        placeholder=""
        value={row.user_id}
        isFit={(id) => !taken.includes(id)}
        onPick={(user_id) => onChange({ user_id })}
      />
      <TextInput
        label={t('bitrix.bitrix_id')}
        inputMode="numeric"
        value={row.bitrix_id}
        maxLength={18}
        onChange={({ currentTarget }) => onChange({ bitrix_id: currentTarget.value.replace(/\D/g, '') })}
      />
      <ActionIcon variant="default" size={44} aria-label={t('bitrix.remove', { name })} onClick={onRemove}>
        ✕
      </ActionIcon>
    </div>
  );
}
