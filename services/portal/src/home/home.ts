import type { Role } from '@commissioning/auth';

/** Something to do, on the home page of those who do it. */
export interface Card {
  readonly heading: string;
  readonly text: string;
  readonly href: string;
  readonly for: 'everybody' | 'member' | readonly Role[];
}

/** The jobs of the product by role, in the order of a commissioning cycle. An area adds its card here. */
const CARDS: readonly Card[] = [
  {
    heading: 'Opportunities',
    text: 'What is out to tender, with the whole form to read before you start.',
    href: '/opportunities',
    for: 'everybody',
  },
  {
    heading: 'Themes and budgets',
    text: 'Delivery areas from proposal to approval.',
    href: '/themes',
    for: ['programme-manager', 'commissioner', 'decision-maker'],
  },
];

/** The cards of a visitor: public ones for all, then those of their roles; `undefined` when nobody is signed in. */
export const cardsFor = (roles: readonly Role[] | undefined): Card[] =>
  CARDS.filter((card) => {
    if (card.for === 'everybody') return true;
    if (!roles) return false;
    return card.for === 'member' ? roles.length === 0 : card.for.some((role) => roles.includes(role));
  });
