import { CalendarError, type Durations, timetable } from '@commissioning/calendar';
import { RuleBroken } from '@commissioning/service';
import type { programmeApi } from '@commissioning/schemas';

/**
 * The back-plan of a theme from the day its services start, beside the planned publication (`publishOn`, else today).
 * What the calendar cannot answer, such as days beyond its bank holidays, is refused under the calendar's own code.
 */
export function timetableOf(
  serviceStartsOn: string,
  query: programmeApi.TimetableQuery,
  today: string,
): programmeApi.Timetable {
  const { publishOn = today, currentProvisionEndsOn = null, standstill, keyDecision, ...lengths } = query;
  const durations: Durations = {
    ...lengths,
    keyDecision: keyDecision === 'yes',
    standstill: standstill === 'none' ? null : standstill,
  };
  try {
    const { plan, earliestServiceStart, ...found } = timetable(serviceStartsOn, durations, {
      publishOn,
      currentProvisionEndsOn,
    });
    return {
      serviceStartsOn: plan.serviceStartsOn.toString(),
      publishOn: plan.publishOn.toString(),
      steps: plan.steps.map(({ step, startsOn, endsOn }) => ({
        ...{ step, startsOn: startsOn.toString(), endsOn: endsOn.toString() },
      })),
      floatWorkingDays: found.floatWorkingDays,
      earliestServiceStart: earliestServiceStart.toString(),
      gapDays: found.gapDays,
      warnings: found.warnings,
    };
  } catch (error) {
    if (error instanceof CalendarError) throw new RuleBroken(error.code, error.message);
    throw error;
  }
}
