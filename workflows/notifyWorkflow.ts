import {
  condition,
  continueAsNew,
  log,
  patched,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { NoticeActivities } from '../activities/notices';
import type { TelegramActivities } from '../activities/telegram';
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
const telegram = proxyActivities<TelegramActivities>({
  taskQueue: 'telegram',
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '1 day',
  retry: { initialInterval: '1s', maximumInterval: '5m' },
});

/** What comes within this time goes out together. */
const GATHERING = '3s';

interface Recipient {
  user_id: string;
}

/** A way to tell the person; neither waits for the other. */
interface Channel {
  /** Something was recorded since it last looked. */
  news: boolean;
  /** It has nothing left to do. */
  rests: boolean;
  /** It waits before each look, so that what comes together goes out together. */
  gathers: boolean;
  /** Tells what is to be told. `again` where there may be more; `next_at` where some of it has to wait until then. */
  tell(): Promise<{ again: boolean; next_at: string | null }>;
}

/** Tells a person what was recorded for them, by mail and by Telegram, and ends when all is told. */
export async function notifyWorkflow({ user_id }: Recipient): Promise<void> {
  const channels: Channel[] = [{ news: true, rests: false, gathers: true, tell: () => tellByMail(user_id) }];
  setHandler(noticesRecorded, () => {
    for (const channel of channels) channel.news = true;
  });
  if (!patched('telegram')) return mailOnly(user_id, channels);
  channels.push({ news: true, rests: false, gathers: false, tell: () => tellByTelegram(user_id) });
  await Promise.all(channels.map((channel) => serve(channel, channels)));
  if (mustRenew()) await continueAsNew<typeof notifyWorkflow>({ user_id });
}

const mustRenew = (): boolean => workflowInfo().continueAsNewSuggested;

async function serve(channel: Channel, all: readonly Channel[]): Promise<void> {
  const isOver = () => mustRenew() || all.every(({ news, rests }) => rests && !news);
  for (;;) {
    channel.rests = false;
    if (channel.gathers) await sleep(GATHERING);
    channel.news = false;
    const { again, next_at } = await channel.tell();
    if (mustRenew()) return;
    if (again || channel.news) continue;
    channel.rests = next_at === null;
    const isWoken = () => channel.news || isOver();
    if (next_at === null) await condition(isWoken);
    else await condition(isWoken, Math.max(1, Date.parse(next_at) - Date.now()));
    if (isOver()) return;
  }
}

async function tellByMail(user_id: string) {
  const ids = await rows.noticesToMail({ user_id });
  return { again: ids.length > 0 && (await mailed(user_id, ids)), next_at: null };
}

async function tellByTelegram(user_id: string) {
  const { ids, next_at } = await rows.noticesToSend({ user_id });
  for (const notice_id of ids) {
    try {
      await telegram.sendNotice({ notice_id });
    } catch (error) {
      log.error('a notice could not be sent by Telegram', { user_id, notice_id, error });
      return { again: false, next_at: null };
    }
  }
  return { again: ids.length > 0, next_at };
}

/** As it was before there was a bot. */
async function mailOnly(user_id: string, [channel]: Channel[]): Promise<void> {
  let isTaken: boolean;
  do {
    await sleep(GATHERING);
    if (channel) channel.news = false;
    const ids = await rows.noticesToMail({ user_id });
    isTaken = ids.length > 0 && (await mailed(user_id, ids));
    if (mustRenew()) await continueAsNew<typeof notifyWorkflow>({ user_id });
  } while (channel?.news || isTaken);
}

async function mailed(user_id: string, ids: string[]): Promise<boolean> {
  try {
    return await mail.mailNotices({ user_id, ids });
  } catch (error) {
    log.error('notices could not be mailed', { user_id, error });
    return false;
  }
}
