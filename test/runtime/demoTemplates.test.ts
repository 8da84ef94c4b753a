import { questionsOf } from '../../domain/template';
import { normaliseTemplate, targetsIn, templateFaults } from '../../domain/templateValidation';
import { SEEDED_ROLES } from '../../domain/permissions';
import { TEMPLATES } from '../../runtime/demo/templates';
import { readForm } from '../../services/templates/xlsform/readForm';
import { readWorkbook } from '../../services/templates/xlsform/readWorkbook';
import { writeForm } from '../../services/templates/xlsform/writeForm';
import { writeWorkbook } from '../../services/templates/xlsform/writeWorkbook';

describe.each(Object.values(TEMPLATES))('the demo template $name', (template) => {
  const normalised = () => normaliseTemplate(template);

  it('is without faults', () => {
    expect(templateFaults(template)).toEqual([]);
  });

  it('names roles only that every installation has', () => {
    const roles = targetsIn(normalised()).flatMap(({ target }) => /^role:(.*)$/.exec(target)?.[1] ?? []);
    expect(roles.filter((role) => !Object.hasOwn(SEEDED_ROLES, role))).toEqual([]);
  });

  it('goes through a spreadsheet unchanged', async () => {
    const { name, description } = template;
    const form = writeForm(
      { id: 'demo', version: 1, name, description, ...normalised() },
      { yes: 'Да', no: 'Нет' },
    );
    const read = readForm(await readWorkbook(await writeWorkbook(form)));
    expect(read.faults).toEqual([]);
    expect(normaliseTemplate(read)).toEqual(normalised());
  });

  it('escalates upwards, and lets a failure of something critical be heard of', () => {
    const { structure, settings } = normalised();
    expect(settings.escalation.at(-1)?.to).toContain('role:manager');
    expect(questionsOf(structure).some(({ critical, on_fail }) => critical && on_fail?.notify)).toBe(true);
  });
});
