/** How long one version of a plan was in force. */
interface Reign<Version> {
  plan: Version;
  from: Date;
  to: Date;
}

/** Which of the versions, in their order, was in force when, from `from` to `to`. */
export function reigns<Version extends { effective_from: Date }>(
  versions: readonly Version[],
  from: Date,
  to: Date,
): Reign<Version>[] {
  return versions.flatMap((plan, index): Reign<Version>[] => {
    const next = versions[index + 1]?.effective_from ?? to;
    const [start, end] = [plan.effective_from > from ? plan.effective_from : from, next < to ? next : to];
    return start < end ? [{ plan, from: start, to: end }] : [];
  });
}
