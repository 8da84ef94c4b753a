import { Type } from '@sinclair/typebox';
import type { AuthoredComment } from '../../../db/repositories/comments';
import { commentCheck } from '../../../services/checks/commentCheck';
import { listComments } from '../../../services/checks/listComments';
import { uploadFile } from '../../../services/files/uploadFile';
import type { ServiceContext, Services } from '../../../services/context';
import { presentFile } from '../../presenters/file';
import { type Route, route } from '../../route';
import { CheckParams, Comment, CommentInput, type CommentJson, CommentList } from '../../schemas/check';

const tag = 'Checks';

export function checkCommenting(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/checks/{check_id}/comments',
      tag,
      summary: 'The comments of a check, oldest first',
      params: CheckParams,
      returns: { 200: CommentList },
      refuses: ['check.not_found'],
      handle: async ({ actor }, { params }) => {
        const ctx = { ...services, actor };
        return {
          items: await commentsJson(ctx, await listComments(ctx, params.check_id)),
          next_cursor: null,
        };
      },
    }),
    route({
      method: 'post',
      path: '/checks/{check_id}/comment',
      tag,
      summary: 'Comment on a check or on one of its questions',
      description:
        'As multipart it may bring one picture in the part `photo`. A comment on a question also meets what a failed answer demands.',
      params: CheckParams,
      body: CommentInput,
      multipart: {
        file: 'photo',
        file_required: false,
        fields: Type.Object({
          text: Type.String({ minLength: 1, maxLength: 4_000 }),
          question_id: Type.Optional(Type.String({ maxLength: 40 })),
        }),
      },
      returns: { 201: Comment },
      refuses: [
        'check.not_found',
        'check.submitted',
        'check.closed',
        'answer.invalid',
        'file.unreadable',
        'file.too_large',
      ],
      example: { text: 'Течь под левым цилиндром', question_id: 'leaks' },
      handle: async ({ actor }, { params, body, file }) => {
        const ctx = { ...services, actor };
        const photo = file && (await uploadFile(ctx, file));
        const { files = [], ...comment } = body as { text: string; question_id?: string; files?: string[] };
        const input = { ...comment, files: photo ? [photo.id] : files };
        const [json] = await commentsJson(ctx, [await commentCheck(ctx, params.check_id, input)]);
        return json as CommentJson;
      },
    }),
  ];
}

async function commentsJson(
  ctx: ServiceContext,
  comments: readonly AuthoredComment[],
): Promise<CommentJson[]> {
  const files = await ctx.db.read.files.findMany(comments.flatMap((comment) => comment.files));
  const byId = new Map(files.map((file) => [file.id, presentFile(file, ctx.actor)]));
  return comments.map(({ id, check_id, question_id, text, files, author, created_at }) => ({
    ...{ id, check_id, question_id, text, author },
    files: files.flatMap((file) => byId.get(file) ?? []),
    created_at: created_at.toISOString(),
  }));
}
