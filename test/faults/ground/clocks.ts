import { join } from 'node:path';
import { setClock } from '../../../deploy/local/identity/clock';

/** Business time, a file for each process: they follow one another but need not agree. */
export class Clocks {
  private offsetMs = 0;
  private readonly skews = new Map<string, number>();

  constructor(private readonly dir: string) {}

  /** The clock of a process; known from then on. */
  fileOf(process: string): string {
    if (!this.skews.has(process)) this.skews.set(process, 0);
    return join(this.dir, `clock-${process}.json`);
  }

  /** From now on it is this moment everywhere, each process as wrong as before. */
  async moveTo(iso: string): Promise<void> {
    this.offsetMs = Date.parse(iso) - Date.now();
    await this.write();
  }

  /** One process goes ahead (or, negative, behind) of the others by so much. */
  async skew(process: string, milliseconds: number): Promise<void> {
    this.skews.set(process, milliseconds);
    await this.write();
  }

  private async write(): Promise<void> {
    for (const [process, skew] of this.skews) {
      await setClock(this.fileOf(process), { offsetMs: this.offsetMs + skew });
    }
  }
}
