import fc from 'fast-check';
import {
  addWorkingTime,
  subtractWorkingTime,
  type WorkingCalendar,
  workingTimeBetween,
} from '../../domain/calendar';

const HOUR = 3_600_000;
const day = [{ from: '08:00', to: '17:00' }];
const night = [{ from: '22:00', to: '06:00' }];

function aCalendar(overrides: Partial<WorkingCalendar> = {}): WorkingCalendar {
  return {
    week: { mon: day, tue: day, wed: day, thu: day, fri: day },
    holidays: [],
    working_days: [],
    ...overrides,
  };
}
const everyNight = aCalendar({
  week: { mon: night, tue: night, wed: night, thu: night, fri: night, sat: night, sun: night },
});
const dayAndNight = [{ from: '00:00', to: '24:00' }];
const always = aCalendar({
  week: {
    mon: dayAndNight,
    tue: dayAndNight,
    wed: dayAndNight,
    thu: dayAndNight,
    fri: dayAndNight,
    sat: dayAndNight,
    sun: dayAndNight,
  },
});

function hours(from: string, to: string, calendar: WorkingCalendar, zone: string): number {
  return workingTimeBetween(new Date(from), new Date(to), calendar, zone) / HOUR;
}
function add(from: string, ms: number, calendar: WorkingCalendar, zone = 'Europe/Moscow'): string {
  return addWorkingTime(new Date(from), ms, calendar, zone).toISOString();
}

describe('a week of shifts (Moscow, UTC+3)', () => {
  const zone = 'Europe/Moscow';

  test('time outside shifts does not count', () => {
    expect(add('2025-11-24T13:00:00Z', 2 * HOUR, aCalendar())).toBe('2025-11-25T06:00:00.000Z');
  });

  test('work given out on Friday evening begins on Monday', () => {
    expect(add('2025-11-28T15:00:00Z', HOUR, aCalendar())).toBe('2025-12-01T06:00:00.000Z');
  });

  test('what fits exactly ends with the shift, not with the next one', () => {
    expect(add('2025-11-24T05:00:00Z', 9 * HOUR, aCalendar())).toBe('2025-11-24T14:00:00.000Z');
  });

  test('no working time leaves a moment where it is, also outside shifts', () => {
    expect(add('2025-11-29T12:00:00Z', 0, aCalendar())).toBe('2025-11-29T12:00:00.000Z');
    const sunday = new Date('2025-11-30T12:00:00Z');
    expect(subtractWorkingTime(sunday, 0, aCalendar(), zone)).toEqual(sunday);
  });

  test('counting back skips the weekend too', () => {
    const monday = new Date('2025-12-01T05:30:00Z');
    expect(subtractWorkingTime(monday, HOUR, aCalendar(), zone).toISOString()).toBe(
      '2025-11-28T13:30:00.000Z',
    );
  });

  test('backwards from the later to the earlier is negative', () => {
    expect(hours('2025-11-24T14:00:00Z', '2025-11-24T05:00:00Z', aCalendar(), zone)).toBe(-9);
  });

  test('overlapping shifts are not counted twice, in whatever order they are given', () => {
    const calendar = aCalendar({
      week: {
        mon: [
          { from: '12:00', to: '20:00' },
          { from: '08:00', to: '16:00' },
          { from: '09:00', to: '10:00' },
        ],
      },
    });
    expect(hours('2025-11-24T00:00:00Z', '2025-11-25T00:00:00Z', calendar, zone)).toBe(12);
  });

  test('a lunch break does not count', () => {
    const calendar = aCalendar({
      week: {
        mon: [
          { from: '08:00', to: '12:00' },
          { from: '13:00', to: '17:00' },
        ],
      },
    });
    expect(add('2025-11-24T05:00:00Z', 5 * HOUR, calendar)).toBe('2025-11-24T11:00:00.000Z');
  });

  test('a shift from and to the same time lasts a whole day', () => {
    const calendar = aCalendar({ week: { mon: [{ from: '08:00', to: '08:00' }] } });
    expect(hours('2025-11-24T00:00:00Z', '2025-11-27T00:00:00Z', calendar, zone)).toBe(24);
  });

  test('24:00 and 00:00 both mean the end of the day', () => {
    const evening = (to: string) => aCalendar({ week: { mon: [{ from: '16:00', to }] } });
    expect(hours('2025-11-24T00:00:00Z', '2025-11-26T00:00:00Z', evening('24:00'), zone)).toBe(8);
    expect(hours('2025-11-24T00:00:00Z', '2025-11-26T00:00:00Z', evening('00:00'), zone)).toBe(8);
  });
});

describe('holidays and moved days', () => {
  const zone = 'Europe/Moscow';

  test('nobody works on a holiday', () => {
    const calendar = aCalendar({ holidays: ['2025-11-04'] });
    expect(add('2025-11-03T13:00:00Z', 2 * HOUR, calendar)).toBe('2025-11-05T06:00:00.000Z');
  });

  test('a night shift before a holiday is worked to its end, the one that starts on it is not', () => {
    const calendar = { ...everyNight, holidays: ['2025-11-04'] };
    expect(hours('2025-11-03T12:00:00Z', '2025-11-04T12:00:00Z', calendar, zone)).toBe(8);
    expect(hours('2025-11-04T12:00:00Z', '2025-11-05T12:00:00Z', calendar, zone)).toBe(0);
  });

  test('a Saturday made a working day works as a Monday', () => {
    const calendar = aCalendar({ working_days: ['2025-11-01'] });
    expect(hours('2025-11-01T00:00:00Z', '2025-11-02T00:00:00Z', calendar, zone)).toBe(9);
  });

  test('a moved day with shifts of its own keeps them', () => {
    const calendar = aCalendar({
      week: { mon: day, sat: [{ from: '08:00', to: '12:00' }] },
      working_days: ['2025-11-01'],
    });
    expect(hours('2025-11-01T00:00:00Z', '2025-11-02T00:00:00Z', calendar, zone)).toBe(4);
  });

  test('a date that is both holiday and working day is worked', () => {
    const calendar = aCalendar({ holidays: ['2025-11-01'], working_days: ['2025-11-01'] });
    expect(hours('2025-11-01T00:00:00Z', '2025-11-02T00:00:00Z', calendar, zone)).toBe(9);
  });

  test('a holiday is a date of the area, not of UTC', () => {
    const calendar = aCalendar({ holidays: ['2025-11-04'] });
    expect(hours('2025-11-03T14:00:00Z', '2025-11-04T14:00:00Z', calendar, 'Asia/Vladivostok')).toBe(0);
  });
});

describe('clocks that change (Berlin, New York)', () => {
  test('the night of the spring change has seven hours', () => {
    expect(hours('2025-03-29T20:00:00Z', '2025-03-30T12:00:00Z', everyNight, 'Europe/Berlin')).toBe(7);
    expect(hours('2025-03-08T20:00:00Z', '2025-03-09T20:00:00Z', everyNight, 'America/New_York')).toBe(7);
  });

  test('the night of the autumn change has nine hours', () => {
    expect(hours('2025-10-25T12:00:00Z', '2025-10-26T12:00:00Z', everyNight, 'Europe/Berlin')).toBe(9);
    expect(hours('2025-11-01T12:00:00Z', '2025-11-02T12:00:00Z', everyNight, 'America/New_York')).toBe(9);
  });

  test('a shift starts by the wall clock on both sides of the change', () => {
    const calendar = aCalendar();
    expect(add('2025-03-28T20:00:00Z', HOUR, calendar, 'Europe/Berlin')).toBe('2025-03-31T07:00:00.000Z');
    expect(add('2025-10-24T20:00:00Z', HOUR, calendar, 'Europe/Berlin')).toBe('2025-10-27T08:00:00.000Z');
  });

  test('a day of the change has 23 or 25 hours round the clock', () => {
    expect(hours('2025-03-29T23:00:00Z', '2025-03-30T22:00:00Z', always, 'Europe/Berlin')).toBe(23);
    expect(hours('2025-10-25T22:00:00Z', '2025-10-26T23:00:00Z', always, 'Europe/Berlin')).toBe(25);
  });

  test('a shift that begins in the skipped hour begins behind the gap', () => {
    const calendar = aCalendar({ week: { sun: [{ from: '02:30', to: '06:00' }] } });
    expect(add('2025-03-30T00:00:00Z', HOUR, calendar, 'Europe/Berlin')).toBe('2025-03-30T02:30:00.000Z');
  });

  test('shifts that meet in a doubled hour neither overlap nor leave a gap', () => {
    const calendar = aCalendar({
      week: { sat: [{ from: '22:00', to: '02:30' }], sun: [{ from: '02:30', to: '10:00' }] },
    });
    expect(hours('2025-10-25T12:00:00Z', '2025-10-26T12:00:00Z', calendar, 'Europe/Berlin')).toBe(13);
  });
});

describe('what cannot be counted is refused', () => {
  const never = aCalendar({ week: {} });

  test('a calendar that never works is given up after five years', () => {
    expect(() => add('2025-01-01T00:00:00Z', 1, never)).toThrow(RangeError);
    expect(() => subtractWorkingTime(new Date(0), 1, never, 'UTC')).toThrow(RangeError);
  });

  test('negative time and unknown zones are refused', () => {
    expect(() => add('2025-01-01T00:00:00Z', -1, aCalendar())).toThrow(RangeError);
    expect(() => add('2025-01-01T00:00:00Z', Number.NaN, aCalendar())).toThrow(RangeError);
    expect(() => add('2025-01-01T00:00:00Z', 1, aCalendar(), 'Mars/Olympus')).toThrow(RangeError);
  });
});

describe('laws', () => {
  const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Europe/Moscow', 'Australia/Lord_Howe');
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30'))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
  const shifts = fc.array(fc.record({ from: time, to: time }), { maxLength: 2 });
  const dates = fc
    .integer({ min: 0, max: 364 })
    .map((index) => new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10));
  const calendars: fc.Arbitrary<WorkingCalendar> = fc
    .record({
      week: fc.record({
        mon: shifts,
        tue: shifts,
        wed: shifts,
        thu: shifts,
        fri: shifts,
        sat: shifts,
        sun: shifts,
      }),
      holidays: fc.array(dates, { maxLength: 5 }),
      working_days: fc.array(dates, { maxLength: 5 }),
    })
    .filter(({ week }) => Object.values(week).some((list) => list.length > 0));
  const moments = fc
    .integer({ min: 0, max: 365 * 24 * 12 })
    .map((index) => new Date(Date.UTC(2025, 0, 1) + index * 5 * 60_000));
  const durations = fc.integer({ min: 1, max: 60 * HOUR });

  test('working time of two adjacent spans adds up', () => {
    fc.assert(
      fc.property(calendars, zones, moments, moments, moments, (calendar, zone, a, b, c) => {
        const between = (from: Date, to: Date) => workingTimeBetween(from, to, calendar, zone);
        expect(between(a, b) + between(b, c)).toBe(between(a, c));
      }),
      { numRuns: 60 },
    );
  });

  test('what is added is what then lies between', () => {
    fc.assert(
      fc.property(calendars, zones, moments, durations, (calendar, zone, start, ms) => {
        const end = addWorkingTime(start, ms, calendar, zone);
        expect(workingTimeBetween(start, end, calendar, zone)).toBe(ms);
      }),
      { numRuns: 100 },
    );
  });

  test('subtracting undoes adding: to the moment itself inside a shift, over no working time outside', () => {
    fc.assert(
      fc.property(calendars, zones, moments, durations, (calendar, zone, start, ms) => {
        const back = subtractWorkingTime(addWorkingTime(start, ms, calendar, zone), ms, calendar, zone);
        expect(workingTimeBetween(start, back, calendar, zone)).toBe(0);
        const inShift = workingTimeBetween(start, new Date(start.getTime() + 1), calendar, zone) === 1;
        if (inShift) expect(back).toEqual(start);
      }),
      { numRuns: 100 },
    );
  });
});
