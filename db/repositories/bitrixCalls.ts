import { v7 as uuidv7 } from 'uuid';
import type { BitrixCallStatus } from '../../domain/bitrixCall';
import type { Connection } from '../connection';
import { type Page, type PageRequest, newest, pageOf } from '../page';

export interface NewBitrixCall {
  at: Date;
  direction: 'out' | 'in';
  method: string;
  action_id: string | null;
  status: BitrixCallStatus;
  http_status: number | null;
  duration_ms: number;
  request: unknown;
  response: unknown;
  error: string | null;
}

export type BitrixCallRow = Omit<NewBitrixCall, 'at'> & { id: string; created_at: Date };

export interface BitrixCallFilter {
  action_id?: string;
  status?: BitrixCallStatus[];
  method?: string[];
  direction?: 'out' | 'in';
  from?: Date;
  to?: Date;
}

/** Every call to and from Bitrix24. */
export function createBitrixCalls(connection: Connection) {
  return {
    async append({ at, request, response, ...call }: NewBitrixCall): Promise<void> {
      const json = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value));
      await connection('bitrix_sync').insert({
        ...call,
        id: uuidv7(),
        created_at: at,
        request: json(request),
        response: json(response),
      });
    },
    async list(filter: BitrixCallFilter, page: PageRequest): Promise<Page<BitrixCallRow>> {
      const query = connection('bitrix_sync as x').select('x.*');
      if (filter.action_id) void query.where('x.action_id', filter.action_id);
      if (filter.status) void query.whereIn('x.status', filter.status);
      if (filter.method) void query.whereIn('x.method', filter.method);
      if (filter.direction) void query.where('x.direction', filter.direction);
      if (filter.from) void query.where('x.created_at', '>=', filter.from);
      if (filter.to) void query.where('x.created_at', '<', filter.to);
      return pageOf((await newest(query, page, 'x')) as BitrixCallRow[], page);
    },
  };
}
