import { v7 as uuidv7 } from 'uuid';
import type { VersionedTemplate } from '../../db/repositories/templates';
import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { fileFaults, judgeTemplate } from './judgeTemplate';
import type { TemplateInput } from './templateInput';
import { templateDiff } from './templateDiff';
import { assertNameFree, withUniqueName } from './uniqueName';
import { visibleTemplate } from './visibleTemplate';

/** @throws DomainError `template.invalid` with all faults, `template.name_taken` with the `id` of the other */
export async function createTemplate(ctx: ServiceContext, input: TemplateInput): Promise<VersionedTemplate> {
  authorize(ctx.actor, 'create', 'Template');
  const { user_id } = ctx.actor;
  const { files, ...judged } = await judgeTemplate(input, {
    rows: ctx.db.read,
    callerId: user_id,
    templateId: null,
  });
  const template = {
    ...judged,
    id: uuidv7(),
    area_id: input.area_id ?? null,
    created_by: user_id,
    created_at: ctx.now(),
  };
  await withUniqueName(ctx.db.read, template.name, template.id, () =>
    ctx.db.transaction(async (tx) => {
      await assertNameFree(tx, template.name);
      await tx.templates.insert(template);
      const lost = await tx.templates.bindFiles(
        files.map(({ name }) => name),
        template.id,
        user_id,
      );
      if (lost.length > 0) throw new DomainError('template.invalid', { faults: fileFaults(files, lost) });
      tx.audit.append({
        actor: ctx.actor,
        action: 'template.create',
        entity_id: template.id,
        area_id: template.area_id,
        diff: templateDiff(null, { ...template, version: 1 }),
      });
    }),
  );
  return visibleTemplate(ctx, template.id);
}
