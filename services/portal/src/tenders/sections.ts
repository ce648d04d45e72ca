import type { tenderingApi } from '@commissioning/schemas';
import {
  dayFields,
  momentFields,
  pounds,
  readAsked,
  readDates,
  readPrice,
  readService,
  type Reading,
  type TenderForm,
} from './terms';

type Tender = tenderingApi.Tender;

/** One page of the tender builder. */
export interface Section {
  readonly title: string;
  /** The fields as the page first shows them. */
  readonly fields: (tender: Tender) => TenderForm;
  readonly read: (form: TenderForm) => Reading;
  /** Which field a rule of the service speaks of. */
  readonly isDone: (tender: Tender) => boolean;
}

/** The pages of the builder that each change some of the terms, in their order; criteria have pages of their own. */
export const SECTIONS = {
  service: {
    title: 'About the service',
    fields: (tender) => ({
      ...{ title: tender.title, summary: tender.summary, kind: tender.kind, subject: tender.subject },
      ...{ risk: tender.risk, value: pounds(tender.valuePence), mostAwards: String(tender.mostAwards) },
      ...dayFields('starts', tender.serviceStartsOn),
      ...dayFields('ends', tender.serviceEndsOn),
    }),
    read: readService,
    isDone: () => true,
  },
  dates: {
    title: 'Dates',
    fields: (tender) => ({
      ...momentFields('closes', tender.closesAt),
      ...momentFields('questions', tender.clarificationsUntil),
      ...dayFields('decision', tender.decisionExpectedOn),
    }),
    read: readDates,
    isDone: (tender) => tender.closesAt !== undefined,
  },
  price: {
    title: 'Price and standstill',
    fields: (tender) => ({
      priceFormula: tender.priceFormula,
      given: pounds(tender.givenPricePence),
      standstill: tender.voluntaryStandstillDays?.toString() ?? '',
    }),
    read: readPrice,
    isDone: () => true,
  },
  asked: {
    title: 'What bidders are asked for',
    fields: (tender) => ({
      documents: tender.documents,
      references: String(tender.references),
      evaluators: String(tender.evaluators),
      expectedBidders: String(tender.expectedBidders),
    }),
    read: readAsked,
    isDone: () => true,
  },
} satisfies Record<string, Section>;

export type SectionName = keyof typeof SECTIONS;

export const isSection = (name: string): name is SectionName => Object.hasOwn(SECTIONS, name);
