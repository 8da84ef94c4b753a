import { Badge, Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { dueWords, useDueMoment } from '../parts/dueWords';
import { type Unsent, isSubmit } from '../api/unsent';
import { useWords } from '../words/words';
import type { ListedCheck } from './checks';
import { useOutbox } from './outboxState';
import { isLeaving } from './queueRules';
import { unsentWords } from './unsentWords';

/** The overdue first, then what is begun, then what is to be begun, then what is handed in; in each the soonest first. */
export function CheckGroups({ checks }: { checks: readonly ListedCheck[] }) {
  const t = useWords();
  const sorted = [...checks].sort((a, b) => a.due_at.localeCompare(b.due_at));
  const isLate = ({ due_at }: ListedCheck) => Date.parse(due_at) <= Date.now();
  const isBegun = ({ status }: ListedCheck) => status === 'in_progress';
  const { unsent } = useOutbox();
  const leaving = new Set(
    unsent.flatMap((row) => (isSubmit(row) && isLeaving(unsent, row) ? [row.check_id] : [])),
  );
  const toDo = sorted.filter(({ id }) => !leaving.has(id));
  const groups = [
    { title: t('checks.overdue'), items: toDo.filter(isLate) },
    { title: t('checks.begun'), items: toDo.filter((check) => !isLate(check) && isBegun(check)) },
    { title: t('checks.open'), items: toDo.filter((check) => !isLate(check) && !isBegun(check)) },
    { title: t('handing.group'), items: sorted.filter(({ id }) => leaving.has(id)) },
  ].filter(({ items }) => items.length > 0);

  return groups.map(({ title, items }) => (
    <Stack key={title} component="section" gap="sm">
      <Title order={2} size="h4">
        {title}
        <span className="count">{items.length}</span>
      </Title>
      {items.map((check) => (
        <CheckCard key={check.id} check={check} isLate={isLate(check)} />
      ))}
    </Stack>
  ));
}

function CheckCard({ check, isLate }: { check: ListedCheck; isLate: boolean }) {
  const t = useWords();
  const dueMoment = useDueMoment();
  const { unsent } = useOutbox();
  const { answered, total } = check.progress;
  const own = unsent.filter(({ check_id }) => check_id === check.id);
  return (
    <Card
      component={Link}
      to={`/fill/${check.id}`}
      withBorder
      padding="md"
      className="check-card"
      data-late={isLate}
    >
      <Group justify="space-between" align="flex-start" gap="xs">
        <Text fw={600} size="lg" lh={1.3} className="check-title">
          {check.title}
        </Text>
        <Badge
          color={isLate ? 'red.9' : 'pine'}
          size="lg"
          variant={isLate ? 'filled' : 'light'}
          className="due"
        >
          {dueWords(t, check.due_at)}
        </Badge>
      </Group>
      <Text c="dimmed">{[check.area?.name, dueMoment(check)].filter(Boolean).join(' · ')}</Text>
      {!own.some((row) => isSubmit(row) && isLeaving(own, row)) && (
        <>
          <Progress
            value={total === 0 ? 0 : (100 * answered) / total}
            mt="sm"
            aria-label={t('checks.progress', { answered, total })}
          />
          <Text size="sm" mt={4}>
            {t('checks.progress', { answered, total })}
          </Text>
        </>
      )}
      <OnDevice own={own} />
    </Card>
  );
}

/** What of the check has not left the device, and whether that needs a decision. */
function OnDevice({ own }: { own: readonly Unsent[] }) {
  const t = useWords();
  if (own.length === 0) return null;
  const refused = own.filter((one) => one.refused !== undefined);
  return (
    <Text size="sm" fw={600} mt={4} {...(refused.length > 0 && { c: 'var(--bad)' })}>
      {words()}
    </Text>
  );

  function words(): string {
    const submit = own.find(isSubmit);
    if (submit?.refused !== undefined) return t('handing.cardRefused');
    if (submit) return t(refused.length > 0 ? 'handing.cardHeld' : 'handing.card');
    if (refused.length > 0) return t('sync.refused', { what: unsentWords(t, refused) });
    return t('sync.waiting', { what: unsentWords(t, own) });
  }
}
