import { AreaPicker } from '../../parts/pickers';
import { useTemplateWords } from '../words';
import { useDraftNow, useEditor } from './editorContext';
import { LongTextField, Spot, TextField } from './fields';

export function AboutCard() {
  const t = useTemplateWords();
  const { name, description, area_id } = useDraftNow();
  const { change } = useEditor();
  return (
    <section className="m-card" aria-label={t('editor.about')}>
      <TextField
        path="/name"
        label={t('field.name')}
        value={name}
        maxLength={200}
        required
        onText={(text) => change((draft) => ({ ...draft, name: text }), 'name')}
      />
      <div className="tpl-grid">
        <LongTextField
          path="/description"
          label={t('field.description')}
          value={description}
          maxLength={4000}
          onText={(text) => change((draft) => ({ ...draft, description: text }), 'description')}
        />
        <Spot path="/area_id">
          <AreaPicker
            label={t('field.area_id')}
            placeholder={t('hint.area')}
            value={area_id ?? ''}
            onPick={(id) => change((draft) => ({ ...draft, area_id: id || null }))}
          />
        </Spot>
      </div>
    </section>
  );
}
