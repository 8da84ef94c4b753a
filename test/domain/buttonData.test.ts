import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { buttonData, readButton } from '../../domain/buttonData';

const id = '01a20d22-27c9-704f-93f1-62c126c7ec58';

test('what a button says is read back, in at most 64 bytes', () => {
  const data = buttonData('answer', id, 12, 'yes');
  expect(data).toBe('1:answer:AaINIifJcE-T8WLBJsfsWA:12:yes');
  expect(readButton(data)).toEqual({ verb: 'answer', subject: id, words: ['12', 'yes'] });
  expect(readButton(buttonData('checks'))).toEqual({ verb: 'checks', words: [] });
  expect(buttonData('answerxx', uuidv7(), 'x'.repeat(30)).length).toBeLessThanOrEqual(64);
  expect(() => buttonData('answer', id, 'x'.repeat(40))).toThrow(RangeError);
  expect(() => buttonData('answer', id, 'да')).toThrow(RangeError);
});

test.each([
  '',
  '1',
  '2:open:-',
  '1:open:',
  '1:OPEN:-',
  '1:open:short',
  '1:open:AaINIifJcE-T8WLBJsfsWB', // spare bits set
  '1:open:-:a b',
  '1:open:-:',
  `1:open:-:${'x'.repeat(64)}`,
])('%j is none of ours', (data) => {
  expect(readButton(data)).toBeUndefined();
});

test('nothing that could be sent breaks it, and what it takes it would have written', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const data of [text, `1:${text}`, `1:open:${text}`]) {
        const press = readButton(data);
        if (press) expect(buttonData(press.verb, press.subject, ...press.words)).toBe(data);
      }
    }),
  );
});
