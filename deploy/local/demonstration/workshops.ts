import type { programmeApi } from '@commissioning/schemas';

/** A note in our own words, the area it speaks of, and what came of it (none: nobody has answered yet). */
interface Note {
  readonly text: string;
  readonly area: string;
  readonly answer?: readonly [programmeApi.NewAnswer['response'], string];
}

/** The areas of 2018 as facts: title, kind, and whether it became a priority (report 3.22 and 3.24; App.1 2.26). */
export const AREAS: readonly (readonly [string, 'outcome' | 'approach', boolean])[] = [
  ['Reducing poverty', 'outcome', true],
  ['Empowerment and social cohesion', 'outcome', true],
  ['Prevention', 'approach', true],
  ['Co-production', 'approach', true],
  ['Inclusion', 'outcome', false],
  ['Health and wellbeing', 'outcome', false],
  ['Accessibility', 'outcome', false],
  ['IT and digital connectivity', 'outcome', false],
  ['Employment and skills', 'outcome', false],
  ['Reduction in waste', 'outcome', false],
  ['Community safety', 'outcome', false],
  ['A vibrant and successful place', 'outcome', false],
  ['Social value', 'outcome', false],
  ['Encouraging innovation', 'approach', false],
  ['Increasing capacity', 'approach', false],
];

/** What each priority means, in our own words after App.1 2.19 and 2.27. */
export const DEFINITIONS: Readonly<Record<string, string>> = {
  'Reducing poverty':
    'More people have the money, work, skills and home they need, and notice the difference themselves.',
  'Empowerment and social cohesion':
    'Neighbours know and trust one another, know what they are entitled to, and take part in deciding what happens where they live.',
  Prevention:
    'Help comes early, before a difficulty has grown, and leaves people better able to manage by themselves.',
  'Co-production':
    'Those who use a service have a hand in designing, running and judging it, and organisations help one another to do so.',
};

/** The workshops of January 2018 (App.1 1.1, 1.4) with what was said there, paraphrased. */
export const WORKSHOPS: readonly {
  readonly workshop: Omit<programmeApi.NewWorkshop, 'programmeId'>;
  readonly notes: readonly Note[];
}[] = [
  {
    workshop: {
      ...{
        title: 'Workshop 1, January 2018',
        heldOn: '2018-01-12',
        audience: 'Heads of service of the council',
      },
      ...{ questions: ['What should the programme achieve?'], attendance: 18 },
    },
    notes: [
      {
        text: 'Link whatever we commission to the plans the council already has.',
        area: 'Social value',
        answer: ['doing', 'Each theme names the outcome it serves and its lead service.'],
      },
      {
        text: 'Managers already carry many contracts; count that before adding more.',
        area: 'Increasing capacity',
        answer: ['did', 'A contract is signed only when its manager has room for it.'],
      },
    ],
  },
  {
    workshop: {
      ...{
        title: 'Workshops 2 and 3, January 2018',
        heldOn: '2018-01-16',
        audience: 'Voluntary and community organisations',
      },
      ...{ questions: ['What has worked well?', 'What should change?'], attendance: 46 },
    },
    notes: [
      {
        text: 'The form for a small sum should not be as long as the form for a large one.',
        area: 'Increasing capacity',
        answer: [
          'did',
          'How much may be asked follows from the size of the contract, and the hours it takes are shown before you begin.',
        ],
      },
      {
        text: 'Show us the figures on need that you hold for each part of the borough.',
        area: 'Reducing poverty',
        answer: ['did', 'Needs data by ward is public, with its source, and can be downloaded.'],
      },
      { text: 'Tell us what the evaluation of the old grants found.', area: 'Increasing capacity' },
      {
        text: 'Knowing the streets and the people should count for something.',
        area: 'Empowerment and social cohesion',
        answer: [
          'doing',
          'Local knowledge is a published criterion with evidence; it is never added afterwards.',
        ],
      },
      {
        text: 'We would work together, but do not force partnerships on us.',
        area: 'Co-production',
        answer: [
          'already',
          'A bid may come from one organisation or from a consortium; both are scored alike.',
        ],
      },
      {
        text: 'Small groups need help with tenders before the first one is out.',
        area: 'Increasing capacity',
        answer: ['did', 'Six courses run before each round; places are free.'],
      },
      {
        text: 'Money worries stop people before anything else can start.',
        area: 'Reducing poverty',
        answer: ['did', 'Money advice was the first theme to be commissioned.'],
      },
      {
        text: 'Waiting until somebody is in crisis costs more and helps less.',
        area: 'Prevention',
        answer: ['doing', 'Every bid is asked how it reaches people early.'],
      },
    ],
  },
  {
    workshop: {
      ...{
        title: 'You said, we did, January 2018',
        heldOn: '2018-01-24',
        audience: 'Everybody who came before',
      },
      ...{ questions: ['Targeted or universal?', 'Is anything missing?'], attendance: 39 },
    },
    notes: [
      {
        text: 'Open to all, with a focus on some where the evidence asks for it.',
        area: 'Inclusion',
        answer: ['doing', 'Each theme says whether it is targeted and on what evidence.'],
      },
      {
        text: 'Disabled people are hardly mentioned in what is on the wall.',
        area: 'Inclusion',
        answer: [
          'doing',
          'Disability is measured at every stage, and the equality check looks at it before each award.',
        ],
      },
      { text: 'Co-production has to be paid for or the small ones cannot do it.', area: 'Co-production' },
      {
        text: 'A decent home comes up again and again.',
        area: 'A vibrant and successful place',
        answer: [
          'referred',
          'Passed to the housing service; it is outside what this programme can commission.',
        ],
      },
      {
        text: 'Feelings are hard to measure; be honest about that.',
        area: 'Empowerment and social cohesion',
      },
    ],
  },
];
