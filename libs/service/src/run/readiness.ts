/** What the process still waits for before it can work; empty when it is ready. */
class Readiness {
  private readonly pending = new Set<string>();

  begin(part: string): void {
    this.pending.add(part);
  }

  done(part: string): void {
    this.pending.delete(part);
  }

  waitingFor(): string[] {
    return [...this.pending];
  }
}

export const readiness = new Readiness();
