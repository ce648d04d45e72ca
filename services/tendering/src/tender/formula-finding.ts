import { BEHAVIOUR, checkFormula, type Paradox, type PriceFormula } from '@commissioning/prices';
import type { tenderingApi } from '@commissioning/schemas';
import { sumOfWeights } from './criteria';

/** Cheapest bid that the check imagines, in percent of an award's share of the value. */
const CHEAPEST_PERCENT = 60;
/** Enough to find what is there, few enough to answer while a person types. */
const IMAGINED_SETS = 200;

/** What the price formula does at its edges and to imagined bids. Throws `PriceError` where it is not valid in itself. */
export function formulaFinding(terms: tenderingApi.TenderTerms): tenderingApi.FormulaFinding {
  const formula = formulaOf(terms);
  const weight = sumOfWeights(terms.criteria.filter(({ kind }) => kind === 'price'));
  const highestPence = Math.max(100, Math.floor(terms.valuePence / terms.mostAwards));
  const lowestPence = Math.max(1, Math.floor((highestPence * CHEAPEST_PERCENT) / 100));
  const check = checkFormula({ formula, weight }, { lowestPence, highestPence }, { sets: IMAGINED_SETS });
  return {
    behaviour: BEHAVIOUR[formula.kind],
    paradoxes: check.paradoxes.map((paradox) => ({
      code: paradox.code,
      says: paradox.says,
      severity: severityOf(paradox),
      bids: paradox.bids.map((bid) => ({
        id: bid.id,
        pricePence: Number(bid.pricePence),
        qualityMarks: bid.qualityMarks.toString(),
        priceMarks: bid.priceMarks?.toString() ?? null,
        priceMarksAfter: bid.priceMarksAfter?.toString() ?? null,
      })),
    })),
    sets: check.sets,
  };
}

/** The published formula in the form that prices are scored by; the ends of a linear scale are the bids themselves. */
export function formulaOf({
  priceFormula,
  givenPricePence = 0,
}: Pick<tenderingApi.TenderTerms, 'priceFormula' | 'givenPricePence'>): PriceFormula {
  switch (priceFormula) {
    case 'linear':
      return { kind: 'linear', maximum: 'highest', reference: 'lowest' };
    case 'fixed-price':
      return { kind: 'fixed-price', pricePence: givenPricePence };
    default:
      return { kind: priceFormula };
  }
}

/** A formula that decides nothing misleads bidders; the others have their uses, and their trouble is shown to all. */
const severityOf = ({ code }: Paradox): 'forbids' | 'warns' => (code === 'weight-zero' ? 'forbids' : 'warns');
