/** Something that stands in the way of publication: the code with which publishing is refused, and why. */
export interface Problem {
  readonly code: string;
  readonly says: string;
}

/** No problem where the condition holds, else this one. */
export const problem = (condition: unknown, code: string, says: string): Problem[] =>
  condition ? [] : [{ code, says }];

/** A value, or the problem for which there is none. */
export type Attempt<Value> = { readonly value: Value } | { readonly problem: Problem };

/** Turns a typed refusal of a pure rule into a problem; any other error is a defect and goes on. */
export function attempt<Value>(work: () => Value): Attempt<Value> {
  try {
    return { value: work() };
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string };
    if (!(error instanceof Error) || typeof code !== 'string') throw error;
    return { problem: { code, says: message } };
  }
}
