import type { Store } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';
import { FileKeyKeeper, type KeyKeeper } from './key-keeper';

/** The key keeper of a machine without a key-management service; the database remembers which key it was begun with. */
export const openKeyKeeper = (dir: string, { db }: Store<PrismaClient>): KeyKeeper =>
  new FileKeyKeeper(dir, async (fingerprint) => {
    if (fingerprint) await db.masterKey.createMany({ data: { id: 1, fingerprint }, skipDuplicates: true });
    return (await db.masterKey.findUnique({ where: { id: 1 } }))?.fingerprint;
  });
