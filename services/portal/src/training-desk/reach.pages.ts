import { Controller, Get, Query, Res } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import type { capacityBuildingApi } from '@commissioning/schemas';
import { Clock } from '@commissioning/service';
import type { Response } from 'express';
import { wardName, wardsOf } from '../organisations/wards';
import { page } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { isCoordinator } from '../training/coordinators';
import { thisFinancialYear, trainingReachView } from './reach-view';

const YEARS_BACK = 4;

/** Whom training reached, by size, focus and ward of the organisations. */
@Controller('training/reach')
@Can('portal:use')
export class TrainingReachPages {
  constructor(
    private readonly api: ServiceApi,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@TheVisitor() visitor: Visitor, @Query('year') asked?: string) {
    const year = this.yearAsked(asked);
    const [reach, wards] = await Promise.all([
      this.api.get<capacityBuildingApi.TrainingReach>(
        'capacity-building',
        `/v1/reach?financialYear=${year}`,
        visitor,
      ),
      wardsOf(this.api, visitor),
    ]);
    return page('training-desk/reach', {
      title: 'Reach of training',
      ...{ year, years: this.years().map((one) => [one, `${one} to ${one + 1}`]), note: reach.note },
      parts: trainingReachView(reach, (code) => wardName(wards, code)),
      coordinator: isCoordinator(visitor),
      breadcrumbs: [
        { text: 'Home', href: '/' },
        { text: 'Training', href: '/training' },
      ],
    });
  }

  @Get('table.csv')
  async table(
    @TheVisitor() visitor: Visitor,
    @Query('year') asked: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const year = this.yearAsked(asked);
    const path = `/v1/reach.csv?financialYear=${year}`;
    const { type, body } = await this.api.download('capacity-building', path, visitor);
    response.attachment(`reach-of-training-${year}.csv`).type(type);
    return body;
  }

  private years(): number[] {
    const latest = thisFinancialYear(this.clock.now().toString());
    return Array.from({ length: YEARS_BACK + 1 }, (_, back) => latest - back);
  }

  private yearAsked(asked: string | undefined): number {
    const years = this.years();
    return years.find((year) => String(year) === asked) ?? (years[0] as number);
  }
}
