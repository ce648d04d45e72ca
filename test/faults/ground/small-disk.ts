import { spawnSync } from 'node:child_process';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';

const SIZE_MB = 640;
const CHUNK = Buffer.alloc(1024 * 1024);
const CRUMB = Buffer.alloc(4 * 1024);

/** A disk of its own for the broker, small enough to be filled: a file system in memory. Linux, as root. */
export class SmallDisk {
  private constructor(private readonly folder: string) {
    process.once('exit', this.farewell);
  }

  /** Mounts it on the folder; answers why not where it cannot be had, and the folder is an ordinary one. */
  static async on(folder: string): Promise<SmallDisk | string> {
    await mkdir(folder, { recursive: true });
    const { status, stderr, error } = spawnSync(
      'mount',
      ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m,mode=755`, 'tmpfs', folder],
      { encoding: 'utf8' },
    );
    if (status === 0) return new SmallDisk(folder);
    return `a size-limited file system cannot be mounted here (${(error?.message ?? stderr).trim()})`;
  }

  /** Takes every byte that is left. */
  async fill(): Promise<void> {
    const file = await open(this.balloon, 'a');
    try {
      for (const piece of [CHUNK, CRUMB]) while (await fits(file.write(piece)));
    } finally {
      await file.close();
    }
  }

  /** Gives everything back that `fill` took. */
  free(): Promise<void> {
    return rm(this.balloon, { force: true });
  }

  unmount(): void {
    process.off('exit', this.farewell);
    const { status, stderr } = spawnSync('umount', [this.folder], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${this.folder} could not be unmounted: ${stderr.trim()}`);
  }

  /** A run that is broken off leaves no mount behind, though a server may still hold files on it. */
  private readonly farewell = (): void => void spawnSync('umount', ['-l', this.folder]);

  private get balloon(): string {
    return join(this.folder, 'balloon');
  }
}

async function fits(writing: Promise<unknown>): Promise<boolean> {
  try {
    await writing;
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
