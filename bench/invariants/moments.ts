import { parseDuration } from '../../domain/duration';
import type { Settings } from '../../domain/template';
import { type Fault, doubled, lost, unexplained } from './fault';

export interface TimelineEvent {
  kind: string;
  at: Date;
  planned_at: Date | null;
  data: Record<string, unknown>;
}

interface Expected {
  name: string;
  planned: number;
  done: boolean;
}

/** One due time and what hangs on it; a return takes the executor's up again where it was left. */
type Ladder = Expected[];

/** An open check may be this much late while it is looked at. */
const UNDER_WAY_MS = 3_000;

/**
 * I3, read from a check's timeline alone: every reminder, due time and step that came while it counted is there once,
 * none early, none that nothing explains.
 */
export function momentFaults(
  check_id: string,
  settings: Settings,
  events: readonly TimelineEvent[],
  now: Date,
): Fault[] {
  const faults: Fault[] = [];
  let executors: Ladder = [];
  let active: Ladder = [];
  const missing = (ladder: Ladder, until: number): void => {
    for (const moment of ladder)
      if (!moment.done && moment.planned <= until) {
        moment.done = true;
        faults.push(lost(`I3 ${moment.name} of check ${check_id}`));
      }
  };

  for (const event of events) {
    if (event.planned_at && event.kind !== 'missed') faults.push(...carriedOut(check_id, active, event));
    switch (event.kind) {
      case 'opened':
        active = executors = ladderOf(settings, Date.parse(String(event.data.due)), false);
        break;
      case 'due_moved':
        missing(active, event.at.getTime());
        active = executors = ladderOf(settings, Date.parse(String(event.data.due)), false);
        break;
      case 'submitted':
        missing(active, event.at.getTime());
        active =
          settings.review === 'none'
            ? []
            : ladderOf(settings, event.at.getTime() + parseDuration(settings.review_due_in), true);
        break;
      case 'returned':
        missing(active, event.at.getTime());
        if (event.data.due) executors = ladderOf(settings, Date.parse(String(event.data.due)), false);
        active = executors;
        break;
      case 'accepted':
      case 'declined':
      case 'cancelled':
      case 'missed':
        missing(active, event.at.getTime());
        active = [];
        break;
    }
  }
  missing(active, now.getTime() - UNDER_WAY_MS);
  return faults;
}

function ladderOf(settings: Settings, due: number, review: boolean): Ladder {
  const prefix = review ? 'review ' : '';
  const moments = [
    ...(review
      ? []
      : settings.reminders.map((before) => [`reminded ${before}`, due - parseDuration(before)] as const)),
    [`${prefix}overdue`, due] as const,
    ...settings.escalation.map(
      ({ after }) => [`${prefix}escalated ${after}`, due + parseDuration(after)] as const,
    ),
  ];
  return moments.map(([name, planned]) => ({ name, planned, done: false }));
}

function carriedOut(
  check_id: string,
  ladder: Ladder,
  { kind, at, planned_at, data }: TimelineEvent,
): Fault[] {
  const word = String(data.before ?? data.after ?? '');
  const name = `${data.review ? 'review ' : ''}${kind}${word && ` ${word}`}`;
  const planned = planned_at?.getTime() ?? 0;
  const told = `I3 ${name} of check ${check_id}`;
  const moment = ladder.find((expected) => expected.name === name && expected.planned === planned);
  if (!moment) return [unexplained(`${told} was not to come`)];
  if (moment.done) return [doubled(told)];
  moment.done = true;
  return at.getTime() < planned ? [unexplained(`${told} came early`)] : [];
}
