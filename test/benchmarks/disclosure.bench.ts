import { writeFileSync } from 'node:fs';
import {
  audit,
  cheapestPattern,
  DisclosureError,
  flat,
  nested,
  primaryOnly,
  protect,
  type Publication,
  type Row,
  tabulate,
} from '@commissioning/disclosure';
import { type Borough, generator, readBorough, seed, stages } from './borough';

/** One line of the report: what was protected, how large it is, how long it took, and what the audit found. */
export interface Line {
  readonly what: string;
  readonly cells: number;
  readonly primary: number;
  readonly secondary: number;
  readonly withheld: number;
  readonly protectedAndAuditedMs: number;
  readonly byWitness: number;
  readonly byProgramme: number;
  readonly leaks: number;
  readonly leaksOfPrimaryAlone?: number;
}

export interface SmallCases {
  readonly cases: number;
  readonly atOptimum: number;
  /** Cases in which too many patterns would have had to be tried; they count in no other figure. */
  readonly undecided: number;
  readonly cellsPlanned: number;
  readonly cellsOptimal: number;
  readonly costPlanned: number;
  readonly costOptimal: number;
}

export interface Report {
  readonly seed: number;
  /** The linked set, protected and audited five times. */
  readonly target: {
    readonly what: string;
    readonly medianMs: number;
    readonly rangeMs: readonly [number, number];
    readonly limitMs: number;
    readonly met: boolean;
  };
  readonly lines: readonly Line[];
  readonly small: SmallCases;
}

/** The borough's linked set, its growth, a sample of it by linear programme, and small cases beside the optimum. */
export async function run(tell: (line: Line) => void = () => undefined): Promise<Report> {
  const borough = readBorough();
  const lines: Line[] = [];
  const measure = async (what: string, publication: Publication, exact = 0) => {
    const line = await measured(what, publication, exact);
    lines.push(line);
    tell(line);
    return line;
  };
  const linked = linkedSet(borough);
  const main: Line[] = [];
  for (let time = 1; time <= 5; time++) main.push(await measure(`linked set, two periods (${time})`, linked));
  await measure('linked set, 200 cells by linear programme too', linked, 200);
  const reached = linked.tables.filter(({ id }) => id.endsWith('period'));
  await measure('linked set, each stage part of the one before', {
    tables: reached,
    hierarchies: [...linked.hierarchies, stageSteps],
  });
  for (const [what, publication] of growth(borough)) await measure(what, publication);
  const limitMs = 60_000;
  const times = main.map(({ protectedAndAuditedMs }) => protectedAndAuditedMs).sort((a, b) => a - b);
  const [fastest = 0, , medianMs = Infinity, , slowest = Infinity] = times;
  const met = slowest < limitMs && main.every(({ leaks }) => leaks === 0);
  const target = {
    what: 'linked set protected and audited',
    medianMs,
    rangeMs: [fastest, slowest] as const,
    limitMs,
    met,
  };
  return { seed, target, lines, small: await smallCases(60) };
}

const stageSteps = nested('stage', stages.slice(1));

async function measured(what: string, publication: Publication, exact: number): Promise<Line> {
  const start = performance.now();
  const plan = await protect(publication, { exact });
  const protectedAndAuditedMs = Math.round(performance.now() - start);
  const naive = exact === 0 ? undefined : await audit(publication, primaryOnly(publication));
  const { findings, leaks } = plan.audit;
  return {
    what,
    cells: new Set(publication.tables.flatMap(({ cells }) => cells.map(({ at }) => nameOf(at)))).size,
    primary: plan.cells.filter(({ why }) => why !== 'secondary').length,
    secondary: plan.cells.filter(({ why }) => why === 'secondary').length,
    withheld: plan.withheld.length,
    protectedAndAuditedMs,
    byWitness: findings.filter(({ by }) => by === 'witness').length,
    byProgramme: findings.filter(({ by }) => by === 'linear-programme').length,
    leaks: leaks.length,
    leaksOfPrimaryAlone: naive?.leaks.length,
  };
}

function nameOf(at: Readonly<Record<string, string>>): string {
  return JSON.stringify(
    Object.entries(at)
      .filter(([, category]) => category !== 'All')
      .sort(),
  );
}

/** ward × ethnicity (5), religion, disability, sex × stage and borough × ethnicity (19) × stage, by period, with all margins. */
function linkedSet({ hierarchies: h, rows, population }: Borough): Publication {
  const hierarchies = Object.values(h);
  const group = h.ethnicity.parents;
  const five = (row: Row) => ({
    ...row,
    at: { ...row.at, ethnicity: group[row.at['ethnicity'] as string] as string },
  });
  const make = (id: string, source: readonly Row[], ...dimensions: string[]) =>
    tabulate(source, { id, measure: 'residents', dimensions, hierarchies });
  const characteristics = ['ethnicity', 'religion', 'disability', 'sex'];
  const both = (source: readonly Row[], when: string[]) => [
    ...characteristics.map((name) =>
      make(
        `ward × ${name}, ${when.join()}`,
        name === 'ethnicity' ? source.map(five) : source,
        'ward',
        name,
        'stage',
        ...when,
      ),
    ),
    make(`ethnicity in 19, ${when.join()}`, source, 'ethnicity', 'stage', ...when),
  ];
  return { hierarchies, tables: [...both(rows, ['period']), ...both(population, [])] };
}

function growth({ hierarchies: h, rows, population }: Borough): [string, Publication][] {
  const hierarchies = Object.values(h);
  const first = [...population, ...rows.filter(({ at }) => at['period'] === '2025/26')];
  const one = (what: string, dimensions: string[], upTo: number): [string, Publication] => {
    const source = first.filter(({ at }) => stages.slice(-upTo).some((stage) => stage === at['stage']));
    return [
      what,
      {
        hierarchies,
        tables: [tabulate(source, { id: what, measure: 'residents', dimensions, hierarchies })],
      },
    ];
  };
  return [
    one('ward × 19 × 1 stage', ['ward', 'ethnicity', 'stage'], 1),
    one('ward × 19 × 6 stages', ['ward', 'ethnicity', 'stage'], 6),
    one('ward × 19 × 5 ages × 1 stage', ['ward', 'ethnicity', 'age', 'stage'], 1),
    one('ward × 19 × 5 ages × 3 stages', ['ward', 'ethnicity', 'age', 'stage'], 3),
    one('ward × 19 × 5 ages × 6 stages', ['ward', 'ethnicity', 'age', 'stage'], 6),
  ];
}

/** Random tables of 3 by 3 and 3 by 4 with margins, ours beside the cheapest pattern there is. */
async function smallCases(cases: number): Promise<SmallCases> {
  const random = generator(seed + 1);
  let [undecided, atOptimum, cellsPlanned, cellsOptimal, costPlanned, costOptimal] = [0, 0, 0, 0, 0, 0];
  for (let index = 0; index < cases; index++) {
    const [wards, groups] = [['w1', 'w2', 'w3'], index % 2 === 0 ? ['a', 'b', 'c'] : ['a', 'b', 'c', 'd']];
    const hierarchies = [flat('ward', 'All', wards), flat('group', 'All', groups)];
    const scale = [15, 40, 120][index % 3] as number;
    const rows = wards.flatMap((ward) =>
      groups.map((group) => ({ at: { ward, group }, quantity: Math.floor(scale * random() * random()) })),
    );
    const tables = [
      tabulate(rows, { id: 'small', measure: 'residents', dimensions: ['ward', 'group'], hierarchies }),
    ];
    const plan = await protect({ tables, hierarchies }, { exact: 0 });
    const better = await cheaper({ tables, hierarchies }, plan.cost);
    if (better === 'undecided') {
      undecided++;
      continue;
    }
    atOptimum += better === undefined ? 1 : 0;
    cellsPlanned += plan.cells.length;
    cellsOptimal += better?.suppressed ?? plan.cells.length;
    costPlanned += plan.cost;
    costOptimal += better?.cost ?? plan.cost;
  }
  return { cases, undecided, atOptimum, cellsPlanned, cellsOptimal, costPlanned, costOptimal };
}

async function cheaper(publication: Publication, below: number) {
  try {
    return await cheapestPattern(publication, { below, most: 2000 });
  } catch (error) {
    if (error instanceof DisclosureError && error.code === 'too-large') return 'undecided';
    throw error;
  }
}

if (require.main === module) {
  void run((line) => console.log(JSON.stringify(line))).then((report) => {
    console.table(report.lines);
    console.log(report.target, report.small);
    const [, , file] = process.argv;
    if (file) writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    process.exitCode = report.target.met ? 0 : 1;
  });
}
