/** Codes a caller may rely on; each names one thing that is wrong with the input. */
export type DisclosureErrorCode =
  | 'bad-value'
  | 'bad-rules'
  | 'cell-repeated'
  | 'category-not-in-hierarchy'
  | 'category-has-two-parents'
  | 'hierarchy-has-a-circle'
  | 'groupings-differ'
  | 'parts-do-not-add-up'
  | 'parts-exceed-total'
  | 'contributions-do-not-add-up'
  | 'cells-disagree'
  | 'reserved-name'
  | 'nothing-to-publish'
  | 'tables-not-in-publication'
  | 'not-a-count'
  | 'too-large'
  | 'solver-failed';

/** Bad input to disclosure control: `code` is stable, `message` is a sentence for a person. */
export class DisclosureError extends Error {
  constructor(
    readonly code: DisclosureErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'DisclosureError';
  }
}

/** Throws `DisclosureError` with the code and sentence unless the condition holds. */
export function demand(condition: boolean, code: DisclosureErrorCode, sentence: string): asserts condition {
  if (!condition) throw new DisclosureError(code, sentence);
}
