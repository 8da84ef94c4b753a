import type { SingleCheck } from '../../db/repositories/checks';
import type { CheckAct } from '../../domain/check';
import type { Structure } from '../../domain/template';
import { allowedActs } from '../../policies/checkActs';
import type { ServiceContext } from '../context';
import { type JudgedAnswer, judgedAnswers } from './judgedAnswers';
import { visibleCheck } from './visibleCheck';

export interface CheckInFull {
  check: SingleCheck;
  structure: Structure;
  answers: JudgedAnswer[];
  may: CheckAct[];
}

export async function getCheck(ctx: ServiceContext, checkId: string): Promise<CheckInFull> {
  const { check, template, facts } = await visibleCheck(ctx, checkId);
  const answers = await judgedAnswers(ctx, [check]);
  return {
    check,
    structure: template.structure,
    answers: answers.get(check.id) ?? [],
    may: allowedActs(facts, ctx.actor),
  };
}
