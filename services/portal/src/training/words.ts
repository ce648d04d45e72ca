import type { capacityBuildingApi } from '@commissioning/schemas';

/** Competencies in the words of the pages. */
export const COMPETENCIES: Readonly<Record<capacityBuildingApi.Competency, string>> = {
  'tender-process': 'How tendering works',
  governance: 'Governance',
  finance: 'Finance',
  safeguarding: 'Safeguarding',
  'consortium-bidding': 'Bidding as a consortium',
  'evidence-of-need': 'Evidence of need and logic models',
  equality: 'Equality',
  'contract-management': 'Contract management',
  procurement: 'Procurement',
};

/** Whom places can be kept for: as a choice, and in a sentence. */
export const POOLS: Readonly<Record<capacityBuildingApi.PoolRule, { text: string; whom: string }>> = {
  small: { text: 'Small organisations', whom: 'small organisations' },
  'equality-focused': {
    text: 'Organisations led by or serving an equality group',
    whom: 'organisations led by or serving an equality group',
  },
  'first-time-bidder': {
    text: 'Organisations that have never bid',
    whom: 'organisations that have never bid',
  },
};

/** What a state of a booking means, as a tag. */
export const STATES: Readonly<Record<capacityBuildingApi.BookingState, { text: string; classes: string }>> = {
  booked: { text: 'Booked', classes: 'govuk-tag--green' },
  offered: { text: 'Offered to you', classes: 'govuk-tag--yellow' },
  waiting: { text: 'Waiting', classes: 'govuk-tag--blue' },
  cancelled: { text: 'Cancelled', classes: 'govuk-tag--grey' },
  expired: { text: 'Offer ran out', classes: 'govuk-tag--grey' },
};

export const LEVELS: Readonly<Record<capacityBuildingApi.ReadinessLevel, { text: string; classes: string }>> =
  {
    ready: { text: 'Ready', classes: 'govuk-tag--green' },
    nearly: { text: 'Nearly', classes: 'govuk-tag--yellow' },
    'not-yet': { text: 'Not yet', classes: 'govuk-tag--grey' },
  };

export const RATINGS: Readonly<Record<capacityBuildingApi.SelfRating, string>> = {
  'we-do-this': 'We do this today',
  'with-help': 'We could with help',
  'not-yet': 'Not yet',
};

/** "1 place", "3 places" */
export const places = (count: number): string => `${count} place${count === 1 ? '' : 's'}`;
