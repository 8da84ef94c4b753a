/** Brings the field that a JSON Pointer names, or the nearest place around it, into view and under the cursor. */
export function jumpTo(path: string): boolean {
  for (let place = path; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const spot = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(place)}"]`);
    if (!spot) continue;
    const field = spot.querySelector<HTMLElement>('input:not([type=hidden]), textarea, select, button');
    spot.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
    return place === path;
  }
  return false;
}
