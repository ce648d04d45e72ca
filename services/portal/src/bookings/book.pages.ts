import { Body, Controller, Get, Param, Post, Session as BrowserSession } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type capacityBuildingApi, Id } from '@commissioning/schemas';
import { Drafts, type DraftSession } from '../pages/drafts';
import { errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { isCoordinator } from '../training/coordinators';
import { lineOf } from '../training/session-list';
import { Clock } from '@commissioning/service';
import { comersOf, contactOf, type Form, partyOf } from './booking-form';
import { bookerCalled, bookersOf } from './bookers';
import { choicesOf, formOfNeeds, KINDS, needInWords, NEEDS, type NeedsForm, needsOf } from './needs-form';
import { askFor, termsOf } from './needs';
import type { BookingDraft } from './booking-draft';

type Session = capacityBuildingApi.Session;
const FIELDS = { contact: 'contact-name', names: 'names' };
const CODES = { 'organisation-cap-exceeded': 'places' };

/** A booking in three steps: who comes, what they need, check and confirm. */
@Controller('training/sessions/:id/book')
@Can('portal:use')
export class BookPages {
  constructor(
    private readonly api: ServiceApi,
    private readonly drafts: Drafts,
    private readonly clock: Clock,
  ) {}

  @Get()
  async who(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @BrowserSession() kept: DraftSession,
  ) {
    const { typed = {} } = await this.draft(kept, id);
    return this.whoPage(visitor, id, typed);
  }

  @Post()
  async keepWho(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @BrowserSession() kept: DraftSession,
    @Body() typed: Form,
  ) {
    const session = await this.session(visitor, id);
    const read = partyOf(typed, whoseOf(session), session.capPerOrganisation);
    if ('errors' in read) return this.whoPage(visitor, id, typed, read.errors);
    await this.drafts.keep<BookingDraft>(kept, draftOf(id), { typed: plain(typed), party: read.party });
    return redirect(`/training/sessions/${id}/book/needs`);
  }

  @Get('needs')
  async needs(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @BrowserSession() kept: DraftSession,
  ) {
    const { party, needs, contact } = await this.draft(kept, id);
    if (!party) return redirect(`/training/sessions/${id}/book`);
    const form = {
      ...(needs && formOfNeeds(needs)),
      ...{ 'contact-name': contact?.name ?? '', 'contact-email': contact?.email ?? '' },
      'contact-phone': contact?.phone ?? '',
    };
    return this.needsPage(visitor, id, party, form);
  }

  @Post('needs')
  async keepNeeds(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @BrowserSession() kept: DraftSession,
    @Body() form: NeedsForm,
  ) {
    const { party } = await this.draft(kept, id);
    if (!party) return redirect(`/training/sessions/${id}/book`);
    const whose = whoseOf(await this.session(visitor, id));
    const [read, told] = [needsOf(form, comersOf(party)), contactOf(form as Form, whose)];
    if ('errors' in read || 'errors' in told) {
      const both = [read, told].flatMap((part) => ('errors' in part ? [part.errors] : []));
      return this.needsPage(visitor, id, party, form, {
        list: both.flatMap(({ list }) => list),
        of: Object.assign({}, ...both.map(({ of }) => of)) as FormErrors['of'],
      });
    }
    await this.drafts.keep<BookingDraft>(kept, draftOf(id), { needs: read.needs, contact: told.contact });
    return redirect(`/training/sessions/${id}/book/check`);
  }

  @Get('check')
  async check(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @BrowserSession() kept: DraftSession,
  ) {
    return this.checkPage(visitor, id, await this.draft(kept, id));
  }

  /** The booking first; what could not be asked for beside it is kept and said, so that it is not lost. */
  @Post('check')
  async confirm(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @BrowserSession() kept: DraftSession,
    @Body() { _key: key }: Form,
  ) {
    const draft = await this.draft(kept, id);
    const { party, contact, needs = [] } = draft;
    if (!party) return redirect(`/training/sessions/${id}/book`);
    let booking: capacityBuildingApi.Booking;
    try {
      const body = { sessionId: id, ...party, ...(contact && { contact }) };
      booking = await this.api.post('capacity-building', '/v1/bookings', visitor, { body, key });
    } catch (error) {
      return this.checkPage(visitor, id, draft, errorsOf(error, FIELDS, CODES));
    }
    const refused = await askFor(this.api, visitor, booking.id, needs, key ?? formKey());
    if (refused.length > 0) await this.drafts.keep(kept, `needs ${booking.id}`, { refused });
    await this.drafts.forget(kept, draftOf(id));
    return redirect(`/training/bookings/${booking.id}/${refused.length > 0 ? 'needs' : 'done'}`);
  }

  private draft(kept: DraftSession, id: string): Promise<Partial<BookingDraft>> {
    return this.drafts.read<BookingDraft>(kept, draftOf(id));
  }

  private session(visitor: Visitor, id: string): Promise<Session> {
    return this.api.get<Session>('capacity-building', `/v1/sessions/${id}`, visitor);
  }

  private async whoPage(visitor: Visitor, id: string, typed: Form, errors?: FormErrors) {
    const session = await this.session(visitor, id);
    const bookers = await bookersOf(this.api, visitor, session.audience);
    return page('bookings/who', {
      title: `Book ${session.courseTitle}: who comes`,
      ...{ session: this.line(session), bookers, form: typed, errors },
      breadcrumbs: breadcrumbs(session),
    });
  }

  private async needsPage(
    visitor: Visitor,
    id: string,
    party: BookingDraft['party'],
    form: NeedsForm,
    errors?: FormErrors,
  ) {
    const [session, terms] = await Promise.all([this.session(visitor, id), termsOf(this.api, visitor, id)]);
    return page('bookings/needs', {
      title: `Book ${session.courseTitle}: what you need`,
      ...{ session: this.line(session), terms, form, errors, kinds: KINDS, words: NEEDS },
      people: choicesOf(comersOf(party)),
      ...{ whose: whoseOf(session), usualContact: usualContact(visitor) },
      breadcrumbs: breadcrumbs(session),
    });
  }

  private async checkPage(visitor: Visitor, id: string, draft: Partial<BookingDraft>, errors?: FormErrors) {
    const { party, needs = [], contact } = draft;
    if (!party) return redirect(`/training/sessions/${id}/book`);
    const session = await this.session(visitor, id);
    return page('bookings/check', {
      title: `Book ${session.courseTitle}: check your answers`,
      ...{ session: this.line(session), errors, party, key: formKey() },
      ...{ contact, usualContact: usualContact(visitor) },
      booker: await bookerCalled(this.api, visitor, session.audience, party.organisationId),
      people: comersOf(party).map(({ name }) => name ?? 'To be named'),
      needs: needs.map((need) => ({ ...need, text: needInWords(need, comersOf(party)) })),
      willWait: party.places > session.placesFree,
      breadcrumbs: breadcrumbs(session),
    });
  }

  private line(session: Session) {
    return lineOf(session, this.clock.now().toString());
  }
}

/** Who is written to when nobody is named: whoever books, or for a coordinator those whom they book for. */
const usualContact = (visitor: Visitor) =>
  isCoordinator(visitor) ? 'The people of the organisation' : 'You';

const whoseOf = ({ audience }: Session) => (audience === 'internal' ? 'team' : 'organisation');

const draftOf = (sessionId: string): string => `booking ${sessionId}`;

/** What was typed, without the fields that protect the form. */
const plain = ({ organisationId = '', places = '', names = '' }: Form): Form => ({
  organisationId,
  places,
  names,
});

const breadcrumbs = ({ id, courseTitle }: Session) => [
  { text: 'Home', href: '/' },
  { text: 'Training', href: '/training' },
  { text: courseTitle, href: `/training/sessions/${id}` },
];
