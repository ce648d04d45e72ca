import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { replaceFile } from '../keys';

/** How far business time stands from real time, in milliseconds; at most 50 years either way. */
export const ClockOffset = z.strictObject({
  offsetMs: z
    .int()
    .min(-50 * 366 * 86_400_000)
    .max(50 * 366 * 86_400_000),
});
export type ClockOffset = z.infer<typeof ClockOffset>;

/** The offset that all processes of this machine share; 0 while nobody has moved it. */
export async function readClock(file: string): Promise<ClockOffset> {
  try {
    return ClockOffset.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { offsetMs: 0 };
    throw error;
  }
}

/** Moves business time for every process that reads this file. */
export async function setClock(file: string, offset: ClockOffset): Promise<void> {
  await replaceFile(file, JSON.stringify(offset));
}
