import type { ScheduleJson } from '../../api/schemas/schedule';
import type { ApiClient } from './apiClient';
import type { Username } from './people';
import type { AreaIds, AreaName } from './plant';
import type { TemplateName } from './templates';

interface DemoSchedule {
  name: string;
  cron_expression: string;
  time_zone: string;
  template: TemplateName;
  executors: readonly Username[];
  assignment: 'each' | 'rotate';
  area: AreaName;
  window: string;
  skip_holidays: boolean;
}

const MOSCOW = 'Europe/Moscow';

export const SCHEDULES: readonly DemoSchedule[] = [
  {
    name: 'Погрузчики перед первой сменой',
    cron_expression: '30 7 * * MON-FRI',
    time_zone: MOSCOW,
    template: 'forklift',
    executors: ['ivanov', 'petrova', 'sidorov'],
    assignment: 'each',
    area: 'assembly',
    window: 'PT2H',
    skip_holidays: true,
  },
  {
    name: 'Ограждения прессов каждые четыре часа',
    cron_expression: '0 8,12,16 * * *',
    time_zone: MOSCOW,
    template: 'pressGuards',
    executors: ['morozov', 'fedorova'],
    assignment: 'rotate',
    area: 'pressLine',
    window: 'PT1H',
    skip_holidays: false,
  },
  {
    name: 'Обход 5С на складе по понедельникам',
    cron_expression: '0 10 * * MON',
    time_zone: 'Asia/Yekaterinburg',
    template: 'fiveS',
    executors: ['fedorova'],
    assignment: 'each',
    area: 'store',
    window: 'PT4H',
    skip_holidays: true,
  },
];

/** Makes those that are not there yet. */
export async function ensureSchedules(
  manager: ApiClient,
  ids: {
    areas: AreaIds;
    templates: Record<TemplateName, string>;
    executors: Record<Username, string>;
  },
): Promise<void> {
  const { items } = await manager.get<{ items: ScheduleJson[] }>('/schedules/?limit=200');
  const known = new Set(items.map(({ name }) => name));
  for (const { template, executors, area, ...plan } of SCHEDULES) {
    if (known.has(plan.name)) continue;
    await manager.post('/schedules/', {
      ...plan,
      template_id: ids.templates[template],
      executor_ids: executors.map((name) => ids.executors[name]),
      area_id: ids.areas[area],
    });
  }
}
