import { Table, Text } from '@mantine/core';
import type { AnalyticsSummary } from '../data/types';
import { useManagerWords } from '../words';
import { usePercent } from './usePercent';

/** The questions that fail most often. */
export function TopFailed({ questions }: { questions: AnalyticsSummary['top_failed'] }) {
  const t = useManagerWords();
  const percent = usePercent();
  return (
    <div className="m-scroll">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('analytics.question')}</Table.Th>
            <Table.Th ta="right">{t('analytics.failed')}</Table.Th>
            <Table.Th ta="right">{t('analytics.answered')}</Table.Th>
            <Table.Th ta="right">{t('analytics.share')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {questions.map(({ template_id, question_id, text, template_name, failed, answered }) => (
            <Table.Tr key={`${template_id} ${question_id}`}>
              <Table.Th scope="row" fw={400}>
                {text}
                <Text span display="block" size="sm" c="dimmed">
                  {template_name}
                </Text>
              </Table.Th>
              <Table.Td ta="right">{failed}</Table.Td>
              <Table.Td ta="right">{answered}</Table.Td>
              <Table.Td ta="right">{percent(answered === 0 ? null : failed / answered)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
