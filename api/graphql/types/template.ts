import type { TemplateFilter, VersionedTemplate } from '../../../db/repositories/templates';
import { DomainError } from '../../../domain/errors';
import { isUuid } from '../../../domain/plainText';
import type { ServiceContext } from '../../../services/context';
import { getTemplate } from '../../../services/templates/getTemplate';
import { listTemplates } from '../../../services/templates/listTemplates';
import { listedTemplateJson, templateJson } from '../../presenters/template';
import type { ListedTemplateJson, TemplateJson } from '../../schemas/template';
import { type ListArgs, agedConnection, connectionTypes, filterOf, pageOf } from '../connection';
import type { Resolver } from '../context';

export const typeDefs = `
  extend type Query {
    "The newest version, or the one asked for"
    template(id: ID!, version: Int): Template
    "Templates in their newest version, newest template first"
    templates(first: Int = 50, after: String, filter: TemplateFilter): TemplateConnection
  }

  input TemplateFilter {
    status: [TemplateState!]
    "Part of the name"
    q: String
    areaId: ID
  }

  enum TemplateState { active archived }

  "Of the version shown: the newest of an active template is active, those before are superseded"
  enum TemplateVersionStatus { active superseded archived }

  "A check list in one of its versions"
  type Template {
    id: ID!
    name: String!
    description: String
    areaId: ID
    area: Area
    version: Int!
    status: TemplateVersionStatus!
    "{sections: [{id, title, visible_if, questions}]}"
    structure: JSON!
    settings: JSON!
    createdBy: User
    createdAt: DateTime!
    updatedBy: User
    updatedAt: DateTime!
    may: [String!]!
  }
  ${connectionTypes('Template')}
`;

const template: Resolver<unknown, { id: string; version?: number | null }> = async (
  _source,
  { id, version },
  { services },
) => {
  if (!isUuid(id) || (version ?? 1) < 1) throw new DomainError('template.not_found');
  return presented(await getTemplate(services, id, version ?? undefined), services);
};

const templates: Resolver<unknown, ListArgs> = async (_source, args, { services, clock }) => {
  const filter = filterOf<TemplateFilter>(args);
  const page = await listTemplates(services, filter, pageOf(args, clock));
  return agedConnection(page, (row) => listedTemplateJson(row, services.actor), args);
};

export const presented = (row: VersionedTemplate, { actor }: ServiceContext) => templateJson(row, actor);

type Shown = ListedTemplateJson | TemplateJson;

const personOf =
  (field: 'created_by' | 'updated_by'): Resolver<Shown> =>
  (source, _args, { load }) =>
    source[field] && load.names.load(source[field]);

export const resolvers = {
  Query: { template, templates },
  Template: {
    area: (({ area_id }, _args, { load }) => area_id && load.areas.load(area_id)) as Resolver<Shown>,
    structure: (async (source, _args, { services }) =>
      'structure' in source
        ? source.structure
        : (await services.templates.get(source.id, source.version)).structure) as Resolver<Shown>,
    createdBy: personOf('created_by'),
    updatedBy: personOf('updated_by'),
  },
};
