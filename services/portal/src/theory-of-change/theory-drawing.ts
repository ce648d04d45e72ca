import type { programmeApi } from '@commissioning/schemas';

type Theory = Pick<programmeApi.TheoryOfChange, 'nodes' | 'links'>;

/** Kinds from left to right; what surrounds the programme stands on the left. */
export const KINDS: Readonly<Record<programmeApi.NodeKind, string>> = {
  context: 'Context',
  barrier: 'Barriers',
  enabler: 'Enablers',
  input: 'Inputs',
  activity: 'Activities',
  output: 'Outputs',
  'short-term-outcome': 'Short-term outcomes',
  'medium-term-outcome': 'Medium-term outcomes',
  'long-term-outcome': 'Long-term outcomes',
  impact: 'Impact',
};

const COLUMN: Readonly<Record<programmeApi.NodeKind, number>> = {
  ...{ context: 0, barrier: 0, enabler: 0, input: 1, activity: 2, output: 3 },
  ...{ 'short-term-outcome': 4, 'medium-term-outcome': 5, 'long-term-outcome': 6, impact: 7 },
};

const [BOX, GAP, LINE, PADDING, HEAD] = [190, 56, 18, 10, 30];
const LETTERS_A_LINE = 20;

/** Boxes and arrows with their places in pixels, ready for a template. */
export function drawingOf({ nodes, links }: Theory) {
  const columns = [...new Set(nodes.map(({ kind }) => COLUMN[kind]))].sort((a, b) => a - b);
  const bottoms = columns.map(() => HEAD);
  const boxes = nodes.map(({ key, kind, title }) => {
    const column = columns.indexOf(COLUMN[kind]);
    const lines = wrapped(title);
    const [x, y, height] = [
      column * (BOX + GAP),
      bottoms[column] ?? HEAD,
      (lines.length + 1) * LINE + 2 * PADDING,
    ];
    bottoms[column] = y + height + 20;
    const text = [KINDS[kind].replace(/ies$/, 'y').replace(/s$/, ''), ...lines].map((words, index) => ({
      ...{ words, x: x + PADDING, y: y + PADDING + LINE * index + 13 },
    }));
    return { key, x, y, width: BOX, height, text };
  });
  const placeOf = new Map(boxes.map((box) => [box.key, box]));
  const arrows = links.flatMap(({ from, to, strength }) => {
    const [start, end] = [placeOf.get(from), placeOf.get(to)];
    return start && end ? [{ path: curve(start, end), strength }] : [];
  });
  return {
    width: Math.max(columns.length * (BOX + GAP) - GAP, BOX),
    height: Math.max(...bottoms, HEAD),
    ...{ boxes, arrows },
  };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function curve(from: Place, to: Place): string {
  const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2];
  if (to.x > from.x) {
    const [x1, x2] = [from.x + from.width, to.x - 6];
    const bend = (x2 - x1) / 2;
    return `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  }
  // Within a column or back: around the right side, so that it is not drawn through the boxes.
  const [x1, x2] = [from.x + from.width, to.x + to.width + 6];
  return `M${x1} ${y1} C${x1 + 40} ${y1} ${x2 + 40} ${y2} ${x2} ${y2}`;
}

function wrapped(title: string): string[] {
  const lines: string[] = [''];
  for (const word of title.split(/\s+/)) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length > LETTERS_A_LINE && lines.at(-1)) lines.push(word);
    else lines[lines.length - 1] = line;
  }
  return lines;
}

/** The same as a list: by kind, each node with what it leads to. */
export function outlineOf({ nodes, links }: Theory) {
  const titleOf = new Map(nodes.map(({ key, title }) => [key, title]));
  return Object.entries(KINDS).flatMap(([kind, heading]) => {
    const own = nodes.filter((node) => node.kind === kind);
    if (own.length === 0) return [];
    return [
      {
        heading,
        nodes: own.map((node) => ({
          ...node,
          leadsTo: links
            .filter(({ from }) => from === node.key)
            .map((link) => ({ ...link, title: titleOf.get(link.to) ?? link.to })),
        })),
      },
    ];
  });
}
