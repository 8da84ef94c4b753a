import { Markup } from './markup';

/** Restrained on the screen, A4 on paper. Colour only repeats what words say. */
export const STYLE = new Markup(`
:root { color-scheme: light; --ink: #1f2933; --soft: #52606d; --line: #d5dce2; --fail: #b3261e; --pass: #1b7f4b; --none: #52606d; }
* { box-sizing: border-box; }
body { margin: 0; background: #eef1f4; color: var(--ink); font: .95rem/1.45 'Liberation Sans', Arial, 'DejaVu Sans', sans-serif; }
main { max-width: 62rem; margin: 1.5rem auto; padding: 2rem 2.25rem; background: #fff; border: 1px solid var(--line); border-radius: 6px; }
header { display: flex; gap: 1.5rem; justify-content: space-between; align-items: flex-start; }
h1 { margin: .2rem 0 .35rem; font-size: 1.7rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 .6rem; font-size: 1.15rem; color: #1d3b57; break-after: avoid; overflow-wrap: anywhere; }
p { margin: 0; }
.soft, small { color: var(--soft); font-size: .85rem; }
.qr { text-align: right; flex: none; }
.qr img { display: block; width: 7rem; height: 7rem; margin-left: auto; }
.qr a { color: var(--soft); font-size: .8rem; }
.result { display: grid; grid-template-columns: minmax(15rem, 2fr) repeat(3, 1fr); gap: .5rem; margin: 1.4rem 0; }
.result > div { padding: .8rem 1rem; border: 1px solid var(--line); border-radius: 4px; background: #f4f6f8; }
.result b { display: block; font-size: 1.3rem; }
.result .verdict { color: #fff; border-color: transparent; }
.result .verdict b { font-size: 1.7rem; line-height: 1.25; }
.verdict.pass { background: var(--pass); } .verdict.fail { background: var(--fail); } .verdict.neutral { background: var(--none); }
dl { display: grid; grid-template-columns: max-content 1fr max-content 1fr; margin: 0; column-gap: 1rem; }
dt, dd { margin: 0; padding: .4rem 0; border-bottom: 1px solid #e1e6ea; overflow-wrap: anywhere; white-space: pre-line; }
dt { color: var(--soft); font-size: .9rem; }
dl.proof { grid-template-columns: max-content 1fr; }
dl.proof dd { font: .85rem/1.6 'Liberation Mono', 'DejaVu Sans Mono', monospace; }
.note { margin-top: 1.4rem; padding: .6rem .9rem; border: 1px solid var(--line); background: #f4f6f8; font-style: italic; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-size: .85rem; background: #e9eef2; border-block: 1px solid #8fa1b1; }
th, td { padding: .5rem .6rem; vertical-align: top; }
td { overflow-wrap: break-word; border-bottom: 1px solid var(--line); white-space: pre-line; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
.number { width: 3.4rem; color: var(--soft); white-space: nowrap; }
.answer { width: 17rem; } .time { width: 12rem; } .who { width: 15rem; }
tr.failed td { background: #fdefed; border-bottom-color: #e3b7b2; }
tr.failed td:first-child { box-shadow: inset 4px 0 var(--fail); }
tr.failed .text, .value { font-weight: 600; }
.value.none { font-weight: 400; font-style: italic; color: var(--soft); }
.text, .value, .comment { overflow-wrap: anywhere; }
.instruction { font-style: italic; }
.mark { color: var(--fail); font-weight: 700; }
.critical { color: #8a5300; font-weight: 700; font-size: .85rem; }
.comment { margin-top: .4rem; padding-left: .6rem; border-left: 3px solid #8fa1b1; }
.photos { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: .5rem; white-space: normal; }
figure { margin: 0; }
figure img { display: block; max-width: 15rem; max-height: 13rem; border: 1px solid var(--line); }
figcaption { font-size: .78rem; color: var(--soft); }
.signature { display: block; max-width: 13rem; max-height: 5rem; margin-top: .3rem; background: #fff; }
.sign { display: grid; grid-template-columns: 14rem 1fr 15rem; gap: 1rem; align-items: end; padding-top: 2rem; break-inside: avoid; }
.sign span:last-child { border-top: 1px solid var(--ink); text-align: center; }
footer { margin-top: 1.5rem; display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; justify-content: space-between; border-top: 1px solid var(--line); padding-top: .6rem; }
@media (max-width: 46rem) {
  main { margin: 0; padding: 1rem; border: 0; }
  .result { grid-template-columns: 1fr 1fr; } .result .verdict { grid-column: 1 / -1; }
  dl { grid-template-columns: max-content 1fr; }
  .answer, .time, .who { width: auto; } .sign { grid-template-columns: 1fr; }
}
@page { size: A4; margin: 14mm 14mm 16mm; }
@media print {
  :root { font-size: 9.5pt; }
  body { background: #fff; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; margin: 0; padding: 0; border: 0; }
  section.kept { break-inside: avoid; }
  figure img { max-width: 51mm; max-height: 42mm; }
}
`);
