import { Button, Group, MultiSelect, Select, Stack, Text, Title } from '@mantine/core';
import type { EscalationStep, ReportFormat, Settings } from '../../../../../domain/template';
import { useRoles } from '../../data/lookups';
import { useTemplateWords } from '../words';
import { DurationField } from './DurationField';
import type { Patch } from './draft';
import { patched } from './draft';
import { useDraftNow, useEditor, useFault } from './editorContext';
import { FlagField, NumberField, Spot } from './fields';
import { TargetsField } from './TargetsField';

/** By what rules a check of the template lives. */
export function SettingsForm() {
  const t = useTemplateWords();
  const { settings } = useDraftNow();
  const { change } = useEditor();
  const patch = (some: Patch<Settings>) =>
    change(
      (draft) => ({ ...draft, settings: patched(draft.settings, some) }),
      `settings ${Object.keys(some).join()}`,
    );
  const isWorkingTime = settings.working_time;
  return (
    <Stack gap="lg">
      <section className="m-card" aria-labelledby="tpl-time">
        <Title order={2} size="h4" id="tpl-time">
          {t('settings.time')}
        </Title>
        <DurationField
          path="/settings/due_in"
          label={t('field.due_in')}
          description={t('hint.due_in')}
          value={settings.due_in}
          isWorkingTime={isWorkingTime}
          onDuration={(due_in) => patch({ due_in: due_in ?? '' })}
        />
        <FlagField
          path="/settings/working_time"
          label={t('field.working_time')}
          description={t('hint.working_time')}
          isSet={settings.working_time}
          onFlag={(working_time) => patch({ working_time })}
        />
        <Reminders settings={settings} onPatch={patch} />
      </section>
      <section className="m-card" aria-labelledby="tpl-late">
        <Title order={2} size="h4" id="tpl-late">
          {t('settings.late')}
        </Title>
        <Escalation settings={settings} onPatch={patch} />
        <FlagField
          path="/settings/miss"
          label={t('settings.misses')}
          isSet={settings.miss_after !== undefined}
          onFlag={(isSet) => patch({ miss_after: isSet ? 'PT24H' : undefined })}
        />
        {settings.miss_after !== undefined && (
          <DurationField
            path="/settings/miss_after"
            label={t('field.miss_after')}
            value={settings.miss_after}
            isWorkingTime={isWorkingTime}
            onDuration={(miss_after) => patch({ miss_after: miss_after ?? '' })}
          />
        )}
      </section>
      <EndOfCheck settings={settings} onPatch={patch} />
    </Stack>
  );
}

interface PartProps {
  settings: Settings;
  onPatch: (patch: Patch<Settings>) => void;
}

function Reminders({ settings: { reminders, working_time }, onPatch }: PartProps) {
  const t = useTemplateWords();
  return (
    <Spot path="/settings/reminders">
      <fieldset className="tpl-part">
        <legend>{t('field.reminders')}</legend>
        <Text size="sm" c="dimmed">
          {t('hint.reminders')}
        </Text>
        {reminders.map((duration, index) => (
          // A reminder has no name of its own.
          <Group key={index} gap="xs" align="flex-end">
            <DurationField
              path={`/settings/reminders/${index}`}
              label={t('settings.reminder', { number: index + 1 })}
              value={duration}
              isWorkingTime={working_time}
              onDuration={(next) => onPatch({ reminders: reminders.with(index, next ?? '') })}
            />
            <Button
              variant="subtle"
              mih={44}
              aria-label={t('settings.remove_reminder', { number: index + 1 })}
              onClick={() => onPatch({ reminders: reminders.toSpliced(index, 1) })}
            >
              ×
            </Button>
          </Group>
        ))}
        <Button
          variant="default"
          w="fit-content"
          mih={44}
          onClick={() => onPatch({ reminders: [...reminders, 'PT30M'] })}
        >
          {t('settings.add_reminder')}
        </Button>
      </fieldset>
    </Spot>
  );
}

function Escalation({ settings: { escalation, working_time }, onPatch }: PartProps) {
  const t = useTemplateWords();
  const put = (index: number, step: EscalationStep) => onPatch({ escalation: escalation.with(index, step) });
  return (
    <Spot path="/settings/escalation">
      <fieldset className="tpl-part">
        <legend>{t('field.escalation')}</legend>
        <Text size="sm" c="dimmed">
          {t(escalation.length > 0 ? 'hint.escalation' : 'settings.no_steps')}
        </Text>
        {escalation.map((step, index) => (
          // A step has no name of its own: its place tells it.
          <div
            key={index}
            className="tpl-step"
            role="group"
            aria-label={t('settings.step', { number: index + 1 })}
          >
            <Group justify="space-between">
              <Text fw={600}>{t('settings.step', { number: index + 1 })}</Text>
              <Button
                variant="subtle"
                mih={44}
                aria-label={t('settings.remove_step', { number: index + 1 })}
                onClick={() => onPatch({ escalation: escalation.toSpliced(index, 1) })}
              >
                ×
              </Button>
            </Group>
            <div className="tpl-grid">
              <DurationField
                path={`/settings/escalation/${index}/after`}
                label={t('field.after')}
                value={step.after}
                isWorkingTime={working_time}
                onDuration={(after) => put(index, { ...step, after: after ?? '' })}
              />
              <TargetsField
                path={`/settings/escalation/${index}/to`}
                label={t('field.to')}
                value={step.to}
                onTargets={(to) => put(index, { ...step, to })}
              />
            </div>
          </div>
        ))}
        <Button
          variant="default"
          w="fit-content"
          mih={44}
          onClick={() => onPatch({ escalation: [...escalation, { after: 'PT1H', to: ['supervisor'] }] })}
        >
          {t('settings.add_step')}
        </Button>
      </fieldset>
    </Spot>
  );
}

const FORMATS: readonly ReportFormat[] = ['PDF', 'HTML', 'JSON'];

function EndOfCheck({ settings, onPatch }: PartProps) {
  const t = useTemplateWords();
  const { data: roles = [] } = useRoles();
  const { error } = useFault('/settings/review');
  const { review, pass_score } = settings;
  const known = ['none', 'supervisor', ...roles.map(({ name }) => `role:${name}`)];
  const roleTitle = (target: string) =>
    roles.find(({ name }) => `role:${name}` === target)?.title ?? target.slice('role:'.length);
  return (
    <section className="m-card" aria-labelledby="tpl-end">
      <Title order={2} size="h4" id="tpl-end">
        {t('settings.end')}
      </Title>
      <div className="tpl-grid">
        <Spot path="/settings/review">
          <Select
            label={t('field.review')}
            description={t('hint.review')}
            value={review}
            allowDeselect={false}
            error={error}
            data={[...new Set([...known, review])].map((value) => ({
              value,
              label: value.startsWith('role:')
                ? t('settings.review_role', { role: roleTitle(value) })
                : t(value === 'supervisor' ? 'settings.review_supervisor' : 'settings.review_none'),
            }))}
            onChange={(next) => onPatch({ review: next as Settings['review'] })}
          />
        </Spot>
        {review !== 'none' && (
          <DurationField
            path="/settings/review_due_in"
            label={t('field.review_due_in')}
            value={settings.review_due_in}
            isWorkingTime={settings.working_time}
            onDuration={(review_due_in) => onPatch({ review_due_in: review_due_in ?? '' })}
          />
        )}
        <MultiSelect
          label={t('field.report_formats')}
          data={[...FORMATS]}
          value={settings.report_formats}
          onChange={(formats) => onPatch({ report_formats: formats as ReportFormat[] })}
        />
        <NumberField
          path="/settings/pass_score"
          label={t('field.pass_score')}
          description={t('hint.pass_score')}
          value={pass_score}
          min={0}
          max={100}
          onNumber={(next) => onPatch({ pass_score: next })}
        />
      </div>
      <FlagField
        path="/settings/allow_decline"
        label={t('field.allow_decline')}
        isSet={settings.allow_decline}
        onFlag={(allow_decline) => onPatch({ allow_decline })}
      />
    </section>
  );
}
