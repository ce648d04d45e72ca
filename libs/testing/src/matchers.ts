import { RuleBroken } from '@commissioning/service';

declare global {
  namespace jest {
    interface Matchers<R> {
      /** The function breaks the rule with this code. */
      toBreak(code: string): R;
    }
  }
}

expect.extend({
  toBreak(received: () => unknown, code: string) {
    let broken: unknown;
    try {
      received();
    } catch (error) {
      broken = error;
    }
    const actual =
      broken instanceof RuleBroken ? broken.code : broken === undefined ? 'nothing' : String(broken);
    return { pass: actual === code, message: () => `expected ${code} to be broken, but it was ${actual}` };
  },
});
