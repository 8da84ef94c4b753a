import { escapeHtml } from '../../reports/markup';

/** A page whose scripts and styles come from this server. `title` and `language` are escaped here, `head` and `body` are HTML. */
export function frame({
  title,
  language,
  head,
  body,
}: {
  title: string;
  language: string;
  head: string;
  body: string;
}): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
${head}
</head>
<body>
${body}
</body>
</html>
`;
}
