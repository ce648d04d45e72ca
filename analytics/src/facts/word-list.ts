/** Words and their numbers: each word once, in the order of arrival. */
export class WordList {
  readonly words: string[] = [];
  private readonly codes = new Map<string, number>();

  /** The number of the word, a new one where it was not known. */
  codeOf(word: string): number {
    const known = this.codes.get(word);
    if (known !== undefined) return known;
    this.codes.set(word, this.words.length);
    return this.words.push(word) - 1;
  }
}
