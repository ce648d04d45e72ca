import type { tenderingApi } from '@commissioning/schemas';
import { dumpOf } from '../../test/dump';
import {
  advice,
  AFTER_CLOSING,
  anna,
  ben,
  completeBid,
  kitchen,
  publishedTender,
  samira,
  startTendering,
  type Tendering,
  uma,
} from '../../test/given';

const TEXT = 'Grandmothers of Limehouse teach sourdough bookkeeping.';
const PRICE = 27_182_818;

describe('before the opening, whoever reads the whole database', () => {
  let service: Tendering;
  let tender: tenderingApi.Tender;
  let dump: string;

  beforeAll(async () => {
    service = await startTendering();
    tender = await publishedTender(service);
    const withKeys = (key: string) => ({ headers: { 'idempotency-key': `key-of-the-bidder-${key}` } });
    const written = { text: TEXT, pricePence: PRICE };
    const bid = await completeBid(service, tender.id, kitchen, samira, written);
    const submission = `/v1/bids/${bid.id}/submission`;
    const keyed = { as: samira, version: bid.version, ...withKeys('submit') };
    expect((await service.request('PUT', submission, keyed)).status).toBe(200);
    await service.request('DELETE', submission, { as: samira, ...withKeys('withdraw') });
    await service.request('PUT', submission, keyed);
    await completeBid(service, tender.id, advice, uma, written);
    await service.request('POST', `/v1/tenders/${tender.id}/clarifications`, {
      ...{ as: samira, body: { question: 'May we bid with a partner?' } },
      ...withKeys('ask'),
    });
    service.clock.moveTo(AFTER_CLOSING);
    await service.request('POST', `/v1/tenders/${tender.id}/openings`, { as: anna });
    dump = withoutRegister(await dumpOf(service.databaseUrl));
  });
  afterAll(() => service.close());

  it('finds what is public, and the bids as ciphertext', () => {
    expect(dump).toContain('Money advice');
    expect(dump).toContain('May we bid with a partner?');
    expect(rowsOf(dump, 'public.bid_part')).toHaveLength(10);
    expect(rowsOf(dump, 'public.submission')).toHaveLength(2);
  });

  it.each([
    ['no text of a bid', [TEXT, 'sourdough', Buffer.from(TEXT).toString('base64').slice(4, 40)]],
    ['no price', ['27182818', '271828.18', '271,828']],
    ['no bidder', [kitchen, advice, 'Limehouse Kitchen Table', 'Advice on the Roman Road']],
    ['nobody who wrote, submitted or asked', [samira.id, uma.id, 'samira', 'Samira Begum']],
    ['no key of a request about a bid', ['key-of-the-bidder']],
  ])('finds %s', (_, secrets) => {
    expect(secrets.filter((secret) => dump.includes(secret))).toEqual([]);
  });

  it('would find them, had they been opened', async () => {
    const { body } = await service.request('GET', `/v1/tenders/${tender.id}/opening`, { as: anna });
    const path = `/v1/tenders/${tender.id}/openings/${body.id}/confirm`;
    expect((await service.request('POST', path, { as: ben })).status).toBe(200);
    const opened = withoutRegister(await dumpOf(service.databaseUrl));
    expect(opened).toContain(kitchen);
    expect(opened).toContain('Limehouse Kitchen Table');
  });
});

/** The register of organisations, bidders or not, is there in the clear by right, and that its news was heard. */
const withoutRegister = (dump: string): string =>
  dump
    .split(/^# /m)
    .filter((table) => !table.startsWith('public.organisation\n'))
    .map((table) => (table.startsWith('messaging.inbox') ? table.replaceAll(NEWS_OF_REGISTER, '') : table))
    .map((table) => `# ${table}`)
    .join('');

const NEWS_OF_REGISTER = /^.*organisations\.organisation.*\n/gm;

const rowsOf = (dump: string, table: string): string[] =>
  (dump.split(`# ${table}\n`)[1]?.split('\n# ')[0] ?? '').split('\n').filter(Boolean);
