import { Inject, Injectable } from '@nestjs/common';
import type {
  contractSigned,
  evaluationAwarded,
  FactOf,
  organisationRegistered,
} from '@commissioning/schemas';
import { Clock, ENVIRONMENT, found, NotThere, Store } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';
import type { TenderingConfig } from '../config';
import { frozenOf, loaded, toTender } from '../tender/tender.queries';
import { releasePackage } from './release';

type Award = FactOf<typeof evaluationAwarded>;
type Contract = FactOf<typeof contractSigned>;
type Organisation = FactOf<typeof organisationRegistered>;

@Injectable()
export class OcdsService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: TenderingConfig,
  ) {}

  /** What is public of a tender as open data; its awards only once their notice is out. */
  async show(tenderId: string) {
    const { db } = this.store;
    const row = found(
      await db.tender.findUnique({ where: { id: tenderId }, include: { theme: true } }),
      'opportunity',
    );
    if (row.state === 'draft') throw new NotThere('opportunity');
    const notice = await db.notice.findFirst({ where: { tenderId, kind: 'contract-award' } });
    const outcome = notice && (await db.outcome.findUnique({ where: { tenderId } }));
    const award = (outcome?.awarded ?? undefined) as unknown as Award | undefined;
    const contracts = await db.signedContract.findMany({ where: { tenderId }, orderBy: { id: 'asc' } });
    const ids = award?.awards.map(({ organisationId }) => organisationId) ?? [];
    const organisations = await db.organisation.findMany({ where: { id: { in: ids } } });
    const { COUNCIL_ID: id, COUNCIL_NAME: name, OCID_PREFIX: ocidPrefix } = this.environment;
    return releasePackage(
      {
        tender: toTender(loaded(row), this.clock.now()),
        findings: frozenOf(row),
        ...(award && { award }),
        contracts: contracts.map(({ fact }) => fact as unknown as Contract),
        organisations: organisations.map(({ fact }) => fact as unknown as Organisation),
        date: await this.newestOf(tenderId, [row.publishedAt, notice?.publishedOn]),
      },
      { id, name, ocidPrefix },
    );
  }

  private async newestOf(tenderId: string, dates: readonly (Date | null | undefined)[]): Promise<string> {
    const { _max } = await this.store.db.clarification.aggregate({
      where: { tenderId },
      _max: { answeredAt: true },
    });
    const times = [...dates, _max.answeredAt].flatMap((date) => (date ? [date.getTime()] : []));
    return new Date(Math.max(...times)).toISOString();
  }
}
