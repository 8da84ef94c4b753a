import type { Caller, Scene } from '../conversation';
import { listChecks } from '../../services/checks/listChecks';
import type { CheckWithActs } from '../../services/checks/withActs';
import type { RequestCommand, ServiceContext } from '../../services/context';

/** More than this nobody has in hand; the most urgent are among them all the same unless they are the oldest. */
const MOST = 200;

export function contextOf({ services }: Scene, { actor }: Caller, command?: RequestCommand): ServiceContext {
  return { ...services, actor, ...(command && { command }) };
}

/** What waits for the person: to be filled in, the most urgent first, and to be reviewed, the longest waiting first. */
export async function worklistOf(
  ctx: ServiceContext,
): Promise<{ mine: CheckWithActs[]; toReview: CheckWithActs[] }> {
  const { user_id: executor_id, permissions } = ctx.actor;
  const reviews = permissions.includes('REVIEW_CHECKS');
  const [running, submitted] = await Promise.all([
    listChecks(ctx, { executor_id, status: ['open', 'in_progress'] }, { limit: MOST }),
    reviews ? listChecks(ctx, { status: ['submitted'] }, { limit: MOST }) : { items: [] },
  ]);
  const time = (moment: Date | null): number => moment?.getTime() ?? 0;
  return {
    mine: running.items.sort((a, b) => time(a.check.due_at) - time(b.check.due_at)),
    toReview: submitted.items
      .filter(({ may }) => may.includes('review'))
      .sort((a, b) => time(a.check.submitted_at) - time(b.check.submitted_at)),
  };
}
