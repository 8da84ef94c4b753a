import { writeFileSync } from 'node:fs';
import { tellStory } from '../../runtime/demo/story/tellStory';
import { type Login, readLogins } from '../../runtime/logins';

const HELP = `node dist/ops/rehearsal/story.js <url> <folder>
Tells one check's life over HTTP, with the logins in that folder, and keeps the PDF there as report.pdf. A process of its own,
since whom Node trusts is settled when it starts (NODE_EXTRA_CA_CERTS).`;

async function main(url: string | undefined, folder: string | undefined): Promise<void> {
  if (!url || !folder) return void console.log(HELP);
  const logins: Login[] = readLogins(folder);
  const { pdf, deviations, timeline } = await tellStory({ url, logins, fast: true, say: () => {} });
  if (deviations.length > 0)
    throw new Error(`the story went otherwise than promised:\n${deviations.join('\n')}`);
  if (!pdf) throw new Error('there is no PDF');
  writeFileSync(`${folder}/report.pdf`, pdf);
  console.log(`${timeline.join(', ')}; a PDF of ${Math.round(pdf.length / 1024)} KB`);
}

main(process.argv[2], process.argv[3]).catch((error: Error & { cause?: Error }) => {
  console.error(error.message, error.cause?.message ?? '');
  process.exit(1);
});
