import { z } from 'zod';
import { ActorId, Line } from '../../primitives';

const Points = z.int().nonnegative();

/** What one manager carries today, in points, and what they can carry. */
export const Caseload = z
  .strictObject({
    managerId: ActorId,
    managerName: Line,
    points: Points,
    capacity: Points,
    contracts: z.int().nonnegative(),
  })
  .meta({ id: 'Caseload' });
export type Caseload = z.infer<typeof Caseload>;

export const CaseloadList = z.strictObject({ items: z.array(Caseload) }).meta({ id: 'CaseloadList' });

/** What a manager can carry; it replaces the council's default for this person. */
export const SetCapacity = z
  .strictObject({ managerName: Line, capacity: Points.max(10_000) })
  .meta({ id: 'SetCapacity' });
export type SetCapacity = z.infer<typeof SetCapacity>;

export const ForecastQuery = z.strictObject({ months: z.coerce.number().int().min(1).max(60).default(24) });
export type ForecastQuery = z.infer<typeof ForecastQuery>;

/**
 * What contracts will ask for, month by month. `points` counts drafts too, because they come to somebody;
 * `unassigned` is the part that nobody carries yet; `fits` is false where points exceed the capacity of all.
 */
export const CaseloadForecast = z
  .strictObject({
    capacity: Points,
    months: z.array(
      z
        .strictObject({
          month: z.string().regex(/^\d{4}-\d{2}$/),
          points: Points,
          unassigned: Points,
          contracts: z.int().nonnegative(),
          fits: z.boolean(),
        })
        .meta({ id: 'ForecastMonth' }),
    ),
  })
  .meta({ id: 'CaseloadForecast' });
export type CaseloadForecast = z.infer<typeof CaseloadForecast>;
