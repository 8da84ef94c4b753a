import { Type } from '@sinclair/typebox';

/** RFC 9457. Some refusals have members of their own, for example the id of the template to change. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'urn:proverka:problem:<code>' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'What to do next, in the language of Accept-Language' }),
    code: Type.String({ description: 'Stable and untranslated' }),
    request_id: Type.String(),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          path: Type.String({ description: 'A JSON Pointer into the body, or ?name of a query parameter' }),
          code: Type.String(),
          message: Type.String(),
        }),
      ),
    ),
  },
  { $id: 'Problem', additionalProperties: true },
);
