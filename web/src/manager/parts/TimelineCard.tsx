import { Text, Title } from '@mantine/core';
import { useId } from 'react';
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
        items: { id: string; at: string; text: string }[];
        planned: { at: string; kind: 'reminder' | 'due' | 'step' | 'miss'; step: number; to: string[] }[];
      }
    | undefined;
  error: unknown;
}

/** What is to come first, then what has been, newest first. */
export function TimelineCard({ title, zone, timeline, error }: TimelineCardProps) {
  const t = useManagerWords();
  const id = useId();
  const targetText = useTargetText();
  return (
    <section className="m-card" aria-labelledby={id}>
      <Title order={2} size="h4" id={id}>
        {title}
      </Title>
      {error ? <Problem error={error} /> : null}
      {!timeline && !error && <Loading />}
      {timeline && timeline.planned.length > 0 && (
        <>
          <Title order={3} size="h6">
            {t('check.planned')}
          </Title>
          <ol className="m-list">
            {timeline.planned.map(({ at, kind, step, to }) => (
              <li key={`${kind}${step}${at}`} style={{ padding: '6px 0' }}>
                <Text size="sm">
                  <When at={at} zone={zone} /> — {t(`check.planned_kind.${kind}`, { step })}
                  {to.length > 0 && (
                    <Text
                      span
                      c="dimmed"
                      size="sm"
                    >{`, ${t('check.to', { names: to.map(targetText).join(', ') })}`}</Text>
                  )}
                </Text>
              </li>
            ))}
          </ol>
          <Title order={3} size="h6">
            {t('check.past')}
          </Title>
        </>
      )}
      {timeline && (
        <ol className="m-list" reversed>
          {[...timeline.items].reverse().map(({ id: key, at, text }) => (
            <li key={key} style={{ padding: '6px 0' }}>
              <Text size="xs" c="dimmed">
                <When at={at} zone={zone} />
              </Text>
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {text}
              </Text>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
