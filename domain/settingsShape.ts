import { decimalsOf } from './decimals';
import { hasOnlyClockUnits, isDuration, parseDuration } from './duration';
import { aTarget } from './questionShape';
import { fault, fields, flag, isRecord, list, matching, number, oneOf, type Shape } from './shape';

/** With `working_time` durations are counted over shifts, and a day has no fixed length there. */
function shapeOfSettings(workingTime: boolean): Shape {
  const fits = workingTime ? hasOnlyClockUnits : isDuration;
  const duration = matching(fits, 'template.bad_duration');
  const lasting = matching((value) => fits(value) && parseDuration(value) > 0, 'template.bad_duration');
  return fields(
    {},
    {
      due_in: lasting,
      miss_after: duration,
      working_time: flag,
      reminders: list(duration, 50),
      escalation: list(fields({ after: duration, to: list(aTarget, 50, 1) }), 50),
      review: matching(
        (value) => /^(none|supervisor|role:[a-z0-9_-]{1,40})$/.test(value),
        'template.unknown_role',
      ),
      review_due_in: lasting,
      report_formats: list(oneOf(['PDF', 'HTML', 'JSON']), 3),
      allow_decline: flag,
      pass_score: (value, path) =>
        typeof value === 'number' && decimalsOf(value) > 2
          ? fault(path, 'field.bad_format', { value })
          : number(0, 100)(value, path),
    },
  );
}

const CLOCK = shapeOfSettings(false);
const WORKING = shapeOfSettings(true);

export const theSettings: Shape = (value, path) =>
  isRecord(value) && value.working_time === true ? WORKING(value, path) : CLOCK(value, path);
