import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type tenderingApi, tenderCancelled } from '@commissioning/schemas';
import { Clock, ENVIRONMENT, found, must, mustBeCurrent, Store } from '@commissioning/service';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import type { TenderingConfig } from '../config';
import { factOf, tenderedPence } from '../theme/theme.queries';
import { indicatorsFrom, termsFrom, withCriterionIds } from './defaults';
import { circumstancesOf } from './circumstances';
import { findingsOf } from './findings';
import { cancel, mustBeDraft } from './tender';
import { loadTender, loaded, saveTender, toTender } from './tender.queries';

@Injectable()
export class TenderService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: TenderingConfig,
  ) {}

  async draft({ themeId, ...given }: tenderingApi.NewTender, actor: Actor): Promise<tenderingApi.Tender> {
    return this.store.change(actor, async (change) => {
      const theme = found(await change.db.theme.findUnique({ where: { id: themeId } }), 'theme');
      const approved = factOf(theme);
      must(
        theme.state === 'approved' && approved,
        'theme-not-approved',
        'A tender is drafted from a theme that is approved.',
      );
      const terms = withCriterionIds({ ...termsFrom(approved), ...given });
      const row = await change.db.tender.create({
        data: {
          id: uuidv7(),
          themeId,
          state: 'draft',
          ...columnsOf(terms),
          indicators: indicatorsFrom(approved),
        },
        include: { theme: true },
      });
      await change.audit('tender', row.id, 'drafted');
      return toTender(loaded(row), change.now);
    });
  }

  async edit(
    id: string,
    version: number,
    written: tenderingApi.TenderTerms,
    actor: Actor,
  ): Promise<tenderingApi.Tender> {
    return this.store.change(actor, async (change) => {
      const draft = await loadTender(change, id);
      mustBeCurrent(draft.row.version, version, 'tender');
      mustBeDraft(draft);
      const saved = await saveTender(change, draft, columnsOf(withCriterionIds(written)));
      await change.audit('tender', id, 'edited', { detail: { version: saved.row.version } });
      return toTender(saved, change.now);
    });
  }

  async cancel(id: string, version: number, reason: string, actor: Actor): Promise<tenderingApi.Tender> {
    return this.store.change(actor, async (change) => {
      const live = await loadTender(change, id);
      mustBeCurrent(live.row.version, version, 'tender');
      const { state, cancelReason } = cancel(live, reason);
      const saved = await saveTender(change, live, { state, cancelReason });
      await change.emit(tenderCancelled, { tenderId: id, reason }, reason);
      return toTender(saved, change.now);
    });
  }

  async findings(id: string): Promise<tenderingApi.TenderFindings> {
    const tender = loaded(
      found(await this.store.db.tender.findUnique({ where: { id }, include: { theme: true } }), 'tender'),
    );
    const cap = this.environment.LOCAL_KNOWLEDGE_CAP;
    return findingsOf(tender.terms, await circumstancesOf(this.store.db, tender, this.clock.now(), cap));
  }

  async list(): Promise<tenderingApi.TenderList> {
    const rows = await this.store.db.tender.findMany({
      include: { theme: true },
      orderBy: { id: 'desc' },
      take: 200,
    });
    const now = this.clock.now();
    const items = rows.map((row) => {
      const { id, themeId, theme, title, state, valuePence, closesAt, version } = toTender(loaded(row), now);
      return { id, themeId, theme, title, state, valuePence, ...(closesAt && { closesAt }), version };
    });
    return { items };
  }

  async show(id: string): Promise<tenderingApi.Tender> {
    const row = await this.store.db.tender.findUnique({ where: { id }, include: { theme: true } });
    return toTender(loaded(found(row, 'tender')), this.clock.now());
  }

  async themes(): Promise<tenderingApi.TenderThemeList> {
    const rows = await this.store.db.theme.findMany({ where: { state: 'approved' }, orderBy: { id: 'asc' } });
    const items = await Promise.all(
      rows.map(async (row) => {
        const fact = factOf(row);
        return {
          id: row.id,
          title: fact?.title ?? '–',
          leadService: fact?.leadService ?? '–',
          budgetPence: fact?.budgetPence ?? 0,
          tenderedPence: await tenderedPence(this.store.db, row.id),
          serviceStartsOn: fact?.serviceStartsOn ?? '',
        };
      }),
    );
    return { items };
  }
}

const columnsOf = (terms: tenderingApi.TenderTerms) => ({
  title: terms.title,
  valuePence: BigInt(terms.valuePence),
  closesAt: terms.closesAt ? new Date(terms.closesAt) : null,
  terms,
});
