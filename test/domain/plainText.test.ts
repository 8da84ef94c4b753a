import { clipped, isStorable, storable } from '../../domain/plainText';

test('a text is kept without what no database can hold, and all else of it stays', () => {
  const whole = 'Шланг 🧰 течёт\n';
  expect(storable(whole)).toBe(whole);
  expect(storable('а\u0000б')).toBe('аб');
  expect(storable(`${'🧰'.slice(0, 1)}б`)).toBe('\ufffdб');
  expect(isStorable(storable(`а\u0000${'🧰'.slice(1)}`))).toBe(true);
});

test('a cut goes between characters and is marked', () => {
  expect(clipped('🧰🧰🧰', 3)).toBe('🧰🧰🧰');
  expect(clipped('🧰🧰🧰🧰', 3)).toBe('🧰🧰…');
  expect(isStorable(clipped('а🧰'.repeat(9), 4))).toBe(true);
});
