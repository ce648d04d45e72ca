import { OfferSweep } from '../../src/offer/offer.sweep';
import { samira, tom, type Trial } from '../given';
import type { Organisation, Party, SeatingPlan } from './seating-plan';

/** One thing that somebody does to a session; numbers are drawn and reduced to what there is. */
export type Act =
  | { readonly does: 'book'; readonly who: number; readonly places: number }
  | { readonly does: 'cancel' | 'accept' | 'decline' | 'swap'; readonly which: number }
  | { readonly does: 'give-back'; readonly which: number; readonly places: number }
  | { readonly does: 'resize'; readonly to: number }
  | { readonly does: 'expire' | 'release-pool' };

/** The product under test. */
export interface Room {
  readonly trial: Trial;
  readonly sessionId: string;
  readonly organisations: readonly Organisation[];
}

/** Does it in the plan and in the product; what one refuses the other must refuse, with this code. */
export async function perform(act: Act, plan: SeatingPlan, room: Room): Promise<void> {
  switch (act.does) {
    case 'book':
      return book(act, plan, room);
    case 'resize':
      return resize(act.to, plan, room);
    case 'expire':
      return expire(plan, room);
    case 'release-pool':
      return releasePool(plan, room);
    default:
      return change(act, plan, room);
  }
}

const picked = <One>(ones: readonly One[], number: number): One | undefined =>
  ones[number % (ones.length || 1)];

async function book(
  { who, places }: { who: number; places: number },
  plan: SeatingPlan,
  { trial, sessionId, organisations }: Room,
): Promise<void> {
  const organisation = picked(organisations, who) as Organisation;
  const { status, body } = await trial.book(samira, sessionId, organisation.id, places);
  if (!plan.mayHave(organisation, places)) return expect(body.code).toBe('organisation-cap-exceeded');
  expect(status).toBe(201);
  const party = plan.book(organisation, places);
  party.id = body.id;
  expect(body.state).toBe(party.state);
}

type ChangeOfOne = Extract<Act, { readonly which: number }>;

async function change(act: ChangeOfOne, plan: SeatingPlan, { trial }: Room): Promise<void> {
  const onOffer = act.does === 'accept' || act.does === 'decline';
  const party = picked(plan.withState(...(onOffer ? (['offered'] as const) : LIVING)), act.which);
  if (!party) return;
  const booking = await trial.read(party.id);
  const request = async (what: string, body?: unknown) =>
    expect(await trial.press(samira, booking, what, body)).toMatchObject({ status: 200 });
  switch (act.does) {
    case 'cancel':
    case 'decline':
      await request(act.does);
      return plan.leave(party, 'cancelled');
    case 'accept':
      await request('accept');
      return plan.accept(party);
    case 'give-back': {
      if (party.places === 1) return;
      const some = 1 + (act.places % (party.places - 1));
      await request('give-back', { places: booking.people.slice(0, some).map(({ place }) => place) });
      return plan.giveBack(party, some);
    }
    case 'swap': {
      const names = Array.from({ length: party.places }, (_, index) => `Person ${act.which + index}`);
      const path = `/v1/bookings/${party.id}/people`;
      const { status } = await trial.service.request('PUT', path, {
        ...{ as: samira, version: booking.version, body: { names } },
      });
      expect(status).toBe(200);
    }
  }
}

const LIVING = ['booked', 'offered', 'waiting'] as const;

async function resize(to: number, plan: SeatingPlan, { trial, sessionId }: Room): Promise<void> {
  const path = `/v1/sessions/${sessionId}`;
  const { version } = (await trial.service.request('GET', path)).body;
  const { status, body } = await trial.service.request('PUT', `${path}/capacity`, {
    ...{ as: tom, version, body: { capacity: to, reason: 'Another room.' } },
  });
  if (to < plan.promised) return expect(body.code).toBe('capacity-below-promised');
  expect(status).toBe(200);
  plan.resize(to);
}

/** Time passes until the first offer runs out; what ran out is noticed by the sweep. */
async function expire(plan: SeatingPlan, { trial }: Room): Promise<void> {
  const offers = plan.withState('offered');
  if (offers.length === 0) return;
  for (const party of offers)
    party.offeredUntil = Date.parse((await trial.read(party.id)).offeredUntil as string);
  const until = (party: Party) => party.offeredUntil ?? Infinity;
  const first = Math.min(...offers.map(until));
  trial.service.clock.moveTo(new Date(first).toISOString());
  await trial.service.app.get(OfferSweep).sweep();
  const over = offers.filter((party) => until(party) === first).sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const party of over) plan.leave(party, 'expired');
}

async function releasePool(plan: SeatingPlan, { trial, sessionId }: Room): Promise<void> {
  const path = `/v1/sessions/${sessionId}`;
  const { version } = (await trial.service.request('GET', path)).body;
  const { status, body } = await trial.service.request('POST', `${path}/pools/small/release`, {
    ...{ as: tom, version, body: { reason: 'Few small organisations came.' } },
  });
  if (plan.poolReleased) return expect(body.code).toBe('pool-released');
  expect(status).toBe(200);
  plan.releasePool();
}
