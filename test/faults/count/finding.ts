/** Something that the count found wrong: lost, doubled, or not as it must be. */
export interface Finding {
  readonly what: 'lost' | 'doubled' | 'wrong';
  /** A sentence that says which thing, where. */
  readonly sentence: string;
}

export const lost = (sentence: string): Finding => ({ what: 'lost', sentence });
export const doubled = (sentence: string): Finding => ({ what: 'doubled', sentence });
export const wrong = (sentence: string): Finding => ({ what: 'wrong', sentence });
