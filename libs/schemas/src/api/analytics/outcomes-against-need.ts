import { z } from 'zod';
import { Id, Line, Prose } from '../../primitives';
import { Count, Rate, ReportNeeds, ReportScope } from './figure';
import { AreaCode } from './needs-data';

/** Need, money and outcomes of a ward, or of all of them together. */
export const WardOutcomes = z
  .strictObject({
    ward: AreaCode.optional(),
    name: Line,
    residents: Count,
    deprivedHouseholds: Rate,
    deprivationScore: Count,
    spend: Count,
    /** Residents who improved, of those whom the returns report on. */
    improved: Rate,
  })
  .meta({ id: 'WardOutcomes' });
export type WardOutcomes = z.infer<typeof WardOutcomes>;

export const IndicatorOutcomes = z
  .strictObject({
    indicatorId: Id,
    themeId: Id,
    theme: Line,
    outcome: Line,
    indicator: Line,
    improved: Rate,
    target: Count,
  })
  .meta({ id: 'IndicatorOutcomes' });
export type IndicatorOutcomes = z.infer<typeof IndicatorOutcomes>;

export const GroupOutcomes = z
  .strictObject({ characteristic: Line, category: Line, improved: Rate })
  .meta({ id: 'GroupOutcomes' });
export type GroupOutcomes = z.infer<typeof GroupOutcomes>;

/** Outcomes laid beside need, ward by ward. */
export const OutcomesAgainstNeed = z
  .strictObject({
    scope: ReportScope,
    needs: ReportNeeds,
    wards: z.array(WardOutcomes),
    /** What was reported for wards that the needs data do not have. */
    elsewhere: WardOutcomes,
    total: WardOutcomes,
    groups: z.array(GroupOutcomes),
    indicators: z.array(IndicatorOutcomes),
    notes: z.array(Prose),
  })
  .meta({ id: 'OutcomesAgainstNeed' });
export type OutcomesAgainstNeed = z.infer<typeof OutcomesAgainstNeed>;
