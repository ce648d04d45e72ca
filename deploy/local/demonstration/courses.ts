import { addWorkingDays } from '@commissioning/calendar';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type { Acting } from '../acts/client';
import { attend, book, schedule } from '../acts/training';

type Competency = capacityBuildingApi.NewCourse['competencies'][number];

/** Title, what it is about, what it gives, venue and the number of its ward. */
const COURSES: readonly (readonly [string, string, readonly Competency[], string, number])[] = [
  [
    'Writing your first tender',
    'From the notice to the upload, question by question.',
    ['tender-process'],
    'Idea Store, Whitechapel',
    18,
  ],
  [
    'Showing need with evidence',
    'Find, read and use the needs data of your ward.',
    ['evidence-of-need'],
    'Town hall',
    18,
  ],
  [
    'Good governance for small groups',
    'What a contract asks of trustees.',
    ['governance', 'safeguarding'],
    'St Margaret’s House',
    0,
  ],
  [
    'Costing a service',
    'Full costs, cash flow and a price that holds.',
    ['finance'],
    'Brady Arts Centre',
    14,
  ],
  [
    'Bidding together',
    'Consortia, subcontracts and who signs what.',
    ['consortium-bidding'],
    'Poplar Union',
    11,
  ],
  [
    'Equality in delivery',
    'Reaching people who are usually missed, and counting them.',
    ['equality'],
    'Online',
    18,
  ],
];

/** Who came to which course before the first tender: numbers of organisations by number of course. */
const CAME: readonly (readonly number[])[] = [
  [0, 1, 7, 10, 25, 4],
  [0, 7, 25, 16],
  [2, 3, 5, 20],
  [0, 1, 7],
  [5, 29, 10],
  [1, 29, 20],
];

/** Six courses, each with a session behind it: scheduled, booked and attended on the day given. */
export async function trainBefore(
  coordinator: Acting,
  members: (organisation: number) => Acting,
  ids: readonly string[],
  move: (iso: string) => Promise<void>,
  days: readonly string[],
): Promise<string[]> {
  const courses: string[] = [];
  const bookings: capacityBuildingApi.Booking[] = [];
  for (const [index, [title, summary, competencies, venue, ward]] of COURSES.entries()) {
    const day = days[index] as string;
    const session = await schedule(
      coordinator,
      { title, summary, competencies: [...competencies] },
      {
        ...{
          startsAt: `${day}T10:00:00Z`,
          endsAt: `${day}T13:00:00Z`,
          venue,
          capacity: 14,
          capPerOrganisation: 3,
        },
        ...(venue === 'Online' ? { online: true } : { ward: `E050093${17 + ward}` }),
      },
    );
    courses.push(session.courseId);
    for (const organisation of CAME[index] ?? []) {
      const party = {
        sessionId: session.id,
        organisationId: ids[organisation] as string,
        places: 1 + (organisation % 2),
      };
      bookings.push(await book(members(organisation), { ...party, names: [] }));
    }
  }
  await move(`${days.at(-1)}T16:00:00Z`);
  for (const booking of bookings) await attend(coordinator, booking);
  return courses;
}

/** Sessions that can be booked now; the first one is full, with parties waiting. */
export async function offerNow(
  coordinator: Acting,
  members: (organisation: number) => Acting,
  ids: readonly string[],
  courses: readonly string[],
  inDays: (days: number) => string,
): Promise<void> {
  for (const [index, courseId] of courses.entries()) {
    // Nobody trains on a Sunday or on New Year's Day.
    const day = addWorkingDays(inDays(14 + 5 * index), 1, 'england').toString();
    const session = await coordinator.post<capacityBuildingApi.Session>('capacity-building', '/v1/sessions', {
      ...{
        courseId,
        startsAt: `${day}T10:00:00Z`,
        endsAt: `${day}T13:00:00Z`,
        venue: COURSES[index]?.[3] ?? 'Town hall',
        online: COURSES[index]?.[3] === 'Online',
      },
      ...{ capacity: index === 0 ? 4 : 12, capPerOrganisation: 2 },
    });
    const parties = index === 0 ? [2, 6, 8, 11] : [12 + index];
    for (const organisation of parties) {
      const party = {
        sessionId: session.id,
        organisationId: ids[organisation] as string,
        places: index === 0 ? 2 : 1,
      };
      await book(members(organisation), { ...party, names: [] });
    }
  }
}
