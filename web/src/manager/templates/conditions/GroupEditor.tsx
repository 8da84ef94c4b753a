import { Button, Group as Row, SegmentedControl, Text } from '@mantine/core';
import { useTemplateWords } from '../words';
import { type Group, isGroup, type NamedQuestion, type Test } from './condition';
import { defaultTest } from './defaultTest';
import { TestEditor } from './TestEditor';

const DEEPEST = 3;

interface GroupEditorProps {
  group: Group;
  questions: readonly NamedQuestion[];
  /** Which one a new part asks for at first. */
  suggested: NamedQuestion | undefined;
  selfId?: string;
  depth?: number;
  /** Undefined where nothing of it is left. */
  onGroup: (group: Group | undefined) => void;
}

export function GroupEditor({ group, questions, suggested, selfId, depth = 1, onGroup }: GroupEditorProps) {
  const t = useTemplateWords();
  const { joins, parts } = group;
  const put = (next: (Test | Group)[]) => onGroup(next.length > 0 ? { joins, parts: next } : undefined);
  return (
    <div className="tpl-group" role="group" aria-label={t('condition.joins')}>
      {parts.length > 1 && (
        <Row gap="xs">
          <Text size="sm">{t('condition.joins')}</Text>
          <SegmentedControl
            aria-label={t('condition.joins')}
            value={joins}
            onChange={(next) => onGroup({ joins: next as Group['joins'], parts })}
            data={[
              { value: 'all', label: t('condition.all') },
              { value: 'any', label: t('condition.any') },
            ]}
          />
        </Row>
      )}
      {parts.map((part, index) => {
        const replace = (next: Test | Group | undefined) =>
          put(next ? parts.with(index, next) : parts.toSpliced(index, 1));
        // A part has no name of its own: its place is all that tells it.
        return isGroup(part) ? (
          <GroupEditor
            key={index}
            group={part}
            questions={questions}
            suggested={suggested}
            depth={depth + 1}
            onGroup={replace}
            {...(selfId !== undefined && { selfId })}
          />
        ) : (
          <TestEditor
            key={index}
            test={part}
            number={index + 1}
            questions={questions}
            onTest={replace}
            {...(selfId !== undefined && { selfId })}
          />
        );
      })}
      <Row gap="xs">
        <Button
          variant="default"
          mih={44}
          disabled={!suggested}
          onClick={() => suggested && put([...parts, defaultTest(suggested)])}
        >
          {t('condition.add_test')}
        </Button>
        {depth < DEEPEST && (
          <Button
            variant="default"
            mih={44}
            disabled={!suggested}
            onClick={() =>
              suggested &&
              put([...parts, { joins: joins === 'all' ? 'any' : 'all', parts: [defaultTest(suggested)] }])
            }
          >
            {t('condition.add_group')}
          </Button>
        )}
        {depth > 1 && (
          <Button variant="subtle" c="var(--bad)" mih={44} onClick={() => onGroup(undefined)}>
            {t('condition.remove_group')}
          </Button>
        )}
      </Row>
    </div>
  );
}
