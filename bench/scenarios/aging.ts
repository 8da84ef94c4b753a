import { fixed, rateFigure } from '../figures';
import { type Scenario } from './bench';
import { measureAnswers } from './requests';

const FILLED = 5_000;

/** What an answer costs after thousands of filled checks, against what it cost just before. */
export const aging: Scenario = async (bench) => {
  const { stock, options, say } = bench;
  const before = (await measureAnswers(bench)).ours;
  const count = Math.ceil(FILLED * options.scale);
  const checks = await stock.take(count);
  say(`filling ${count} checks…`);
  await stock.fill(checks);
  const after = (await measureAnswers(bench)).ours;
  const ratio = `time ${fixed(before.perSecond / after.perSecond, 2)}, processor ${fixed(after.cpuMsEach / before.cpuMsEach, 2)}`;
  return [
    rateFigure('answers before', before),
    rateFigure(`answers after ${count} filled checks`, after, { ratio }),
  ];
};
