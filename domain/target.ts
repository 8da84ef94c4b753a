import type { Settings, Structure, Target } from './template';

const TARGET =
  /^(executor|supervisor|role:[a-z0-9_-]{1,40}|user:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

export function isTarget(text: unknown): text is Target {
  return typeof text === 'string' && TARGET.test(text);
}

/** Everyone whom a template names, with the JSON Pointer of the place. Whether they exist is not known here. */
export function targetsIn(template: {
  structure: Structure;
  settings: Settings;
}): { path: string; target: Target }[] {
  const { structure, settings } = template;
  const found: { path: string; target: Target }[] = [];
  structure.sections.forEach((section, s) => {
    section.questions.forEach(({ on_fail }, q) => {
      const path = `/structure/sections/${s}/questions/${q}/on_fail`;
      on_fail?.notify?.forEach((target, i) => {
        found.push({ path: `${path}/notify/${i}`, target });
      });
      if (on_fail?.action) found.push({ path: `${path}/action/owner`, target: on_fail.action.owner });
    });
  });
  settings.escalation.forEach((step, i) => {
    step.to.forEach((target, j) => {
      found.push({ path: `/settings/escalation/${i}/to/${j}`, target });
    });
  });
  if (settings.review.startsWith('role:')) found.push({ path: '/settings/review', target: settings.review });
  return found;
}
