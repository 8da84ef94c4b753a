import { type BitrixStub, type StubOptions, startBitrixStub } from '../../../runtime/bitrixStub/server';

export const APPLICATION_TOKEN = 'the-token-of-the-application';
export const STUB_SECRET = 'thesecretofthewebhook';

/** A stand-in without limits of its own, where everybody who is asked for works. */
export function aPortal(over: Partial<StubOptions> = {}): Promise<BitrixStub> {
  return startBitrixStub({
    ...{ port: 0, secret: STUB_SECRET, hires: true, eventRetries: 5, eventPauseMs: 50 },
    bucket: { perSecond: 10_000, burst: 10_000 },
    ...over,
  });
}
