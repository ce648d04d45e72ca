import { Body, Controller, Get, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id, type tenderingApi } from '@commissioning/schemas';
import { wardName, wardsOf } from '../organisations/wards';
import { ourOrganisations } from '../organisations/our-organisations';
import { DOCUMENTS } from '../opportunities/words';
import { asErrors, errorsOf, type FormErrors } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ApiProblem, ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { gapsToMend } from './gaps';
import { crumbs, readBid, STRIPS } from './own-bid';

type Form = Record<string, string>;

@Controller('bids')
@Can('portal:use')
export class BidPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async list(@TheVisitor() visitor: Visitor) {
    const { items } = await this.api.get<tenderingApi.OwnBidList>('tendering', '/v1/bids', visitor);
    const organisations = await ourOrganisations(this.api, visitor);
    const nameOf = (id: string) => organisations.find((each) => each.id === id)?.name ?? '';
    return page('bids/list', {
      title: 'Our bids',
      bids: items.map((bid) => ({ ...bid, organisation: nameOf(bid.organisationId) })),
      strips: STRIPS,
      breadcrumbs: crumbs().slice(0, 1),
    });
  }

  @Get('new')
  async begin(@TheVisitor() visitor: Visitor, @Query('tender') tenderId: string) {
    return this.choice(visitor, tenderId);
  }

  @Post()
  async start(@TheVisitor() visitor: Visitor, @Body() form: Form) {
    const { tenderId = '', organisationId } = form;
    if (!organisationId) {
      const errors = asErrors([{ field: 'organisationId', text: 'Select the organisation that bids' }]);
      return this.choice(visitor, tenderId, errors);
    }
    try {
      const { id } = await this.api.put<tenderingApi.OwnBid>('tendering', '/v1/bids', visitor, {
        body: { tenderId, organisationId },
      });
      return redirect(`/bids/${id}`);
    } catch (error) {
      return this.choice(visitor, tenderId, errorsOf(error));
    }
  }

  /** The task list: what is written, what is missing, and in words where the bid stands. */
  @Get(':id')
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    const known = await readBid(this.api, visitor, id);
    const { bid, tender } = known;
    const isOpen = tender.state === 'open';
    const task = (title: string, path: string, ...parts: string[]) => {
      const isMissing = bid.gaps.some(({ part }) => parts.includes(part));
      return {
        title: { text: title },
        ...(isOpen && { href: `/bids/${id}/${path}` }),
        status: isMissing ? { tag: { text: 'To do', classes: 'govuk-tag--blue' } } : { text: 'Completed' },
      };
    };
    return page('bids/show', {
      title: tender.title,
      ...known,
      isOpen,
      strip: STRIPS[bid.standing],
      gaps: gapsToMend(bid),
      tasks: [
        ...tender.criteria
          .filter(({ kind }) => kind !== 'price')
          .map(({ criterionId, title }) => task(title, `answers/${criterionId}`, `answer:${criterionId}`)),
        task('Price', 'price', 'price'),
        task('Whom you will reach', 'reach', 'reach'),
        task('Declarations', 'declarations', 'declarations'),
      ],
      breadcrumbs: crumbs(),
    });
  }

  @Get(':id/check')
  async check(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.checked(visitor, id);
  }

  @Post(':id/submit')
  async submit(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    try {
      await this.api.put('tendering', `/v1/bids/${id}/submission`, visitor, { version: form['_version'] });
      return redirect(`/bids/${id}/receipt`);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.code !== 'bid-is-incomplete')
        return this.checked(visitor, id, errorsOf(error));
      const { bid } = await readBid(this.api, visitor, id);
      return this.checked(visitor, id, { list: gapsToMend(bid), of: {} } satisfies FormErrors);
    }
  }

  @Post(':id/withdraw')
  async withdraw(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    await this.api.delete('tendering', `/v1/bids/${id}/submission`, visitor);
    return redirect(
      `/bids/${id}`,
      'It is withdrawn. What you wrote is kept; it does not count until you submit it.',
    );
  }

  @Get(':id/receipt')
  async receipt(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    const known = await readBid(this.api, visitor, id);
    const receipt = known.bid.receipts.find((each) => !each.withdrawnAt && !each.replacedAt);
    if (!receipt) return redirect(`/bids/${id}`);
    return page('bids/receipt', { title: 'Bid submitted', ...known, receipt, breadcrumbs: crumbs(known) });
  }

  /** What the bidder will be asked, before anything is typed. */
  private async choice(visitor: Visitor, tenderId: string, errors?: unknown) {
    if (!Id.safeParse(tenderId).success) throw new NotFoundException();
    const [tender, organisations] = await Promise.all([
      this.api.get<tenderingApi.Opportunity>('tendering', `/v1/opportunities/${tenderId}`, visitor),
      ourOrganisations(this.api, visitor),
    ]);
    return page('bids/new', {
      title: 'Before you start',
      tender,
      organisations,
      documents: tender.documents.map((document) => DOCUMENTS[document]),
      errors,
      breadcrumbs: [...crumbs(), { text: tender.title, href: `/opportunities/${tenderId}` }],
    });
  }

  private async checked(visitor: Visitor, id: string, errors?: unknown) {
    const known = await readBid(this.api, visitor, id);
    const wards = await wardsOf(this.api, visitor);
    const titleOf = (criterionId: string) =>
      known.tender.criteria.find((each) => each.criterionId === criterionId)?.title ?? '';
    return page('bids/check', {
      title: 'Check your bid',
      ...known,
      strip: STRIPS[known.bid.standing],
      answers: known.bid.answers.map((answer) => ({ ...answer, title: titleOf(answer.criterionId) })),
      wards: (known.bid.reach.value?.wards ?? []).map(({ ward, people }) => ({
        name: wardName(wards, ward),
        people,
      })),
      gaps: gapsToMend(known.bid),
      isOpen: known.tender.state === 'open',
      errors,
      breadcrumbs: crumbs(known),
    });
  }
}
