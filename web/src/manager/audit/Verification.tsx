import { Alert, Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api/client';
import { Problem } from '../../parts/Problem';
import type { AuditVerdict } from '../data/types';
import { useManagerWords } from '../words';

/** Has the chain of entries computed anew. */
export function Verification() {
  const t = useManagerWords();
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: () => api.get<AuditVerdict>('/audit/verify'),
  });
  return (
    <div className="m-card" aria-live="polite">
      <Button w="fit-content" loading={isPending} onClick={() => mutate()}>
        {t('audit.verify')}
      </Button>
      {error && <Problem error={error} />}
      {data && (
        <Alert
          color={data.ok ? 'green' : 'red'}
          variant="light"
          title={t(data.ok ? 'audit.sound' : 'audit.broken')}
          styles={{
            title: { color: 'var(--mantine-color-text)' },
            message: { color: 'var(--mantine-color-text)' },
          }}
        >
          <Text>{t('audit.sound_text', { count: data.entries })}</Text>
          {data.first_bad_seq !== null && <Text>{t('audit.broken_text', { seq: data.first_bad_seq })}</Text>}
          {data.anchors?.first_bad && (
            <Text>{t('audit.anchor_broken', { name: data.anchors.first_bad })}</Text>
          )}
          <Text>
            {data.anchors ? t('audit.anchors', { count: data.anchors.checked }) : t('audit.no_anchors')}
          </Text>
        </Alert>
      )}
    </div>
  );
}
