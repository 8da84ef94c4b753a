import { Select, type SelectProps } from '@mantine/core';
import { inTreeOrder } from '../data/inTreeOrder';
import { useAreas, usePeople, useTemplates } from '../data/lookups';
import { useManagerWords } from '../words';

interface PickerProps
  extends Omit<SelectProps, 'data' | 'value' | 'onChange' | 'searchable' | 'nothingFoundMessage'> {
  value: string;
  onPick: (value: string) => void;
}

function Picker({
  value,
  onPick,
  data,
  ...rest
}: PickerProps & { data: { value: string; label: string }[] }) {
  const t = useManagerWords();
  return (
    <Select
      data={data}
      value={value || null}
      onChange={(picked) => onPick(picked ?? '')}
      searchable
      clearable
      nothingFoundMessage={t('common.nothing_found')}
      clearButtonProps={{ 'aria-label': t('common.clear'), tabIndex: -1 }}
      {...rest}
    />
  );
}

/** Areas as a tree; `without` leaves one out, with all that lies below. */
export function AreaPicker({ without, ...props }: PickerProps & { without?: string | undefined }) {
  const t = useManagerWords();
  const { data = [] } = useAreas();
  const fit = inTreeOrder(data).filter(({ above }) => without === undefined || !above.includes(without));
  const depths = new Map(fit.map(({ area, above }) => [area.id, above.length - 1]));
  return (
    <Picker
      label={t('common.area')}
      placeholder={t('common.all')}
      renderOption={({ option }) => (
        <span style={{ paddingLeft: `${(depths.get(option.value) ?? 0) * 16}px` }}>{option.label}</span>
      )}
      {...props}
      data={fit.map(({ area }) => ({ value: area.id, label: area.name }))}
    />
  );
}

export function PersonPicker({
  isFit = () => true,
  ...props
}: PickerProps & { isFit?: (id: string) => boolean }) {
  const t = useManagerWords();
  const { data = [] } = usePeople();
  const people = data
    .filter(({ id, active }) => (active && isFit(id)) || id === props.value)
    .map(({ id, full_name }) => ({ value: id, label: full_name }));
  return <Picker label={t('common.executor')} placeholder={t('common.any')} {...props} data={people} />;
}

export function TemplatePicker({ onlyActive = false, ...props }: PickerProps & { onlyActive?: boolean }) {
  const t = useManagerWords();
  const { data = [] } = useTemplates();
  const templates = data
    .filter(({ status, id }) => !onlyActive || status === 'active' || id === props.value)
    .map(({ id, name }) => ({ value: id, label: name }));
  return <Picker label={t('common.template')} placeholder={t('common.any')} {...props} data={templates} />;
}
