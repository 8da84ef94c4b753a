import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckJson } from '../../../api/schemas/check';
import type { Cast, Person } from './cast';
import type { Teller } from './teller';

interface Report {
  id: string;
  format: string;
  status: string;
  size_bytes: number | null;
  sha256: string | null;
  download_url: string | null;
  error: string | null;
}

const FORMATS = ['PDF', 'HTML', 'JSON'] as const;
/** The first PDF on a machine may wait for LibreOffice to be fetched and warmed up. */
const READY_WITHIN_MS = 300_000;

/** All three reports, fetched by their links and compared with their sums. Returns the PDF. */
export async function makeReports(
  { id: check_id }: CheckJson,
  { supervisor, executor, stranger }: Cast,
  { chapter, tell, holds, refuses }: Teller,
): Promise<Buffer | undefined> {
  chapter('Отчёты');
  const ask = (person: Person, body: object) => person.api.call('POST', '/reports/generate', body);
  await refuses('отчёт в формате XLS', ask(supervisor, { check_id, format: 'XLS' }), 400, 'request.invalid');
  await refuses('посторонний', ask(stranger, { check_id, format: 'PDF' }), 404, 'check.not_found');
  await refuses(
    'исполнитель без права на отчёты',
    ask(executor, { check_id, format: 'PDF' }),
    403,
    'access.denied',
  );

  let pdf: Buffer | undefined;
  for (const format of FORMATS) {
    const asked = await supervisor.api.post<Report>('/reports/generate', { check_id, format });
    const again = await supervisor.api.post<Report>('/reports/generate', { check_id, format });
    holds(`${format}: повторный запрос даёт тот же отчёт`, asked.id === again.id, [asked.id, again.id]);
    const report = await untilDone(supervisor, asked.id);
    holds(`${format}: готов`, report.status === 'ready' && report.download_url !== null, report);
    if (!report.download_url) continue;
    const content = Buffer.from(await (await fetch(report.download_url)).arrayBuffer());
    const sum = createHash('sha256').update(content).digest('hex');
    holds(`${format}: скачан без пропуска, sha256 сходится`, sum === report.sha256, sum);
    tell(`${format}: ${Math.ceil(content.length / 1024)} КБ, sha256 ${sum.slice(0, 16)}…`);
    if (format === 'PDF') pdf = content;
    await refuses(
      `${format}: посторонний не видит отчёта`,
      stranger.api.call('GET', `/reports/${report.id}`),
      404,
      'report.not_found',
    );
  }
  return pdf;
}

async function untilDone({ api }: Person, id: string): Promise<Report> {
  const end = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const report = await api.get<Report>(`/reports/${id}`);
    if (report.status === 'ready' || report.status === 'failed' || Date.now() > end) return report;
    await sleep(250);
  }
}
