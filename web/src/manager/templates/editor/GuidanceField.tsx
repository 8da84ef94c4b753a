import { Button, FileButton, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../../api/client';
import { RemotePicture } from '../../../executor/inputs/RemotePicture';
import { shrunk } from '../../../executor/photo';
import { Problem } from '../../../parts/Problem';
import { useTemplateWords } from '../words';
import type { DraftQuestion, Patch } from './draft';
import { useFault } from './editorContext';
import { Spot } from './fields';

interface GuidanceFieldProps {
  path: string;
  question: DraftQuestion;
  onPatch: (patch: Patch<DraftQuestion>) => void;
}

/** A picture of how it should look; it is on the server as soon as it is chosen. */
export function GuidanceField({ path, question, onPatch }: GuidanceFieldProps) {
  const t = useTemplateWords();
  const { error } = useFault(path);
  const id = question.guidance_file_id;
  const uploading = useMutation({
    mutationFn: async (file: File) => {
      const form = new FormData();
      form.append('file', await shrunk(file), 'guidance.jpg');
      return api.post<{ id: string }>('/files/', form);
    },
    onSuccess: (file) => onPatch({ guidance_file_id: file.id }),
  });
  return (
    <Spot path={path}>
      <fieldset className="tpl-part">
        <legend>{t('field.guidance_file_id')}</legend>
        {id && <RemotePicture id={id} alt={t('more.picture')} />}
        {error && (
          <Text size="sm" c="var(--bad)">
            {error}
          </Text>
        )}
        {uploading.error && <Problem error={uploading.error} />}
        <Group gap="xs">
          <FileButton accept="image/*" onChange={(file) => file && uploading.mutate(file)}>
            {(props) => (
              <Button {...props} variant="default" mih={44} loading={uploading.isPending}>
                {t(id ? 'more.replace' : 'more.upload')}
              </Button>
            )}
          </FileButton>
          {id && (
            <Button variant="subtle" mih={44} onClick={() => onPatch({ guidance_file_id: undefined })}>
              {t('more.remove_picture')}
            </Button>
          )}
        </Group>
      </fieldset>
    </Spot>
  );
}
