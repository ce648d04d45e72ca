import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type Change, Store } from '@commissioning/service';
import { type capacityBuildingApi, sessionPoolReleased, sessionPoolsSet } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { OfferService } from '../offer/offer.service';
import { recordChange } from '../session/session-change.queries';
import {
  lockSession,
  lockToChange,
  placesFree,
  type SessionRow,
  toSession,
} from '../session/session.queries';
import { mustBeKept, mustBeSoundPools, mustFit, type Rule } from './pool';

/** Why the sweep releases a pool. */
const DUE = 'The date that was set has come.';

/** Places that are reserved by a rule, until their time or until a person says why earlier. */
@Injectable()
export class PoolService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly offers: OfferService,
  ) {}

  /** The pools as they shall be; what was released or taken stays. */
  async set(
    id: string,
    version: number,
    { pools, reason }: capacityBuildingApi.SetPools,
    actor: Actor,
  ): Promise<capacityBuildingApi.Session> {
    return this.store.change(actor, async (change) => {
      const session = await lockToChange(change, id, version);
      const wanted = pools.map((pool) => ({ ...pool, releaseAt: new Date(pool.releaseAt) }));
      mustBeSoundPools(
        wanted.map((pool) => ({ ...pool, releaseAt: pool.releaseAt.getTime() })),
        session.capacity,
        session.startsAt.getTime(),
      );
      mustFit(session.pools, wanted, placesFree(session));
      for (const { rule, releasedAt } of session.pools)
        if (!releasedAt && !wanted.some((pool) => pool.rule === rule))
          await change.db.sessionPool.delete({ where: { sessionId_rule: { sessionId: id, rule } } });
      // Smaller first, so that what one gives up is there for the others.
      const growth = (pool: { rule: string; places: number }) =>
        pool.places - (session.pools.find(({ rule }) => rule === pool.rule)?.places ?? 0);
      for (const pool of wanted.sort((a, b) => growth(a) - growth(b)))
        await change.db.sessionPool.upsert({
          where: { sessionId_rule: { sessionId: id, rule: pool.rule } },
          create: { sessionId: id, ...pool },
          update: pool,
        });
      await change.db.session.update({ where: { id }, data: { version: version + 1 } });
      const before = { pools: toSession(session).pools };
      await recordChange(change, id, { reason, parts: ['pools'], before, after: { pools } });
      await change.emit(sessionPoolsSet, { sessionId: id, pools, reason }, reason);
      await this.offers.handOn(change, id);
      return toSession(await lockSession(change, id));
    });
  }

  /** A person opens what is left of a pool to everybody, and says why. */
  async release(
    id: string,
    version: number,
    rule: Rule,
    reason: string,
    actor: Actor,
  ): Promise<capacityBuildingApi.Session> {
    return this.store.change(actor, async (change) => {
      const session = await lockToChange(change, id, version);
      await this.openToAll(change, session, rule, reason);
      return toSession(await lockSession(change, id));
    });
  }

  /** The time that was set for a pool has come. */
  async releaseDue(id: string, rule: Rule): Promise<void> {
    await this.store.transaction(undefined, async (change) => {
      const session = await lockSession(change, id);
      const pool = session.pools.find((one) => one.rule === rule);
      // Released by a person or by another process in the meantime.
      if (!pool || pool.releasedAt || pool.releaseAt.getTime() > change.now.epochMilliseconds) return;
      await this.openToAll(change, session, rule, DUE);
    });
  }

  private async openToAll(
    change: Change<PrismaClient>,
    session: SessionRow,
    rule: Rule,
    reason: string,
  ): Promise<void> {
    const { id: sessionId, version } = session;
    const pool = session.pools.find((one) => one.rule === rule);
    mustBeKept(pool);
    const freed = (pool?.places ?? 0) - (pool?.taken ?? 0);
    await change.db.sessionPool.update({
      where: { sessionId_rule: { sessionId, rule } },
      data: {
        ...{ releasedBy: change.actor.name, releaseReason: reason },
        releasedAt: new Date(change.now.epochMilliseconds),
      },
    });
    await change.db.session.update({ where: { id: sessionId }, data: { version: version + 1 } });
    await change.emit(sessionPoolReleased, { sessionId, rule, freed, reason }, reason);
    await this.offers.handOn(change, sessionId);
  }
}
