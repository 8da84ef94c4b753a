import { Type } from '@sinclair/typebox';
import { Uuid, nullable, oneOf } from '../schemas';

const Count = Type.Integer({ minimum: 0 });
const Rate = (description: string) => nullable(Type.Number({ minimum: 0, maximum: 1, description }));

const figures = {
  checks: Count,
  completed: Count,
  passed: Count,
  pass_rate: Rate('Passed of completed'),
  on_time_rate: Rate(
    'Submitted by their due time, of those completed, missed, in review or past their due time',
  ),
  to_be_done: Type.Integer({
    minimum: 0,
    description: 'Completed, missed, in review or past their due time',
  }),
  late: Type.Integer({ minimum: 0, description: 'Of these not submitted by their due time' }),
  overdue: Count,
  missed: Count,
};

export const AnalyticsSummary = Type.Object(
  {
    ...figures,
    by_area: Type.Array(Type.Object({ area_id: nullable(Uuid), name: nullable(Type.String()), ...figures })),
    by_day: Type.Array(
      Type.Object({
        day: Type.String({ format: 'date', description: 'On which they were opened, in their area’s zone' }),
        ...figures,
      }),
    ),
    late_by_area: Type.Object({
      step: oneOf(['day', 'week'], { description: 'Weeks where the period is longer than 31 days' }),
      items: Type.Array(
        Type.Object({
          area_id: nullable(Uuid),
          name: nullable(Type.String()),
          since: Type.String({ format: 'date', description: 'The day, or the Monday, of their opening' }),
          to_be_done: Count,
          late: Count,
        }),
      ),
    }),
    top_failed: Type.Array(
      Type.Object({
        template_id: Uuid,
        template_name: Type.String(),
        question_id: Type.String(),
        text: Type.String(),
        failed: Count,
        answered: Type.Integer({ minimum: 0, description: '“Not applicable” is not counted' }),
      }),
      { description: 'At most 20, of checks that were handed in' },
    ),
  },
  { $id: 'AnalyticsSummary' },
);
