/** A chair of the room: kept for small organisations or for anybody, and who sits on it or has it held. */
interface Seat {
  keptForSmall: boolean;
  holder?: Party;
}

export interface Party {
  readonly organisation: Organisation;
  places: number;
  state: 'booked' | 'waiting' | 'offered' | 'cancelled' | 'expired';
  passedOver: number;
  /** The product's id, once it is known, and until when its offer stands. */
  id: string;
  offeredUntil?: number;
}

export interface Organisation {
  readonly id: string;
  readonly small: boolean;
}

const LIVING = ['booked', 'offered', 'waiting'];

/**
 * A session as somebody with a seating plan and a pencil would keep it: no counters, no arithmetic, only chairs and
 * names on them. What the product counts must come to the same.
 */
export class SeatingPlan {
  readonly parties: Party[] = [];
  private seats: Seat[];
  poolReleased = false;

  constructor(
    free: number,
    keptForSmall: number,
    private readonly cap: number,
    private readonly mostTimesPassedOver: number,
  ) {
    this.seats = [
      ...Array.from({ length: keptForSmall }, () => ({ keptForSmall: true })),
      ...Array.from({ length: free }, () => ({ keptForSmall: false })),
    ];
  }

  get capacity(): number {
    return this.seats.length;
  }

  /** Chairs that bookings, offers and pools have; there cannot be fewer without a plan. */
  get promised(): number {
    return this.seats.filter(
      ({ holder, keptForSmall }) => keptForSmall || (holder && holder.state !== 'waiting'),
    ).length;
  }

  withState(...states: Party['state'][]): Party[] {
    return this.parties.filter(({ state }) => states.includes(state));
  }

  mayHave(organisation: Organisation, places: number): boolean {
    const living = this.parties.filter(
      (party) => party.organisation === organisation && LIVING.includes(party.state),
    );
    return living.reduce((sum, party) => sum + party.places, 0) + places <= Math.min(this.cap, this.capacity);
  }

  /** Sits down when there is room and nobody's turn comes first; else waits. */
  book(organisation: Organisation, places: number): Party {
    const party: Party = { organisation, places, state: 'waiting', passedOver: 0, id: '' };
    this.parties.push(party);
    this.serve();
    if (party.state === 'offered') party.state = 'booked';
    return party;
  }

  accept(party: Party): void {
    party.state = 'booked';
  }

  leave(party: Party, state: 'cancelled' | 'expired'): void {
    this.stand(party);
    party.state = state;
    this.serve();
  }

  /** Keeps chairs that are kept for small organisations as long as it can: the others are of use to more people. */
  giveBack(party: Party, places: number): void {
    party.places -= places;
    const has = this.of(party).sort((a, b) => Number(b.keptForSmall) - Number(a.keptForSmall));
    const keeps = party.state === 'waiting' && has.length >= party.places ? 0 : party.places;
    for (const seat of has.slice(keeps)) delete seat.holder;
    this.serve();
  }

  resize(capacity: number): void {
    const fewer = this.seats.length - capacity;
    if (fewer > 0) for (const party of this.withState('waiting')) this.stand(party);
    let tooMany = fewer;
    this.seats = this.seats.filter(({ holder, keptForSmall }) => holder || keptForSmall || tooMany-- <= 0);
    while (this.seats.length < capacity) this.seats.push({ keptForSmall: false });
    this.serve();
  }

  releasePool(): void {
    this.poolReleased = true;
    for (const seat of this.seats) seat.keptForSmall = false;
    this.serve();
  }

  /** How the product shows it. */
  shown() {
    const held = this.seats.filter(({ holder }) => holder?.state === 'waiting').length;
    const places = (state: Party['state']) =>
      this.withState(state).reduce((sum, party) => sum + party.places, 0);
    const reserved = this.seats.filter(({ holder, keptForSmall }) => !holder && keptForSmall).length;
    const taken = { booked: places('booked'), offered: places('offered'), held, reserved };
    const free = this.seats.filter(({ holder, keptForSmall }) => !holder && !keptForSmall).length;
    return {
      capacity: this.capacity,
      places: { ...taken, free },
      partiesWaiting: this.withState('waiting').length,
      bookings: this.parties.map((party) => ({
        ...{ id: party.id, places: party.places, state: party.state },
        held: party.state === 'waiting' ? this.of(party).length : 0,
      })),
    };
  }

  /** Goes down the list once. Who is passed over often enough has every chair kept that it could use. */
  private serve(): void {
    const standing: Party[] = [];
    const passed = new Set<Party>();
    const waiting = this.withState('waiting').filter(({ places }) => places <= this.capacity);
    for (const party of waiting) {
      const open = this.seats.filter((seat) => !seat.holder && mayUse(party, seat)).sort(keptFirst);
      const needed = party.places - this.of(party).length;
      if (open.length >= needed) {
        const given = open.slice(0, needed);
        for (const seat of given) seat.holder = party;
        party.state = 'offered';
        for (const before of standing) if (given.some((seat) => mayUse(before, seat))) passed.add(before);
      } else if (party.passedOver >= this.mostTimesPassedOver) {
        for (const seat of open) seat.holder = party;
      } else {
        standing.push(party);
      }
    }
    for (const party of passed) party.passedOver += 1;
  }

  private of(party: Party): Seat[] {
    return this.seats.filter(({ holder }) => holder === party);
  }

  private stand(party: Party): void {
    for (const seat of this.of(party)) delete seat.holder;
  }
}

const mayUse = ({ organisation }: Party, { keptForSmall }: Seat): boolean =>
  organisation.small || !keptForSmall;
const keptFirst = (a: Seat, b: Seat): number => Number(b.keptForSmall) - Number(a.keptForSmall);
