import { type CurrentAnswer, isAnswered } from './answer';
import type { Fault } from './errors';
import { fails } from './failure';
import { isBlank } from './plainText';
import { inDependencyOrder, ruleNodes } from './ruleGraph';
import { hasRule, questionIdsIn, type RuleContext, ruleHolds, type SeenAnswer } from './rules';
import { type ScoredAnswer, scoredAnswer, scoreOf, verdictOf } from './score';
import type { Question, Rule, Section, Settings, Structure } from './template';

/** A template version made ready to evaluate its checks. Keep it: it depends on nothing else. */
export interface CompiledTemplate {
  questions: ReadonlyMap<string, Question>;
  settings: Settings;
  /** Sections and questions, each after all that its rules read. */
  steps: readonly Step[];
  /** As the template lists them. */
  listed: readonly Question[];
}

type Step =
  | { kind: 'section'; section: Section }
  | { kind: 'question'; section: Section; question: Question; readByRules: boolean };

/** Questions for which a comment of its own, or one with files, was written outside the answer. */
export interface Extras {
  commented: ReadonlySet<string>;
  photographed: ReadonlySet<string>;
}

export interface Evaluation {
  visible: Set<string>;
  /** For every question of the template. */
  failed: Record<string, boolean>;
  /** What a submit still waits for; paths `/answers/<question id>`. */
  missing: Fault[];
  progress: { answered: number; required: number; total: number };
  critical_failed: string[];
  score: number | null;
  verdict: 'pass' | 'fail';
}

export function compileTemplate(structure: Structure, settings: Settings): CompiledTemplate {
  const { sections } = structure;
  const listed = sections.flatMap((section) => section.questions);
  const read = new Set(
    [...sections, ...listed].flatMap((place: { visible_if?: Rule; fails_if?: Rule }) =>
      [place.visible_if, place.fails_if].filter(hasRule).flatMap(questionIdsIn),
    ),
  );
  const steps = sections.flatMap((section): Step[] => [
    { kind: 'section', section },
    ...section.questions.map(
      (question): Step => ({ kind: 'question', section, question, readByRules: read.has(question.id) }),
    ),
  ]);
  const nodes = ruleNodes(sections);
  const stepOf = new Map(nodes.map((node, index) => [node, steps[index] as Step]));
  const ordered = inDependencyOrder(nodes).flat();
  return {
    questions: new Map(listed.map((question) => [question.id, question])),
    settings,
    steps: ordered.map((node) => stepOf.get(node) as Step),
    listed,
  };
}

/** Where a check stands by its answers. Answers to hidden questions are as if they were not there. */
export function evaluateCheck(
  compiled: CompiledTemplate,
  answers: Readonly<Record<string, CurrentAnswer>>,
  check: { area_id: string | null; executor_id: string },
  extras?: Extras,
): Evaluation {
  const { visible, failed } = runRules(compiled, answers, check);
  const missing: Fault[] = [];
  const scored: ScoredAnswer[] = [];
  const criticalFailed: string[] = [];
  const progress = { answered: 0, required: 0, total: 0 };
  let anyFailed = false;
  for (const question of compiled.listed) {
    if (!visible.has(question.id) || question.type === 'instruction') continue;
    const { id, required } = question;
    const answer = answers[id];
    progress.total += 1;
    if (required) progress.required += 1;
    if (!answer || !isAnswered(answer)) {
      if (required) missing.push(missingFault(question, 'answer.missing'));
      continue;
    }
    progress.answered += 1;
    if (answer.na) continue;
    const points = scoredAnswer(question, answer.value, failed[id] === true);
    if (points) scored.push(points);
    if (!failed[id]) continue;
    anyFailed = true;
    if (question.critical) criticalFailed.push(id);
    missing.push(...demandedFaults(question, answer, extras));
  }
  const score = scoreOf(scored);
  const outcome = { score, anyFailed, criticalFailed: criticalFailed.length > 0 };
  const verdict = verdictOf(outcome, compiled.settings.pass_score);
  return { visible, failed, missing, progress, critical_failed: criticalFailed, score, verdict };
}

function runRules(
  compiled: CompiledTemplate,
  answers: Readonly<Record<string, CurrentAnswer>>,
  check: RuleContext['check'],
): { visible: Set<string>; failed: Record<string, boolean> } {
  const context: RuleContext = { answers: {}, check };
  const hiddenSections = new Set<Section>();
  const visible = new Set<string>();
  const failed: Record<string, boolean> = {};
  for (const step of compiled.steps) {
    if (step.kind === 'section') {
      if (isHidden(step.section.visible_if, context)) hiddenSections.add(step.section);
      continue;
    }
    const { question, section } = step;
    failed[question.id] = false;
    if (hiddenSections.has(section) || isHidden(question.visible_if, context)) continue;
    visible.add(question.id);
    const answer = answers[question.id];
    const seen = step.readByRules ? seenAnswer(answer) : null;
    if (seen) context.answers[question.id] = seen;
    if (!answer || answer.na || !isAnswered(answer) || !fails(question, answer.value, context)) continue;
    failed[question.id] = true;
    if (seen) seen.failed = true;
  }
  return { visible, failed };
}

function isHidden(rule: Rule | undefined, context: RuleContext): boolean {
  return hasRule(rule) && !ruleHolds(rule, context);
}

function seenAnswer(answer: CurrentAnswer | undefined): SeenAnswer {
  return {
    value: answer?.value ?? null,
    na: answer?.na ?? false,
    failed: false,
    comment: answer?.comment ?? null,
  };
}

function demandedFaults(question: Question, answer: CurrentAnswer, extras: Extras | undefined): Fault[] {
  const { id, on_fail } = question;
  if (!on_fail) return [];
  const commented = (answer.comment !== null && !isBlank(answer.comment)) || extras?.commented.has(id);
  const pictured = answer.files.length > 0 || showsPhotos(question, answer) || extras?.photographed.has(id);
  return [
    ...(on_fail.require_comment && !commented ? [missingFault(question, 'answer.comment_required')] : []),
    ...(on_fail.require_photo && !pictured ? [missingFault(question, 'answer.photo_required')] : []),
  ];
}

function showsPhotos({ type }: Question, { value }: CurrentAnswer): boolean {
  return type === 'photo' && Array.isArray(value) && value.length > 0;
}

function missingFault(
  { id, text }: Question,
  code: 'answer.missing' | 'answer.comment_required' | 'answer.photo_required',
): Fault {
  return { path: `/answers/${id}`, code, params: { question: text } };
}
