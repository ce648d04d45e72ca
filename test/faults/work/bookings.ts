import { setTimeout as pause } from 'node:timers/promises';
import type { capacityBuildingApi, organisationsApi } from '@commissioning/schemas';
import { type Acting, Refused } from '../../../deploy/local/acts/client';
import { schedule } from '../../../deploy/local/acts/training';
import type { Draw } from '../draw';

/** Later than every moment of a cycle, so that places can be booked and given back at any time. */
const SESSION = { startsAt: '2027-06-01T10:00:00Z', endsAt: '2027-06-01T13:00:00Z' };
const OPENS = '2025-01-01T09:00:00Z';
const PAUSE_MS = 250;
/** What a full session, a cap reached, or a register that has not heard of the organisation yet answers. */
const EXPECTED = [403, 404, 409, 412];

type Member = { readonly organisation: organisationsApi.RegisteredOrganisation; readonly acting: Acting };

/** Bookings and cancellations beside the cycles: many small changes whose events each move a figure. */
export class Bookings {
  private readonly members: Member[] = [];
  private readonly living: { readonly id: string; readonly acting: Acting }[] = [];
  private session: capacityBuildingApi.Session | undefined;
  made = 0;

  constructor(
    private readonly coordinator: Acting,
    private readonly draw: Draw,
  ) {}

  join(organisation: organisationsApi.RegisteredOrganisation, acting: Acting): void {
    this.members.push({ organisation, acting });
  }

  async run(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      await pause(PAUSE_MS);
      if (this.members.length === 0) continue;
      try {
        await this.change();
      } catch (error) {
        if (!(error instanceof Refused && EXPECTED.includes(error.status))) throw error;
      }
    }
  }

  private async change(): Promise<void> {
    if (this.living.length > 3 && this.draw.next() < 0.3) return this.cancel();
    if (this.made % 12 === 0) this.session = await this.newSession();
    const { organisation, acting } = this.draw.one(this.members.slice(-6));
    this.made += 1;
    const booking = await acting.post<capacityBuildingApi.Booking>('capacity-building', '/v1/bookings', {
      sessionId: (this.session as capacityBuildingApi.Session).id,
      organisationId: organisation.id,
      places: this.draw.whole(1, 2),
    });
    this.living.push({ id: booking.id, acting });
  }

  private async cancel(): Promise<void> {
    const [one] = this.living.splice(this.draw.whole(0, this.living.length - 1), 1);
    if (!one) return;
    const path = `/v1/bookings/${one.id}`;
    const { version } = await one.acting.get<capacityBuildingApi.Booking>('capacity-building', path);
    await one.acting.post('capacity-building', `${path}/cancel`, undefined, { version });
  }

  private newSession(): Promise<capacityBuildingApi.Session> {
    const course = { title: 'Costing a service', summary: 'Full costs and a price that holds.' };
    return schedule(
      this.coordinator,
      { ...course, competencies: ['finance'] },
      {
        ...SESSION,
        ...{ venue: 'Brady Arts Centre', ward: 'E05009335', capacity: 14, capPerOrganisation: 6 },
        bookingOpensAt: OPENS,
      },
    );
  }
}
