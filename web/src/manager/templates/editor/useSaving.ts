import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem, api } from '../../../api/client';
import type { Template } from '../../data/types';
import { useTemplateWords } from '../words';
import type { TemplateContent } from './draft';

interface SavingOptions {
  templateId: string | undefined;
  /** Not saved, since somebody else has published meanwhile: their version. */
  onConflict: (theirs: Template) => void;
  onSaved: (saved: Template) => Promise<void>;
}

export interface Wanted {
  content: TemplateContent;
  /** The version that is replaced. */
  version: number | undefined;
}

/** Publishes the draft as the next version, or as a new template. */
export function useSaving({ templateId, onConflict, onSaved }: SavingOptions) {
  const t = useTemplateWords();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ content, version }: Wanted): Promise<Template | undefined> => {
      if (templateId === undefined) return api.post<Template>('/templates/', withoutNulls(content));
      try {
        return await api.put<Template>(`/templates/${templateId}`, content, {
          headers: { 'If-Match': String(version) },
        });
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.code !== 'request.precondition_failed') throw error;
        onConflict(await api.get<Template>(`/templates/${templateId}`));
        return undefined;
      }
    },
    onSuccess: async (saved) => {
      if (!saved) return;
      await onSaved(saved);
      notifications.show({
        message: t(templateId ? 'editor.saved' : 'editor.created', { version: saved.version }),
        color: 'pine',
        closeButtonProps: { 'aria-label': t('editor.close') },
      });
      for (const queryKey of [
        ['template', saved.id],
        ['list', '/templates/'],
        ['lookup', 'templates'],
      ])
        await queries.invalidateQueries({ queryKey });
    },
  });
}

function withoutNulls(content: TemplateContent): Partial<TemplateContent> {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== null));
}
