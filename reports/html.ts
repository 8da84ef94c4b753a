import { buildView } from './buildView';
import type { RenderedReport, ReportData } from './data';
import { STYLE } from './htmlStyle';
import { questionRow } from './htmlQuestion';
import { type Markup, html, webAddress } from './markup';
import { dataUri, picturesOf } from './htmlPictures';
import { qrPicture } from './pictures';
import type { FactView, ReportView, SectionView } from './view';

/** One file that needs nothing else: styles inside, pictures as data, no script. */
export async function renderHtmlReport(data: ReportData): Promise<RenderedReport> {
  const view = buildView(data);
  const qr = dataUri(await qrPicture(data.url), 'image/png');
  const page = await document(view, qr);
  return { content: Buffer.from(page.text), content_type: 'text/html; charset=utf-8', extension: 'html' };
}

async function document(view: ReportView, qr: string): Promise<Markup> {
  const { words, verdict, tiles } = view;
  const address = webAddress(view.url);
  return html`<!doctype html>
<html lang="${view.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${words.document}: ${view.title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<div><p class="soft">${words.document}</p><h1>${view.title}</h1><p>${view.area}</p></div>
<div class="qr"><img src="${qr}" alt="${words.qr}">${address ? html`<a href="${address}">${words.qr}</a>` : words.qr}</div>
</header>
<div class="result">
<div class="verdict ${verdict.tone}">${words.tile.verdict}<b>${verdict.word}</b>${verdict.reason}</div>
<div><small>${words.tile.score}</small><b>${tiles.score}</b><small>${tiles.score_note}</small></div>
<div><small>${words.tile.answered}</small><b>${tiles.answered}</b></div>
<div><small>${words.tile.failed}</small><b>${tiles.failed}</b><small>${tiles.failed_note}</small></div>
</div>
<dl>${facts(view.facts)}</dl>
${view.note && html`<p class="note">${view.note}</p>`}
${view.failures.length > 0 && failures(view)}
${await sections(view)}
${await comments(view)}
${view.actions.length > 0 && actions(view)}
${view.timeline.length > 0 && timeline(view)}
<section class="kept"><h2>${words.signatures}</h2>
${view.signers.map(({ role, name }) => html`<div class="sign"><span class="soft">${role}</span><b>${name}</b><span class="soft">${words.sign.line}</span></div>`)}
</section>
<section class="kept"><h2>${words.proof.title}</h2>
<dl class="proof">${facts(view.proof)}</dl>
<p class="soft">${words.proof.explain}</p>
</section>
<footer class="soft"><span>${view.footer.report}</span><span>${view.footer.audit}</span><span>${view.footer.made}</span></footer>
</main>
</body>
</html>
`;
}

const facts = (all: FactView[]) => all.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`);

const heads = (labels: [label: string, name: string][]) =>
  html`<thead><tr>${labels.map(([label, name]) => html`<th scope="col" class="${name}">${label}</th>`)}</tr></thead>`;

function failures({ words, failures: all }: ReportView): Markup {
  const rows = all.map(
    ({ number, text, value, mark }) =>
      html`<tr class="failed"><td class="number">${number}</td><td>${text}</td><td><div class="value">${value}</div><div class="mark">${mark}</div></td></tr>`,
  );
  return html`<section class="kept"><h2>${words.failures}</h2><table>${questionHeads(words)}<tbody>${rows}</tbody></table></section>`;
}

const questionHeads = ({ column }: ReportView['words']) =>
  heads([
    [column.number, 'number'],
    [column.question, 'question'],
    [column.answer, 'answer'],
  ]);

async function sections({ sections: all, words }: ReportView): Promise<Markup[]> {
  const made: Markup[] = [];
  for (const section of all) made.push(await sectionTable(section, words));
  return made;
}

async function sectionTable(
  { number, title, questions }: SectionView,
  words: ReportView['words'],
): Promise<Markup> {
  const rows: Markup[] = [];
  for (const question of questions) rows.push(await questionRow(question, words));
  return html`<section><h2>${number}. ${title}</h2><table>${questionHeads(words)}<tbody>${rows}</tbody></table></section>`;
}

async function comments({ comments: all, words }: ReportView): Promise<Markup | false> {
  if (all.length === 0) return false;
  const rows: Markup[] = [];
  for (const { text, photos } of all)
    rows.push(html`<tr><td>${text}${await picturesOf(photos, words)}</td></tr>`);
  return html`<section><h2>${words.comments}</h2><table><tbody>${rows}</tbody></table></section>`;
}

function actions({ actions: all, words }: ReportView): Markup {
  const { column } = words;
  const columns = heads([
    [column.number, 'number'],
    [column.action, ''],
    [column.owner, ''],
    [column.due, ''],
    [column.priority, ''],
    [column.status, ''],
  ]);
  const rows = all.map(
    ({ number, title, owner, due, priority, status }) =>
      html`<tr><td class="number">${number}</td><td>${title}</td><td>${owner}</td><td>${due}</td><td>${priority}</td><td>${status}</td></tr>`,
  );
  return html`<section class="kept"><h2>${words.actions}</h2><table>${columns}<tbody>${rows}</tbody></table></section>`;
}

function timeline({ timeline: all, words }: ReportView): Markup {
  const columns = heads([
    [words.column.time, 'time'],
    [words.column.event, ''],
    [words.column.who, 'who'],
  ]);
  const rows = all.map(
    ({ time, planned, event, who }) =>
      html`<tr><td>${time}${planned && html`<br><small>${planned}</small>`}</td><td>${event}</td><td>${who}</td></tr>`,
  );
  return html`<section><h2>${words.timeline}</h2><table>${columns}<tbody>${rows}</tbody></table></section>`;
}
