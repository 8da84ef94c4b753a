import { Button, Text, Title } from '@mantine/core';
import { useId, useState } from 'react';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { useManagerWords } from '../words';
import { useTargetText } from './useTargetText';
import { When } from './When';

interface TimelineCardProps {
  title: string;
  zone: string | undefined;
  timeline:
    | {
        items: { id: string; at: string; planned_at: string | null; kind: string; text: string }[];
        planned: { at: string; kind: 'reminder' | 'due' | 'step' | 'miss'; step: number; to: string[] }[];
      }
    | undefined;
  error: unknown;
}

const SHOWN_AT_FIRST = 12;
const LATE_MS = 60_000;
const GRAVE = new Set(['overdue', 'escalated', 'missed', 'declined', 'cancelled', 'returned']);

/** One line of time: upwards what is to come, below «now» what has been, newest first. */
export function TimelineCard({ title, zone, timeline, error }: TimelineCardProps) {
  const t = useManagerWords();
  const id = useId();
  const targetText = useTargetText();
  const [isWhole, setWhole] = useState(false);
  const past = [...(timeline?.items ?? [])].reverse();
  const planned = [...(timeline?.planned ?? [])].reverse();
  const shown = isWhole ? past : past.slice(0, SHOWN_AT_FIRST);
  return (
    <section className="m-card" aria-labelledby={id}>
      <Title order={2} size="h4" id={id}>
        {title}
      </Title>
      {error ? <Problem error={error} /> : null}
      {!timeline && !error && <Loading />}
      {timeline && (
        <ol className="m-time">
          {planned.map(({ at, kind, step, to }) => (
            <li key={`${kind}${step}${at}`} data-planned>
              <Text size="xs" c="dimmed">
                <When at={at} zone={zone} />
              </Text>
              <Text size="sm">
                {t(`check.planned_kind.${kind}`, { step })}
                {to.length > 0 && (
                  <Text span c="dimmed" size="sm">
                    {`, ${t('check.to', { names: to.map(targetText).join(', ') })}`}
                  </Text>
                )}
              </Text>
            </li>
          ))}
          {planned.length > 0 && (
            <li data-now>
              <Text size="sm" fw={600}>
                {t('check.now')}
                <Text span size="sm" c="dimmed" fw={400}>
                  {` — ${t('check.planned_above')}`}
                </Text>
              </Text>
            </li>
          )}
          {shown.map(({ id: key, at, planned_at, kind, text }) => (
            <li key={key} {...(GRAVE.has(kind) && { 'data-grave': true })}>
              <Text size="xs" c="dimmed">
                <When at={at} zone={zone} />
                {planned_at && Date.parse(at) - Date.parse(planned_at) > LATE_MS && (
                  <>
                    {' '}
                    ({t('check.was_planned')} <When at={planned_at} zone={zone} />)
                  </>
                )}
              </Text>
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {text}
              </Text>
            </li>
          ))}
        </ol>
      )}
      {shown.length < past.length && (
        <Button variant="subtle" mih={44} className="m-acts" onClick={() => setWhole(true)}>
          {t('check.whole_timeline', { count: past.length })}
        </Button>
      )}
    </section>
  );
}
