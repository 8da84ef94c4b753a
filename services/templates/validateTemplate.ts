import { DomainError } from '../../domain/errors';
import type { Settings, Structure } from '../../domain/template';
import { may } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { judgeTemplate } from './judgeTemplate';
import type { TemplateInput } from './templateInput';

/**
 * The template as saving it would store it; leaves no trace.
 * @throws DomainError `template.invalid` with the faults that saving would give
 */
export async function validateTemplate(
  ctx: ServiceContext,
  input: TemplateInput,
  templateId: string | null = null,
): Promise<{ structure: Structure; settings: Settings }> {
  if (!may(ctx.actor, 'create', 'Template') && !may(ctx.actor, 'update', 'Template')) {
    throw new DomainError('access.denied');
  }
  const { structure, settings } = await judgeTemplate(input, {
    rows: ctx.db.read,
    callerId: ctx.actor.user_id,
    templateId,
  });
  return { structure, settings };
}
