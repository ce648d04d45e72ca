import { day, daysBetween, Temporal, type Day } from '@commissioning/calendar';
import { contractsRegulations, procurementAct, type Finding } from './law';
import type { Context } from './procurement';

/** Days and months before the tender notice within which an earlier notice shortens the tender period. */
const PLANNED_NOTICE = {
  'procurement-act-2023': { days: 40, months: 12 },
  'pcr-2015': { days: 35, months: 12 },
} as const;

/**
 * Whether an earlier notice was published early enough, and not too early, to shorten the tender period: at
 * least 40 days (35 under the 2015 Regulations) and at most 12 months before the tender notice.
 * @see Procurement Act 2023 s. 15(3); Public Contracts Regulations 2015 reg. 27(4)(b).
 */
export function qualifies(plannedNoticeOn: Day, startsOn: Day, law: keyof typeof PLANNED_NOTICE): boolean {
  const { days, months } = PLANNED_NOTICE[law];
  const latestStart = day(plannedNoticeOn).add({ months });
  return (
    daysBetween(day(plannedNoticeOn), day(startsOn)) >= days &&
    Temporal.PlainDate.compare(day(startsOn), latestStart) <= 0
  );
}

/** The shortest period between publication and closing, in days counted from the day after publication. */
export function shortestTenderPeriod(context: Context): Finding {
  const { form, thresholds } = context;
  if (thresholds.law === 'pcr-2015')
    return form === 'full' ? openProcedure(context) : reasonableUnderRegulations(form);
  return form === 'full' ? underTheAct(context) : reasonableUnderTheAct(form);
}

function underTheAct({ procurement, startsOn }: Context): Finding {
  const { plannedNoticeOn, electronic = true, documentsWithNotice = true } = procurement;
  const source = procurementAct('s. 54(4)');
  if (plannedNoticeOn !== undefined && qualifies(plannedNoticeOn, startsOn, 'procurement-act-2023')) {
    const says =
      'At least 10 days to tender: a planned procurement notice was published 40 days to 12 months before.';
    return { code: 'tender-period', says, days: 10, source };
  }
  const days = 25 + (electronic ? 0 : 5) + (documentsWithNotice ? 0 : 5);
  const why =
    plannedNoticeOn === undefined
      ? ''
      : ' The planned procurement notice came too late or too early to count.';
  return { code: 'tender-period', says: `At least ${days} days to tender.${why}`, days, source };
}

function openProcedure({ procurement, startsOn }: Context): Finding {
  const { plannedNoticeOn, electronic = true } = procurement;
  if (plannedNoticeOn !== undefined && qualifies(plannedNoticeOn, startsOn, 'pcr-2015')) {
    const says =
      'At least 15 days to tender: a prior information notice was sent 35 days to 12 months before.';
    return { code: 'tender-period', says, days: 15, source: contractsRegulations('reg. 27(4)') };
  }
  const days = electronic ? 30 : 35;
  const source = contractsRegulations(electronic ? 'reg. 27(6)' : 'reg. 27(2)');
  return {
    code: 'tender-period',
    says: `At least ${days} days to tender in an open procedure.`,
    days,
    source,
  };
}

function reasonableUnderTheAct(form: Context['form']): Finding {
  const says = 'No least number of days to tender; the time must be reasonable for small bidders too.';
  const source = procurementAct(form === 'light-touch' ? 's. 54' : 's. 87');
  return { code: 'tender-period', says, days: 0, source };
}

function reasonableUnderRegulations(form: Context['form']): Finding {
  const says = 'No least number of days to tender; the time must be reasonable and in proportion.';
  const source = contractsRegulations(form === 'light-touch' ? 'reg. 76' : 'reg. 110');
  return { code: 'tender-period', says, days: 0, source };
}
