import { tenderingApi } from '@commissioning/schemas';
import { SECTIONS } from './sections';
import {
  readAsked,
  readCriterion,
  readDates,
  readPrice,
  readService,
  type TenderForm,
  termsOf,
} from './terms';

const tender: tenderingApi.Tender = {
  ...{ id: '01920000-0000-7000-8000-000000000001', themeId: '01920000-0000-7000-8000-000000000002' },
  ...{ theme: 'Advice', leadService: 'Inclusion', budgetPence: 48_000_000, state: 'draft', version: 3 },
  ...{ title: 'Money advice', summary: 'Advice.', kind: 'services', subject: 'light-touch', risk: 'medium' },
  ...{ valuePence: 40_000_050, mostAwards: 2, serviceStartsOn: '2027-04-01', serviceEndsOn: '2029-03-31' },
  ...{ closesAt: '2027-06-07T11:00:00Z', clarificationsUntil: '2027-01-07T12:30:00Z' },
  ...{ documents: ['insurance'], references: 0, evaluators: 3, expectedBidders: 5, reasons: {} },
  ...{ priceFormula: 'fixed-price', givenPricePence: 12_345, criteria: [], indicators: [] },
  markScale: [
    { mark: 0, descriptor: 'None' },
    { mark: 1, descriptor: 'Some' },
  ],
};

describe('the tender builder', () => {
  it('sends back exactly the terms that a tender was read with', () => {
    expect(tenderingApi.TenderTerms.safeParse(termsOf(tender)).success).toBe(true);
    expect(termsOf(tender)).not.toHaveProperty('version');
  });

  it.each(Object.entries(SECTIONS))('reads the page “%s” as it shows it', (_, { fields, read }) => {
    const reading = read(fields(tender));
    const said = JSON.parse(JSON.stringify('terms' in reading ? reading.terms : reading));
    expect(tender).toMatchObject(said);
  });

  it('takes times as London has them, in summer and in winter', () => {
    const at = (day: string, month: string) =>
      readDates({ 'closes-day': day, 'closes-month': month, 'closes-year': '2027', 'closes-time': '9:30' });
    expect(at('7', '6')).toMatchObject({ terms: { closesAt: '2027-06-07T08:30:00Z' } });
    expect(at('7', '12')).toMatchObject({ terms: { closesAt: '2027-12-07T09:30:00Z' } });
  });

  it.each<[string, TenderForm]>([
    ['a time that the clocks skip', { 'closes-day': '28', 'closes-month': '3', 'closes-time': '01:30' }],
    ['a time that happens twice', { 'closes-day': '31', 'closes-month': '10', 'closes-time': '01:30' }],
    ['a day that does not exist', { 'closes-day': '30', 'closes-month': '2', 'closes-time': '12:00' }],
    ['no time', { 'closes-day': '1', 'closes-month': '3', 'closes-time': '' }],
    ['noon in letters', { 'closes-day': '1', 'closes-month': '3', 'closes-time': 'noon' }],
  ])('asks again for %s', (_, form) => {
    expect(readDates({ ...form, 'closes-year': '2027' })).toMatchObject({
      problems: [{ field: 'closes-day' }],
    });
  });

  it('names every field that is wrong at once', () => {
    const fieldsOf = (reading: object) =>
      'problems' in reading ? (reading.problems as { field: string }[]).map(({ field }) => field) : [];
    expect(fieldsOf(readService({ value: 'a lot' }))).toEqual([
      ...['title', 'summary', 'kind', 'subject', 'risk', 'value', 'mostAwards', 'starts-day', 'ends-day'],
    ]);
    expect(fieldsOf(readPrice({ priceFormula: 'fixed-price', standstill: '3' }))).toEqual([
      'given',
      'standstill',
    ]);
    expect(fieldsOf(readAsked({ references: '-1' }))).toEqual([
      'references',
      'evaluators',
      'expectedBidders',
    ]);
    expect(fieldsOf(readCriterion({ kind: 'quality', weight: '101' }))).toEqual([
      ...['title', 'weight', 'question', 'wordLimit'],
    ]);
  });

  it('asks no question about price, and evidence only for local knowledge', () => {
    const form = {
      title: 'X',
      weight: '40',
      question: 'Q',
      wordLimit: '5',
      evidence: ['address', 'work-in-ward'],
    };
    expect(readCriterion({ ...form, kind: 'price' })).toEqual({
      criterion: { kind: 'price', title: 'X', weight: 40 },
    });
    expect(readCriterion({ ...form, kind: 'quality' })).not.toHaveProperty('criterion.evidence');
    expect(readCriterion({ ...form, kind: 'local-knowledge' })).toMatchObject({
      criterion: { evidence: ['address', 'work-in-ward'] },
    });
  });
});
