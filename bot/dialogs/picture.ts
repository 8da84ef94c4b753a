import { BotFault } from '../../clients/telegram/gateway';
import { uploadFile } from '../../services/files/uploadFile';
import { finishAction } from '../../services/actions/finishAction';
import { standingOf, type CheckStanding } from '../../services/checks/standingOf';
import type { PhotoQuestion } from '../../domain/template';
import type { Reaction } from '../conversation';
import type { BotUpdate } from '../update';
import { commented, writer } from './comment';
import { type Stop, stopAt } from './course';
import { answerAndMove, recorded } from './recordAnswer';
import { type Talk, goTo, told } from './talk';

type FileUpdate = BotUpdate & { kind: 'file' };

/** What Telegram gives out to bots. */
const LARGEST_BYTES = 20 * 1024 * 1024;

/** What a picture means depends on what the card asks for; a caption is a comment that goes with it. */
export async function pictureSent(talk: Talk, update: FileUpdate): Promise<Reaction> {
  const { at, words, ctx } = talk;
  const { subject, want } = at;
  const isAlbumOfQuestion = update.album !== undefined && at.album === update.album;
  const isFor =
    isAlbumOfQuestion || want === 'comment' || want === 'note' || want === 'done' || at.screen === 'question';
  if (!subject || !isFor) return told(talk, words.t(want ? 'bot.note.want_text' : 'bot.note.photo_first'));
  const file = await takenIn(talk, update);
  if (typeof file !== 'string') return file;
  const remark = { file, ...(update.caption !== undefined && { text: update.caption }) };
  if (want === 'done') {
    await finishAction(ctx, subject, {
      files: [file],
      ...(remark.text !== undefined && { comment: remark.text }),
    });
    return goTo({ screen: 'action', subject, note: words.t('bot.note.done') });
  }
  if (isAlbumOfQuestion && at.albumTo !== undefined)
    return goTo(at, { write: writer(talk, subject, remark, at.albumTo) });
  const standing = await standingOf(ctx, subject);
  const stop = want === undefined ? stopAt(standing, at.question) : undefined;
  if (stop?.question.type === 'photo') return added(talk, standing, stop, stop.question, file, update);
  if (stop?.question.type === 'signature') return answerAndMove(talk, subject, stop, { value: file });
  const reaction = await commented(talk, subject, remark);
  if (update.album === undefined || at.question === undefined || want === 'note') return reaction;
  return { ...reaction, at: { ...reaction.at, album: update.album, albumTo: at.question } };
}

/** One more picture of a photo question. The card stays, since more may follow. */
async function added(
  talk: Talk,
  { check, answers }: CheckStanding,
  stop: Stop,
  question: PhotoQuestion,
  file: string,
  { caption }: FileUpdate,
): Promise<Reaction> {
  const { at, ctx } = talk;
  // Pictures of a former executor cannot be named again: they stay in the revisions.
  const standing = answers.find(
    ({ question_id, author }) => question_id === question.id && author.id === ctx.actor.user_id,
  )?.value;
  const before = at.draft ?? (Array.isArray(standing) ? (standing as string[]) : []);
  const value = [...before, file];
  const here = { screen: 'question' as const, subject: check.id, question: question.id };
  const write =
    caption === undefined ? {} : { write: writer(talk, check.id, { text: caption }, question.id) };
  if (value.length < question.min_photos) return goTo({ ...here, draft: value }, write);
  await recorded(talk, check.id, stop, { value });
  return goTo(here, write);
}

async function takenIn(
  { scene, ctx, ...talk }: Talk,
  { file, compressed }: FileUpdate,
): Promise<string | Reaction> {
  const refused = (key: 'bot.note.big_photo' | 'bot.note.gone_photo'): Reaction =>
    told({ scene, ctx, ...talk }, talk.words.t(key));
  if ((file.size_bytes ?? 0) > LARGEST_BYTES) return refused('bot.note.big_photo');
  try {
    const { bytes, name } = await scene.download(file.file_id);
    const { id } = await uploadFile(ctx, {
      name: file.name ?? name,
      content: bytes,
      // What a sender's phone declares may be wrong: the bytes decide.
      content_type: compressed ? 'image/jpeg' : '',
    });
    return id;
  } catch (error) {
    if (error instanceof BotFault && (error.kind === 'gone' || error.kind === 'permanent'))
      return refused('bot.note.gone_photo');
    throw error;
  }
}
