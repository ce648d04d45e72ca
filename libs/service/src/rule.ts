/**
 * A rule of the field was broken. `code` is stable and in kebab case, the message a sentence that a person
 * understands. One filter turns it into problem+json with status 409.
 */
export class RuleBroken extends Error {
  constructor(
    readonly code: string,
    sentence: string,
    /** More to show beside it, such as the findings that led to the refusal. */
    readonly detail?: Readonly<Record<string, unknown>>,
  ) {
    super(sentence);
    this.name = 'RuleBroken';
  }
}

/** Throws `RuleBroken` with the code and sentence unless the condition holds. */
export function must(
  condition: unknown,
  code: string,
  sentence: string,
  detail?: Readonly<Record<string, unknown>>,
): asserts condition {
  if (!condition) throw new RuleBroken(code, sentence, detail);
}

/** Nothing is there, or its existence is secret to this actor: 404 either way. */
export class NotThere extends Error {
  constructor(noun: string) {
    super(`There is no such ${noun}.`);
    this.name = 'NotThere';
  }
}

/** The object belongs to somebody else, or the actor may not do this to it: 403. */
export class Forbidden extends Error {
  constructor(
    readonly code: string,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'Forbidden';
  }
}

/** Somebody changed the object since the caller read it: 412. */
export class Stale extends Error {
  constructor(noun: string) {
    super(`This ${noun} was changed since you opened it. Open it again and repeat your change.`);
    this.name = 'Stale';
  }
}

/** Returns the value, or throws `NotThere` when it is null or undefined. */
export function found<Value>(value: Value | null | undefined, noun: string): Value {
  if (value === null || value === undefined) throw new NotThere(noun);
  return value;
}

/** Throws `Stale` unless the stored version is the one that the caller read. */
export function mustBeCurrent(stored: number, read: number, noun: string): void {
  if (stored !== read) throw new Stale(noun);
}
