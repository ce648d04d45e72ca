import type { tenderingApi } from '@commissioning/schemas';
import { countWords } from './words';

/** What a bid says, as far as it has been written. */
export interface BidContent {
  /** Text by criterion. */
  readonly answers: ReadonlyMap<string, string>;
  readonly pricePence?: number;
  readonly reach?: tenderingApi.Reach;
  readonly declarations?: tenderingApi.Declarations;
}

type Terms = Pick<
  tenderingApi.TenderTerms,
  'priceFormula' | 'givenPricePence' | 'valuePence' | 'mostAwards'
> & { readonly criteria: readonly tenderingApi.Criterion[] };

type Gap = tenderingApi.BidGap;

/** Everything that is missing or does not fit before a bid can be submitted; empty when it is complete. */
export const gapsOf = (content: BidContent, terms: Terms): Gap[] => [
  ...gapsInAnswers(content.answers, terms),
  ...gapsInPrice(content.pricePence, terms),
  ...gapsInReach(content.reach),
  ...gapsInDeclarations(content.declarations),
];

/** The criteria that a bid answers in words. */
export const questionsOf = (criteria: readonly tenderingApi.Criterion[]) =>
  criteria.filter(({ kind }) => kind !== 'price');

function gapsInAnswers(answers: ReadonlyMap<string, string>, { criteria }: Terms): Gap[] {
  return questionsOf(criteria).flatMap(({ criterionId, title, wordLimit = 0 }) => {
    const words = countWords(answers.get(criterionId) ?? '');
    const part = `answer:${criterionId}`;
    if (words === 0) return [{ part, code: 'answer-missing', says: `${title} has no answer yet.` }];
    if (words <= wordLimit) return [];
    const says = `${title} has ${words} words; the limit is ${wordLimit}.`;
    return [{ part, code: 'answer-over-limit', says }];
  });
}

function gapsInPrice(pricePence: number | undefined, terms: Terms): Gap[] {
  const gap = (code: string, says: string): Gap[] => [{ part: 'price', code, says }];
  const { priceFormula, givenPricePence, valuePence } = terms;
  if (pricePence === undefined) return gap('price-missing', 'There is no price yet.');
  if (priceFormula === 'fixed-price' && pricePence !== givenPricePence)
    return gap('price-differs-from-given', `The price is given: ${pounds(givenPricePence ?? 0)}.`);
  if (priceFormula === 'lowest-ratio' && pricePence === 0)
    return gap('price-is-zero', 'A price of £0 cannot be scored by the published formula.');
  if (pricePence > valuePence)
    return gap('price-above-value', `The price is above ${pounds(valuePence)}, which is all there is.`);
  return [];
}

/** Without reach in figures nobody could check what a set of awards means for equality. */
function gapsInReach(reach: tenderingApi.Reach | undefined): Gap[] {
  const gap = (code: string, says: string): Gap => ({ part: 'reach', code, says });
  if (!reach || reach.wards.length === 0)
    return [gap('reach-missing', 'Say how many people you plan to reach in each ward.')];
  const people = reach.wards.reduce((sum, ward) => sum + ward.people, 0);
  const tooMany = reach.groups.find((group) => group.people > people);
  return [
    people > 0 ? [] : gap('reach-is-nobody', 'The wards add up to nobody.'),
    isDistinct(reach.wards.map(({ ward }) => ward)) ? [] : gap('reach-ward-twice', 'A ward is named twice.'),
    isDistinct(reach.groups.map(({ characteristic, category }) => `${characteristic}\n${category}`))
      ? []
      : gap('reach-group-twice', 'A group is named twice.'),
    tooMany
      ? gap('reach-group-above-total', `${tooMany.category}: more people than all the wards together.`)
      : [],
  ].flat();
}

function gapsInDeclarations(declarations: tenderingApi.Declarations | undefined): Gap[] {
  const gap = (code: string, says: string): Gap => ({ part: 'declarations', code, says });
  if (!declarations) return [gap('declarations-missing', 'The declarations are not made yet.')];
  const { exclusionGroundsApply, exclusionExplanation = '', signedBy, accurate } = declarations;
  return [
    exclusionGroundsApply && !exclusionExplanation.trim()
      ? gap('exclusion-needs-explanation', 'Explain the exclusion ground, and what was done about it.')
      : [],
    signedBy ? [] : gap('declarations-unsigned', 'Name the person who makes the declarations.'),
    accurate ? [] : gap('declarations-not-confirmed', 'Confirm that the bid is accurate.'),
  ].flat();
}

const isDistinct = (values: readonly string[]): boolean => new Set(values).size === values.length;

const pounds = (pence: number): string =>
  (pence / 100).toLocaleString('en-GB', { style: 'currency', currency: 'GBP' });
