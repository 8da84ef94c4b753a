import type { Mailer } from '../../clients/mail';
import type { Database } from '../../db/database';
import { composeMail } from './composeMail';
import { type NoticesToSend, noticesToSend } from './noticesToSend';
import { tellDigests } from './tellDigests';

export interface NoticeActivityDeps {
  db: Database;
  now(): Date;
  /** Absent where no mail server is given: then nothing is mailed. */
  mail?: { mailer: Mailer; publicUrl: string };
  /** Whether there is a bot that could tell people. */
  telegram?: boolean;
  onNotice?: OnNotice;
}

/** Hears what became of a try to tell a person; `failed` is tried again, `blocked` is a bot that the person has shut out. */
export type OnNotice = (
  channel: 'mail' | 'telegram',
  result: 'sent' | 'refused' | 'failed' | 'blocked',
  notices?: number,
) => void;

/** More notices at once go into the next mail. */
const MOST_IN_A_MAIL = 50;
/** What was told longer ago is no news; so a mail server given later does not get all the past. */
const FRESH_MS = 24 * 3_600_000;

/** What the process of a person's notices does. Each may run twice. */
export function createNoticeActivities({ db, now, mail, telegram = false, onNotice }: NoticeActivityDeps) {
  return {
    /** Ids of notices that were neither mailed nor read, the oldest first. */
    async noticesToMail({ user_id }: { user_id: string }): Promise<string[]> {
      if (!mail) return [];
      const since = new Date(now().getTime() - FRESH_MS);
      const notices = await db.read.notices.unmailed(user_id, since, MOST_IN_A_MAIL);
      return notices.map(({ id }) => id);
    },

    /**
     * Mails those of the notices that still wait, as one mail. False when the server refuses it for good.
     * A notice counts as mailed once the server has said so; when that word is lost, the mail goes out again, under
     * the same Message-ID.
     */
    async mailNotices({ user_id, ids }: { user_id: string; ids: string[] }): Promise<boolean> {
      const person = await db.read.people.find(user_id);
      if (!mail || !person?.active || person.email === null) return true;
      const notices = await db.read.notices.unmailedOf(user_id, ids);
      if (notices.length === 0) return true;
      const words = composeMail(person, notices, mail.publicUrl);
      const isTaken = await mail.mailer
        .send({ ...words, to: person.email, key: ids.join() })
        .catch((error: unknown) => {
          onNotice?.('mail', 'failed', notices.length);
          throw error;
        });
      onNotice?.('mail', isTaken ? 'sent' : 'refused', notices.length);
      if (isTaken)
        await db.read.notices.markMailed(
          notices.map(({ id }) => id),
          now(),
        );
      return isTaken;
    },

    /** What the person is to be told by Telegram, and when. */
    async noticesToSend({ user_id }: { user_id: string }): Promise<NoticesToSend> {
      return telegram ? noticesToSend({ db, now }, user_id) : { ids: [], next_at: null };
    },

    /** Daily digests that are due. Returns how many were told. */
    async tellDigests(): Promise<number> {
      return telegram ? tellDigests({ db, now }) : 0;
    },
  };
}

export type NoticeActivities = ReturnType<typeof createNoticeActivities>;
