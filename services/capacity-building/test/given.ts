import { type capacityBuildingApi, organisationRegistered } from '@commissioning/schemas';
import {
  member,
  staff,
  startTestService,
  type TestPerson,
  type TestService,
  type TestServiceOptions,
} from '@commissioning/testing';
import { type PrismaLike, Store } from '@commissioning/service';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../generated/prisma/client';
import { CapacityBuildingModule } from '../src/capacity-building.module';
import { reconcile } from '../src/reconciliation/reconcile';
import type { Comparison } from '../src/reconciliation/reconciliation';
import { WaitingListPolicy } from '../src/waiting-list/waiting-list';

export const tom = staff('tom', 'training-coordinator');
export const samira = member('samira');
export const uma = member('uma');

type Json = Record<string, unknown>;

/** The service under test, and what a coordinator and organisations do with it. */
export interface Trial {
  readonly service: TestService;
  course(...competencies: capacityBuildingApi.Competency[]): Promise<string>;
  session(more?: Json): Promise<capacityBuildingApi.Session>;
  /** A new organisation for which the person acts, beside those for which they act already. */
  organisationOf(person: TestPerson): string;
  book(as: TestPerson, sessionId: string, organisationId: string, places?: number, more?: Json): Promise<any>;
  press(as: TestPerson, booking: { id: string; version: number }, what: string, body?: unknown): Promise<any>;
  read(id: string): Promise<capacityBuildingApi.Booking>;
  /** A session as everybody sees it now. */
  readSession(id: string): Promise<capacityBuildingApi.Session>;
  /** What a coordinator does with a session: `POST pools/small/release`, `PUT capacity`… at the version of now. */
  desk(sessionId: string, what: string, body: unknown): Promise<any>;
  /** The register says this of an organisation. */
  registered(
    organisationId: string,
    more?: { name?: string; small?: boolean; equalityFocus?: string[] },
  ): Promise<void>;
  /** What was said about one booking or session, oldest first: `offered`, `confirmed`… */
  said(id: string): Promise<string[]>;
  /** The rows that hold places, added up without the counters. */
  placesHeld(sessionId: string): Promise<number>;
  /** What a statement finds in the service's own database. */
  rows<Row = Json>(text: string, ...values: unknown[]): Promise<Row[]>;
  /** What the verification compares, and what disagrees. */
  reconciled(): Promise<Comparison[]>;
}

export async function startTrial(more: Partial<TestServiceOptions> = {}): Promise<Trial> {
  const module = CapacityBuildingModule.for.bind(CapacityBuildingModule);
  const service = await startTestService({ service: 'capacity-building', module, ...more });
  const acting = new Map<string, string[]>();
  const trial: Trial = {
    service,
    course: async (...competencies) => {
      const body = { title: 'Writing your first tender', summary: 'From notice to bid.', competencies };
      return (await service.request('POST', '/v1/courses', { as: tom, body })).body.id;
    },
    session: async (more = {}) => {
      const body = {
        ...{ startsAt: '2026-12-01T10:00:00Z', endsAt: '2026-12-01T13:00:00Z', venue: 'Town hall' },
        ...{ ward: 'E05009335', capacity: 4, capPerOrganisation: 4 },
        ...more,
        courseId: more['courseId'] ?? (await trial.course('tender-process')),
      };
      const answer = await service.request('POST', '/v1/sessions', { as: tom, body });
      if (answer.status !== 201) throw new Error(`No session: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    organisationOf: (person) => {
      const id = uuidv7();
      acting.set(person.id, [...(acting.get(person.id) ?? []), id]);
      service.membershipOf(person, ...(acting.get(person.id) ?? []));
      return id;
    },
    book: (as, sessionId, organisationId, places = 1, more = {}) =>
      service.request('POST', '/v1/bookings', { as, body: { sessionId, organisationId, places, ...more } }),
    press: (as, { id, version }, what, body) =>
      service.request('POST', `/v1/bookings/${id}/${what}`, { as, version, body }),
    read: async (id) => (await service.request('GET', `/v1/bookings/${id}`, { as: tom })).body,
    readSession: async (id) => (await service.request('GET', `/v1/sessions/${id}`, { as: tom })).body,
    desk: async (id, what, body) => {
      const { version } = await trial.readSession(id);
      const [method, path] = what.split(' ') as ['PUT' | 'POST', string | undefined];
      return service.request(method, `/v1/sessions/${id}${path ? `/${path}` : ''}`, {
        as: tom,
        version,
        body,
      });
    },
    registered: (organisationId, { name = 'Bow Youth', small = false, equalityFocus = [] } = {}) =>
      service.deliver(organisationRegistered, {
        ...{ organisationId, name, small, equalityFocus, legalForm: 'Other' },
        identifiers: [{ scheme: 'LOCAL' as const, id: 'L000001' }],
        ...{ homeWard: 'E05009329', wardsServed: ['E05009329'] },
      }),
    said: async (id) =>
      (await service.emitted())
        .filter(({ subject }) => subject === id)
        .map(({ type }) => type.split('.')[2] as string),
    placesHeld: async (sessionId) => {
      const [row] = await trial.rows<{ held: number }>(
        `SELECT coalesce(sum(places), 0)::int AS held FROM booking
         WHERE session_id = $1::uuid AND state IN ('booked', 'offered')`,
        sessionId,
      );
      return row?.held ?? 0;
    },
    rows: (text, ...values) => service.app.get<Store<PrismaLike>>(Store).db.$queryRawUnsafe(text, ...values),
    reconciled: () => {
      const { db } = service.app.get<Store<PrismaClient>>(Store);
      return reconcile(db, service.app.get(WaitingListPolicy), service.clock.now());
    },
  };
  return trial;
}
