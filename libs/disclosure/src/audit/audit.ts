import type { Publication, Rules } from '../publication';
import { defaultRules } from '../publication';
import { checkRules } from '../input';
import { read } from '../reading';
import type { ReleasedTable } from '../released';
import { type Demand, demandsOn } from './demands';
import { Programmes } from './programme';
import { type Figure, relationsOf } from './relations';
import { Respondents } from './respondents';
import { viewOf } from './view';
import { checkWitnesses, type Witness } from './witnesses';

/** What a reader can learn of one unseen figure. Officers only: it names true values. */
export interface Finding {
  readonly name: string;
  readonly at: Readonly<Record<string, string>>;
  readonly measure: string;
  readonly value: number;
  /** Whether the figure is sensitive by itself, or suppressed for the sake of others. */
  readonly sensitive: boolean;
  /**
   * The interval that published figures leave open, ends included; `most` may be Infinity. By linear programme it is
   * exact; by witness the reader's interval is this one or wider.
   */
  readonly least: number;
  readonly most: number;
  readonly by: 'witness' | 'linear-programme';
  /** exact: one value is left; narrow: fewer than the rules ask for; respondent: `knower` alone can work it out. */
  readonly problem?: 'exact' | 'narrow' | 'respondent';
  readonly knower?: string;
  /** Today's tables that could be withheld against it. */
  readonly tables: readonly string[];
}

/** What a reader can still work out. `safe` when nothing leaks; every suppressed cell has a finding with its interval. */
export interface AuditReport {
  readonly safe: boolean;
  readonly findings: readonly Finding[];
  readonly leaks: readonly Finding[];
  /** Proposed worlds that did not agree with what is published. */
  readonly rejectedWitnesses: number;
  readonly acceptedWitnesses: number;
  readonly programmesSolved: number;
}

/** What the audit may lean on and how much of it is to be exact; left out: the default rules, no witnesses. */
export interface AuditOptions {
  readonly rules?: Partial<Rules>;
  /** Worlds that agree with everything published, as cell name → change; checked before they count. */
  readonly witnesses?: readonly ReadonlyMap<string, number>[];
  /** Solve programmes for all findings, or for this many spread over them, even where a witness decides. */
  readonly exact?: 'all' | number;
  /** Ids of tables that are not published at all. */
  readonly withheld?: ReadonlySet<string>;
}

/**
 * Attacks a publication as a reader would: from the tables as released, what was released before, and the knowledge of
 * how categories add up. For every unseen figure that matters the least and most possible value; a leak where the
 * interval is narrower than the rules ask. A figure passes by witnesses where they suffice; a linear programme decides
 * the others. Throws `DisclosureError` on bad input, on tables that do not belong to the publication, and on
 * `solver-failed`. Nothing published gives a safe report with no findings.
 */
export async function audit(
  publication: Publication,
  released: readonly ReleasedTable[],
  options: AuditOptions = {},
): Promise<AuditReport> {
  const rules = { ...defaultRules, ...options.rules };
  checkRules(rules);
  const reading = read(publication, options.withheld);
  const relations = relationsOf(reading, publication.hierarchies);
  const view = viewOf(publication, reading, relations, released, rules);
  const { accepted, rejected } = checkWitnesses(relations, view, options.witnesses ?? []);
  const { figures } = relations;
  const bounds = {
    lower: figures.map(({ value }, position) =>
      view.shown[position] === true ? value : (view.floor[position] as number),
    ),
    upper: figures.map(({ value }, position) => (view.shown[position] === true ? value : Infinity)),
  };
  const programmes = await Programmes.over(relations, bounds);
  try {
    const demands = demandsOn(figures, view, rules);
    const judge = new Judge(figures, accepted, programmes, new Respondents(relations));
    const every =
      typeof options.exact === 'number' ? Math.ceil(demands.length / Math.max(1, options.exact)) : 1;
    const findings = demands.map((demand, index) =>
      judge.finding(demand, options.exact !== undefined && index % every === 0),
    );
    const leaks = findings.filter(({ problem }) => problem !== undefined);
    return {
      ...{ safe: leaks.length === 0, findings, leaks, rejectedWitnesses: rejected },
      ...{ acceptedWitnesses: accepted.length, programmesSolved: programmes.solved },
    };
  } finally {
    programmes.dispose();
  }
}

type Direction = 1 | -1;

class Judge {
  private readonly moving = new Map<number, Witness[]>();

  constructor(
    private readonly figures: readonly Figure[],
    witnesses: readonly Witness[],
    private readonly programmes: Programmes,
    private readonly alone: Respondents,
  ) {
    for (const witness of witnesses) {
      for (const [position, change] of witness) {
        if (change !== 0) this.moving.set(position, [...(this.moving.get(position) ?? []), witness]);
      }
    }
  }

  finding(demand: Demand, solve: boolean): Finding {
    const { position, sensitive, respondents } = demand;
    const { name, at, measure, value, tables } = this.figures[position] as Figure;
    const about = { name, at, measure, value, sensitive, tables };
    let [least, most] = this.byWitness(position);
    let by: Finding['by'] = 'witness';
    if (solve || !meets(demand, least, most)) {
      [least, most] = this.byProgramme(position);
      by = 'linear-programme';
    }
    if (!meets(demand, least, most)) {
      return { ...about, least, most, by, problem: least === most ? 'exact' : 'narrow' };
    }
    const knower = respondents ? this.knower(demand) : undefined;
    if (knower === undefined) return { ...about, least, most, by };
    return {
      ...about,
      least,
      most,
      by,
      problem: 'respondent',
      knower: (this.figures[knower] as Figure).name,
    };
  }

  private byWitness(position: number): [number, number] {
    const changes = (this.moving.get(position) ?? []).map((witness) => witness.get(position) as number);
    const { value } = this.figures[position] as Figure;
    return [value + Math.min(0, ...changes), value + Math.max(0, ...changes)];
  }

  private byProgramme(position: number, held?: number): [number, number] {
    const { value } = this.figures[position] as Figure;
    const least = value + this.programmes.furthest(position, -1, held).change;
    const most = value + this.programmes.furthest(position, 1, held).change;
    return [Math.ceil(least - slack), Math.floor(most + slack)];
  }

  /** An only respondent who, knowing its own figure, can narrow this one down too far. */
  private knower(demand: Demand): number | undefined {
    const suspects = new Set([...this.suspects(demand, 1), ...this.suspects(demand, -1)]);
    for (const suspect of suspects) {
      const [least, most] = this.byProgramme(demand.position, suspect);
      if (!meets(demand, least, most)) return suspect;
    }
    return undefined;
  }

  /** Respondents whom no witness of this direction deceives. */
  private suspects({ position, atMost, atLeast }: Demand, direction: Direction): Set<number> {
    const { value } = this.figures[position] as Figure;
    const asked = direction === 1 ? atLeast - value : value - atMost;
    if (asked <= 0) return new Set();
    const enough = (this.moving.get(position) ?? []).filter(
      (witness) => (witness.get(position) as number) * direction >= asked,
    );
    const worlds = enough.map(
      (witness) => new Set([...witness].flatMap(([key, change]) => (change === 0 ? [] : [key]))),
    );
    if (worlds.length === 0) worlds.push(new Set(this.programmes.furthest(position, direction).moving));
    const [first = new Set<number>(), ...others] = worlds;
    const alone = [...first].filter((other) => other !== position && this.alone.isAttacker(other, position));
    return new Set(alone.filter((other) => others.every((world) => world.has(other))));
  }
}

const slack = 1e-6;

function meets({ atMost, atLeast, width }: Demand, least: number, most: number): boolean {
  return least <= atMost && most >= atLeast && most - least >= width;
}
