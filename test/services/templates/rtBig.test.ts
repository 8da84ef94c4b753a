import fc from 'fast-check';
import { normaliseTemplate, templateFaults } from '../../../domain/templateValidation';
import { readForm } from '../../../services/templates/xlsform/readForm';
import { readWorkbook } from '../../../services/templates/xlsform/readWorkbook';
import { writeForm } from '../../../services/templates/xlsform/writeForm';
import { writeWorkbook } from '../../../services/templates/xlsform/writeWorkbook';
import { anyTemplate } from './anyTemplate';

const ID = '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a11';
const YES_NO = { yes: 'Да', no: 'Нет' };

it('any valid template is without faults, and normalising it again changes nothing', () => {
  fc.assert(
    fc.property(anyTemplate, ({ structure, settings }) => {
      expect(templateFaults({ structure, settings })).toEqual([]);
      const once = normaliseTemplate({ structure, settings });
      expect(templateFaults(once)).toEqual([]);
      expect(normaliseTemplate(once)).toEqual(once);
    }),
    { numRuns: 5000 },
  );
});

it('any template comes back whole through the spreadsheet', async () => {
  await fc.assert(
    fc.asyncProperty(anyTemplate, async ({ structure, settings, name, description }) => {
      const template = {
        id: ID,
        version: 1,
        name,
        description,
        ...normaliseTemplate({ structure, settings }),
      };
      const file = await writeWorkbook(writeForm(template, YES_NO));
      const read = readForm(await readWorkbook(file));
      expect(read.faults).toEqual([]);
      expect(normaliseTemplate(read)).toEqual({ structure: template.structure, settings: template.settings });
      expect(read.name).toBe(name);
      expect(read.description ?? null).toBe(description);
    }),
    { numRuns: 50000 },
  );
});
