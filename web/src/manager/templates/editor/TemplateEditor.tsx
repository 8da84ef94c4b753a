import { Anchor, Tabs, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ApiProblem } from '../../../api/client';
import { ConfirmDialog } from '../../../parts/ConfirmDialog';
import { PageTitle } from '../../../parts/PageTitle';
import { Problem } from '../../../parts/Problem';
import { useTemplates } from '../../data/lookups';
import type { Template } from '../../data/types';
import { contentOfTemplate } from '../contentOfTemplate';
import { PhonePreview } from '../preview/PhonePreview';
import { useManagerWords } from '../../words';
import { useTemplateWords } from '../words';
import { AboutCard } from './AboutCard';
import { ConflictDialog } from './ConflictDialog';
import { type Draft, draftOf } from './draft';
import { EditorBar } from './EditorBar';
import { ActionsContext, DraftContext, FaultsContext } from './editorContext';
import { findPlace, remove as removeRow } from './editDraft';
import { FaultList } from './FaultList';
import { jumpTo } from './jumpTo';
import { Rows } from './Rows';
import { SettingsForm } from './SettingsForm';
import { type Base, useDraft } from './useDraft';
import { type ServerFaults, useFaults } from './useFaults';
import { useLeaveGuard } from './useLeaveGuard';
import { useSaving } from './useSaving';
import { useUndoKeys } from './useUndoKeys';

type Tab = 'questions' | 'settings' | 'preview';

interface TemplateEditorProps {
  templateId: string | undefined;
  from: Base;
  initial: Draft;
  keptKey: string;
}

const REMOVED = 'template-row-removed';

/** Questions and rules of a template at the left, an executor's phone at the right. */
export function TemplateEditor({ templateId, from, initial, keptKey }: TemplateEditorProps) {
  const t = useTemplateWords();
  const m = useManagerWords();
  const navigate = useNavigate();
  const isWide = useMediaQuery('(min-width: 75em)') ?? true;
  const [base, setBase] = useState(from);
  const { draft, content, isChanged, change, undo, redo, canUndo, canRedo, settle } = useDraft(
    initial,
    base,
    keptKey,
  );
  const [tab, setTab] = useState<Tab>('questions');
  const [selected, select] = useState<string>();
  const [server, setServer] = useState<ServerFaults>();
  const [isTried, setTried] = useState(false);
  const [jump, setJump] = useState<string>();
  const [theirs, setTheirs] = useState<Template>();
  const { faults, list, own } = useFaults(draft, content, server, isTried);
  const guard = useLeaveGuard(isChanged);
  useUndoKeys(undo, redo);
  const saving = useSaving({
    templateId,
    onConflict: setTheirs,
    onSaved: async (saved) => {
      guard.letGo();
      await settle();
      await navigate(`/templates/${saved.id}`, { replace: true });
    },
  });
  const save = (version: number | undefined = base.version) => {
    setTried(true);
    const [first] = list;
    if (first && own.length > 0) return goTo(first.path);
    saving.mutate(
      { content, version },
      {
        onError: (error) => {
          if (!(error instanceof ApiProblem) || error.errors.length === 0) return;
          setServer({ draft, errors: error.errors });
          const [worst] = error.errors;
          if (worst) goTo(worst.path);
        },
      },
    );
  };

  useEffect(() => {
    notifications.hide(REMOVED);
  }, [draft]);
  const remove = useCallback(
    (key: string, name: string) => {
      change((now) => removeRow(now, key));
      // After the effect that takes away what was said of the draft before.
      setTimeout(() =>
        notifications.show({
          id: REMOVED,
          autoClose: 10_000,
          closeButtonProps: { 'aria-label': t('editor.close') },
          message: (
            <>
              {t('list_of.removed', { name })}{' '}
              <Anchor component="button" type="button" onClick={undo} mih={44}>
                {t('list_of.undo')}
              </Anchor>
            </>
          ),
        }),
      );
    },
    [change, undo, t],
  );
  const actions = useMemo(() => ({ change, select, remove }), [change, remove]);

  const goTo = (path: string) => {
    setTab(path.startsWith('/settings') ? 'settings' : 'questions');
    const [, , s, , q] = path.split('/').slice(1);
    const section = path.startsWith('/structure') ? draft.sections[Number(s)] : undefined;
    const part = q === undefined ? section : section?.questions[Number(q)];
    if (part) select(part.key);
    setJump(path);
  };
  useEffect(() => {
    if (jump === undefined) return undefined;
    // Parts that were closed open first.
    const frame = requestAnimationFrame(() => {
      jumpTo(jump);
      setJump(undefined);
    });
    return () => cancelAnimationFrame(frame);
  }, [jump]);
  useEffect(() => {
    const row = selected && document.querySelector<HTMLElement>('.tpl-row[data-open=true]');
    if (!row) return;
    row.scrollIntoView({ block: 'nearest' });
    if (!row.querySelector<HTMLInputElement>('textarea, input')?.value)
      row.querySelector<HTMLElement>('textarea, input')?.focus({ preventScroll: true });
  }, [selected]);

  const judged = useMemo(() => ({ content, own }), [content, own]);
  // Typing goes before drawing the phone.
  const shown = useDeferredValue(judged);
  const preview = (
    <PhonePreview
      content={shown.content}
      faults={shown.own}
      shownId={selected && findPlace(draft, selected)?.question?.id}
    />
  );
  return (
    <ActionsContext value={actions}>
      <DraftContext value={draft}>
        <FaultsContext value={faults}>
          <div className="m-page tpl-page">
            <Anchor
              component={Link}
              to={templateId ? `/templates/${templateId}` : '/templates'}
              size="sm"
              w="fit-content"
              py="xs"
            >
              ← {templateId ? t('editor.back') : m('templates.title')}
            </Anchor>
            <PageTitle>{t(templateId ? 'editor.title_edit' : 'editor.title_new')}</PageTitle>
            <EditorBar
              version={base.version}
              isChanged={isChanged}
              isSaving={saving.isPending}
              faults={list.filter(({ isBlank }) => isTried || !isBlank).length}
              onFaults={() => {
                setTried(true);
                if (list[0]) goTo(list[0].path);
              }}
              onSave={() => save()}
              undo={canUndo ? undo : undefined}
              redo={canRedo ? redo : undefined}
            />
            {isTried && list.length > 0 && <FaultList list={list} onJump={goTo} />}
            {saving.error && <SaveProblem error={saving.error} name={draft.name} />}
            <div className="tpl-two">
              <Tabs
                value={isWide && tab === 'preview' ? 'questions' : tab}
                onChange={(next) => setTab(next as Tab)}
                keepMounted={false}
              >
                <Tabs.List mb="md">
                  <Tabs.Tab value="questions">{t('editor.questions')}</Tabs.Tab>
                  <Tabs.Tab value="settings">{t('editor.rules')}</Tabs.Tab>
                  {!isWide && <Tabs.Tab value="preview">{t('editor.preview')}</Tabs.Tab>}
                </Tabs.List>
                <Tabs.Panel value="questions" className="tpl-stack">
                  <AboutCard />
                  <Rows selected={selected} />
                </Tabs.Panel>
                <Tabs.Panel value="settings">
                  <SettingsForm />
                </Tabs.Panel>
                {!isWide && <Tabs.Panel value="preview">{preview}</Tabs.Panel>}
              </Tabs>
              {isWide && preview}
            </div>
          </div>
          <ConflictDialog
            theirs={theirs}
            base={base.content}
            mine={content}
            onClose={() => setTheirs(undefined)}
            onAbove={(latest) => {
              setTheirs(undefined);
              setBase({ version: latest.version, content: contentOfTemplate(latest) });
              save(latest.version);
            }}
            onReload={(latest) => {
              setTheirs(undefined);
              const taken = contentOfTemplate(latest);
              setBase({ version: latest.version, content: taken });
              change(() => draftOf(taken));
            }}
          />
          <ConfirmDialog
            opened={guard.isAsking}
            onClose={guard.stay}
            title={t('leave.title')}
            confirm={t('leave.leave')}
            onConfirm={guard.leave}
          >
            <Text>{t('leave.text')}</Text>
          </ConfirmDialog>
        </FaultsContext>
      </DraftContext>
    </ActionsContext>
  );
}

/** A refusal that is about no field; of a name that is taken, with the way to its template. */
function SaveProblem({ error, name }: { error: unknown; name: string }) {
  const t = useTemplateWords();
  const { data: templates = [] } = useTemplates();
  if (error instanceof ApiProblem && error.errors.length > 0) return null;
  const isTaken = error instanceof ApiProblem && error.code === 'template.name_taken';
  const other = templates.find(
    (template) => template.status === 'active' && template.name.toLowerCase() === name.trim().toLowerCase(),
  );
  return (
    <>
      <Problem error={error} />
      {isTaken && other && (
        <Anchor component={Link} to={`/templates/${other.id}`} py="xs">
          {t('editor.name_taken')}
        </Anchor>
      )}
    </>
  );
}
