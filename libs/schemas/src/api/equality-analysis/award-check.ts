import { z } from 'zod';
import { ActorId, Day, Id, Instant, Line, Pence, Prose, Version, WardCode } from '../../primitives';

/** What may be said of a group's reach; insufficient evidence is a result of its own, never a pass. */
export const ReachVerdict = z.enum(['over', 'parity', 'under', 'insufficient evidence']);
export type ReachVerdict = z.infer<typeof ReachVerdict>;

/** A representation ratio with its 95 % interval: 1 is parity. Without a value `reason` says why. */
export const ReachRatio = z
  .strictObject({
    value: z.number().optional(),
    lower: z.number().optional(),
    upper: z.number().optional(),
    method: Line.optional(),
    reason: Line.optional(),
  })
  .meta({ id: 'ReachRatio' });
export type ReachRatio = z.infer<typeof ReachRatio>;

const Judged = {
  ratio: ReachRatio,
  /** How many more planned people parity would ask for; negative where there are more. */
  shortfall: z.number().optional(),
  verdict: ReachVerdict,
  /** The ratio itself is under four fifths, whatever the interval: small groups are not cleared by their size. */
  gapFlagged: z.boolean(),
};

/** Planned people in a ward against its residents and against its households deprived in at least one dimension. */
export const WardReach = z
  .strictObject({
    ward: WardCode,
    name: Line,
    residents: z.int().nonnegative(),
    deprivedHouseholds: z.int().nonnegative().optional(),
    people: z.int().nonnegative(),
    residentRatio: ReachRatio,
    /** What the verdict is about. */
    against: z.enum(['deprived households', 'residents']),
    ...Judged,
  })
  .meta({ id: 'WardReach' });
export type WardReach = z.infer<typeof WardReach>;

export const GroupReach = z
  .strictObject({
    characteristic: Line,
    category: Line,
    residents: z.int().nonnegative(),
    denominator: z.int().positive(),
    people: z.int().nonnegative(),
    /** People whose group is stated, over all planned people. */
    completeness: z.number().min(0).max(1).optional(),
    /** Shown for comparison: not itself a protected group, or no group at all; never a gap. */
    isComparator: z.boolean(),
    ...Judged,
  })
  .meta({ id: 'GroupReach' });
export type GroupReach = z.infer<typeof GroupReach>;

/** Organisations of a set, by size and by whom they serve first. */
export const OrganisationMix = z
  .strictObject({
    small: z.int().nonnegative(),
    larger: z.int().nonnegative(),
    notRegistered: z.int().nonnegative(),
    focus: z.array(z.strictObject({ focus: Line, organisations: z.int().positive() })),
  })
  .meta({ id: 'OrganisationMix' });
export type OrganisationMix = z.infer<typeof OrganisationMix>;

export const CheckVerdict = z.enum(['no-gap-found', 'gaps-found', 'insufficient-evidence']);
export type CheckVerdict = z.infer<typeof CheckVerdict>;

/** Whom a set of awards reaches and whom it leaves out, against needs data of one version. */
export const AwardFindings = z
  .strictObject({
    needs: z.strictObject({ versionId: Id, title: Line }),
    people: z.int().nonnegative(),
    wards: z.array(WardReach),
    /** People planned in wards that the needs data does not have. */
    elsewhere: z.int().nonnegative(),
    groups: z.array(GroupReach),
    /** Categories of bids that the needs data does not have; nothing can be said of them. */
    unmatched: z.array(
      z.strictObject({ characteristic: Line, category: Line, people: z.int().nonnegative() }),
    ),
    /** Protected characteristics without figures: insufficient evidence, each of them. */
    notMeasured: z.array(Line),
    organisations: OrganisationMix,
    verdict: CheckVerdict,
    method: Prose,
  })
  .meta({ id: 'AwardFindings' });
export type AwardFindings = z.infer<typeof AwardFindings>;

/** Another set within budget and number of awards, one change away from the recommended one. */
export const AwardAlternative = z
  .strictObject({
    bidIds: z.array(Id),
    adds: z.array(Line),
    leavesOut: z.array(Line),
    pricePence: Pence,
    wardsReached: z.int().nonnegative(),
    gaps: z.int().nonnegative(),
    followsRank: z.boolean(),
  })
  .meta({ id: 'AwardAlternative' });
export type AwardAlternative = z.infer<typeof AwardAlternative>;

/** Something that narrows a gap: who does what until when, and what it should change. */
export const Mitigation = z
  .strictObject({ action: Prose, owner: Line, dueOn: Day, expectedEffect: Prose })
  .meta({ id: 'Mitigation' });
export type Mitigation = z.infer<typeof Mitigation>;

/** The officer's advice in words, with mitigations or why there are none. */
export const WriteAdvice = z
  .strictObject({
    advice: Prose,
    mitigations: z.array(Mitigation).max(50).default([]),
    noMitigationBecause: Prose.optional(),
  })
  .meta({ id: 'WriteAdvice' });
export type WriteAdvice = z.infer<typeof WriteAdvice>;

export const ReturnAwardCheck = z.strictObject({ reason: Prose }).meta({ id: 'ReturnAwardCheck' });
export type ReturnAwardCheck = z.infer<typeof ReturnAwardCheck>;

/** `waiting-for-needs`: the figures are not here yet, so nothing can be said. `superseded`: the set has changed. */
export const AwardCheckState = z.enum(['waiting-for-needs', 'open', 'submitted', 'completed', 'superseded']);
export type AwardCheckState = z.infer<typeof AwardCheckState>;

export const AwardCheck = z
  .strictObject({
    id: Id,
    evaluationId: Id,
    tenderId: Id,
    themeId: Id,
    title: Line,
    setHash: z.string(),
    budgetPence: Pence,
    mostAwards: z.int().positive(),
    state: AwardCheckState,
    bids: z.array(
      z.strictObject({
        bidId: Id,
        organisationId: Id,
        organisationName: Line,
        rank: z.int().positive(),
        total: z.number(),
        pricePence: Pence,
        recommended: z.boolean(),
        people: z.int().nonnegative(),
        wards: z.int().nonnegative(),
      }),
    ),
    findings: AwardFindings.optional(),
    alternatives: z.array(AwardAlternative),
    advice: Prose.optional(),
    mitigations: z.array(Mitigation),
    noMitigationBecause: Prose.optional(),
    returnedBecause: Prose.optional(),
    preparedBy: ActorId.optional(),
    approvedBy: ActorId.optional(),
    openedAt: Instant,
    completedAt: Instant.optional(),
    version: Version,
  })
  .meta({ id: 'AwardCheck' });
export type AwardCheck = z.infer<typeof AwardCheck>;

export const AwardCheckList = z.strictObject({ items: z.array(AwardCheck) }).meta({ id: 'AwardCheckList' });
export const AwardCheckQuery = z.strictObject({ evaluationId: Id.optional() });
