import sharp from 'sharp';
import type { Question } from '../../domain/template';
import type { ReportAnswer, ReportData, ReportPhoto, ReportQuestion } from '../../reports/data';

const BASE = { required: true, allow_na: false, weight: 1, critical: false };

export const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);

/** A picture that no other call gives, with an eye on how a photo of a machine looks: a ground, a body, a mark. */
export async function aPhoto(name: string, seed: number, width = 1600, height = 1200): Promise<ReportPhoto> {
  const hue = (seed * 67) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120" preserveAspectRatio="xMidYMid slice" width="${width}" height="${height}">
    <defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="hsl(${hue},18%,78%)"/><stop offset="1" stop-color="hsl(${hue},12%,42%)"/></linearGradient></defs>
    <rect width="160" height="120" fill="url(#g)"/><rect x="34" y="34" width="70" height="46" rx="5" fill="hsl(${(hue + 40) % 360},70%,48%)"/>
    <circle cx="52" cy="86" r="15" fill="#26292d"/><circle cx="100" cy="86" r="12" fill="#26292d"/><path d="M112 20v70h26" stroke="#333" stroke-width="5" fill="none"/>
    <circle cx="52" cy="86" r="22" fill="none" stroke="#e11" stroke-width="3"/><text x="6" y="14" font-size="9" fill="#fff">${seed}</text></svg>`;
  const content = await sharp(Buffer.from(svg)).jpeg().toBuffer();
  return { id: `0193f2aa-0000-7000-8000-${String(seed).padStart(12, '0')}`, name, content, width, height };
}

export function aSignature(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="500" height="180"><path d="M20 130C70 20 90 20 80 120s40-90 70-60 10 70 40 40 60-70 70-20 40 40 80-10 70-30 120-20" fill="none" stroke="#123" stroke-width="6"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

type QuestionGiven = Partial<Question> & { id: string; type: Question['type']; text: string };

export function aQuestion(
  question: QuestionGiven,
  answer: Partial<ReportAnswer> | null = {},
): ReportQuestion {
  return {
    question: { ...BASE, ...question } as Question, // the test gives the fields that its type needs
    answer: answer && {
      value: null,
      na: false,
      failed: false,
      comment: null,
      author: 'Иванов Пётр Сергеевич',
      answered_at: at('05:12'),
      revision: 1,
      photos: [],
      signature: null,
      ...answer,
    },
  };
}

/** A forklift before the shift, failed by its brakes, reviewed and accepted. */
export async function aReport(changes: Partial<ReportData> = {}): Promise<ReportData> {
  const yes = { value: true };
  return {
    report_id: '0193f2a4-77aa-7c1e-9a40-2f6d0c9b1e55',
    revision: 1,
    generated_at: at('06:20'),
    area_path: ['Череповецкий завод металлоконструкций', 'Склад № 2', 'Участок погрузчиков'],
    time_zone: 'Europe/Moscow',
    url: 'https://proverka.example/checks/0193f29e-5d0c-7b61-8f0e-3a1c52d4e901',
    check: {
      id: '0193f29e-5d0c-7b61-8f0e-3a1c52d4e901',
      title: 'Осмотр погрузчика Komatsu FD25 № 14 перед сменой',
      template: {
        id: '0193f000-0000-7000-8000-000000000001',
        name: 'Погрузчик перед сменой',
        version: 3,
        pass_score: 90,
      },
      status: 'completed',
      verdict: 'fail',
      score: 83.33,
      progress: { answered: 14, required: 12, total: 14 },
      executor: 'Иванов Пётр Сергеевич',
      created_at: at('04:30'),
      started_at: at('05:08'),
      submitted_at: at('05:41'),
      completed_at: at('06:05'),
      due_at: at('05:30'),
      overdue: false,
      escalation_level: 1,
    },
    review: {
      reviewer: 'Смирнова Анна Викторовна',
      decision: 'accept',
      reason: 'Погрузчик выведен из работы до ремонта тормозов.',
      at: at('06:05'),
    },
    sections: [
      {
        id: 'documents',
        title: 'Документы и рабочее место',
        questions: [
          aQuestion(
            {
              id: 'i1',
              type: 'instruction',
              text: 'Осмотр проводится при заглушённом двигателе и опущенных вилах.',
            },
            null,
          ),
          aQuestion(
            { id: 'q1', type: 'yes_no', text: 'Удостоверение машиниста при себе и не просрочено?' },
            yes,
          ),
          aQuestion(
            { id: 'q2', type: 'number', text: 'Показание счётчика моточасов', unit: 'м·ч', decimals: 1 },
            { value: 12453.5 },
          ),
          aQuestion(
            { id: 'q3', type: 'date', text: 'Дата последнего технического обслуживания' },
            { value: '2026-11-03' },
          ),
        ],
      },
      {
        id: 'outside',
        title: 'Внешний осмотр',
        questions: [
          aQuestion(
            {
              id: 'q4',
              type: 'yes_no',
              text: 'Нет подтёков масла, топлива и охлаждающей жидкости?',
              hint: 'Смотреть под двигателем, у гидроцилиндров и под мостом.',
            },
            {
              value: false,
              failed: true,
              comment: 'Подтёк у левого гидроцилиндра наклона, капля за 2–3 минуты. Подложил поддон.',
              answered_at: at('05:16'),
              photos: [
                await aPhoto('IMG_2031.jpg', 1),
                await aPhoto('IMG_2032.jpg', 2, 1200, 1600),
                await aPhoto('IMG_2033.jpg', 3),
              ],
            },
          ),
          aQuestion(
            {
              id: 'q5',
              type: 'single_choice',
              text: 'Состояние шин',
              options: [
                { value: 'good', label: 'Хорошее' },
                { value: 'worn', label: 'Износ до метки', failed: true },
              ],
            } as QuestionGiven,
            { value: 'good' },
          ),
          aQuestion(
            {
              id: 'q6',
              type: 'number',
              text: 'Давление в передних шинах',
              unit: 'бар',
              decimals: 1,
              min: 8,
              max: 9.5,
            } as QuestionGiven,
            { value: 8.7, revision: 2 },
          ),
          aQuestion(
            {
              id: 'q7',
              type: 'multi_choice',
              text: 'Что есть на борту',
              options: [
                { value: 'fire', label: 'Огнетушитель' },
                { value: 'aid', label: 'Аптечка' },
                { value: 'belt', label: 'Ремень безопасности' },
              ],
            } as QuestionGiven,
            { value: ['fire', 'aid', 'belt'] },
          ),
          aQuestion(
            { id: 'q8', type: 'yes_no', text: 'Исправен боковой фонарь прицепа?', allow_na: true },
            { na: true },
          ),
          aQuestion({ id: 'q9', type: 'photo', text: 'Общий вид погрузчика' } as QuestionGiven, {
            value: ['p'],
            photos: [await aPhoto('IMG_2034.jpg', 4)],
          }),
        ],
      },
      {
        id: 'work',
        title: 'Проверка в работе',
        questions: [
          aQuestion(
            {
              id: 'q10',
              type: 'yes_no',
              text: 'Рабочий тормоз останавливает погрузчик без увода в сторону?',
              critical: true,
            },
            {
              value: false,
              failed: true,
              comment: 'Уводит вправо, педаль проваливается до половины хода.\nРаботать нельзя.',
              answered_at: at('05:29'),
            },
          ),
          aQuestion(
            { id: 'q11', type: 'yes_no', text: 'Стояночный тормоз держит на уклоне?', critical: true },
            yes,
          ),
          aQuestion(
            { id: 'q12', type: 'yes_no', text: 'Звуковой сигнал и сигнал заднего хода работают?' },
            { ...yes, author: 'Кузнецов Олег Игоревич', answered_at: at('05:31') },
          ),
          aQuestion(
            { id: 'q13', type: 'text', text: 'Замечания для механика' },
            { value: 'Проверить тормозную жидкость и левый задний цилиндр.' },
          ),
          aQuestion(
            { id: 'q14', type: 'signature', text: 'Подпись исполнителя' },
            { value: 'f', signature: await aSignature(), answered_at: at('05:40') },
          ),
        ],
      },
    ],
    comments: [
      {
        id: 'c1',
        question_id: null,
        author: 'Смирнова Анна Викторовна',
        created_at: at('05:50'),
        text: 'Механик вызван, погрузчик № 14 отогнан в ремзону.',
        photos: [await aPhoto('repair.jpg', 5)],
      },
      {
        id: 'c2',
        question_id: 'q10',
        author: 'Кузнецов Олег Игоревич',
        created_at: at('05:35'),
        text: 'Подтверждаю, увод вправо.',
        photos: [],
      },
    ],
    timeline: [
      {
        at: at('04:30'),
        planned_at: null,
        kind: 'opened',
        actor: 'Расписание «Смена 1»',
        text: 'Проверка назначена. Исполнитель: Иванов Пётр Сергеевич. Срок: 24.11.2026, 08:30.',
      },
      {
        at: at('05:00'),
        planned_at: at('05:00'),
        kind: 'reminded',
        actor: null,
        text: 'Отправлено напоминание: до срока 30 минут',
      },
      {
        at: at('05:08'),
        planned_at: null,
        kind: 'started',
        actor: 'Иванов Пётр Сергеевич',
        text: 'Заполнение начато: Иванов Пётр Сергеевич.',
      },
      {
        at: at('05:29'),
        planned_at: null,
        kind: 'answered',
        actor: 'Иванов Пётр Сергеевич',
        text: 'Ответы на 11 вопросов',
      },
      {
        at: at('05:34'),
        planned_at: at('05:30'),
        kind: 'overdue',
        actor: null,
        text: 'Срок истёк: 24.11.2026, 08:30.',
      },
      {
        at: at('05:34'),
        planned_at: at('05:30'),
        kind: 'escalated',
        actor: null,
        text: 'Сообщено мастеру: Смирнова А. В.',
      },
      {
        at: at('05:41'),
        planned_at: null,
        kind: 'submitted',
        actor: 'Иванов Пётр Сергеевич',
        text: 'Проверка сдана: Иванов Пётр Сергеевич.',
      },
      {
        at: at('06:05'),
        planned_at: null,
        kind: 'accepted',
        actor: 'Смирнова Анна Викторовна',
        text: 'Результат принят: Смирнова Анна Викторовна.',
      },
      { at: at('06:05'), planned_at: null, kind: 'completed', actor: null, text: 'Проверка завершена.' },
    ],
    actions: [
      {
        title: 'Отремонтировать рабочий тормоз погрузчика № 14',
        priority: 'high',
        owner: 'Волков Д. А.',
        due_at: at('14:00'),
        status: 'open',
      },
    ],
    audit_head: { seq: 1482, hash: '9f2c4be1d07a83e65b10c2af47d98e3316fa05c8b7e29d4410ab6cf3e8527d90' },
    parameters: { language: 'ru', time_zone: null, only_failed: false, photos: true },
    ...changes,
  };
}
