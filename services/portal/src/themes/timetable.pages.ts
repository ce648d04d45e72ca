import { Controller, Get, Param, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id, type programmeApi } from '@commissioning/schemas';
import { asErrors, dayOf, errorsOf } from '../pages/form';
import { formatDay } from '../pages/format';
import { page } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';

@Controller('themes/:id/timetable')
@Can('portal:use')
export class TimetablePages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async show(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Query() form: Record<string, string>,
  ) {
    const theme = await this.api.get<programmeApi.Theme>('programme', `/v1/themes/${id}`, visitor);
    const query = new URLSearchParams();
    const problems = DATES.flatMap(({ field, parameter }) => {
      const day = dayOf(form, field);
      if (day) query.set(parameter, day);
      const isTyped = ['day', 'month', 'year'].some((part) => form[`${field}-${part}`]?.trim());
      return isTyped && !day ? [{ field: `${field}-day`, text: 'Enter a date, such as 1 12 2026' }] : [];
    });
    if (form['tenderDays']?.trim()) query.set('tenderDays', form['tenderDays'].trim());
    const shown = (more: object) =>
      page('themes/timetable', {
        ...{ title: 'Timetable', theme, form: { tenderDays: '35', ...form }, ...more },
        breadcrumbs: [
          { text: 'Home', href: '/' },
          { text: 'Themes', href: '/themes' },
          { text: theme.title, href: `/themes/${id}` },
        ],
      });
    if (problems.length > 0) return shown({ errors: asErrors(problems) });
    try {
      const path = `/v1/themes/${id}/timetable?${query}`;
      const timetable = await this.api.get<programmeApi.Timetable>('programme', path, visitor);
      const warnings = timetable.warnings.map(({ says }) => says.replace(ISO_DAY, (day) => formatDay(day)));
      return shown({ timetable, warnings });
    } catch (error) {
      return shown({ errors: errorsOf(error, {}, { 'outside-bank-holiday-table': 'publish-day' }) });
    }
  }
}

const ISO_DAY = /\d{4}-\d{2}-\d{2}/g;

const DATES = [
  { field: 'publish', parameter: 'publishOn' },
  { field: 'current', parameter: 'currentProvisionEndsOn' },
] as const;
