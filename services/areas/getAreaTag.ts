import { toString as qrCode } from 'qrcode';
import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';

export interface AreaTag {
  /** Where a phone that reads the code goes: what is due there, for whoever is signed in. */
  url: string;
  qr_svg: string;
}

/** What is stuck onto a machine, so that its checks are opened by a phone's camera. @throws DomainError `area.not_found` */
export async function getAreaTag(ctx: ServiceContext, areaId: string): Promise<AreaTag> {
  authorize(ctx.actor, 'view', 'Area');
  const area = await ctx.db.read.places.area(areaId);
  if (!area) throw new DomainError('area.not_found');
  const url = `${ctx.publicUrl}/at/${area.id}`;
  // Tags get scratched and greasy: level Q still reads with a quarter gone.
  const qr_svg = await qrCode(url, { type: 'svg', errorCorrectionLevel: 'Q', margin: 2 });
  return { url, qr_svg };
}
