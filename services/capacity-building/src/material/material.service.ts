import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { found, must, mustBeCurrent, Store } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Material, PrismaClient } from '../../generated/prisma/client';
import { courseFor, mustBelong, within } from '../course/course.queries';

@Injectable()
export class MaterialService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async publish(draft: capacityBuildingApi.NewMaterial, actor: Actor): Promise<capacityBuildingApi.Material> {
    return this.store.change(actor, async (change) => {
      await mustBelong(change, draft);
      const publishedAt = new Date(change.now.epochMilliseconds);
      const row = await change.db.material.create({ data: { id: uuidv7(), ...draft, publishedAt } });
      await change.audit('material', row.id, 'published');
      return toMaterial(row);
    });
  }

  /** Stays in the list with the reason: everybody may know what others were given. */
  async withdraw(
    id: string,
    version: number,
    reason: string,
    actor: Actor,
  ): Promise<capacityBuildingApi.Material> {
    return this.store.change(actor, async (change) => {
      const material = found(await change.db.material.findUnique({ where: { id } }), 'material');
      mustBeCurrent(material.version, version, 'material');
      must(!material.withdrawnAt, 'material-withdrawn', 'This material was withdrawn before.');
      const withdrawn = { withdrawnAt: new Date(change.now.epochMilliseconds), withdrawnBecause: reason };
      const row = await change.db.material.update({
        where: { id },
        data: { ...withdrawn, version: version + 1 },
      });
      await change.audit('material', id, 'withdrawn', { reason });
      return toMaterial(row);
    });
  }

  /** For everybody who may bid; of the internal programme, for officers. */
  async list(
    query: capacityBuildingApi.OpenToAllQuery,
    actor: Actor | undefined,
  ): Promise<{ items: capacityBuildingApi.Material[] }> {
    await courseFor(this.store.db, query.courseId, actor);
    const rows = await this.store.db.material.findMany({
      where: within(query),
      orderBy: { id: 'asc' },
      take: 1_000,
    });
    return { items: rows.map(toMaterial) };
  }
}

const toMaterial = (row: Material): capacityBuildingApi.Material => ({
  ...{ id: row.id, courseId: row.courseId, title: row.title },
  ...(row.sessionId && { sessionId: row.sessionId }),
  // What is withdrawn is named and not shown any more.
  ...(!row.withdrawnAt && row.text && { text: row.text }),
  ...(!row.withdrawnAt && row.link && { link: row.link }),
  publishedAt: row.publishedAt.toISOString(),
  ...(row.withdrawnAt && {
    withdrawn: { at: row.withdrawnAt.toISOString(), reason: row.withdrawnBecause ?? '' },
  }),
  version: row.version,
});
