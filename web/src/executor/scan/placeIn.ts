const PLACE = /^\/(at|checks|fill)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i;

/**
 * Where in the panel a scanned code leads: the tag of an area, or a check. The host is not looked at, since the same
 * plant may be reached by several names; nothing but the path is followed, so a stranger's code leads nowhere.
 */
export function placeIn(code: string): string | undefined {
  const url = URL.canParse(code) ? new URL(code) : undefined;
  const [, page, id] = (url && PLACE.exec(url.pathname)) ?? [];
  return page && id ? `/${page.toLowerCase()}/${id.toLowerCase()}` : undefined;
}
