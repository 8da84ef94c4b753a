import type { VersionedTemplate } from '../../db/repositories/templates';
import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { fileFaults, judgeTemplate } from './judgeTemplate';
import { templateDiff } from './templateDiff';
import type { TemplateInput } from './templateInput';
import { assertNameFree, withUniqueName } from './uniqueName';
import { visibleTemplate } from './visibleTemplate';

/**
 * Publishes the next version and supersedes the one before; running checks stay on theirs.
 * `isFresh` tells whether the caller has seen the version that is replaced.
 * @throws DomainError `request.precondition_failed` when it has not, `template.archived`, `template.invalid`,
 * `template.name_taken`
 */
export async function replaceTemplate(
  ctx: ServiceContext,
  templateId: string,
  isFresh: (version: number) => boolean,
  input: TemplateInput,
): Promise<VersionedTemplate> {
  const seen = await visibleTemplate(ctx, templateId);
  authorize(ctx.actor, 'update', 'Template', seen);
  assertReplaceable(seen.template_status, seen.version, isFresh);
  const { user_id } = ctx.actor;
  const { files, ...judged } = await judgeTemplate(input, {
    rows: ctx.db.read,
    callerId: user_id,
    templateId,
  });

  await withUniqueName(ctx.db.read, judged.name, templateId, () =>
    ctx.db.transaction(async (tx) => {
      const locked = await tx.templates.lock(templateId);
      const former = locked && (await tx.templates.find(templateId, locked.version));
      if (!former) throw new DomainError('template.not_found');
      assertReplaceable(former.template_status, former.version, isFresh);
      await assertNameFree(tx, judged.name, templateId);
      const lost = await tx.templates.bindFiles(
        files.map(({ name }) => name),
        templateId,
        user_id,
      );
      if (lost.length > 0) throw new DomainError('template.invalid', { faults: fileFaults(files, lost) });

      const area_id = input.area_id === undefined ? former.area_id : input.area_id;
      const next = { ...judged, id: templateId, version: former.version + 1 };
      await tx.templates.addVersion({ ...next, created_by: user_id, created_at: ctx.now() });
      const { name, description, version } = next;
      await tx.templates.update(templateId, { name, description, area_id, version });
      await tx.schedules.tellOfTemplate(templateId);
      tx.audit.append({
        actor: ctx.actor,
        action: 'template.update',
        entity_id: templateId,
        area_id,
        diff: templateDiff(former, { ...next, area_id }),
      });
    }),
  );
  return visibleTemplate(ctx, templateId);
}

function assertReplaceable(
  status: VersionedTemplate['template_status'],
  version: number,
  isFresh: (version: number) => boolean,
): void {
  if (status === 'archived') throw new DomainError('template.archived');
  if (!isFresh(version)) throw new DomainError('request.precondition_failed', { extra: { version } });
}
