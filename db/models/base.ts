import { Model } from 'objection';

/** Tables and relations only; how rows are used is in repositories/. */
export class BaseModel extends Model {
  static override get useLimitInFirst(): boolean {
    return true;
  }
}
