import type { Role } from '@commissioning/auth';

interface Link {
  readonly text: string;
  readonly href: string;
  /** Everybody when left out; `signed-in` for any person; else staff with one of the roles. */
  readonly for?: 'signed-in' | 'member' | readonly Role[];
}

/** The service navigation, in order. An area adds its line here. */
const LINKS: readonly Link[] = [
  { text: 'Opportunities', href: '/opportunities' },
  { text: 'Training', href: '/training' },
  { text: 'Our organisations', href: '/organisations', for: 'member' },
  { text: 'Our bids', href: '/bids', for: 'member' },
  { text: 'Tenders', href: '/tenders', for: ['commissioner', 'opening-officer', 'panel-chair'] },
  { text: 'You said, we did', href: '/you-said-we-did' },
  { text: 'Programmes', href: '/programmes', for: ['programme-manager', 'decision-maker'] },
  {
    text: 'Themes',
    href: '/themes',
    for: ['programme-manager', 'commissioner', 'equality-officer', 'decision-maker'],
  },
  { text: 'Our contracts', href: '/contracts', for: 'member' },
  {
    text: 'Contracts',
    href: '/contracts',
    for: ['contract-manager', 'commissioner', 'programme-manager', 'payment-approver', 'decision-maker'],
  },
  { text: 'My contracts', href: '/portfolio', for: ['contract-manager'] },
  { text: 'Payments', href: '/payments', for: ['payment-approver'] },
  { text: 'Needs data', href: '/needs-data' },
  { text: 'Outcomes against need', href: '/outcomes-against-need' },
  {
    text: 'Reach',
    href: '/reach',
    for: [
      ...['programme-manager', 'equality-officer', 'equality-approver', 'commissioner'],
      ...['contract-manager', 'decision-maker'],
    ] as readonly Role[],
  },
  { text: 'Operations', href: '/operations', for: ['operator'] },
  { text: 'Deliveries', href: '/deliveries', for: ['operator'] },
  {
    text: 'Evaluations',
    href: '/evaluations',
    for: ['commissioner', 'panel-chair', 'evaluator'],
  },
  {
    text: 'Equality',
    href: '/equality',
    for: ['equality-officer', 'equality-approver'],
  },
  { text: 'Awards to decide', href: '/award-decisions', for: ['decision-maker'] },
];

/** What the visitor sees in the navigation; the area being looked at is marked. */
export function navigationFor(roles: readonly Role[] | undefined, path: string) {
  return LINKS.filter((link) => visible(link, roles)).map(({ text, href }) => ({
    text,
    href,
    active: path === href || path.startsWith(`${href}/`),
  }));
}

function visible(link: Link, roles: readonly Role[] | undefined): boolean {
  if (link.for === undefined) return true;
  if (!roles) return false;
  if (link.for === 'signed-in') return true;
  // People of organisations have no staff role.
  if (link.for === 'member') return roles.length === 0;
  return link.for.some((role) => roles.includes(role));
}
