import { classesOf, wardMap } from './ward-map';

const CODES = Array.from({ length: 20 }, (_, i) => `E050093${17 + i}`);
const wards = (values: (number | null)[]) =>
  values.map((value, i) => ({
    ward: CODES[i] as string,
    name: `Ward ${i}`,
    value,
    text: String(value ?? '[c]'),
  }));

describe('the map of wards', () => {
  it('gives every ward of the borough a tile of its own', () => {
    const map = wardMap(wards(CODES.map((_, i) => i)), String);
    expect(new Set(map?.tiles.map(({ x, y }) => `${x} ${y}`)).size).toBe(20);
  });

  it('states the breaks of its classes, and every ward with a figure is in one', () => {
    const map = wardMap(wards([1, 2, 3, 4, 5, 6, 7, 8]), String);
    expect(map?.legend.map(({ text, count }) => [text, count])).toEqual([
      ['1 to 2', 2],
      ['3 to 4', 2],
      ['5 to 6', 2],
      ['7 to 8', 2],
    ]);
  });

  it('never parts equal values', () => {
    expect(classesOf([5, 5, 5, 5, 9])).toEqual([
      { from: 5, to: 5, wards: 4 },
      { from: 9, to: 9, wards: 1 },
    ]);
    expect(classesOf([])).toEqual([]);
  });

  it('shades no ward without a figure, and counts it', () => {
    const map = wardMap(wards([1, null, 3]), String);
    expect(map?.missing).toBe(1);
    expect(map?.tiles[1]).toMatchObject({ fill: '#ffffff' });
  });

  it('is not drawn for wards that it does not know', () => {
    expect(wardMap([{ ward: 'E05000001', name: 'Elsewhere', value: 1, text: '1' }], String)).toBeUndefined();
  });
});
