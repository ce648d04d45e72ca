import { writeFile, rename } from 'node:fs/promises';

/** The business time of a development system, which acts may move; every process sees it at its next look. */
export class MovedClock {
  constructor(private readonly file: string) {}

  /** From now on it is this moment, and time goes on from there. */
  async moveTo(iso: string): Promise<void> {
    await this.write(new Date(iso).getTime() - Date.now());
  }

  /** Back to the real time. */
  async reset(): Promise<void> {
    await this.write(0);
  }

  private async write(offsetMs: number): Promise<void> {
    const draft = `${this.file}.new`;
    await writeFile(draft, JSON.stringify({ offsetMs }));
    await rename(draft, this.file);
  }
}
