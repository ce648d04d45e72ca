import type { Change } from '@commissioning/service';
import { found, must } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';
import { dateOf } from '../tender/tender.queries';
import type { KeyKeeper } from './key-keeper';
import { keyPurpose, type TenderEnvelope } from './purposes';

type Reading = Pick<Change<PrismaClient>, 'db'>;

/** The half of a tender's key that seals; there for every published tender. */
export async function sealingKeyOf(
  { db }: Reading,
  tenderId: string,
  envelope: TenderEnvelope,
): Promise<string> {
  const key = await db.tenderKey.findUnique({ where: { tenderId_envelope: { tenderId, envelope } } });
  return found(key, 'tender key').publicKey;
}

/**
 * Releases the half that opens, for ever. The database itself refuses it before two officers have confirmed the
 * opening, and for prices before the quality consensus is locked.
 */
export async function releaseKey(
  change: Change<PrismaClient>,
  keeper: KeyKeeper,
  tenderId: string,
  envelope: TenderEnvelope,
): Promise<string> {
  await change.db.tenderKey.update({
    where: { tenderId_envelope: { tenderId, envelope } },
    data: { releasedAt: dateOf(change.now) },
  });
  return releasedKey(change, keeper, tenderId, envelope);
}

/** The half that opens, once released. Throws `RuleBroken` before. */
export async function releasedKey(
  { db }: Reading,
  keeper: KeyKeeper,
  tenderId: string,
  envelope: TenderEnvelope,
): Promise<string> {
  const key = found(
    await db.tenderKey.findUnique({ where: { tenderId_envelope: { tenderId, envelope } } }),
    'tender key',
  );
  must(key.releasedAt, 'bids-are-sealed', 'The bids are sealed.');
  return (await keeper.unwrap(key.privateKey, keyPurpose(tenderId, envelope))).toString('base64');
}
