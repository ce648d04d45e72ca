import { Injectable } from '@nestjs/common';
import type { tenderingApi } from '@commissioning/schemas';
import { Clock, found, NotThere, Store } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';
import { frozenOf, loaded, type LoadedTender, toTender } from './tender.queries';
import { publishedClarifications } from '../clarification/clarification.queries';
import { publishedNotices } from '../notice/notice.queries';

type Shown = tenderingApi.OpportunityList['items'][number];

@Injectable()
export class OpportunityService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
  ) {}

  async list(state?: 'open' | 'closed'): Promise<tenderingApi.OpportunityList> {
    const rows = await this.store.db.tender.findMany({
      where: { state: { not: 'draft' } },
      include: { theme: true },
      orderBy: [{ closesAt: 'desc' }, { id: 'desc' }],
      take: 200,
    });
    const items = rows.map((row) => this.short(loaded(row)));
    return { items: items.filter((item) => !state || (item.state === 'open') === (state === 'open')) };
  }

  async show(id: string): Promise<tenderingApi.Opportunity> {
    const row = found(
      await this.store.db.tender.findUnique({ where: { id }, include: { theme: true } }),
      'opportunity',
    );
    if (row.state === 'draft') throw new NotThere('opportunity');
    const tender = loaded(row);
    const { terms } = tender;
    const { regime, proportion, formula } = frozenOf(row);
    return {
      ...this.short(tender),
      themeId: row.themeId,
      ...(terms.clarificationsUntil && { clarificationsUntil: terms.clarificationsUntil }),
      ...(terms.decisionExpectedOn && { decisionExpectedOn: terms.decisionExpectedOn }),
      mostAwards: terms.mostAwards,
      regime,
      ...(terms.reservation && { reservation: terms.reservation }),
      tier: proportion.tier,
      payment: proportion.payment,
      returnsPerYear: proportion.returnsPerYear,
      documents: terms.documents,
      references: terms.references,
      markScale: terms.markScale,
      priceFormula: terms.priceFormula,
      ...(terms.givenPricePence !== undefined && { givenPricePence: terms.givenPricePence }),
      priceBehaviour: formula.behaviour,
      criteria: terms.criteria,
      indicators: row.indicators as unknown as tenderingApi.Indicator[],
      clarifications: await publishedClarifications(this.store.db, id),
      notices: await publishedNotices(this.store.db, id),
      ...(row.cancelReason && { cancelReason: row.cancelReason }),
      version: row.version,
    };
  }

  private short(tender: LoadedTender): Shown {
    const { row } = tender;
    const shown = toTender(tender, this.clock.now());
    const { id, title, theme, leadService, summary, valuePence, serviceStartsOn, serviceEndsOn } = shown;
    return {
      ...{ id, title, theme, leadService, summary, valuePence, serviceStartsOn, serviceEndsOn },
      state: PUBLIC_STATES[shown.state] ?? 'closed',
      publishedAt: row.publishedAt?.toISOString() ?? '',
      closesAt: row.closesAt?.toISOString() ?? '',
      expectedHours: frozenOf(row).proportion.expectedHours,
    };
  }
}

/** Whether bids were opened is the council's business until the award. */
const PUBLIC_STATES: Partial<Record<tenderingApi.TenderState, Shown['state']>> = {
  published: 'open',
  awarded: 'awarded',
  cancelled: 'cancelled',
};
