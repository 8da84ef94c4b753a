import type { FaultBox } from './faults';
import { type Portal, STATUS_TITLES, type StubTask, type StubUser } from './portal';

const STYLE = `
:root{color-scheme:light dark;--line:#d7dbe0;--soft:#5b6672;--accent:#1f5fbf;--back:#f5f6f8;--card:#fff;--text:#1b2229}
@media (prefers-color-scheme:dark){:root{--line:#38414b;--soft:#9aa6b2;--accent:#7fb0ff;--back:#15191d;--card:#1d2329;--text:#e7ebef}}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;background:var(--back);color:var(--text)}
header{border-bottom:1px solid var(--line);background:var(--card)}header div,main{max-width:60rem;margin:0 auto;padding:1rem 1.25rem}
h1{font-size:1.35rem;margin:0}p{margin:.5rem 0}.soft{color:var(--soft)}a{color:var(--accent)}
table{width:100%;border-collapse:collapse;background:var(--card);border:1px solid var(--line)}th,td{padding:.6rem .75rem;text-align:left;border-top:1px solid var(--line);vertical-align:top}
th{font-weight:600;color:var(--soft);font-size:.875rem;border-top:0}section{background:var(--card);border:1px solid var(--line);padding:1rem 1.25rem;margin:0 0 1rem}
h2{font-size:1rem;margin:0 0 .5rem}.desc{white-space:pre-wrap;overflow-wrap:anywhere}dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:.5rem 0}dt{color:var(--soft)}dd{margin:0}
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:.5rem 0}label{display:grid;gap:.15rem;font-size:.875rem;color:var(--soft)}
input,select,textarea,button{font:inherit;min-height:44px;padding:.4rem .75rem;border:1px solid var(--line);border-radius:4px;background:var(--card);color:var(--text)}
textarea{width:100%;min-height:5rem}button{cursor:pointer;border-color:var(--accent);color:var(--accent)}button.main{background:var(--accent);color:var(--card)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.acts{display:flex;flex-wrap:wrap;gap:0 .5rem}.says{border-top:1px solid var(--line);padding:.5rem 0;white-space:pre-wrap;overflow-wrap:anywhere}.photos{display:flex;flex-wrap:wrap;gap:.5rem}.photos img{height:8rem;border:1px solid var(--line)}
`;

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const plain = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');

const frame = (title: string, content: string): string => `<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${plain(title)}</title><style>${STYLE}</style></head><body>
<header><div><h1>${plain(title)}</h1><p class="soft">Учебный портал вместо Битрикс24: работает только на этом компьютере.</p></div></header>
<main>${content}</main></body></html>`;

export const messagePage = (words: string): string =>
  frame('Задачи', `<section><p>${plain(words)}</p><p><a href="/">К списку задач</a></p></section>`);

const nameOf = (user: StubUser | undefined): string =>
  user ? `${user.name} ${user.lastName}`.trim() || user.email : 'неизвестно';

const MOMENT = new Intl.DateTimeFormat('ru', {
  timeZone: 'Europe/Moscow',
  dateStyle: 'short',
  timeStyle: 'short',
});
const moment = (iso: string | null): string => (iso === null ? 'без срока' : MOMENT.format(new Date(iso)));

export function listPage(portal: Portal, faults: FaultBox): string {
  const rows = [...portal.data.tasks]
    .sort((a, b) => b.id - a.id)
    .map(
      (task) => `<tr><td>${task.id}</td><td><a href="/tasks/${task.id}">${plain(task.title)}</a></td>
<td>${STATUS_TITLES[task.status] ?? ''}</td><td>${moment(task.deadline)}</td>
<td>${plain(nameOf(portal.user(task.responsibleId)))}</td></tr>`,
    );
  const broken = Object.entries(faults.injected).map(([kind, times]) => `${plain(kind)}: ${times}`);
  return frame(
    'Задачи',
    `${
      rows.length > 0
        ? `<table><thead><tr><th>№</th><th>Задача</th><th>Состояние</th><th>Срок</th><th>Ответственный</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
        : '<section><p>Задач пока нет. Они появятся, когда в Проверке откроется корректирующее действие.</p></section>'
    }${broken.length > 0 ? `<p class="soft">Сбои по заказу: ${broken.join(', ')}</p>` : ''}`,
  );
}

const BUTTONS: Record<number, [string, string, string][]> = {
  2: [
    ['act', 'start', 'Начать'],
    ['finish', '', 'Сдать на контроль'],
    ['act', 'complete', 'Завершить'],
  ],
  3: [
    ['act', 'pause', 'Приостановить'],
    ['finish', '', 'Сдать на контроль'],
    ['act', 'complete', 'Завершить'],
  ],
  4: [
    ['act', 'disapprove', 'Вернуть в работу'],
    ['act', 'approve', 'Принять'],
  ],
  5: [['act', 'renew', 'Возобновить']],
  6: [['act', 'renew', 'Возобновить']],
};

export function taskPage(portal: Portal, task: StubTask, now: Date): string {
  const post = (what: string, inside: string): string =>
    `<form method="post" action="/tasks/${task.id}/${what}">${inside}</form>`;
  const buttons = (BUTTONS[task.status] ?? []).map(([what, act, words], index) =>
    post(
      what,
      `<input type="hidden" name="act" value="${act}"><button${index === 0 ? ' class="main"' : ''}>${words}</button>`,
    ),
  );
  const people = portal.data.users.map(
    (user) =>
      `<option value="${user.id}"${user.id === task.responsibleId ? ' selected' : ''}>${plain(nameOf(user))}</option>`,
  );
  const local = new Date(Date.parse(task.deadline ?? now.toISOString()) + 3 * 3_600_000)
    .toISOString()
    .slice(0, 16);
  const said = portal
    .messagesOf(task.id)
    .map(
      (message) =>
        `<div class="says"><span class="soft">${plain(nameOf(portal.user(message.authorId)))}, ${moment(message.date)}</span>\n${plain(message.text)}</div>`,
    );
  const photos = task.fileIds.map((id) => {
    const name = portal.data.files.find((file) => file.id === id)?.name ?? '';
    return `<a href="/files/${id}"><img src="/files/${id}" alt="${plain(name)}"></a>`;
  });
  return frame(
    task.title,
    `<p><a href="/">Все задачи</a></p>
<section><dl><dt>Состояние</dt><dd>${STATUS_TITLES[task.status] ?? ''}</dd><dt>Срок</dt><dd>${moment(task.deadline)}</dd>
<dt>Ответственный</dt><dd>${plain(nameOf(portal.user(task.responsibleId)))}</dd></dl><div class="acts">${buttons.join('')}</div></section>
<section><h2>Описание</h2><div class="desc">${plain(task.description)}</div>${photos.length > 0 ? `<div class="photos">${photos.join('')}</div>` : ''}</section>
<section><h2>Изменить</h2>${post(
      'deadline',
      `<label>Срок (московское время)<input type="datetime-local" name="deadline" value="${local}"></label><button>Перенести срок</button>`,
    )}${post(
      'responsible',
      `<label>Ответственный<select name="responsible">${people.join('')}</select></label><button>Передать</button>`,
    )}</section>
<section><h2>Комментарии</h2>${said.join('') || '<p class="soft">Пока никто ничего не написал.</p>'}${post(
      'comment',
      `<label>От кого<select name="by">${people.join('')}</select></label><label style="flex-basis:100%">Комментарий<textarea name="text" required maxlength="2000"></textarea></label><button>Отправить</button>`,
    )}</section>`,
  );
}
