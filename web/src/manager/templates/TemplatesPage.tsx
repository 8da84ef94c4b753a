import '../manager.css';
import { Button, FileInput, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../../api/client';
import { useSession } from '../../api/session';
import { PageTitle } from '../../parts/PageTitle';
import type { ListedTemplate, Template } from '../data/types';
import { useFilters } from '../data/useFilters';
import { usePages } from '../data/usePages';
import { ActDialog } from '../parts/ActDialog';
import { ChoiceFilter } from '../parts/ChoiceFilter';
import { Filters } from '../parts/Filters';
import { Found } from '../parts/Found';
import { AreaPicker } from '../parts/pickers';
import { SearchField } from '../parts/SearchField';
import { StateBadge } from '../parts/StateBadge';
import { When } from '../parts/When';
import { useManagerWords } from '../words';
import { useTemplateWords } from './words';

const FILTERS = ['q', 'status', 'area_id'] as const;

/** What checks are made of. */
export function TemplatesPage() {
  const t = useManagerWords();
  const words = useTemplateWords();
  const { permissions } = useSession();
  const { values, set, isAny, clear } = useFilters(FILTERS);
  const found = usePages<ListedTemplate>('/templates/', [values]);
  const [isImporting, importing] = useDisclosure(false);
  return (
    <div className="m-page">
      <div className="m-head">
        <PageTitle>{t('templates.title')}</PageTitle>
        {permissions.includes('CREATE_CHECKLIST') && (
          <Group gap="xs">
            <Button variant="default" onClick={importing.open}>
              {t('templates.import')}
            </Button>
            <Button component={Link} to="/templates/new">
              {words('list.create')}
            </Button>
          </Group>
        )}
      </div>
      <Filters isAny={isAny} clear={clear}>
        <SearchField value={values.q} onSearch={(q) => set({ q })} placeholder={t('board.search')} />
        <ChoiceFilter
          label={t('common.status')}
          every={t('common.all')}
          value={values.status}
          choices={[
            { value: 'active', label: t('templates.status.active') },
            { value: 'archived', label: t('templates.status.archived') },
          ]}
          onPick={(status) => set({ status })}
        />
        <AreaPicker value={values.area_id} onPick={(area_id) => set({ area_id })} />
      </Filters>
      <Found found={found} isFiltered={isAny} empty={t('templates.empty')} hint={t('templates.empty_hint')}>
        <ul className="m-list m-group" aria-label={t('templates.title')}>
          {found.items.map((template) => (
            <li key={template.id}>
              <TemplateRow template={template} />
            </li>
          ))}
        </ul>
      </Found>
      <ImportDialog opened={isImporting} onClose={importing.close} />
    </div>
  );
}

function TemplateRow({ template }: { template: ListedTemplate }) {
  const t = useManagerWords();
  const { id, name, description, version, status, updated_at } = template;
  return (
    <Link to={`/templates/${id}`} className="m-row">
      <Text fw={600} lineClamp={3}>
        {name}
        {description && (
          <Text span display="block" size="sm" c="dimmed" fw={400}>
            {description}
          </Text>
        )}
      </Text>
      <StateBadge tone={status === 'active' ? 'good' : 'idle'}>{t(`templates.status.${status}`)}</StateBadge>
      <Text size="sm">{t('templates.version', { version })}</Text>
      <Text size="sm" ta="right">
        <When at={updated_at} />
      </Text>
    </Link>
  );
}

function ImportDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useManagerWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const take = async () => {
    if (!file) return;
    const form = new FormData();
    form.append('file', file, file.name);
    const made = await api.post<Template>('/templates/import', form);
    await queries.invalidateQueries({ queryKey: ['lookup', 'templates'] });
    await queries.invalidateQueries({ queryKey: ['list', '/templates/'] });
    await navigate(`/templates/${made.id}`);
  };
  return (
    <ActDialog
      opened={opened}
      onClose={onClose}
      title={t('templates.import')}
      text={t('templates.import_text')}
      submit={t('templates.import')}
      told={t('templates.imported', { name: file?.name ?? '' })}
      isReady={file !== null}
      act={take}
    >
      <FileInput
        label={t('templates.file')}
        accept=".json,.xlsx"
        value={file}
        onChange={setFile}
        clearable
        required
      />
    </ActDialog>
  );
}
