import { Type } from '@sinclair/typebox';
import type { VersionedTemplate } from '../../../db/repositories/templates';
import type { Actor } from '../../../domain/actor';
import type { Services } from '../../../services/context';
import { archiveTemplate } from '../../../services/templates/archiveTemplate';
import { createTemplate } from '../../../services/templates/createTemplate';
import { replaceTemplate } from '../../../services/templates/replaceTemplate';
import { validateTemplate } from '../../../services/templates/validateTemplate';
import { ifMatch } from '../../ifMatch';
import { LARGE_JSON_LIMIT_BYTES } from '../../input/readBody';
import { templateJson } from '../../presenters/template';
import { reply } from '../../reply';
import { type Route, route } from '../../route';
import { Uuid } from '../../schemas';
import { Template, TemplateInput, TemplateParams, ValidTemplate } from '../../schemas/template';

const example = {
  name: 'Погрузчик перед сменой',
  structure: {
    sections: [
      {
        id: 'outside',
        title: 'Осмотр',
        questions: [{ id: 'brakes', type: 'yes_no', text: 'Тормоза держат?', critical: true }],
      },
    ],
  },
  settings: { due_in: 'PT30M', review: 'supervisor' },
};

const withTag = <S extends number>(status: S, template: VersionedTemplate, actor: Actor) =>
  reply(status, templateJson(template, actor), { ETag: `"${template.version}"` });

export function templateEditing(services: Services): Route[] {
  return [
    route({
      method: 'post',
      path: '/templates/',
      summary: 'Create a template',
      description: 'An active template of this name: 409 with its `id`, to PUT the next version there.',
      tag: 'Templates',
      body: TemplateInput,
      bodyLimitBytes: LARGE_JSON_LIMIT_BYTES,
      example,
      returns: { 201: Template },
      refuses: ['template.invalid', 'template.name_taken'],
      handle: async ({ actor }, { body }) =>
        withTag(201, await createTemplate({ ...services, actor }, body), actor),
    }),
    route({
      method: 'put',
      path: '/templates/{template_id}',
      summary: 'Publish the next version of a template',
      description:
        '`If-Match: <version>` names the version that is replaced. Running checks stay on theirs. What the body leaves ' +
        'out takes its default, but `area_id` stays.',
      tag: 'Templates',
      params: TemplateParams,
      body: TemplateInput,
      bodyLimitBytes: LARGE_JSON_LIMIT_BYTES,
      example,
      returns: { 200: Template },
      refuses: [
        'request.precondition_required',
        'request.precondition_failed',
        'template.not_found',
        'template.archived',
        'template.invalid',
        'template.name_taken',
      ],
      handle: async ({ actor }, { params, body, headers }) => {
        const isFresh = ifMatch(headers);
        const template = await replaceTemplate({ ...services, actor }, params.template_id, isFresh, body);
        return withTag(200, template, actor);
      },
    }),
    route({
      method: 'post',
      path: '/templates/validate',
      summary: 'Try a template without leaving a trace',
      description: 'Gives the template with every default filled in, or the 422 that saving it would give.',
      tag: 'Templates',
      query: Type.Object({
        template_id: Type.Optional({
          ...Uuid,
          description: 'The template to be replaced, whose own files may stay',
        }),
      }),
      body: TemplateInput,
      bodyLimitBytes: LARGE_JSON_LIMIT_BYTES,
      example,
      returns: { 200: ValidTemplate },
      refuses: ['template.invalid'],
      handle: async ({ actor }, { query, body }) => ({
        ok: true as const,
        ...(await validateTemplate({ ...services, actor }, body, query.template_id)),
      }),
    }),
    route({
      method: 'post',
      path: '/templates/{template_id}/archive',
      summary: 'Archive a template',
      description: 'No more checks are opened from it, and its name is free again.',
      tag: 'Templates',
      params: TemplateParams,
      returns: { 200: Template },
      refuses: ['template.not_found', 'template.archived'],
      handle: async ({ actor }, { params }) =>
        templateJson(await archiveTemplate({ ...services, actor }, params.template_id), actor),
    }),
  ];
}
