import { Type } from '@sinclair/typebox';
import { completeUpload } from '../../services/files/completeUpload';
import { deleteFile } from '../../services/files/deleteFile';
import { getFileLink } from '../../services/files/getFileLink';
import { startUpload } from '../../services/files/startUpload';
import { uploadFile } from '../../services/files/uploadFile';
import type { Services } from '../../services/context';
import { FileBody, presentFile } from '../presenters/file';
import { reply } from '../reply';
import { type Route, route } from '../route';
import { NoContent, Timestamp, Uuid, oneOf } from '../schemas';

const tag = 'Files';
const FileParams = Type.Object({ file_id: Uuid });

const NewUploadBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 1000 }),
    content_type: Type.String({ maxLength: 100, description: 'image/jpeg, image/png or image/webp' }),
    size_bytes: Type.Integer({ description: 'At most 25 MiB; no more than this can be uploaded' }),
  },
  { $id: 'NewUpload' },
);

const UploadStarted = Type.Object(
  {
    id: Uuid,
    upload: Type.Object({
      url: Type.String(),
      fields: Type.Record(Type.String(), Type.String()),
      expires_at: Timestamp,
    }),
  },
  { $id: 'UploadStarted' },
);

export function fileRoutes(services: Services): Route[] {
  return [
    route({
      method: 'post',
      path: '/files/',
      tag,
      summary: 'Upload a picture',
      description:
        'As multipart with the part `file` it is ready at once. As JSON it is announced: POST the content to `upload.url` as ' +
        'multipart/form-data, first the `fields`, last the part `file`; then complete it.',
      body: NewUploadBody,
      multipart: { file: 'file', file_required: true, fields: Type.Object({}) },
      returns: { 201: Type.Union([UploadStarted, FileBody]) },
      refuses: ['file.unreadable', 'file.too_large'],
      example: { name: 'brakes.jpg', content_type: 'image/jpeg', size_bytes: 345_678 },
      handle: async ({ actor }, { body, file }) => {
        const ctx = { ...services, actor };
        if (file) return presentFile(await uploadFile(ctx, file), actor);
        // Without a file the body is the JSON one: the multipart one demands its file.
        return startUpload(ctx, body as Parameters<typeof startUpload>[1]);
      },
    }),
    route({
      method: 'post',
      path: '/files/{file_id}/complete',
      tag,
      summary: 'Check an uploaded picture and make it usable',
      repeat: 'resumes',
      params: FileParams,
      returns: { 200: FileBody },
      refuses: ['file.not_found', 'file.not_uploaded', 'file.unreadable', 'file.too_large'],
      handle: async ({ actor }, { params }) =>
        presentFile(await completeUpload({ ...services, actor }, params.file_id), actor),
    }),
    route({
      method: 'get',
      path: '/files/{file_id}',
      tag,
      summary: 'Where the picture can be fetched',
      description: 'The link in `Location` works without Authorization for ten minutes.',
      params: FileParams,
      query: Type.Object({ size: Type.Optional(oneOf(['full', 'thumb'])) }),
      returns: { 302: NoContent },
      refuses: ['file.not_found', 'file.not_uploaded'],
      handle: async ({ actor }, { params, query }) => {
        const thumbnail = query.size === 'thumb';
        const link = await getFileLink({ ...services, actor }, params.file_id, { thumbnail });
        return reply(302, undefined, {
          Location: link,
          'Cache-Control': 'private, max-age=60',
          Vary: 'Authorization',
        });
      },
    }),
    route({
      method: 'delete',
      path: '/files/{file_id}',
      tag,
      summary: 'Delete a picture that is not attached',
      params: FileParams,
      returns: { 204: NoContent },
      refuses: ['file.not_found', 'file.attached'],
      handle: ({ actor }, { params }) => deleteFile({ ...services, actor }, params.file_id),
    }),
  ];
}
