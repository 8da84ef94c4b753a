import type { Locale } from '../../domain/actor';
import { translate } from '../../locales/translate';
import { escapeHtml } from '../../reports/markup';
import { frame } from './frame';

const STYLE = `<style>
:root { color-scheme: light dark; }
body { font: 1.0625rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 0 auto; padding: 2rem 1.25rem; }
h1 { margin: 0 0 .25rem; font-size: 2rem; line-height: 1.2; }
h2 { font-size: 1.125rem; margin: 2rem 0 .5rem; }
.lead { font-size: 1.1875rem; margin-top: 0; }
.state { display: inline-block; padding: .125rem .625rem; border-radius: 1rem; background: #dcf5e3; color: #14532d; }
ul { padding-left: 1.25rem; }
li { margin: .5rem 0; }
a { color: LinkText; }
footer { margin-top: 2.5rem; opacity: .75; }
</style>`;

const LINKS = [
  ['/docs', 'page.docs'],
  ['/redoc', 'page.redoc'],
  ['/openapi.json', 'page.openapi'],
  ['/health', 'page.health'],
  ['/health/ready', 'page.ready'],
] as const;

/** The plain page at `/`: what runs here and where to go. */
export function homePage(locale: Locale, version: string): string {
  const words = (key: Parameters<typeof translate>[1]) => escapeHtml(translate(locale, key));
  const links = LINKS.map(([href, key]) => `<li><a href="${href}">${words(key)}</a></li>`).join('\n');
  return frame({
    title: translate(locale, 'page.title'),
    language: locale,
    head: STYLE,
    body: `<main>
<h1>${words('page.title')}</h1>
<p class="lead">${words('page.lead')}</p>
<p><span class="state">${words('page.running')}</span></p>
<p>${words('page.what')}</p>
<h2>${words('page.links')}</h2>
<ul>
${links}
</ul>
</main>
<footer>Proverka ${escapeHtml(version)}</footer>`,
  });
}
