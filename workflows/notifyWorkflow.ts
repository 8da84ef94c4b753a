import {
  continueAsNew,
  log,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { NoticeActivities } from '../activities/notices';
import { noticesRecorded } from './notify.messages';

const rows = proxyLocalActivities<NoticeActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
});
const mail = proxyActivities<NoticeActivities>({
  startToCloseTimeout: '1m',
  // A mail server that was away for hours loses no notice.
  scheduleToCloseTimeout: '6h',
  retry: { initialInterval: '1s', maximumInterval: '5m' },
});

/** What comes within this time goes out together. */
const GATHERING = '3s';

/** Mails a person's notices as they come, and ends when there are no more. */
export async function notifyWorkflow({ user_id }: { user_id: string }): Promise<void> {
  let heard = false;
  setHandler(noticesRecorded, () => {
    heard = true;
  });
  let isTaken: boolean;
  do {
    await sleep(GATHERING);
    heard = false;
    const ids = await rows.noticesToMail({ user_id });
    isTaken = ids.length > 0 && (await mailed(user_id, ids));
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof notifyWorkflow>({ user_id });
  } while (heard || isTaken);
}

async function mailed(user_id: string, ids: string[]): Promise<boolean> {
  try {
    return await mail.mailNotices({ user_id, ids });
  } catch (error) {
    log.error('notices could not be mailed', { user_id, error });
    return false;
  }
}
