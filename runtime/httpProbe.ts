/** The body of a 2xx answer, undefined for anything else. */
export async function probe(url: string, timeoutMs = 2_000): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    const body = await response.text();
    return response.ok ? body : undefined;
  } catch {
    return undefined;
  }
}
