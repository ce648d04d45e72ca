/** What a provider may say where a person did not answer: three different things that are never added to one. */
export const UNANSWERED = ['Not stated', 'Prefer not to say', 'Not asked'] as const;
export type Unanswered = (typeof UNANSWERED)[number];

/** The characteristic and category of a row that says nothing about characteristics: everybody counted. */
export const EVERYBODY = 'all';

/**
 * The categories in which returns count people, by characteristic: the nine of the Equality Act 2010 and, as a local
 * tenth, socio-economic position. Names and categories are those of Census 2021 where it has them, so that outcomes can
 * be set against need. `UNANSWERED` may be used with every characteristic.
 */
export const CATEGORIES = {
  age: ['Under 16', '16 to 24', '25 to 64', '65 and over'],
  disability: ['Disabled under the Equality Act', 'Not disabled under the Equality Act'],
  ethnicity: [
    'Asian, Asian British or Asian Welsh',
    'Black, Black British, Black Welsh, Caribbean or African',
    'Mixed or Multiple ethnic groups',
    'White',
    'Other ethnic group',
  ],
  'gender reassignment': ['Gender as registered at birth', 'Gender different from birth'],
  'marriage and civil partnership': [
    'Married or in a civil partnership',
    'Not married or in a civil partnership',
  ],
  'pregnancy and maternity': [
    'Pregnant or gave birth in the last 26 weeks',
    'Not pregnant and no birth in the last 26 weeks',
  ],
  religion: ['No religion', 'Christian', 'Buddhist', 'Hindu', 'Jewish', 'Muslim', 'Sikh', 'Other religion'],
  sex: ['Female', 'Male'],
  'sexual orientation': [
    'Straight or Heterosexual',
    'Gay or Lesbian',
    'Bisexual',
    'All other sexual orientations',
  ],
  'socio-economic position': ['On means-tested benefits', 'Not on means-tested benefits'],
} as const satisfies Record<string, readonly string[]>;
export type Characteristic = keyof typeof CATEGORIES;

/** Whether people may be counted under this category: one of the lists above, an unanswered one, or `all`/`all`. */
export function isCategory(characteristic: string, category: string): boolean {
  if (characteristic === EVERYBODY) return category === EVERYBODY;
  const categories: readonly string[] | undefined = Object.hasOwn(CATEGORIES, characteristic)
    ? CATEGORIES[characteristic as Characteristic]
    : undefined;
  return (
    categories !== undefined &&
    (categories.includes(category) || (UNANSWERED as readonly string[]).includes(category))
  );
}
