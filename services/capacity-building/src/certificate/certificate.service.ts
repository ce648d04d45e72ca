import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { LONDON, londonDate } from '@commissioning/calendar';
import { type Change, found, must, Store, type TransactionOf } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type { Certificate, PrismaClient } from '../../generated/prisma/client';
import { Organiser } from '../calendar/calendar';
import { OrganisationService } from '../organisation/organisation.service';
import { mustHaveAttended, referenceFrom, type Registered, stateOf } from './certificate';
import { CertificateFont, certificateDocument } from './certificate-document';

type Db = TransactionOf<PrismaClient>;

/** Where anybody checks a certificate. */
export class CheckedAt {
  constructor(private readonly publicUrl: string) {}

  of(reference: string): string {
    return new URL(`/training/certificates/${reference}`, this.publicUrl).toString();
  }
}

@Injectable()
export class CertificateService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly organisations: OrganisationService,
    private readonly organiser: Organiser,
    private readonly checkedAt: CheckedAt,
    private readonly font: CertificateFont,
  ) {}

  /** The certificate of one person: the one there is, or a new one where the register has been corrected since. */
  async issue(
    { bookingId, place }: capacityBuildingApi.NewCertificate,
    actor: Actor,
  ): Promise<capacityBuildingApi.Certificate> {
    const booking = found(await this.store.db.booking.findUnique({ where: { id: bookingId } }), 'booking');
    await this.organisations.mustSeeBooking(actor, booking);
    return this.store.change(actor, async (change) => {
      const registered = await lockRegister(change, bookingId, place);
      const name = mustHaveAttended(registered);
      const newest = await newestOf(change.db, bookingId, place);
      await change.audit('booking', bookingId, 'certificate-asked-for', { detail: { place } });
      if (newest && stateOf(newest, registered, true) === 'valid') return toCertificate(newest, 'valid');
      const { courseTitle, competencies, startsAt } = registered;
      const row = await change.db.certificate.create({
        data: {
          ...{ reference: referenceFrom(randomBytes(12)), bookingId, place, name },
          ...{ number: (newest?.number ?? 0) + 1, courseTitle, competencies, startsAt },
          ...{ issuedAt: new Date(change.now.epochMilliseconds), issuedBy: actor.id },
        },
      });
      return toCertificate(row, 'valid');
    });
  }

  /** For anybody who was shown the reference. */
  async check(reference: string): Promise<capacityBuildingApi.Certificate> {
    const row = found(await this.store.db.certificate.findUnique({ where: { reference } }), 'certificate');
    return toCertificate(row, await this.stateNow(row));
  }

  async document(reference: string, actor: Actor): Promise<Buffer> {
    const row = found(
      await this.store.db.certificate.findUnique({ where: { reference }, include: { booking: true } }),
      'certificate',
    );
    await this.organisations.mustSeeBooking(actor, row.booking, 'certificate');
    must(
      (await this.stateNow(row)) === 'valid',
      'certificate-not-valid',
      'The register was corrected since this certificate was issued. Ask for a new one.',
    );
    const text = {
      ...{ reference, name: row.name, courseTitle: row.courseTitle, issuedAt: row.issuedAt },
      ...{ council: this.organiser.name, checkedAt: this.checkedAt.of(reference) },
      heldOn: row.startsAt.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: LONDON }),
    };
    return certificateDocument(text, this.font);
  }

  private async stateNow(row: Certificate): Promise<capacityBuildingApi.CertificateState> {
    const { db } = this.store;
    const newest = await newestOf(db, row.bookingId, row.place);
    return stateOf(row, await registerOf(db, row.bookingId, row.place), newest?.reference === row.reference);
  }
}

const newestOf = (db: Db, bookingId: string, place: number): Promise<Certificate | null> =>
  db.certificate.findFirst({ where: { bookingId, place }, orderBy: { number: 'desc' } });

/** What the register says of a place, locked: two who ask at the same moment get the same certificate. */
async function lockRegister({ db, sql }: Change<PrismaClient>, bookingId: string, place: number) {
  await sql.query('SELECT 1 FROM attendee WHERE booking_id = $1::uuid AND place = $2::int FOR UPDATE', [
    bookingId,
    place,
  ]);
  return registerOf(db, bookingId, place);
}

async function registerOf(
  db: Db,
  bookingId: string,
  place: number,
): Promise<Registered & { competencies: string[] }> {
  const { booking, name, attendance } = found(
    await db.attendee.findUnique({
      where: { bookingId_place: { bookingId, place } },
      include: { booking: { include: { session: { include: { course: true } } } } },
    }),
    'place',
  );
  const { startsAt, course } = booking.session;
  return {
    ...{ bookingState: booking.state, attendance, name, startsAt },
    ...{ courseTitle: course.title, competencies: course.competencies },
  };
}

const toCertificate = (
  row: Certificate,
  state: capacityBuildingApi.CertificateState,
): capacityBuildingApi.Certificate => ({
  ...{ reference: row.reference, state, name: row.name, courseTitle: row.courseTitle },
  competencies: row.competencies as capacityBuildingApi.Competency[],
  heldOn: londonDate(row.startsAt.toISOString()).toString(),
  issuedAt: row.issuedAt.toISOString(),
});
