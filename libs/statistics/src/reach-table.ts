import { completeness, partOf, type Completeness, type Distribution, type Placement } from './distribution';
import { demand, notEmpty } from './errors';
import type { Figure } from './figure';
import { attributeLeak, LEAK_SIMULATION, type LeakAttribution } from './leak';
import { representationRatio, shortfallToParity, stageImpactRatio } from './reach';
import type { Simulation } from './simulation';
import type { UnitKind } from './units';
import { DEFAULT_VERDICT_RULES, reachVerdict, type Verdict, type VerdictRules } from './verdict';

/** One group at one stage. `impact` compares with the stage before and is null at the first. */
export interface StageReach {
  readonly stage: string;
  readonly unit: UnitKind;
  readonly placedBy: Placement;
  readonly count: number;
  readonly ratio: Figure<'Wilson'>;
  readonly shortfall: Figure<'Wilson'>;
  readonly impact: Figure<'Katz'> | null;
  readonly verdict: Verdict;
}

/** One group along all stages, and where it is lost. */
export interface GroupReach {
  readonly group: string;
  readonly stages: readonly StageReach[];
  readonly leak: LeakAttribution;
}

/** Need against reach for every group; `completeness` by stage, in the order of the stages. */
export interface ReachTable {
  readonly groups: readonly GroupReach[];
  readonly completeness: readonly (Completeness & { readonly stage: string })[];
  /** True where the stages are not all placed in groups the same way, which has to be said beside the figures. */
  readonly isPlacedDifferently: boolean;
}

/**
 * Need against reach: for each group of `baseline` its representation ratio, shortfall, stage impact and
 * verdict at each of `stages`, in order, and the attribution of its loss.
 *
 * Every stage must have exactly the groups of the baseline (0 where nobody), else `groups-differ`; no stages
 * or no groups: `empty`; counts as in {@link completeness}. Units may differ between stages, only shares
 * meet.
 */
export function reachTable(
  baseline: Distribution,
  stages: readonly Distribution[],
  rules: VerdictRules = DEFAULT_VERDICT_RULES,
  simulation: Simulation = LEAK_SIMULATION,
): ReachTable {
  notEmpty(stages, 'The list of stages');
  const names = Object.keys(baseline.groups);
  notEmpty(names, 'The list of groups');
  stages.forEach((stage, i) => haveGroups(stage, names, i));
  const howComplete = stages.map((stage) => ({ stage: stage.name, ...completeness(stage) }));
  const groups = names.map((group): GroupReach => {
    const need = partOf(baseline, group);
    const parts = stages.map((stage) => partOf(stage, group));
    return {
      group,
      stages: stages.map((stage, k) => {
        const ratio = representationRatio(parts[k]!, need);
        return {
          stage: stage.name,
          unit: stage.unit,
          placedBy: stage.placedBy,
          count: parts[k]!.group,
          ratio,
          shortfall: shortfallToParity(parts[k]!, need),
          impact: k === 0 ? null : stageImpactRatio(parts[k]!, parts[k - 1]!),
          verdict: reachVerdict(ratio, howComplete[k]!, rules),
        };
      }),
      leak: attributeLeak(
        need,
        stages.map((stage, k) => ({ stage: stage.name, part: parts[k]! })),
        simulation,
      ),
    };
  });
  const placements = new Set(stages.map((stage) => stage.placedBy));
  return { groups, completeness: howComplete, isPlacedDifferently: placements.size > 1 };
}

function haveGroups({ groups, name }: Distribution, names: readonly string[], i: number): void {
  const isSame = Object.keys(groups).length === names.length && names.every((n) => Object.hasOwn(groups, n));
  demand(isSame, 'groups-differ', `${name} does not have the groups of the baseline.`, i);
}
