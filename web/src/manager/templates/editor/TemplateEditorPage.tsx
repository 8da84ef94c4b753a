import '../../manager.css';
import '../templates.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api } from '../../../api/client';
import { useSession } from '../../../api/session';
import { EmptyState } from '../../../parts/EmptyState';
import { Loading } from '../../../parts/Loading';
import { PageTitle } from '../../../parts/PageTitle';
import { PageProblem } from '../../../parts/PageProblem';
import { withQuery } from '../../data/query';
import type { Template } from '../../data/types';
import { contentOfTemplate } from '../contentOfTemplate';
import { useTemplateWords } from '../words';
import { contentOf, draftOf, emptyDraft } from './draft';
import { draftKey, dropDraft, type KeptDraft, keptDraft } from './keptDrafts';
import { RestoreDraft } from './RestoreDraft';
import { TemplateEditor } from './TemplateEditor';
import type { Base } from './useDraft';

/** A new template, or the next version of one. */
export function TemplateEditorPage() {
  const t = useTemplateWords();
  const { template_id } = useParams();
  const { user, permissions } = useSession();
  const key = draftKey(user?.id ?? '', template_id);
  const { data, error, refetch } = useQuery({
    // Read once: a version that comes out elsewhere does not overwrite what is being edited.
    queryKey: ['template-to-edit', key],
    queryFn: () => load(template_id, key),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (!data)
    return error ? (
      <PageProblem error={error} onRetry={() => void refetch()} list="/templates" />
    ) : (
      <Loading rows={5} />
    );
  const { template, kept, begunOn } = data;
  const mayEdit = template ? template.may.includes('update') : permissions.includes('CREATE_CHECKLIST');
  if (!mayEdit) {
    const isArchived = template && template.status === 'archived';
    return <EmptyState title={t(isArchived ? 'editor.archived' : 'editor.no_update')} />;
  }
  return <Opened key={key} template={template} kept={kept} begunOn={begunOn} keptKey={key} />;
}

async function load(templateId: string | undefined, key: string) {
  const kept = await keptDraft(key);
  const path = `/templates/${templateId}`;
  const template = templateId === undefined ? undefined : await api.get<Template>(path);
  // A draft still says on which version it was begun, so that saving tells of a newer one.
  const isBehind = template && kept?.version !== undefined && kept.version !== template.version;
  const begunOn = isBehind ? await api.get<Template>(withQuery(path, { version: kept.version })) : template;
  return { template, kept, begunOn };
}

interface OpenedProps {
  template: Template | undefined;
  kept: KeptDraft | undefined;
  begunOn: Template | undefined;
  keptKey: string;
}

function Opened({ template, kept, begunOn, keptKey }: OpenedProps) {
  const t = useTemplateWords();
  const [choice, setChoice] = useState<'restore' | 'discard'>();
  const [start] = useState(() => (template ? draftOf(contentOfTemplate(template)) : emptyDraft()));
  const baseOf = (one: Template | undefined): Base =>
    one ? { version: one.version, content: contentOfTemplate(one) } : { content: contentOf(start) };
  if (kept && !choice)
    return (
      <div className="m-page">
        <PageTitle>{t(template ? 'editor.title_edit' : 'editor.title_new')}</PageTitle>
        <RestoreDraft
          kept={kept}
          base={baseOf(begunOn)}
          onRestore={() => setChoice('restore')}
          onDiscard={() => void dropDraft(keptKey).then(() => setChoice('discard'))}
        />
      </div>
    );
  const isRestored = kept !== undefined && choice === 'restore';
  return (
    <TemplateEditor
      templateId={template?.id}
      from={baseOf(isRestored ? begunOn : template)}
      initial={isRestored ? kept.draft : start}
      keptKey={keptKey}
    />
  );
}
