import { Type } from '@sinclair/typebox';
import { contentDisposition } from '../../../clients/contentDisposition';
import { DomainError } from '../../../domain/errors';
import type { Services } from '../../../services/context';
import { exportTemplate } from '../../../services/templates/exportTemplate';
import { importTemplate } from '../../../services/templates/importTemplate';
import { putReportTemplate } from '../../../services/templates/putReportTemplate';
import { removeReportTemplate } from '../../../services/templates/removeReportTemplate';
import { templateJson } from '../../presenters/template';
import { reply } from '../../reply';
import { type Route, route, type UploadedFile } from '../../route';
import { binary, NoContent, oneOf } from '../../schemas';
import { Template, TemplateParams } from '../../schemas/template';

const MEDIA_TYPE = {
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export function templateFiles(services: Services): Route[] {
  return [
    route({
      method: 'post',
      path: '/templates/import',
      summary: 'Create a template from a file',
      description:
        'An export of ours (.json, .xlsx), or an XLSForm of ODK or Kobo (.xlsx). What of it a template cannot hold is named ' +
        'by sheet and row, and then nothing is created. At most 4 MiB.',
      tag: 'Templates',
      multipart: {
        file: 'file',
        file_required: true,
        fields: Type.Object({
          name: Type.Optional(Type.String({ description: 'In place of the name in the file' })),
        }),
      },
      returns: { 201: Template },
      refuses: ['template.import_unreadable', 'template.invalid', 'template.name_taken'],
      handle: async ({ actor }, { body, file }) => {
        const template = await importTemplate({ ...services, actor }, given(file), body.name);
        return reply(201, templateJson(template, actor), { ETag: `"${template.version}"` });
      },
    }),
    route({
      method: 'get',
      path: '/templates/{template_id}/export',
      summary: 'A template as a file',
      description:
        '`json`, or `xlsx`: an XLSForm, where what the standard lacks is in columns `proverka::…`.',
      tag: 'Templates',
      params: TemplateParams,
      query: Type.Object({
        format: Type.Optional(oneOf(['json', 'xlsx'])),
        version: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
      }),
      returns: { 200: binary(...Object.values(MEDIA_TYPE)) },
      refuses: ['template.not_found'],
      handle: async ({ actor }, { params, query }) => {
        const { format = 'json', version } = query;
        const file = await exportTemplate({ ...services, actor }, params.template_id, format, version);
        return reply(200, file.content, {
          'Content-Type': MEDIA_TYPE[format],
          'Content-Disposition': contentDisposition(file.name, MEDIA_TYPE[format], false),
        });
      },
    }),
    route({
      method: 'put',
      path: '/templates/{template_id}/report-template',
      summary: "Use the customer's own document for PDF reports",
      description: 'A .fodt, .odt or .docx without macros and outside links.',
      tag: 'Templates',
      params: TemplateParams,
      multipart: { file: 'file', file_required: true, fields: Type.Object({}) },
      returns: { 200: Template },
      refuses: ['template.not_found', 'template.archived', 'report_template.unreadable'],
      handle: async ({ actor }, { params, file }) =>
        templateJson(await putReportTemplate({ ...services, actor }, params.template_id, given(file)), actor),
    }),
    route({
      method: 'delete',
      path: '/templates/{template_id}/report-template',
      summary: 'Use the standard document again',
      tag: 'Templates',
      params: TemplateParams,
      returns: { 204: NoContent },
      refuses: ['template.not_found', 'template.archived', 'report_template.not_found'],
      handle: async ({ actor }, { params }) => {
        await removeReportTemplate({ ...services, actor }, params.template_id);
        return undefined;
      },
    }),
  ];
}

/** `file_required` has seen to it already. */
function given(file: UploadedFile | undefined): UploadedFile {
  if (!file) throw new DomainError('request.invalid');
  return file;
}
