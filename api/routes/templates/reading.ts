import { Type } from '@sinclair/typebox';
import type { Services } from '../../../services/context';
import { getTemplate } from '../../../services/templates/getTemplate';
import { listTemplates } from '../../../services/templates/listTemplates';
import { listVersions } from '../../../services/templates/listVersions';
import { pageJson, pageRequest } from '../../paging';
import { listedTemplateJson, templateJson, versionJson } from '../../presenters/template';
import { reply } from '../../reply';
import { type Route, route } from '../../route';
import {
  Template,
  TemplateList,
  TemplateListQuery,
  TemplateParams,
  TemplateVersionList,
} from '../../schemas/template';

export function templateReading(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/templates/',
      summary: 'Templates in their newest version, without the structure',
      tag: 'Templates',
      query: TemplateListQuery,
      returns: { 200: TemplateList },
      refuses: [],
      handle: async ({ actor }, { query }) => {
        const { status, q, area_id } = query;
        const filter = {
          ...(status && { status: status.filter((word) => word !== 'superseded') }),
          ...(q !== undefined && { q }),
          ...(area_id !== undefined && { area_id }),
        };
        const page = await listTemplates({ ...services, actor }, filter, pageRequest(query));
        return pageJson(page, (template) => listedTemplateJson(template, actor));
      },
    }),
    route({
      method: 'get',
      path: '/templates/{template_id}',
      summary: 'A template, in its newest version unless another is asked for',
      tag: 'Templates',
      params: TemplateParams,
      query: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })) }),
      returns: { 200: Template },
      refuses: ['template.not_found'],
      handle: async ({ actor }, { params, query }) => {
        const template = await getTemplate({ ...services, actor }, params.template_id, query.version);
        return reply(200, templateJson(template, actor), { ETag: `"${template.version}"` });
      },
    }),
    route({
      method: 'get',
      path: '/templates/{template_id}/versions',
      summary: 'All versions of a template, newest first',
      tag: 'Templates',
      params: TemplateParams,
      returns: { 200: TemplateVersionList },
      refuses: ['template.not_found'],
      handle: async ({ actor }, { params }) => {
        const { template, versions } = await listVersions({ ...services, actor }, params.template_id);
        return { items: versions.map((version) => versionJson(version, template)), next_cursor: null };
      },
    }),
  ];
}
