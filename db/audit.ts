import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { type Actor, userIdOf } from '../domain/actor';
import { LIVE_CHANNEL } from './live';
import { prepared } from './prepared';

export interface AuditDiff {
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** One change. `diff` holds changed fields only: ids and values, no names, addresses or secrets. */
export interface AuditRecord {
  actor: Actor;
  /** `<entity>.<act>` */
  action: string;
  entity_id: string;
  area_id: string | null;
  diff: AuditDiff;
}

/** An entry as the API shows it; `hash` is hex SHA-256 of `prev_hash` + RFC 8785 JSON of all else. */
export interface AuditEntry {
  id: string;
  seq: number;
  actor_kind: Actor['kind'];
  user_id: string | null;
  address: string | null;
  area_id: string | null;
  entity_type: string;
  entity_id: string;
  action: string;
  diff: AuditDiff;
  timestamp: string;
  prev_hash: string;
  hash: string;
}

export function hashEntry(entry: Omit<AuditEntry, 'hash'>): string {
  return createHash('sha256')
    .update(entry.prev_hash + canonicalize(entry))
    .digest('hex');
}

function link(record: AuditRecord, seq: number, prevHash: string, timestamp: string): AuditEntry {
  const { actor, action, entity_id, area_id, diff } = record;
  const entry = {
    id: uuidv7(),
    seq,
    actor_kind: actor.kind,
    user_id: userIdOf(actor),
    address: (actor.kind === 'user' && actor.address) || null,
    area_id,
    entity_type: action.slice(0, action.indexOf('.')),
    entity_id,
    action,
    // Through JSON once, so that what is hashed is what the database will give back.
    diff: JSON.parse(JSON.stringify(diff)) as AuditDiff,
    timestamp,
    prev_hash: prevHash,
  };
  return { ...entry, hash: hashEntry(entry) };
}

export interface AuditHead {
  seq: number;
  hash: string;
}

/** Takes the row lock that every writer needs: to be called last in a transaction, just before COMMIT. */
export async function lockAuditHead(trx: Knex.Transaction): Promise<AuditHead> {
  const [head] = await prepared<AuditHead>(
    trx,
    'audit_head_lock',
    'select seq, hash from audit_head for no key update',
    [],
  );
  return head as AuditHead;
}

/** Chains the collected records behind the log's head, whose lock is held. */
export async function chainAudit(
  trx: Knex.Transaction,
  head: AuditHead,
  records: readonly AuditRecord[],
): Promise<void> {
  let { seq, hash } = head;
  const timestamp = new Date().toISOString();
  const entries = records.map((record) => {
    const entry = link(record, ++seq, hash, timestamp);
    hash = entry.hash;
    return entry;
  });
  await prepared(
    trx,
    'audit_append',
    `with appended as (
       insert into audit_log (id, seq, actor_kind, user_id, address, area_id, entity_type, entity_id, action, diff,
                              timestamp, prev_hash, hash)
       select id, seq, actor_kind, user_id, address, area_id, entity_type, entity_id, action, diff, timestamp, prev_hash, hash
         from jsonb_to_recordset($1::jsonb) as e(id uuid, seq bigint, actor_kind text, user_id uuid, address text, area_id uuid,
           entity_type text, entity_id uuid, action text, diff jsonb, timestamp timestamptz, prev_hash text, hash text)
     ), moved as (update audit_head set seq = $2, hash = $3)
     select pg_notify('${LIVE_CHANNEL}', '')`,
    [JSON.stringify(entries), seq, hash],
  );
}
