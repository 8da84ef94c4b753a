const stillEveryMs = 10_000;

export interface Console {
  say(line: string): void;
  /** Says a step with its seconds when it is done, and now and then while it lasts. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
}

export function createConsole(write: (text: string) => void): Console {
  const say = (line: string) => write(`  ${line}\n`);
  return {
    say,
    async step(name, work) {
      const beganAt = Date.now();
      const seconds = () => `${((Date.now() - beganAt) / 1000).toFixed(1)} s`;
      const still = setInterval(() => say(`… ${name}: ${seconds()}`), stillEveryMs);
      try {
        const result = await work();
        say(`✓ ${name} (${seconds()})`);
        return result;
      } finally {
        clearInterval(still);
      }
    },
  };
}
