import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type contractsApi, Id } from '@commissioning/schemas';
import { errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { wardName, wardsOf } from '../organisations/wards';
import { words } from './words';

const HOME = { text: 'Home', href: '/' };
const CARRIERS = ['contract-manager', 'commissioner', 'programme-manager'] as const;

@Controller('contracts')
@Can('portal:use')
export class ContractPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async list(@TheVisitor() visitor: Visitor, @Query() query: { state?: string; cursor?: string }) {
    const state = query.state === 'draft' || query.state === 'signed' ? query.state : undefined;
    const asked = new URLSearchParams({
      ...(state && { state }),
      ...(query.cursor && { cursor: query.cursor }),
    });
    const { items, nextCursor } = await this.api.get<contractsApi.ContractList>(
      'contracts',
      `/v1/contracts?${asked}`,
      visitor,
    );
    return page('contracts/list', {
      title: visitor.actor?.roles.length ? 'Contracts' : 'Our contracts',
      contracts: items,
      ...{ state, nextCursor, words },
      breadcrumbs: [HOME],
    });
  }

  @Get(':id')
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.contract(visitor, id);
  }

  @Post(':id/assign')
  async assign(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Record<string, string>,
  ) {
    const [managerId, managerName] = (form['manager'] ?? '').split('|');
    const body = managerId && managerName ? { managerId, managerName } : {};
    return this.press(
      visitor,
      id,
      'assign',
      form,
      ({ manager }) => `${manager?.name} carries this contract now.`,
      body,
    );
  }

  @Post(':id/sign')
  async sign(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Record<string, string>,
  ) {
    return this.press(
      visitor,
      id,
      'sign',
      form,
      ({ title }) => `${title} is signed. The provider has been told.`,
    );
  }

  private async press(
    visitor: Visitor,
    id: string,
    what: 'assign' | 'sign',
    form: Record<string, string>,
    done: (contract: contractsApi.Contract) => string,
    body?: object,
  ) {
    try {
      const call = { ...(body && { body }), version: form['_version'], key: form['_key'] };
      const path = `/v1/contracts/${id}/${what}`;
      const contract = await this.api.post<contractsApi.Contract>('contracts', path, visitor, call);
      return redirect(`/contracts/${id}`, done(contract));
    } catch (error) {
      return this.contract(visitor, id, errorsOf(error));
    }
  }

  private async contract(visitor: Visitor, id: string, errors?: unknown) {
    const roles = visitor.actor?.roles ?? [];
    const contract = await this.api.get<contractsApi.Contract>('contracts', `/v1/contracts/${id}`, visitor);
    const mayAssign = CARRIERS.some((role) => roles.includes(role));
    const managers = mayAssign
      ? await this.api.get<{ items: contractsApi.Caseload[] }>('contracts', '/v1/caseloads', visitor)
      : { items: [] };
    const wards = await wardsOf(this.api, visitor);
    const isManager = contract.manager !== undefined && contract.manager.id === visitor.actor?.id;
    return page('contracts/show', {
      title: contract.title,
      ...{ contract, errors, words, isManager, mayAssign },
      mayTakeOn: roles.includes('contract-manager') && !isManager,
      managers: managers.items.filter(({ managerId }) => managerId !== contract.manager?.id),
      achieved: contract.indicators.map((indicator) => ({
        ...indicator,
        total: contract.achieved.find((sum) => sum.indicatorId === indicator.indicatorId && !sum.ward),
      })),
      reach: contract.reach.wards.map(({ ward, people }) => ({ ward: wardName(wards, ward), people })),
      key: formKey(),
      breadcrumbs: [HOME, { text: 'Contracts', href: '/contracts' }],
    });
  }
}
