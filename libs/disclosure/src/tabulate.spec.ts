import { flat, grouped, nested, tabulate } from './index';

const wards = flat('ward', 'All', ['w1', 'w2']);
const ethnicity = grouped('ethnicity', 'All', { Asian: ['Chinese', 'Indian'], Black: ['African'] });
const rows = [
  { at: { ward: 'w1', ethnicity: 'Chinese' }, quantity: 3 },
  { at: { ward: 'w1', ethnicity: 'African' }, quantity: 4 },
  { at: { ward: 'w2', ethnicity: 'Chinese' }, quantity: 5 },
];
const valueAt = (table: ReturnType<typeof tabulate>, at: object) =>
  table.cells.find((cell) => JSON.stringify(cell.at) === JSON.stringify(at))?.value;

it('adds up over every level of every dimension, and writes 0 where nobody is', () => {
  const hierarchies = [wards, ethnicity];
  const table = tabulate(rows, {
    id: 't',
    measure: 'residents',
    dimensions: ['ward', 'ethnicity'],
    hierarchies,
  });
  expect(table.cells).toHaveLength(3 * 5);
  expect(valueAt(table, { ward: 'All', ethnicity: 'Asian' })).toBe(8);
  expect(valueAt(table, { ward: 'All', ethnicity: 'All' })).toBe(12);
  expect(valueAt(table, { ward: 'w2', ethnicity: 'African' })).toBe(0);
});

it('leaves the steps of a funnel to their own rows', () => {
  const stages = nested('stage', ['bid', 'award']);
  const funnel = [
    { at: { stage: 'bid' }, quantity: 20 },
    { at: { stage: 'award' }, quantity: 12 },
  ];
  const table = tabulate(funnel, {
    id: 't',
    measure: 'organisations',
    dimensions: ['stage'],
    hierarchies: [stages],
  });
  expect(table.cells.map(({ value }) => value)).toEqual([20, 12]);
});

it('keeps each row of money as one contribution', () => {
  const table = tabulate(rows, {
    id: 't',
    measure: 'pence',
    kind: 'money',
    dimensions: ['ward'],
    hierarchies: [wards],
  });
  expect(table.cells[0]).toEqual({ at: { ward: 'w1' }, value: 7, contributions: [3, 4] });
});

it('refuses a row without one of its dimensions', () => {
  expect(() =>
    tabulate([{ at: {}, quantity: 1 }], {
      id: 't',
      measure: 'm',
      dimensions: ['ward'],
      hierarchies: [wards],
    }),
  ).toThrow('no ward');
});
