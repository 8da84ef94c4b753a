import { Counter, type Registry } from 'prom-client';

/** Answers that this process has committed. Returns who is to be told of each. */
export function exposeAnswers(registry: Registry): () => void {
  const answers = new Counter({
    name: 'proverka_answers_recorded_total',
    help: 'Answers acknowledged, repeats included',
    registers: [registry],
  });
  return () => answers.inc();
}
