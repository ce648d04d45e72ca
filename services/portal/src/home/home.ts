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
    heading: 'You said, we did',
    text: 'What people said in workshops, what came of it, and what has no answer yet.',
    href: '/you-said-we-did',
    for: 'everybody',
  },
  {
    heading: 'Programmes',
    text: 'Outcomes framework, workshops, theory of change and money.',
    href: '/programmes',
    for: ['programme-manager', 'decision-maker'],
  },
  {
    heading: 'Decisions',
    text: 'The forward plan, and decisions with their reasons and call-in.',
    href: '/decisions',
    for: ['programme-manager', 'commissioner', 'decision-maker'],
  },
  {
    heading: 'Themes and budgets',
    text: 'Delivery areas from proposal to approval.',
    href: '/themes',
    for: ['programme-manager', 'commissioner', 'decision-maker'],
  },
  {
    heading: 'Tenders',
    text: 'Draft and publish, answer questions, open bids with a second officer, announce awards.',
    href: '/tenders',
    for: ['commissioner', 'opening-officer', 'panel-chair'],
  },
  {
    heading: 'Our bids',
    text: 'What is written, what is missing, and what is submitted.',
    href: '/bids',
    for: 'member',
  },
  {
    heading: 'Training',
    text: 'Free sessions that make an organisation ready to bid.',
    href: '/training',
    for: 'everybody',
  },
  {
    heading: 'Our organisations',
    text: 'Register an organisation, invite people, keep its entry up to date.',
    href: '/organisations',
    for: 'member',
  },
  {
    heading: 'Our bookings',
    text: 'Places, waiting lists and offers to answer.',
    href: '/training/bookings',
    for: 'member',
  },
  {
    heading: 'Ready to bid',
    text: 'Where your organisation stands, and the next session that helps.',
    href: '/training/readiness',
    for: 'member',
  },
  {
    heading: 'Courses and sessions',
    text: 'Plan training, see places and waiting lists, keep the register of attendance.',
    href: '/training/courses',
    for: ['training-coordinator'],
  },
  {
    heading: 'What people need',
    text: 'Interpreters, childcare, step-free access: from asked for to arranged, with the days left.',
    href: '/training/adjustments',
    for: ['training-coordinator'],
  },
  {
    heading: 'Reach of training',
    text: 'Whom training reaches, by size, ward and equality focus of organisations.',
    href: '/training/reach',
    for: ['training-coordinator', 'programme-manager', 'equality-officer', 'equality-approver'],
  },
  {
    heading: 'How ready organisations are',
    text: 'The profile of each organisation, for its coordinators.',
    href: '/training/readiness',
    for: ['training-coordinator'],
  },
  {
    heading: 'Register of organisations',
    text: 'Who is on the register; register somebody on their behalf.',
    href: '/organisations',
    for: ['training-coordinator', 'programme-manager', 'commissioner', 'contract-manager'],
  },
  {
    heading: 'Our contracts',
    text: 'What your organisation delivers, its returns and its payments.',
    href: '/contracts',
    for: 'member',
  },
  {
    heading: 'My contracts',
    text: 'What is due first, returns to review, and the months that will not fit.',
    href: '/portfolio',
    for: ['contract-manager'],
  },
  {
    heading: 'Contracts',
    text: 'Drafts to assign and sign, and contracts in force.',
    href: '/contracts',
    for: ['contract-manager', 'commissioner', 'programme-manager'],
  },
  {
    heading: 'Payments to approve',
    text: 'What contract managers have asked for.',
    href: '/payments',
    for: ['payment-approver'],
  },
  {
    heading: 'Needs data',
    text: 'Who lives in each ward and what they need: map, table, download.',
    href: '/needs-data',
    for: 'everybody',
  },
  {
    heading: 'Outcomes against need',
    text: 'What was reached, ward by ward, beside need and money.',
    href: '/outcomes-against-need',
    for: 'everybody',
  },
  {
    heading: 'Need against reach',
    text: 'Who gets to each stage of the cycle, and where a group is lost.',
    href: '/reach',
    for: [
      'programme-manager',
      'equality-officer',
      'equality-approver',
      'commissioner',
      'contract-manager',
      'decision-maker',
    ],
  },
  {
    heading: 'Operations',
    text: 'How the services stand with the bus and their jobs; what went wrong and putting it right.',
    href: '/operations',
    for: ['operator'],
  },
  {
    heading: 'Deliveries',
    text: 'Which messages were sent, which were not, and why.',
    href: '/deliveries',
    for: ['operator'],
  },
  {
    heading: 'Evaluations',
    text: 'Declare interests, score bids alone, moderate, recommend.',
    href: '/evaluations',
    for: ['evaluator', 'panel-chair', 'commissioner'],
  },
  {
    heading: 'Results of our bids',
    text: 'Who gets a contract, with the marks of your bid and why.',
    href: '/results',
    for: 'member',
  },
  {
    heading: 'Equality',
    text: 'Screenings of themes, and whom each recommended set of awards reaches.',
    href: '/equality',
    for: ['equality-officer', 'equality-approver', 'programme-manager'],
  },
  {
    heading: 'Awards to decide',
    text: 'Each recommendation with its equality impact and the alternatives on one page.',
    href: '/award-decisions',
    for: ['decision-maker', 'programme-manager', 'commissioner'],
  },
];

/** The cards of a visitor: public ones for all, then those of their roles; `undefined` when nobody is signed in. */
export const cardsFor = (roles: readonly Role[] | undefined): Card[] =>
  CARDS.filter((card) => {
    if (card.for === 'everybody') return true;
    if (!roles) return false;
    return card.for === 'member' ? roles.length === 0 : card.for.some((role) => roles.includes(role));
  });
