import { demand } from './error';
import type { Cell, Hierarchy, Rules, Table } from './publication';

/** Each hierarchy is a forest whose total, if named, is its one root; names that start with # are ours. */
export function checkHierarchies(hierarchies: readonly Hierarchy[]): void {
  for (const { dimension, total, parents } of hierarchies) {
    demand(!dimension.startsWith('#'), 'reserved-name', `A dimension cannot be called ${dimension}.`);
    for (const child of Object.keys(parents)) {
      const seen = new Set<string>();
      let node: string | undefined = child;
      let top = child;
      while (node !== undefined) {
        demand(!seen.has(node), 'hierarchy-has-a-circle', `${dimension}: ${node} is above itself.`);
        seen.add(node);
        top = node;
        node = parents[node];
      }
      demand(
        total === undefined || top === total,
        'category-not-in-hierarchy',
        `${dimension}: ${child} does not lead up to the total ${total}.`,
      );
    }
  }
  checkTotals(hierarchies);
}

function checkTotals(hierarchies: readonly Hierarchy[]): void {
  const totals = new Map<string, string | undefined>();
  for (const { dimension, total } of hierarchies) {
    const agree = !totals.has(dimension) || totals.get(dimension) === total;
    demand(agree, 'groupings-differ', `${dimension}: its hierarchies name different totals.`);
    totals.set(dimension, total);
  }
}

/** A whole number from zero up to the largest safe integer; categories that the hierarchies know; contributions that add up. */
export function checkCell(
  cell: Pick<Cell, 'at' | 'value' | 'contributions'>,
  table: Pick<Table, 'id' | 'kind'>,
  hierarchies: readonly Hierarchy[],
): void {
  const where = `Table ${table.id}, cell ${JSON.stringify(cell.at)}`;
  demand(
    Number.isSafeInteger(cell.value) && cell.value >= 0,
    'bad-value',
    `${where}: ${cell.value} is not a whole number from 0.`,
  );
  for (const [dimension, category] of Object.entries(cell.at)) {
    demand(
      !dimension.startsWith('#'),
      'reserved-name',
      `${where}: a dimension cannot be called ${dimension}.`,
    );
    demand(typeof category === 'string', 'bad-value', `${where}: ${dimension} has no category.`);
    const own = hierarchies.filter((hierarchy) => hierarchy.dimension === dimension);
    const known = own.some(
      ({ total, parents }) =>
        category === total || Object.hasOwn(parents, category) || Object.values(parents).includes(category),
    );
    demand(
      own.length === 0 || known,
      'category-not-in-hierarchy',
      `${where}: ${category} is not a known ${dimension}.`,
    );
  }
  if (table.kind === 'count') return;
  const { contributions } = cell;
  demand(contributions !== undefined, 'bad-value', `${where}: money needs its contributions to be judged.`);
  demand(
    contributions.every((amount) => Number.isSafeInteger(amount) && amount >= 0),
    'bad-value',
    `${where}: a contribution is not a whole number from 0.`,
  );
  const sum = contributions.reduce((total, amount) => total + amount, 0);
  demand(
    sum === cell.value,
    'contributions-do-not-add-up',
    `${where}: contributions add up to ${sum}, not ${cell.value}.`,
  );
}

/** Rules that cannot be meant: thresholds below 2, widths below 1, percentages outside 0–100. */
export function checkRules({ threshold, protection, dominance, zeros }: Rules): void {
  demand(
    Number.isInteger(threshold) && threshold >= 2,
    'bad-rules',
    `A threshold of ${threshold} protects nobody.`,
  );
  demand(
    Number.isInteger(protection) && protection >= 1,
    'bad-rules',
    `A width of ${protection} protects nobody.`,
  );
  demand(zeros === 'show' || zeros === 'suppress', 'bad-rules', `Zeros cannot be treated as ${zeros}.`);
  const percent = dominance.rule === 'p-percent' ? dominance.p : dominance.k;
  demand(percent > 0 && percent <= 100, 'bad-rules', `${percent} per cent is not between 0 and 100.`);
  const n = dominance.rule === 'n-k' ? dominance.n : 1;
  demand(Number.isInteger(n) && n >= 1, 'bad-rules', `The ${n} largest contributors cannot be counted.`);
}
