import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type FactOf,
  organisationRegistered,
  type tenderingApi,
  themeApproved,
} from '@commissioning/schemas';
import { member, staff, startTestService, type TestPerson, type TestService } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { TenderingModule } from '../src/tendering.module';

/** Keys are made for every published tender; on a busy machine that takes longer than a test usually may. */
jest.setTimeout(60_000);

/** People and organisations of the tests; all invented. */
export const anna = staff('anna', 'commissioner', 'opening-officer');
export const ben = staff('ben', 'commissioner', 'opening-officer');
export const eve = staff('eve', 'evaluator', 'panel-chair', 'equality-officer', 'decision-maker');
export const samira = member('samira');
export const tariq = member('tariq');
export const uma = member('uma');
export const kitchen = '01920000-0000-7000-8000-0000000000a1';
export const advice = '01920000-0000-7000-8000-0000000000a2';

export const OPENS = '2026-11-02T10:00:00Z';
export const CLOSES = '2026-12-07T12:00:00.000Z';
export const AFTER_CLOSING = '2026-12-08T09:00:00Z';

/** A tendering service with two organisations in its register: samira and tariq act for the kitchen, uma for advice. */
export interface Tendering extends TestService {
  readonly dataDir: string;
}

export async function startTendering(now = OPENS): Promise<Tendering> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tendering-keys-'));
  const service = await startTestService({
    service: 'tendering',
    now,
    module: (environment) =>
      TenderingModule.for({
        ...environment,
        DATA_DIR: dataDir,
        LOCAL_KNOWLEDGE_CAP: 20,
        COUNCIL_NAME: 'Test Council',
        COUNCIL_ID: 'GB-LAE-TST',
        OCID_PREFIX: 'ocds-000000',
      }),
  });
  service.membershipOf(samira, kitchen);
  service.membershipOf(tariq, kitchen);
  service.membershipOf(uma, advice);
  await service.deliver(organisationRegistered, organisation(kitchen, 'Limehouse Kitchen Table (fictional)'));
  await service.deliver(organisationRegistered, organisation(advice, 'Advice on the Roman Road (fictional)'));
  return {
    ...service,
    dataDir,
    close: async () => {
      await service.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

export const organisation = (
  organisationId: string,
  name: string,
): FactOf<typeof organisationRegistered> => ({
  ...organisationRegistered.examples.golden,
  organisationId,
  name,
});

export const theme = (more: Partial<FactOf<typeof themeApproved>> = {}): FactOf<typeof themeApproved> => ({
  ...themeApproved.examples.golden,
  themeId: uuidv7(),
  ...more,
});

/** A tender that can be published on the day the tests begin. */
export const terms = (more: Partial<tenderingApi.TenderTerms> = {}): Partial<tenderingApi.TenderTerms> => ({
  title: 'Money advice',
  valuePence: 40_000_000,
  closesAt: CLOSES,
  clarificationsUntil: '2026-11-27T17:00:00Z',
  serviceStartsOn: '2027-04-01',
  serviceEndsOn: '2029-03-31',
  mostAwards: 2,
  criteria: [
    { title: 'Delivery', kind: 'quality', weight: 45, question: 'How will you do it?', wordLimit: 500 },
    {
      title: 'Knowing the area',
      kind: 'local-knowledge',
      weight: 15,
      question: 'What have you done here, and with whom?',
      wordLimit: 300,
      evidence: ['work-in-ward', 'referral-links'],
    },
    { title: 'Price', kind: 'price', weight: 40 },
  ],
  ...more,
});

export async function draftTender(
  service: Tendering,
  more: Partial<tenderingApi.TenderTerms> = {},
  budgetPence = 48_000_000,
): Promise<tenderingApi.Tender> {
  const fact = theme({ budgetPence });
  await service.deliver(themeApproved, fact);
  const body = { themeId: fact.themeId, ...terms(more) };
  const { status, body: draft } = await service.request('POST', '/v1/tenders', { as: anna, body });
  if (status !== 201) throw new Error(JSON.stringify(draft));
  return draft;
}

export const publish = (service: Tendering, { id, version }: { id: string; version: number }, as = anna) =>
  service.request('POST', `/v1/tenders/${id}/publish`, { as, version });

export async function publishedTender(
  service: Tendering,
  more: Partial<tenderingApi.TenderTerms> = {},
): Promise<tenderingApi.Tender> {
  const { status, body } = await publish(service, await draftTender(service, more));
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

export const startBid = (service: Tendering, tenderId: string, organisationId: string, as: TestPerson) =>
  service.request<tenderingApi.OwnBid>('PUT', '/v1/bids', { as, body: { tenderId, organisationId } });

/** What a bid is to say; every text can be looked for afterwards. */
export interface Written {
  readonly text: string;
  readonly pricePence: number;
}

/** A bid that is complete and not submitted. */
export async function completeBid(
  service: Tendering,
  tenderId: string,
  organisationId: string,
  as: TestPerson,
  { text, pricePence }: Written = {
    text: 'We will sit with people at their own tables.',
    pricePence: 30_000_000,
  },
): Promise<tenderingApi.OwnBid> {
  const { body: bid } = await startBid(service, tenderId, organisationId, as);
  const put = async (part: string, body: unknown) => {
    const { status, body: saved } = await service.request('PUT', `/v1/bids/${bid.id}/${part}`, {
      ...{ as, version: 0, body },
    });
    if (status !== 200) throw new Error(JSON.stringify(saved));
  };
  for (const { criterionId } of bid.answers) await put(`answers/${criterionId}`, { text });
  await put('price', { pricePence });
  await put('reach', {
    wards: [{ ward: 'E05009329', people: 120 }],
    groups: [{ characteristic: 'disability', category: 'Disabled', people: 40 }],
  });
  await put('declarations', {
    ...{ exclusionGroundsApply: false, associatedPersons: [], signedBy: 'Samira Begum', accurate: true },
  });
  return (await service.request('GET', `/v1/bids/${bid.id}`, { as })).body;
}

export const submit = (service: Tendering, bid: { id: string; version: number }, as: TestPerson) =>
  service.request<tenderingApi.Submission>('PUT', `/v1/bids/${bid.id}/submission`, {
    ...{ as, version: bid.version },
  });

export async function submittedBid(
  service: Tendering,
  tenderId: string,
  organisationId: string,
  as: TestPerson,
  written?: Written,
): Promise<tenderingApi.Submission> {
  const bid = await completeBid(service, tenderId, organisationId, as, written);
  const { status, body } = await submit(service, bid, as);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

/** Proposes as anna and confirms as ben. */
export async function openTender(service: Tendering, tenderId: string): Promise<tenderingApi.Opening> {
  const proposed = await service.request('POST', `/v1/tenders/${tenderId}/openings`, { as: anna });
  const path = `/v1/tenders/${tenderId}/openings/${proposed.body.id}/confirm`;
  const { status, body } = await service.request('POST', path, { as: ben });
  if (status !== 200) throw new Error(JSON.stringify([proposed.body, body]));
  return body;
}
