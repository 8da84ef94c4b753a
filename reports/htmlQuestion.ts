import { dataUri, picturesOf } from './htmlPictures';
import { html, type Markup } from './markup';
import { signaturePicture } from './pictures';
import type { QuestionView } from './view';
import type { ReportWords } from './words';

export async function questionRow(question: QuestionView, words: ReportWords): Promise<Markup> {
  const { kind, failed, mark, range, made } = question;
  const quiet = [failed ? '' : mark, made].filter(Boolean).join(', ');
  return html`<tr${failed && html` class="failed"`}>
<td class="number">${question.number}</td>
<td><div class="text${kind === 'instruction' && ' instruction'}">${question.text}</div>${question.hint && html`<div class="soft">${question.hint}</div>`}${question.critical && html`<div class="critical">${words.critical}</div>`}${question.comments.map((comment) => html`<div class="comment">${comment}</div>`)}${await picturesOf(question.photos, words)}</td>
<td><div class="value${kind !== 'answered' && ' none'}">${question.value}</div>${failed && html`<div class="mark">${mark}</div>`}${range && html`<div class="soft">${range}</div>`}${quiet && html`<div class="soft">${quiet}</div>`}${await signature(question, words)}</td>
</tr>`;
}

async function signature({ signature: drawn }: QuestionView, words: ReportWords): Promise<Markup | false> {
  const picture = drawn && (await signaturePicture(drawn));
  return picture
    ? html`<img class="signature" src="${dataUri(picture.content, picture.media_type)}" alt="${words.signature}">`
    : false;
}
