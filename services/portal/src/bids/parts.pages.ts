import { Body, Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id, type tenderingApi } from '@commissioning/schemas';
import { EVIDENCE } from '../opportunities/words';
import { wardsOf } from '../organisations/wards';
import { asErrors, errorsOf, penceOf } from '../pages/form';
import { type Page, page, type Redirect, redirect } from '../pages/page';
import { ApiProblem, ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { fieldOf, type Part } from './gaps';
import { type BidAndTender, crumbs, readBid, STRIPS } from './own-bid';
import { fieldsOf, groupRows, groupsOf, readReach, wardRows } from './reach-form';

type Form = Record<string, string>;

const STALE = {
  field: '',
  text: 'Somebody else saved this while you were writing. Look at both, then save.',
};

/** One page for each part of a bid; each is saved under its own version, so that several people can write at once. */
@Controller('bids/:id')
@Can('portal:use')
export class BidPartPages {
  constructor(private readonly api: ServiceApi) {}

  @Get('answers/:criterionId')
  async answer(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('criterionId', { schema: Id }) criterionId: string,
  ) {
    return this.answerPage(await readBid(this.api, visitor, id), criterionId);
  }

  @Post('answers/:criterionId')
  async saveAnswer(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('criterionId', { schema: Id }) criterionId: string,
    @Body() form: Form,
  ) {
    const text = form['text'] ?? '';
    const part: Part = { path: `answers/${criterionId}`, gaps: `answer:${criterionId}`, field: 'text' };
    return this.save(visitor, id, part, form, { text }, async (more) =>
      this.answerPage(await readBid(this.api, visitor, id), criterionId, { ...more, text }),
    );
  }

  @Get('price')
  async price(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.pricePage(await readBid(this.api, visitor, id));
  }

  @Post('price')
  async savePrice(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Form,
  ) {
    const pricePence = penceOf(form['price']);
    const again = async (more: Again) =>
      this.pricePage(await readBid(this.api, visitor, id), { ...more, form });
    if (pricePence === undefined) {
      const errors = asErrors([{ field: 'price', text: 'Enter your price in pounds, such as £45,000' }]);
      return again({ errors });
    }
    return this.save(
      visitor,
      id,
      { path: 'price', gaps: 'price', field: 'price' },
      form,
      { pricePence },
      again,
    );
  }

  @Get('reach')
  async reach(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.reachPage(visitor, await readBid(this.api, visitor, id));
  }

  @Post('reach')
  async saveReach(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Form,
  ) {
    const reading = readReach(form);
    const again = async (more: Again) =>
      this.reachPage(visitor, await readBid(this.api, visitor, id), { ...more, form });
    if ('problems' in reading) return again({ errors: asErrors(reading.problems) });
    const [first] = wardRows(await wardsOf(this.api, visitor), {});
    const part: Part = { path: 'reach', gaps: 'reach', field: first?.id ?? 'others' };
    return this.save(visitor, id, part, form, reading.reach, again);
  }

  @Get('declarations')
  async declarations(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.declarationsPage(await readBid(this.api, visitor, id));
  }

  @Post('declarations')
  async saveDeclarations(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Form,
  ) {
    const again = async (more: Again) =>
      this.declarationsPage(await readBid(this.api, visitor, id), { ...more, form });
    if (!form['grounds']) {
      const errors = asErrors([{ field: 'grounds', text: 'Select whether an exclusion ground applies' }]);
      return again({ errors });
    }
    const declarations: tenderingApi.Declarations = {
      exclusionGroundsApply: form['grounds'] === 'yes',
      ...(form['explanation']?.trim() && { exclusionExplanation: form['explanation'].trim() }),
      associatedPersons: (form['persons'] ?? '')
        .split('\n')
        .map((name) => name.trim())
        .filter(Boolean),
      signedBy: form['signedBy']?.trim() ?? '',
      accurate: form['accurate'] === 'yes',
    };
    const part: Part = { path: 'declarations', gaps: 'declarations', field: 'grounds' };
    return this.save(visitor, id, part, form, declarations, again);
  }

  /**
   * Saves a part as it is. What still keeps it from being submitted is said at once; where somebody else saved it
   * meanwhile, the page comes again with both texts.
   */
  private async save(
    visitor: Visitor,
    id: string,
    part: Part,
    form: Form,
    body: unknown,
    again: (more: Again) => Promise<Page | Redirect>,
  ): Promise<Page | Redirect> {
    const path = `/v1/bids/${id}/${part.path}`;
    try {
      await this.api.put('tendering', path, visitor, { body, version: form['version'] });
    } catch (error) {
      const isStale = error instanceof ApiProblem && error.problem.status === 412;
      return again({ errors: isStale ? asErrors([STALE]) : errorsOf(error), isStale });
    }
    const { bid } = await readBid(this.api, visitor, id);
    const gaps = bid.gaps.filter((gap) => gap.part === part.gaps);
    if (gaps.length === 0)
      return redirect(`/bids/${id}`, 'Saved. It does not count until the bid is submitted.');
    const errors = asErrors(gaps.map((gap) => ({ field: fieldOf(gap, part), text: gap.says })));
    return again({ errors, isSaved: true });
  }

  private answerPage(known: BidAndTender, criterionId: string, more: Again & { text?: string } = {}) {
    const criterion = known.tender.criteria.find((each) => each.criterionId === criterionId);
    const answer = known.bid.answers.find((each) => each.criterionId === criterionId);
    if (!criterion || !answer) throw new NotFoundException();
    return this.partPage('bids/answer', criterion.title, known, {
      criterion,
      answer,
      evidence: EVIDENCE,
      text: more.text ?? answer.text,
      theirs: more.isStale ? answer.text : undefined,
      isSaved: more.isSaved,
      version: answer.version,
      errors: more.errors,
    });
  }

  private pricePage(known: BidAndTender, more: Again = {}) {
    const { value, version } = known.bid.price;
    const saved = value === undefined ? '' : (value / 100).toFixed(2);
    return this.partPage('bids/price', 'Price', known, {
      price: more.form?.['price'] ?? saved,
      theirs: more.isStale ? saved : undefined,
      isSaved: more.isSaved,
      version,
      errors: more.errors,
    });
  }

  private async reachPage(visitor: Visitor, known: BidAndTender, more: Again = {}) {
    const { value, version } = known.bid.reach;
    const [wards, groups] = await Promise.all([wardsOf(this.api, visitor), groupsOf(this.api, visitor)]);
    const form = more.form ?? fieldsOf(value, wards);
    return this.partPage('bids/reach', 'Whom you will reach', known, {
      wards: wardRows(wards, form),
      groups: groupRows(groups, form),
      others: form['others'],
      theirs: more.isStale,
      isSaved: more.isSaved,
      version,
      errors: more.errors,
    });
  }

  private declarationsPage(known: BidAndTender, more: Again = {}) {
    const { value, version } = known.bid.declarations;
    const saved = value && {
      grounds: value.exclusionGroundsApply ? 'yes' : 'no',
      explanation: value.exclusionExplanation ?? '',
      persons: value.associatedPersons.join('\n'),
      signedBy: value.signedBy,
      accurate: value.accurate ? 'yes' : '',
    };
    return this.partPage('bids/declarations', 'Declarations', known, {
      form: more.form ?? saved ?? {},
      theirs: more.isStale,
      isSaved: more.isSaved,
      version,
      errors: more.errors,
    });
  }

  private partPage(template: string, title: string, known: BidAndTender, model: Record<string, unknown>) {
    return page(template, {
      title,
      ...known,
      strip: STRIPS[known.bid.standing],
      breadcrumbs: crumbs(known),
      ...model,
    });
  }
}

/** What a page that comes again was given before. */
interface Again {
  readonly form?: Form;
  readonly errors?: unknown;
  readonly isStale?: boolean;
  /** It was saved, and cannot be submitted like this. */
  readonly isSaved?: boolean;
}
