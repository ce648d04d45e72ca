import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { londonDate } from '@commissioning/calendar';
import { challengeReceived, challengeResolved, type tenderingApi } from '@commissioning/schemas';
import { found, mustBeCurrent, Stale, Store } from '@commissioning/service';
import { v7 as uuidv7 } from 'uuid';
import type { Challenge, PrismaClient } from '../../generated/prisma/client';
import { day, loadPublicTender } from '../tender/tender.queries';
import { mustBeUnresolved, mustHaveArrived } from './challenge';

@Injectable()
export class ChallengeService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async record(
    tenderId: string,
    { kind, receivedOn, summary }: tenderingApi.NewChallenge,
    actor: Actor,
  ): Promise<tenderingApi.Challenge> {
    return this.store.change(actor, async (change) => {
      await loadPublicTender(change, tenderId, 'share');
      mustHaveArrived(receivedOn, londonDate(change.now).toString());
      const row = await change.db.challenge.create({
        data: {
          ...{ id: uuidv7(), tenderId, kind, summary, recordedBy: actor.id },
          receivedOn: new Date(receivedOn),
        },
      });
      await change.emit(challengeReceived, { challengeId: row.id, tenderId, kind, receivedOn });
      return toChallenge(row);
    });
  }

  async resolve(id: string, version: number, outcome: string, actor: Actor): Promise<tenderingApi.Challenge> {
    return this.store.change(actor, async (change) => {
      const open = found(await change.db.challenge.findUnique({ where: { id } }), 'challenge');
      mustBeCurrent(open.version, version, 'challenge');
      mustBeUnresolved(open);
      const resolvedOn = londonDate(change.now).toString();
      const { count } = await change.db.challenge.updateMany({
        where: { id, version },
        data: { resolvedOn: new Date(resolvedOn), outcome, version: version + 1 },
      });
      if (count === 0) throw new Stale('challenge');
      await change.emit(challengeResolved, {
        ...{ challengeId: id, tenderId: open.tenderId, resolvedOn, outcome },
      });
      return toChallenge(await change.db.challenge.findUniqueOrThrow({ where: { id } }));
    });
  }

  async list(tenderId: string): Promise<{ items: tenderingApi.Challenge[] }> {
    const rows = await this.store.db.challenge.findMany({ where: { tenderId }, orderBy: { id: 'asc' } });
    return { items: rows.map(toChallenge) };
  }
}

const toChallenge = (row: Challenge): tenderingApi.Challenge => ({
  id: row.id,
  tenderId: row.tenderId,
  kind: row.kind as tenderingApi.Challenge['kind'],
  receivedOn: day(row.receivedOn),
  summary: row.summary,
  recordedBy: row.recordedBy,
  ...(row.resolvedOn && { resolvedOn: day(row.resolvedOn) }),
  ...(row.outcome && { outcome: row.outcome }),
  version: row.version,
});
