import { MultiSelect, Select } from '@mantine/core';
import { usePeople, useRoles } from '../../data/lookups';
import { useManagerWords } from '../../words';
import { useTemplateWords } from '../words';
import { useFault, useFaultsUnder } from './editorContext';
import { Spot } from './fields';

interface Choices {
  group: string;
  items: { value: string; label: string }[];
}

/** Whom a template can name; those it names already stay in the list, whatever became of them. */
function useChoices(chosen: readonly string[]): Choices[] {
  const t = useTemplateWords();
  const { data: roles } = useRoles();
  const { data: people } = usePeople();
  const named = (kind: string, known: { value: string; label: string }[], isLoaded: boolean) => {
    const lost = chosen.filter(
      (target) => target.startsWith(`${kind}:`) && !known.some(({ value }) => value === target),
    );
    const label = (target: string) =>
      isLoaded ? `${target.slice(kind.length + 1)} (${t('target.unknown')})` : '…';
    return [...known, ...lost.map((value) => ({ value, label: label(value) }))];
  };
  return [
    {
      group: t('target.line'),
      items: (['executor', 'supervisor'] as const).map((value) => ({ value, label: t(`target.${value}`) })),
    },
    {
      group: t('target.roles'),
      items: named(
        'role',
        (roles ?? []).map(({ name, title }) => ({
          value: `role:${name}`,
          label: t('settings.review_role', { role: title }),
        })),
        roles !== undefined,
      ),
    },
    {
      group: t('target.people'),
      items: named(
        'user',
        (people ?? [])
          .filter(({ id, active }) => active || chosen.includes(`user:${id}`))
          .map(({ id, full_name }) => ({ value: `user:${id}`, label: full_name })),
        people !== undefined,
      ),
    },
  ];
}

interface TargetsFieldProps {
  path: string;
  label: string;
  value: readonly string[];
  onTargets: (value: string[]) => void;
}

export function TargetsField({ path, label, value, onTargets }: TargetsFieldProps) {
  const m = useManagerWords();
  const [fault] = useFaultsUnder(path);
  return (
    <Spot path={path}>
      <MultiSelect
        label={label}
        data={useChoices(value)}
        value={[...value]}
        onChange={onTargets}
        searchable
        hidePickedOptions
        nothingFoundMessage={m('common.nothing_found')}
        error={fault}
      />
    </Spot>
  );
}

interface TargetFieldProps {
  path: string;
  label: string;
  value: string;
  onTarget: (value: string) => void;
}

export function TargetField({ path, label, value, onTarget }: TargetFieldProps) {
  const m = useManagerWords();
  const { error } = useFault(path);
  return (
    <Spot path={path}>
      <Select
        label={label}
        data={useChoices([value])}
        value={value}
        onChange={(next) => next && onTarget(next)}
        searchable
        allowDeselect={false}
        nothingFoundMessage={m('common.nothing_found')}
        error={error}
      />
    </Spot>
  );
}
