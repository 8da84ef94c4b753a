import { Button, Code, Progress, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../api/client';
import { Problem } from '../../parts/Problem';
import { useLanguage } from '../../words/words';
import { useAdminWords } from '../adminWords';
import type { AuditVerdict } from '../data/types';
import { useManagerWords } from '../words';

/** Has the chain of entries computed anew. */
export function Verification() {
  const t = useManagerWords();
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: async () => ({ verdict: await api.get<AuditVerdict>('/audit/verify'), at: new Date() }),
  });
  return (
    <div className="m-card" aria-live="polite">
      <Button w="fit-content" loading={isPending} onClick={() => mutate()}>
        {t('audit.verify')}
      </Button>
      {isPending && <Running />}
      {error && <Problem error={error} />}
      {data && !isPending && <Verdict {...data} />}
    </div>
  );
}

function Running() {
  const t = useAdminWords();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((past) => past + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  const words = t('audit.running', { seconds });
  return (
    <div>
      <Text size="sm">{words}</Text>
      <Progress value={100} animated aria-label={t('audit.running', { seconds: 0 })} />
    </div>
  );
}

function Verdict({ verdict, at }: { verdict: AuditVerdict; at: Date }) {
  const t = useManagerWords();
  const admin = useAdminWords();
  const spoken = useLanguage();
  const { ok, entries, first_bad_seq, anchors, head } = verdict;
  return (
    <section className="m-verdict" data-kind={ok ? 'ok' : 'down'}>
      <Text fw={650} size="lg">
        {t(ok ? 'audit.sound' : 'audit.broken')}
      </Text>
      <Text>{t('audit.sound_text', { count: entries })}</Text>
      {first_bad_seq !== null && <Text>{t('audit.broken_text', { seq: first_bad_seq })}</Text>}
      {anchors?.first_bad && <Text>{t('audit.anchor_broken', { name: anchors.first_bad })}</Text>}
      <Text>{anchors ? t('audit.anchors', { count: anchors.checked }) : t('audit.no_anchors')}</Text>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {admin('audit.head', { seq: head.seq, hash: head.hash })}
      </Text>
      {anchors && (
        <details>
          <summary className="m-summary">{admin('audit.anchors_key')}</summary>
          <Code block className="m-code" tabIndex={0}>
            {anchors.public_key}
          </Code>
        </details>
      )}
      <Text size="sm">
        {admin('audit.verified_at', { time: at.toLocaleTimeString(spoken, { hour12: false }) })}
      </Text>
    </section>
  );
}
