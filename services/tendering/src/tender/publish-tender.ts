import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type FactOf, type tenderingApi, tenderPublished } from '@commissioning/schemas';
import { type Change, ENVIRONMENT, must, mustBeCurrent, Store } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';
import type { TenderingConfig } from '../config';
import { KEY_KEEPER, type KeyKeeper } from '../sealing/key-keeper';
import { keyPurpose, TENDER_ENVELOPES } from '../sealing/purposes';
import { newTenderKeyPair } from '../sealing/tender-key';
import { factOf } from '../theme/theme.queries';
import { circumstancesOf } from './circumstances';
import { type Frozen, publish } from './tender';
import { dateOf, loadTender, type LoadedTender, saveTender, toTender } from './tender.queries';

@Injectable()
export class PublishTender {
  constructor(
    private readonly store: Store<PrismaClient>,
    @Inject(KEY_KEEPER) private readonly keeper: KeyKeeper,
    @Inject(ENVIRONMENT) private readonly environment: TenderingConfig,
  ) {}

  /** From here on the tender is frozen, public and has keys under which bids are sealed. */
  async publish(id: string, version: number, actor: Actor): Promise<tenderingApi.Tender> {
    // Made before the transaction: two key pairs take longer than a lock should.
    const keys = await this.newKeys(id);
    return this.store.change(actor, async (change) => {
      const draft = await loadTender(change, id);
      mustBeCurrent(draft.row.version, version, 'tender');
      // Two tenders of one theme, published at once, must not both spend its last money.
      await change.sql.query('SELECT 1 FROM theme WHERE id = $1::uuid FOR UPDATE', [draft.row.themeId]);
      const cap = this.environment.LOCAL_KNOWLEDGE_CAP;
      const circumstances = await circumstancesOf(change.db, draft, change.now, cap);
      const { tender, findings } = publish(draft, draft.terms, circumstances);
      const saved = await saveTender(change, draft, {
        state: tender.state,
        publishedAt: dateOf(change.now),
        findings,
      });
      await change.db.tenderKey.createMany({ data: keys });
      await change.emit(tenderPublished, publicFacts(change, saved, findings));
      return toTender(saved, change.now);
    });
  }

  private async newKeys(tenderId: string) {
    return Promise.all(
      TENDER_ENVELOPES.map(async (envelope) => {
        const { publicKey, privateKey } = await newTenderKeyPair();
        const wrapped = await this.keeper.wrap(
          Buffer.from(privateKey, 'base64'),
          keyPurpose(tenderId, envelope),
        );
        return { tenderId, envelope, publicKey, privateKey: wrapped };
      }),
    );
  }
}

/** The tender as everybody may know it, whole, so that no consumer has to ask. */
function publicFacts(
  change: Change<PrismaClient>,
  { id, row, terms }: LoadedTender,
  { regime, proportion }: Frozen,
): FactOf<typeof tenderPublished> {
  const theme = factOf(row.theme);
  must(theme && terms.closesAt, 'theme-not-approved', 'A tender needs a theme that is approved.');
  const { title, summary, valuePence, mostAwards, closesAt, serviceStartsOn, serviceEndsOn } = terms;
  return {
    tenderId: id,
    themeId: row.themeId,
    programmeId: theme.programmeId,
    leadService: theme.leadService,
    ...{ title, summary, valuePence, mostAwards, closesAt, serviceStartsOn, serviceEndsOn },
    regime: regime.regime,
    tier: proportion.tierNumber,
    publishedAt: change.now.toString(),
    standstillWorkingDays: regime.standstillWorkingDays,
    markScale: terms.markScale,
    priceFormula: terms.priceFormula,
    ...(terms.givenPricePence !== undefined && { givenPricePence: terms.givenPricePence }),
    criteria: terms.criteria.map(
      ({ criterionId, title, kind, weight, question, wordLimit, minimumMark }) => ({
        ...{ criterionId, title, kind, weight },
        ...(question && { question }),
        ...(wordLimit && { wordLimit }),
        ...(minimumMark !== undefined && { minimumMark }),
      }),
    ),
    indicators: row.indicators as unknown as tenderingApi.Indicator[],
  };
}
