/** A ward with what a map shows of it; null where there is no figure, `text` says it in words. */
export interface MappedWard {
  readonly ward: string;
  readonly name: string;
  readonly value: number | null;
  readonly text: string;
}

/** Where each ward of Tower Hamlets stands when all are equal tiles: column from the west, row from the north. */
const PLACES: Readonly<Record<string, readonly [column: number, row: number]>> = {
  ...{ E05009335: [0, 0], E05009331: [1, 0], E05009317: [2, 0], E05009320: [3, 0], E05009319: [4, 0] },
  ...{ E05009333: [0, 1], E05009334: [1, 1], E05009329: [2, 1], E05009327: [3, 1], E05009321: [4, 1] },
  ...{ E05009336: [0, 2], E05009332: [1, 2], E05009322: [4, 2], E05009325: [5, 2] },
  ...{ E05009330: [1, 3], E05009326: [3, 3], E05009328: [5, 3] },
  ...{ E05009323: [4, 4], E05009318: [5, 4], E05009324: [4, 5] },
};

/** From little to much, with the ink that can be read on it. */
const SHADES = [
  { fill: '#e3ecf5', ink: '#0b0c0c' },
  { fill: '#a3bfdc', ink: '#0b0c0c' },
  { fill: '#3f70a3', ink: '#ffffff' },
  { fill: '#12436d', ink: '#ffffff' },
] as const;
const NOTHING = { fill: '#ffffff', ink: '#0b0c0c' } as const;

const [WIDTH, HEIGHT, GAP, LINE, LETTERS] = [112, 72, 4, 16, 16];

/**
 * Tiles and legend, ready for a template; undefined when a ward has no place on the map. Wards fall into up to four
 * classes of about equal number, whose lowest and highest value the legend states.
 */
export function wardMap(wards: readonly MappedWard[], say: (value: number) => string) {
  if (wards.length === 0 || wards.some(({ ward }) => !PLACES[ward])) return undefined;
  const classes = classesOf(wards.flatMap(({ value }) => value ?? []));
  const tiles = wards.map(({ ward, name, value, text }) => {
    const [column, row] = PLACES[ward] as readonly [number, number];
    const [x, y] = [column * (WIDTH + GAP), row * (HEIGHT + GAP)];
    const lines = [...wrapped(name), text].map((words, i) => ({
      words,
      x: x + 6,
      y: y + LINE * (i + 1) + 2,
    }));
    return { x, y, width: WIDTH, height: HEIGHT, ...shadeOf(value, classes), lines };
  });
  return {
    width: Math.max(...tiles.map(({ x }) => x)) + WIDTH,
    height: Math.max(...tiles.map(({ y }) => y)) + HEIGHT,
    tiles,
    legend: classes.map(({ from, to, wards: count }, i) => ({
      ...SHADES[i],
      text: from === to ? say(from) : `${say(from)} to ${say(to)}`,
      count,
    })),
    missing: wards.filter(({ value }) => value === null).length,
  };
}

interface Class {
  readonly from: number;
  readonly to: number;
  readonly wards: number;
}

/** Up to four classes of about equal size; equal values are never parted. */
export function classesOf(values: readonly number[]): Class[] {
  const sorted = [...values].sort((a, b) => a - b);
  const classes: number[][] = [];
  for (const [i, value] of sorted.entries()) {
    const due = Math.floor((i * SHADES.length) / sorted.length) + 1;
    const last = classes.at(-1);
    if (!last || (classes.length < due && last.at(-1) !== value)) classes.push([value]);
    else last.push(value);
  }
  return classes.map((members) => ({
    from: members[0] as number,
    to: members.at(-1) as number,
    wards: members.length,
  }));
}

function shadeOf(value: number | null, classes: readonly Class[]) {
  const index = value === null ? -1 : classes.findIndex(({ to }) => value <= to);
  return SHADES[index] ?? NOTHING;
}

function wrapped(name: string): string[] {
  const lines = [''];
  for (const word of name.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length > LETTERS && lines.at(-1)) lines.push(word);
    else lines[lines.length - 1] = line;
  }
  return lines;
}
