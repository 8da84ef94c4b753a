import { TIMELINE_KINDS } from '../../../domain/check';
import { timelineEntryJson } from '../../presenters/timeline';
import type { ListedCheckJson } from '../../schemas/check';
import { decodeSeq, encodeSeq } from '../../seqCursor';
import { type PageArgs, connectionOf, connectionTypes, limitOf } from '../connection';
import type { Resolver } from '../context';

export const typeDefs = `
  enum TimelineKind { ${TIMELINE_KINDS.join(' ')} }
  enum ActorKind { user bot schedule integration system }

  type TimelineActor { kind: ActorKind! id: ID name: String }

  type TimelineEntry {
    id: ID!
    at: DateTime!
    plannedAt: DateTime
    kind: TimelineKind!
    actor: TimelineActor!
    "One sentence in the caller's language"
    text: String!
    data: JSON!
  }
  ${connectionTypes('TimelineEntry')}
`;

const timeline: Resolver<ListedCheckJson, PageArgs> = async ({ id, area }, args, { load, locale, clock }) => {
  const limit = limitOf(args, clock);
  const after = args.after ? decodeSeq(args.after, '?after') : undefined;
  const { items, hasNext, names } = await load.timelines(limit, after).load(id);
  const context = { names, time_zone: area?.time_zone ?? 'UTC' };
  const entries = items.map((row) => ({ seq: row.seq, ...timelineEntryJson(row, context, locale) }));
  return connectionOf(entries, { cursorOf: ({ seq }) => encodeSeq(seq), hasNext, after });
};

export const resolvers = { Check: { timeline } };
