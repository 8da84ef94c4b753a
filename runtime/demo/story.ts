import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../platform/config';
import { readLogins } from '../logins';
import { tellStory } from './story/tellStory';

const HELP = `npm run demo:story [-- --fast]
Рассказывает жизнь одной проверки на запущенном продукте (npm start), только по HTTP: шаблон, назначение, просрочка,
эскалация, сдача, приёмка, отчёты. На каждом шаге пробует неверный ввод. Отчёт — RUNTIME_DIR/demo-story.pdf.
  --fast   срок через 3 секунды вместо минуты
Переменные: PUBLIC_URL или HOST и PORT — где продукт; RUNTIME_DIR — где demo-logins.txt.
Код выхода 1, если что-то вышло не так, как обещано.`;

async function main(): Promise<void> {
  const options = process.argv.slice(2);
  if (options.includes('--help')) return void console.log(HELP);
  const unknown = options.filter((option) => option !== '--fast');
  if (unknown.length > 0) throw new Error(`Неизвестно: ${unknown.join(' ')}\n\n${HELP}`);
  const { http, runtimeDir } = loadConfig([]);
  const url = http.publicUrl;
  const logins = readLogins(runtimeDir);
  if (logins.length === 0)
    throw new Error(`Нет ${join(runtimeDir, 'demo-logins.txt')}: сначала npm start, с тем же RUNTIME_DIR.`);
  await fetch(`${url}/health`).catch((error: Error) => {
    throw new Error(
      `По адресу ${url} никто не отвечает (${error.message}): сначала npm start, с тем же PORT.`,
    );
  });

  console.log(`Проверка от назначения до PDF, на ${url}`);
  const { pdf, refusals, deviations, check_id } = await tellStory({
    ...{ url, logins },
    fast: options.includes('--fast'),
    say: (line) => console.log(line),
  });
  const file = join(runtimeDir, 'demo-story.pdf');
  if (pdf) writeFileSync(file, pdf);
  console.log(
    [
      '',
      ...(pdf ? [`PDF: ${file}`] : []),
      `Проверка: ${url}/api/v1/checks/${check_id}; процесс в Temporal: check-${check_id}`,
      `Неверный ввод: ${refusals.length} попыток, каждая с обещанным отказом: ${deviations.length === 0 ? 'да' : 'нет'}`,
      ...deviations.map((line) => `  ✗ ${line}`),
      deviations.length === 0 ? 'Всё так, как обещано.' : `Не так, как обещано: ${deviations.length}.`,
    ].join('\n'),
  );
  if (deviations.length > 0) process.exitCode = 1;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
