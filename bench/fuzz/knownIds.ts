/** Lists whose ids stand for a path parameter. */
const LISTS: Record<string, string> = {
  check_id: '/checks/',
  template_id: '/templates/',
  report_id: '/reports/',
  notice_id: '/notices/',
  user_id: '/users/',
  role_id: '/roles/',
  area_id: '/areas/',
  calendar_id: '/calendars/',
};

/** Ids that this caller can see, by the name of the path parameter: so that operations meet things that are there. */
export async function knownIds(url: string, token: string): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [parameter, path] of Object.entries(LISTS)) {
    const response = await fetch(`${url}/api/v1${path}?limit=50`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) continue;
    const { items } = (await response.json()) as { items: { id: string }[] };
    if (items.length > 0) found[parameter] = items.map((item) => item.id);
  }
  return found;
}
