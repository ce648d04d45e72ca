import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { found, Stale, Store } from '@commissioning/service';
import type { programmeApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { findingsOf, mustBeDrawable, type Theory } from './theory-of-change';

@Injectable()
export class TheoryOfChangeService {
  constructor(private readonly store: Store<PrismaClient>) {}

  /** `version` 0 is for the first saving. */
  async save(
    programmeId: string,
    version: number,
    theory: programmeApi.SaveTheory,
    actor: Actor,
  ): Promise<programmeApi.TheoryOfChange> {
    mustBeDrawable(theory);
    return this.store.change(actor, async (change) => {
      found(await change.db.programme.findUnique({ where: { id: programmeId } }), 'programme');
      const data = { ...theory, version: version + 1 };
      const { count } =
        version === 0
          ? await change.db.theoryOfChange.createMany({
              data: { programmeId, ...data },
              skipDuplicates: true,
            })
          : await change.db.theoryOfChange.updateMany({ where: { programmeId, version }, data });
      if (count === 0) throw new Stale('theory of change');
      await change.audit('theory-of-change', programmeId, 'saved', { detail: { ...theory } });
      return toAnswer(programmeId, theory, version + 1);
    });
  }

  async show(programmeId: string): Promise<programmeApi.TheoryOfChange> {
    found(await this.store.db.programme.findUnique({ where: { id: programmeId } }), 'programme');
    const row = await this.store.db.theoryOfChange.findUnique({ where: { programmeId } });
    const theory = { nodes: row?.nodes ?? [], links: row?.links ?? [] } as programmeApi.SaveTheory;
    return toAnswer(programmeId, theory, row?.version ?? 0);
  }
}

function toAnswer(programmeId: string, theory: Theory, version: number): programmeApi.TheoryOfChange {
  const findings = findingsOf(theory);
  return {
    programmeId,
    nodes: [...theory.nodes],
    links: [...theory.links],
    isValid: findings.length === 0,
    findings,
    version,
  };
}
