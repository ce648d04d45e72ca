/** Fewer requests at once than this leave room for other work. */
const FEW = 5;

/**
 * The requests that a process is answering. Background work that bears waiting gives way to them: somebody sits in
 * front of each.
 */
export class Rush {
  private answering = 0;
  private readonly waiting = new Set<() => void>();

  /** A request came in; to be called with the `close` of its response. */
  begin(): void {
    this.answering += 1;
  }

  /** It was answered, or its caller went away. */
  end(): void {
    this.answering -= 1;
    if (this.answering < FEW) for (const goOn of this.waiting) goOn();
  }

  /** Resolves when few requests are being answered, at once where that is so, after `patienceMs` at the latest. */
  async over(patienceMs = 2_000): Promise<void> {
    if (this.answering < FEW) return;
    await new Promise<void>((resolve) => {
      const goOn = () => {
        clearTimeout(timer);
        this.waiting.delete(goOn);
        resolve();
      };
      const timer = setTimeout(goOn, patienceMs);
      this.waiting.add(goOn);
    });
  }
}
