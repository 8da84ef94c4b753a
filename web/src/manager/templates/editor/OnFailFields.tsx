import { Select } from '@mantine/core';
import type { OnFail, Priority } from '../../../../../domain/template';
import { useTemplateWords } from '../words';
import { DurationField } from './DurationField';
import type { DraftQuestion, Patch } from './draft';
import { patched } from './draft';
import { FlagField, Spot, TextField } from './fields';
import { TargetField, TargetsField } from './TargetsField';

const PRIORITIES: readonly Priority[] = ['low', 'medium', 'high'];

interface OnFailFieldsProps {
  path: string;
  question: DraftQuestion;
  onPatch: (patch: Patch<DraftQuestion>) => void;
}

/** What a failed answer demands. */
export function OnFailFields({ path, question, onPatch }: OnFailFieldsProps) {
  const t = useTemplateWords();
  const demands = question.on_fail ?? {};
  const { action } = demands;
  const patch = (some: Patch<OnFail>) => {
    const next = patched(demands, some);
    onPatch({ on_fail: Object.keys(next).length > 0 ? next : undefined });
  };
  const act = (some: Patch<NonNullable<OnFail['action']>>) =>
    action && patch({ action: patched(action, some) });
  return (
    <Spot path={path}>
      <fieldset className="tpl-part">
        <legend>{t('field.on_fail')}</legend>
        <FlagField
          path={`${path}/require_comment`}
          label={t('field.require_comment')}
          isSet={demands.require_comment}
          onFlag={(isSet) => patch({ require_comment: isSet || undefined })}
        />
        <FlagField
          path={`${path}/require_photo`}
          label={t('field.require_photo')}
          isSet={demands.require_photo}
          onFlag={(isSet) => patch({ require_photo: isSet || undefined })}
        />
        <TargetsField
          path={`${path}/notify`}
          label={t('field.notify')}
          value={demands.notify ?? []}
          onTargets={(notify) => patch({ notify: notify.length > 0 ? notify : undefined })}
        />
        <FlagField
          path={`${path}/action`}
          label={t('more.create_action')}
          isSet={action !== undefined}
          onFlag={(isSet) =>
            patch({
              action: isSet
                ? {
                    title: t('more.default_action', { text: question.text }).slice(0, 300),
                    ...{ priority: 'medium', due_in: 'P1D', owner: 'supervisor' },
                  }
                : undefined,
            })
          }
        />
        {action && (
          <div className="tpl-grid">
            <TextField
              path={`${path}/action/title`}
              label={t('field.action')}
              value={action.title}
              maxLength={300}
              onText={(title) => act({ title })}
            />
            <TargetField
              path={`${path}/action/owner`}
              label={t('field.owner')}
              value={action.owner}
              onTarget={(owner) => act({ owner })}
            />
            <Select
              label={t('field.priority')}
              value={action.priority}
              allowDeselect={false}
              data={PRIORITIES.map((value) => ({ value, label: t(`more.priorities.${value}`) }))}
              onChange={(priority) => act({ priority: priority as Priority })}
            />
            <DurationField
              path={`${path}/action/due_in`}
              label={t('field.due_in')}
              value={action.due_in}
              onDuration={(due_in) => act({ due_in: due_in ?? '' })}
            />
          </div>
        )}
      </fieldset>
    </Spot>
  );
}
