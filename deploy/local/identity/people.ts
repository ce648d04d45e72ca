import type { Role } from '@commissioning/auth';

/** Headings of the sign-in page, in the order of the page. */
export const GROUPS = {
  programme: 'Programme',
  training: 'Training',
  commissioning: 'Commissioning',
  evaluation: 'Evaluation',
  equality: 'Equality',
  decision: 'Decision',
  contracts: 'Contracts and finance',
  operation: 'Operation',
  organisations: 'Voluntary and community organisations',
  public: 'Public',
} as const;

/**
 * A ready-made person of a development machine. `id` is the `sub` of their tokens and never changes, so that data made
 * yesterday still belongs to them; `key` is what people type. Staff have roles; what a member of an organisation may do
 * follows from the register of organisations, which knows them by `id`.
 */
export interface Person {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly group: keyof typeof GROUPS;
  readonly roles: readonly Role[];
  /** What this person can do, in one sentence. */
  readonly description: string;
}

/** Everybody who can sign in on a development machine. All are invented. */
export const PEOPLE: readonly Person[] = [
  {
    id: '694dea48-38df-5fa8-b604-0862188cff71',
    key: 'priya-programme-manager',
    name: 'Priya Nair',
    email: 'priya.nair@council.example',
    group: 'programme',
    roles: ['programme-manager'],
    description: 'Builds the outcomes framework and themes with the sector, and sees outcomes against need.',
  },
  {
    id: 'af9b3be0-08f7-5d26-ab4d-2d79e51d366a',
    key: 'tom-training-coordinator',
    name: 'Tom Adeyemi',
    email: 'tom.adeyemi@council.example',
    group: 'training',
    roles: ['training-coordinator'],
    description: 'Plans courses and sessions, books places and sees who is ready to bid.',
  },
  {
    id: '75bba303-d9e8-52cf-a9a7-7d42408af57f',
    key: 'anna-commissioner',
    name: 'Anna Kowalska',
    email: 'anna.kowalska@council.example',
    group: 'commissioning',
    roles: ['commissioner', 'opening-officer'],
    description: 'Drafts and publishes tenders, answers clarifications, opens bids with a second officer.',
  },
  {
    id: 'd01c6581-4822-558a-9c95-e47dfa0d13c6',
    key: 'ben-commissioner',
    name: 'Ben Okafor',
    email: 'ben.okafor@council.example',
    group: 'commissioning',
    roles: ['commissioner', 'opening-officer'],
    description: 'The second commissioner: opens bids together with Anna.',
  },
  {
    id: '9732618e-75e6-5915-8c80-0ee683a4747f',
    key: 'dilwar-opening-officer',
    name: 'Dilwar Hussain',
    email: 'dilwar.hussain@council.example',
    group: 'commissioning',
    roles: ['opening-officer'],
    description: 'Deputy opening officer, named in advance for when Anna or Ben is away.',
  },
  {
    id: '67fc3554-8ba0-557f-b5a6-15d8c5e7a404',
    key: 'farida-evaluator',
    name: 'Farida Rahman',
    email: 'farida.rahman@council.example',
    group: 'evaluation',
    roles: ['evaluator'],
    description: 'Declares conflicts, scores bids alone with reasons, takes part in moderation.',
  },
  {
    id: '35547bd0-da50-571b-ba7d-b81ebfc47f0e',
    key: 'george-evaluator',
    name: 'George Mensah',
    email: 'george.mensah@council.example',
    group: 'evaluation',
    roles: ['evaluator'],
    description: 'The second evaluator of a panel.',
  },
  {
    id: '0a2adfaf-3073-516a-994b-60d9f0925bad',
    key: 'hana-evaluator',
    name: 'Hana Suzuki',
    email: 'hana.suzuki@council.example',
    group: 'evaluation',
    roles: ['evaluator'],
    description: 'The third evaluator, or a substitute for one who leaves.',
  },
  {
    id: 'ee718e34-42bb-55c5-a250-e62ae4be4ad9',
    key: 'ines-panel-chair',
    name: 'Inês Carvalho',
    email: 'ines.carvalho@council.example',
    group: 'evaluation',
    roles: ['panel-chair'],
    description: 'Appoints the panel, leads moderation, signs the recommendation.',
  },
  {
    id: 'c292ce92-303e-545e-a3e4-d470727bdc51',
    key: 'jamal-observer',
    name: 'Jamal Warsame',
    email: 'jamal.warsame@council.example',
    group: 'evaluation',
    roles: ['evaluator'],
    description: 'Sits on a panel as its observer: follows moderation and gives no scores.',
  },
  {
    id: '1570e815-104a-5f2b-94bb-94c84013af8b',
    key: 'kemi-equality-officer',
    name: 'Kemi Balogun',
    email: 'kemi.balogun@council.example',
    group: 'equality',
    roles: ['equality-officer'],
    description: 'Screens, analyses, and checks the recommended awards for who gains and who loses.',
  },
  {
    id: '0d4763f7-d780-5958-9767-8c9164d6f462',
    key: 'leah-equality-officer',
    name: 'Leah Goldberg',
    email: 'leah.goldberg@council.example',
    group: 'equality',
    roles: ['equality-officer'],
    description: 'Reviews the analyses that Kemi writes.',
  },
  {
    id: '61094e73-a93f-5ab0-893c-dbdba26add03',
    key: 'maya-equality-approver',
    name: 'Maya Fernandes',
    email: 'maya.fernandes@council.example',
    group: 'equality',
    roles: ['equality-officer', 'equality-approver'],
    description: 'Approves and publishes equality analyses that others wrote and reviewed.',
  },
  {
    id: '97994cc0-3eb3-5749-a18c-ceed59e1b006',
    key: 'marcus-decision-maker',
    name: 'Marcus Grant',
    email: 'marcus.grant@council.example',
    group: 'decision',
    roles: ['decision-maker'],
    description: 'Sees recommendation, equality impact and alternatives together, and decides with reasons.',
  },
  {
    id: '3bf91de2-468b-5540-844d-d20105a96417',
    key: 'nadia-contract-manager',
    name: 'Nadia Haddad',
    email: 'nadia.haddad@council.example',
    group: 'contracts',
    roles: ['contract-manager'],
    description: 'Agrees monitoring plans, reviews returns, rates performance, asks for payments.',
  },
  {
    id: 'dc030ef6-6568-5016-9b90-28222a2a4056',
    key: 'owen-contract-manager',
    name: 'Owen Price',
    email: 'owen.price@council.example',
    group: 'contracts',
    roles: ['contract-manager'],
    description: 'The second contract manager, with a caseload of his own.',
  },
  {
    id: 'cf58ef87-1b96-5f87-b0d5-3e9820904352',
    key: 'patience-finance-officer',
    name: 'Patience Moyo',
    email: 'patience.moyo@council.example',
    group: 'contracts',
    roles: ['payment-approver'],
    description: 'Approves the payments that a contract manager asked for.',
  },
  {
    id: 'db143e1c-2ae2-5a07-8634-e8d5c5cdbf7b',
    key: 'quentin-operator',
    name: 'Quentin Baptiste',
    email: 'quentin.baptiste@council.example',
    group: 'operation',
    roles: ['operator'],
    description: 'Looks after the running system: deliveries, dead letters, retention.',
  },
  {
    id: '18a2e8c7-ccaf-5b02-a4a3-69e24f798206',
    key: 'samira-bid-writer',
    name: 'Samira Begum',
    email: 'samira.begum@organisations.example',
    group: 'organisations',
    roles: [],
    description: 'Bid writer of a small youth group.',
  },
  {
    id: '2386c06a-c504-5717-bdd0-f8fa7f2d0394',
    key: 'tariq-trustee',
    name: 'Tariq Choudhury',
    email: 'tariq.choudhury@organisations.example',
    group: 'organisations',
    roles: [],
    description: 'Trustee of the same youth group.',
  },
  {
    id: '72ee501e-b5c2-5db7-96cd-9a5fa9b58662',
    key: 'uma-bid-writer',
    name: 'Uma Krishnan',
    email: 'uma.krishnan@organisations.example',
    group: 'organisations',
    roles: [],
    description: 'Bid writer of an advice charity that leads a consortium.',
  },
  {
    id: '3e6bcde4-2871-548a-a9ab-01690715bcd4',
    key: 'victor-trustee',
    name: 'Victor Nwosu',
    email: 'victor.nwosu@organisations.example',
    group: 'organisations',
    roles: [],
    description: 'Trustee of a community centre that is a member of the consortium.',
  },
  {
    id: 'f6fb2768-6e98-5266-bf54-7bc1729f02e6',
    key: 'wanjiru-bid-writer',
    name: 'Wanjiru Kamau',
    email: 'wanjiru.kamau@organisations.example',
    group: 'organisations',
    roles: [],
    description: 'Bid writer of a women’s employment project.',
  },
  {
    id: 'cabd99bc-0ec0-5d03-b0a4-47f747ce7431',
    key: 'xin-coordinator',
    name: 'Xin Chen',
    email: 'xin.chen@organisations.example',
    group: 'organisations',
    roles: [],
    description: 'Coordinator of an older people’s lunch club that bids for the first time.',
  },
  {
    id: '1420ebb9-2856-5cc6-aa8e-6349de04d937',
    key: 'yusuf-trustee',
    name: 'Yusuf Ali',
    email: 'yusuf.ali@organisations.example',
    group: 'organisations',
    roles: [],
    description: 'Trustee of a group that belongs to no register.',
  },
  {
    id: '93655d56-1ec7-5ff1-bb40-226ddbbee638',
    key: 'zofia-bid-writer',
    name: 'Zofia Nowak',
    email: 'zofia.nowak@organisations.example',
    group: 'organisations',
    roles: [],
    description: 'Bid writer of a large charity that works in many boroughs.',
  },
  {
    id: 'f0bb552f-24ab-5d5e-9335-f33d2499d567',
    key: 'ruth-resident',
    name: 'Ruth Campbell',
    email: 'ruth.campbell@residents.example',
    group: 'public',
    roles: [],
    description: 'A resident with an account, no role and no organisation.',
  },
];

/** The person with this key, or undefined. */
export function personCalled(key: string): Person | undefined {
  return PEOPLE.find((person) => person.key === key);
}

/** The person with this `sub`, or undefined. */
export function personWithId(id: string): Person | undefined {
  return PEOPLE.find((person) => person.id === id);
}
