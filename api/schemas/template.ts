import { type Static, Type } from '@sinclair/typebox';
import type { Settings as SettingsDomain, Structure as StructureDomain } from '../../domain/template';
import { commaList, listOf, listQuery, nullable, oneOf, Timestamp, Uuid } from '../schemas';
import { always, type Filled, Id, optional, questionSchema, Rule, settingsFields } from './templateParts';

const structureOf = (filled: Filled, suffix: string) =>
  Type.Object(
    {
      sections: Type.Array(
        Type.Object({
          id: Id,
          title: Type.String(),
          visible_if: Type.Optional(Rule),
          questions: Type.Array(questionSchema(filled, suffix)),
        }),
      ),
    },
    { $id: `Structure${suffix}` },
  );

/** Normalised: every default filled in. */
export const Structure = Type.Unsafe<StructureDomain>(structureOf(always, ''));
export const Settings = Type.Unsafe<SettingsDomain>(Type.Object(settingsFields(always), { $id: 'Settings' }));

const StructureInput = Type.Unsafe<unknown>(structureOf(optional, 'Input'));
const SettingsInput = Type.Unsafe<unknown>(Type.Object(settingsFields(optional), { $id: 'SettingsInput' }));

export const TemplateInput = Type.Object(
  {
    name: Type.String({ description: 'Unique among the active templates, whatever the case of letters' }),
    description: Type.Optional(nullable(Type.String())),
    area_id: Type.Optional(nullable(Uuid)),
    structure: StructureInput,
    settings: Type.Optional(SettingsInput),
  },
  { $id: 'TemplateInput' },
);

const listed = {
  id: Uuid,
  name: Type.String(),
  description: nullable(Type.String()),
  area_id: nullable(Uuid),
  version: Type.Integer(),
  status: oneOf(['active', 'superseded', 'archived'], {
    description:
      'Of the version shown: the newest of an active template is active, those before are superseded',
  }),
  settings: Settings,
  report_template: nullable(
    Type.Object({ extension: Type.String() }, { description: "The customer's own document for PDF reports" }),
  ),
  created_by: nullable(Uuid),
  created_at: Timestamp,
  updated_by: nullable(Uuid),
  updated_at: Timestamp,
  may: Type.Array(oneOf(['update', 'archive'])),
};

export const ListedTemplate = Type.Object(listed, { $id: 'ListedTemplate' });
export const Template = Type.Object({ ...listed, structure: Structure }, { $id: 'Template' });
export type TemplateJson = Static<typeof Template>;
export type ListedTemplateJson = Static<typeof ListedTemplate>;

export const TemplateList = listOf(ListedTemplate);

export const TemplateListQuery = listQuery({
  status: Type.Optional(commaList(oneOf(['active', 'archived', 'superseded']))),
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the name' })),
  area_id: Type.Optional(Uuid),
});

export const TemplateVersion = Type.Object(
  {
    version: Type.Integer(),
    status: listed.status,
    name: Type.String(),
    description: nullable(Type.String()),
    created_by: nullable(Uuid),
    created_at: Timestamp,
  },
  { $id: 'TemplateVersion' },
);

export const TemplateVersionList = listOf(TemplateVersion);

export const ValidTemplate = Type.Object({
  ok: Type.Literal(true),
  structure: Structure,
  settings: Settings,
});

export const TemplateParams = Type.Object({ template_id: Uuid });
